"""How likely it is that a question goes on about the project spoken of before, rather than turns to another one, from 0 to 1.

The second question of a conversation seldom names what it is about (入れ替えたとき全部で何台あった), and its words may be those of another project. A
logistic model over what search and `assistant.selection` make of both; its weights are fitted by `python -m evals.continuity` on invented projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.confidence import LONGEST, probability
from assistant.find import Found
from assistant.selection import selected
from assistant.understand import Query
from corpus.values import Project

BIAS = -0.42


@dataclass(frozen=True, slots=True)
class Features:
    """What tells whether a question goes on.

    other: how sure the best other project is. likeness, kinship: of the spoken project's best passage; other_likeness: of the best other one's. selected,
    other_selected: what the network makes of the likeliest line of each. length: of the question, as a share of LONGEST. english: 1
    where the question is English.
    """

    other: float
    likeness: float
    kinship: float
    other_likeness: float
    selected: float
    other_selected: float
    length: float
    english: float


_values = attrgetter(*(field.name for field in fields(Features)))
WEIGHTS = Features(
    other=-1.63, likeness=11.59, kinship=9.52, other_likeness=-5.31, selected=1.45, other_selected=-0.80, length=-6.37, english=1.66,
)  # fmt: skip


def features(query: Query, spoken: Project, found: Sequence[Found], sure: float) -> Features:
    """The features of a question behind one about the project `spoken`; `sure`: how sure the best of `found` is."""
    own = next((each for each in found if each.project.id == spoken.id), None)
    other = next((each for each in found if each.project.id != spoken.id), None)
    return Features(
        other=sure if other and found[0] is other else 0.0, likeness=_likeness(own), kinship=own.kinship if own else 0.0, other_likeness=_likeness(other),
        selected=selected(query.text, spoken), other_selected=selected(query.text, other.project) if other else -1.0,
        length=min(len(query.text), LONGEST) / LONGEST, english=float(query.language == "en"),
    )  # fmt: skip


def continuity(values: Features) -> float:
    """The probability that a question with these features goes on about the project spoken of."""
    return probability(BIAS, _values(WEIGHTS), _values(values))


def _likeness(found: Found | None) -> float:
    """The likeness of a project's best passage."""
    return max((hit.likeness for hit in found.hits), default=0.0) if found else 0.0
