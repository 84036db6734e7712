from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from corpus.errors import CatalogError, DocumentError
from corpus.library import Library
from ingest.cli import ingest

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A folder with a catalogue, its documents and a profile of its own."""
    return Path(shutil.copytree(DOCUMENTS, tmp_path / "city"))


def _run(city: Path, *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(ingest)
    return CliRunner().invoke(app, [*arguments, "--catalog", str(city / "catalog.toml"), "--library", str(city / "library")])


def test_the_whole_catalogue_is_built(city: Path) -> None:
    """Without paths every document of the catalogue is built, with the profiles beside it."""
    result = _run(city)
    assert result.exit_code == 0, result.output
    assert "built" in result.output
    assert len(Library.open(city / "library", "staff").plans) == 3
    assert "up to date" in _run(city).output


def test_a_document_without_entry_is_built(city: Path) -> None:
    """A file the catalogue does not know has its id from its name, and title and period from its text."""
    shutil.copy(city / "akari-smart-r7-r9.txt", city / "new-plan.txt")
    result = _run(city, str(city / "new-plan.txt"), "--json")
    assert result.exit_code == 0, result.output
    (plan,) = Library.open(city / "library").plans
    assert (plan.id, plan.title, plan.period) == ("new-plan", "暁里市スマートシティ推進計画 実施計画書", "R7-R9")
    assert json.loads(result.stdout)["documents"][0]["projects"] == 10


def test_a_folder_is_all_its_text_files(city: Path) -> None:
    """Files of a folder that the catalogue knows are built as the catalogue says."""
    result = _run(city, str(city))
    assert result.exit_code == 0, result.output
    assert {plan.publisher for plan in Library.open(city / "library", "staff").plans} == {"暁里市", "北浦市", "星野町"}


def test_a_bad_document_is_told_by_name_and_exit_code(city: Path) -> None:
    """One bad file among good ones: exit code 2, its name and reason, and the others built."""
    (city / "bad.txt").write_bytes(b"%PDF-1.7")
    result = _run(city, str(city))
    assert result.exit_code == 2
    assert "bad.txt" in result.output.replace("\n", "") and "PDF" in result.output
    assert len(Library.open(city / "library", "staff").plans) == 3


def test_what_falls_out_of_the_library_is_told(city: Path) -> None:
    """An ingest of one path names the documents that are no longer in the library."""
    _run(city)
    assert "no longer in the library" in _run(city, str(city / "akari-smart-r7-r9.txt")).output


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [(("gone.txt",), DocumentError, "cannot be read"), (("empty",), DocumentError, "no document in this folder"), (("twin",), DocumentError, "same id")],
)
def test_wrong_paths_say_what_to_do(city: Path, arguments: tuple[str, ...], error: type[Exception], message: str) -> None:
    """A missing file, an empty folder and two files of one name are refused."""
    (city / "empty").mkdir()
    (city / "twin").mkdir()
    for name in ("New Plan.txt", "new_plan.txt"):
        shutil.copy(city / "akari-smart-r7-r9.txt", city / "twin" / name)
    result = _run(city, *(str(city / argument) for argument in arguments))
    assert isinstance(result.exception, error) and message in str(result.exception)


def test_a_bad_catalogue_builds_nothing(city: Path) -> None:
    """A mistake in the catalogue stops before anything is written."""
    (city / "catalog.toml").write_text("[[document]]\nid = 3", "utf-8")
    assert isinstance(_run(city).exception, CatalogError)
    assert not (city / "library").exists()
