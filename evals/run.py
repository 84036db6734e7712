"""One run: what was evaluated, what came of it, and where the figures come from."""

from __future__ import annotations

import math
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.settings import Settings
from evals.answers import MEASURES, Outcome
from evals.cases import Finding
from evals.extraction import FieldScore
from evals.retrieval import Retrieval
from evals.scores import SCORES, resampled
from evals.sources import GOLD, Material, digest

SEED = 20261120  # fixed, so that the same outcomes give the same intervals
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Measured:
    """A share from 0 to 1 with its 95 % bootstrap interval; NaN where nothing was expected. `count`: what it is a share of."""

    value: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Iterable[bool | None]) -> Measured:
        """The share of True; None is left out. To resample n yes-or-no values is to draw from a binomial distribution."""
        due = [value for value in values if value is not None]
        if not due:
            return cls(math.nan, math.nan, math.nan, 0)
        share = sum(due) / len(due)
        draws = np.random.default_rng(SEED).binomial(len(due), share, RESAMPLES) / len(due)
        low, high = np.percentile(draws, [2.5, 97.5])
        return cls(share, float(low), float(high), len(due))


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one run found. Parts that were not asked for are empty."""

    origin: Mapping[str, Any]
    outcomes: tuple[Outcome, ...] = ()
    generated: tuple[Outcome, ...] = ()
    extraction: Mapping[str, FieldScore] = field(default_factory=dict)
    conduct: Mapping[str, FieldScore] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    retrieval: Retrieval | None = None

    @property
    def groups(self) -> dict[str, tuple[Outcome, ...]]:
        """The outcomes that are measured together: `open`, `held` and `generated`; empty ones left out."""
        found = {
            "open": tuple(outcome for outcome in self.outcomes if not outcome.case.held),
            "held": tuple(outcome for outcome in self.outcomes if outcome.case.held),
            "generated": self.generated,
        }
        return {name: outcomes for name, outcomes in found.items() if outcomes}

    @property
    def values(self) -> dict[str, dict[str, float]]:
        """What the gate looks at: each measure of each group, each field of the extraction and each rule of conduct."""
        values = {name: {measure: measured.value for measure, measured in measure_all(outcomes).items()} for name, outcomes in self.groups.items()}
        for name, scores in self.scores.items():
            values[name] = {field: score.rate for field, score in scores.items()}
        if self.retrieval:
            values |= self.retrieval.values
        return values

    @property
    def scores(self) -> dict[str, Mapping[str, FieldScore]]:
        """The parts that are counted by field: `extraction` and `conduct`; empty ones left out."""
        found = {"extraction": self.extraction, "conduct": self.conduct}
        return {name: scores for name, scores in found.items() if scores}


def measure_all(outcomes: Sequence[Outcome]) -> dict[str, Measured]:
    """Every measure over the outcomes."""
    shares = {name: Measured.of(map(measure, outcomes)) for name, measure in MEASURES.items()}
    return shares | {name: Measured(*resampled(score, outcomes, RESAMPLES, SEED)) for name, score in SCORES.items()}


def by(outcomes: Iterable[Outcome], dimension: str) -> dict[str, list[Outcome]]:
    """The outcomes by `kind`, `voice` or `language` of their cases."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(getattr(outcome.case, dimension), []).append(outcome)
    return dict(sorted(found.items()))


def origin(cases: Path, settings: Settings, sources: Material) -> dict[str, Any]:
    """Where the figures come from: commit, data, settings and versions."""
    return {
        "commit": _commit(),
        "cases": digest(path.read_bytes() for path in (sorted(cases.glob("*.yaml")) if cases.is_dir() else [cases])),
        "gold": digest(path.read_bytes() for path in sorted(GOLD.glob("*.yaml"))),
        "documents": dict(sources.digests),
        "settings": settings.model_dump(mode="json"),
        "python": platform.python_version(),
    }


def _commit() -> str:
    """The commit of the code, `+` when it was changed since; empty outside a repository."""
    try:
        found = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip()
