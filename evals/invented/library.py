"""A library of the kept invented projects: one plan, each project with its text and its fact, or with its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from corpus.embedding import Embedder
from corpus.library import BUILDS, point_to
from corpus.stores import write_stores
from corpus.values import DividedDocument, Line, Plan, Project, Sidebar, Span, Text
from corpus.years import FiscalYear
from evals.invented import Detailed, Invented
from ingest.passages import cut_passages

NAME = "invented"
TITLE, PUBLISHER, DEPARTMENT = "架空市総合計画 実施計画", "架空市", "企画調整課"
FIRST, LAST = FiscalYear(2024), FiscalYear(2027)


def project_id(number: int) -> str:
    """The id of the project at this place."""
    return f"{NAME}-{number:04d}"


def document(projects: Sequence[Invented | Detailed]) -> DividedDocument:
    """The projects as a divided document: the fact is a sentence of every other description, and the sidebar of the rest; lines are a sidebar."""
    lines: list[Line] = []
    numbers = count(1)

    def text(printed: str) -> Text:
        number = next(numbers)
        lines.append(Line(number, 1, printed))
        return Text(printed, Span(NAME, 1, number, number))

    title = text(TITLE)
    divided = [_project(number, each, text(each.title), text) for number, each in enumerate(projects)]
    plan = Plan(NAME, TITLE, PUBLISHER, FIRST, LAST, NAME, "", "public", title.span)
    return DividedDocument(plan, tuple(divided), tuple(lines))


def _project(number: int, each: Invented | Detailed, title: Text, text: Callable[[str], Text]) -> Project:
    if isinstance(each, Detailed):
        return Project(project_id(number), NAME, title, departments=(text(DEPARTMENT),), sidebars=(Sidebar(title, tuple(map(text, each.lines))),))
    if number % 2:
        return Project(
            project_id(number), NAME, title, departments=(text(DEPARTMENT),), description=text(each.text), sidebars=(Sidebar(title, (text(each.fact),)),)
        )
    return Project(project_id(number), NAME, title, departments=(text(DEPARTMENT),), description=text(each.text + each.fact))


def build(folder: Path, projects: Sequence[Invented | Detailed], embedder: Embedder) -> Path:
    """Write the library of the projects below `folder`, which is given back."""
    made = document(projects)
    target = folder / BUILDS / NAME
    target.mkdir(parents=True)
    write_stores(target, NAME, [made], cut_passages(made), embedder)
    point_to(folder, NAME)
    return folder
