"""Retrieval alone: which projects a question finds, in which order, by the product and by what it is compared with.

A question can have several right projects; the first of them counts. *Recall at k* is the share of the questions that have a right
project among the first k, *MRR* the mean of one over the rank of the first right one (0 beyond DEPTH), *nDCG* the discounted gain of all right
ones over the largest possible (Järvelin & Kekäläinen 2002, gains of 1 and 0).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import CaseError
from corpus.text import squeeze
from corpus.values import DividedDocument
from evals.cases import Finding, read_yaml

CASES = Path(__file__).parent / "cases_retrieval"
DEPTH = 10  # ranks that count
GROUPS = frozenset(f"retrieval_{part}_{language}" for part in ("open", "held") for language in ("ja", "en"))  # as the gate names them
NOTHING = "nothing"  # voice of the questions that no project answers


class Question(BaseModel):
    """What a person types into a search box. `projects`: titles, any one of which is right; none where nothing in the plans fits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    voice: Literal["clerk", "citizen", "elder", "foreigner", "child", "mistyped", "english", "nothing"]
    language: Literal["ja", "en"]
    held: bool
    question: str
    plan: str | None = None
    projects: tuple[str, ...]


class Ranker(Protocol):
    """Anything that ranks projects for a question."""

    @property
    def name(self) -> str:
        """As it stands in the tables."""

    def rank(self, question: str) -> Sequence[str]:
        """Ids of projects, best first."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a ranker found for a question: ids of projects, best first, and those that are right."""

    question: Question
    found: tuple[str, ...]
    right: frozenset[str]

    @property
    def rank(self) -> int | None:
        """The place of the first right project, from 1; None when it is not among the first DEPTH."""
        return next((place for place, project in enumerate(self.found[:DEPTH], 1) if project in self.right), None)

    def within(self, k: int) -> float:
        """1 when a right project is among the first `k`, else 0."""
        return float(self.rank is not None and self.rank <= k)

    @property
    def reciprocal(self) -> float:
        """One over the rank of the first right project; 0 where there is none."""
        return 1 / self.rank if self.rank else 0.0

    @property
    def ndcg(self) -> float:
        """Discounted gain over the largest possible, 0 to 1."""
        gained = _discounted(project in self.right for project in self.found[:DEPTH])
        return gained / _discounted([True] * min(len(self.right), DEPTH))


def _discounted(hits: Iterable[bool]) -> float:
    return sum(1 / math.log2(place + 1) for place, hit in enumerate(hits, 1) if hit)


MEASURES: Mapping[str, Callable[[Ranking], float]] = {
    "recall_at_1": lambda ranking: ranking.within(1),
    "recall_at_3": lambda ranking: ranking.within(3),
    "mrr": lambda ranking: ranking.reciprocal,
    "ndcg": lambda ranking: ranking.ndcg,
}


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the product was of what it put first (0 where it found nothing), and whether that is right."""

    question: Question
    share: float
    right: bool


@dataclass(frozen=True, slots=True)
class Retrieval:
    """One run of the retrieval cases: the rankings of every ranker, the product's first, and how sure that was of each question.

    `missing`: rankers that could not run, and why.
    """

    rankings: Mapping[str, tuple[Ranking, ...]]
    missing: Mapping[str, str]
    sureness: tuple[Sureness, ...] = ()

    @property
    def own(self) -> tuple[Ranking, ...]:
        """The product's own rankings."""
        return next(iter(self.rankings.values()))

    @property
    def values(self) -> dict[str, dict[str, float]]:
        """What the gate looks at: the product's measures by `retrieval_open_ja`, `retrieval_held_en` and so on."""
        return {f"retrieval_{group}": measured(found) for group, found in grouped(self.own).items()}


def measured(rankings: Sequence[Ranking]) -> dict[str, float]:
    """Every measure over the rankings; NaN over none."""
    return {name: fmean(map(measure, rankings)) if rankings else math.nan for name, measure in MEASURES.items()}


def grouped(rankings: Iterable[Ranking]) -> dict[str, tuple[Ranking, ...]]:
    """The rankings by `open_ja`, `open_en`, `held_ja` and `held_en`; groups without any are left out."""
    found: dict[str, tuple[Ranking, ...]] = {}
    for ranking in rankings:
        group = f"{'held' if ranking.question.held else 'open'}_{ranking.question.language}"
        found[group] = (*found.get(group, ()), ranking)
    return dict(sorted(found.items(), reverse=True))


def load_questions(path: Path = CASES) -> tuple[Question, ...]:
    """The questions of all `*.yaml` of a folder. Raises CaseError naming file, place and rule."""
    found: list[Question] = []
    for file in sorted(path.glob("*.yaml")):
        try:
            found += TypeAdapter(list[Question]).validate_python(read_yaml(file))
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise CaseError(f"{file}: {where}: {first['msg']}. The form is in {path / 'README.md'}.") from error
    if not found:
        raise CaseError(f"{path}: no questions in this folder.")
    return tuple(found)


def lint_questions(questions: Sequence[Question], documents: Sequence[DividedDocument]) -> tuple[Finding, ...]:
    """Questions that are there twice, and plans or projects that the documents do not have. Nothing of a held question is told but its id."""
    titles = {document.plan.id: {squeeze(project.title.printed) for project in document.projects} for document in documents}
    findings: list[Finding] = []
    seen: set[str] = set()
    for each in questions:
        known = titles.get(each.plan, set()) if each.plan else set().union(*titles.values())
        if seen & {each.id, squeeze(each.question)}:
            findings.append(Finding("cases_retrieval", each.id, "id or question", "is there twice"))
        if any(squeeze(title) not in known for title in each.projects) or bool(each.projects) != (each.voice != NOTHING):
            findings.append(Finding("cases_retrieval", each.id, "projects", "no such projects in this plan"))
        seen |= {each.id, squeeze(each.question)}
    return tuple(findings)


def right_ones(question: Question, documents: Sequence[DividedDocument]) -> frozenset[str]:
    """Ids of the projects that are right for a question."""
    wanted = set(map(squeeze, question.projects))
    return frozenset(project.id for document in documents for project in document.projects if squeeze(project.title.printed) in wanted)


def rank_all(rankers: Sequence[Ranker], questions: Sequence[Question], documents: Sequence[DividedDocument]) -> dict[str, tuple[Ranking, ...]]:
    """What every ranker finds for every question that a project answers."""
    due = [(each, right_ones(each, documents)) for each in questions if each.projects]
    return {ranker.name: tuple(Ranking(each, tuple(ranker.rank(each.question)[:DEPTH]), right) for each, right in due) for ranker in rankers}
