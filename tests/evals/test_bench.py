"""What is measured besides answers: plain retrieval, processes, and clients of the HTTP API. Nothing here is timed."""

from __future__ import annotations

import json
import math
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from corpus.embedding import embedded_model
from evals import processes
from evals.baseline import FOUND, SPLIT_LENGTH, Baseline
from evals.bench import Figure, print_figures
from evals.bench_page import bench_page


class Api(BaseHTTPRequestHandler):
    """Answers every question but those about 故障."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """An answer, or a problem."""
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
        body = b'{"answer": ""}'
        self.send_response(500 if question == "故障" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of an API."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_plain_retrieval_finds_the_piece_that_holds_the_words() -> None:
    """Pieces are cut at 400 characters, wherever that is."""
    text = "電子申請の利用促進" + "あ" * SPLIT_LENGTH + "図書館の予約"
    found = Baseline([text, "消防", "防災", "教育"], embedded_model()).find("図書館")
    assert found[0].endswith("図書館の予約")
    assert len(found) == FOUND
    assert max(map(len, found)) <= SPLIT_LENGTH


def test_plain_retrieval_finds_nothing_for_a_question_without_words() -> None:
    """Where LangChain would divide by zero."""
    assert Baseline(["電子申請"], embedded_model()).find("🙂🙂🙂") == []


def test_clients_count_answers_and_errors_apart(port: int) -> None:
    """Each client goes on after an error."""
    good = processes._ask_for(["電子申請"], port, 0.2, 4)
    mixed = processes._ask_for(["電子申請", "故障"], port, 0.2, 1)
    assert (good.errors, bool(good.latencies_ms)) == (0, True)
    assert abs(mixed.errors - len(mixed.latencies_ms)) <= 1


def test_clients_begin_at_different_questions() -> None:
    """So that they do not all hit the same cache."""
    questions = processes._from(["一", "二", "三"], 2)
    assert [next(questions) for _ in range(4)] == ["三", "一", "二", "三"]


def test_a_process_that_fails_is_told_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """NaN, and a note that holds the exit code and the last line of stderr."""
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "import sys; sys.exit('no such command')"))
    (figure,) = processes._figures("ask", "2 s", ["ask"])
    assert math.isnan(figure.value)
    assert figure.note == "exit 1: no such command"


def test_an_api_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The bench goes on without it."""
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    (figure,) = processes._measure_api(["電子申請"], tmp_path, 0.2)
    assert math.isnan(figure.value)
    assert "ended with 3" in figure.note


def test_a_figure_that_could_not_be_taken_is_a_dash_and_null() -> None:
    """Never a zero."""
    figure = Figure("API ready", math.nan, "s", "3 s", "not ready")
    assert figure.to_dict()["value"] is None
    console = Console(record=True, width=120, file=StringIO())
    print_figures(console, [figure, Figure("ask", 1.234, "ms")])
    text = console.export_text()
    assert "–" in text
    assert "1.23 ms" in text


def test_the_page_tells_where_the_figures_come_from() -> None:
    """Commit, documents and machine; a figure that could not be taken is a dash with its reason, and no path of a model is told."""
    origin = {"commit": "abc", "cases": "def", "documents": {"plan-a": "123"}, "python": "3.11.2", "settings": {"embedding_model": "/home/me/models/tiny"}}
    page = bench_page([Figure("ask, median", 3.5, "ms", "3 ms", "9 questions"), Figure("API ready", math.nan, "s", note="ended with 2")], [], origin)
    assert "| ask, median | 3.50 ms | 3 ms | 9 questions |" in page
    assert "| API ready | – | – | ended with 2 |" in page
    assert "commit `abc`" in page and "plan-a `123`" in page
    assert "`tiny`" in page and "/home/me" not in page
    assert "Growth" not in page
    grown = bench_page([], [Figure("400 passages: build", 1.5, "s")], origin)
    assert grown.index("## Growth") < grown.index("| 400 passages: build | 1.50 s |")
