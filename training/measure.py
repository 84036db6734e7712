"""What a model folder reaches: the vectors alone, without full text, on texts that no model was trained on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from corpus.embedding import StaticEmbedder
from corpus.settings import Settings
from corpus.text import normalise, squeeze
from evals.cases import Case, load_cases
from evals.sources import CASES, Sources
from ingest.passages import cut_passages
from training.files import Group, TrainingError
from training.sources import Source

KINDS = frozenset({"owner", "target", "description", "achievement"})
LANGUAGES = ("ja", "en")
LOADS = 7  # of which the fastest counts
TIMED = 300  # questions
UNSEEN = (  # texts of the sources that are kept from training
    Source("JSQuAD dev", "squad", 0, "git clone https://github.com/yahoojapan/JGLUE {data}/JGLUE", "", "", ("JGLUE/datasets/jsquad-v1.3/valid-v1.3.json",)),
    Source("JaQuAD dev", "squad", 0, "git clone https://github.com/SkelterLabsInc/JaQuAD {data}/JaQuAD", "", "", ("JaQuAD/data/dev/*.json",)),
    Source(
        "Tanaka dev, ja to en", "parallel_lines", 0, "git clone https://github.com/odashi/small_parallel_enja {data}/small_parallel_enja", "", "",
        ("small_parallel_enja/dev.ja", "small_parallel_enja/dev.en"),
    ),
)  # fmt: skip

Hits = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `spread` is its standard error, None for a time. `asked` is the number of questions."""

    name: str
    value: float
    unit: str
    asked: int
    spread: float | None = None


def measure(folder: Path, settings: Settings, data: Path | None) -> list[Figure]:
    """Figures of one model folder. Without `data` only the open cases and the times."""
    model = StaticEmbedder(folder)
    cases = open_cases(load_cases(CASES))
    figures = [figure for language in LANGUAGES for figure in _projects([case for case in cases if case.language == language], language, model, settings)]
    if data is not None:
        figures += [_partners(source, model, data) for source in UNSEEN]
    return [*figures, *_times(folder, model, [case.question for case in cases])]


def open_cases(cases: Sequence[Case]) -> list[Case]:
    """Questions of one turn for one project that may be looked at. Held cases are for the product's evaluation alone."""
    return [case for case in cases if not case.held and case.kind in KINDS and not case.turns and case.expected.project]


def _projects(cases: Sequence[Case], language: str, model: StaticEmbedder, settings: Settings) -> list[Figure]:
    """recall@1 and @3 over all projects; a project is as near as its nearest passage."""
    titles, owners, texts = _passages(settings)
    vectors = model.embed(texts)
    ranks = []
    for case in cases:
        scores = np.full(len(titles), -2.0)
        np.maximum.at(scores, owners, vectors @ model.embed([normalise(case.question)])[0])
        right = [row for row, (plan, title) in enumerate(titles) if title == squeeze(case.expected.project or "") and case.expected.plan in (None, plan)]
        ranks.append(min((int((scores > scores[row]).sum()) for row in right), default=len(titles)))
    return [_share(f"projects {language} r@{depth}", np.array(ranks) < depth) for depth in (1, 3)]


def _passages(settings: Settings) -> tuple[list[tuple[str, str]], npt.NDArray[np.int64], list[str]]:
    """((plan, title) of every project, the project of every passage, the passages as they are indexed)."""
    projects: dict[str, int] = {}
    titles: list[tuple[str, str]] = []
    owners: list[int] = []
    texts: list[str] = []
    for document in Sources.load(settings).divided:
        for project in document.projects:
            projects[project.id] = len(titles)
            titles.append((document.plan.id, squeeze(project.title.printed)))
        for passage in cut_passages(document):
            if passage.project_id is not None:
                owners.append(projects[passage.project_id])
                texts.append(passage.indexed)
    return titles, np.array(owners), texts


def _partners(source: Source, model: StaticEmbedder, data: Path) -> Figure:
    """recall@1 of the right text of a group for each of its left ones, among the right texts of all groups."""
    groups: list[Group] = list(source.groups(data))
    right = model.embed([group.right[0] for group in groups])
    hits = [
        int(np.argmax(right @ vector)) == row
        for row, group in enumerate(groups)
        for vector in model.embed(group.left)
    ]  # fmt: skip
    return _share(f"{source.id} r@1", np.array(hits))


def _share(name: str, hits: Hits) -> Figure:
    if not len(hits):
        raise TrainingError(f"{name}: there is nothing to ask.")
    share = float(hits.mean())
    return Figure(name, 100 * share, "%", len(hits), 100 * float(np.sqrt(share * (1 - share) / len(hits))))


def _times(folder: Path, model: StaticEmbedder, questions: Sequence[str]) -> list[Figure]:
    loads = []
    for _ in range(LOADS):
        start = time.perf_counter()
        StaticEmbedder(folder)
        loads.append(time.perf_counter() - start)
    asked = []
    for question in questions[:TIMED]:
        start = time.perf_counter()
        model.embed([question])
        asked.append(time.perf_counter() - start)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return [
        Figure("load", 1e3 * min(loads), "ms", LOADS),
        Figure("a question", 1e6 * median(asked), "µs", len(asked)),
        Figure("folder", size / 1e6, "MB", 1),
    ]
