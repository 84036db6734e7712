"""The API over the assistant itself, and its own errors before the first question."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.contract import AnswerOut, ResultsOut
from assistant.api.operations import SqliteOperations
from assistant.assistant import Assistant
from corpus.errors import LibraryError
from corpus.settings import Settings


@pytest.fixture
def real(library_folder: Path, operations: SqliteOperations) -> TestClient:
    """A client of the API over the assistant itself."""
    return TestClient(create_app(Assistant.open(library_folder, settings=Settings()), operations, limits=False))


def test_the_assistant_answers_over_http(real: TestClient) -> None:
    """Owner and target of a project come with citations of that project, whose addresses hold the quoted lines."""
    answer = real.post("/v1/ask", json={"question": "RPAによる業務効率化の推進の担当課と令和8年度の目標値は？"}).json()
    assert AnswerOut.model_validate(answer).model_dump() == answer
    assert answer["status"] == "answered" and "DX推進課" in answer["answer"] and "4,415" in answer["answer"]
    assert answer["citations"][0]["title"] == "RPAによる業務効率化の推進"
    for citation in answer["citations"]:
        lines = real.get(citation["url"]).json()["lines"]
        assert "\n".join(line["text"] for line in lines if line["text"]) == citation["quote"]


def test_the_assistant_follows_a_conversation_over_http(real: TestClient) -> None:
    """A follow-up question that names nothing is about the same project, though its state went through the file."""
    first = real.post("/v1/ask", json={"question": "RPAによる業務効率化の推進の担当課は？"}).json()
    second = real.post("/v1/ask", json={"question": "令和9年度の目標値は？", "conversation_id": first["conversation_id"]}).json()
    assert second["citations"][0]["project_id"] == first["citations"][0]["project_id"]


def test_the_assistant_searches_over_http(real: TestClient) -> None:
    """Retrieval alone finds the project by its words, best first."""
    results = real.get("/v1/search", params={"q": "RPAによる業務効率化", "limit": 3}).json()
    assert ResultsOut.model_validate(results).model_dump() == results
    assert results["results"][0]["title"] == "RPAによる業務効率化の推進"
    scores = [found["score"] for found in results["results"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
@pytest.mark.parametrize("question", ["", "　", "\u200b", "あ" * 301, "\u0000"])
def test_the_assistant_refuses_what_is_no_question(real: TestClient, path: str, question: str) -> None:
    """Empty, too long or control characters alone: a problem, never a failure."""
    reply = real.post(path, json={"question": question})
    assert reply.status_code == 422 and reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("text", ["", "　", "あ" * 301])
def test_a_search_refuses_what_is_no_question(real: TestClient, text: str) -> None:
    """A search has the same bounds as a question."""
    assert real.get("/v1/search", params={"q": text}).status_code == 422


def test_the_start_answers_one_question(library_folder: Path, operations: SqliteOperations) -> None:
    """A server that has started has its indexes open."""
    assistant = Assistant.open(library_folder, settings=Settings())
    with TestClient(create_app(assistant, operations)):
        assert {"reader", "finder"} <= vars(assistant).keys()


def test_a_damaged_library_stops_the_start(library_folder: Path, operations: SqliteOperations) -> None:
    """A server does not start over a library that cannot answer."""

    class Damaged(Assistant):
        """An assistant whose index is gone."""

        def ask(self, *given: object) -> None:  # type: ignore[override]
            """Raise."""
            raise LibraryError("index missing")

    with pytest.raises(LibraryError), TestClient(create_app(Damaged.open(library_folder), operations)):
        pass
