"""Problems, limits, headers: what holds for every reply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.contract import ProblemDetails
from assistant.api.limit import RateLimit, client_of
from assistant.api.operations import SqliteOperations
from corpus.errors import LibraryError
from corpus.settings import Settings

WIDGET = Path(__file__).parents[3] / "ui" / "widget"
JSON = {"Content-Type": "application/json"}


def problem_of(reply: Any, status: int) -> dict[str, Any]:
    """The problem in `reply`, which must have `status` and be a problem in both languages."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = reply.json()
    ProblemDetails.model_validate(problem)
    assert problem["status"] == status and problem["instance"] == reply.request.url.path
    assert any("ぁ" <= char <= "ん" for char in problem["detail"]) and "." in problem["detail"]
    return problem


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "body"),
        (b"", "body"),
        (b"[]", "body"),
        (b'"x"', "body"),
        (b"{}", "question"),
        (b'{"question": 5}', "question"),
        (b'{"question": null}', "question"),
        (b'{"question": "\\ud800"}', "question"),
        (b'{"question": "x", "language": "fr"}', "language"),
        (b'{"question": "x", "conversation_id": 5}', "conversation_id"),
    ],
)
def test_a_wrong_body_is_a_problem_that_names_the_field(client: TestClient, body: bytes, field: str) -> None:
    """A body that is no question says which field is wrong and does not repeat what was sent."""
    problem = problem_of(client.post("/v1/ask", content=body, headers=JSON), 400)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert field in problem["detail"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b'{"question": "\xff"}', b"[" * 10_000])
def test_bytes_that_are_no_json_are_a_problem(client: TestClient, body: bytes) -> None:
    """Broken text or endless nesting is told, not a failure."""
    problem_of(client.post("/v1/ask", content=body, headers=JSON), 400)


def test_json_sent_as_text_is_told_what_to_change(client: TestClient) -> None:
    """A body without the JSON content type is refused with the header to set."""
    reply = client.post("/v1/ask", content=b'{"question": "x"}', headers={"Content-Type": "text/plain"})
    assert "application/json" in problem_of(reply, 400)["detail"]


def test_an_unknown_address_is_a_problem(client: TestClient) -> None:
    """An address that is not there says where the list of addresses is."""
    assert "/openapi.json" in problem_of(client.get("/v1/nothing"), 404)["detail"]


def test_a_wrong_method_is_a_problem(client: TestClient) -> None:
    """A wrong method names the right one, in the message and in `Allow`."""
    reply = client.get("/v1/ask")
    assert "POST" in problem_of(reply, 405)["detail"]
    assert reply.headers["allow"] == "POST"


def test_a_body_that_announces_too_much_is_refused_unread(client: TestClient) -> None:
    """A body over 16 KiB is refused."""
    body = b'{"question": "' + b"a" * 20_000 + b'"}'
    assert "16 KiB" in problem_of(client.post("/v1/ask", content=body, headers=JSON), 413)["detail"]


def test_a_body_that_does_not_announce_its_length_is_cut_off(client: TestClient) -> None:
    """A body sent in chunks is refused as soon as it is over 16 KiB."""

    def chunks() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 1024

    problem_of(client.post("/v1/ask", content=chunks(), headers=JSON), 413)


def test_a_body_of_just_the_limit_is_read(client: TestClient) -> None:
    """A body of exactly 16 KiB is taken."""
    body = b'{"question": "x"}'.ljust(16 * 1024)
    assert client.post("/v1/ask", content=body, headers=JSON).status_code == 200


