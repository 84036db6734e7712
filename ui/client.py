"""A client of the HTTP API. Every failure becomes a `UiError` here, at the edge, with its cause kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from ui.errors import Reason, UiError
from ui.values import Answer, DocumentLines, Plan, PlanList, ProjectDetail, ProjectPage, Value

TIMEOUT_S = 20.0  # an answer takes milliseconds; a language model that phrases it may take seconds
CONNECT_TIMEOUT_S = 3.0  # the API stands on the same machine or in the same network
REGISTER_LIMIT = 200  # rows of the register on one screen
FEEDBACK_LENGTH = 2000  # characters of an answer; with a comment this stays within what the API takes (16 KiB)

Reply = TypeVar("Reply", bound=Value)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which projects are wanted; "" lets all through. `q`: text that stands in the project, `plan`: its id."""

    q: str = ""
    plan: str = ""
    department: str = ""

    def query(self) -> dict[str, str]:
        """The filters that are filled in, by the names of the API."""
        return {name: value for name, value in asdict(self).items() if value}


ALL = Filters()


class Client:
    """The API at one address. Safe to share between threads. Never goes through a proxy of the environment."""

    def __init__(self, api: str, transport: httpx.BaseTransport | None = None) -> None:
        self.api = api.rstrip("/")
        timeout = httpx.Timeout(TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
        self._http = httpx.Client(transport=transport, timeout=timeout, trust_env=False)

    def ask(self, question: str, conversation_id: str | None = None) -> Answer:
        """The answer to `question`, in the language it is asked in."""
        body = {"question": question, "conversation_id": conversation_id}
        return self._read(Answer, self._send("POST", "/v1/ask", json=body))

    def plans(self) -> tuple[Plan, ...]:
        """All plans that can be asked about."""
        return self._read(PlanList, self._send("GET", "/v1/plans")).plans

    def projects(self, filters: Filters = ALL, limit: int = REGISTER_LIMIT) -> ProjectPage:
        """The first `limit` projects that fit every filter."""
        query = filters.query() | {"limit": str(limit)}
        return self._read(ProjectPage, self._send("GET", "/v1/projects", params=query))

    def project(self, project_id: str) -> ProjectDetail:
        """One project with what its plan says of it."""
        return self._read(ProjectDetail, self._send("GET", f"/v1/projects/{quote(project_id, safe='')}"))

    def projects_csv(self, filters: Filters = ALL) -> bytes:
        """All projects that fit every filter as a CSV file."""
        return self._send("GET", "/v1/projects.csv", params=filters.query()).content

    def document_lines(self, document_id: str, first: int, last: int) -> DocumentLines:
        """Lines `first` to `last` (from 1, both included) of a document; fewer where it ends earlier."""
        path = f"/v1/documents/{quote(document_id, safe='')}"
        query = {"from": str(max(first, 1)), "to": str(last)}
        return self._read(DocumentLines, self._send("GET", path, params=query))

    def feedback(self, conversation_id: str, question: str, answer: str, helpful: bool, comment: str | None = None) -> None:
        """Nothing; the API has kept whether an answer was helpful, with the beginning of a very long answer."""
        body = {"conversation_id": conversation_id, "question": question, "answer": answer[:FEEDBACK_LENGTH]}
        self._send("POST", "/v1/feedback", json={**body, "helpful": helpful, "comment": comment or None})

    def _send(self, method: str, path: str, json: object | None = None, params: dict[str, str] | None = None) -> httpx.Response:
        """A reply with status 2xx; anything else is a `UiError`."""
        headers = {"Accept": "application/json, text/csv"}
        try:
            response = self._http.request(method, self.api + path, json=json, params=params, headers=headers)
        except httpx.TimeoutException as error:
            raise UiError("unreachable" if isinstance(error, httpx.ConnectTimeout) else "slow", self.api) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UiError("unreachable", self.api) from error
        if not response.is_success:
            raise self._problem(response)
        return response

    def _problem(self, response: httpx.Response) -> UiError:
        """The error for a reply that is none."""
        reason: Reason = "failed" if response.status_code >= 500 else "refused"
        return UiError(reason, self.api, problem_detail(response), response.status_code)

    def _read(self, kind: type[Reply], response: httpx.Response) -> Reply:
        """The reply as a value."""
        try:
            return kind.model_validate_json(response.content)
        except ValidationError as error:
            raise UiError("unreadable", self.api) from error


def problem_detail(response: httpx.Response) -> str:
    """What a problem+json reply (RFC 9457) tells the reader: its `detail`, else its `title`; "" for any other reply."""
    if "json" not in response.headers.get("content-type", ""):
        return ""
    try:
        problem = response.json()
    except ValueError:
        return ""
    told = (problem.get("detail") or problem.get("title")) if isinstance(problem, dict) else None
    return told if isinstance(told, str) else ""
