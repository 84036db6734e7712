"""Links between plans: which projects of two plans are the same undertaking, by likeness, and what the city says of them.

Likeness is the mean of two scores, 0 to 1: how alike the titles are (pairs of characters, rare ones weighing more; of the whole title or of its subject, the
better one), and the cosine of the vectors of title and description. Two projects are linked when each is the other's likest and the score reaches
`LEAST_LIKENESS`. It stays an inference: a city confirms or denies links in a file beside its catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from corpus.embedding import Embedder, Vectors
from corpus.errors import CatalogError
from corpus.text import bigrams, normalise
from corpus.values import DividedDocument, Link, Origin, Project
from ingest.decisions import NOTHING_DECIDED, Decisions

LEAST_LIKENESS = 0.72  # halfway between the least link accepted by eye and the best one rejected: docs/decisions/0013-links-between-plans.md
SHORTEST_SUBJECT = 4  # characters of a title's subject that may tell that two titles are of one thing
_TAKEN = -1.0  # score of a pair that may not be inferred
_PARTICLE = re.compile(r"[のをにでと]|による|における|等")
_DONE_TO_IT = re.compile(r"(推進|促進|充実|更新|構築|拡充|研究|向上|支援|配信|整備|対策)*(事業)?$")
Scores = npt.NDArray[np.float32]


def find_links(documents: Sequence[DividedDocument], embedder: Embedder, decisions: Decisions = NOTHING_DECIDED) -> tuple[Link, ...]:
    """The links between the projects of the documents, plan after plan: inferred within one publisher, and those that the city confirms.

    Raises CatalogError when a decision names a project that its document does not hold.
    """
    decided = _decided(documents, decisions)
    described: dict[str, Described] = {}
    known: dict[str, int] = {}
    links: list[Link] = []
    for one, other in combinations(documents, 2):
        of_both = [(pair, confirmed) for pair, confirmed in decided if {project.plan_id for project in pair} == {one.plan.id, other.plan.id}]
        if _same_publisher(one, other) or any(confirmed for _, confirmed in of_both):
            for document in (one, other):
                if document.plan.id not in described:
                    described[document.plan.id] = describe(document, embedder, known)
            links += _between(one, other, likeness(described[one.plan.id], described[other.plan.id]), of_both)
    return tuple(links)


Decision = tuple[tuple[Project, Project], bool]  # two projects, and whether their link is confirmed (else denied)


def _same_publisher(one: DividedDocument, other: DividedDocument) -> bool:
    return bool(one.plan.publisher) and one.plan.publisher == other.plan.publisher


@dataclass(frozen=True)
class Pairs:
    """The pairs of characters of some texts: their numbers, ascending, and which text holds which, shape (n_texts, n_pairs), 1 or 0."""

    numbers: npt.NDArray[np.int64]
    held: Scores


@dataclass(frozen=True)
class Described:
    """What the projects of a plan are compared by: the vectors of title and description, and the pairs of characters of titles and of their subjects."""

    vectors: Vectors
    titles: Pairs
    subjects: Pairs


def describe(document: DividedDocument, embedder: Embedder, known: dict[str, int]) -> Described:
    """What the projects of a document are compared by. `known`: the number of each pair of characters met so far; new ones are added."""
    titles = [normalise(project.title.printed) for project in document.projects]
    told = [f"{title} {project.description.printed if project.description else ''}" for title, project in zip(titles, document.projects, strict=True)]
    return Described(embedder.embed([normalise(text) for text in told]), _pairs(titles, known), _pairs([*map(subject_of, titles)], known))


def _pairs(texts: Sequence[str], known: dict[str, int]) -> Pairs:
    of_texts = [[known.setdefault(pair, len(known)) for pair in set(bigrams(text))] for text in texts]
    numbers = np.unique(np.asarray([number for numbers in of_texts for number in numbers], dtype=np.int64))
    held = np.zeros((len(texts), len(numbers)), dtype=np.float32)
    for row, each in enumerate(of_texts):
        held[row, np.searchsorted(numbers, each)] = 1
    return Pairs(numbers, held)


def _decided(documents: Sequence[DividedDocument], decisions: Decisions) -> list[Decision]:
    """The decisions on projects of these documents. One on a document that is not built now waits until it is."""
    projects = {project.id: project for document in documents for project in document.projects}
    built = {document.plan.id for document in documents}
    found: list[Decision] = []
    for decision in decisions.entries:
        for project_id, document_id in zip(decision.projects, decision.documents, strict=True):
            if document_id in built and project_id not in projects:
                raise CatalogError(
                    f"{decisions.path}: {decision.name}: the document {document_id} has no project {project_id!r}. `plan-assistant projects` lists the ids."
                )
        if all(project_id in projects for project_id in decision.projects):
            one, other = decision.projects
            found.append(((projects[one], projects[other]), decision.confirmed))
    return found


def _between(one: DividedDocument, other: DividedDocument, scores: Scores, decided: Sequence[Decision]) -> Iterator[Link]:
    """The links between two plans, in the printed order of the first one."""
    if not scores.size:
        return
    rows = {project.id: row for row, project in enumerate(one.projects)}
    columns = {project.id: column for column, project in enumerate(other.projects)}
    open_scores = scores.copy() if _same_publisher(one, other) else np.full_like(scores, _TAKEN)
    confirmed: set[tuple[int, int]] = set()
    for pair, is_confirmed in decided:
        row, column = (next(places[each.id] for each in pair if each.id in places) for places in (rows, columns))
        open_scores[row, column] = _TAKEN
        if is_confirmed:  # the likeness of others to a project whose counterpart the city knows tells nothing
            open_scores[row, :] = open_scores[:, column] = _TAKEN
            confirmed.add((row, column))
    for row, column in sorted({*_mutual(open_scores), *confirmed}):
        origin: Origin = "confirmed" if (row, column) in confirmed else "inferred"
        yield Link(one.projects[row], other.projects[column], round(float(scores[row, column]), 3), origin)


def _mutual(scores: Scores) -> list[tuple[int, int]]:
    """The places of the pairs that are each other's best and alike enough."""
    best = scores.argmax(axis=1)
    back = scores.argmax(axis=0)
    return [(row, int(column)) for row, column in enumerate(best) if back[column] == row and scores[row, column] >= LEAST_LIKENESS]


