"""What the API says, as frozen values. Fields that the contract may add later are ignored."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "not_found", "out_of_scope", "clarify", "greeting", "refused"]


class Value(BaseModel):
    """A frozen piece of a reply."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Citation(Value):
    """Where a statement stands. `document` is its id; `page` and lines count from 1; `url` is its address on the API.

    `project_id` is None where the plan itself is cited.
    """

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
    """A row of the register. `targets`: printed target by fiscal year (`R6`); empty where the plan sets none.

    `policy` and `category` are numbers (1-1, A); both, and `indicator`, are None where there is none.
    """

    project_id: str
    title: str
    plan_id: str
    plan: str
    departments: tuple[str, ...]
    policy: str | None = None
    policy_name: str | None = None
    category: str | None = None
    category_name: str | None = None
    indicator: str | None = None
    targets: dict[str, str] = {}

    @property
    def policy_label(self) -> str:
        """Number and name of the policy; "" where there is none."""
        return " ".join(part for part in (self.policy, self.policy_name) if part)

    @property
    def category_label(self) -> str:
        """Number and name of the category, once where it has no number of its own; "" where there is none."""
        return " ".join(dict.fromkeys(part for part in (self.category, self.category_name) if part))


class ProjectPage(Value):
    """The projects that fit a search; `total` counts those beyond the limit too."""

    total: int
    projects: tuple[Project, ...]


class Piece(Value):
    """A printed piece of a project; `certain` is False where the text cannot settle whose it is."""

    text: str
    certain: bool = True


class Dated(Piece):
    """Something planned or done; `years` is empty where the document does not say when."""

    years: tuple[str, ...] = ()


class Achievement(Dated):
    """Something that was done. `parents`: the lines it is nested under, outermost first."""

    parents: tuple[Piece, ...] = ()


class Result(Piece):
    """The actual value of a fiscal year (`R6`); not `is_set` where only a dash is printed."""

    year: str
    is_set: bool = True


class Remark(Piece):
    """What stands behind a label of the sheet that is no field."""

    label: str


class Fields(Value):
    """What a plan says of a project besides its row; empty or None where it says nothing."""

    description: Piece | None = None
    baseline: Piece | None = None
    results: tuple[Result, ...] = ()
    remarks: tuple[Remark, ...] = ()
    actions: tuple[Dated, ...] = ()
    achievements: tuple[Achievement, ...] = ()


class ProjectDetail(Project):
    """A project with all that its plan says of it."""

    fields: Fields


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
