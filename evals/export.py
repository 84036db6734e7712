"""A run as programs read it: JSON and JUnit. Held cases are counted in both, and shown only when asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from evals.answers import CHECKS, Outcome
from evals.extraction import FieldScore
from evals.gate import Broken
from evals.report import DIMENSIONS
from evals.retrieval import grouped, measured
from evals.run import Measured, Run, by, measure_all


def to_json(run: Run, broken: Sequence[Broken] | None, show_held: bool = False) -> dict[str, Any]:
    """Origin, measures, extraction, gate, and a row per question; None stands for NaN and for what was not due."""
    return {
        "origin": dict(run.origin),
        "measures": {name: _measures(outcomes) for name, outcomes in run.groups.items()},
        **{f"by_{dimension}": _by(run, dimension) for dimension in DIMENSIONS},
        **{part: _scores(scores) for part, scores in (("extraction", run.extraction), ("conduct", run.conduct))},
        "retrieval": {name: {group: measured(found) for group, found in grouped(rankings).items()} for name, rankings in run.retrieval.rankings.items()}
        if run.retrieval
        else {},
        "findings": list(map(str, run.findings)),
        "gate": None if broken is None else {"kept": not broken, "broken": list(map(str, broken))},
        "rows": [_row(outcome) for outcome in (*run.outcomes, *run.generated) if show_held or not outcome.case.held],
    }


def _scores(scores: Mapping[str, FieldScore]) -> dict[str, Any]:
    return {name: {"right": score.right, "total": score.total, "mismatches": list(map(str, score.mismatches))} for name, score in scores.items()}


def _by(run: Run, dimension: str) -> dict[str, Any]:
    groups = run.groups.items()
    return {name: {value: _measures(found) for value, found in by(outcomes, dimension).items()} for name, outcomes in groups}


def _measures(outcomes: Sequence[Outcome]) -> dict[str, Mapping[str, float | int | None]]:
    return {name: _measured(measured) for name, measured in measure_all(outcomes).items()}


def _measured(measured: Measured) -> dict[str, float | int | None]:
    values = {"value": measured.value, "low": measured.low, "high": measured.high}
    return {**{name: None if math.isnan(value) else round(value, 6) for name, value in values.items()}, "count": measured.count}


def _row(outcome: Outcome) -> dict[str, Any]:
    case, expected = outcome.case, outcome.case.expected
    return {
        "id": case.id, "kind": case.kind, "voice": case.voice, "language": case.language, "held": case.held,
        "turns": list(case.turns), "question": case.question,
        "expected_status": list(expected.status), "actual_status": outcome.actual_status,
        "expected_plan": expected.plan, "actual_plan": outcome.actual_plan,
        "expected_project": expected.project, "actual_project": outcome.actual_project,
        "expected_facts": list(expected.facts), "expected_absent": list(expected.absent), "expected_lines": list(expected.lines),
        "expected_projects": list(expected.projects), "actual_projects": list(outcome.actual_projects),
        "actual_text": outcome.actual_text, "problems": list(outcome.problems), "passed": outcome.passed, "right": outcome.right,
        **{check: getattr(outcome, check) for check in CHECKS}, "traced": outcome.traced,
        "latency_ms": None if math.isnan(outcome.latency_ms) else round(outcome.latency_ms, 3),
    }  # fmt: skip


def to_junit(run: Run, broken: Sequence[Broken] | None, show_held: bool = False) -> str:
    """JUnit XML: a test case per question, per field of the extraction, and per broken promise of the gate."""
    suite = ElementTree.Element("testsuite", name="plan-assistant eval")
    for outcome in (*run.outcomes, *run.generated):
        if show_held or not outcome.case.held:
            _test(suite, f"{outcome.case.kind}", f"{outcome.case.id} {outcome.case.question}", outcome.problems, outcome.latency_ms)
    for part, scores in run.scores.items():
        for score in scores.values():
            _test(suite, part, score.field, [str(mismatch) for mismatch in score.mismatches])
    for each in broken or ():
        _test(suite, "gate", f"{each.group} {each.measure}", [each.message])
    tests = suite.findall("testcase")
    suite.set("tests", str(len(tests)))
    suite.set("failures", str(sum(test.find("failure") is not None for test in tests)))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _test(suite: ElementTree.Element, group: str, name: str, problems: Sequence[str], latency_ms: float = math.nan) -> None:
    test = ElementTree.SubElement(suite, "testcase", classname=group, name=name)
    if not math.isnan(latency_ms):
        test.set("time", f"{latency_ms / 1000:.6f}")
    if problems:
        failure = ElementTree.SubElement(test, "failure", message=problems[0])
        failure.text = "\n".join(problems)
