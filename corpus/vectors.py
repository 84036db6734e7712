"""Passage vectors in a Chroma collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.embedding import Vectors
from corpus.errors import LibraryError
from corpus.values import Passage

FOLDER = "vectors"
COLLECTION = "passages"
BATCH = 2000  # rows added at once; Chroma refuses more than 5461


def _client(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))


def build_vectors(passages: Sequence[Passage], vectors: Vectors, folder: Path) -> None:
    """Write the collection below `folder`: one vector per passage, its id the passage's row. Raises LibraryError when the disk does not take it."""
    from chromadb.errors import ChromaError

    path = folder / FOLDER
    try:
        _write(passages, vectors, _client(path).create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}))
    except ChromaError as error:
        raise LibraryError(f"{path}: {error}") from error


def _write(passages: Sequence[Passage], vectors: Vectors, collection: Any) -> None:
    for start in range(0, len(passages), BATCH):
        batch = range(start, min(start + BATCH, len(passages)))
        collection.add(
            ids=[str(row) for row in batch],
            embeddings=vectors[start : start + len(batch)],
            metadatas=[{"plan": passages[row].plan_id, "project": passages[row].project_id or "", "kind": passages[row].kind} for row in batch],
        )


class VectorIndex:
    """Reads a collection; with `plans`, only the passages of these plans are searched."""

    def __init__(self, folder: Path, plans: Iterable[str] | None = None) -> None:
        self._where = None if plans is None else {"plan": {"$in": [*plans, ""]}}  # Chroma refuses an empty list
        self._path = path = folder / FOLDER
        if not path.is_dir():
            raise LibraryError(f"{path}: the vector index is missing. Build the library anew: plan-assistant ingest --force")
        try:
            self._collection = _client(path).get_collection(COLLECTION, embedding_function=None)
        except Exception as error:  # Chroma raises many kinds for a damaged folder
            raise _damaged(path, error) from error

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """(row, cosine) of the nearest passages to one vector of shape (dimension,), best first."""
        try:
            found = self._collection.query(query_embeddings=[vector], n_results=limit, where=self._where, include=["distances"])
        except Exception as error:  # as above
            raise _damaged(self._path, error) from error
        return [(int(row), 1.0 - float(distance)) for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)]


def _damaged(path: Path, error: Exception) -> LibraryError:
    return LibraryError(f"{path}: the vector index is damaged ({error}). Build the library anew: plan-assistant ingest --force")
