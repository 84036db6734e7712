"""Charts as rows of marks: what share, how sure, of how many, for each kind, voice or language of case."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.answers import MEASURES, Outcome
from evals.report import share as share_text
from evals.run import Measured, Run, by

SHOWN = {"right": "right in everything", "wrong_when_answered": "wrong, of the answers given", "wrongly_declined": "wrongly declined"}
GROUPS = ("open", "held")
SCALES = (0.25, 0.5, 1.0)  # how far a scale may reach; the first that holds every interval is taken
INSET = 2.0  # percent of the width kept free at both ends, so that a mark at 0 or at the end is whole


@dataclass(frozen=True, slots=True)
class Mark:
    """One share with its interval, as percent of the width of its strip."""

    group: str
    at: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One measure: what it is called, how far its scale reaches, and where its ticks stand (percent of the width, label)."""

    name: str
    scale: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares by one dimension of the cases. `rows`: a name, and for each column the marks of the groups."""

    dimension: str
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[tuple[Mark, ...], ...]], ...]


def charts(run: Run, dimensions: Iterable[str]) -> list[Chart]:
    """A chart for each dimension of the open and held cases; none when no case was asked."""
    groups = {name: outcomes for name, outcomes in run.groups.items() if name in GROUPS}
    return [_chart(groups, dimension) for dimension in dimensions] if groups else []


def _chart(groups: dict[str, tuple[Outcome, ...]], dimension: str) -> Chart:
    split = {name: by(outcomes, dimension) for name, outcomes in groups.items()}
    values = sorted({value for found in split.values() for value in found})
    measured = {
        (value, measure): [(name, Measured.of(map(MEASURES[measure], found.get(value, ())))) for name, found in split.items()]
        for value in values
        for measure in SHOWN
    }
    columns = {measure: _column(measure, [share for value in values for _, share in measured[value, measure]]) for measure in SHOWN}
    rows = tuple((value, tuple(_marks(measured[value, measure], columns[measure].scale) for measure in SHOWN)) for value in values)
    return Chart(dimension, tuple(groups), tuple(columns.values()), rows)


def _column(measure: str, shares: Sequence[Measured]) -> Column:
    reach = max((share.high for share in shares if share.count), default=1.0)
    scale = next(each for each in SCALES if reach <= each)
    return Column(SHOWN[measure], scale, tuple((_place(step * scale, scale), f"{step * scale:.0%}") for step in (0, 0.5, 1)))


def _marks(shares: Sequence[tuple[str, Measured]], scale: float) -> tuple[Mark, ...]:
    return tuple(
        Mark(name, _place(share.value, scale), _place(share.low, scale), _place(share.high, scale), share_text(share)) for name, share in shares if share.count
    )


def _place(share: float, scale: float) -> float:
    """Percent of the width at which a share stands."""
    return math.nan if math.isnan(share) else round(INSET + (100 - 2 * INSET) * share / scale, 2)
