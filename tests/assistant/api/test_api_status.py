"""Health, figures and the description of the API."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.operations import SqliteOperations
from corpus.settings import Settings


def test_a_running_process_is_healthy(client: TestClient) -> None:
    """/healthz says ok."""
    assert client.get("/healthz").json() == {"status": "ok"}


def test_an_open_library_is_ready(client: TestClient) -> None:
    """/readyz names the build that answers and what it holds."""
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["plans"], ready["projects"]) == ("ready", 2, 50)


def test_an_empty_library_is_not_ready(operations: SqliteOperations) -> None:
    """Without a plan to read there is nothing to answer from: 503, so that no traffic is sent here."""
    empty: Any = SimpleNamespace(library=SimpleNamespace(plans=()), settings=Settings())
    reply = TestClient(create_app(empty, operations)).get("/readyz")
    assert reply.status_code == 503 and reply.headers["content-type"] == "application/problem+json"


def test_figures_count_questions_by_status_and_language(client: TestClient, ask: Callable[..., dict[str, Any]]) -> None:
    """/metrics counts answers, and holds nothing of what was asked."""
    ask("電子申請の利用促進の担当課は？")
    ask("電子申請の利用促進の担当課は？", language="en")
    ask("ひみつの質問")
    figures = client.get("/metrics").text
    assert 'plan_assistant_questions_total{language="ja",status="answered"} 1.0' in figures
    assert 'plan_assistant_questions_total{language="en",status="answered"} 1.0' in figures
    assert 'plan_assistant_questions_total{language="ja",status="not_found"} 1.0' in figures
    assert "plan_assistant_answer_seconds_count 3.0" in figures
    assert "ひみつ" not in figures and "電子申請" not in figures


def test_replies_are_counted_by_code(client: TestClient) -> None:
    """/metrics counts replies by HTTP status, problems too."""
    client.get("/v1/nothing")
    assert 'plan_assistant_http_replies_total{code="404"} 1.0' in client.get("/metrics").text


def test_the_description_names_every_route_of_the_contract(client: TestClient) -> None:
    """/openapi.json lists the routes, and a problem as what each may answer."""
    description = client.get("/openapi.json").json()
    expected = {
        "/v1/ask", "/v1/ask/stream", "/v1/search", "/v1/projects", "/v1/projects.csv", "/v1/projects/{project_id}", "/v1/plans",
        "/v1/documents/{document_id}", "/v1/documents/{document_id}/pages/{page}", "/v1/feedback", "/healthz", "/readyz",
    }  # fmt: skip
    assert set(description["paths"]) == expected
    assert "ProblemDetails" in description["components"]["schemas"]
    assert "HTTPValidationError" not in str(description)


def test_every_reference_of_the_description_leads_somewhere(client: TestClient) -> None:
    """No schema that is referred to is missing."""
    description = client.get("/openapi.json").json()
    schemas = description["components"]["schemas"]
    assert {name.rsplit("/", 1)[1] for name in references(description)} <= set(schemas)


def references(value: Any) -> set[str]:
    """All references in a JSON value."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(each) for each in value.values()))
    return set().union(*(references(each) for each in value)) if isinstance(value, list) else set()


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    """There are no documentation pages, whose scripts would come from another host."""
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404
