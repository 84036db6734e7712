"""The command `plan-assistant eval compare`."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.errors import CaseError
from evals.baseline import Baseline
from evals.cases import load_cases
from evals.compare import MEASURES, Endpoint, PlainChain, Product, Replied, best_threshold, comparable, measures, replies
from evals.report import screen, share
from evals.sources import CASES
from evals.upkeep import material_for


def compare(
    cases: Annotated[Path, typer.Option(help="folder or file of cases; the open ones are asked")] = CASES,
    library: Annotated[Path | None, typer.Option(help="library that is asked; without it one is built from the catalogue and removed again")] = None,
    endpoint: Annotated[str | None, typer.Option(help="also ask an OpenAI-compatible endpoint (…/v1); questions and passages are sent there")] = None,
    model: Annotated[str | None, typer.Option(help="model of the endpoint")] = None,
    key: Annotated[str | None, typer.Option(envvar="PLAN_ASSISTANT_ENDPOINT_KEY", help="key of the endpoint", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="ask only so many cases, spread over all")] = None,
) -> None:
    """Compare the assistant with a plain LangChain chain, and with any OpenAI-compatible endpoint, on the same cases, by their texts.

    Example: plan-assistant eval compare --endpoint http://127.0.0.1:8080/v1 --model local --limit 50
    """
    if bool(endpoint) != bool(model):
        raise CaseError("--endpoint and --model belong together. Give both, or neither.")
    material, settings = material_for(cases, library)
    asked = comparable(load_cases(cases))
    asked = asked[:: max(1, len(asked) // limit)][:limit] if limit else asked
    baseline = Baseline(("\n".join(lines) for lines in material.lines.values()), load_embedder(settings.embedding_model))
    with material.library(library, settings) as folder:
        product = Product(Assistant.open(folder, settings=settings))
        found = {product.name: replies(product, asked)}
    chain = PlainChain(baseline)
    least, declining = best_threshold(replies(chain, asked))
    found[f"{chain.name} (declines below {least:.2f})"] = declining
    if endpoint and model:
        other = Endpoint.open(endpoint, model, key, baseline)
        found[other.name] = replies(other, asked)
    screen().print(_table(found, len(asked)))


def _table(found: Mapping[str, Sequence[Replied]], count: int) -> Table:
    """A column for each who answered."""
    table = Table("", *found, title=f"The same {count} open cases, judged by the text (95 % interval)", title_justify="left")
    shares = {name: measures(replied) for name, replied in found.items()}
    for measure in MEASURES:
        table.add_row(measure, *(share(each[measure]) for each in shares.values()))
    table.add_row("characters, median", *(f"{statistics.median(len(each.reply.text) for each in replied):.0f}" for replied in found.values()))
    table.add_row("time, median", *(f"{statistics.median(each.latency_ms for each in replied):.1f} ms" for replied in found.values()))
    return table
