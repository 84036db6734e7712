"""A tiny API that serves the contract's example answers, and the widget as the real one does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

WIDGET = Path(__file__).parents[2] / "ui" / "widget"
EXAMPLES: dict[str, Any] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
KINDS = {".js": "text/javascript", ".html": "text/html"}
PROBLEMS = {
    "詳しく": (422, "質問が長すぎます。300文字以内で入力してください。"),
    "故障": (500, "索引を開けません。"),
}
SLOW_S = 0.4


class FakeServer(ThreadingHTTPServer):
    """A server that remembers what was posted to it, and fails `failures` more times before it answers.

    `pages`: other pages it serves, HTML and content security policy by path.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), FakeApi)
        self.posted: list[tuple[str, dict[str, Any]]] = []
        self.asked: list[str] = []
        self.failures = 0
        self.pages: dict[str, tuple[str, str]] = {}

    @property
    def url(self) -> str:
        """The address of this server."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class FakeApi(BaseHTTPRequestHandler):
    """The HTTP contract with answers from `examples.json`, chosen by a word of the question."""

    server: FakeServer

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def do_OPTIONS(self) -> None:
        """Allow any page to ask."""
        self.reply(b"", "text/plain", 204)

    def do_GET(self) -> None:
        """Widget, demo page, plans, projects and document lines."""
        address = urlsplit(self.path)
        self.server.asked.append(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path in self.server.pages:
            body, policy = self.server.pages[address.path]
            self.reply(body.encode(), "text/html", policy=policy)
        elif address.path == "/" or address.path.startswith("/widget/"):
            self.reply_file(address.path.removeprefix("/widget/") if address.path != "/" else "demo.html")
        elif address.path == "/v1/plans":
            self.reply_json({"plans": EXAMPLES["plans"]})
        elif address.path == "/v1/projects":
            self.reply_json(found_projects(query))
        elif address.path == "/v1/projects.csv":
            self.reply("事業名,担当課\n".encode("utf-8-sig"), "text/csv")
        elif address.path.startswith("/v1/projects/"):
            self.reply_json(project_detail(unquote(address.path.removeprefix("/v1/projects/"))))
        elif address.path.startswith("/v1/documents/"):
            self.reply_json(document_lines(int(query["from"]), int(query["to"])))
        else:
            self.reply_problem(404, "その場所には何もありません。")

    def do_POST(self) -> None:
        """An answer chosen by a word of the question, a problem, or nothing for feedback."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.posted.append((self.path, body))
        if self.path == "/v1/feedback":
            self.reply(b"", "text/plain", 204)
            return
        question = body["question"]
        if "待つ" in question:
            time.sleep(SLOW_S)
        if self.server.failures > 0:
            self.server.failures -= 1
            self.reply_problem(500, PROBLEMS["故障"][1])
            return
        for word, (status, detail) in PROBLEMS.items():
            if word in question:
                self.reply_problem(status, detail)
                return
        answers = EXAMPLES["answers"]
        self.reply_json(next((answers[word] for word in answers if word in question), answers["天気"]))

    def reply_file(self, name: str) -> None:
        """A file of the widget."""
        file = WIDGET / name
        if file.is_file() and file.suffix in KINDS:
            self.reply(file.read_bytes(), KINDS[file.suffix])
        else:
            self.reply(b"", "text/plain", 204 if name == "favicon.ico" else 404)

    def reply_json(self, value: object) -> None:
        """A value as JSON."""
        self.reply(json.dumps(value).encode(), "application/json")

    def reply_problem(self, status: int, detail: str) -> None:
        """A problem as RFC 9457 wants it."""
        body = {"type": "about:blank", "title": "Problem", "status": status, "detail": detail}
        self.reply(json.dumps(body).encode(), "application/problem+json", status)

    def reply(self, body: bytes, kind: str, status: int = 200, policy: str = "") -> None:
        """Bytes that any page may read."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)


def found_projects(query: dict[str, str]) -> dict[str, Any]:
    """The example projects that fit the filters."""
    rows = [
        project
        for project in EXAMPLES["projects"]
        if query.get("q", "") in project["title"]
        and query.get("plan", project["plan_id"]) == project["plan_id"]
        and query.get("department", project["departments"][0]) in project["departments"]
    ]
    return {"total": len(rows), "projects": rows[: int(query.get("limit", "50"))]}


def project_detail(project_id: str) -> dict[str, Any]:
    """An example project with the fields of its plan."""
    row = next(project for project in EXAMPLES["projects"] if project["project_id"] == project_id)
    return {**row, "fields": EXAMPLES["fields"].get(project_id, {})}


def document_lines(first: int, last: int) -> dict[str, Any]:
    """Lines of the example document."""
    document = EXAMPLES["document"]
    return {**document, "lines": [line for line in document["lines"] if first <= line["number"] <= last]}


@pytest.fixture
def fake_api() -> Iterator[FakeServer]:
    """A running fake API; `url` is its address, `posted` what it was sent."""
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
