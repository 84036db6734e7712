"""What was decided that a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.find import Found, Hit
from assistant.marks import Marked
from assistant.requirements import Requirements
from assistant.understand import Query
from assistant.worded import Worded
from corpus.values import Plan, Project

Kind = Literal["plan", "list", "most", "links", "projects", "clarify", "no_subject", "none", "reask", "no_counterpart"]
Listing = Literal["", "again", "narrowed", "rest", "extended"]  # the list that was told before: shown again, its part, what that left, or with more


@dataclass(frozen=True, slots=True)
class Side:
    """One of two projects that are set against each other, and what is said of it alone."""

    project: Project
    query: Query


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer from. `found`: the projects by score.

    For a list: `listing` what it has to do with the one told before, `added` what an extended one has more, `whole` whether every project was asked for,
    `beyond` whether there are more projects than are named, `others` by which wording it is said that some are left out (ほかの事業は). `says`: the wording
    that asks back.
    """

    kind: Kind
    projects: tuple[Project, ...] = ()
    plans: tuple[Plan, ...] = ()
    found: tuple[Found, ...] = ()
    hits: tuple[Hit, ...] = ()
    keyword: str | None = None
    mark: Marked | None = None  # the mark that the projects of a list have (評価 Ｄ)
    required: Requirements | None = None  # what the projects of a list have and have not, where no condition of the query says it
    held: Worded | None = None  # the keyword, where it stands beside filters
    alike: tuple[Project, ...] = ()  # where the history of an undertaking is asked for: what other plans have that fits the question by itself
    near: tuple[Project, ...] = ()  # where none is sure: those that may be meant
    faint: bool = False  # so little sure that they are named, and nothing is told of them however well it fits
    spoken: Project | None = None  # where none is sure: the one spoken of before, which may still be asked about
    listing: Listing = ""
    part_of: tuple[str, ...] = ()  # the ids of the list that this is a part of
    added: tuple[Project, ...] = ()
    whole: bool = False
    beyond: bool = False
    others: str = ""
    says: str = ""
    sides: tuple[Side, ...] = ()  # of two projects that are set against each other
    directed: bool = False  # the first against the second (AはBの何倍)
