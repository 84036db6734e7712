"""A report tells how sure it is, shows what failed, and keeps held cases to itself."""

from __future__ import annotations

import json
import math
from io import StringIO
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.console import Console

from evals.answers import Outcome
from evals.export import to_json, to_junit
from evals.extraction import Check, FieldScore
from evals.gate import Broken
from evals.report import markdown, print_run
from evals.run import Measured, Run

SECRET = "ひみつの質問"
BROKEN = (Broken("open", "right", "0.5000, must be at least 0.9"),)


@pytest.fixture
def run(outcomes: tuple[Outcome, ...]) -> Run:
    """The outcomes, and a field of the extraction with a mismatch."""
    score = FieldScore("titles", 49, 50, (Check("titles", "第1", "甲", "乙"),))
    return Run({"commit": "abc"}, outcomes, extraction={"titles": score})


def printed(run: Run, show_held: bool = False) -> str:
    """What the screen shows."""
    out = StringIO()
    print_run(Console(file=out, width=200), run, BROKEN, show_held)
    return out.getvalue()


def test_the_interval_is_that_of_resampled_outcomes() -> None:
    """Drawing from a binomial distribution is the bootstrap of yes-or-no values: both agree within a case or so."""
    values = [True] * 80 + [False] * 20
    measured = Measured.of(values)
    resampled = np.random.default_rng(1).choice(values, (4000, 100)).mean(axis=1)
    low, high = np.percentile(resampled, [2.5, 97.5])
    assert measured.value == 0.8
    assert (measured.low, measured.high) == (pytest.approx(low, abs=0.015), pytest.approx(high, abs=0.015))
    assert Measured.of(values) == measured


def test_nothing_expected_is_nan_and_not_zero() -> None:
    """None is left out; of None alone there is no share."""
    assert Measured.of([True, None]).value == 1.0
    assert math.isnan(Measured.of([None, None]).value)


def test_a_failed_open_case_is_shown_with_question_expected_and_actual(run: Run) -> None:
    """So that nobody has to run it again to see what is wrong."""
    text = printed(run)
    assert "target-ja-001: RPAの担当はどこ" in text
    assert "missing: DX推進課" in text
    assert "said: 国際課[1]" in text
    assert "titles: 第1: expected 甲, read 乙" in text
    assert "open right: 0.5000, must be at least 0.9" in text


def test_held_cases_are_counted_and_not_shown(run: Run) -> None:
    """Neither question, answer nor id, on the screen or in a file, unless asked for."""
    reports = [printed(run), markdown(run, BROKEN), to_junit(run, BROKEN), json.dumps(to_json(run, BROKEN), ensure_ascii=False)]
    assert not any(SECRET in report or "indicator-ja-001" in report for report in reports)
    assert "held: 1 cases, 1 failed" in reports[0]
    shown = [printed(run, True), markdown(run, BROKEN, True), to_junit(run, BROKEN, True), json.dumps(to_json(run, BROKEN, True), ensure_ascii=False)]
    assert all(SECRET in report for report in shown)


def test_markdown_holds_tables_and_failures(run: Run) -> None:
    """As a merge request shows it."""
    text = markdown(run, BROKEN)
    assert "| titles | 49 of 50 | 98.0 % |" in text
    assert "| right | 50.0 %" in text
    assert "target-ja-001" in text


def test_json_holds_a_row_for_each_open_question_and_its_origin(run: Run) -> None:
    """Pairs of expected and actual; null where nothing was due."""
    found = json.loads(json.dumps(to_json(run, BROKEN), allow_nan=False))
    assert [(row["id"], row["passed"]) for row in found["rows"]] == [("owner-ja-001", True), ("target-ja-001", False)]
    row = found["rows"][1]
    assert (row["expected_facts"], row["actual_status"], row["right_facts"], row["right_lines"]) == (["DX推進課"], "answered", False, None)
    assert found["origin"] == {"commit": "abc"}
    assert found["measures"]["open"]["right_lines"] == {"value": None, "low": None, "high": None, "count": 0}
    assert found["gate"] == {"kept": False, "broken": ["open right: 0.5000, must be at least 0.9"]}


def test_junit_counts_questions_fields_and_the_gate(run: Run) -> None:
    """Two open questions, one field, one broken promise; three of them fail."""
    suite = ElementTree.fromstring(to_junit(run, BROKEN))
    assert (suite.get("tests"), suite.get("failures")) == ("4", "3")
    assert [test.get("classname") for test in suite] == ["owner", "target", "extraction", "gate"]
