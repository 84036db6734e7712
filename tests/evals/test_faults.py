"""A fault that is planted breaks the gate, and is gone afterwards. `make faults` plants all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.assistant import Assistant
from corpus.errors import CaseError
from evals.cases import Case
from evals.cli import evaluate
from evals.faults.command import chosen
from evals.faults.hunt import Ground, control, hunt
from evals.faults.plant import FAULTS, Fault, Seams, planted
from evals.gate import load_gate
from evals.sources import Sources, evaluation_settings

RPA = "RPAによる業務効率化の推進"


@pytest.fixture(scope="module")
def ground(sources: Sources, library_folder: Path, make_case: Callable[..., Case]) -> Ground:
    """A single case, and one generated question."""
    case = make_case(f"{RPA}の担当課は？", plan="sagamihara-ict2-r6-r9", project=RPA, facts=("DX推進課",))
    return Ground(evaluation_settings(), sources, library_folder, (), (case,), (case,), load_gate(), frozenset([case.id]))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("department-of-the-neighbour", "open owner-ja-001"),
        ("citation-dropped", "open owner-ja-001"),
        ("department-of-the-neighbour-read", "extraction departments"),
    ],
)
def test_a_planted_fault_breaks_the_gate(ground: Ground, name: str, told: str) -> None:
    """In an answer, in a citation and in what is read; the row says what broke."""
    (hunted,) = hunt(ground, chosen([name]))
    assert str(hunted.broken).startswith(told)


def test_a_fault_that_changes_nothing_survives(ground: Ground) -> None:
    """So a fault that the gate does not notice is told from one that it does."""
    (hunted,) = hunt(replace(ground, gate={}), [Fault("nothing", "answering", "", lambda seams: None)])
    assert hunted.broken is None


def test_what_is_broken_without_a_fault_catches_none(ground: Ground) -> None:
    """A case that fails anyway says nothing of the fault."""
    fault = chosen(["department-of-the-neighbour"])
    hopeless = replace(ground.cases[0], expected=replace(ground.cases[0].expected, facts=("国際課",)))
    lost = replace(ground, gate={}, cases=(hopeless,))
    already = control(lost, fault)
    assert [broken.measure for broken in already] == ["owner-ja-001"]
    assert [hunted.broken for hunted in hunt(lost, fault, already)] == [None]


def test_the_product_is_whole_again_afterwards(ground: Ground) -> None:
    """The same question is answered as before."""
    with planted(chosen(["department-of-the-neighbour"])[0]):
        assert "DX推進課" not in Assistant.open(ground.library).ask(f"{RPA}の担当課は？").text
    assert "DX推進課" in Assistant.open(ground.library).ask(f"{RPA}の担当課は？").text


def test_a_seam_that_is_gone_is_told() -> None:
    """A fault that could not be planted is never counted as caught."""

    def plant(seams: Seams) -> None:
        seams.put(Assistant, "long_gone", None)

    with pytest.raises(CaseError, match="cannot be planted"), planted(Fault("gone", "answering", "", plant)):
        pass


def test_there_are_enough_faults_and_each_says_what_it_is() -> None:
    """Twenty-five were asked for; names are unique."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 25
    assert all(fault.what for fault in FAULTS)


@pytest.mark.parametrize("name", [fault.name for fault in FAULTS])
def test_every_fault_finds_where_it_is_planted(name: str) -> None:
    """A part of the product that was moved is found out here, not in the eight minutes of `make faults`."""
    with planted(chosen([name])[0]):
        pass


def test_the_command_prints_a_row_for_each_fault() -> None:
    """And refuses a name that is none."""
    app = typer.Typer()
    app.add_typer(evaluate, name="eval")
    result = CliRunner().invoke(app, ["eval", "faults", "--name", "targets-one-year-late", "--json"])
    (row,) = json.loads(result.stdout)
    assert (result.exit_code, row["broken"].split(":")[0]) == (0, "extraction targets")
    assert isinstance(CliRunner().invoke(app, ["eval", "faults", "--name", "nothing"]).exception, CaseError)
