"""How fast questions are answered in one process, against plain retrieval in the same run. What needs a process is in processes.py."""

from __future__ import annotations

import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.answer import Conversation
from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.settings import Settings
from evals.baseline import Baseline
from evals.cases import Case
from evals.sources import Sources


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; NaN with a `note` when it could not be taken. `goal` is that of DESIGN.md section 9, if any."""

    name: str
    value: float
    unit: str
    goal: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, str | float | None]:
        """As JSON; None stands for NaN."""
        return {"name": self.name, "value": None if math.isnan(self.value) else self.value, "unit": self.unit, "goal": self.goal, "note": self.note}


def print_figures(console: Console, figures: Sequence[Figure]) -> None:
    """Draw the figures as a table."""
    table = Table("what", "measured", "goal", "note", title="Speed and size", title_justify="left")
    table.columns[1].justify = "right"
    for figure in figures:
        table.add_row(figure.name, "–" if math.isnan(figure.value) else f"{figure.value:,.2f} {figure.unit}", figure.goal, figure.note)
    console.print(table)


def measure_speed(cases: Sequence[Case], library: Path, sources: Sources, settings: Settings, rounds: int) -> list[Figure]:
    """Latency of `Assistant.ask` and of plain retrieval, over the same questions in the same process, after one round to warm up."""
    assistant = Assistant.open(library, settings=settings)
    ours = _latencies(lambda case: _ask(assistant, case), cases, rounds)
    texts = ["\n".join(lines) for lines in sources.lines.values()]
    baseline = Baseline(texts, load_embedder(settings.embedding_model))
    plain = _latencies(lambda case: baseline.find(case.question), cases, rounds)
    median, plain_median = statistics.median(ours), statistics.median(plain)
    return [
        Figure("Assistant.ask, median", median, "ms", "3 ms", f"{len(cases)} questions, {rounds} rounds"),
        Figure("Assistant.ask, 99th percentile", float(np.percentile(ours, 99)), "ms", "15 ms"),
        Figure("plain LangChain retrieval, median", plain_median, "ms", "", "InMemoryVectorStore, pieces of 400 characters, same model"),
        Figure("plain LangChain retrieval, 99th percentile", float(np.percentile(plain, 99)), "ms"),
        Figure("Assistant.ask to plain retrieval", median / plain_median, "x", "", "medians"),
        Figure("peak memory of this process", _peak_mb(), "MB", "", "with the baseline"),
    ]


def _ask(assistant: Assistant, case: Case) -> None:
    """The turns of a case in one conversation."""
    conversation: Conversation | None = None
    for turn in (*case.turns, case.question):
        conversation = assistant.ask(turn, conversation).conversation


def _latencies(ask: Callable[[Case], object], cases: Sequence[Case], rounds: int) -> list[float]:
    """Milliseconds a question, one value for each case and round; a case of several turns counts by turn."""
    taken: list[float] = []
    for number in range(rounds + 1):
        for case in cases:
            start = time.perf_counter()
            ask(case)
            if number:
                taken.append((time.perf_counter() - start) * 1000 / (len(case.turns) + 1))
    return taken


def _peak_mb() -> float:
    """The most memory this process held so far, in MB (Linux counts kilobytes, macOS bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
