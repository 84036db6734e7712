"""The command line, run as people run it: each command in a process of its own."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.settings import HERE

COMMANDS = ("up", "ingest", "ask", "chat", "search", "projects", "show", "serve", "ui", "eval", "bench")
RPA = "sagamihara-ict2-r6-r9-10"
TIME_LIMIT_S = 60
Result = subprocess.CompletedProcess[str]
Run = Callable[..., Result]
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


def _told(result: Result, code: int, *words: str) -> bool:
    """Whether the command ended with the code and a message of one paragraph with these words, and no traceback."""
    return result.returncode == code and all(word in result.stderr for word in words) and "Traceback" not in result.stderr + result.stdout


class TestHelp:
    """Every command explains itself."""

    def test_every_command_shows_an_example(self, tmp_path: Path) -> None:
        """`--help` ends well and holds an example that begins with the program's name and the command."""
        with ThreadPoolExecutor() as threads:
            results = threads.map(lambda command: _run(tmp_path, command, "--help"), COMMANDS)
        for command, result in zip(COMMANDS, results, strict=True):
            assert result.returncode == 0, (command, result.stderr)
            assert f"Example: plan-assistant {command}" in result.stdout

    def test_all_commands_are_listed(self, tmp_path: Path) -> None:
        """The help of the program names each command."""
        result = _run(tmp_path, "--help")
        assert result.returncode == 0 and all(re.search(rf"^  {command} ", result.stdout, re.MULTILINE) for command in COMMANDS)

    @pytest.mark.parametrize("arguments", [("nonsense",), ("ask",), ("ask", "RPA", "--bogus"), ("search", "RPA", "--limit", "0")])
    def test_wrong_use_ends_with_2(self, tmp_path: Path, arguments: Sequence[str]) -> None:
        """An unknown command or option, a missing argument and a value out of range are told."""
        result = _run(tmp_path, *arguments)
        assert _told(result, 2, "Usage", "Error") or _told(result, 2, "Missing")


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
        assert '"decision": "projects"' in run("ask", "RPAの担当課は？", "--trace").stdout

    @pytest.mark.parametrize(("question", "code"), [("量子コンピュータの担当課は？", 1), ("今日の天気は？", 1), ("システム更新の担当課は？", 0), ("こんにちは", 0)])
    def test_the_exit_code_tells_whether_it_was_answered(self, run: Run, question: str, code: int) -> None:
        """1 when the plans do not tell; a greeting and a question back are no failure."""
        result = run("ask", question)
        assert result.returncode == code and result.stdout.strip() and "Traceback" not in result.stderr

    def test_an_empty_question_is_told(self, run: Run) -> None:
        """Blanks are bad input, told in both languages."""
        assert _told(run("ask", "　 "), 2, "質問が空です", "empty")

    def test_too_long_a_question_is_told(self, run: Run) -> None:
        """The message tells the limit."""
        assert _told(run("ask", "あ" * 301), 2, "300")

    def test_without_a_library_the_command_is_named(self, tmp_path: Path) -> None:
        """Where there is no library, the message says how to build it; with --debug the traceback shows."""
        assert _told(_run(tmp_path, "ask", "RPAの担当課は？"), 2, "plan-assistant ingest")
        assert "Traceback" in _run(tmp_path, "--debug", "ask", "RPAの担当課は？").stderr

    def test_a_bad_setting_is_told(self, tmp_path: Path) -> None:
        """A damaged pointer of a library is told as such."""
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
        assert all(side in lines[1] for side in ("coverage", "likeness", "naming"))

    def test_as_json(self, run: Run) -> None:
        """A list, best first, with scores and passages."""
        found = json.loads(run("search", "RPA", "--json").stdout)
        assert found[0]["project_id"] == RPA and found[0]["passages"]
        assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)

    def test_an_empty_text_is_told(self, run: Run) -> None:
        """Nothing to search for is bad input."""
        assert _told(run("search", " "), 2, "empty")


class TestRegister:
    """`projects` and `show` print the register."""

    def test_as_a_table(self, run: Run) -> None:
        """Every project with its id."""
        result = run("projects")
        assert result.returncode == 0 and len(re.findall(r"sagamihara-\S+-\d\d", result.stdout)) == 50

    def test_as_csv(self, run: Run) -> None:
        """A header, a row for each project that passes the filters, and columns that a spreadsheet reads."""
        rows = list(csv.DictReader(run("projects", "--csv", "--department", "DX推進課").stdout.splitlines()))
        assert len(rows) == 14 and all("DX推進課" in row["担当課・機関"] for row in rows)

    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            (("--plan", "sagamihara-progress-h22-h26"), 24),
            (("--policy", "1-1"), 6),
            (("--category", "A"), 16),
            (("--text", "電子申請", "--department", "DX推進課"), 1),
        ],
    )
    def test_filters_as_json(self, run: Run, filters: Sequence[str], count: int) -> None:
        """Filters restrict what is printed, and may be combined."""
        rows = json.loads(run("projects", "--json", *filters).stdout)
        assert len(rows) == count or (filters[0] in ("--text", "--policy") and rows)

    def test_of_a_year(self, run: Run) -> None:
        """Projects with a target or achievement in that year; what is no year is told."""
        rows = json.loads(run("projects", "--json", "--fiscal-year", "R8").stdout)
        assert rows and all("r6-r9" in row["project_id"] for row in rows)
        assert _told(run("projects", "--fiscal-year", "foo"), 2, "foo", "R8")

    def test_nothing_fits(self, run: Run) -> None:
        """Exit code 1 and an empty list."""
        result = run("projects", "--department", "存在しない課", "--json")
        assert result.returncode == 1 and json.loads(result.stdout) == []

    def test_one_project(self, run: Run) -> None:
        """Every field with the lines where it stands."""
        result = run("show", RPA)
        assert result.returncode == 0
        assert all(word in result.stdout for word in ("RPAによる業務効率化の推進", "DX推進課", "4,415 時間", "重点事業", "不確定"))
        assert re.search(r"\[sagamihara-ict2-r6-r9 p\.\d+ l\.\d+", result.stdout)
        assert json.loads(run("show", RPA, "--json").stdout)["departments"]

    def test_an_unknown_project_is_told(self, run: Run) -> None:
        """The id is named, and the command that lists them."""
        assert _told(run("show", "gone-01"), 2, "gone-01", "plan-assistant projects")
