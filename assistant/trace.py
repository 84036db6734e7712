"""How an answer came about, for `ask --trace` and for whoever looks into a failed case."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Statement
from assistant.check import Problem
from assistant.decision import Decision
from assistant.find import Found
from assistant.understand import Query

MOST_EVIDENCE = 5  # best projects shown
_SHOWN = ("kind", "asks", "absent", "plan_ids", "departments", "numbered", "categories", "quoted", "counter", "subject", "terms", "foreign", "unknown")


def trace(query: Query, decision: Decision, problems: Mapping[Statement, Sequence[Problem]], started: float) -> dict[str, Any]:
    """Understanding, decision, evidence with scores, checks, and the milliseconds since `started` (perf_counter)."""
    checks = [{"statement": statement.text, "problems": [str(problem) for problem in found]} for statement, found in problems.items()]
    return {
        "query": {name: getattr(query, name) for name in _SHOWN} | {"years": [year.code for year in query.years], "intent": _told(query)},
        "decision": decision.kind,
        "evidence": [_evidence(each) for each in decision.found[:MOST_EVIDENCE]],
        "checks": checks,
        "milliseconds": round((time.perf_counter() - started) * 1000, 2),
    }


def _told(query: Query) -> dict[str, float]:
    """What the network takes the question for, and how sure it is."""
    return {query.intent.name: round(query.intent.chance, 2)}


def _evidence(found: Found) -> dict[str, Any]:
    scores = {"score": found.score} | {side: value for side, (value, _) in found.sides.items()}
    return {"project": found.project.title.printed} | {name: round(value, 3) for name, value in scores.items()}
