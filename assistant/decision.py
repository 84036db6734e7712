"""What was decided that a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.find import Found, Hit
from corpus.values import Plan, Project

Kind = Literal["plan", "list", "links", "projects", "clarify", "no_subject", "none"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer from. `found`: the projects by score. `filters`: for a list, what restricts it."""

    kind: Kind
    projects: tuple[Project, ...] = ()
    plan: Plan | None = None
    found: tuple[Found, ...] = ()
    hits: tuple[Hit, ...] = ()
    keyword: str | None = None
    near: tuple[Project, ...] = ()  # where none is sure: those that may be meant
