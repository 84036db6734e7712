"""The page of a run. Held cases are counted in it, and shown only when asked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.answers import Outcome
from evals.gate import Broken
from evals.page.chart import charts
from evals.report import DIMENSIONS, failures, share, summary, tables
from evals.run import Measured, Run

TILES = ("right", "right_project", "traced", "wrong_when_answered", "wrongly_declined", "right_abstention")


def to_html(run: Run, broken: Sequence[Broken] | None, show_held: bool = False) -> str:
    """The run as one HTML page without any other file."""
    environment = Environment(loader=PackageLoader("evals.page", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["share"] = share
    failed = failures(run, show_held)
    return environment.get_template("report.html").render(
        origin=run.origin, broken=broken, summary=summary(run, None), tables=list(tables(run)), charts=charts(run, DIMENSIONS),
        tiles=[_tiles(name, outcomes) for name, outcomes in run.groups.items()],
        failed=[_case(outcome) for outcome in failed], kinds=sorted(Counter(outcome.case.kind for outcome in failed).items()),
        mismatches=[(part, str(each)) for part, scores in run.scores.items() for score in scores.values() for each in score.mismatches],
        findings=list(map(str, run.findings)), latencies=[_latency(name, outcomes) for name, outcomes in run.groups.items()],
    )  # fmt: skip


def _tiles(name: str, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """A group of cases: its size and its main measures."""
    return {"name": name, "count": len(outcomes), "measures": [(measure, Measured.of(getattr(each, measure) for each in outcomes)) for measure in TILES]}


def _latency(name: str, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Milliseconds of the last question of each case: median and 99th percentile."""
    taken = [outcome.latency_ms for outcome in outcomes if outcome.latency_ms == outcome.latency_ms]
    median, slow = np.percentile(taken, [50, 99]) if taken else (float("nan"), float("nan"))
    return {"name": name, "median": float(median), "p99": float(slow)}


def _case(outcome: Outcome) -> dict[str, Any]:
    case, expected, answer = outcome.case, outcome.case.expected, outcome.answer
    wanted = {
        "status": outcome.expected_status, "plan": expected.plan, "project": expected.project, "facts": expected.facts,
        "must not say": expected.absent, "projects": expected.projects, "lines": expected.lines,
    }  # fmt: skip
    trace = dict(answer.trace) if answer else {}
    return {
        "case": case, "problems": outcome.problems, "status": outcome.actual_status, "text": outcome.actual_text,
        "expected": {key: _joined(value) for key, value in wanted.items() if value},
        "citations": [(each.citation, each.to_dict()["title"]) for each in answer.references] if answer else [],
        "projects": outcome.actual_projects, "evidence": trace.pop("evidence", []), "trace": "\n".join(_lines(trace)),
    }  # fmt: skip


def _lines(trace: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """A line for each thing that a trace tells, what is empty left out."""
    for name, value in trace.items():
        if isinstance(value, Mapping):
            yield from _lines(value, f"{prefix}{name}.")
        elif value not in (None, "", (), []):
            yield f"{prefix}{name}: {json.dumps(value, ensure_ascii=False, default=str)}"


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else "、".join(map(str, value))
