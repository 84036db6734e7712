"""Measures over counts: worked out by hand, and NaN where nothing was expected."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from evals.answers import Outcome
from evals.cases import Case
from evals.scores import SCORES, confusion, resampled

RPA = "RPAによる業務効率化の推進"
ARCHIVE = "デジタルアーカイブ推進事業"
R = "sagamihara-ict2-r6-r9"
Make = Callable[..., Case]


def figure(name: str, *outcomes: Outcome) -> float:
    """The measure of these outcomes."""
    return resampled(SCORES[name], outcomes, 200, 1)[0]


@pytest.fixture
def declining(make_case: Make, desk: Any) -> tuple[Outcome, ...]:
    """Two that must be declined, one of them answered; three that must be answered, one of them declined and one asked back; one that may be either."""
    answered, declined, asked = (desk.answer(("。", ()), status=status) for status in ("answered", "not_found", "clarify"))
    must, may_not, either = make_case(status="not_found"), make_case(), make_case(status=("not_found", "answered"))
    pairs = [(must, declined), (must, answered), (may_not, answered), (may_not, declined), (may_not, asked), (either, declined)]
    return tuple(Outcome(case, answer, 1.0) for case, answer in pairs)


def test_both_errors_of_abstaining_are_told_apart(declining: tuple[Outcome, ...]) -> None:
    """One of two is answered though it must not be; one of three is declined, and asking back is no declining."""
    assert figure("answered_though_unknown", *declining) == 0.5
    assert figure("declined_though_known", *declining) == pytest.approx(1 / 3)


def test_f2_weighs_what_must_be_declined_twice(declining: tuple[Outcome, ...]) -> None:
    """Precision 1/2 and recall 1/2 give 1/2; precision 1/2 and recall 1 give 5/6, as F2 = 5 P R / (4 P + R)."""
    assert figure("abstention_f2", *declining) == 0.5
    assert figure("abstention_f2", *(each for number, each in enumerate(declining) if number != 1)) == pytest.approx(5 * 0.5 / (4 * 0.5 + 1))


def test_citations_are_of_what_is_expected_and_cover_its_lines(make_case: Make, desk: Any) -> None:
    """One of two citations is of another project; one of two lines is covered."""
    case = make_case(plan=R, project=RPA, lines=(543, 559))
    found = Outcome(case, desk.answer(("…", [1, 2]), cite=[(RPA, 542, 543), (ARCHIVE, 824, 828)]), 1.0)
    assert figure("citation_precision", found) == 0.5
    assert figure("citation_recall", found) == 0.5


def test_nothing_expected_is_not_a_number(make_case: Make, desk: Any) -> None:
    """A greeting has neither citations nor a field."""
    hello = Outcome(make_case("こんにちは", "greeting", status="greeting"), desk.answer(("こんにちは。", ()), status="greeting"), 1.0)
    for name in SCORES:
        assert math.isnan(figure(name, hello))
        assert resampled(SCORES[name], [hello], 200, 1)[3] == 0


def traced(outcome: Outcome, asks: tuple[str, ...], decision: str = "projects", kind: str = "question") -> Outcome:
    """The outcome of a question that was read so."""
    assert outcome.answer
    trace = {"query": {"kind": kind, "asks": asks}, "decision": decision}
    return replace(outcome, answer=replace(outcome.answer, trace=trace))


def test_a_question_is_understood_when_its_kind_was_read(make_case: Make, desk: Any) -> None:
    """Among several fields; free words do for what is told in sentences, and for nothing else."""
    owner, when = (Outcome(make_case(kind=kind), desk.answer(("。", ())), 1.0) for kind in ("owner", "when"))
    listed = Outcome(make_case(kind="count"), desk.answer(("。", ())), 1.0)
    right = [traced(owner, ("target", "owner")), traced(when, ()), traced(listed, ("count",), "list")]
    wrong = [traced(owner, ("target",)), traced(owner, ()), traced(listed, ("owner",)), traced(owner, (), kind="refused")]
    assert figure("understood", *right) == 1.0
    assert figure("understood", *wrong) == 0.0
    assert confusion([*right, *wrong]) == {"list": {"list": 1, "owner": 1}, "owner": {"owner": 1, "target": 1, "free": 1, "refused": 1}, "when": {"free": 1}}


def test_the_interval_is_that_of_drawing_cases_anew(make_case: Make, desk: Any) -> None:
    """For a share it agrees with resampling one by one."""
    known = [Outcome(make_case(), desk.answer(("。", ()), status=status), 1.0) for status in ["answered"] * 30 + ["not_found"] * 10]
    value, low, high, count = resampled(SCORES["declined_though_known"], known, 4000, 1)
    draws = np.random.default_rng(2).choice([0] * 30 + [1] * 10, (4000, 40)).mean(axis=1)
    assert (value, count) == (0.25, 40)
    assert (low, high) == pytest.approx(tuple(np.percentile(draws, [2.5, 97.5])), abs=0.03)
