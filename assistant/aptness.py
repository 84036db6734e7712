"""How likely it is that a piece of a project answers a free question, from 0 to 1.

A project that is about the matter need not tell what is asked: 通訳代は患者が払うのですか stays open where the plan only says that interpreters are sent. So
two things are asked of its pieces, by two logistic models: which of them is likeliest to answer (a choice among them, McFadden 1974), and whether that one
does. A piece's aptness is its share in the choice times the chance that the likeliest one answers. In both, what a network that has read many such questions
makes of a piece (`assistant.selection`) counts most. The weights are fitted by `python -m evals.aptness` on invented projects and on open questions about
the plans.
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
from assistant.networks import softmax
from assistant.selection import selected_lines
from assistant.understand import Query
from corpus.embedding import Vectors, embedded_model
from corpus.kin import nearness, word_vectors
from corpus.text import normalise
from corpus.values import Project
from corpus.words import spelled


@dataclass(frozen=True, slots=True)
class Features:
    """What tells whether a piece answers.

    selected: what the network makes of it. kinship: of what the title does not account for, the share that the piece holds by
    meaning. score: how it ranks by its words. focused: it holds the very word whose value is asked for. uncounted: a figure is asked for, and the piece has
    none of that unit. whether: it is asked whether something is so.
    """

    selected: float
    kinship: float
    score: float
    focused: float
    uncounted: float
    whether: float


_values = attrgetter(*(field.name for field in fields(Features)))
CHOICE = Features(selected=4.03, kinship=5.09, score=0.25, focused=2.14, uncounted=-1.27, whether=0.0)  # which piece is the likeliest
TOLD = Features(selected=3.09, kinship=0.0, score=0.0, focused=0.0, uncounted=-1.51, whether=-0.36)  # whether that one answers
BIAS = 0.80  # of the second


def features(query: Query, project: Project, ranked: Sequence[Ranked]) -> list[Features]:
    """The features of each of the ranked pieces of a project."""
    asked = _telling(meant(query).words)
    vectors, weights = word_vectors(asked)
    new = weights * (1 - _nearness(vectors, project.title.printed))
    odds = selected_lines(query.text, project)
    found = []
    for each in ranked:
        kinship = float((new * _nearness(vectors, f"{each.atom.context} {each.atom.text}")).sum() / max(float(new.sum()), 1e-6))
        uncounted = bool(query.counter) and not holds_counted(each.atom.text, query.counter or "")
        found.append(Features(odds[each.atom.line], kinship, each.score, float(each.focused), float(uncounted), float(query.asks_whether)))
    return found


def aptness(pieces: Sequence[Features]) -> list[float]:
    """The probability that it is this piece which answers the question, for each of the pieces of one project."""
    if not pieces:
        return []
    values = np.asarray(list(map(_values, pieces)))
    drawn = values @ np.asarray(_values(CHOICE))
    shares = softmax(drawn)
    told = probability(BIAS, _values(TOLD), _values(pieces[int(drawn.argmax())]))
    return list(map(float, told * shares))


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
