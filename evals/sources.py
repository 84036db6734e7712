"""What an evaluation runs against: the catalogue's documents, raw and divided, and a library built from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from assistant.answer import Answer, Conversation, Language
from corpus.embedding import load_embedder
from corpus.settings import Settings, default_settings
from corpus.values import DividedDocument
from corpus.years import FiscalYear
from evals.cases import read_yaml
from evals.traced import Names, read_documents
from ingest.build import build_library, divide_entry
from ingest.catalog import Entry, load_catalog
from ingest.decisions import NOTHING_DECIDED, Decisions, load_decisions
from ingest.formats import reader_of
from ingest.profile import Profile, load_profiles

HERE = Path(__file__).parent
CASES = HERE / "cases"
GOLD = HERE / "gold"
TODAY = date(2026, 11, 20)  # the day that the cases' 今年度 and 来年度 mean


def evaluation_settings() -> Settings:
    """The settings of this process, asked on the day that the cases mean."""
    return default_settings().model_copy(update={"today": TODAY})


class Asker(Protocol):
    """Whatever answers questions: `Assistant`, or a stand-in for it."""

    def ask(self, question: str, conversation: Conversation | None = None, language: Language | None = None) -> Answer:
        """The answer to `question`; `answer.conversation` is handed in again with the next one."""


class Material(Protocol):
    """What cases are about: documents, divided and as raw lines, their names and hashes, and a library of them."""

    @property
    def divided(self) -> tuple[DividedDocument, ...]:
        """Every document divided into plan and projects."""

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The raw lines of every document by its id."""

    @property
    def names(self) -> Names:
        """The titles of the plans, and the departments."""

    @property
    def digests(self) -> Mapping[str, str]:
        """A hash of every document by its id."""

    def library(self, given: Path | None, settings: Settings) -> AbstractContextManager[Path]:
        """`given`, or a library of these documents."""


def digest(parts: Iterable[bytes]) -> str:
    """A hash of the parts, 16 characters."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()[:16]


@dataclass(frozen=True)
class Sources:
    """The documents of one catalogue. Raises CatalogError and DocumentError as ingest does."""

    entries: tuple[Entry, ...]
    profiles: dict[str, Profile]
    decisions: Decisions = NOTHING_DECIDED

    @classmethod
    def load(cls, settings: Settings) -> Sources:
        """The documents of the catalogue that the settings name, with the profiles and the decisions on links beside it."""
        folder, entries = settings.catalog.parent, load_catalog(settings.catalog)
        return cls(entries, load_profiles([folder / "profiles"]), load_decisions(folder, entries))

    @cached_property
    def divided(self) -> tuple[DividedDocument, ...]:
        """Every document divided into plan and projects."""
        return tuple(divide_entry(entry, self.profiles) for entry in self.entries)

    @cached_property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The raw lines of every document by its id, read apart from ingest; what is no text (PDF, Word, Excel …) as it is stored."""
        texts = {entry.id: entry.path for entry in self.entries if reader_of(entry.path.read_bytes(), str(entry.path), entry.path.suffix) is None}
        stored = {document.plan.document_id: [line.text for line in document.lines] for document in self.divided if document.plan.document_id not in texts}
        return read_documents(texts) | stored

    @cached_property
    def names(self) -> Names:
        """The titles of the plans, the departments that a person read, and the fiscal year that cases are asked in."""
        departments = (name for project in read_yaml(GOLD / "extraction.yaml") for name in project["departments"])
        return Names(tuple(entry.title for entry in self.entries), tuple(dict.fromkeys(departments)), FiscalYear.of_date(TODAY).year)

    @property
    def digests(self) -> Mapping[str, str]:
        """A hash of every file by the id of its document."""
        return {entry.id: digest([entry.path.read_bytes()]) for entry in self.entries}

    @contextmanager
    def library(self, given: Path | None, settings: Settings) -> Iterator[Path]:
        """`given`, or a library built from these documents that is removed afterwards."""
        if given is not None:
            yield given
            return
        with TemporaryDirectory(prefix="plan-assistant-eval-") as folder:
            build_library(Path(folder), self.entries, self.profiles, load_embedder(settings.embedding_model), decisions=self.decisions)
            yield Path(folder)
