"""Fits how sure a search is, on the open cases of retrieval and of the evaluation, each half of the weight.

    python -m evals.calibration

prints SHARPNESS and the three constants of `fit` in assistant/find.py: those under which what is right was likeliest (maximum likelihood, Nelder-Mead).
Needs the `dev` extra (scipy comes with ir-measures). To be run again when the weights of finding or the embedded model change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assistant.assistant import Assistant
from assistant.find import effective
from corpus.text import squeeze
from evals.cases import load_cases
from evals.retrieval import load_questions, right_ones
from evals.sources import CASES, Sources, evaluation_settings

START = (-2.5, -3.0, 3.0, 3.0)  # logarithm of the sharpness, and the three constants


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: the scores of what was found, which of them are right (none: nothing fits), the best one's words and meaning, and the weight."""

    scores: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    words: float
    meaning: float
    weight: float


def loss(constants: Sequence[float], samples: Sequence[Sample]) -> float:
    """The mean negative logarithm of what was given to the right projects, or to none of them where nothing fits."""
    sharpness, base, words, meaning = np.exp(constants[0]), *constants[1:]
    total = 0.0
    for each in samples:
        fits = 1 / (1 + np.exp(-(base + words * each.words + meaning * each.meaning)))
        odds = np.exp((each.scores - each.scores.max()) / sharpness)
        given = fits * (odds[each.right].sum() / odds.sum()) if each.right.any() else 1 - fits
        total -= each.weight * np.log(max(given, 1e-9))
    return float(total / sum(each.weight for each in samples))


def fitted(samples: Sequence[Sample]) -> tuple[float, float, float, float]:
    """Sharpness, base, and the weights of words and meaning."""
    best = minimize(loss, START, args=(samples,), method="Nelder-Mead", options={"maxiter": 800}).x
    return float(np.exp(best[0])), float(best[1]), float(best[2]), float(best[3])


def samples_of(assistant: Assistant, sources: Sources) -> list[Sample]:
    """A sample for each open question that one project answers or nothing does."""
    asked = [(each.question, right_ones(each, sources.divided)) for each in load_questions() if not each.held]
    told: list[tuple[str, frozenset[str]]] = []
    for case in load_cases(CASES):
        if case.held or case.turns or case.kind in ("list", "count"):
            continue
        wanted, plan = case.expected.project, case.expected.plan
        ids = {each.id for each in assistant.library.projects if wanted and squeeze(each.title.printed) == squeeze(wanted) and plan in (None, each.plan_id)}
        if ids or case.kind == "out_of_scope":
            told.append((case.question, frozenset(ids)))
    halves = [(text, right, 1 / len(half)) for half in (asked, told) for text, right in half]
    return [sample for text, right, weight in halves if (sample := _sample(assistant, text, right, weight))]


def _sample(assistant: Assistant, text: str, right: frozenset[str], weight: float) -> Sample | None:
    query = assistant.reader.read(text)
    found = assistant.decider.ranked(query, assistant.finder.passages(query))
    if not found:
        return None
    hits = np.asarray([each.project.id in right for each in found])
    return Sample(effective(found), hits, found[0].words, found[0].tenor + found[0].kinship, weight)


if __name__ == "__main__":
    settings = evaluation_settings()
    documents = Sources.load(settings)
    with documents.library(None, settings) as folder:
        found = fitted(samples_of(Assistant.open(folder, settings=settings), documents))
    print("SHARPNESS {:.3f}; SURE_BASE, SURE_EVIDENCE, SURE_MEANING {:.2f}, {:.2f}, {:.2f}".format(*found))
