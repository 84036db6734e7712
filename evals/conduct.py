"""What must hold of every answer, whatever the question: of its citations, its suggestions, what it calls certain, and what it keeps back.

hidden       the public is told nothing of a plan that only staff may see
suggestions  a question that is suggested is answered
captions     a caption that is told as the project's is one of its captions in the gold
pages        a citation names the page on which its first line stands
inferred     a project of another plan that nobody asked about is said to be inferred
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.settings import Settings
from corpus.text import squeeze
from evals.cases import read_yaml
from evals.extraction import Check, FieldScore, made_of, score_checks
from evals.sources import GOLD, Asker, Sources

QUESTIONS = ("{title}の担当課はどこですか。", "Which department is in charge of {title}?")
CAPTIONS = "{title}の行動目標を教えてください。"
_QUOTED = re.compile(r"「([^「」]+)」")
_UNSURE = re.compile(r"確定できま")
_INFERRED = re.compile(r"推定|inferred")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A library in which one plan is for staff only."""

    plan_id: str
    library: Path


@contextmanager
def hidden_libraries(sources: Sources, settings: Settings) -> Iterator[tuple[Hidden, ...]]:
    """A library for each plan, in which that one is for staff only; removed afterwards."""
    with ExitStack() as stack:
        yield tuple(Hidden(entry.id, stack.enter_context(_staff_only(sources, entry.id).library(None, settings))) for entry in sources.entries)


def _staff_only(sources: Sources, plan_id: str) -> Sources:
    """The same documents, one of them for staff only."""
    return replace(sources, entries=tuple(replace(entry, visibility="staff") if entry.id == plan_id else entry for entry in sources.entries))


def score_hidden(hidden: Iterable[Hidden], settings: Settings) -> dict[str, FieldScore]:
    """The score of the rule `hidden`, over the projects of the gold."""
    gold = read_yaml(GOLD / "extraction.yaml")
    return score_checks([check for each in hidden for check in _hidden(each, gold, settings)])


def score_conduct(asker: Asker, sources: Sources) -> dict[str, FieldScore]:
    """The score of each rule but `hidden`, over the projects of the gold."""
    gold = read_yaml(GOLD / "extraction.yaml")
    told = [(project, asker.ask(question.format(title=project["title"]))) for project in gold for question in QUESTIONS]
    captions = [(project, asker.ask(CAPTIONS.format(title=project["title"]))) for project in gold]
    suggested = {question: asker.ask(question) for _, answer in told for question in answer.suggestions}
    checks = [
        *(Check("suggestions", question, "answered", answer.status) for question, answer in suggested.items()),
        *(check for project, answer in captions for check in _captions(answer, project)),
        *_pages([*(answer for _, answer in (*told, *captions)), *suggested.values()], sources),
        *(check for project, answer in told for check in _inferred(answer, project)),
    ]
    return score_checks(checks)


def _hidden(hidden: Hidden, gold: Sequence[Any], settings: Settings) -> Iterator[Check]:
    """The plan is asked about and must not be spoken of."""
    public = Assistant.open(hidden.library, settings=settings)
    for project in gold:
        if project["plan"] == hidden.plan_id:
            answer = public.ask(QUESTIONS[0].format(title=project["title"]))
            plans = {each.plan.id for each in answer.references} | {each.plan_id for each in answer.projects}
            yield Check("hidden", project["title"], "", hidden.plan_id if hidden.plan_id in plans else "")


def _captions(answer: Answer, project: Any) -> Iterator[Check]:
    """The captions in quotation marks, but for sentences about another project and those that say that it is not certain whose they are."""
    own = [squeeze(caption) for caption in project["actions_certain"]]
    others = _others(answer, project)
    said = [each.text for each in answer.statements if not others & set(each.citations) and not _UNSURE.search(each.text)]
    titles = [each.title.printed for each in answer.projects]
    quoted = (caption for text in said for caption in _QUOTED.findall(_without(text, titles)))
    for caption in dict.fromkeys(map(squeeze, quoted)):
        yield Check("captions", project["title"], caption if made_of(caption, own) else " / ".join(own), caption)


def _others(answer: Answer, project: Any) -> set[int]:
    """The citations of projects that stand in another plan than the one asked about."""
    return {each.citation.number for each in answer.references if each.project and each.plan.id != project["plan"]}


def _without(text: str, titles: Iterable[str]) -> str:
    for title in titles:
        text = text.replace(title, "")
    return text


def _pages(answers: Iterable[Answer], sources: Sources) -> Iterator[Check]:
    pages = {document.plan.document_id: [line.page for line in document.lines] for document in sources.divided}
    spans = (reference.citation.span for answer in answers for reference in answer.references)
    for span in dict.fromkeys(spans):
        yield Check("pages", f"{span.document_id} line {span.line_start}", str(pages[span.document_id][span.line_start - 1]), str(span.page))


def _inferred(answer: Answer, project: Any) -> Iterator[Check]:
    """Every statement that rests on a project of another plan than the one asked about."""
    others = _others(answer, project)
    for statement in answer.statements:
        if others & set(statement.citations):
            yield Check("inferred", project["title"], "inferred", "inferred" if _INFERRED.search(statement.text) else statement.text)
