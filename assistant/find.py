"""From a query to evidence: the passages and projects that fit, from three sides.

- *coverage*: the share of the question's words that a passage holds (BM25 over the largest score the question could get),
- *likeness*: the cosine between question and passage vectors,
- *naming*: the share of character pairs that question and title have in common, which bears spelling mistakes.

A project's score is that of its best passage plus the naming of its title.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.understand import Query
from corpus.library import Library
from corpus.text import bigrams, squeeze, to_hiragana
from corpus.values import Passage, Project
from corpus.words import words

# Weights chosen on the open evaluation cases (recall of the expected project at rank 1); see docs/decisions/0004-finding.md.
COVERAGE_WEIGHT = 1.0
LIKENESS_WEIGHT = 0.6
NAMING_WEIGHT = 0.3
FULLTEXT_LIMIT = 200  # passages taken from the full text
VECTOR_LIMIT = 100  # passages taken from the vectors


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with what it scored from each side."""

    passage: Passage
    coverage: float
    likeness: float

    @property
    def score(self) -> float:
        """Weighted sum of both sides."""
        return COVERAGE_WEIGHT * self.coverage + LIKENESS_WEIGHT * self.likeness


@dataclass(frozen=True, slots=True)
class Found:
    """A project that fits, its score and its best passages, best first."""

    project: Project
    score: float
    coverage: float
    likeness: float
    naming: float
    hits: tuple[Hit, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages alone."""
        return tuple(hit.passage for hit in self.hits)


class Finder:
    """Searches one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._visible = {plan.id for plan in library.plans}

    def passages(self, query: Query) -> list[Hit]:
        """Passages that share words or meaning with the query, best first. Only visible plans are searched."""
        terms = [word for term in query.terms for word in term]
        coverage = dict(self._library.fulltext.search([*terms, *query.unknown], FULLTEXT_LIMIT))
        text = " ".join([query.subject, *query.glossary])
        likeness = dict(self._library.vectors.search(self._library.embedder.embed([text])[0], VECTOR_LIMIT)) if text.strip() else {}
        floor = min(likeness.values(), default=0.0)
        passages = self._library.passages
        hits = [Hit(passages[row], coverage.get(row, 0.0), likeness.get(row, floor)) for row in {*coverage, *likeness}]
        return sorted((hit for hit in hits if hit.passage.plan_id in self._visible), key=lambda hit: (-hit.score, hit.passage.id))

    def projects(self, query: Query, hits: Sequence[Hit]) -> list[Found]:
        """Projects by score, best first."""
        by_project: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.passage.project_id:
                by_project[hit.passage.project_id].append(hit)
        naming = self.naming(query)
        found = [self._found(project, by_project.get(project.id, []), naming[project.id]) for project in self._library.projects if project.id in by_project or naming[project.id]]
        return sorted(found, key=lambda each: (-each.score, each.project.id))

    def naming(self, query: Query) -> dict[str, float]:
        """Share (0 to 1) of weighted character pairs that the question's subject and each title have in common."""
        asked = self._pairs(query.subject) | self._pairs(" ".join(query.glossary))
        total = sum(self._weight(pair) for pair in self._pairs(query.subject)) or 1.0
        shares: dict[str, float] = {}
        for project, pairs in self._titles:
            common = sum(self._weight(pair) for pair in pairs & asked)
            whole = sum(self._weight(pair) for pair in pairs)
            shares[project.id] = max(common / whole, min(1.0, common / total)) if common else 0.0
        return shares

    def _found(self, project: Project, hits: list[Hit], naming: float) -> Found:
        best = max(hits, key=lambda hit: hit.score, default=None)
        score = (best.score if best else 0.0) + NAMING_WEIGHT * naming
        coverage, likeness = (best.coverage, best.likeness) if best else (0.0, 0.0)
        return Found(project, score, coverage, likeness, naming, tuple(hits))

    @cached_property
    def _titles(self) -> list[tuple[Project, frozenset[str]]]:
        return [(project, frozenset(self._pairs(project.title.printed))) for project in self._library.projects]

    @cached_property
    def _frequencies(self) -> Counter[str]:
        return Counter(pair for _, pairs in self._titles for pair in pairs)

    def _weight(self, pair: str) -> float:
        return math.log(1 + len(self._titles) / (1 + self._frequencies[pair]))

    @staticmethod
    def _pairs(text: str) -> set[str]:
        return {pair for chunk in text.split() for pair in bigrams(to_hiragana(squeeze(chunk)))}


def covered_words(passages: Iterable[Passage]) -> set[str]:
    """Every word of the passages and their contexts."""
    return {word for passage in passages for word in words(passage.indexed)}
