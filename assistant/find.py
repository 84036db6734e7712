"""From a query to evidence: the passages and projects that fit, from five sides.

- *coverage*: the share of the question's words that a passage holds (BM25 over the largest score the question could get),
- *likeness*: the cosine between the vectors of the question's subject and of the passage,
- *tenor*: the same for the whole question as it was asked,
- *kinship*: how near in meaning the passage's words are to each word of the question,
- *naming*: the share of character pairs that question and title have in common, which bears spelling mistakes.

A project's score is that of its best passage plus the naming of its title. Tenor and kinship rank; whether a question is about a project at all is
decided by the other three (decide.py).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.cues import english_stop_words
from assistant.glossary import load_everyday
from assistant.understand import Query
from corpus.embedding import Vectors
from corpus.kana import is_kana, with_words
from corpus.library import Library
from corpus.text import bigrams, squeeze, to_hiragana
from corpus.values import Passage, Project
from corpus.vectors import Rows
from corpus.words import is_one_piece, spelled

# Weights chosen on the open cases of retrieval and of the evaluation (rank 1); the tables are in docs/decisions/0004-finding.md.
COVERAGE_WEIGHT = 0.7
LIKENESS_WEIGHT = 0.6
TENOR_WEIGHT = 2.0
KINSHIP_WEIGHT = 1.0
NAMING_WEIGHT = 0.3
FULLTEXT_LIMIT = 200  # passages taken from the full text
VECTOR_LIMIT = 100  # passages taken from the vectors of a large library
MOST_NAMED = 30  # projects looked at for their title alone
MOST_HITS = 150  # best passages from which projects are scored
_WEIGHTS = np.asarray([[COVERAGE_WEIGHT, LIKENESS_WEIGHT, TENOR_WEIGHT, KINSHIP_WEIGHT], [COVERAGE_WEIGHT, LIKENESS_WEIGHT, 0, 0]], dtype=np.float32)
# How sure a search is: fitted by maximum likelihood on the open cases (python -m evals.calibration; docs/decisions/0009-search-by-meaning.md)
SHARPNESS = 0.092  # lead in score that makes a project e times as likely as another (temperature; Guo et al. 2017)
SURE_BASE, SURE_EVIDENCE, SURE_MEANING = -7.02, 11.42, 8.73  # log-odds that anything fits at all, from evidence and meaning of the best (Platt 1999)
NOTHING_FITS = 0.1  # share below which a search finds nothing
BARELY = 0.4  # words of the best project below which a question without a single known word finds nothing
_EDGES = re.compile(r"^[はがをにのともでや、。?!・]+|[はがをにのともでや、。?!・]+$")


Shares = npt.NDArray[np.float64]


class Hit(NamedTuple):  # made by the hundred for a question: a named tuple takes a third of the time
    """A passage with what it scored from each side. `score`: the weighted sum, by which passages are ranked. `evidence`: that of coverage and likeness."""

    passage: Passage
    score: float
    evidence: float
    coverage: float
    likeness: float
    tenor: float
    kinship: float


@dataclass(frozen=True, slots=True)
class Found:
    """A project that fits, its score and its best passages, best first."""

    project: Project
    score: float
    coverage: float
    likeness: float
    tenor: float
    kinship: float
    naming: float
    hits: tuple[Hit, ...] = ()

    def scored(self, score: float) -> Found:
        """The same with another score."""
        return Found(self.project, score, self.coverage, self.likeness, self.tenor, self.kinship, self.naming, self.hits)

    @property
    def evidence(self) -> float:
        """The score without tenor and kinship, which tells whether the question is about this at all."""
        return self.score - TENOR_WEIGHT * self.tenor - KINSHIP_WEIGHT * self.kinship

    @property
    def words(self) -> float:
        """Coverage, likeness and naming weighted, without any bonus."""
        return COVERAGE_WEIGHT * self.coverage + LIKENESS_WEIGHT * self.likeness + NAMING_WEIGHT * self.naming

    @property
    def sides(self) -> dict[str, tuple[float, float]]:
        """What each side gives, 0 to about 1, and its weight in the score."""
        return {
            "coverage": (self.coverage, COVERAGE_WEIGHT),
            "likeness": (self.likeness, LIKENESS_WEIGHT),
            "tenor": (self.tenor, TENOR_WEIGHT),
            "kinship": (self.kinship, KINSHIP_WEIGHT),
            "naming": (self.naming, NAMING_WEIGHT),
        }

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages alone."""
        return tuple(hit.passage for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means, whatever words it uses: its text with kana written in words, and the words that say something."""

    text: str
    words: tuple[str, ...]


def meant(query: Query) -> Meant:
    """The whole question as it was asked, since the words of a cue (お金, online) may be what it is about."""
    text = with_words(query.text) if is_kana(query.text) else query.text
    text = load_everyday().in_other_words(text)
    kept = (word for part in (text, *query.glossary) for word in spelled(part))
    return Meant(text, tuple(dict.fromkeys(word for word in kept if word not in english_stop_words())))


def says_something(query: Query) -> bool:
    """Whether any word of the question is one that the model knows (zzzqqq falls into letters, which are near everything and nothing)."""
    return any(map(is_one_piece, meant(query).words))


def _spread(cosines: Vectors, near: Rows, rows: Rows) -> Vectors:
    """The cosines of the near rows over all rows; a row that was not found has the least cosine that was."""
    if len(near) == len(rows):
        return cosines
    spread = np.repeat(cosines.min(axis=1, initial=0.0, keepdims=True), len(rows), axis=1)
    spread[:, np.searchsorted(rows, near)] = cosines
    return spread


def fit(best: Found) -> float:
    """How likely it is that the plans hold what is searched for at all, 0 to 1, from the best project alone."""
    return 1 / (1 + math.exp(-(SURE_BASE + SURE_EVIDENCE * best.words + SURE_MEANING * (best.tenor + best.kinship))))


def effective(found: Sequence[Found]) -> npt.NDArray[np.float64]:
    """The scores of ranked projects, never rising: one that comes first by its name counts as if it had the highest."""
    return np.maximum.accumulate(np.asarray([each.score for each in reversed(found)], dtype=np.float64))[::-1]


def shares(found: Sequence[Found]) -> list[float]:
    """For each project how likely it is the one meant: what fits at all, shared out by the lead in score (softmax). The sum is at most 1.

    All small: nothing fits. Two alike: both fit.
    """
    if not found:
        return []
    scores = effective(found)
    odds = np.exp((scores - scores[0]) / SHARPNESS)
    return [float(share) for share in fit(found[0]) * odds / odds.sum()]


class Finder:
    """Searches one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def passages(self, query: Query, within: Collection[str] | None = None) -> list[Hit]:
        """Passages that share words or meaning with the query, best first.

        Only what the audience may see is searched; with `within`, only the passages of these projects.
        """
        meaning = meant(query)
        coverage = dict(self._library.fulltext.search(query.searched, FULLTEXT_LIMIT, within))
        vectors = self._library.embedder.embed([" ".join([query.subject, *query.glossary]), meaning.text])
        searched = None if within is None else np.asarray(self._library.register.rows_of(within), dtype=np.int64)
        near, cosines = self._library.vectors.nearest(vectors, VECTOR_LIMIT, searched)
        covering = np.fromiter(coverage, dtype=np.int64)
        rows = near if len(near) == len(self._library.rows) else np.union1d(near, covering)
        covered = np.zeros(len(rows), dtype=np.float32)
        covered[np.searchsorted(rows, covering)] = np.fromiter(coverage.values(), dtype=np.float32)
        sides = np.vstack([covered, _spread(cosines, near, rows), self._library.kin.kinship(meaning.words, rows)])
        scores, evidence = _WEIGHTS @ sides  # one row of each
        best = np.argsort(-scores, kind="stable")[:MOST_HITS]
        columns = np.vstack([scores, evidence, sides])[:, best].tolist()
        return [Hit._make(values) for values in zip(self._library.passages_at(rows[best].tolist()), *columns, strict=True)]

    def projects(self, query: Query, hits: Sequence[Hit]) -> list[Found]:
        """Projects by score, best first: those of the passages, which come best first, and the best named ones."""
        by_project: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.passage.project_id:
                by_project[hit.passage.project_id].append(hit)
        naming = self.naming(query)
        places = {self._titles.places[project] for project in by_project} | set(_largest(naming, MOST_NAMED))
        projects = self._library.projects
        found = [self._found(projects[place], by_project.get(projects[place].id, []), float(naming[place])) for place in places]
        return sorted(found, key=lambda each: (-each.score, each.project.id))

    def naming(self, query: Query) -> Shares:
        """For each project of the library, the share (0 to 1) of weighted character pairs that the question's subject and the title have in common."""
        titles, subject = self._titles, _pairs(query.subject)
        common = np.zeros(len(titles.whole))
        for pair in subject | _pairs(" ".join(query.glossary)):
            if pair in titles.holders:
                common[titles.holders[pair]] += titles.weight(pair)
        total = sum(map(titles.weight, subject)) or 1.0
        return np.maximum(common / titles.whole, np.minimum(1.0, common / total))

    def _found(self, project: Project, hits: list[Hit], naming: float) -> Found:
        if not hits:
            return Found(project, NAMING_WEIGHT * naming, 0.0, 0.0, 0.0, 0.0, naming)
        best = hits[0]
        return Found(project, best.score + NAMING_WEIGHT * naming, best.coverage, best.likeness, best.tenor, best.kinship, naming, tuple(hits))

    @cached_property
    def _titles(self) -> Titles:
        return Titles.of(self._library.projects)


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of all projects by their character pairs.

    places: each project's number. holders: for each pair, the numbers of the titles that hold it. whole: the summed weight of each title's pairs.
    """

    places: dict[str, int]
    holders: dict[str, Rows]
    whole: Shares

    @classmethod
    def of(cls, projects: Sequence[Project]) -> Titles:
        """The titles of the projects, in their order."""
        held: dict[str, list[int]] = defaultdict(list)
        for place, project in enumerate(projects):
            for pair in _pairs(project.title.printed):
                held[pair].append(place)
        titles = cls(
            {project.id: place for place, project in enumerate(projects)},
            {pair: np.asarray(places, dtype=np.int64) for pair, places in held.items()},
            np.zeros(len(projects)),
        )
        for pair, places in titles.holders.items():
            titles.whole[places] += titles.weight(pair)
        titles.whole[titles.whole == 0] = math.inf  # a title without a character shares none
        return titles

    def weight(self, pair: str) -> float:
        """Rarity of a pair among the titles: ln(1 + n / (1 + titles that hold it))."""
        return math.log(1 + len(self.whole) / (1 + len(self.holders.get(pair, ()))))


def _largest(values: Shares, most: int) -> list[int]:
    """The places of the largest values above 0, at most so many."""
    above = np.flatnonzero(values)
    if len(above) > most:
        above = above[np.argpartition(-values[above], most)[:most]]
    return [int(place) for place in above]


def _pairs(text: str) -> set[str]:
    chunks = (_EDGES.sub("", squeeze(chunk)) for chunk in text.split())
    return {pair for chunk in chunks for pair in bigrams(to_hiragana(chunk))}
