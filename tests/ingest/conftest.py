"""Made-up documents of other cities, divided, and the two real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.values import DividedDocument, Project
from ingest.build import divide_entry
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.lines import Piece
from ingest.profile import Profile, load_profiles

DOCUMENTS = Path(__file__).parent / "documents"
CITIES = Path(__file__).parent / "cities"
REAL = Path(__file__).parents[2] / "corpus" / "catalog.toml"


@pytest.fixture(scope="session")
def profiles() -> dict[str, Profile]:
    """The built-in layouts and those of made-up cities."""
    return load_profiles([DOCUMENTS / "profiles", CITIES / "profiles"])


@pytest.fixture(scope="session")
def divided(profiles: dict[str, Profile]) -> dict[str, DividedDocument]:
    """Every document, made up or real, by its id."""
    entries = [entry for catalog in (DOCUMENTS / "catalog.toml", CITIES / "catalog.toml", REAL) for entry in load_catalog(catalog)]
    return {entry.id: divide_entry(entry, profiles) for entry in entries}


@pytest.fixture(scope="session")
def titled(divided: dict[str, DividedDocument]) -> Callable[[str], Project]:
    """The project that has a title; of several the first."""
    by_title = {project.title.printed: project for document in reversed(divided.values()) for project in reversed(document.projects)}
    return by_title.__getitem__


@pytest.fixture
def divide_text(tmp_path: Path, profiles: dict[str, Profile]) -> Callable[[str], DividedDocument]:
    """Divides a text that no catalogue knows."""

    def divide(text: str) -> DividedDocument:
        path = tmp_path / "some.txt"
        path.write_text(text, "utf-8")
        return divide_entry(entry_for(path, ()), profiles)

    return divide


@pytest.fixture
def entry(tmp_path: Path) -> Callable[..., Entry]:
    """An entry for a file with the given bytes."""

    def make(data: bytes, name: str = "some.txt") -> Entry:
        (tmp_path / name).write_bytes(data)
        return entry_for(tmp_path / name, ())

    return make


@pytest.fixture
def pieces() -> Callable[[str], list[Piece]]:
    """The pieces of a text, from line 1."""
    return lambda text: [Piece(number, 1, line.strip(), line[:1] == "　", 0) for number, line in enumerate(text.split("\n"), 1)]
