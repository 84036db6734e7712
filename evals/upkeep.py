"""The commands `plan-assistant eval init` and `plan-assistant eval drift`: a city's own cases, and whether they still hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.settings import Settings, default_settings
from evals.cases import load_cases
from evals.drafts import write_drafts
from evals.lint import lint
from evals.own import LibraryMaterial
from evals.sources import CASES, Material, Sources, evaluation_settings


def material_for(cases: Path, library: Path | None) -> tuple[Material, Settings]:
    """What cases are about, and the settings they are asked with.

    Own cases asked of a library are about its documents and asked today; all others are about the catalogue, on the day that they mean.
    """
    if library is not None and cases.resolve() != CASES.resolve():
        settings = default_settings()
        return LibraryMaterial.open(library, settings), settings
    settings = evaluation_settings()
    return Sources.load(settings), settings


def init(
    folder: Annotated[Path, typer.Argument(help="new folder for the cases")],
    library: Annotated[Path | None, typer.Option(help="library that the cases are drafted from (default: setting `library`)")] = None,
) -> None:
    """Draft cases from a library: every field of every project in the years that are printed, for a person to check and reword.

    Example: plan-assistant eval init our-cases --library library
    """
    settings = default_settings()
    written = write_drafts(folder, LibraryMaterial.open(library or settings.library, settings).divided)
    for name, count in written.items():
        typer.echo(f"{folder / name}: {count} cases")
    typer.echo(f"Check them against the documents, then: plan-assistant eval --cases {folder} --library {library or settings.library} --gate")


def drift(
    cases: Annotated[Path, typer.Option(help="folder or file of cases")] = CASES,
    library: Annotated[Path | None, typer.Option(help="library that own cases are about; without it the documents of the catalogue")] = None,
) -> None:
    """Tell which cases no longer hold since the documents changed, and which fact, line or project of each; exit with 1 when there are any.

    Example: plan-assistant eval drift --cases our-cases --library library
    """
    material, _ = material_for(cases, library)
    written = load_cases(cases)
    findings = lint(written, material.divided)
    for finding in findings:
        typer.echo(str(finding))
    typer.echo(f"{len({finding.id for finding in findings})} of {len(written)} cases do not hold.")
    if findings:
        raise typer.Exit(1)
