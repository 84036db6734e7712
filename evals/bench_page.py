"""The figures of `plan-assistant bench` as a page (docs/benchmarks.md)."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.bench import Figure

HEAD = """# Benchmarks

Written by `plan-assistant bench --markdown docs/benchmarks.md --scale 100,1000,10000,100000` (`make bench`); not edited by hand. Every figure is of one run on
one machine. What a figure is compared with, plain LangChain retrieval with the same embedding model, was measured in the same run.
"""
GROWTH = """## Growth

Libraries of the real plans and copies of them with a fifth of their words drawn anew; none is smaller than the plans themselves. Plain retrieval has the
same passages, in pieces of 400 characters, and the same questions; asking is compared with its search. The filter is what the public may see.
"""
FOOT = """The HTTP clients share the machine with the API. A ratio travels between machines, a time does not: measure on your own with the same command, and
on a machine that does nothing else meanwhile.
"""


def bench_page(figures: Sequence[Figure], growth: Sequence[Figure], origin: Mapping[str, Any]) -> str:
    """The page as Markdown: where the figures come from, a table of speed and, where it was measured, one of growth."""
    grown = [GROWTH, *_table(growth)] if growth else []
    return "\n".join([HEAD, *_origin(origin), "", "## Speed and size", "", *_table(figures), *grown, FOOT])


def _table(figures: Sequence[Figure]) -> Iterable[str]:
    return "| what | measured | goal | note |", "| --- | ---: | --- | --- |", *map(_row, figures), ""


def _origin(origin: Mapping[str, Any]) -> Iterable[str]:
    documents = ", ".join(f"{name} `{digest}`" for name, digest in origin["documents"].items())
    yield f"- commit `{origin['commit'] or 'unknown'}`, cases `{origin['cases']}`"
    yield f"- documents {documents}"
    yield f"- Python {origin['python']}, {platform.system()} on {platform.machine()}, {os.cpu_count()} cores, embedding model `{_model(origin)}`"


def _model(origin: Mapping[str, Any]) -> str:
    """The embedding model by name; a folder by its last part alone."""
    return str(origin["settings"]["embedding_model"]).rstrip("/").rpartition("/")[2]


def _row(figure: Figure) -> str:
    value = "–" if math.isnan(figure.value) else f"{figure.value:,.2f} {figure.unit}"
    return f"| {figure.name} | {value} | {figure.goal or '–'} | {figure.note.replace('|', '/') or '–'} |"
