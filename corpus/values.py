"""The values that everything speaks of: plans, projects and their fields, each with the lines where it stands.

All are frozen. `printed` is what the document shows (line breaks joined, radicals as ordinary characters); where it stands
is a `Span`. `certain` is False where the text cannot settle whose a piece is: such pieces are never stated as fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from corpus.numbering import ordinals
from corpus.text import is_unset, normalise
from corpus.years import FiscalYear, find_years

Visibility = Literal["public", "staff"]
Origin = Literal["inferred", "confirmed"]
_BRACKETS = re.compile(r"[()、,]")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `line_start` to `line_end` (both counted from 1) of a document; `page` is the page of the first line."""

    document_id: str
    page: int
    line_start: int
    line_end: int

    def to(self, other: Span) -> Span:
        """The span from the first to the last line of both."""
        first = min(self, other, key=lambda span: span.line_start)
        return Span(self.document_id, first.page, first.line_start, max(self.line_end, other.line_end))

    def __str__(self) -> str:
        lines = f"{self.line_start}" if self.line_start == self.line_end else f"{self.line_start}-{self.line_end}"
        return f"{self.document_id} p.{self.page} l.{lines}"


@dataclass(frozen=True, slots=True)
class Text:
    """A printed piece of a document."""

    printed: str
    span: Span
    certain: bool = True

    def __str__(self) -> str:
        return self.printed