def likeness(one: Described, other: Described) -> Scores:
    """How alike the projects of two plans are, 0 to 1, shape (n_one, n_other)."""
    named = np.maximum(_alike(one.titles, other.titles), _alike(one.subjects, other.subjects))
    return np.asarray((named + np.clip(one.vectors @ other.vectors.T, 0, 1)) / 2, dtype=np.float32)


def subject_of(title: str) -> str:
    """What a title is about: its first phrase without the words for what is done to it (電子申請 of 電子申請推進事業); empty where too short to tell."""
    subject = _DONE_TO_IT.sub("", _PARTICLE.split(normalise(title))[0])
    return subject if len(subject) >= SHORTEST_SUBJECT else ""


def _alike(one: Pairs, other: Pairs) -> Scores:
    """The cosine of texts by their pairs of characters, each weighed by how rare it is in both plans: 0 to 1, shape (n_one, n_other)."""
    count = len(one.held) + len(other.held)
    _, mine, theirs = np.intersect1d(one.numbers, other.numbers, assume_unique=True, return_indices=True)
    holding, other_holding = one.held.sum(axis=0), other.held.sum(axis=0)
    holding[mine] += other_holding[theirs]
    other_holding[theirs] = holding[mine]
    weights, other_weights = (np.log((count + 1) / each) ** 2 for each in (holding, other_holding))
    products = (one.held[:, mine] * weights[mine]) @ other.held[:, theirs].T
    norms = np.sqrt(np.outer(one.held @ weights, other.held @ other_weights))
    return np.asarray(np.divide(products, norms, out=np.zeros_like(products), where=norms > 0), dtype=np.float32)
