"""What the tests of the assistant share: reading, asking, and a library of four made-up cities beside the two real plans."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer, Conversation
from assistant.assistant import Assistant
from assistant.understand import Query
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.settings import Settings
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles

CITIES = Path(__file__).parents[1] / "ingest" / "cities"


@pytest.fixture(scope="session")
def read(assistant: Assistant) -> Callable[[str], Query]:
    """Reads a question to the two plans, asked in 令和8年度."""
    return assistant.reader.read


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Callable[[str], Answer]:
    """Asks the two plans."""
    return assistant.ask


@pytest.fixture(scope="session")
def talk(assistant: Assistant) -> Callable[..., Answer]:
    """Asks the two plans the questions one after the other and gives the last answer."""
    return _talking_to(assistant)


@pytest.fixture(scope="session")
def talk_of_cities(cities: Assistant) -> Callable[..., Answer]:
    """The same for the plans of the made-up cities."""
    return _talking_to(cities)


def _talking_to(assistant: Assistant) -> Callable[..., Answer]:
    def talked(*questions: str) -> Answer:
        conversation: Conversation | None = None
        for question in questions:
            answer = assistant.ask(question, conversation)
            conversation = answer.conversation
        return answer

    return talked


@pytest.fixture(scope="session")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the plans of four made-up cities, asked in 令和8年度."""
    folder = tmp_path_factory.mktemp("cities") / "library"
    build_library(folder, load_catalog(CITIES / "catalog.toml"), load_profiles([CITIES / "profiles"]), load_embedder())
    return Assistant(Library.open(folder), Settings(today=datetime.date(2026, 7, 1)))
