"""The assistant as LangChain parts, held to the contracts of LangChain's interfaces."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.assistant import Assistant
from assistant.langchain import PlanEmbeddings, PlanRetriever, as_runnable
from corpus.errors import QuestionError
from corpus.values import Span

TEXTS = ["電子申請の利用促進", "犬の登録", "RPA"]


class TestEmbeddings:
    """`PlanEmbeddings` is LangChain's `Embeddings`."""

    @pytest.fixture
    def embeddings(self) -> Embeddings:
        """The embedded model."""
        return PlanEmbeddings()

    def test_documents_have_a_vector_each(self, embeddings: Embeddings) -> None:
        """As many vectors as texts, of one length, of floats, none for no text."""
        vectors = embeddings.embed_documents(TEXTS)
        assert len(vectors) == len(TEXTS) and len({len(vector) for vector in vectors}) == 1
        assert all(type(value) is float for vector in vectors for value in vector)
        assert embeddings.embed_documents([]) == []

    def test_the_same_text_has_the_same_vector(self, embeddings: Embeddings) -> None:
        """Alone or among others, as a document or as a question."""
        assert embeddings.embed_documents(TEXTS)[0] == embeddings.embed_documents(TEXTS[:1])[0] == embeddings.embed_query(TEXTS[0])

    def test_vectors_have_length_one(self, embeddings: Embeddings) -> None:
        """The cosine is the product of two vectors."""
        assert np.allclose(np.linalg.norm(embeddings.embed_documents(TEXTS), axis=1), 1)

    def test_width_and_case_do_not_matter(self, embeddings: Embeddings) -> None:
        """Texts are normalised as documents and questions are."""
        assert embeddings.embed_query("ＲＰＡ") == embeddings.embed_query("rpa")

    def test_what_is_alike_is_near(self, embeddings: Embeddings) -> None:
        """A question is nearer to what it is about than to something else."""
        asked, near, far = (np.array(vector) for vector in embeddings.embed_documents(["ネットで申請", "電子申請の利用促進", "犬の登録"]))
        assert asked @ near > asked @ far

    def test_it_can_be_awaited(self, embeddings: Embeddings) -> None:
        """The asynchronous methods give the same."""
        assert asyncio.run(embeddings.aembed_documents(TEXTS)) == embeddings.embed_documents(TEXTS)
        assert asyncio.run(embeddings.aembed_query("RPA")) == embeddings.embed_query("RPA")


class TestRetriever:
    """`PlanRetriever` is LangChain's `BaseRetriever`."""

    @pytest.fixture
    def retriever(self, assistant: Assistant) -> BaseRetriever:
        """A retriever of three passages."""
        return PlanRetriever(assistant=assistant, k=3)

    def test_documents_come_best_first(self, retriever: BaseRetriever, assistant: Assistant) -> None:
        """As many documents as asked for, of the project that is meant, that cite where they stand."""
        documents = retriever.invoke("RPAの担当課は？")
        assert len(documents) == 3 and all(isinstance(each, Document) and each.page_content for each in documents)
        first = documents[0].metadata
        assert first["title"] == "RPAによる業務効率化の推進" and first["project_id"].startswith(first["plan_id"])
        span = Span(first["plan_id"], first["page"], first["line_start"], first["line_end"])
        assert assistant.library.quote(span)
        assert len({each.id for each in documents}) == 3

    def test_the_number_can_be_set_for_one_call(self, retriever: BaseRetriever) -> None:
        """`k` of a call wins over that of the retriever, which keeps its own."""
        assert len(retriever.invoke("RPA", k=1)) == 1
        assert len(retriever.invoke("RPA")) == 3

    def test_it_can_be_awaited(self, retriever: BaseRetriever) -> None:
        """`ainvoke` gives what `invoke` gives."""
        assert asyncio.run(retriever.ainvoke("RPA")) == retriever.invoke("RPA")

    def test_it_takes_part_in_a_chain(self, retriever: BaseRetriever) -> None:
        """Piped into another runnable, in a batch too."""
        titles: Runnable[str, list[str]] = retriever | RunnableLambda(lambda found: [each.metadata["title"] for each in found])
        one, other = titles.batch(["RPA", "畜犬登録"])
        assert one[0] == "RPAによる業務効率化の推進" and other[0] == "畜犬登録受付業務のデジタル化"

    def test_none_is_no_number(self, assistant: Assistant) -> None:
        """A retriever of no passages is refused when it is made."""
        with pytest.raises(ValueError, match="k"):
            PlanRetriever(assistant=assistant, k=0)


class TestRunnable:
    """The assistant itself as a runnable."""

    def test_a_question_in_the_contract_out(self, assistant: Assistant) -> None:
        """It gives what the HTTP API gives."""
        answer = as_runnable(assistant).invoke("RPAの担当課は？")
        assert answer == assistant.ask("RPAの担当課は？").to_dict() and "DX推進課" in answer["answer"]

    def test_it_can_be_awaited_and_batched(self, assistant: Assistant) -> None:
        """Several at once have the answers they have alone."""
        runnable, questions = as_runnable(assistant), ["RPAの担当課は？", "図書館DXの担当課は？"]
        alone = [runnable.invoke(question) for question in questions]
        assert runnable.batch(questions) == alone == asyncio.run(runnable.abatch(questions))

    def test_an_empty_question_is_an_error(self, assistant: Assistant) -> None:
        """As it is everywhere."""
        with pytest.raises(QuestionError):
            as_runnable(assistant).invoke(" ")
