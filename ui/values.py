"""What the API says, as frozen values. Fields that the contract may add later are ignored."""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "not_found", "out_of_scope", "clarify", "greeting", "refused"]


class Value(BaseModel):
    """A frozen piece of a reply."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Citation(Value):
    """Where a statement stands. `page` and lines count from 1; `url` is the document's address on the API."""

    number: int
    project_id: str | None
    title: str
    plan_id: str
    plan: str
    period: str
    document: str
    page: int
    line_start: int
    line_end: int
    quote: str
    url: str

    @property
    def document_id(self) -> str:
        """The id under which `GET /v1/documents/{id}` gives the lines; `document` where the address names none."""
        parts = urlsplit(self.url).path.strip("/").split("/")
        return unquote(parts[2]) if parts[:2] == ["v1", "documents"] and len(parts) > 2 else self.document


class Candidate(Value):
    """A project that an answer is about, or that may be meant."""

    project_id: str
    title: str
    departments: tuple[str, ...]


class Answer(Value):
    """A reply to a question. `citations[0]` is the project asked about."""

    answer: str
    status: Status
    language: str
    conversation_id: str
    citations: tuple[Citation, ...]
    projects: tuple[Candidate, ...]
    suggestions: tuple[str, ...]


class Plan(Value):
    """A plan that questions can be asked about; `projects` is how many it has, `period` its years as `R6-R9`."""

    plan_id: str
    title: str
    publisher: str
    period: str
    projects: int


class Project(Value):
    """A row of the register. `targets`: printed target by fiscal year (`R6`); empty where the plan sets none."""

    project_id: str
    title: str
    plan_id: str
    plan: str
    departments: tuple[str, ...]
    policy: str | None = None
    category: str | None = None
    indicator: str | None = None
    targets: dict[str, str] = {}


class ProjectPage(Value):
    """The projects that fit a search; `total` counts those beyond the limit too."""

    total: int
    projects: tuple[Project, ...]


class Line(Value):
    """One line of a document as stored; `number` and `page` count from 1."""

    number: int
    page: int
    text: str


class DocumentLines(Value):
    """Some lines of a document, in order."""

    document_id: str
    title: str
    lines: tuple[Line, ...]


class PlanList(Value):
    """All plans of the library."""

    plans: tuple[Plan, ...]
