"""How likely it is that a piece of a project answers a free question, from 0 to 1.

A project that is about the matter need not tell what is asked: 通訳代は患者が払うのですか stays open where the plan only says that interpreters are sent. What
counts is the part of the question that the project's title does not account for: how much of it the piece holds, by meaning and letter by letter, whether a
figure that is asked for stands beside the words it is asked of, and how far the piece is ahead of the others. A logistic model; its weights are fitted by
`python -m evals.aptness` on invented projects and on open questions about the plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

import numpy as np

from assistant.confidence import probability
from assistant.evidence import Ranked, holds_counted, literal_runs
from assistant.find import meant
from assistant.understand import Query
from corpus.embedding import Vectors, embedded_model
from corpus.kin import nearness, word_vectors
from corpus.text import loose, normalise
from corpus.values import Project
from corpus.words import spelled

LONGEST_RUN = 10  # characters of a run beyond which it says no more
MOST_WORDS = 20  # words of a question beyond which it is no longer for this purpose
_CLAUSE = re.compile(r"[、。,;；]")
BIAS = -3.60


@dataclass(frozen=True, slots=True)
class Features:
    """What tells whether a piece answers.

    share: of the question's words, by rarity, that the piece holds. elsewhere: characters, as a share of LONGEST_RUN, by which a run of the question that
    the project holds word for word is longer than the longest that this piece holds: the question names something else. kinship: of what the title does
    not account for, the share that the piece holds by meaning. whole: the same of all words, title and piece together. gap: weight of the word furthest
    from both. counted, uncounted: a figure is asked for, and the piece has one of that unit or has not. beside: the kinship of the clause in which that
    figure stands. lead: of its score over the next piece's. whether: it is asked whether something is so. words: how many the question has, as a share of
    MOST_WORDS. english: 1 where the question is English.
    """

    share: float
    elsewhere: float
    kinship: float
    whole: float
    gap: float
    counted: float
    uncounted: float
    beside: float
    lead: float
    whether: float
    words: float
    english: float


_values = attrgetter(*(field.name for field in fields(Features)))
WEIGHTS = Features(
    share=-1.09, elsewhere=-1.43, kinship=5.99, whole=0.00, gap=-0.91,
    counted=2.90, uncounted=-1.88, beside=4.50, lead=0.49, whether=-1.20, words=2.62, english=-0.13,
)  # fmt: skip


def features(query: Query, project: Project, ranked: Sequence[Ranked]) -> list[Features]:
    """The features of each of the ranked pieces of a project."""
    asked = _telling(meant(query).words)
    vectors, weights = word_vectors(asked)
    titled = _nearness(vectors, project.title.printed)
    new = weights * (1 - titled)

    def kinship(near: Vectors) -> float:
        return float((new * near).sum() / max(float(new.sum()), 1e-6))

    longest = _longest_run(query, project)
    found = []
    for each in ranked:
        near = _nearness(vectors, f"{each.atom.context} {each.atom.text}")
        either = np.maximum(near, titled)
        counted = bool(query.counter) and holds_counted(each.atom.text, query.counter or "")
        clauses = [clause for clause in _CLAUSE.split(each.atom.text) if counted and holds_counted(clause, query.counter or "")]
        others = [other.score for other in ranked if other is not each]
        found.append(
            Features(
                share=each.share, elsewhere=max(0, min(longest, LONGEST_RUN) - each.literal) / LONGEST_RUN, kinship=kinship(near),
                whole=float((weights * either).sum() / max(float(weights.sum()), 1e-6)), gap=float((weights * (1 - either)).max(initial=0.0)),
                counted=float(counted), uncounted=float(bool(query.counter) and not counted),
                beside=max((kinship(_nearness(vectors, clause)) for clause in clauses), default=0.0), lead=each.score - max(others, default=0.0),
                whether=float(query.asks_whether), words=min(len(asked), MOST_WORDS) / MOST_WORDS, english=float(query.language == "en"),
            )
        )  # fmt: skip
    return found


def _longest_run(query: Query, project: Project) -> int:
    """Characters of the longest run of the question, beyond the title, that stands in the project word for word."""
    title, texts = loose(project.title.printed), loose("\n".join(project.texts()))
    return next((len(run) for run in literal_runs(query.subject, query.quoted) if run in texts and run not in title), 0)


def aptness(values: Features) -> float:
    """The probability that a piece with these features answers the question."""
    return probability(BIAS, _values(WEIGHTS), _values(values))


def _telling(words: Iterable[str]) -> list[str]:
    """The words that say something."""
    return [word for word in words if embedded_model().word(word)[1] > 0]


@lru_cache(maxsize=512)
def _vectors_of(text: str) -> Vectors:
    """The vectors of the words of a text that say something."""
    return word_vectors(_telling(dict.fromkeys(spelled(normalise(text)))))[0]


def _nearness(vectors: Vectors, text: str) -> Vectors:
    """For each of the vectors how near the nearest word of the text is, 0 to 1."""
    held = _vectors_of(text)
    if not len(held):
        return np.zeros(len(vectors), dtype=np.float32)
    return np.asarray(nearness(vectors @ held.T).max(axis=1, initial=0.0))
