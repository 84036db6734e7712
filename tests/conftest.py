"""The library of the two real plans and the assistant over it, built once a session."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.settings import HERE, Settings
from corpus.values import Project
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles

TODAY = datetime.date(2026, 7, 1)  # 令和8年度


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library built from the two plans."""
    folder = tmp_path_factory.mktemp("plans") / "library"
    build_library(folder, load_catalog(HERE / "catalog.toml"), load_profiles(), load_embedder())
    return folder


@pytest.fixture(scope="session")
def library(library_folder: Path) -> Library:
    """The library of the two plans, open for the public."""
    return Library.open(library_folder)


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """The assistant over the two plans, asked in 令和8年度."""
    return Assistant(library, Settings(today=TODAY))


@pytest.fixture(scope="session")
def project(library: Library) -> Callable[[str], Project]:
    """The project that has a title."""
    return {each.title.printed: each for each in library.projects}.__getitem__
