"""The command `ingest`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus.embedding import load_embedder
from corpus.errors import DocumentError, LayoutError
from corpus.settings import default_settings
from ingest.build import BuildReport, build_library
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.decisions import load_decisions
from ingest.drafted import as_toml, draft_table
from ingest.profile import load_profiles
from ingest.read import SUFFIXES, read_document

BAD_INPUT = 2
PROFILES = "profiles"  # folder beside the catalogue with a city's own layout profiles


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="documents (PDF, Word, Excel, HTML, CSV, text) or folders of them; without any, the whole catalogue")
    ] = None,
    catalog: Annotated[Path | None, typer.Option(help="catalogue of documents (default: setting `catalog`)")] = None,
    library: Annotated[Path | None, typer.Option(help="folder of the library (default: setting `library`)")] = None,
    force: Annotated[bool, typer.Option("--force", help="build anew even when nothing changed")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the report as JSON")] = False,
) -> None:
    """Build the library from the documents. The former library serves until the new one is complete.

    Example: plan-assistant ingest --catalog corpus/catalog.toml --library library
    """
    settings = default_settings()
    catalog, library = catalog or settings.catalog, library or settings.library
    entries = _entries(paths or [], catalog)
    decisions = load_decisions(catalog.parent, (*load_catalog(catalog), *entries))
    profiles = load_profiles([folder] if (folder := catalog.parent / PROFILES).is_dir() else [])
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        report = build_library(
            library, entries, profiles, load_embedder(settings.embedding_model), force, lambda step: progress.update(task, description=step), decisions
        )
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=2))
    else:
        _print(report, library)
    if any(document.error for document in report.documents):
        raise typer.Exit(BAD_INPUT)


def profile(
    document: Annotated[Path, typer.Argument(help="a plan: PDF, Word, Excel, HTML, CSV or text")],
    name: Annotated[str, typer.Option(help="id of the profile (default: the name of the file)")] = "",
) -> None:
    """Draft a layout profile from a document: which words head the fields of its sheets, in which order, under which headings.

    Example: plan-assistant profile plan.pdf > profiles/plan.toml
    """
    read = read_document(document)
    table = draft_table(read.texts, name or document.stem, read.told, read.labels)
    if table is None:
        raise LayoutError(f"{document}: no words were found that head the fields of several sheets (事業名, 担当課, 事業内容, …). Write a profile by hand.")
    typer.echo(as_toml(table), nl=False)


def _entries(paths: list[Path], catalog: Path) -> tuple[Entry, ...]:
    """The catalogue's entries for the paths, or all of them."""
    entries = load_catalog(catalog)
    if not paths:
        return entries
    files = [file for path in paths for file in (sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES) if path.is_dir() else [path])]
    if not files:
        raise DocumentError(f"{paths[0]}: no document in this folder; documents end with {', '.join(SUFFIXES)}.")
    chosen = tuple(entry_for(file, entries) for file in dict.fromkeys(file.resolve() for file in files))
    if twice := [entry for i, entry in enumerate(chosen) if entry.id in {other.id for other in chosen[:i]}]:
        raise DocumentError(f"{twice[0].path}: another document would have the same id {twice[0].id!r}. Name one in the catalogue, with an id of its own.")
    return chosen


def _print(report: BuildReport, library: Path) -> None:
    console = Console()
    grid = Table()
    grid.add_column("document", no_wrap=True)
    for head in ("title", "projects", "passages", "warnings"):
        grid.add_column(head, overflow="fold")
    for document in report.documents:
        grid.add_row(document.document_id, document.title, str(document.projects), str(document.passages), str(len(document.warnings)))
    console.print(grid)
    for document in report.documents:
        for warning in document.warnings:
            console.print(f"warning: {warning}", style="yellow", highlight=False, markup=False)
        if document.error:
            console.print(f"error: {document.error}", style="red", highlight=False, markup=False)
    if report.dropped:
        console.print(f"warning: no longer in the library: {', '.join(report.dropped)} (ingest without paths builds the whole catalogue)", style="yellow")
    console.print(f"{'up to date' if report.unchanged else 'built'}: {library} ({report.build})", highlight=False)
