"""The commands `eval` and `bench`. `plan-assistant` finds them by their entry points."""

from __future__ import annotations

import json as json_module
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.assistant import Assistant
from corpus.errors import CaseError
from corpus.settings import Settings
from evals.answers import Outcome
from evals.bench import measure_speed, print_figures
from evals.bench_page import bench_page
from evals.cases import Case, load_cases
from evals.compare_command import compare
from evals.conduct import hidden_libraries, score_conduct, score_hidden
from evals.export import to_json, to_junit
from evals.extraction import FieldScore, score_extraction
from evals.faults.command import plant_faults
from evals.gate import ACCEPTED, GATE, Broken, check_gate, load_accepted, load_gate, write_accepted
from evals.generated import VOICE as GENERATED
from evals.generated import generate
from evals.judge_command import judge
from evals.lint import lint
from evals.page.render import to_html
from evals.parallel import evaluate_answers
from evals.processes import measure_processes
from evals.report import markdown as to_markdown
from evals.report import print_run, screen
from evals.retrieval import lint_questions, load_questions
from evals.retrieval_rankers import evaluate_retrieval
from evals.run import Run, origin
from evals.scale import measure_scale
from evals.sources import CASES, GOLD, Material, Sources, evaluation_settings
from evals.upkeep import drift, init, material_for

evaluate = typer.Typer(add_completion=False, rich_markup_mode=None)
evaluate.command("init")(init)
evaluate.command("drift")(drift)
evaluate.command("compare")(compare)
evaluate.command("faults")(plant_faults)
evaluate.command("judge")(judge)


class Task(StrEnum):
    """What is evaluated."""

    ANSWERS = "answers"
    EXTRACTION = "extraction"
    GENERATED = "generated"
    CONDUCT = "conduct"
    RETRIEVAL = "retrieval"
    ALL = "all"


@evaluate.callback(invoke_without_command=True)
def score(
    context: typer.Context,
    cases: Annotated[Path, typer.Option(help="folder or file of cases")] = CASES,
    library: Annotated[Path | None, typer.Option(help="library that is asked; without it one is built from the catalogue and removed again")] = None,
    task: Annotated[list[Task] | None, typer.Option(help="what is evaluated; may be given again; everything by default")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="only cases of this kind; may be given again")] = None,
    case_id: Annotated[list[str] | None, typer.Option("--id", help="only cases whose id begins so; may be given again")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="exit with 1 when a floor of the gate is not reached, or an accepted case fails")] = False,
    gate_file: Annotated[
        Path | None, typer.Option(help="floors and ceilings; the accepted cases are in accepted.json beside it (default: gate.toml beside --cases)")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="keep the open cases that pass as the accepted ones")] = False,
    show_held: Annotated[bool, typer.Option("--show-held", help="show held cases too; do not tune on them")] = False,
    json: Annotated[bool, typer.Option("--json", help="print JSON in place of tables")] = False,
    markdown: Annotated[Path | None, typer.Option(help="write a report in Markdown to this file")] = None,
    junit: Annotated[Path | None, typer.Option(help="write JUnit XML to this file")] = None,
    html: Annotated[Path | None, typer.Option(help="write a report with charts and failed cases to this HTML file")] = None,
) -> None:
    """Score the assistant on the cases, and the extraction against what a person read.

    Example: plan-assistant eval --task answers --task extraction --gate
    """
    if context.invoked_subcommand:
        return
    filters = _Filters(tuple(kind or ()), tuple(case_id or ()))
    if accept and task and not {Task.ANSWERS, Task.ALL} & set(task):
        raise CaseError("--accept needs the answers. Leave out --task, or add --task answers.")
    if filters and (gate or accept):
        raise CaseError("--gate and --accept need all cases. Leave out --kind and --id.")
    material, settings = material_for(cases, library)
    run = _run(cases, library, _tasks(task, material), filters, material, settings)
    floors = gate_file or _gate_of(cases, accept)
    accepted = floors.parent / ACCEPTED.name
    broken = check_gate(run, load_gate(floors), load_accepted(accepted)) if gate else None
    _print(run, broken, show_held, json)
    for path, text in ((markdown, to_markdown), (junit, to_junit), (html, to_html)):
        if path is not None:
            write_text(path, text(run, broken, show_held))
    if accept:
        typer.echo(f"{write_accepted(run, accepted)} open cases are accepted.", err=True)
    if broken:
        raise typer.Exit(1)


def _gate_of(cases: Path, accept: bool) -> Path:
    """The gate of these cases: the one beside them, where there is one or cases are to be accepted, so that a city's never touch the product's."""
    beside = (cases if cases.is_dir() else cases.parent) / GATE.name
    own = cases.resolve().is_relative_to(CASES.resolve())
    return beside if not own and (accept or beside.is_file()) else GATE


@dataclass(frozen=True, slots=True)
class _Filters:
    """Which cases are asked; false when all are."""

    kinds: tuple[str, ...]
    ids: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.kinds or self.ids)

    def keep(self, cases: Sequence[Case]) -> tuple[Case, ...]:
        """The cases that fit. Raises CaseError when none does."""
        kept = tuple(case for case in cases if (not self.kinds or case.kind in self.kinds) and (not self.ids or case.id.startswith(self.ids)))
        if not kept:
            kinds = ", ".join(sorted({case.kind for case in cases}))
            raise CaseError(f"no case fits --kind {' '.join(self.kinds) or 'any'} --id {' '.join(self.ids) or 'any'}. Kinds are {kinds}.")
        return kept


