"""The stores of one build, written side by side: register, full text, words by meaning, mentions and vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus.embedding import Embedder
from corpus.fulltext import build_fulltext
from corpus.kin import build_kin
from corpus.mentions import build_mentions
from corpus.register import meta_json, write_register
from corpus.values import DividedDocument, Link, Passage
from corpus.vectors import build_vectors

EMBEDDED_AT_ONCE = 10_000  # passages


def write_stores(
    folder: Path,
    name: str,
    documents: Sequence[DividedDocument],
    passages: Sequence[Passage],
    embedder: Embedder,
    readings: Mapping[str, Sequence[str]] | None = None,
    links: Sequence[Link] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write the build `name` of the documents, cut into `passages`, into `folder`, which is there and empty."""
    progress(f"{len(passages)} passages: register")
    meta = {"embedding_model": embedder.name, "build": name, "documents": meta_json([document.plan.id for document in documents])}
    write_register(folder, documents, passages, readings or {}, meta, links)
    progress("full text")
    build_fulltext(passages, folder)
    build_kin(passages, folder)
    build_mentions((project for document in documents for project in document.projects), folder)
    progress("vectors")
    parts = (passages[first : first + EMBEDDED_AT_ONCE] for first in range(0, max(1, len(passages)), EMBEDDED_AT_ONCE))
    build_vectors(passages, np.concatenate([embedder.embed([passage.indexed for passage in part]) for part in parts]), folder)
