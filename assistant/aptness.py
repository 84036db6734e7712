"""How likely it is that a piece of a project answers a free question, from 0 to 1.

A project that is about the matter need not tell what is asked: 通訳代は患者が払うのですか stays open where the plan only says that interpreters are sent. What
a network that has read many such questions makes of the piece (`assistant.selection`) counts most. Beside it stands the part of the question that the
project's title does not account for: how much of it the piece holds by meaning, whether the piece gives a figure that is asked for, and how far it is ahead of
the others. A logistic model; its weights are fitted by `python -m evals.aptness` on invented projects and on open questions about the plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

import numpy as np

from assistant.confidence import probability
from assistant.evidence import Ranked, holds_counted
from assistant.find import meant
from assistant.selection import log_odds
from assistant.understand import Query
from corpus.embedding import Vectors, embedded_model
from corpus.kin import nearness, word_vectors
from corpus.text import normalise
from corpus.values import Project
from corpus.words import spelled

MOST_WORDS = 20  # words of a question beyond which it is no longer for this purpose
MOST_ODDS = 5.0  # log-odds of a piece that the network is sure of
BIAS = -1.45


@dataclass(frozen=True, slots=True)
class Features:
    """What tells whether a piece answers.

    selected: what the network makes of it (log-odds over MOST_ODDS). ahead: how far that is above what it makes of the best other piece. kinship: of what the
    title does not account for, the share that the piece holds by meaning. counted, uncounted: a figure is asked for, and the piece has one of that unit or has
    not. lead: of its score over the next piece's. whether: it is asked whether something is so. words: how many the question has, as a share of MOST_WORDS.
    """

    selected: float
    ahead: float
    kinship: float
    counted: float
    uncounted: float
    lead: float
    whether: float
    words: float


_values = attrgetter(*(field.name for field in fields(Features)))
WEIGHTS = Features(selected=1.84, ahead=1.30, kinship=1.01, counted=-0.08, uncounted=-1.67, lead=0.50, whether=-0.48, words=1.08)


def features(query: Query, project: Project, ranked: Sequence[Ranked]) -> list[Features]:
    """The features of each of the ranked pieces of a project."""
    asked = _telling(meant(query).words)
    vectors, weights = word_vectors(asked)
    new = weights * (1 - _nearness(vectors, project.title.printed))
    lines = [f"{each.atom.context} {each.atom.text}{each.atom.mark}" for each in ranked]
    odds = [value / MOST_ODDS for value in log_odds(query.text, project.title.printed, lines)]
    scores = [each.score for each in ranked]
    found = []
    for place, each in enumerate(ranked):
        near = _nearness(vectors, f"{each.atom.context} {each.atom.text}")
        counted = bool(query.counter) and holds_counted(each.atom.text, query.counter or "")
        found.append(
            Features(
                selected=odds[place], ahead=odds[place] - _best_other(odds, place, -1.0), kinship=float((new * near).sum() / max(float(new.sum()), 1e-6)),
                counted=float(counted), uncounted=float(bool(query.counter) and not counted), lead=scores[place] - _best_other(scores, place, 0.0),
                whether=float(query.asks_whether), words=min(len(asked), MOST_WORDS) / MOST_WORDS,
            )
        )  # fmt: skip
    return found


def _best_other(values: Sequence[float], place: int, otherwise: float) -> float:
    """The largest value but the one at this place."""
    return max((value for other, value in enumerate(values) if other != place), default=otherwise)


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
