"""The gate: floors and ceilings that a run must keep, and the open cases that must not fail again."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CaseError
from evals.answers import MEASURES, Outcome
from evals.retrieval import GROUPS as RETRIEVAL_GROUPS
from evals.retrieval import MEASURES as RETRIEVAL_MEASURES
from evals.run import Run
from evals.scores import SCORES

HERE = Path(__file__).parent
GATE = HERE / "gate.toml"
ACCEPTED = HERE / "accepted.json"
GROUPS = frozenset({"open", "held", "generated", "extraction", "conduct", *RETRIEVAL_GROUPS})
BY_FIELD = frozenset({"extraction", "conduct"})  # groups whose measures are the fields that are counted
BOUNDS = ("at_least", "at_most")

Gate = Mapping[str, Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that the gate asks for and a run does not keep."""

    group: str
    measure: str
    message: str

    def __str__(self) -> str:
        return f"{self.group} {self.measure}: {self.message}"


def load_gate(path: Path = GATE) -> Gate:
    """The floors and ceilings. Raises CaseError naming file, group and key."""
    try:
        gate: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"{path}: not a readable gate file ({error}).") from error
    for group, bounds in gate.items():
        if group not in GROUPS or not isinstance(bounds, dict) or set(bounds) - set(BOUNDS):
            raise CaseError(f"{path}: [{group}]: write [GROUP.at_least] or [GROUP.at_most]; groups are {', '.join(sorted(GROUPS))}.")
        for bound, values in bounds.items():
            _check_values(path, f"{group}.{bound}", values, group in BY_FIELD)
    return gate


def _check_values(path: Path, where: str, values: Any, any_name: bool) -> None:
    for name, value in values.items():
        known = RETRIEVAL_MEASURES if where.startswith("retrieval") else {**MEASURES, **SCORES}
        if not any_name and name not in known:
            raise CaseError(f"{path}: [{where}] {name}: no such measure; known are {', '.join(known)}.")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise CaseError(f"{path}: [{where}] {name}: {value!r} is not a share from 0 to 1.")


def check_gate(run: Run, gate: Gate, accepted: Iterable[str]) -> tuple[Broken, ...]:
    """What a run does not keep, of the parts that it ran: floors, ceilings, accepted cases, and cases that are in order themselves."""
    values = run.values if gate else {}
    broken = [each for group in gate if group in values for each in _bounds_broken(group, gate[group], values[group])]
    odd = [Broken("cases", finding.id, f"{finding.key}: {finding.message}") for finding in run.findings]
    return (*broken, *_failing_again(run.outcomes, frozenset(accepted)), *odd)


def _bounds_broken(group: str, bounds: Mapping[str, Mapping[str, float]], values: Mapping[str, float]) -> Iterable[Broken]:
    for bound, wanted in bounds.items():
        for measure, limit in wanted.items():
            value = values.get(measure, math.nan)
            kept = value >= limit if bound == "at_least" else value <= limit
            if not kept:
                yield Broken(group, measure, f"{value:.4f}, must be {bound.replace('_', ' ')} {limit}")


def _failing_again(outcomes: Iterable[Outcome], accepted: frozenset[str]) -> Iterable[Broken]:
    for outcome in outcomes:
        if outcome.case.id in accepted and not outcome.case.held and not outcome.passed:
            yield Broken("open", outcome.case.id, f"passed in the accepted run and fails now: {'; '.join(outcome.problems)}")


def load_accepted(path: Path = ACCEPTED) -> frozenset[str]:
    """The ids of the open cases that passed in the accepted run; none when no run was accepted yet."""
    if not path.is_file():
        return frozenset()
    try:
        return frozenset(json.loads(path.read_text("utf-8"))["passed"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CaseError(f"{path}: not an accepted run ({error}). Write it anew: plan-assistant eval --accept") from error


def write_accepted(run: Run, path: Path = ACCEPTED) -> int:
    """Keep the open cases that pass in `run` as the accepted ones; their number. Held cases are never named in it."""
    passed = sorted(outcome.case.id for outcome in run.outcomes if outcome.passed and not outcome.case.held)
    kept = {"commit": run.origin["commit"], "cases": run.origin["cases"], "passed": passed}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(passed)
