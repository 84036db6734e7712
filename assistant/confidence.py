"""How sure it is that the best project found is the one that a question is about, from 0 to 1.

A logistic model over a few named features of the search (Hosmer & Lemeshow, Applied Logistic Regression). Its weights are fitted by
`python -m evals.confidence` on open questions about the projects of the plans and on questions about what no plan holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.find import Found
from assistant.understand import Query

LONGEST = 120  # characters beyond which a question is no longer for this purpose
LARGEST_LEAD = 0.6  # a lead in score beyond which it says no more
BIAS = -8.96


@dataclass(frozen=True, slots=True)
class Features:
    """What tells whether a project fits. `likeness`: of its best passage. `lead`: of its score over the next project's. `length`: of the question, as a

    share of LONGEST: the longer it is, the more of it is talk. `held`: share of the question's words, by rarity, that the project holds; a word nobody
    knows is not held. `naming`: of its title. `english`: 1 where the question is English, which shares fewer words with Japanese text by itself.
    """

    likeness: float
    lead: float
    length: float
    held: float
    naming: float
    english: float


_values = attrgetter(*(field.name for field in fields(Features)))
WEIGHTS = Features(likeness=8.5, lead=4.9, length=4.3, held=3.0, naming=0.4, english=-0.5)


def features(query: Query, found: Sequence[Found], held: float) -> Features:
    """The features of the first of `found` (best first, not empty)."""
    best = found[0]
    lead = best.score - (found[1].score if len(found) > 1 else 0.0)
    likeness = max((hit.likeness for hit in best.hits), default=0.0)
    return Features(
        likeness, min(lead, LARGEST_LEAD), min(len(query.text), LONGEST) / LONGEST, held, best.naming, float(query.language == "en"),
    )  # fmt: skip


def confidence(values: Features) -> float:
    """The probability that a project with these features is the one asked about."""
    return probability(BIAS, _values(WEIGHTS), _values(values))


def probability(bias: float, weights: Sequence[float], values: Sequence[float]) -> float:
    """The probability that a logistic model gives to the values of its features."""
    return 1 / (1 + math.exp(-bias - sum(weight * value for weight, value in zip(weights, values, strict=True))))
