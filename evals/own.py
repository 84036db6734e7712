"""A city's own cases: what they are about is read from its library alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.library import Library
from corpus.settings import Settings, default_settings
from corpus.values import DividedDocument
from evals.sources import digest
from evals.traced import Names


@dataclass(frozen=True)
class LibraryMaterial:
    """The documents of a library, those for staff too. Raises LibraryError where there is none."""

    folder: Path
    _library: Library

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> LibraryMaterial:
        """The documents of the library in `folder`."""
        return cls(folder, Library.open(folder, "staff", settings.embedding_model))

    @cached_property
    def divided(self) -> tuple[DividedDocument, ...]:
        """Every document as the library holds it."""
        library = self._library
        return tuple(
            DividedDocument(plan, library.projects_of(plan.id), tuple(library.register.lines(plan.document_id, 1, 2**31 - 1))) for plan in library.plans
        )

    @cached_property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The lines of every document by its id, as stored."""
        return {document.plan.document_id: [line.text for line in document.lines] for document in self.divided}

    @property
    def names(self) -> Names:
        """The titles of the plans, the departments of the projects, and this fiscal year."""
        return Names(tuple(plan.title for plan in self._library.plans), self._library.department_names, default_settings().fiscal_year().year)

    @property
    def digests(self) -> Mapping[str, str]:
        """A hash of the lines of every document."""
        return {document_id: digest(["\n".join(lines).encode()]) for document_id, lines in self.lines.items()}

    @contextmanager
    def library(self, given: Path | None, settings: Settings) -> Iterator[Path]:
        """The library itself."""
        yield self.folder
