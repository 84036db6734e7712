"""The command line, run as people run it: each command in a process of its own, but where only what it prints is looked at."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result as ClickResult
from typer.testing import CliRunner

from assistant.cli import app
from corpus.errors import QuestionError
from corpus.library import Library
from corpus.settings import HERE, default_settings

COMMANDS = ("up", "ingest", "ask", "chat", "search", "projects", "show", "serve", "ui", "eval", "bench")
RPA = "sagamihara-ict2-r6-r9-10"
TIME_LIMIT_S = 60
Result = subprocess.CompletedProcess[str]
Run = Callable[..., Result]
Invoke = Callable[..., ClickResult]
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("PLAN_ASSISTANT_")}


def _run(folder: Path, *arguments: str, typed: str = "", library: Path | None = None) -> Result:
    """The command with these arguments, run in the folder; `library` is set as a city would set it."""
    settings = {"PLAN_ASSISTANT_TODAY": "2026-07-01", "COLUMNS": "200", "PYTHONUTF8": "1"} | ({"PLAN_ASSISTANT_LIBRARY": str(library)} if library else {})
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=OUTSIDE | settings, input=typed, capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False)


@pytest.fixture
def run(tmp_path: Path, library_folder: Path) -> Run:
    """Runs a command over the library of the two plans, in an empty folder."""
    return lambda *arguments, typed="": _run(tmp_path, *arguments, typed=typed, library=library_folder)


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, library_folder: Path) -> Iterator[Invoke]:
    """Runs a command over the library of the two plans in this process, where how it is started does not matter."""
    monkeypatch.setenv("PLAN_ASSISTANT_LIBRARY", str(library_folder))
    monkeypatch.setenv("PLAN_ASSISTANT_TODAY", "2026-07-01")
    default_settings.cache_clear()
    yield lambda *arguments: CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    default_settings.cache_clear()


def _run_all(folder: Path, runs: Sequence[Sequence[str]], library: Path | None = None) -> list[Result]:
    """Several commands at once, their results in the order given."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(lambda arguments: _run(folder, *arguments, library=library), runs))


def _told(result: Result, code: int, *words: str) -> bool:
    """Whether the command ended with the code and a message of one paragraph with these words, and no traceback."""
    return result.returncode == code and all(word in result.stderr for word in words) and "Traceback" not in result.stderr + result.stdout


class TestHelp:
    """Every command explains itself."""

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_shows_an_example(self, command: str) -> None:
        """`--help` ends well and holds an example that begins with the program's name and the command."""
        result = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
        assert result.exit_code == 0, result.output
        assert f"Example: plan-assistant {command}" in result.output

    def test_all_commands_are_listed(self, tmp_path: Path) -> None:
        """The help of the program names each command."""
        result = _run(tmp_path, "--help")
        assert result.returncode == 0 and all(re.search(rf"^  {command} ", result.stdout, re.MULTILINE) for command in COMMANDS)

    def test_wrong_use_ends_with_2(self, tmp_path: Path) -> None:
        """An unknown command or option, a missing argument and a value out of range are told."""
        wrong = (("nonsense",), ("ask",), ("ask", "RPA", "--bogus"), ("search", "RPA", "--limit", "0"))
        assert all(_told(result, 2, "Usage", "Error") for result in _run_all(tmp_path, wrong))


