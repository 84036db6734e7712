"""Fits the weights of `assistant.confidence` on the open cases and prints them, with how well they tell right from wrong.

Run it with `python -m evals.confidence [LIBRARY]`. Right: the best project is the one expected. Wrong: another one is best, or none is expected (the
question may be called out of scope). The figures beside the weights come from five folds: cases about one project are in one fold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.assistant import Assistant
from assistant.confidence import Features
from corpus.text import squeeze
from evals.cases import Case, load_cases
from evals.sources import CASES, Sources, evaluation_settings

FOLDS = 5
WRONG_WEIGHT = 2.5  # a neighbour's figure is worse than a question asked back
RIDGE = 0.01
STEPS = 60
OTHER_KINDS = frozenset({"list", "count", "plan", "greeting", "refused", "clarify"})
Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """A question with its features, whether the best project is the one expected, and what decides its fold."""

    values: tuple[float, ...]
    right: bool
    group: str


def examples(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Example]:
    """One example for each open case that is about one project, or about none."""
    for case in cases:
        wanted = case.expected.project if case.expected.answer_due else None
        about_none = "out_of_scope" in case.expected.status and not (case.expected.project or case.expected.answer_due)
        if case.held or case.turns or case.kind in OTHER_KINDS or not (wanted or about_none):
            continue
        query = assistant.reader.read(case.question)
        judged = assistant.decider.judged(query) if query.kind == "question" and query.has_subject else None
        if judged:
            best, values = judged
            right = wanted is not None and squeeze(best.title.printed) == squeeze(wanted)
            yield Example(astuple(values), right, wanted or case.question)


def fitted(values: Array, right: Array, weights: Array) -> Array:
    """The weights of a logistic model, the bias first, by Newton's method; `values` has shape (n, features), the result (features + 1,)."""
    rows = np.column_stack([np.ones(len(values)), values])
    beta = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weights * (chance - right)) + RIDGE * beta
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, slope)
    return beta


def chances(values: Array, beta: Array) -> Array:
    """The probability of each row of `values`, shape (n,)."""
    result: Array = 1 / (1 + np.exp(-np.column_stack([np.ones(len(values)), values]) @ beta))
    return result


def across_folds(values: Array, right: Array, weights: Array, groups: Sequence[str]) -> Array:
    """The probability of each example by a model that has not seen its fold."""
    order = {group: number % FOLDS for number, group in enumerate(sorted(set(groups)))}
    fold = np.asarray([order[group] for group in groups])
    result = np.zeros(len(right))
    for each in range(FOLDS):
        seen = fold != each
        result[~seen] = chances(values[~seen], fitted(values[seen], right[seen], weights[seen]))
    return result


def main(library: str | None = None) -> None:
    """Print the weights and a table of thresholds, then how often the model is right at each degree of confidence."""
    settings = evaluation_settings()
    with Sources.load(settings).library(Path(library) if library else None, settings) as folder:
        found = list(examples(Assistant.open(folder, settings=settings), load_cases(CASES)))
    values, right = np.asarray([each.values for each in found]), np.asarray([float(each.right) for each in found])
    weights = np.where(right == 1, 1.0, WRONG_WEIGHT)
    beta = fitted(values, right, weights)
    names = ["bias", *(field.name for field in fields(Features))]
    print(f"{len(found)} questions, {int(right.sum())} right\n" + "\n".join(f"{name:10} {value:7.2f}" for name, value in zip(names, beta, strict=True)))
    chance = across_folds(values, right, weights, [each.group for each in found])
    print("\nthreshold  right told  wrong told")
    for threshold in (0.3, 0.4, 0.45, 0.5, 0.6, 0.7):
        told = chance >= threshold
        print(f"{threshold:9.2f} {told[right == 1].mean():11.3f} {told[right == 0].mean():11.3f}")
    print("\nconfidence  questions  right")
    for low in np.arange(0, 1, 0.2):
        inside = (chance >= low) & (chance < low + 0.2 + (low > 0.7))
        print(f"{low:.1f}-{low + 0.2:.1f} {inside.sum():14} {right[inside].mean() if inside.any() else float('nan'):6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
