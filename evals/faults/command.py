"""The command `plan-assistant eval faults`."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer
from rich.table import Table

import evals.faults.answering
import evals.faults.finding
import evals.faults.reading  # noqa: F401  # the three modules declare the faults
from corpus.errors import CaseError
from evals.faults.hunt import Ground, Hunted, control, hunt
from evals.faults.plant import FAULTS, Fault
from evals.report import screen
from evals.sources import evaluation_settings


def plant_faults(
    name: Annotated[list[str] | None, typer.Option(help="only this fault; may be given again")] = None,
    json: Annotated[bool, typer.Option("--json", help="print JSON in place of the table")] = False,
) -> None:
    """Plant seeded faults into the product, one at a time, and show what of the gate each breaks; exit with 1 when one survives.

    Example: plan-assistant eval faults --name citation-dropped
    """
    faults = chosen(name)
    with Ground.laid(evaluation_settings(), faults) as ground:
        already = control(ground, faults)
        hunted = list(hunt(ground, faults, already))
    survived = [each for each in hunted if each.broken is None]
    if json:
        typer.echo(json_module.dumps([_row(each) for each in hunted], ensure_ascii=False, indent=1))
    else:
        screen().print(_table(hunted))
        typer.echo("".join(f"broken without any fault, and not counted: {broken.group} {broken.measure}\n" for broken in already), nl=False)
        typer.echo(f"{len(hunted)} faults, {len(survived)} survived or could not be planted" + "".join(f"\n  {each.fault.name}" for each in survived))
    if survived:
        raise typer.Exit(1)


def chosen(names: list[str] | None) -> list[Fault]:
    """The faults of these names, all without names. Raises CaseError naming those there are."""
    if unknown := set(names or ()) - {fault.name for fault in FAULTS}:
        raise CaseError(f"no such fault: {', '.join(sorted(unknown))}. There are {', '.join(fault.name for fault in FAULTS)}.")
    return [fault for fault in FAULTS if not names or fault.name in names]


def _row(hunted: Hunted) -> dict[str, object]:
    fault = hunted.fault
    broken = str(hunted.broken) if hunted.broken else None
    return {"fault": fault.name, "problem": hunted.problem, "stage": fault.stage, "what": fault.what, "broken": broken, "seconds": round(hunted.seconds, 2)}


def _table(hunted: list[Hunted]) -> Table:
    table = Table("fault", "the gate is broken by", "seconds", title="Seeded faults", title_justify="left")
    table.columns[2].justify = "right"
    for each in hunted:
        broken = str(each.broken).replace("passed in the accepted run and fails now: ", "") if each.broken else each.problem or "nothing: it SURVIVED"
        table.add_row(f"{each.fault.name}\n[dim]{each.fault.what}[/dim]", broken.replace("[", r"\["), f"{each.seconds:.1f}")
    return table
