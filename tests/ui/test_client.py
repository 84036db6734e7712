"""The client turns replies into values, and every failure into one error that says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from ui.client import Client, Filters
from ui.errors import UiError

API = "http://plans.example"
ANSWER: dict[str, Any] = {
    "answer": "担当課は DX推進課 です。[1]",
    "status": "answered",
    "language": "ja",
    "conversation_id": "c-1",
    "citations": [
        {
            "number": 1,
            "project_id": "ict/rpa",
            "title": "RPAによる業務効率化の推進",
            "plan_id": "ict",
            "plan": "ICT総合戦略",
            "period": "R6-R9",
            "document": "ict",
            "page": 9,
            "line_start": 542,
            "line_end": 543,
            "quote": "担当課・機関 DX 推進課",
            "url": "/v1/documents/ict?from=542&to=543",
        }
    ],
    "projects": [{"project_id": "ict/rpa", "title": "RPAによる業務効率化の推進", "departments": ["DX推進課"]}],
    "suggestions": [],
    "added_later": True,
}


def client_that(reply: Callable[[httpx.Request], httpx.Response]) -> Client:
    """A client whose API is `reply`."""
    return Client(API, transport=httpx.MockTransport(reply))


def client_with(status: int, **response: Any) -> Client:
    """A client whose API always gives this response."""
    return client_that(lambda request: httpx.Response(status, **response))


def error_of(client: Client) -> UiError:
    """The error that asking for the plans gives."""
    with pytest.raises(UiError) as caught:
        client.plans()
    return caught.value


def test_question_travels_with_its_conversation() -> None:
    """A question is sent with the conversation it belongs to, and without a language: the answer follows the question."""
    sent: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=ANSWER)

    client_that(reply).ask("担当課は？", "c-1")
    assert str(sent[0].url) == f"{API}/v1/ask"
    assert json.loads(sent[0].content) == {"question": "担当課は？", "conversation_id": "c-1"}


def test_answer_is_read_with_its_citations() -> None:
    """An answer comes with the page and lines of what it cites; fields added to the contract later do no harm."""
    citation = client_with(200, json=ANSWER).ask("担当課は？").citations[0]
    assert (citation.page, citation.line_start, citation.line_end) == (9, 542, 543)


def test_only_filters_that_are_set_are_sent() -> None:
    """The register is asked for with the filters that are filled in and no empty ones."""

    def reply(request: httpx.Request) -> httpx.Response:
        assert dict(request.url.params) == {"q": "窓口", "limit": "200"}
        return httpx.Response(200, json={"total": 0, "projects": []})

    assert client_that(reply).projects(Filters(q="窓口")).total == 0


def test_feedback_on_a_long_answer_is_cut_to_what_the_api_takes() -> None:
    """A very long answer is sent back by its beginning, so that the feedback itself is not refused."""

    def reply(request: httpx.Request) -> httpx.Response:
        assert len(request.content) < 16 * 1024
        return httpx.Response(204)

    client_that(reply).feedback("c-1", "問" * 300, "答" * 9000, helpful=False, comment="違" * 1000)


def test_ids_cannot_leave_their_place_in_the_address() -> None:
    """A slash in an id is part of the id and reaches no other address."""

    def reply(request: httpx.Request) -> httpx.Response:
        assert request.url.raw_path == b"/v1/documents/..%2Fplans?from=1&to=4"
        return httpx.Response(200, json={"document_id": "../plans", "title": "計画", "lines": []})

    assert client_that(reply).document_lines("../plans", -2, 4).lines == ()


def test_feedback_without_comment_says_so() -> None:
    """An empty comment is sent as none."""

    def reply(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.content)["comment"] is None
        return httpx.Response(204)

    client_that(reply).feedback("c-1", "担当課は？", "DX推進課です。", helpful=False, comment="")


def test_register_can_be_saved_as_it_came() -> None:
    """The CSV file of what fits the filters is handed on byte for byte."""

    def reply(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == f"{API}/v1/projects.csv?plan=ict"
        return httpx.Response(200, content=b"\xef\xbb\xbfa,b\n")

    assert client_that(reply).projects_csv(Filters(plan="ict")) == b"\xef\xbb\xbfa,b\n"


def test_server_that_is_down_is_named_with_the_command_that_starts_it() -> None:
    """When nobody listens, the message names the address and `make run`, in both languages."""

    def reply(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    error = error_of(client_that(reply))
    assert isinstance(error.__cause__, httpx.ConnectError)
    for message in (error.message("ja"), error.message("en")):
        assert API in message
        assert "make run" in message


def test_address_that_is_none_is_told_like_a_server_that_is_down() -> None:
    """An address without http:// gives the same message, not a traceback."""
    with pytest.raises(UiError, match="make run"):
        Client("plans.example").plans()


def test_late_reply_asks_to_wait() -> None:
    """A reply that does not come in time is told from a server that is down."""

    def reply(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    assert error_of(client_that(reply)).reason == "slow"


def test_refused_question_shows_what_the_api_says() -> None:
    """The `detail` of a problem is what the person reads."""
    problem = {
        "type": "about:blank",
        "title": "Unprocessable",
        "status": 422,
        "detail": "300文字以内で入力してください。",
    }
    headers = {"content-type": "application/problem+json"}
    error = error_of(client_with(422, content=json.dumps(problem).encode(), headers=headers))
    assert str(error) == "300文字以内で入力してください。"


@pytest.mark.parametrize("body", [b"<html>Bad Gateway</html>", b"[]", b'{"detail": [{"loc": []}]}', b"\xff"])
def test_problem_without_words_still_tells_what_to_do(body: bytes) -> None:
    """A failure that explains nothing, or not in words, still says what to do next."""
    error = error_of(client_with(502, content=body, headers={"content-type": "application/json"}))
    assert error.reason == "failed"
    assert "もう一度お試しください" in str(error)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"plans": [{"plan_id": 1}]}'])
def test_reply_of_another_server_is_not_taken_for_plans(body: bytes) -> None:
    """A reply that is not of this contract is an error that names the address."""
    error = error_of(client_with(200, content=body))
    assert error.reason == "unreadable"
    assert API in str(error)
