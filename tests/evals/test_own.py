"""A city's own cases: drafted from its library, scored with its own gate, and told when they no longer hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from corpus.errors import CaseError
from evals.cases import Case, load_cases
from evals.cli import evaluate
from evals.gate import ACCEPTED
from evals.lint import lint
from evals.own import LibraryMaterial
from evals.sources import Sources, evaluation_settings

R = "sagamihara-ict2-r6-r9"
RPA = "RPAによる業務効率化の推進"


@pytest.fixture(scope="module")
def run(library_folder: Path) -> Callable[..., Any]:
    """`plan-assistant eval` with these words, and the library."""
    app = typer.Typer()
    app.add_typer(evaluate, name="eval")
    return lambda *words: CliRunner().invoke(app, ["eval", *map(str, words), "--library", str(library_folder)])


@pytest.fixture(scope="module")
def drafted(run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of cases as `eval init` drafts them."""
    folder = tmp_path_factory.mktemp("own") / "cases"
    assert run("init", folder).exit_code == 0
    return folder


def test_drafts_hold_every_field_in_the_years_printed(drafted: Path) -> None:
    """They pass the schema, and each names the lines it was read from."""
    cases = load_cases(drafted)
    targets = [case for case in cases if case.kind == "target" and case.expected.project == "緑区特設サイトの充実"]
    assert [case.expected.facts[0].replace(" ", "") for case in targets] == ["26,250件", "27,500件", "28,750件", "30,000件"]
    assert all(case.expected.lines for case in targets)
    assert {"owner", "description", "indicator", "baseline", "achievement", "category", "policy", "list", "unanswerable"} < {case.kind for case in cases}


def test_drafts_are_not_written_over(drafted: Path, run: Callable[..., Any]) -> None:
    """What a person changed there stays."""
    assert "already" in str(run("init", drafted).exception)


def test_drafts_hold_as_long_as_the_documents_do(drafted: Path, run: Callable[..., Any]) -> None:
    """Nothing has drifted yet."""
    result = run("drift", "--cases", drafted)
    assert (result.exit_code, result.stdout.splitlines()[-1][:5]) == (0, "0 of ")


def test_own_cases_are_scored_with_their_own_gate(drafted: Path, run: Callable[..., Any], tmp_path: Path) -> None:
    """One file of cases, with the gate of the folder; accepted cases are kept beside the gate."""
    one, gate = tmp_path / "own.yaml", tmp_path / "gate.toml"
    one.write_text((drafted / f"{R}.yaml").read_text("utf-8").split("\n\n")[0], "utf-8")
    gate.write_text((drafted / "gate.toml").read_text("utf-8"), "utf-8")
    assert run("--cases", one, "--gate-file", gate, "--gate", "--accept").exit_code == 0
    assert "owner-ja-001" in (tmp_path / "accepted.json").read_text("utf-8")
    one.write_text(one.read_text("utf-8").replace("- DX推進課", "- 国際課"), "utf-8")
    wrong = run("--cases", one, "--gate-file", gate, "--gate")
    assert (wrong.exit_code, "The gate is broken" in wrong.stdout) == (1, True)


def test_the_gold_is_not_for_own_cases(drafted: Path, run: Callable[..., Any]) -> None:
    """The extraction is scored on the product's own documents alone."""
    assert isinstance(run("--cases", drafted, "--task", "extraction").exception, CaseError)


def test_the_documents_of_a_library_are_those_it_was_built_from(library_folder: Path, sources: Sources) -> None:
    """Plans, projects, lines and names agree."""
    own = LibraryMaterial.open(library_folder, evaluation_settings())
    assert [document.plan.id for document in own.divided] == [document.plan.id for document in sources.divided]
    assert own.divided[0].projects == sources.divided[0].projects
    assert own.lines[R][541:543] == sources.lines[R][541:543]
    assert set(own.digests) == set(sources.digests)


def test_pytest_asks_own_cases(drafted: Path, library_folder: Path, tmp_path: Path) -> None:
    """A test for each case; one that fails says what was expected and said, a held one nothing."""
    good, *_ = (drafted / f"{R}.yaml").read_text("utf-8").split("\n\n")
    bad = good.replace("owner-ja-001", "owner-ja-002").replace("- DX推進課", "- 国際課")
    held = bad.replace("owner-ja-002", "owner-ja-003").replace("held: false", "held: true")
    (tmp_path / "own.yaml").write_text(f"{good}\n{bad}\n{held}", "utf-8")
    plugin = [] if entry_points(group="pytest11", name="plan_assistant") else ["-p", "evals.plugin"]
    command = [sys.executable, "-m", "pytest", *plugin, "--rootdir", str(tmp_path), str(tmp_path), "--plan-library", str(library_folder)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2]).stdout
    assert "2 failed, 1 passed" in told
    assert "missing: 国際課" in told and "owner-ja-003: held, not shown" in told


@pytest.mark.parametrize(
    ("changed", "key", "told"),
    [
        ({"lines": (12,)}, "lines", "'12 (now 559)': no fact stands there"),
        ({"project": "電子申請の利用促進"}, "facts", "does not stand in the project"),
        ({"project": "RPAの廃止"}, "project", "no such project"),
        ({"facts": ("9,999時間",)}, "facts", "does not occur"),
        ({"lines": (559,)}, "", ""),
        ({"facts": ("60",), "lines": (559,)}, "", ""),
    ],
)
def test_a_case_that_no_longer_holds_is_named(sources: Sources, make_case: Callable[..., Case], changed: dict[str, Any], key: str, told: str) -> None:
    """With the fact, line or project, and where it stands now; what is counted or added up stands nowhere."""
    case = make_case(**{"plan": R, "project": RPA, "facts": ("4,415時間",), **changed})
    findings = lint([case], sources.divided)
    assert [finding.key for finding in findings] == ([key] if key else [])
    assert all(told in finding.message for finding in findings)


def test_accepting_own_cases_leaves_those_of_the_product(drafted: Path, run: Callable[..., Any], tmp_path: Path) -> None:
    """What passes of a city's cases is kept beside them, without a gate file, too."""
    before = ACCEPTED.read_text("utf-8")
    one = tmp_path / "own.yaml"
    one.write_text((drafted / f"{R}.yaml").read_text("utf-8").split("\n\n")[0], "utf-8")
    assert run("--cases", one, "--task", "answers", "--accept").exit_code == 0
    assert ACCEPTED.read_text("utf-8") == before and "owner-ja-001" in (tmp_path / ACCEPTED.name).read_text("utf-8")
