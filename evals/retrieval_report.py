"""The tables of a retrieval run: by voice and ranker, open and held apart. Single held questions are never shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean

from evals.retrieval import Ranking, Retrieval, Sureness, grouped, measured

Drawn = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]  # title, head, rows: a Table of report.py
HEADS = {"recall_at_1": "R@1", "recall_at_3": "R@3", "mrr": "MRR", "ndcg": "nDCG"}
EDGES = (0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)  # of the shares in the table of reliability
LANGUAGES = {"ja": "all Japanese", "en": "all English"}


def retrieval_tables(run: Retrieval) -> Iterator[Drawn]:
    """All rankers side by side, then each by voice."""
    yield _side_by_side(run)
    for name, rankings in run.rankings.items():
        yield _by_voice(name, rankings)
    if run.sureness:
        yield _reliability(run.sureness)


def _side_by_side(run: Retrieval) -> Drawn:
    groups = list(grouped(run.own))
    head = ("ranker", *(f"{group.replace('_', ' ')} {HEADS[measure]}" for group in groups for measure in ("recall_at_1", "recall_at_3")))
    rows = []
    for name, rankings in run.rankings.items():
        values = {group: measured(found) for group, found in grouped(rankings).items()}
        rows.append((name, *(_percent(values[group][measure]) for group in groups for measure in ("recall_at_1", "recall_at_3"))))
    rows += [(name, why, *("" for _ in head[2:])) for name, why in run.missing.items()]
    return ("Retrieval: a right project at rank 1, among the first 3", head, tuple(rows))


def _by_voice(name: str, rankings: Sequence[Ranking]) -> Drawn:
    """Every measure for each voice and language, open and held."""
    head = ("voice", *(f"{part} {each}" for part in ("open", "held") for each in ("n", *HEADS.values())))
    voices = [(voice, list(found)) for voice, found in groupby(sorted(rankings, key=_voice), key=_voice)]
    languages = [(label, [each for each in rankings if each.question.language == language]) for language, label in LANGUAGES.items()]
    return (f"Retrieval by voice: {name}", head, tuple((label, *_cells(found)) for label, found in [*voices, *languages]))


def _voice(ranking: Ranking) -> str:
    return ranking.question.voice


def _cells(rankings: Sequence[Ranking]) -> Iterator[str]:
    for held in (False, True):
        part = [each for each in rankings if each.question.held == held]
        values = measured(part)
        yield str(len(part))
        yield from (_percent(values[name]) if name.startswith("recall") else f"{values[name]:.3f}" for name in HEADS)


def _reliability(sureness: Sequence[Sureness]) -> Drawn:
    """How often what comes first is right, by how sure the search was of it; nothing found is 0."""
    rows = []
    for low, high in pairwise(EDGES):
        cells = [f"{low:.0%} to {min(high, 1):.0%}"]
        for held in (False, True):
            part = [each for each in sureness if each.question.held == held and low <= each.share < high]
            cells += [str(len(part)), _percent(_mean([each.share for each in part])), _percent(_mean([each.right for each in part]))]
        rows.append(tuple(cells))
    head = ("sure", *(f"{part} {each}" for part in ("open", "held") for each in ("n", "mean share", "right")))
    return "Reliability: how sure the search is of what it puts first (questions that nothing fits among them)", head, tuple(rows)


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else math.nan


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{share * 100:.1f} %"


def retrieval_failures(run: Retrieval) -> Iterator[str]:
    """The open questions that have no right project at rank 1, with what was found instead."""
    for each in run.own:
        asked = each.question
        if not asked.held and each.rank != 1:
            yield f"{asked.id}: {asked.question}: {asked.projects[0]} at rank {each.rank or 'none'}; found {', '.join(each.found[:3])}"