def test_a_client_that_asks_too_much_is_told_when_to_come_back(assistant: Any, operations: SqliteOperations) -> None:
    """Beyond its limit a client waits as long as `Retry-After` says; others and plain reading go on."""
    assistant.settings = Settings(requests_per_minute=2)
    app = create_app(assistant, operations)
    busy, other = TestClient(app, client=("192.0.2.1", 1)), TestClient(app, client=("192.0.2.2", 1))
    replies = [busy.post("/v1/ask", json={"question": "x"}) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    problem_of(replies[2], 429)
    assert 1 <= int(replies[2].headers["retry-after"]) <= 60
    assert other.post("/v1/ask", json={"question": "x"}).status_code == 200
    assert busy.get("/v1/projects").status_code == 200


def test_questions_searches_and_feedback_count_together(assistant: Any, operations: SqliteOperations) -> None:
    """What searches or writes is limited as one; a refused body counts too."""
    assistant.settings = Settings(requests_per_minute=3)
    client = TestClient(create_app(assistant, operations))
    client.post("/v1/ask", json={})
    client.get("/v1/search", params={"q": "x"})
    client.post("/v1/feedback", json={"question": "q", "answer": "a", "helpful": True})
    assert client.post("/v1/ask/stream", json={"question": "x"}).status_code == 429


def test_limits_can_be_left_off_for_measuring(assistant: Any, operations: SqliteOperations) -> None:
    """Without limits a client may ask as much as it likes."""
    assistant.settings = Settings(requests_per_minute=1)
    client = TestClient(create_app(assistant, operations, limits=False))
    assert {client.post("/v1/ask", json={"question": "x"}).status_code for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        (None, "unknown"),
    ],
)
def test_one_client_is_one_household(address: str | None, client: str) -> None:
    """An IPv6 network counts as one client, since its addresses are free to make up."""
    assert client_of(address) == client


def test_a_limit_is_for_one_client(assistant: Any) -> None:
    """Two clients do not use up each other's limit."""
    limit = RateLimit(1)
    assert [limit.wait_s(address) > 0 for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")] == [False, True, False]


def test_a_failure_is_a_problem_that_tells_nothing_of_the_inside(assistant: Any, operations: SqliteOperations) -> None:
    """When something breaks the client gets a problem without the error itself, and the page that asked may read it."""
    assistant.ask = lambda *given: 1 / 0
    reply = TestClient(create_app(assistant, operations)).post("/v1/ask", json={"question": "x"}, headers={"Origin": "https://city.example"})
    problem_of(reply, 500)
    assert "division" not in reply.text
    assert reply.headers["access-control-allow-origin"] == "*"


def test_a_library_that_fails_is_unavailable(assistant: Any, operations: SqliteOperations) -> None:
    """A damaged library is told as unavailable, and its folder is not named to the public."""

    def ask(*given: Any) -> None:
        raise LibraryError("/srv/secret: damaged")

    assistant.ask = ask
    reply = TestClient(create_app(assistant, operations)).post("/v1/ask", json={"question": "x"})
    assert "/srv" not in problem_of(reply, 503)["detail"]


@pytest.mark.parametrize("path", ["/v1/plans", "/v1/nothing", "/healthz", "/v1/documents/sagamihara-ict2-r6-r9/pages/1"])
def test_every_reply_has_security_headers(client: TestClient, path: str) -> None:
    """No reply is sniffed for its type, none tells where a reader came from, none runs anything."""
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_any_page_may_ask_without_credentials(client: TestClient) -> None:
    """A widget on any page may ask, and sends no cookies."""
    preflight = {"Origin": "https://city.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    reply = client.options("/v1/ask", headers=preflight)
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in reply.headers


def test_a_page_elsewhere_may_read_how_long_to_wait(client: TestClient) -> None:
    """`Retry-After` is open to the widget."""
    assert "Retry-After" in client.get("/v1/plans", headers={"Origin": "https://city.example"}).headers["access-control-expose-headers"]


def test_the_widget_and_its_demo_page_are_served(assistant: Any, operations: SqliteOperations) -> None:
    """The widget's files lie under /widget/, its demo page at /, which may run the widget and nothing else."""
    client = TestClient(create_app(assistant, operations, widget=WIDGET))
    assert "javascript" in client.get("/widget/plan-assistant.js").headers["content-type"]
    demo = client.get("/")
    assert "plan-assistant.js" in demo.text
    assert demo.headers["content-security-policy"].startswith("default-src 'self'")
    problem_of(client.get("/widget/nothing.js"), 404)
    problem_of(client.get("/widget/..%2f..%2fpyproject.toml"), 404)


def test_without_a_widget_there_is_no_demo_page(client: TestClient) -> None:
    """An API without widget has nothing at /."""
    problem_of(client.get("/"), 404)
