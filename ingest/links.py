"""Links between plans: which projects of two plans are the same undertaking, by likeness, and what the city says of them.

Likeness is the mean of two scores, 0 to 1: how alike the titles are (pairs of characters, rare ones weighing more; of the whole title or of its subject, the
better one), and the cosine of the vectors of title and description. Two projects are linked when each is the other's likest and the score reaches
`LEAST_LIKENESS`. It stays an inference: a city confirms or denies links in a file beside its catalogue.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from corpus.embedding import Embedder, Vectors
from corpus.errors import CatalogError
from corpus.text import bigrams, normalise
from corpus.values import DividedDocument, Link, Origin, Project
from ingest.decisions import NOTHING_DECIDED, Decisions

LEAST_LIKENESS = 0.77  # halfway between the least link accepted by eye and the best one rejected: docs/decisions/0013-links-between-plans.md
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
    vectors: dict[str, Vectors] = {}
    links: list[Link] = []
    for one, other in combinations(documents, 2):
        of_both = [(pair, confirmed) for pair, confirmed in decided if {project.plan_id for project in pair} == {one.plan.id, other.plan.id}]
        if _same_publisher(one, other) or any(confirmed for _, confirmed in of_both):
            for document in (one, other):
                if document.plan.id not in vectors:
                    vectors[document.plan.id] = _vectors(document, embedder)
            links += _between(one, other, likeness(one, other, vectors), of_both)
    return tuple(links)


Decision = tuple[tuple[Project, Project], bool]  # two projects, and whether their link is confirmed (else denied)


def _same_publisher(one: DividedDocument, other: DividedDocument) -> bool:
    return bool(one.plan.publisher) and one.plan.publisher == other.plan.publisher


def _vectors(document: DividedDocument, embedder: Embedder) -> Vectors:
    """The vectors of the projects of a plan, title and description together."""
    return embedder.embed([normalise(f"{each.title.printed} {each.description.printed if each.description else ''}") for each in document.projects])


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


def likeness(one: DividedDocument, other: DividedDocument, vectors: Mapping[str, Vectors]) -> Scores:
    """How alike the projects of two plans are, 0 to 1, shape (n_one, n_other). `vectors`: those of the projects by the id of the plan."""
    titles, others = ([project.title.printed for project in document.projects] for document in (one, other))
    named = np.maximum(_alike([*map(normalise, titles)], [*map(normalise, others)]), _alike([*map(subject_of, titles)], [*map(subject_of, others)]))
    return np.asarray((named + np.clip(vectors[one.plan.id] @ vectors[other.plan.id].T, 0, 1)) / 2, dtype=np.float32)


def subject_of(title: str) -> str:
    """What a title is about: its first phrase without the words for what is done to it (電子申請 of 電子申請推進事業); empty where too short to tell."""
    subject = _DONE_TO_IT.sub("", _PARTICLE.split(normalise(title))[0])
    return subject if len(subject) >= SHORTEST_SUBJECT else ""


def _alike(one: Sequence[str], other: Sequence[str]) -> Scores:
    """The cosine of texts by their pairs of characters, each weighed by how rare it is in both lists: 0 to 1, shape (n_one, n_other)."""
    one_places, other_places = _places(one), _places(other)
    count = len(one) + len(other)
    products = np.zeros((len(one), len(other)), dtype=np.float32)
    lengths = np.zeros(len(one), dtype=np.float32), np.zeros(len(other), dtype=np.float32)
    for pair in sorted({*one_places, *other_places}):
        rows, columns = one_places.get(pair, []), other_places.get(pair, [])
        weight = math.log((count + 1) / (len(rows) + len(columns))) ** 2
        lengths[0][rows] += weight
        lengths[1][columns] += weight
        products[np.ix_(rows, columns)] += weight
    norms = np.sqrt(np.outer(*lengths))
    return np.divide(products, norms, out=np.zeros_like(products), where=norms > 0)


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    """For each pair of characters the places of the texts that hold it."""
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for pair in set(bigrams(text)):
            found.setdefault(pair, []).append(place)
    return found
