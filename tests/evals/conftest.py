"""Answers made by hand about the real documents, and an asker that gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.answer import Answer, Conversation, Language, Reference, Statement, Status
from corpus.errors import QuestionError
from corpus.settings import default_settings
from corpus.values import Citation, Plan, Project, Span
from evals.answers import Outcome
from evals.cases import Case, Expected
from evals.sources import Sources

RPA = "RPAによる業務効率化の推進"


@dataclass(frozen=True)
class Desk:
    """Makes answers that cite lines of the real documents."""

    sources: Sources

    def plan(self, plan_id: str) -> Plan:
        """A plan by id."""
        return next(each.plan for each in self.sources.divided if each.plan.id == plan_id)

    def project(self, title: str) -> Project:
        """A project by title."""
        return next(project for each in self.sources.divided for project in each.projects if project.title.printed == title)

    def reference(self, number: int, title: str, first: int, last: int) -> Reference:
        """A citation of lines of the document that the project stands in."""
        project = self.project(title)
        span = Span(project.plan_id, 1, first, last)
        quote = "\n".join(line for line in self.sources.lines[project.plan_id][first - 1 : last] if line.strip())
        return Reference(Citation(number, project.plan_id, project.id, span, quote), self.plan(project.plan_id), project)

    def answer(
        self,
        *statements: tuple[str, Sequence[int]],
        cite: Sequence[tuple[str, int, int]] = (),
        status: Status = "answered",
        projects: Sequence[str] | None = None,
    ) -> Answer:
        """An answer of statements with citation numbers; `cite`: title, first and last line of each citation."""
        references = tuple(self.reference(number, *each) for number, each in enumerate(cite, 1))
        named = dict.fromkeys(each[0] for each in cite) if projects is None else projects
        said = tuple(Statement(text, tuple(numbers)) for text, numbers in statements)
        return Answer("", status, "ja", said, references, tuple(self.project(title) for title in named))


@dataclass
class Scripted:
    """An asker with an answer for each question; remembers the conversations handed in."""

    answers: dict[str, Answer]
    conversations: list[Conversation | None] = field(default_factory=list)

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The answer of the script."""
        self.conversations.append(conversation)
        if question not in self.answers:
            raise QuestionError(f"{question}: not in the script")
        return self.answers[question]


@pytest.fixture(scope="session")
def sources() -> Sources:
    """The documents of the catalogue."""
    return Sources.load(default_settings())


@pytest.fixture(scope="session")
def desk(sources: Sources) -> Desk:
    """A maker of answers."""
    return Desk(sources)


@pytest.fixture(scope="session")
def scripted() -> type[Scripted]:
    """An asker that answers by a script."""
    return Scripted


@pytest.fixture(scope="session")
def make_case() -> Callable[..., Case]:
    """A maker of cases: a clerk's question, and what is expected by keyword."""

    def make(question: str = "RPAの担当課は？", kind: str = "owner", held: bool = False, turns: Sequence[str] = (), **expected: Any) -> Case:
        status = expected.pop("status", "answered")
        wanted = Expected((status,) if isinstance(status, str) else tuple(status), **expected)
        return Case(f"{kind}-ja-001", kind, "clerk", "ja", question, wanted, held, tuple(turns))

    return make


@pytest.fixture
def outcomes(make_case: Callable[..., Case], desk: Desk) -> tuple[Outcome, ...]:
    """Outcomes of an open case that passes, one that fails, and a held one that fails."""
    good = desk.answer(("DX推進課", [1]), cite=[(RPA, 542, 543)])
    bad = desk.answer(("国際課", [1]), cite=[(RPA, 542, 543)])
    expected = {"plan": "sagamihara-ict2-r6-r9", "project": RPA, "facts": ("DX推進課",)}
    return (
        Outcome(make_case(**expected), good, 1.5),
        Outcome(make_case("RPAの担当はどこ", kind="target", **expected), bad, 1.5),
        Outcome(make_case("ひみつの質問", kind="indicator", held=True, **expected), bad, 1.5),
    )
