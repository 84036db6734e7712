"""`plan-assistant eval` and `plan-assistant bench` as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.errors import CaseError
from evals.cli import bench, evaluate, write_text

CASE = """
- id: owner-ja-001
  kind: owner
  voice: clerk
  language: ja
  held: {held}
  question: "{question}"
  expected: {{status: answered, plan: sagamihara-ict2-r6-r9, project: RPAによる業務効率化の推進, facts: ["{fact}"]}}
"""


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    """Both commands."""
    commands = typer.Typer()
    commands.add_typer(evaluate, name="eval")
    commands.command("bench")(bench)
    return commands


def cases(tmp_path: Path, fact: str = "DX推進課", held: bool = False, question: str = "RPAによる業務効率化の推進の担当課は？") -> str:
    """A file of one case."""
    path = tmp_path / "cases.yaml"
    path.write_text(CASE.format(fact=fact, held=str(held).lower(), question=question), "utf-8")
    return str(path)


def test_the_extraction_alone_needs_no_library(app: typer.Typer) -> None:
    """Every field is printed as JSON; the gate looks at what was run."""
    result = CliRunner().invoke(app, ["eval", "--task", "extraction", "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["extraction"]["targets"]["total"] == 64
    assert found["rows"] == []


def test_a_case_is_asked_of_a_library_built_for_it(app: typer.Typer, tmp_path: Path) -> None:
    """Reports are written where they are asked for."""
    files = ["--markdown", str(tmp_path / "r.md"), "--junit", str(tmp_path / "r.xml")]
    result = CliRunner().invoke(app, ["eval", "--task", "answers", "--cases", cases(tmp_path), "--json", *files])
    (row,) = json.loads(result.stdout)["rows"]
    assert (result.exit_code, row["passed"], row["actual_project"]) == (0, True, "RPAによる業務効率化の推進")
    assert "# Evaluation" in (tmp_path / "r.md").read_text("utf-8")
    assert "<testcase" in (tmp_path / "r.xml").read_text("utf-8")


def test_a_broken_gate_exits_with_1(app: typer.Typer, tmp_path: Path) -> None:
    """An answer from another project than the one expected is below every floor for it."""
    path = cases(tmp_path, question="デジタルアーカイブ推進事業の担当課は？")
    result = CliRunner().invoke(app, ["eval", "--task", "answers", "--cases", path, "--gate"])
    assert result.exit_code == 1
    assert "The gate is broken" in result.stdout


def test_a_failed_held_case_is_counted_and_not_shown(app: typer.Typer, tmp_path: Path) -> None:
    """Not even its id."""
    path = cases(tmp_path, held=True, question="デジタルアーカイブ推進事業の担当課は？")
    hidden = CliRunner().invoke(app, ["eval", "--task", "answers", "--cases", path])
    assert "held: 1 cases, 1 failed" in hidden.stdout
    assert "owner-ja-001" not in hidden.stdout
    assert "owner-ja-001" in CliRunner().invoke(app, ["eval", "--task", "answers", "--cases", path, "--show-held"]).stdout


@pytest.mark.parametrize("arguments", [["--kind", "owner", "--gate"], ["--id", "owner", "--accept"], ["--kind", "nothing"], ["--cases", "/nowhere"]])
def test_wrong_use_is_a_case_error(app: typer.Typer, arguments: list[str]) -> None:
    """A gate over some of the cases means nothing; a filter that nothing fits is a mistake. The command line exits with 2."""
    result = CliRunner().invoke(app, ["eval", "--task", "answers", *arguments])
    assert isinstance(result.exception, CaseError)


def test_nothing_is_accepted_without_answers(app: typer.Typer) -> None:
    """A run that asked no case would take every accepted one back."""
    result = CliRunner().invoke(app, ["eval", "--task", "extraction", "--accept"])
    assert isinstance(result.exception, CaseError) and "--accept" in str(result.exception)


def test_a_report_that_cannot_be_written_is_a_case_error(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(CaseError, match="nowhere"):
        write_text(tmp_path / "nowhere" / "r.md", "")


def test_help_shows_an_example(app: typer.Typer) -> None:
    """Both commands say how they are called."""
    for command in ("eval", "bench"):
        assert f"Example: plan-assistant {command}" in CliRunner().invoke(app, [command, "--help"]).stdout


def test_bench_measures_asking_against_plain_retrieval(app: typer.Typer, tmp_path: Path) -> None:
    """The same questions in the same process, and the ratio of both medians."""
    page = tmp_path / "benchmarks.md"
    result = CliRunner().invoke(app, ["bench", "--cases", cases(tmp_path), "--rounds", "1", "--no-processes", "--json", "--markdown", str(page)])
    figures = {figure["name"]: figure["value"] for figure in json.loads(result.stdout)}
    ratio = figures["Assistant.ask, median"] / figures["plain LangChain retrieval, median"]
    assert figures["Assistant.ask to plain retrieval"] == pytest.approx(ratio)
    told = page.read_text("utf-8")
    assert told.startswith("# Benchmarks") and "| Assistant.ask, median | " in told
    assert str(tmp_path) not in told
