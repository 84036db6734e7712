"""The library of the two real plans and the assistant over it, built once a session, and those of the published plans."""

from __future__ import annotations

import datetime
import fcntl
import os
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
PUBLISHED = Path(__file__).parent / "published"


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


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a library of one published plan, by its name: read without a profile, once for all processes that test."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published"
    shared.mkdir(exist_ok=True)

    def folder(plan: str) -> Path:
        with (shared / f"{plan}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not (shared / plan).exists():
                build_library(shared / plan, load_catalog(PUBLISHED / plan / "catalog.toml"), {}, load_embedder())
        return shared / plan

    return folder