class TestIngest:
    """`ingest` builds the library."""

    def test_a_library_is_built_once(self, tmp_path: Path) -> None:
        """The first run prints a table with each document, the second that nothing changed, and as JSON the same figures."""
        arguments = ("ingest", "--library", "mine")
        first, again, data = _run(tmp_path, *arguments), _run(tmp_path, *arguments), _run(tmp_path, *arguments, "--json")
        assert (first.returncode, again.returncode, data.returncode) == (0, 0, 0), first.stderr
        assert all(word in first.stdout for word in ("sagamihara-ict2-r6-r9", "26", "sagamihara-progress-h22-h26", "24", "built"))
        assert "up to date" in again.stdout
        report = json.loads(data.stdout)
        assert report["unchanged"] and [each["projects"] for each in report["documents"]] == [26, 24]
        assert len(Library.open(tmp_path / "mine").projects) == 50

    def test_an_unknown_catalogue_is_told(self, tmp_path: Path) -> None:
        """The file is named, nothing is written."""
        assert _told(_run(tmp_path, "ingest", "--catalog", "gone.toml", "--library", "mine"), 2, "gone.toml")
        assert not (tmp_path / "mine").exists()

    def test_a_bad_file_is_told(self, tmp_path: Path) -> None:
        """A document that is no text ends with 2 and its name."""
        (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7\x00\xff")
        result = _run(tmp_path, "ingest", "bad.txt", "--catalog", str(HERE / "catalog.toml"), "--library", "mine")
        assert result.returncode == 2 and "bad" in result.stdout + result.stderr and "Traceback" not in result.stdout + result.stderr


class TestAsk:
    """`ask` answers one question."""

    def test_in_japanese(self, run: Run) -> None:
        """The answer, the lines it comes from with page and line numbers, and what may be asked next."""
        result = run("ask", "RPAの担当課とR8の目標は？")
        assert result.returncode == 0, result.stderr
        assert "DX推進課" in result.stdout and "4,415 時間" in result.stdout
        assert re.search(r"^\[1\] RPAによる業務効率化の推進 .*R6-R9.* p\.\d+ l\.\d+-\d+$", result.stdout, re.MULTILINE)
        assert "→ " in result.stdout

    def test_in_english_as_json(self, run: Run) -> None:
        """`--json` prints the HTTP contract and nothing else."""
        result = run("ask", "Who owns the RPA project?", "--json")
        answer = json.loads(result.stdout)
        assert set(answer) == {"answer", "status", "language", "conversation_id", "citations", "projects", "suggestions"}
        assert answer["status"] == "answered" and answer["language"] == "en" and answer["citations"][0]["project_id"] == RPA
        assert "DX推進課" in result.stdout

    def test_with_its_trace(self, run: Run) -> None:
        """`--trace` adds what was understood, found and checked."""
        trace = json.loads(run("ask", "RPAの担当課は？", "--json", "--trace").stdout)["trace"]
        assert trace["query"]["asks"] == ["owner"] and trace["evidence"][0]["project"] == "RPAによる業務効率化の推進"

    def test_the_exit_code_tells_whether_it_was_answered(self, invoke: Invoke) -> None:
        """1 when the plans do not tell; a greeting and a question back are no failure."""
        codes = {"量子コンピュータの担当課は？": 1, "今日の天気は？": 1, "システム更新の担当課は？": 0, "こんにちは": 0}
        results = [invoke("ask", question) for question in codes]
        assert [result.exit_code for result in results] == list(codes.values())
        assert all(result.stdout.strip() and not result.stderr for result in results)

    def test_an_empty_or_long_question_is_told(self, tmp_path: Path, library_folder: Path) -> None:
        """Blanks are bad input, and so are more than 300 characters; the message is in both languages."""
        empty, long = _run_all(tmp_path, [("ask", "　 "), ("ask", "あ" * 301)], library_folder)
        assert _told(empty, 2, "質問が空です", "empty") and _told(long, 2, "301", "300")

    def test_without_a_library_the_command_is_named(self, tmp_path: Path) -> None:
        """Where there is no library, the message says how to build it; with --debug the traceback shows."""
        plain, debugged = _run_all(tmp_path, [("ask", "RPAの担当課は？"), ("--debug", "ask", "RPAの担当課は？")])
        assert _told(plain, 2, "plan-assistant ingest")
        assert "Traceback" in debugged.stderr

    def test_a_damaged_library_is_told(self, tmp_path: Path) -> None:
        """A library whose build is gone is told, with the command that builds it anew."""
        (tmp_path / "library").mkdir()
        (tmp_path / "library" / "current").write_text("gone", "utf-8")
        assert _told(_run(tmp_path, "ask", "RPAの担当課は？"), 2, "plan-assistant ingest")


class TestChat:
    """`chat` keeps what was spoken of."""

    def test_a_follow_up_is_understood(self, run: Run) -> None:
        """Questions on separate lines, the second without a subject; 終了 leaves."""
        result = run("chat", typed="RPAの担当課は？\nR8の目標は？\n終了\nDX推進課の事業は？\n")
        assert result.returncode == 0 and "DX推進課" in result.stdout and "令和8年度の目標値" in result.stdout
        assert "電子申請の利用促進" not in result.stdout

    def test_a_refused_question_does_not_end_it(self, run: Run) -> None:
        """Too long a question is told, and the next one answered; the end of input leaves."""
        result = run("chat", typed=f"{'あ' * 301}\nRPAの担当課は？\n")
        assert result.returncode == 0 and "300" in result.stdout and "DX推進課" in result.stdout and "Traceback" not in result.stderr


class TestSearch:
    """`search` shows retrieval alone."""

    def test_explained(self, run: Run) -> None:
        """The best project first, with what each side gave and which passages matched."""
        lines = run("search", "お年寄りのスマホ", "--explain", "--limit", "3").stdout.splitlines()
        heads = [line for line in lines if re.match(r" *\d\.\d{3}  \S", line)]
        assert len(heads) == 3 and "デジタル・ディバイド対策事業" in heads[0]
        assert all(side in lines[1] for side in ("coverage", "likeness", "tenor", "kinship", "naming"))

    def test_as_json(self, run: Run) -> None:
        """A list, best first, with scores and passages."""
        found = json.loads(run("search", "RPA", "--json").stdout)
        assert found[0]["project_id"] == RPA and found[0]["passages"]
        assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)

    def test_filtered(self, run: Run) -> None:
        """Only projects that fit the filters; a year that is none is told."""
        found = json.loads(run("search", "電子申請", "--plan", "sagamihara-progress-h22-h26", "--department", "情報政策課", "--json").stdout)
        assert found[0]["title"] == "電子申請推進事業" and {each["plan_id"] for each in found} == {"sagamihara-progress-h22-h26"}
        assert _told(run("search", "電子申請", "--fiscal-year", "いつか"), 2, "not a fiscal year")

    def test_an_empty_text_is_told(self, run: Run) -> None:
        """Nothing to search for is bad input."""
        assert _told(run("search", " "), 2, "empty")


