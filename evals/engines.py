"""Full-text engines beside each other: tantivy, which is shipped, and bm25s, which is not. The decision is docs/decisions/0011-full-text-engine.md.

    pip install bm25s
    python -m evals.engines 100000

prints quality (rank 1 and 3 on the open retrieval questions, real plans), build time, size on disk, and the time of a search over so many passages. Both get
the same words and k1 1.2, b 0.75; bm25s scores every passage in memory, tantivy reads by memory map.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.fulltext import BM25_K1, FullText, build_fulltext
from corpus.settings import default_settings
from corpus.values import Passage
from corpus.words import words
from evals.retrieval import Question, Ranking, load_questions, measured, right_ones
from evals.retrieval_rankers import projects_of
from evals.scale import copies, resident_mb
from evals.sources import Sources

B = 0.75  # tantivy's fixed constant
FOUND = 100  # passages a search gives
Search = Callable[[Sequence[str]], Sequence[int]]


def tantivy_over(passages: Sequence[Passage], folder: Path) -> Search:
    """Builds a tantivy index below `folder` and searches it."""
    build_fulltext(passages, folder)
    index = FullText(folder)
    return lambda asked: [row for row, _ in index.search([(word,) for word in asked], FOUND)]


def bm25s_over(passages: Sequence[Passage], folder: Path, memory_map: bool) -> Search:
    """Builds a bm25s index, saves it below `folder` and searches it as loaded from there."""
    import bm25s

    engine = bm25s.BM25(k1=BM25_K1, b=B, method="lucene")
    engine.index([list(words(passage.indexed)) for passage in passages], show_progress=False)
    engine.save(str(folder / "bm25s"))
    loaded = bm25s.BM25.load(str(folder / "bm25s"), mmap=memory_map)

    def search(asked: Sequence[str]) -> Sequence[int]:
        known = [word for word in asked if word in loaded.vocab_dict]
        if not known:
            return []
        rows, _ = loaded.retrieve([known], k=min(FOUND, len(passages)), show_progress=False)
        return [int(row) for row in rows[0]]

    return search


def measure(passages: Sequence[Passage], questions: Sequence[Question], make: Callable[[Sequence[Passage], Path], Search]) -> str:
    """Build seconds, megabytes on disk, resident megabytes added, and milliseconds of a search (median, 95th percentile)."""
    with tempfile.TemporaryDirectory() as folder:
        before, start = resident_mb(), time.perf_counter()
        search = make(passages, Path(folder))
        built_s = time.perf_counter() - start
        disk_mb = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6
        taken = []
        for each in questions:
            asked = words(each.question)
            start = time.perf_counter()
            search(asked)
            taken.append((time.perf_counter() - start) * 1000)
        p50, p95 = np.percentile(taken, [50, 95])
        return f"build {built_s:.1f} s, disk {disk_mb:.1f} MB, memory {resident_mb() - before:+.0f} MB, search {p50:.2f} ms (p95 {p95:.2f})"


def quality(sources: Sources, questions: Sequence[Question], make: Callable[[Sequence[Passage], Path], Search]) -> str:
    """Rank 1 and 3 over the real plans."""
    passages = copies(sources.divided, 1).passages
    with tempfile.TemporaryDirectory() as folder:
        search = make(passages, Path(folder))
        found = [projects_of(passages[row] for row in search(words(each.question))) for each in questions]
    rankings = [Ranking(each, tuple(projects), right_ones(each, sources.divided)) for each, projects in zip(questions, found, strict=True)]
    values = measured(rankings)
    return f"recall@1 {values['recall_at_1']:.3f}, recall@3 {values['recall_at_3']:.3f}"


if __name__ == "__main__":
    documents = Sources.load(default_settings())
    open_ones = [each for each in load_questions() if not each.held and each.projects]
    many = copies(documents.divided, int(sys.argv[1])).passages
    for passage in many:
        words(passage.indexed)  # cut once, so that the first engine does not pay for both
    engines: dict[str, Callable[[Sequence[Passage], Path], Search]] = {
        "tantivy": tantivy_over,
        "bm25s": lambda passages, folder: bm25s_over(passages, folder, False),
        "bm25s, memory-mapped": lambda passages, folder: bm25s_over(passages, folder, True),
    }
    for name, engine in engines.items():
        print(f"{name}: {quality(documents, open_ones, engine)}; {len(many):,} passages: {measure(many, open_ones, engine)}")
