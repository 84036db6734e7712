"""The JSON of the HTTP contract as models: what is accepted is checked by them, what is sent is described by them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from assistant.answer import Language, Status

TEXT_LENGTH = 4000  # characters of an answer or comment that is sent back as feedback
FILTER_LENGTH = 200


def unicode_text(text: str) -> str:
    """`text`; half of a surrogate pair, which JSON can spell but no file can hold, is refused."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("string_unicode", "not Unicode text") from error
    return text


Plain = Annotated[str, AfterValidator(unicode_text)]


class AskBody(BaseModel):
    """A question."""

    question: Plain = Field(description="1 to 300 characters after normalisation", examples=["RPAの担当課と令和8年度の目標値は？"])
    conversation_id: Plain | None = Field(None, description="of the answer that this question follows; unknown or expired: a new conversation")
    language: Language | None = Field(None, description="language of the answer; null: that of the question")


class FeedbackBody(BaseModel):
    """What a person thought of an answer."""

    conversation_id: Plain | None = Field(None, max_length=FILTER_LENGTH)
    question: Plain = Field(max_length=TEXT_LENGTH)
    answer: Plain = Field(max_length=TEXT_LENGTH)
    helpful: bool
    comment: Plain | None = Field(None, max_length=TEXT_LENGTH)


class Filters(BaseModel):
    """Which projects; one that is left out or empty lets all through."""

    plan: str = Field("", max_length=FILTER_LENGTH, description="plan_id")
    department: str = Field("", max_length=FILTER_LENGTH, description="name of a responsible department")
    policy: str = Field("", max_length=FILTER_LENGTH, description="number or name of a policy (1-1)")
    category: str = Field("", max_length=FILTER_LENGTH, description="number or name of a category (A)")
    fiscal_year: str = Field("", max_length=FILTER_LENGTH, description="a year with a target set or something done (R8, 令和8年度, 2026)")
    q: str = Field("", max_length=FILTER_LENGTH, description="text that stands in the project")


class PagedFilters(Filters):
    """Which projects, and which part of the list."""

    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0)


class ProblemDetails(BaseModel):
    """A problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="what is wrong and what to do, in Japanese and then in English")
    instance: str
    errors: list[dict[str, str]] = Field([], description="for wrong values: every field with what is wrong")


class CitationOut(BaseModel):
    """The lines that a statement rests on. Page and lines count from 1."""

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


class CandidateOut(BaseModel):
    """A project that an answer is about, or that may be meant."""

    project_id: str
    title: str
    plan_id: str
    departments: list[str]


class AnswerOut(BaseModel):
    """A checked answer; `citations[0]` is the project asked about."""

    answer: str
    status: Status
    language: Language
    conversation_id: str
    citations: list[CitationOut]
    projects: list[CandidateOut]
    suggestions: list[str]


class PassageOut(BaseModel):
    """A piece of a project that a search found."""

    kind: str
    text: str
    document: str
    page: int
    line_start: int
    line_end: int
    url: str


class FoundOut(BaseModel):
    """A project that a search found."""

    project_id: str
    title: str
    plan_id: str
    score: float
    passages: list[PassageOut]


class ResultsOut(BaseModel):
    """What a search found, best first."""

    results: list[FoundOut]


class HeadingOut(BaseModel):
    """A goal, policy or category."""

    number: str
    name: str


class PlanOut(BaseModel):
    """A plan; `projects` is how many it has."""

    plan_id: str
    title: str
    publisher: str
    period: str
    source: str
    document: str
    projects: int
    goals: list[HeadingOut]
    policies: list[HeadingOut]
    categories: list[HeadingOut]


class PlansOut(BaseModel):
    """All plans."""

    plans: list[PlanOut]


class ProjectOut(BaseModel):
    """A row of the register; `targets` holds the printed cell of every fiscal year."""

    project_id: str
    title: str
    plan_id: str
    plan: str
    departments: list[str]
    policy: str | None
    policy_name: str | None
    category: str | None
    category_name: str | None
    indicator: str | None
    targets: dict[str, str]


class ProjectsOut(BaseModel):
    """A part of the projects that fit; `total` counts all that fit."""

    total: int
    limit: int
    offset: int
    projects: list[ProjectOut]


class PieceOut(BaseModel):
    """A printed piece with its lines; `certain` is false where the text cannot settle whose it is."""

    text: str
    certain: bool
    page: int
    line_start: int
    line_end: int
    url: str


class PlacedHeadingOut(HeadingOut):
    """A goal, policy or category with its lines."""

    page: int
    line_start: int
    line_end: int
    url: str


class TargetOut(PieceOut):
    """A target cell; lines from the row that names the year. `is_set` is false for a dash."""

    year: str
    is_set: bool


class AchievementOut(PieceOut):
    """Something done; `years` is empty where the document does not say when."""

    years: list[str]
    parents: list[PieceOut]
    notes: list[PieceOut]


class SidebarOut(BaseModel):
    """A box beside the project."""

    title: PieceOut
    paragraphs: list[PieceOut]


class ActionOut(PieceOut):
    """A step of the schedule; `years`: those it is planned for, empty where the document does not say."""

    years: list[str]


class RemarkOut(PieceOut):
    """What stands behind a label of the sheet that is no field."""

    label: str


class FieldsOut(BaseModel):
    """Every field of a project with its lines."""

    title: PieceOut
    departments: list[PieceOut]
    goal: PlacedHeadingOut | None
    policy: PlacedHeadingOut | None
    category: PlacedHeadingOut | None
    description: PieceOut | None
    indicator: PieceOut | None
    baseline: PieceOut | None
    targets: list[TargetOut]
    results: list[TargetOut]
    achievements: list[AchievementOut]
    remarks: list[RemarkOut]
    actions: list[ActionOut]
    sidebars: list[SidebarOut]


class ProjectDetailOut(ProjectOut):
    """A project: its row, and every field with its lines."""

    number: int | None
    period: str
    document: str
    fields: FieldsOut


class LineOut(BaseModel):
    """One line of a document."""

    number: int
    page: int
    text: str


class DocumentOut(BaseModel):
    """Some lines of a document, at most 400."""

    document_id: str
    title: str
    page_count: int
    line_count: int
    first: int = Field(alias="from")
    last: int = Field(alias="to")
    lines: list[LineOut]


class HealthOut(BaseModel):
    """The process runs."""

    status: Literal["ok"]


class ReadyOut(BaseModel):
    """Questions can be answered."""

    status: Literal["ready"]
    build: str
    plans: int
    projects: int
