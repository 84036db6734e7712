"""The assistant: a question in, a checked answer out.

`Assistant.ask` reads as the way of a question: understand, decide, compose, check.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assistant.answer import Answer, Conversation, Language, Statement, Status
from assistant.check import check
from assistant.compose import Draft
from assistant.decide import Decider, Decision, carried_over
from assistant.find import Finder, Found
from assistant.glossary import load_glossary
from assistant.reply import Replier
from assistant.understand import Query, Reader
from assistant.wording import load_wording
from corpus.library import Audience, Library
from corpus.settings import Settings, default_settings


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one library, for one audience. Safe to share between threads."""

    library: Library
    settings: Settings

    @classmethod
    def open(cls, library: Path | str, audience: Audience = "public", settings: Settings | None = None) -> Assistant:
        """The assistant over the current build of the library folder. Raises LibraryError when there is none."""
        settings = settings or default_settings()
        return cls(Library.open(Path(library), audience, settings.embedding_model), settings)

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The checked answer to a question; hand `answer.conversation` back with the next one.

        Raises QuestionError when the question is empty, too long or holds no text.
        """
        started = time.perf_counter()
        query = carried_over(self.reader.read(question), conversation)
        query = replace(query, language=language) if language else query
        draft = Draft(self.library, load_wording(query.language), query)
        decision = self.decider.decide(query, conversation) if query.kind == "question" else Decision("none")
        status = self.replier.reply(draft, decision)
        return self._checked(question, draft, decision, status, conversation, started)

    def search(self, text: str, limit: int = 10) -> list[Found]:
        """The projects that fit the text, best first: retrieval alone."""
        query = self.reader.read(text)
        return self.decider.ranked(query, self.finder.passages(query))[:limit]

    def _checked(self, question: str, draft: Draft, decision: Decision, status: Status, conversation: Conversation | None, started: float) -> Answer:
        query = draft.query
        problems = {statement: check(statement, draft.references, self.library.department_names, query.text) for statement in draft.statements if statement.citations}
        statements = tuple(statement for statement in draft.statements if not problems.get(statement))
        if not statements:
            status, statements = "not_found", (Statement(draft.say("not_found")),)
        used = [number for statement in statements for number in statement.citations]
        references = [reference for reference in draft.references if reference.citation.number in used]
        statements, references = _renumbered(statements, references)
        projects = decision.projects or tuple(dict.fromkeys(reference.project for reference in references if reference.project))
        return Answer(
            question, status, query.language, statements, tuple(references), projects, self.replier.suggestions(draft, decision),
            self._next(query, decision, projects, conversation, status), _trace(query, decision, problems, started),
        )  # fmt: skip

    def _next(self, query: Query, decision: Decision, projects: Sequence[object], conversation: Conversation | None, status: Status) -> Conversation:
        """What the next question may refer to: this answer's subject, or the one before when this had none."""
        if status in ("greeting", "refused", "out_of_scope") and conversation:
            return conversation
        ids = tuple(project.id for project in decision.projects)
        kept = ids or (conversation.project_ids if conversation and decision.kind != "none" else ())
        asks = query.asks or (conversation.asks if conversation else ())
        years = query.years or (conversation.years if conversation and not query.has_subject else ())
        return Conversation(kept, asks, years, query.plan_ids, None, query.language)

    @cached_property
    def reader(self) -> Reader:
        """Reads questions."""
        return Reader.for_library(self.library, load_glossary(self.settings.glossary), self.settings.fiscal_year(), self.settings.question_length)

    @cached_property
    def finder(self) -> Finder:
        """Searches passages and projects."""
        return Finder(self.library)

    @cached_property
    def decider(self) -> Decider:
        """Decides what a question is about."""
        return Decider(self.library, self.finder, load_glossary(self.settings.glossary), self.settings.fiscal_year())

    @cached_property
    def replier(self) -> Replier:
        """Composes replies."""
        return Replier(self.library, self.settings.fiscal_year())


def _renumbered(statements: Sequence[Statement], references: Sequence[object]) -> tuple[tuple[Statement, ...], list]:  # type: ignore[type-arg]
    """Statements and references with citations numbered 1, 2, … in the order of first use."""
    order = list(dict.fromkeys(number for statement in statements for number in statement.citations))
    fresh = {old: new for new, old in enumerate(order, 1)}
    by_number = {reference.citation.number: reference for reference in references}  # type: ignore[attr-defined]
    renumbered = [replace(by_number[old], citation=replace(by_number[old].citation, number=new)) for old, new in fresh.items()]
    return tuple(replace(each, citations=tuple(fresh[number] for number in each.citations)) for each in statements), renumbered


def _trace(query: Query, decision: Decision, problems: dict[Statement, list], started: float) -> dict[str, object]:  # type: ignore[type-arg]
    """How the answer came about, for `ask --trace`."""
    return {
        "query": {name: getattr(query, name) for name in ("kind", "asks", "absent", "plan_ids", "departments", "numbered", "categories", "subject", "terms", "unknown")}
        | {"years": [year.code for year in query.years]},
        "decision": decision.kind,
        "evidence": [
            {"project": each.project.title.printed, "score": round(each.score, 3), "coverage": round(each.coverage, 3), "likeness": round(each.likeness, 3), "naming": round(each.naming, 3)}
            for each in decision.found[:5]
        ],
        "checks": [{"statement": statement.text, "problems": [str(problem) for problem in found]} for statement, found in problems.items()],
        "milliseconds": round((time.perf_counter() - started) * 1000, 2),
    }
