"""From a query to evidence: the passages and projects that fit, from three sides.

- *coverage*: the share of the question's words that a passage holds (BM25 over the largest score the question could get),
- *likeness*: the cosine between question and passage vectors,
- *naming*: the share of character pairs that question and title have in common, which bears spelling mistakes.

A project's score is that of its best passage plus the naming of its title.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.understand import Query
from corpus.library import Library
from corpus.text import bigrams, squeeze, to_hiragana
from corpus.values import Passage, Project

# Weights chosen on the open evaluation cases (recall of the expected project at rank 1); see docs/decisions/0004-finding.md.
COVERAGE_WEIGHT = 1.0
LIKENESS_WEIGHT = 0.6
NAMING_WEIGHT = 0.3
FULLTEXT_LIMIT = 200  # passages taken from the full text
VECTOR_LIMIT = 100  # passages taken from the vectors
_EDGES = re.compile(r"^[はがをにのともでや、。?!・]+|[はがをにのともでや、。?!・]+$")


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
        terms = [*query.terms, *((word,) for word in query.unknown)]
        coverage = dict(self._library.fulltext.search(terms, FULLTEXT_LIMIT))
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
        found = [
            self._found(project, by_project.get(project.id, []), naming[project.id])
            for project in self._library.projects
            if project.id in by_project or naming[project.id]
        ]
        return sorted(found, key=lambda each: (-each.score, each.project.id))

    def naming(self, query: Query) -> dict[str, float]:
        """Share (0 to 1) of weighted character pairs that the question's subject and each title have in common."""
        asked = self._pairs(query.subject) | self._pairs(" ".join(query.glossary))
        total = sum(self._weight(pair) for pair in self._pairs(query.subject)) or 1.0
        shares: dict[str, float] = {}
        for project, pairs, whole in self._titles:
            common = sum(self._weight(pair) for pair in pairs & asked)
            shares[project.id] = max(common / whole, min(1.0, common / total)) if common else 0.0
        return shares

    def _found(self, project: Project, hits: list[Hit], naming: float) -> Found:
        best = max(hits, key=lambda hit: hit.score, default=None)
        score = (best.score if best else 0.0) + NAMING_WEIGHT * naming
        coverage, likeness = (best.coverage, best.likeness) if best else (0.0, 0.0)
        return Found(project, score, coverage, likeness, naming, tuple(hits))

    @cached_property
    def _titles(self) -> list[tuple[Project, frozenset[str], float]]:
        """Each project with the pairs of its title and their summed weight."""
        titles = [(project, frozenset(self._pairs(project.title.printed))) for project in self._library.projects]
        return [(project, pairs, sum(map(self._weight, pairs))) for project, pairs in titles]

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Rarity of each pair among the titles: ln(1 + n / (1 + titles that hold it))."""
        titles = self._library.projects
        counts = Counter(pair for project in titles for pair in self._pairs(project.title.printed))
        return {pair: math.log(1 + len(titles) / (1 + count)) for pair, count in counts.items()}

    def _weight(self, pair: str) -> float:
        return self._weights.get(pair, math.log(1 + len(self._library.projects)))

    @staticmethod
    def _pairs(text: str) -> set[str]:
        chunks = (_EDGES.sub("", squeeze(chunk)) for chunk in text.split())
        return {pair for chunk in chunks for pair in bigrams(to_hiragana(chunk))}
