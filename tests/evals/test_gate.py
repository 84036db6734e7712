"""The gate keeps floors, ceilings, and cases that once passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CaseError
from evals.answers import Outcome
from evals.cases import Finding
from evals.gate import check_gate, load_accepted, load_gate, write_accepted
from evals.run import Run


@pytest.fixture
def run(outcomes: tuple[Outcome, ...]) -> Run:
    """A run of an open case that passes, one that fails, and a held one that fails."""
    return Run({"commit": "abc", "cases": "def"}, outcomes)


def test_a_floor_that_is_not_reached_breaks_the_gate(run: Run) -> None:
    """Half of the open cases are right; the message holds both values."""
    (broken,) = check_gate(run, {"open": {"at_least": {"right": 0.9, "right_project": 1.0}}}, ())
    assert str(broken) == "open right: 0.5000, must be at least 0.9"


def test_a_ceiling_that_is_passed_breaks_the_gate(run: Run) -> None:
    """Every held answer is wrong."""
    (broken,) = check_gate(run, {"held": {"at_most": {"wrong_when_answered": 0.1}}}, ())
    assert str(broken) == "held wrong_when_answered: 1.0000, must be at most 0.1"


def test_what_could_not_be_measured_does_not_reach_its_floor(run: Run) -> None:
    """No case of the run expects lines."""
    assert len(check_gate(run, {"open": {"at_least": {"right_lines": 0.5}}}, ())) == 1


def test_a_part_that_was_not_run_is_not_gated(run: Run) -> None:
    """No extraction, no floor for it."""
    assert check_gate(run, {"extraction": {"at_least": {"targets": 1.0}}}, ()) == ()


def test_an_accepted_case_that_fails_now_breaks_the_gate(run: Run) -> None:
    """Even when every floor is reached; a case that never passed does not."""
    (broken,) = check_gate(run, {}, ["target-ja-001", "indicator-ja-001", "gone-ja-001"])
    assert (broken.measure, "missing: DX推進課" in broken.message) == ("target-ja-001", True)


def test_a_case_that_cannot_be_right_breaks_the_gate(run: Run) -> None:
    """Findings about the cases themselves must be mended."""
    odd = Run(run.origin, run.outcomes, findings=(Finding("a.yaml", "owner-ja-001", "facts", "does not occur in the documents"),))
    assert [broken.group for broken in check_gate(odd, {}, ())] == ["cases"]


def test_the_accepted_run_names_the_open_cases_that_pass(run: Run, tmp_path: Path) -> None:
    """Held cases are never named; what is written is read back."""
    path = tmp_path / "accepted.json"
    assert load_accepted(path) == frozenset()
    assert write_accepted(run, path) == 1
    assert load_accepted(path) == {"owner-ja-001"}
    assert "indicator" not in path.read_text("utf-8")


def test_a_damaged_accepted_run_is_a_case_error(tmp_path: Path) -> None:
    """The message names the command that writes it anew."""
    (tmp_path / "accepted.json").write_text("[]", "utf-8")
    with pytest.raises(CaseError, match="--accept"):
        load_accepted(tmp_path / "accepted.json")


@pytest.mark.parametrize(
    "text", ["[open", "[closed.at_least]\nright = 1", "[open.over]\nright = 1", "[open.at_least]\nrights = 1", "[open.at_least]\nright = 95"]
)
def test_a_gate_file_that_is_not_valid_is_a_case_error(tmp_path: Path, text: str) -> None:
    """Unknown groups, bounds and measures, and shares over 1, are told and not ignored."""
    (tmp_path / "gate.toml").write_text(text, "utf-8")
    with pytest.raises(CaseError, match=r"gate\.toml"):
        load_gate(tmp_path / "gate.toml")


def test_the_gate_of_the_project_asks_for_what_was_promised() -> None:
    """Held: the right project in 95 of 100, everything traced. Extraction: all that has a floor."""
    gate = load_gate()
    assert gate["held"]["at_least"]["right_project"] >= 0.84
    assert gate["held"]["at_least"]["traced"] == gate["open"]["at_least"]["traced"] == 1.0
    fields = gate["extraction"]["at_least"]
    assert "actions_certain" in fields and set(fields.values()) == {1.0}
