"""A small library of made-up city documents: one of them for staff alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.embedding import load_embedder
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles

DOCUMENTS = Path(__file__).parents[1] / "ingest" / "documents"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the made-up documents; not to be changed."""
    library = tmp_path_factory.mktemp("library")
    build_library(library, load_catalog(DOCUMENTS / "catalog.toml"), load_profiles([DOCUMENTS / "profiles"]), load_embedder())
    return library


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "library"))
