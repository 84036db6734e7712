"""What is said: an answer of cited statements, and the state a conversation carries on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.values import Citation, Plan, Project
from corpus.years import FiscalYear

Status = Literal["answered", "not_found", "out_of_scope", "clarify", "greeting", "refused"]
Language = Literal["ja", "en"]
Listed = Literal["none", "whole", "part"]  # part: of a list too long to be kept, its first projects


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said, and the numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.text + "".join(f"[{number}]" for number in self.citations)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the next question may refer to: the projects, fields and years last spoken of. A value; keep it and hand it back."""

    project_ids: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    years: tuple[FiscalYear, ...] = ()
    plan_ids: tuple[str, ...] = ()
    subject: str = ""  # what the last free question was about, for a follow-up that changes only its year
    language: Language = "ja"
    listed: Listed = "none"  # whether these projects were told as a list, which the next question may narrow or extend
    about_plan: bool = False  # the last question was about these plans themselves
    offered: str = ""  # the question to which these projects were only named, as what may be meant
    years_before: tuple[FiscalYear, ...] = ()  # those spoken of before these, of the same projects
    numbered: tuple[tuple[str, str], ...] = ()  # the policies and goals last spoken of, with their kind
    departments: tuple[str, ...] = ()  # those that the list told last was restricted to
    categories: tuple[str, ...] = ()  # the same, by their numbers
    listed_from: tuple[str, ...] = ()  # where the list told last is a part of another: that one
    narrowed_by: tuple[str, ...] = ()  # the kinds of what made it that part
    keyword: str = ""  # the word that the projects of the list told last hold
    spoken: tuple[str, ...] = ()  # every project that was spoken of alone, in order
    other_years: tuple[FiscalYear, ...] = ()  # those spoken of with the project before the last one
    among: tuple[str, ...] = ()  # the list told last, while its projects are pointed at one after the other


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation with what it names: the project (None for the plan itself) and the plan."""

    citation: Citation
    plan: Plan
    project: Project | None

    def to_dict(self) -> dict[str, Any]:
        """The citation of the HTTP contract, section 5 of the design."""
        span = self.citation.span
        return {
            "number": self.citation.number,
            "project_id": self.project.id if self.project else None,
            "title": self.project.title.printed if self.project else self.plan.title,
            "plan_id": self.plan.id,
            "plan": self.plan.title,
            "period": self.plan.period,
            "document": span.document_id,
            "page": span.page,
            "line_start": span.line_start,
            "line_end": span.line_end,
            "quote": self.citation.quote,
            "url": f"/v1/documents/{span.document_id}?from={span.line_start}&to={span.line_end}",
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer. `references[0]` is of the project that was asked about."""

    question: str
    status: Status
    language: Language
    statements: tuple[Statement, ...]
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
    suggestions: tuple[str, ...] = ()
    conversation: Conversation = field(default_factory=Conversation)
    trace: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The statements as one text, each followed by its citation marks."""
        glue = "" if self.language == "ja" else " "
        parts: list[str] = []
        after_item = False
        for statement in self.statements:
            is_item = statement.text.startswith("・")
            parts.append(("\n" if is_item or after_item else glue if parts else "") + str(statement))
            after_item = is_item
        return "".join(parts).strip()

    def to_dict(self) -> dict[str, Any]:
        """The answer of the HTTP contract; `conversation_id` is the API's to fill."""
        return {
            "answer": self.text,
            "status": self.status,
            "language": self.language,
            "conversation_id": None,
            "citations": [reference.to_dict() for reference in self.references],
            "projects": [
                {"project_id": project.id, "title": project.title.printed, "plan_id": project.plan_id, "departments": list(project.department_names)}
                for project in self.projects
            ],
            "suggestions": list(self.suggestions),
        }
