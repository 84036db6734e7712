"""What the speed is compared with: plain LangChain retrieval, as a tutorial sets it up, with the same embedding model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore

from corpus.embedding import Embedder

SPLIT_LENGTH = 400  # characters of a piece, cut wherever they end
FOUND = 4  # pieces a question finds: LangChain's own default


class Baseline:
    """A vector store over the documents cut into pieces of 400 characters."""

    def __init__(self, texts: Iterable[str], embedder: Embedder) -> None:
        self._store = InMemoryVectorStore(embeddings(embedder))
        self._store.add_documents([Document(text[start : start + SPLIT_LENGTH]) for text in texts for start in range(0, len(text), SPLIT_LENGTH)])

    def find(self, question: str) -> list[str]:
        """The pieces nearest to the question."""
        return [text for text, _ in self.find_scored(question)]

    def find_scored(self, question: str) -> list[tuple[str, float]]:
        """The pieces nearest to the question, each with its likeness (cosine); none for a question without a vector, where LangChain divides by zero."""
        vector = self._store.embeddings.embed_query(question)
        if not any(vector):
            return []
        found = self._store.similarity_search_with_score_by_vector(vector, k=FOUND)
        return [(document.page_content, score) for document, score in found]


def embeddings(embedder: Embedder) -> Embeddings:
    """An embedder in LangChain's shape."""
    return _Embeddings(embedder)


class _Embeddings(Embeddings):
    """An embedder in LangChain's shape."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._vectors(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._vectors([text])[0]

    def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors
