"""Everyone who answers is judged by the same text; an endpoint is asked only when it is named."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.errors import CaseError
from evals.baseline import Baseline
from evals.cases import Case
from evals.cli import evaluate
from evals.compare import Endpoint, PlainChain, Product, Replied, Reply, best_threshold, comparable, measures, replies
from evals.sources import Sources

RPA = "RPAによる業務効率化の推進"
Make = Callable[..., Case]


class StubServer(ThreadingHTTPServer):
    """An OpenAI-compatible endpoint that says `text`, or breaks; remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), StubModel)
        self.text: str | None = "担当課はDX推進課です。"
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class StubModel(BaseHTTPRequestHandler):
    """Chat completions."""

    server: StubServer

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        """One choice, or an error."""
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), sent))
        body = json.dumps({"choices": [{"message": {"content": self.server.text}}]} if self.server.text else {"error": "busy"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def stub() -> Iterator[StubServer]:
    """A running endpoint."""
    server = StubServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def baseline(sources: Sources) -> Baseline:
    """The plain chain's passages of the two plans."""
    return Baseline(("\n".join(lines) for lines in sources.lines.values()), load_embedder())


def replied(case: Case, text: str, declined: bool = False, likeness: float = 1.0) -> Replied:
    """A reply to a case."""
    return Replied(case, Reply(text, declined, likeness), 1.0)


def test_a_text_is_right_when_it_holds_the_facts_and_nothing_that_must_not_be(make_case: Make) -> None:
    """A whole page holds the facts, and the neighbour's figure too."""
    case = make_case(facts=("4,415 時間",), absent=("3,840",))
    assert replied(case, "目標は4,415時間です。").right
    page = replied(case, "3,840 時間 4,415 時間 4,990 時間")
    assert (page.facts, page.clean, page.right) == (True, False, False)
    assert replied(case, "", declined=True).wrongly_declined


def test_a_list_must_name_every_project(make_case: Make) -> None:
    """In the text."""
    case = make_case(kind="list", projects=(RPA, "図書館DXの推進"))
    assert replied(case, f"{RPA}、図書館DXの推進").right
    assert not replied(case, RPA).right


def test_only_cases_that_a_text_can_meet_are_compared(make_case: Make) -> None:
    """Neither greeting nor asking back, and no held one."""
    kept = make_case(status=("not_found", "answered"))
    assert comparable([kept, make_case(status="greeting"), make_case(status="clarify"), make_case(held=True)]) == (kept,)


def test_the_plain_chain_is_given_its_best_threshold(make_case: Make) -> None:
    """Between what it knows and what it does not."""
    known, unknown = make_case(facts=("4,415 時間",)), make_case(status="not_found")
    least, found = best_threshold([replied(known, "4,415 時間", likeness=0.8), replied(unknown, "…", likeness=0.3)])
    assert 0.3 < least <= 0.8
    assert [each.right for each in found] == [True, True]
    assert measures(found)["wrongly declined"].value == 0.0


def test_the_assistant_and_the_chain_answer_the_same_case(make_case: Make, assistant: Assistant, baseline: Baseline) -> None:
    """One by a sentence, the other by passages."""
    case = make_case("RPAの担当課は？", facts=("DX推進課",))
    ours, plain = (replies(each, [case])[0] for each in (Product(assistant), PlainChain(baseline)))
    assert ours.right and len(ours.reply.text) < 200
    assert not plain.reply.declined and len(plain.reply.text) > 800
    assert 0 < plain.reply.likeness <= 1.0001


def test_an_endpoint_is_given_the_passages_and_the_whole_conversation(make_case: Make, baseline: Baseline, stub: StubServer) -> None:
    """The key goes in the header; what the model says is judged as any other text."""
    case = make_case("担当課は？", turns=["RPAについて"], facts=("DX推進課",))
    endpoint = Endpoint.open(stub.url, "local", "secret", baseline)
    assert replies(endpoint, [case])[0].right
    ((path, key, sent),) = stub.asked
    assert (path, key, sent["model"], sent["temperature"]) == ("/v1/chat/completions", "Bearer secret", "local", 0)
    assert sent["messages"][1]["content"] == "RPAについて 担当課は？"
    assert "RPA" in sent["messages"][0]["content"]
    assert "secret" not in endpoint.name
    stub.text = "NOT STATED"
    assert replies(endpoint, [case])[0].reply.declined


def test_an_endpoint_that_gives_no_answer_is_told(make_case: Make, baseline: Baseline, stub: StubServer) -> None:
    """With its address, not with the key."""
    stub.text = None
    with pytest.raises(CaseError, match="no chat completion") as caught:
        Endpoint.open(stub.url, "local", "secret", baseline).reply(make_case())
    assert "secret" not in str(caught.value)


def test_the_command_asks_an_endpoint_only_when_it_is_named(library_folder: Path, stub: StubServer) -> None:
    """A column for each who answered."""
    app = typer.Typer()
    app.add_typer(evaluate, name="eval")
    words = ["eval", "compare", "--library", str(library_folder), "--limit", "3"]
    assert "plain LangChain chain" in CliRunner().invoke(app, words).stdout
    assert stub.asked == []
    assert "local at 127.0.0.1" in CliRunner().invoke(app, [*words, "--endpoint", stub.url, "--model", "local"]).stdout
    assert len(stub.asked) == 3
    assert isinstance(CliRunner().invoke(app, [*words, "--model", "local"]).exception, CaseError)
