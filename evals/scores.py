"""Measures that are no share of yes or no: they are worked out from counts that are summed over the cases.

understood               the question was read as what its kind asks for, where the kind tells
answered_though_unknown  answered, of the cases where only declining is right (lower is better)
declined_though_known    declined, of the cases where only an answer is right (lower is better; asking back is no declining)
abstention_f2            both errors in one figure that weighs recall of what must be declined twice as much as precision (van Rijsbergen 1979)
citation_precision       citations that are of a project (or of the plan) expected, of all that are given
citation_recall          lines expected that some citation covers, of all expected
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import squeeze
from evals.answers import DECLINED, Outcome
from evals.cases import Case

FIELDS = frozenset({"owner", "target", "indicator", "baseline", "achievement", "when", "description", "action", "category", "policy"})
WHOLE = {"list": "list", "count": "list", "plan": "plan", "clarify": "clarify"}  # kinds that a decision tells
FREE = "free"  # no field was read: the question is matched word for word
FREE_KINDS = frozenset({"achievement", "description", "when", "action"})  # which may be asked for in the document's own words
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """What is counted of a case (None: it does not count), and the figure that the sums of the counts give, one for each row of sums."""

    count: Callable[[Outcome], tuple[int, ...] | None]
    figure: Callable[[Counts], Counts]


def read_as(outcome: Outcome) -> str | None:
    """What the question was read as: its own kind where that is among several, else the first field, a decision, or `free`; None when unknown."""
    if outcome.answer is None or not (trace := outcome.answer.trace):
        return None
    query, asks, decision = trace["query"], [str(ask) for ask in trace["query"]["asks"]], str(trace["decision"])
    if query["kind"] != "question":
        return str(query["kind"])
    if decision in WHOLE.values():
        return decision
    if outcome.case.kind in asks:
        return WHOLE.get(outcome.case.kind, outcome.case.kind)
    return next((ask for ask in asks if ask in FIELDS), FREE)


def expected_reading(case: Case) -> str | None:
    """What a question of this kind is read as; None where the kind does not tell."""
    if case.kind in WHOLE:
        return WHOLE[case.kind]
    return case.kind if case.kind in FIELDS else None


def confusion(outcomes: Iterable[Outcome]) -> dict[str, Counter[str]]:
    """How often questions of each kind were read as what, where the kind tells."""
    found: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        wanted, actual = expected_reading(outcome.case), read_as(outcome)
        if wanted and actual:
            found.setdefault(wanted, Counter())[actual] += 1
    return dict(sorted(found.items()))


def _understood(outcome: Outcome) -> tuple[int, int] | None:
    wanted, actual = expected_reading(outcome.case), read_as(outcome)
    if wanted is None or actual is None:
        return None
    return int(actual == wanted or (actual == FREE and wanted in FREE_KINDS)), 1


def _abstained(outcome: Outcome) -> tuple[int, int, int, int] | None:
    """(rightly declined, wrongly declined, answered though it must be declined, rightly not declined); None where both are right."""
    expected, declined = outcome.case.expected, outcome.actual_status in DECLINED
    if expected.answer_due:
        return (0, 1, 0, 0) if declined else (0, 0, 0, 1)
    if expected.abstention_due and "answered" not in expected.status:
        return (1, 0, 0, 0) if declined else (0, 0, int(outcome.answered), int(not outcome.answered))
    return None


def _citations(outcome: Outcome) -> tuple[int, int] | None:
    """(citations of what is expected, citations), where one project, several or a plan are expected and something is cited."""
    expected, answer = outcome.case.expected, outcome.answer
    if not (answer and answer.references and outcome.answered) or not (expected.project or expected.projects or expected.plan):
        return None
    titles = {squeeze(title) for title in (*expected.projects, *filter(None, [expected.project]))}
    right = [
        each.plan.id == (expected.plan or each.plan.id) and (not titles or each.project is None or squeeze(each.project.title.printed) in titles)
        for each in answer.references
    ]
    return sum(right), len(right)


def _lines(outcome: Outcome) -> tuple[int, int] | None:
    expected = outcome.case.expected.lines
    return (len(expected) - len(outcome.uncovered_lines), len(expected)) if expected and outcome.right_lines is not None else None


def _ratio(part: Sequence[int], whole: Sequence[int]) -> Callable[[Counts], Counts]:
    """The sum of the columns `part` over that of the columns `whole`; NaN over nothing."""

    def figure(sums: Counts) -> Counts:
        below = sums[:, list(whole)].sum(axis=1)
        found: Counts = np.divide(sums[:, list(part)].sum(axis=1), below, out=np.full(len(sums), math.nan), where=below > 0)
        return found

    return figure


def _f2(sums: Counts) -> Counts:
    """(1 + 4) tp / ((1 + 4) tp + 4 fn + fp)."""
    right, too_many, missed = sums[:, 0], sums[:, 1], sums[:, 2]
    below = 5 * right + 4 * missed + too_many
    found: Counts = np.divide(5 * right, below, out=np.full(len(sums), math.nan), where=below > 0)
    return found


def _unknown(outcome: Outcome) -> tuple[int, int] | None:
    expected = outcome.case.expected
    must = expected.abstention_due and "answered" not in expected.status
    return (int(outcome.answered), 1) if must else None


def _known(outcome: Outcome) -> tuple[int, int] | None:
    return (int(outcome.actual_status in DECLINED), 1) if outcome.case.expected.answer_due else None


SCORES: Mapping[str, Score] = {
    "understood": Score(_understood, _ratio([0], [1])),
    "answered_though_unknown": Score(_unknown, _ratio([0], [1])),
    "declined_though_known": Score(_known, _ratio([0], [1])),
    "abstention_f2": Score(_abstained, _f2),
    "citation_precision": Score(_citations, _ratio([0], [1])),
    "citation_recall": Score(_lines, _ratio([0], [1])),
}


def resampled(score: Score, outcomes: Iterable[Outcome], draws: int, seed: int) -> tuple[float, float, float, int]:
    """(figure, low, high, number of cases that count), the interval by resampling cases; NaN where none counts.

    To draw cases anew is to draw how often each different row of counts comes: a multinomial distribution.
    """
    counted = Counter(row for outcome in outcomes if (row := score.count(outcome)) is not None)
    if not counted:
        return math.nan, math.nan, math.nan, 0
    rows, times = np.array(list(counted), dtype=float), np.array(list(counted.values()))
    value = float(score.figure((times @ rows)[None, :])[0])
    drawn = np.random.default_rng(seed).multinomial(times.sum(), times / times.sum(), draws) @ rows
    figures = score.figure(drawn)
    low, high = np.nanpercentile(figures, [2.5, 97.5]) if not np.isnan(figures).all() else (math.nan, math.nan)
    return value, float(low), float(high), int(times.sum())