def _tasks(asked: Sequence[Task] | None, material: Material) -> frozenset[Task]:
    """What is evaluated. Raises CaseError for a part that needs the gold, where the cases are a city's own."""
    tasks = frozenset(asked or [Task.ALL])
    if isinstance(material, Sources):
        return tasks | set(Task) if Task.ALL in tasks else tasks
    if needed := tasks - {Task.ANSWERS, Task.ALL}:
        raise CaseError(f"--task {min(needed)} needs the gold of the product's own documents. Leave out --cases, or ask for --task answers.")
    return frozenset([Task.ANSWERS])


def _run(cases: Path, library: Path | None, tasks: frozenset[Task], filters: _Filters, material: Material, settings: Settings) -> Run:
    """The parts that `tasks` name. The cases are read and checked before anything is asked."""
    written = load_cases(cases) if Task.ANSWERS in tasks else ()
    made = generate(GOLD, settings.fiscal_year()) if Task.GENERATED in tasks else ()
    asked = filters.keep((*written, *made)) if written or made else ()
    findings = (*lint(written, material.divided), *(lint_questions(load_questions(), material.divided) if Task.RETRIEVAL in tasks else ()))
    if findings:
        typer.echo(f"{len(findings)} findings about the cases themselves, such as: {findings[0]} (plan-assistant eval drift tells all)", err=True)
    extraction = score_extraction(material.divided, GOLD) if Task.EXTRACTION in tasks else {}
    conduct: Mapping[str, FieldScore] = {}
    outcomes: tuple[Outcome, ...] = ()
    if asked or Task.CONDUCT in tasks:
        with Console(stderr=True).status("") as status, material.library(library, settings) as folder:
            outcomes = evaluate_answers(asked, folder, settings, material, status.update)
            if isinstance(material, Sources) and Task.CONDUCT in tasks:
                with hidden_libraries(material, settings) as hidden:
                    conduct = {**score_hidden(hidden, settings), **score_conduct(Assistant.open(folder, settings=settings), material)}
    generated = tuple(outcome for outcome in outcomes if outcome.case.voice == GENERATED)
    answers = tuple(outcome for outcome in outcomes if outcome.case.voice != GENERATED)
    retrieval = evaluate_retrieval(material, settings, library) if isinstance(material, Sources) and Task.RETRIEVAL in tasks else None
    return Run(origin(cases, settings, material), answers, generated, extraction, conduct, findings, retrieval=retrieval)


def _print(run: Run, broken: Sequence[Broken] | None, show_held: bool, json: bool) -> None:
    """Print the run as JSON or as tables."""
    if json:
        typer.echo(json_module.dumps(to_json(run, broken, show_held), ensure_ascii=False, indent=1))
    else:
        print_run(screen(), run, broken, show_held)


def write_text(path: Path, text: str) -> None:
    """Write a report. Raises CaseError when the file cannot be written."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise CaseError(f"{path}: cannot be written ({error.strerror}). Give another file.") from error


def bench(
    cases: Annotated[Path, typer.Option(help="folder or file of cases; the open ones are asked")] = CASES,
    library: Annotated[Path | None, typer.Option(help="library that is asked; without it one is built from the catalogue and removed again")] = None,
    rounds: Annotated[int, typer.Option(min=1, max=20, help="how often every question is asked")] = 3,
    seconds: Annotated[float, typer.Option(min=0.5, max=60, help="how long the HTTP API is asked, once alone and once by 16 clients")] = 5.0,
    processes: Annotated[bool, typer.Option(help="also measure what starts a process: the command line, ingest and the HTTP API")] = True,
    scale: Annotated[str, typer.Option(help="also measure growth: libraries of so many passages, made of copies, as 1000,10000,100000")] = "",
    json: Annotated[bool, typer.Option("--json", help="print JSON in place of the table")] = False,
    markdown: Annotated[Path | None, typer.Option(help="write the figures as a page to this file")] = None,
) -> None:
    """Measure how fast questions are answered, against plain LangChain retrieval with the same model in the same run.

    Example: plan-assistant bench --scale 100,1000,10000 --markdown benchmarks.md
    """
    sizes = _sizes(scale) if scale else []
    settings = evaluation_settings()
    sources = Sources.load(settings)
    questions = [case for case in load_cases(cases) if not case.held]
    with sources.library(library, settings) as folder:
        figures = measure_speed(questions, folder, sources, settings, rounds)
        if processes:
            figures += measure_processes([case.question for case in questions], folder, settings.catalog, seconds)
    growth = list(measure_scale(sizes, None))
    if json:
        typer.echo(json_module.dumps([figure.to_dict() for figure in (*figures, *growth)], ensure_ascii=False, indent=1))
    else:
        print_figures(screen(), [*figures, *growth])
    if markdown:
        write_text(markdown, bench_page(figures, growth, origin(cases, settings, sources)))


def _sizes(text: str) -> list[int]:
    """The sizes of --scale. Raises CaseError when one is no number above 0."""
    parts = text.replace("_", "").split(",")
    if not all(part.strip().isdigit() and int(part) for part in parts):
        raise CaseError(f"--scale {text}: write numbers of passages with commas, as 1000,10000,100000.")
    return [int(part) for part in parts]
