"""Options that several commands share, and how their answers are printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Answer
from assistant.api.contract import Filters
from assistant.api.filters import fitting
from assistant.api.problems import Problem
from assistant.assistant import Assistant
from corpus.errors import QuestionError
from corpus.library import Library
from corpus.settings import default_settings
from corpus.values import Plan, Project

LibraryOption = Annotated[Path | None, typer.Option(help="folder of the library (default: setting `library`)")]
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON")]
PlanOption = Annotated[str, typer.Option(help="only this plan (id)")]
DepartmentOption = Annotated[str, typer.Option(help="only this department")]
PolicyOption = Annotated[str, typer.Option(help="only this policy (number or name)")]
CategoryOption = Annotated[str, typer.Option(help="only this category (A, 重点事業)")]
YearOption = Annotated[str, typer.Option(help="only projects with a target or achievement in this fiscal year (R8, H24)")]
NO = 1  # exit code when the answer is no


def open_assistant(library: Path | None) -> Assistant:
    """The assistant over the library given, or over the one of the settings."""
    return Assistant.open(library or default_settings().library)


def filtered(library: Library, filters: Filters) -> list[tuple[Project, Plan]]:
    """The projects that fit the filters, each with its plan. Raises QuestionError for a year that is none."""
    try:
        return fitting(library, filters)
    except Problem as error:
        raise QuestionError(f"{filters.fiscal_year}: not a fiscal year. Write R8, H24 or 2026.") from error


def print_json(value: Any) -> None:
    """Print a value as JSON, Japanese as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_answer(answer: Answer) -> None:
    """Print an answer with its citations and what may be asked next."""
    typer.echo(answer.text)
    if answer.references:
        typer.echo("")
    for reference in answer.references:
        span = reference.citation.span
        title = reference.project.title.printed if reference.project else reference.plan.title
        typer.echo(
            f"[{reference.citation.number}] {title} — {reference.plan.title}（{reference.plan.period}） p.{span.page} l.{span.line_start}-{span.line_end}"
        )
        for line in reference.citation.quote.splitlines():
            typer.echo(f"    {line}")
    for suggestion in answer.suggestions:
        typer.echo(f"  → {suggestion}")
