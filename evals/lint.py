"""Whether cases can be right at all: what they name must be in the documents, where they say it is.

When documents change, this tells which cases no longer hold, and which fact, line or project of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.text import squeeze
from corpus.values import DividedDocument, Project
from corpus.years import find_years
from evals.cases import Case, Finding
from evals.matching import stands_in

# How an answer begins that puts the question right, and the words by which it calls a link between plans inferred or says that there is none.
OWN_WORDS = frozenset({"いいえ", "No.", "推定", "inferred", "見当たりません"})
BEFORE, AFTER = 2, 6  # lines around an expected one in which a fact must stand: a cell may be torn over several


def lint(cases: Sequence[Case], documents: Sequence[DividedDocument]) -> tuple[Finding, ...]:
    """What is wrong with the cases: twice the same id or question, a plan, project, line or fact that the documents do not have there."""
    known = _Known.of(documents)
    return (*_repeated(cases), *(finding for case in cases for finding in _unknown(case, known)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the documents have, by plan: projects by squeezed title, text, and lines."""

    projects: dict[str, dict[str, Project]]
    texts: dict[str, str]
    lines: dict[str, list[str]]

    @classmethod
    def of(cls, documents: Sequence[DividedDocument]) -> _Known:
        projects = {each.plan.id: {squeeze(project.title.printed): project for project in each.projects} for each in documents}
        texts = {each.plan.id: " ".join(line.text for line in each.lines) + " " + _shown(each) for each in documents}
        return cls(projects, texts, {each.plan.id: [line.text for line in each.lines] for each in documents})


def _shown(document: DividedDocument) -> str:
    """What is printed in pieces and put together again, and the names of the headings."""
    plan = document.plan
    headings = [str(heading) for heading in (*plan.goals, *plan.policies, *plan.categories)]
    return " ".join([plan.title, *headings, *(text for project in document.projects for text in project.texts())])


def _repeated(cases: Sequence[Case]) -> Iterable[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for case in cases:
        asked = " / ".join(map(squeeze, (*case.turns, case.question)))
        for key, value in (("id", case.id), ("question", asked)):
            if (key, value) in seen:
                yield Finding(case.file, case.id, key, f"the same {key} as {seen[key, value]}")
            seen.setdefault((key, value), case.id)


def _unknown(case: Case, known: _Known) -> Iterator[Finding]:
    expected = case.expected
    if expected.plan is not None and expected.plan not in known.projects:
        yield Finding(case.file, case.id, "plan", f"no such plan; known are {', '.join(known.projects)}")
        return
    plans = [expected.plan] if expected.plan else list(known.projects)
    titles = set[str]().union(*(known.projects[plan].keys() for plan in plans))
    for key, named in (("project", filter(None, [expected.project])), ("projects", expected.projects)):
        for title in named:
            if squeeze(title) not in titles:
                yield _finding(case, key, "no such project in this plan", title)
    beyond = [line for line in expected.lines if line > max(len(known.lines[plan]) for plan in plans)]
    for line in beyond:
        yield _finding(case, "lines", "the document is shorter", str(line))
    missing = [fact for fact in _printed(case) if not any(stands_in(fact, known.texts[plan]) for plan in plans)]
    for fact in missing:
        yield _finding(case, "facts", "does not occur in the documents", fact)
    if expected.plan and not missing and not beyond:
        yield from _moved(case, known, expected.plan)


def _printed(case: Case) -> list[str]:
    """The facts that must be printed: not what is counted or added up, nor a word of the answer's own."""
    return [fact for fact in case.expected.facts if not fact.replace(",", "").isdigit() and fact not in OWN_WORDS]


def _moved(case: Case, known: _Known, plan_id: str) -> Iterator[Finding]:
    """A fact that stands in another project now, and lines that none of the facts stands near any more."""
    facts, lines = _printed(case), known.lines[plan_id]
    project = known.projects[plan_id].get(squeeze(case.expected.project or ""))
    if project:
        headings = (str(heading) for heading in (project.goal, project.policy, project.category) if heading)
        own = " ".join([*project.texts(), *headings, *(action.printed for action in project.actions)])
        for fact in facts:
            if not find_years(fact) and not stands_in(fact, own):
                yield _finding(case, "facts", "does not stand in the project", fact)
    if facts and case.expected.lines and not any(stands_in(fact, _around(lines, line)) for fact in facts for line in case.expected.lines):
        now = [number for number, text in enumerate(lines, 1) if any(stands_in(fact, text) for fact in facts)]
        told = f"{', '.join(map(str, case.expected.lines))} (now {', '.join(map(str, now)) or 'torn over several'})"
        yield _finding(case, "lines", "no fact stands there", told)


def _around(lines: Sequence[str], line: int) -> str:
    return " ".join(lines[max(0, line - 1 - BEFORE) : line + AFTER])


def _finding(case: Case, key: str, message: str, value: str) -> Finding:
    return Finding(case.file, case.id, key, message if case.held else f"{value!r}: {message}")
