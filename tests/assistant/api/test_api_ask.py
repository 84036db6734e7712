"""Asking over HTTP: answers, conversations, events, searches and feedback."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.contract import AnswerOut, ResultsOut
from assistant.api.operations import Feedback, SqliteOperations

Ask = Callable[..., dict[str, Any]]
QUESTION = "電子申請の利用促進の担当課は？"


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a stream with their data, read as the standard for server-sent events says."""
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.strip().split("\n\n")]
    return [(event["event"], json.loads(event["data"])) for event in events]


def test_an_answer_has_exactly_the_fields_of_the_contract(ask: Ask) -> None:
    """An answer holds every field of the contract and no other."""
    answer = ask(QUESTION)
    assert AnswerOut.model_validate(answer).model_dump() == answer
    assert answer["answer"] == "担当課は DX推進課 です。[1]"


def test_a_citation_leads_to_the_lines_it_quotes(ask: Ask, client: TestClient) -> None:
    """The address of a citation gives the very lines that it quotes."""
    citation = ask(QUESTION)["citations"][0]
    lines = client.get(citation["url"]).json()["lines"]
    assert [lines[0]["number"], lines[-1]["number"]] == [citation["line_start"], citation["line_end"]]
    assert "\n".join(line["text"] for line in lines if line["text"]) == citation["quote"]


def test_a_follow_up_is_understood_by_its_conversation(ask: Ask) -> None:
    """A question that names no project is about the project of its conversation, which keeps its id."""
    first = ask(QUESTION)
    second = ask("担当課は？", conversation_id=first["conversation_id"])
    assert second["projects"] == first["projects"]
    assert second["conversation_id"] == first["conversation_id"]


@pytest.mark.parametrize("conversation_id", [None, "", "unknown", "0" * 32, "'; DROP TABLE conversations; --", "\x00"])
def test_an_unknown_conversation_starts_a_new_one(ask: Ask, conversation_id: str | None) -> None:
    """A conversation that is not known is answered as a new one, under an id of its own."""
    answer = ask("担当課は？", conversation_id=conversation_id)
    assert answer["status"] == "not_found"
    assert len(answer["conversation_id"]) == 32 and answer["conversation_id"] != conversation_id


def test_an_expired_conversation_starts_a_new_one(ask: Ask, clock: Any) -> None:
    """After an hour without a question a conversation is forgotten."""
    first = ask(QUESTION)
    clock.now_s += 61 * 60
    second = ask("担当課は？", conversation_id=first["conversation_id"])
    assert second["status"] == "not_found"
    assert second["conversation_id"] != first["conversation_id"]


def test_every_question_keeps_a_conversation_alive(ask: Ask, clock: Any) -> None:
    """The hour of a conversation counts from its last question."""
    conversation_id = ask(QUESTION)["conversation_id"]
    for _ in range(3):
        clock.now_s += 45 * 60
        assert ask("担当課は？", conversation_id=conversation_id)["conversation_id"] == conversation_id


def test_the_language_asked_for_reaches_the_assistant(ask: Ask) -> None:
    """`language` decides the language of the answer."""
    assert ask(QUESTION, language="en")["language"] == "en"


def test_an_answer_goes_out_when_its_conversation_cannot_be_kept(client: TestClient, operations: SqliteOperations) -> None:
    """A failing operations file costs a follow-up its context, not a citizen the answer."""
    operations.close()
    reply = client.post("/v1/ask", json={"question": QUESTION, "conversation_id": "0" * 32})
    assert reply.json()["status"] == "answered"
    assert "plan_assistant_conversations_not_kept_total 2.0" in client.get("/metrics").text