class TestRegister:
    """`projects` and `show` print the register."""

    def test_as_a_table(self, run: Run) -> None:
        """Every project with its id."""
        result = run("projects")
        assert result.returncode == 0 and len(re.findall(r"sagamihara-\S+-\d\d", result.stdout)) == 50

    @pytest.mark.usefixtures("invoke")
    def test_ids_are_whole_in_a_pipe(self) -> None:
        """Where no screen limits the width, each project is one line with its whole id, however narrow the terminal was."""
        printed = CliRunner().invoke(app, ["projects"], env={"COLUMNS": "40"}).stdout
        lines = [line for line in printed.splitlines() if RPA in line]
        assert len(lines) == 1 and "RPAによる業務効率化の推進" in lines[0]

    def test_as_csv(self, run: Run) -> None:
        """A header, a row for each project that passes the filters, and columns that a spreadsheet reads."""
        rows = list(csv.DictReader(run("projects", "--csv", "--department", "DX推進課").stdout.splitlines()))
        assert len(rows) == 14 and all("DX推進課" in row["担当課・機関"] for row in rows)

    def test_filters_as_json(self, invoke: Invoke) -> None:
        """Filters restrict what is printed, and may be combined."""
        counts = {
            ("--plan", "sagamihara-progress-h22-h26"): 24,
            ("--plan", "sagamihara-ict2-r6-r9", "--policy", "1-1"): 6,
            ("--category", "A"): 16,
            ("--text", "電子申請", "--department", "DX推進課"): 1,
        }
        results = [invoke("projects", "--json", *filters) for filters in counts]
        assert [len(json.loads(result.stdout)) for result in results] == list(counts.values())

    def test_of_a_year(self, tmp_path: Path, library_folder: Path) -> None:
        """Projects with a target or achievement in that year; what is no year is told."""
        right, wrong = _run_all(tmp_path, [("projects", "--json", "--fiscal-year", year) for year in ("R8", "foo")], library_folder)
        rows = json.loads(right.stdout)
        assert rows and all("r6-r9" in row["project_id"] for row in rows)
        assert _told(wrong, 2, "foo", "R8")

    def test_nothing_fits(self, run: Run) -> None:
        """Exit code 1 and an empty list."""
        result = run("projects", "--department", "存在しない課", "--json")
        assert result.returncode == 1 and json.loads(result.stdout) == []

    def test_one_project(self, invoke: Invoke) -> None:
        """Every field with the lines where it stands."""
        result, data = invoke("show", RPA), invoke("show", RPA, "--json")
        assert result.exit_code == 0
        assert all(word in result.stdout for word in ("RPAによる業務効率化の推進", "DX推進課", "4,415 時間", "重点事業", "不確定"))
        assert re.search(r"\[sagamihara-ict2-r6-r9 p\.\d+ l\.\d+", result.stdout)
        assert json.loads(data.stdout)["departments"]

    def test_links_between_plans(self, invoke: Invoke) -> None:
        """As a table with both ids whole and the score, as JSON, and by the filters; one project shows its own. None ends with 1, CSV is refused."""
        table = invoke("projects", "--links")
        assert table.exit_code == 0 and all(word in table.stdout for word in (f"{RPA[:-2]}01", "sagamihara-progress-h22-h26-01", "0.84", "推定"))
        (link,) = json.loads(invoke("projects", "--links", "--plan", "sagamihara-progress-h22-h26", "--json").stdout)
        assert link["origin"] == "inferred" and 0 < link["score"] <= 1 and link["other"]["title"] == "電子申請の利用促進"
        assert "sagamihara-progress-h22-h26-01, 類似度 0.84, 推定" in invoke("show", f"{RPA[:-2]}01").stdout
        shown = [json.loads(invoke("show", project, "--json").stdout)["links"] for project in (f"{RPA[:-2]}01", RPA)]
        assert [len(links) for links in shown] == [1, 0]
        assert invoke("projects", "--links", "--department", "学務課").exit_code == 1
        assert isinstance(invoke("projects", "--links", "--csv").exception, QuestionError)

    def test_an_unknown_project_is_told(self, run: Run) -> None:
        """The id is named, and the command that lists them."""
        assert _told(run("show", "gone-01"), 2, "gone-01", "plan-assistant projects")
