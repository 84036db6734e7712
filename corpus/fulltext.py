"""Full text over Japanese words: a tantivy index beside the register, immutable once built."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import tantivy

from corpus.errors import LibraryError
from corpus.values import Passage
from corpus.words import words

BM25_K1 = 1.2  # tantivy's fixed constant (Robertson & Zaragoza 2009); needed to scale scores
FOLDER = "fulltext"
HEAP_BYTES = 64_000_000  # memory of the index writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace", index_option="position")
    for name in ("plan", "project"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
    return builder.build()


def build_fulltext(passages: Iterable[Passage], folder: Path) -> None:
    """Write the index of the passages' words below `folder`; a passage is known by its row, counted from 0.

    Raises LibraryError when the disk does not take it.
    """
    path = folder / FOLDER
    path.mkdir(parents=True)
    try:
        _write(passages, path)
    except ValueError as error:  # tantivy's only kind
        raise LibraryError(f"{path}: {error}") from error


def _write(passages: Iterable[Passage], path: Path) -> None:
    index = tantivy.Index(_schema(), path=str(path))
    writer = index.writer(HEAP_BYTES, 1)
    for row, passage in enumerate(passages):
        document = tantivy.Document()
        document.add_text("words", " ".join(words(passage.indexed)))
        document.add_text("plan", passage.plan_id)
        document.add_text("project", passage.project_id or "")
        document.add_unsigned("row", row)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class FullText:
    """Reads a full-text index; with `plans`, only the passages of these plans are searched."""

    def __init__(self, folder: Path, plans: Iterable[str] | None = None) -> None:
        self._plans = None if plans is None else tuple(plans)
        self._path = path = folder / FOLDER
        try:
            self._index = tantivy.Index.open(str(path))
            self._searcher = self._index.searcher()
        except ValueError as error:
            raise self._damaged(error) from error

    def idf(self, word: str) -> float:
        """Inverse document frequency as in BM25: ln(1 + (n - df + 0.5) / (df + 0.5)); largest for an unknown word."""
        n, df = self._searcher.num_docs, self._document_frequency(word)
        return math.log(1 + (n - df + 0.5) / (df + 0.5))

    def search(self, terms: Sequence[tuple[str, ...]], limit: int, projects: Collection[str] | None = None) -> list[tuple[int, float]]:
        """(row, coverage) of the best passages: BM25 over the largest score the question could get, so 0 to about 1. With `projects`, only of these.

        A term is a word with those that may stand for it; the best of them counts. Words that no document holds count at their full
        weight: the score is the share of the question that the passage covers.
        """
        unique = list(dict.fromkeys(terms))
        largest = sum(max(self.idf(word) for word in term) for term in unique) * (BM25_K1 + 1)
        if not largest:
            return []
        queries = [(tantivy.Occur.Should, self._any_of(term)) for term in unique]
        hits = self._hits(queries, limit, projects)
        rows = self._searcher.fast_field_values("row", [address for _, address in hits]) if hits else []
        return [(int(row), float(score) / largest) for row, (score, _) in zip(rows, hits, strict=True) if row is not None]

    def _any_of(self, term: tuple[str, ...]) -> tantivy.Query:
        """A query for the best of several words."""
        words = [tantivy.Query.term_query(self._index.schema, "words", word) for word in term]
        return words[0] if len(words) == 1 else tantivy.Query.disjunction_max_query(words)

    def known(self, word: str) -> bool:
        """Whether any passage that is searched holds the word."""
        return bool(self._document_frequency(word)) and (self._plans is None or bool(self._hits([(tantivy.Occur.Should, self._any_of((word,)))], 1)))

    def _hits(
        self, queries: list[tuple[tantivy.Occur, tantivy.Query]], limit: int, projects: Collection[str] | None = None
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Scores and addresses of the passages that one of the queries finds; whose a passage is adds nothing to its score."""
        query = tantivy.Query.boolean_query(queries)
        for name, values in (("plan", self._plans), ("project", projects)):
            if values is not None:
                seen = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._index.schema, name, list(values)), 0.0)
                query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, seen)])
        try:
            return list(self._searcher.search(query, limit, count=False).hits)
        except ValueError as error:
            raise self._damaged(error) from error

    def _document_frequency(self, word: str) -> int:
        try:
            return int(self._searcher.doc_freq("words", word))
        except ValueError as error:
            raise self._damaged(error) from error

    def holds(self, phrase: Sequence[str]) -> bool:
        """Whether any passage holds the words one after the other."""
        if len(phrase) < 2:
            return bool(phrase) and self.known(phrase[0])
        query = tantivy.Query.phrase_query(self._index.schema, "words", list(phrase))
        return bool(self._searcher.search(query, 1, count=False).hits)

    def _damaged(self, error: Exception) -> LibraryError:
        return LibraryError(f"{self._path}: the full-text index is missing or damaged ({error}). Build the library anew: plan-assistant ingest --force")
