"""The links between plans, printed for a clerk who confirms or denies them in `links.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from corpus.library import Library
from corpus.values import Link, Project

NAMES = {"inferred": "推定", "confirmed": "確認済み"}


def links_among(library: Library, projects: Iterable[Project]) -> list[Link]:
    """Every link of these projects once, as seen from the first of its two, the likest first."""
    found = {frozenset((link.project.id, link.other.id)): link for project in reversed([*projects]) for link in library.links_of(project)}
    return sorted(found.values(), key=lambda link: (-link.score, link.project.id, link.other.id))


def link_row(link: Link) -> dict[str, Any]:
    """A link as JSON: both projects with plan, title and departments, the score (0 to 1) and the origin."""
    return {"project": _side(link.project), "other": _side(link.other), "score": link.score, "origin": link.origin}


def _side(project: Project) -> dict[str, Any]:
    return {"project_id": project.id, "plan_id": project.plan_id, "title": project.title.printed, "departments": list(project.department_names)}


def print_links(links: Sequence[Link]) -> None:
    """A table of links, a row for each of the two projects, so that the ids can be read and copied."""
    grid = Table("類似度", "区別")
    grid.add_column("id", no_wrap=True)
    grid.add_column("事業名", overflow="fold")
    grid.add_column("担当課・機関", overflow="fold")
    for link in links:
        grid.add_row(f"{link.score:.2f}", NAMES[link.origin], *_cells(link.project))
        grid.add_row("", "", *_cells(link.other), end_section=True)
    if links:
        Console().print(grid)
    else:
        typer.echo("計画の間に、関連すると推定される事業はありません。 (No links between plans.)")


def _cells(project: Project) -> tuple[str, str, str]:
    return project.id, project.title.printed, "、".join(project.department_names)


def print_links_of(links: Sequence[Link]) -> None:
    """A line for each link of one project."""
    for link in links:
        typer.echo(f"  関連すると推定される事業: {link.other.title.printed}  ({link.other.id}, 類似度 {link.score:.2f}, {NAMES[link.origin]})")
