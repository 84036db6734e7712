"""The command `plan-assistant eval judge`."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from langchain_core.language_models import BaseChatModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from corpus.errors import CaseError
from evals.answers import Outcome
from evals.cases import load_cases
from evals.judge import LEAST_KAPPA, Agreement, Example, Verdict, judge_wording, load_examples, load_model
from evals.matching import without_marks
from evals.parallel import evaluate_answers
from evals.report import screen, share
from evals.run import SEED, Measured
from evals.sources import CASES
from evals.upkeep import material_for

NO_MODEL = "no judge is configured, and none is needed: nothing was judged. Name a LangChain chat model with --model package.module:attribute."


def judge(
    model: Annotated[str | None, typer.Option(help="package.module:attribute, a LangChain chat model or a function that returns one")] = None,
    cases: Annotated[Path, typer.Option(help="folder or file of cases; answers to open ones are judged")] = CASES,
    library: Annotated[Path | None, typer.Option(help="library that is asked; without it one is built from the catalogue and removed again")] = None,
    sample: Annotated[int, typer.Option(min=1, help="how many open cases, drawn with a fixed seed")] = 50,
) -> None:
    """Let a language model judge the wording of answers, never their facts, after it was asked about labelled examples.

    Questions and answers go to the model that is named. Nothing of this enters the gate.

    Example: plan-assistant eval judge --model our_models:judge --sample 50
    """
    if not model:
        raise CaseError(NO_MODEL)
    sys.path.append(str(Path.cwd()))  # so that a module of this folder can be named
    chosen, examples = load_model(model), load_examples()
    verdicts = [judge_wording(chosen, example.question, example.answer) for example in examples]
    agreement = Agreement.of([example.verdict.good for example in examples], verdicts)
    console = screen()
    _print_agreement(console, agreement, examples, verdicts)
    if not agreement.enough:
        console.print(f"Kappa is under {LEAST_KAPPA}: this model is no judge of wording. No answer was judged, and no figure is told.")
        raise typer.Exit(1)
    outcomes = _answers(cases, library, sample)
    _print_answers(console, outcomes, [_judged(chosen, outcome) for outcome in outcomes])


def _answers(cases: Path, library: Path | None, sample: int) -> list[Outcome]:
    """Answers to open cases, drawn with a fixed seed; errors are no answers."""
    material, settings = material_for(cases, library)
    open_cases = [case for case in load_cases(cases) if not case.held]
    asked = random.Random(SEED).sample(open_cases, min(sample, len(open_cases)))
    with material.library(library, settings) as folder:
        outcomes = evaluate_answers(asked, folder, settings, material, lambda _: None)
    return [outcome for outcome in outcomes if outcome.answer]


def _judged(model: BaseChatModel, outcome: Outcome) -> Verdict | None:
    return judge_wording(model, "\n".join((*outcome.case.turns, outcome.case.question)), without_marks(outcome.actual_text))


def _print_agreement(console: Console, agreement: Agreement, examples: Sequence[Example], verdicts: Sequence[Verdict | None]) -> None:
    """How far the model agrees with the labels, and the examples where it does not."""
    console.print(f"{len(examples)} labelled examples: {agreement.missing} without a verdict (counted as disagreement)")
    console.print(f"agreement {share(agreement.share)}, Cohen's kappa {agreement.kappa:.2f} ({agreement.low:.2f} to {agreement.high:.2f})")
    for example, verdict in zip(examples, verdicts, strict=True):
        if verdict is None or verdict.good is not example.verdict.good:
            said = f"{_word(verdict)} ({verdict.reason})" if verdict else "no verdict"
            console.print(escape(f"  labelled {_word(example.verdict)} ({example.verdict.reason}), judged {said}: {example.answer[:60]}"))


def _print_answers(console: Console, outcomes: Sequence[Outcome], verdicts: Sequence[Verdict | None]) -> None:
    """The share of good wording by language, and every answer called poor with its reason."""
    judged = list(zip(outcomes, verdicts, strict=True))
    table = Table("answers", "wording good (95 % interval)", "no verdict", title="Wording as the model judges it; no fact is judged", title_justify="left")
    for name, languages in (("all", ("ja", "en")), ("Japanese", ("ja",)), ("English", ("en",))):
        found = [verdict for outcome, verdict in judged if outcome.answer and outcome.answer.language in languages]
        table.add_row(name, share(Measured.of(None if verdict is None else verdict.good for verdict in found)), str(found.count(None)))
    console.print(table)
    for outcome, verdict in judged:
        if verdict and not verdict.good:
            console.print(escape(f"  {outcome.case.id}: {verdict.reason}"))


def _word(verdict: Verdict | None) -> str:
    return "good" if verdict and verdict.good else "poor"
