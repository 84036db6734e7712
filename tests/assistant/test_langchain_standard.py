"""The tests that LangChain holds every retriever and every embedding to."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from assistant.assistant import Assistant
from assistant.langchain import PlanEmbeddings, PlanRetriever


class TestRetriever(RetrieversIntegrationTests):
    """PlanRetriever."""

    @pytest.fixture(autouse=True)
    def _over(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        """What is tested."""
        return PlanRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        """Over the two plans."""
        return {"assistant": self.assistant}

    @property
    def retriever_query_example(self) -> str:
        """A question that finds something."""
        return "電子申請"


class TestEmbeddingsUnit(EmbeddingsUnitTests):
    """PlanEmbeddings, as it is made."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        """What is tested."""
        return PlanEmbeddings


class TestEmbeddings(EmbeddingsIntegrationTests):
    """PlanEmbeddings, as it embeds."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        """What is tested."""
        return PlanEmbeddings