def test_answers_are_not_stored_on_the_way(client: TestClient) -> None:
    """No cache may keep an answer."""
    assert client.post("/v1/ask", json={"question": QUESTION}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("question", ["", "   ", "　", "\u200b\u0000", "あ" * 301])
def test_a_question_that_is_none_is_a_problem_of_the_client(client: TestClient, question: str) -> None:
    """An empty or too long question gets a problem that tells how long it may be, in both languages."""
    reply = client.post("/v1/ask", json={"question": question})
    assert reply.status_code == 422
    assert "300 文字以内" in reply.json()["detail"] and "300 characters" in reply.json()["detail"]


def test_a_slow_answer_keeps_nobody_else_waiting(assistant: Any, operations: SqliteOperations) -> None:
    """While one question waits, as for a language model, the API goes on answering others."""
    waiting, go_on, plain = threading.Event(), threading.Event(), assistant.ask

    def slow(*given: Any) -> Any:
        waiting.set()
        assert go_on.wait(10)
        return plain(*given)

    with TestClient(create_app(assistant, operations)) as client, ThreadPoolExecutor(1) as pool:
        assistant.ask = slow
        asked = pool.submit(client.post, "/v1/ask", json={"question": QUESTION})
        assert waiting.wait(10)
        healthy = client.get("/healthz").status_code
        go_on.set()
        assert (healthy, asked.result().status_code) == (200, 200)


def test_a_stream_gives_the_statements_and_then_the_whole_answer(client: TestClient, ask: Ask) -> None:
    """Events are one for each statement, then the answer as `/v1/ask` gives it."""
    reply = client.post("/v1/ask/stream", json={"question": QUESTION})
    assert reply.headers["content-type"].startswith("text/event-stream")
    first, last = events_of(reply.text)
    assert first == ("statement", {"text": "担当課は DX推進課 です。", "citations": [1]})
    assert last[0] == "answer" and replace_id(last[1]) == replace_id(ask(QUESTION))


def replace_id(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without the id of its conversation."""
    assert answer["conversation_id"]
    return answer | {"conversation_id": None}


def test_a_stream_continues_a_conversation(client: TestClient, ask: Ask) -> None:
    """A stream belongs to the same conversations as plain answers."""
    conversation_id = ask(QUESTION)["conversation_id"]
    reply = client.post("/v1/ask/stream", json={"question": "担当課は？", "conversation_id": conversation_id})
    assert events_of(reply.text)[-1][1]["status"] == "answered"


def test_a_statement_with_line_breaks_stays_one_event(assistant: Any, operations: SqliteOperations) -> None:
    """A line break in a statement does not break the stream."""
    plain = assistant.ask
    assistant.ask = lambda *given: broken_in_two(plain(*given))
    reply = TestClient(create_app(assistant, operations)).post("/v1/ask/stream", json={"question": QUESTION})
    assert [name for name, _ in events_of(reply.text)] == ["statement", "answer"]


def broken_in_two(answer: Any) -> Any:
    """The answer with a line break in its first statement."""
    return replace(answer, statements=(replace(answer.statements[0], text="一行目\n\n二行目"),))


def test_a_problem_with_a_stream_is_no_stream(client: TestClient) -> None:
    """A question that is none gets a problem, not an event."""
    reply = client.post("/v1/ask/stream", json={"question": ""})
    assert reply.status_code == 422 and reply.headers["content-type"] == "application/problem+json"


def test_a_search_gives_projects_with_the_lines_they_were_found_by(client: TestClient) -> None:
    """A search result names project and plan, and each passage leads to its lines."""
    results = client.get("/v1/search", params={"q": "電子申請", "limit": 2}).json()
    assert ResultsOut.model_validate(results).model_dump() == results
    assert len(results["results"]) == 2
    passage = results["results"][0]["passages"][0]
    assert client.get(passage["url"]).json()["from"] == passage["line_start"]


def test_feedback_is_kept(client: TestClient, operations: SqliteOperations) -> None:
    """Whether an answer helped is kept with question, answer and comment; the reply is empty."""
    body = {"conversation_id": "c", "question": "担当課は？", "answer": "DX推進課です。", "helpful": False, "comment": "年度が違う"}
    reply = client.post("/v1/feedback", json=body)
    assert (reply.status_code, reply.content) == (204, b"")
    assert operations.feedback() == [Feedback("c", "担当課は？", "DX推進課です。", False, "年度が違う")]


def test_feedback_that_cannot_be_kept_is_told(client: TestClient, operations: SqliteOperations) -> None:
    """Nobody is thanked for feedback that was lost, and the file of the server is not named."""
    operations.close()
    reply = client.post("/v1/feedback", json={"question": "q", "answer": "a", "helpful": True})
    assert reply.status_code == 503
    assert str(operations.path) not in reply.text


def test_questions_are_not_kept(ask: Ask, operations: SqliteOperations) -> None:
    """The operations file holds no question: only what the next one may refer to."""
    ask(QUESTION)
    with sqlite3.connect(operations.path) as db:
        dump = "\n".join(db.iterdump())
    assert "担当課は？" not in dump and "sagamihara-ict2-r6-r9-01" in dump