@dataclass(frozen=True, slots=True)
class Action(Text):
    """A step of the schedule. `years`: the fiscal years it is planned for, empty where the text does not say; `mark`: these years as printed."""

    years: tuple[FiscalYear, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A goal, policy or category: `number` (1, 1-1, II-1, A) and name as people write them; one without a number has its name for both (新規).

    `label`: the word that stands before the number of a goal or policy (基本目標, 方針, 施策).
    """

    number: str
    name: str
    span: Span
    label: str = ""

    def has_number(self, number: str) -> bool:
        """Whether this is its number, in whatever figures: IV is 4."""
        return self.number == number or (bool(ordinals(number)) and ordinals(self.number.upper()) == ordinals(number.upper()))

    def __str__(self) -> str:
        return self.name if self.name == self.number else f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class Target:
    """The value set for one fiscal year, as printed; `row` is the table row that names the years."""

    year: FiscalYear
    cell: Text
    row: Span

    @property
    def is_set(self) -> bool:
        """False when the cell holds only a dash."""
        return not is_unset(self.cell.printed)

    @property
    def span(self) -> Span:
        """From the row that names the year to the cell."""
        return self.row.to(self.cell.span)


@dataclass(frozen=True, slots=True)
class Achievement:
    """One thing that was done. `years` is empty when the document does not say when.

    `mark`: the years as printed, with their brackets if any. `parents`: the lines it is nested under, outermost first. `notes`: what hangs below it
    without being an achievement.
    """

    text: Text
    years: tuple[FiscalYear, ...] = ()
    mark: str = ""
    parents: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def span(self) -> Span:
        """From the outermost parent to the last line of the item."""
        span = self.text.span
        for parent in self.parents:
            span = span.to(parent.span)
        return span


@dataclass(frozen=True, slots=True)
class Sidebar:
    """A box that stands apart from its project in the text."""

    title: Text
    paragraphs: tuple[Text, ...] = ()

    @property
    def span(self) -> Span:
        """All lines of the box."""
        span = self.title.span
        for paragraph in self.paragraphs:
            span = span.to(paragraph.span)
        return span


@dataclass(frozen=True, slots=True)
class Figures:
    """A further indicator of a project, which another table gives: where it stood, the values set, and those that came out."""

    indicator: Text
    baseline: Text | None
    targets: tuple[Target, ...]
    results: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands behind a label of a sheet that is no field: 評価 Ａ, 課題, 今後の方向性. `label`: as the layout profile has it, without brackets.

    `figures`: what it says, where it is a further indicator under its name.
    """

    label: str
    text: Text
    figures: Figures | None = None


MEASURE = "施策"  # the category of a measure that is told beside its projects


@dataclass(frozen=True, slots=True)
class Project:
    """One undertaking with an owner: the unit of everything.

    results: the actual values of the indicator by fiscal year (実績値), as its targets are kept. unread: the head of a table of its figures that could not be
    read with certainty, of which none is kept.
    """

    id: str
    plan_id: str
    title: Text
    number: int | None = None
    departments: tuple[Text, ...] = ()
    goal: Heading | None = None
    policy: Heading | None = None
    category: Heading | None = None
    description: Text | None = None
    indicator: Text | None = None
    baseline: Text | None = None
    targets: tuple[Target, ...] = ()
    results: tuple[Target, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    actions: tuple[Action, ...] = ()
    sidebars: tuple[Sidebar, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: Text | None = None

    @property
    def is_measure(self) -> bool:
        """Whether it is no project, but a measure with figures of its own, which stands above several."""
        return self.category is not None and self.category.name == MEASURE

    @property
    def department_names(self) -> tuple[str, ...]:
        """The departments as people write them."""
        return tuple(department.printed for department in self.departments)

    @property
    def departments_called(self) -> frozenset[str]:
        """The same, with what stands before brackets or within them by itself: 情報政策課(各手続所管課) is a project of 情報政策課."""
        parts = (part.strip() for name in self.department_names if "(" in name for part in _BRACKETS.split(name))
        return frozenset((*self.department_names, *filter(None, parts)))

    @property
    def head(self) -> Span:
        """The lines of title and departments."""
        span = self.title.span
        for department in self.departments:
            span = span.to(department.span)
        return span

    @property
    def baseline_years(self) -> frozenset[FiscalYear]:
        """The fiscal years that the baseline says it is of."""
        return frozenset(year for mention in find_years(self.baseline.printed) for year in mention.years) if self.baseline else frozenset()

    def target(self, year: FiscalYear) -> Target | None:
        """The target cell of `year`; None when the plan has no cell for it."""
        return next((target for target in self.targets if target.year == year), None)

    def result(self, year: FiscalYear) -> Target | None:
        """The cell of the actual value of `year`; None when the plan has none for it."""
        return next((result for result in self.results if result.year == year), None)

    def done_in(self, year: FiscalYear) -> tuple[Achievement, ...]:
        """What was done in `year`, ranges expanded."""
        return tuple(item for item in self.achievements if year in item.years)

    def planned_for(self, year: FiscalYear) -> tuple[Action, ...]:
        """The steps that are certainly its own and planned for `year`, ranges expanded."""
        return tuple(action for action in self.actions if action.certain and year in action.years)

    def texts(self) -> tuple[str, ...]:
        """Everything printed that is certainly this project's."""
        pieces = [self.title, *self.departments, self.description, self.indicator, self.baseline]
        pieces += [target.cell for target in self.targets if target.cell.certain] + [action for action in self.actions if action.certain]
        pieces += [*(result.cell for result in self.results), *(remark.text for remark in self.remarks)]
        for item in self.achievements:
            pieces += [item.text, *item.parents, *item.notes]
        for sidebar in self.sidebars:
            pieces += [sidebar.title, *sidebar.paragraphs]
        headings = [heading.name for heading in (self.goal, self.policy, self.category) if heading]
        return tuple(piece.printed for piece in pieces if piece) + tuple(headings)


@dataclass(frozen=True, slots=True)
class Link:
    """Two projects of different plans that seem to be one undertaking.

    `score`: their likeness, 0 to 1. `origin`: `inferred` from likeness, or `confirmed` by the city in its links file.
    """

    project: Project
    other: Project
    score: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class PlanFact:
    """Something a plan says of itself: kind `period`, `basic_idea`, `categories`, `progress` or `overview`."""

    kind: str
    text: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document sets out."""

    id: str
    title: str
    publisher: str
    first_year: FiscalYear
    last_year: FiscalYear
    document_id: str
    source: str
    visibility: Visibility
    title_span: Span
    goals: tuple[Heading, ...] = ()
    policies: tuple[Heading, ...] = ()
    categories: tuple[Heading, ...] = ()
    facts: tuple[PlanFact, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """`R6-R9`."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """Every fiscal year of the period."""
        return tuple(FiscalYear(year) for year in range(self.first_year.year, self.last_year.year + 1))

    def covers(self, year: FiscalYear) -> bool:
        """Whether `year` lies in the period."""
        return self.first_year <= year <= self.last_year


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document as stored; `number` counts from 1. `until`: the last line of several that were put together, 0 where it is one."""

    number: int
    page: int
    text: str
    until: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of exactly one project, or of the plan itself (`project_id` None), that is indexed and cited.

    `context` is prefixed for indexing only (the project's title), so that each piece is found by its project's words.
    """

    id: str
    plan_id: str
    project_id: str | None
    kind: str
    text: str
    span: Span
    visibility: Visibility = "public"
    context: str = ""

    @property
    def indexed(self) -> str:
        """Normalised text for the indexes."""
        return normalise(f"{self.context} {self.text}")


@dataclass(frozen=True, slots=True)
class Citation:
    """The tie between a statement and a span; `quote` is the text of these lines as printed."""

    number: int
    plan_id: str
    project_id: str | None
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a build could not settle, with the place and what to do."""

    document_id: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.document_id} line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class DividedDocument:
    """A document divided: its plan, its projects and what stayed doubtful. `incomplete`: how many of its sheets lack the label of their department or text."""

    plan: Plan
    projects: tuple[Project, ...]
    lines: tuple[Line, ...]
    warnings: tuple[Doubt, ...] = field(default=())
    incomplete: int = 0
