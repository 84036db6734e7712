"""A run as people read it: tables on the screen and as Markdown, and the open cases that failed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from evals.answers import MEASURES, Outcome
from evals.gate import Broken
from evals.retrieval_report import retrieval_failures, retrieval_tables
from evals.run import Measured, Run, by, measure_all
from evals.scores import SCORES, confusion

DIMENSIONS = ("kind", "voice", "language")
PLAIN_WIDTH = 160  # columns where the output is no terminal
SHOWN_TEXT = 400  # characters of an answer that are shown with a failed case
HIDDEN = "held cases are counted and not shown (--show-held shows them)"


@dataclass(frozen=True, slots=True)
class Table:
    """A table before it is drawn: the first column names the row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(run: Run) -> Iterator[Table]:
    """Measures by group, `right` by kind, voice and language, and extraction and conduct by field."""
    groups = run.groups
    if groups:
        measured = {name: measure_all(outcomes) for name, outcomes in groups.items()}
        rows = tuple((measure, *(share(measured[name][measure]) for name in groups)) for measure in (*MEASURES, *SCORES))
        yield Table("Measures (95 % interval) of how many", ("measure", *groups), rows)
        yield from _confusion(groups)
    for dimension in DIMENSIONS if groups else ():
        yield _by_dimension(run, dimension)
    for part, scores in run.scores.items():
        rows = tuple((score.field, f"{score.right} of {score.total}", percent(score.rate)) for score in scores.values())
        yield Table(part.capitalize(), ("field", "right", "share"), rows)
    if run.retrieval:
        yield from (Table(*each) for each in retrieval_tables(run.retrieval))


def _confusion(groups: Mapping[str, Sequence[Outcome]]) -> Iterator[Table]:
    """What the open questions of each kind were read as."""
    found = confusion(groups.get("open", ()))
    columns = sorted({read for counts in found.values() for read in counts})
    if found:
        rows = tuple((kind, *(str(counts[column]) if counts[column] else "·" for column in columns)) for kind, counts in found.items())
        yield Table("Understanding: open questions of a kind (row) read as (column)", ("kind", *columns), rows)


def _by_dimension(run: Run, dimension: str) -> Table:
    """For each group, the share that is right and, of the answers given, the share that is wrong."""
    groups = {name: outcomes for name, outcomes in run.groups.items() if dimension == "kind" or name != "generated"}
    split = {name: by(outcomes, dimension) for name, outcomes in groups.items()}
    values = sorted({value for found in split.values() for value in found})
    head = tuple(f"{name} {measure}" for name in split for measure in ("right", "wrong"))
    rows = tuple((value, *(cell for found in split.values() for cell in _cells(found.get(value, [])))) for value in values)
    return Table(f"By {dimension}: right of all (95 % interval), wrong of the answers given", (dimension, *head), rows)


def _cells(outcomes: Sequence[Outcome]) -> tuple[str, str]:
    right, wrong = (Measured.of(map(MEASURES[name], outcomes)) for name in ("right", "wrong_when_answered"))
    return share(right), percent(wrong.value)


def percent(value: float) -> str:
    """`98.7 %`, or a dash where nothing was expected."""
    return "–" if math.isnan(value) else f"{value:.1%}".replace("%", " %")


def share(measured: Measured) -> str:
    """`98.7 % (97–100) of 412`."""
    if not measured.count:
        return "–"
    return f"{percent(measured.value)} ({measured.low:.0%}–{measured.high:.0%}) of {measured.count}".replace("%–", "–").replace("%)", ")")


def failures(run: Run, show_held: bool = False) -> tuple[Outcome, ...]:
    """The cases that did not pass; held ones only when asked for."""
    return tuple(outcome for outcome in (*run.outcomes, *run.generated) if not outcome.passed and (show_held or not outcome.case.held))


def summary(run: Run, broken: Sequence[Broken] | None) -> list[str]:
    """What was run, how much of it failed, and whether the gate is kept; `broken` None: the gate was not asked."""
    lines = []
    for name, outcomes in run.groups.items():
        failed = sum(not outcome.passed for outcome in outcomes)
        lines.append(f"{name}: {len(outcomes)} cases, {failed} failed" + (f"; {HIDDEN}" if name == "held" and failed else ""))
    if run.findings:
        lines.append(f"the cases themselves: {len(run.findings)} findings")
    if broken is not None:
        lines.append("The gate is kept." if not broken else f"The gate is broken in {len(broken)} places:")
    return [*lines, *(f"  {each}" for each in broken or ())]


def describe(outcome: Outcome) -> list[str]:
    """A failed case: question, what is wrong, what was expected and what was said."""
    case = outcome.case
    text = outcome.actual_text.replace("\n", " ")
    shown = text if len(text) <= SHOWN_TEXT else text[:SHOWN_TEXT] + " …"
    return [f"{case.id}: {' / '.join((*case.turns, case.question))}", *(f"  {problem}" for problem in outcome.problems), f"  said: {shown}"]


def screen() -> Console:
    """The screen, or a page wide enough for the tables."""
    console = Console()
    return console if console.is_terminal else Console(width=PLAIN_WIDTH)


def print_run(console: Console, run: Run, broken: Sequence[Broken] | None, show_held: bool) -> None:
    """Tables, failed cases, what is odd about the cases or was read wrongly, and a summary at the end."""
    for table in tables(run):
        console.print(_rich(table))
    for line in (*_details(run, show_held), *summary(run, broken)):
        console.print(Text(line), soft_wrap=True)


def _details(run: Run, show_held: bool) -> Iterator[str]:
    for outcome in failures(run, show_held):
        yield from describe(outcome)
    yield from (str(mismatch) for scores in run.scores.values() for score in scores.values() for mismatch in score.mismatches)
    yield from map(str, run.findings)
    yield from retrieval_failures(run.retrieval) if run.retrieval else ()


def _rich(table: Table) -> RichTable:
    drawn = RichTable(title=table.title, title_justify="left")
    for place, name in enumerate(table.head):
        drawn.add_column(name, justify="left" if place == 0 else "right")
    for row in table.rows:
        drawn.add_row(*row)
    return drawn


def markdown(run: Run, broken: Sequence[Broken] | None, show_held: bool = False) -> str:
    """The run as Markdown, for a merge request."""
    told = [*summary(run, broken), f"commit {run.origin.get('commit') or 'unknown'}"]
    parts = ["# Evaluation", "\n".join(f"- {line.strip()}" for line in told)]
    for table in tables(run):
        parts += [f"## {table.title}", "\n".join(_rows(table))]
    if details := list(_details(run, show_held)):
        parts += ["## What failed", "```text\n" + "\n".join(details) + "\n```"]
    return "\n\n".join(parts) + "\n"


def _rows(table: Table) -> Iterable[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"
