"""Passage vectors: a Chroma collection, and beside it the same vectors as one flat file for whatever is scored exactly.

Chroma finds the nearest of many; its metadata filters take 50 to 90 ms at 200,000 vectors, so filters never go to it. A small library, and any small set of
passages that a filter leaves, is scored exactly from the flat file; a large set is found by asking Chroma for more and leaving out what may not be seen
(docs/decisions/0010-scoring-exactly.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.embedding import Vectors
from corpus.errors import LibraryError
from corpus.values import Passage

FOLDER = "vectors"
FLAT = "vectors.npy"
COLLECTION = "passages"
BATCH = 2000  # rows added at once; Chroma refuses more than 5461
EXACT_ROWS = 5_000  # passages up to which all are scored exactly; of a filtered set its share of all times its size
ALL_ROWS = 1_000  # passages up to which every one is kept, near or not, since other sides are cheap to score too
SPARE = 1.5  # how many more than its share are asked of Chroma where some are left out
Rows = npt.NDArray[np.int64]


def _client(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))


def build_vectors(passages: Sequence[Passage], vectors: Vectors, folder: Path) -> None:
    """Write the vectors below `folder`: one per passage, its id the passage's row. Raises LibraryError when the disk does not take it."""
    from chromadb.errors import ChromaError

    path = folder / FOLDER
    try:
        _write(passages, vectors, _client(path).create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}))
    except ChromaError as error:
        raise LibraryError(f"{path}: {error}") from error
    np.save(folder / FLAT, vectors.astype(np.float16))


def _write(passages: Sequence[Passage], vectors: Vectors, collection: Any) -> None:
    for start in range(0, len(passages), BATCH):
        batch = range(start, min(start + BATCH, len(passages)))
        collection.add(
            ids=[str(row) for row in batch],
            embeddings=vectors[start : start + len(batch)],
            metadatas=[{"plan": passages[row].plan_id, "project": passages[row].project_id or "", "kind": passages[row].kind} for row in batch],
        )


class VectorIndex:
    """Reads the vectors; with `rows`, only these passages are searched. Raises LibraryError when the vectors are missing or damaged."""

    def __init__(self, folder: Path, rows: Rows | None = None, exact_rows: int = EXACT_ROWS) -> None:
        self._path, self._exact_rows = folder / FOLDER, exact_rows
        flat = folder / FLAT
        try:
            self._flat = np.load(flat, mmap_mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise LibraryError(f"{flat}: the vectors are missing or damaged ({error}). Build the library anew: plan-assistant ingest --force") from error
        self.rows = np.arange(len(self._flat)) if rows is None else rows

    def nearest(self, vectors: Vectors, limit: int, rows: Rows | None = None) -> tuple[Rows, Vectors]:
        """Rows of passages that are near one of the vectors, of shape (n_vectors, dimension), and the cosines, of shape (n_vectors, n_rows).

        All rows there are, of a small set; else the `limit` nearest of each vector. A row that Chroma did not find has the least cosine found.
        """
        wanted = self.rows if rows is None else rows
        if vectors.shape[1] != self._flat.shape[1]:
            told = f"vectors of {self._flat.shape[1]} numbers, asked with {vectors.shape[1]}"
            raise LibraryError(f"{self._path}: built with {told} of another embedding model. Build the library anew: plan-assistant ingest --force")
        if len(wanted) * len(wanted) > self._exact_rows * len(self._flat):
            return self._found(vectors, limit, wanted)
        scored = self._matrix if rows is None else np.asarray(self._flat[wanted], dtype=np.float32)
        cosines = vectors @ scored.T
        if len(wanted) <= ALL_ROWS or len(wanted) <= limit:
            return wanted, cosines
        kept = np.unique(np.argpartition(-cosines, limit, axis=1)[:, :limit])
        return wanted[kept], cosines[:, kept]

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """(row, cosine) of the passages nearest to one vector of shape (dimension,), best first."""
        rows, cosines = self.nearest(vector[None, :], limit)
        best = np.argsort(-cosines[0], kind="stable")[:limit]
        return [(int(rows[place]), float(cosines[0, place])) for place in best]

    @cached_property
    def _matrix(self) -> Vectors:
        """The vectors of the passages that are searched."""
        return np.asarray(self._flat[self.rows], dtype=np.float32)

    def _found(self, vectors: Vectors, limit: int, wanted: Rows) -> tuple[Rows, Vectors]:
        """The nearest of a large set, by Chroma: more are asked for, and those that are not wanted are left out."""
        seen = np.zeros(len(self._flat), dtype=bool)
        seen[wanted] = True
        share = len(wanted) / len(self._flat)
        asked = limit if share == 1 else math.ceil(SPARE * limit / share)
        by_vector = [{row: cosine for row, cosine in found if seen[row]} for found in self._query(vectors, min(asked, len(self._flat)))]
        rows = np.asarray(sorted(set[int]().union(*by_vector)), dtype=np.int64)
        cosines = [[found.get(int(row), min(found.values(), default=0.0)) for row in rows] for found in by_vector]
        return rows, np.asarray(cosines, dtype=np.float32).reshape(len(vectors), len(rows))

    def _query(self, vectors: Vectors, limit: int) -> list[list[tuple[int, float]]]:
        try:
            found = self._collection.query(query_embeddings=list(vectors), n_results=limit, include=["distances"])
        except Exception as error:  # Chroma raises many kinds for a damaged folder
            raise _damaged(self._path, error) from error
        pairs = zip(found["ids"], found["distances"], strict=True)
        return [[(int(row), 1.0 - float(distance)) for row, distance in zip(ids, distances, strict=True)] for ids, distances in pairs]

    @cached_property
    def _collection(self) -> Any:
        if not self._path.is_dir():
            raise LibraryError(f"{self._path}: the vector index is missing. Build the library anew: plan-assistant ingest --force")
        try:
            return _client(self._path).get_collection(COLLECTION, embedding_function=None)
        except Exception as error:  # as above
            raise _damaged(self._path, error) from error


def _damaged(path: Path, error: Exception) -> LibraryError:
    return LibraryError(f"{path}: the vector index is damaged ({error}). Build the library anew: plan-assistant ingest --force")
