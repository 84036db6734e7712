"""Cases asked by several processes: the same outcomes in the same order, and clear errors."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import LibraryError, PlanAssistantError
from evals import parallel
from evals.answers import Outcome
from evals.cases import Case
from evals.parallel import evaluate_answers
from evals.sources import Sources, evaluation_settings

QUESTIONS = ("RPAの担当課は？", "オープンデータのR7の目標は？", "予算額はいくらですか", "Who owns the RPA project?", "こんにちは", "H24に何をしましたか")
SETTINGS = evaluation_settings()


@pytest.fixture
def cases(make_case: Callable[..., Case]) -> list[Case]:
    """A case for each question, and a conversation of two turns."""
    return [*map(make_case, QUESTIONS), make_case("R8の目標は", "followup", turns=["RPAの担当課は？"])]


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many cases as these are asked by two processes, one each in turn. What runs the tests is no program that a new process could begin with."""
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.setattr(parallel, "FEWEST_EACH", 1)
    monkeypatch.setattr(parallel, "MOST_PROCESSES", 2)
    monkeypatch.setattr(parallel, "AT_ONCE", 1)
    monkeypatch.setattr(parallel.os, "cpu_count", lambda: 2)


def _said(outcome: Outcome) -> tuple[object, ...]:
    return outcome.case.question, outcome.actual_status, outcome.actual_text, outcome.untraced, outcome.error


@pytest.mark.usefixtures("two_processes")
def test_processes_say_what_one_says(cases: list[Case], sources: Sources, library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every outcome is the same and in the order of the cases, and each is told as progress."""
    told: list[str] = []
    side_by_side = evaluate_answers(cases, library_folder, SETTINGS, sources, told.append)
    monkeypatch.setattr(parallel, "MOST_PROCESSES", 1)
    assert list(map(_said, side_by_side)) == [_said(outcome) for outcome in evaluate_answers(cases, library_folder, SETTINGS, sources, told.append)]
    assert told[: len(cases)] == [f"{number} of {len(cases)}" for number in range(1, len(cases) + 1)]


@pytest.mark.usefixtures("two_processes")
def test_a_library_that_cannot_be_opened_is_told_as_in_one_process(cases: list[Case], sources: Sources, tmp_path: Path) -> None:
    """The error names it, though it comes from another process."""
    with pytest.raises(LibraryError, match=str(tmp_path)):
        evaluate_answers(cases, tmp_path, SETTINGS, sources, lambda _: None)


@pytest.mark.usefixtures("two_processes")
def test_a_process_that_is_ended_from_outside_is_told(cases: list[Case], sources: Sources, library_folder: Path) -> None:
    """As when the machine has no memory left."""

    def end(_: str) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    with pytest.raises(PlanAssistantError, match="ended from outside"):
        evaluate_answers(cases * 40, library_folder, SETTINGS, sources, end)
