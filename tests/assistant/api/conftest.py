"""A library of the two plans, a small assistant over it, and clients of the API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Answer, Conversation, Language, Reference, Statement
from assistant.api.app import create_app
from assistant.api.operations import SqliteOperations
from corpus.embedding import load_embedder
from corpus.errors import QuestionError
from corpus.library import Library, matching_projects
from corpus.settings import Settings
from corpus.text import normalise
from corpus.values import Citation, Passage, Project
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles

CATALOG = Path(__file__).parents[3] / "corpus" / "catalog.toml"


@dataclass
class OwnerAssistant:
    """Knows one thing: who owns the project whose title stands in the question, or else the project last spoken of."""

    library: Library
    settings: Settings = field(default_factory=Settings)

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The owner, cited; `not_found` where no project is meant."""
        if not normalise(question) or len(normalise(question)) > self.settings.question_length:
            raise QuestionError(f"write 1 to {self.settings.question_length} characters")
        earlier = conversation or Conversation()
        named = [project.id for project in self.library.projects if project.title.printed in question]
        project = self.library.project((named or list(earlier.project_ids) or [""])[0])
        if project is None:
            return Answer(question, "not_found", language or "ja", (Statement("その事業は計画にありません。"),))
        return self._owner(question, project, language or "ja")

    def search(self, text: str, limit: int = 10) -> list[Any]:
        """The projects in which `text` stands."""
        found = matching_projects(self.library.projects, text)[:limit]
        return [SimpleNamespace(project=project, score=1.0, passages=self._passages(project)) for project in found]

    def _owner(self, question: str, project: Project, language: Language) -> Answer:
        plan = self.library.plan(project.plan_id)
        assert plan
        citation = Citation(1, plan.id, project.id, project.head, self.library.quote(project.head))
        statement = Statement(f"担当課は {'、'.join(project.department_names)} です。", (1,))
        state = Conversation(project_ids=(project.id,), language=language)
        return Answer(question, "answered", language, (statement,), (Reference(citation, plan, project),), (project,), ("目標値は？",), state)

    def _passages(self, project: Project) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.library.passages if passage.project_id == project.id)[:2]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now_s


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library built from the two plans."""
    folder = tmp_path_factory.mktemp("api") / "library"
    build_library(folder, load_catalog(CATALOG), load_profiles(), load_embedder())
    return folder


@pytest.fixture(scope="session")
def library(library_folder: Path) -> Library:
    """The library of the two plans, open for the public."""
    return Library.open(library_folder)


@pytest.fixture
def assistant(library: Library) -> OwnerAssistant:
    """The small assistant."""
    return OwnerAssistant(library)


@pytest.fixture
def clock() -> Clock:
    """A clock to move."""
    return Clock()


@pytest.fixture
def operations(tmp_path: Path, clock: Clock) -> Iterator[SqliteOperations]:
    """An operations file that keeps conversations for 60 minutes."""
    opened = SqliteOperations(tmp_path / "operations.sqlite3", conversation_minutes=60, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def client(assistant: OwnerAssistant, operations: SqliteOperations) -> TestClient:
    """A client of the API without limits."""
    return TestClient(create_app(assistant, operations, limits=False))


@pytest.fixture
def ask(client: TestClient) -> Callable[..., dict[str, Any]]:
    """Asks a question and gives the answer; more keywords go into the body."""

    def asked(question: str, **body: Any) -> dict[str, Any]:
        reply = client.post("/v1/ask", json={"question": question, **body})
        assert reply.status_code == 200, reply.text
        answer: dict[str, Any] = reply.json()
        return answer

    return asked
