"""The assistant as LangChain parts: embeddings, retriever and runnable, so that it plugs into what users have."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict, Field, InstanceOf

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.embedding import EMBEDDED, load_embedder
from corpus.text import normalise


class PlanEmbeddings(Embeddings):
    """The embedder of the setting `embedding_model` behind LangChain's interface; vectors of length 1."""

    def __init__(self, model: str = EMBEDDED) -> None:
        self._embedder = load_embedder(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per text."""
        return [[float(value) for value in vector] for vector in self._embedder.embed([normalise(text) for text in texts])]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self.embed_documents([text])[0]


class PlanRetriever(BaseRetriever):
    """Passages of the projects that fit a question, best project first; each document tells project, plan and lines."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    assistant: InstanceOf[Assistant]
    k: int = Field(4, ge=1, description="passages returned")

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any) -> list[Document]:
        k = int(kwargs.get("k", self.k))
        found = self.assistant.search(query, limit=k)
        hits = [(each, hit) for each in found for hit in each.hits]
        best = sorted(hits, key=lambda pair: -(pair[0].score + pair[1].score))[:k]
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "project_id": each.project.id, "title": each.project.title.printed, "plan_id": each.project.plan_id, "kind": hit.passage.kind,
                    "page": hit.passage.span.page, "line_start": hit.passage.span.line_start, "line_end": hit.passage.span.line_end, "score": each.score,
                },
            )
            for each, hit in best
        ]  # fmt: skip


def as_runnable(assistant: Assistant) -> Runnable[str, dict[str, Any]]:
    """The assistant as a runnable: a question in, the answer of the HTTP contract out."""

    def answer(question: str) -> dict[str, Any]:
        reply: Answer = assistant.ask(question)
        return reply.to_dict()

    return RunnableLambda(answer, name="plan_assistant")
