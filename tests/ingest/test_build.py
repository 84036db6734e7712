"""Building a library: all of it or nothing of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.embedding import load_embedder
from corpus.errors import DocumentError, LibraryError
from corpus.library import Library, current_build
from ingest.build import BuildReport, build_library, divide_entry
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.profile import Profile

DOCUMENTS = Path(__file__).parent / "documents"
CATALOG = DOCUMENTS / "catalog.toml"
ROOT = Path(__file__).parents[2]
Build = Callable[..., BuildReport]

SCRIPT = """
import resource, sys
from pathlib import Path
from corpus.embedding import load_embedder
from corpus.errors import LibraryError
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles
catalog = Path(sys.argv[2])
arguments = (Path(sys.argv[1]), load_catalog(catalog), load_profiles([catalog.parent / "profiles"]), load_embedder())
if sys.argv[3] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
print("ready", flush=True)
try:
    build_library(*arguments, force=True, progress=lambda step: print(step, flush=True))
except LibraryError as error:
    sys.exit(f"LibraryError: {error}")
"""


@pytest.fixture
def build(tmp_path: Path, profiles: dict[str, Profile]) -> Build:
    """Builds entries (the made-up documents when none are given) into the test's library."""

    def build(*entries: Entry, force: bool = False) -> BuildReport:
        return build_library(tmp_path / "library", entries or load_catalog(CATALOG), profiles, load_embedder(), force)

    return build


def _start(library: Path, most_bytes: int = 0) -> subprocess.Popen[str]:
    """A build in a process of its own, which may write files of `most_bytes`."""
    command = [sys.executable, "-c", SCRIPT, str(library), str(CATALOG), str(most_bytes)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _start_to_register(library: Path) -> subprocess.Popen[str]:
    """A build that has come to its register."""
    process = _start(library)
    assert process.stdout
    while "register" not in process.stdout.readline():
        pass
    return process


def _titles(library: Path) -> list[str]:
    """Everything a reader gets from the library, so that a half build would show."""
    opened = Library.open(library, "staff")
    assert opened.fulltext.search([("整備",)], 5) and opened.vectors.search(opened.embedder.embed(["整備"])[0], 5)
    return [project.title.printed for project in opened.projects]


class TestBuild:
    """One build."""

    def test_all_documents_are_reported(self, build: Build) -> None:
        """Each document comes with its projects, passages and warnings."""
        report = build()
        assert [(each.document_id, each.projects) for each in report.documents] == [
            ("akari-smart-r7-r9", 10), ("kitaura-progress-h28-r2", 5), ("hoshino-action-r6-r10", 3)
        ]  # fmt: skip
        assert not report.unchanged and len(report.documents[2].warnings) == 1

    def test_the_same_documents_are_not_built_twice(self, build: Build, tmp_path: Path) -> None:
        """A second ingest of the same changes nothing; forced, it makes a new build with the same content."""
        build()
        first, titles = current_build(tmp_path / "library"), _titles(tmp_path / "library")
        assert build().unchanged
        assert current_build(tmp_path / "library") == first
        assert not build(force=True).unchanged
        assert current_build(tmp_path / "library") != first
        assert _titles(tmp_path / "library") == titles

    def test_a_change_in_the_catalogue_is_a_change(self, build: Build) -> None:
        """A document that becomes staff-only is built anew."""
        entries = load_catalog(CATALOG)
        build(*entries)
        assert not build(replace(entries[0], visibility="staff"), *entries[1:]).unchanged

    def test_a_library_for_staff_alone_shows_the_public_nothing(self, build: Build, tmp_path: Path) -> None:
        """Where every document is for staff, a public search finds nothing and does not fail."""
        build(*(replace(entry, visibility="staff") for entry in load_catalog(CATALOG)))
        public = Library.open(tmp_path / "library")
        assert public.projects == ()
        assert public.fulltext.search([("整備",)], 5) == []
        assert public.vectors.search(public.embedder.embed(["整備"])[0], 5) == []

    def test_old_builds_are_swept(self, build: Build, tmp_path: Path) -> None:
        """The current build and the one before it stay, for readers that still have it open."""
        for _ in range(4):
            build(force=True)
        assert len(list((tmp_path / "library" / "builds").iterdir())) == 2

    def test_a_reader_keeps_what_it_opened(self, build: Build, tmp_path: Path) -> None:
        """A library that is open goes on answering while the next one is built."""
        build()
        opened = Library.open(tmp_path / "library")
        build(force=True)
        assert opened.passages and opened.fulltext.search([("整備",)], 5) is not None

    def test_documents_that_were_not_asked_for_are_told(self, build: Build) -> None:
        """An ingest of one document says which others are no longer in the library."""
        entries = load_catalog(CATALOG)
        build(*entries)
        assert build(entries[0]).dropped == ("hoshino-action-r6-r10", "kitaura-progress-h28-r2")


class TestBadDocument:
    """A document that cannot be built."""

    def test_it_is_reported_and_the_others_are_built(self, build: Build, entry: Callable[..., Entry], tmp_path: Path) -> None:
        """A bad file is named with its reason; the good ones are in the library."""
        report = build(*load_catalog(CATALOG), entry(bytes(100), "bad.txt"))
        assert "bad.txt" in str(report.documents[-1].error)
        assert "津波避難路の整備" in _titles(tmp_path / "library")

    def test_it_does_not_push_its_former_self_out(self, build: Build, tmp_path: Path) -> None:
        """A document of the library that has become unreadable leaves the old library serving."""
        entries = load_catalog(CATALOG)
        build(*entries)
        before = current_build(tmp_path / "library")
        broken = tmp_path / "broken.txt"
        broken.write_bytes(b"%PDF-1.4")
        with pytest.raises(DocumentError, match=r"broken\.txt.*PDF[\s\S]*still serves"):
            build(replace(entries[0], path=broken), *entries[1:])
        assert current_build(tmp_path / "library") == before

    def test_nothing_to_build(self, build: Build, entry: Callable[..., Entry]) -> None:
        """A build without a good document is refused."""
        with pytest.raises(DocumentError, match="No document could be built"):
            build(entry(b""))


class TestInterrupted:
    """Builds that do not come to their end."""

    @pytest.mark.parametrize("delay_ms", [0, 20, 40, 60, 120, 200, 400, 600])
    def test_a_killed_build_leaves_the_old_one_serving(self, build: Build, tmp_path: Path, delay_ms: int) -> None:
        """However far a build had come when it was killed, the library serves, and the next ingest succeeds and sweeps."""
        library = tmp_path / "library"
        build()
        titles = _titles(library)
        process = _start(library)
        assert process.stdout and process.stdout.readline() == "ready\n"
        time.sleep(delay_ms / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert _titles(library) == titles
        build(force=True)
        assert _titles(library) == titles
        assert not [path for path in (library / "builds").iterdir() if path.name.startswith(".")]

    def test_a_first_build_that_was_killed_leaves_no_library(self, build: Build, tmp_path: Path) -> None:
        """Half a first build is no library."""
        library = tmp_path / "library"
        process = _start_to_register(library)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with pytest.raises(LibraryError, match="there is no library here"):
            Library.open(library)
        build()
        assert _titles(library)

    def test_two_builds_at_once_are_refused(self, build: Build, tmp_path: Path) -> None:
        """The second of two builds says that another is running; the first one is not disturbed."""
        library = tmp_path / "library"
        process = _start_to_register(library)
        process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(LibraryError, match="another ingest is running"):
                build()
        finally:
            process.send_signal(signal.SIGCONT)
        process.communicate()
        assert process.returncode == 0 and _titles(library)

    @pytest.mark.parametrize("most_bytes", [1, 2000, 60000, 150000])
    def test_a_disk_that_takes_no_more(self, build: Build, tmp_path: Path, most_bytes: int) -> None:
        """When writing fails in any of the stores, the message tells so and the old library serves."""
        library = tmp_path / "library"
        build()
        before = current_build(library)
        process = _start(library, most_bytes)
        _, errors = process.communicate()
        assert process.returncode == 1 and "LibraryError" in errors and "still serves" in errors
        assert current_build(library) == before
        assert _titles(library)

    def test_a_library_that_is_a_file(self, tmp_path: Path, build: Build) -> None:
        """A path that cannot be a folder is refused with the option to change."""
        (tmp_path / "library").write_text("")
        with pytest.raises(LibraryError, match="--library"):
            build()


PRINTED = [line for path in sorted(DOCUMENTS.glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
LINES = st.sampled_from([*PRINTED, "", " ", "\f", "10 件 20 件", "（H23）", "1.", "事業名"])


@pytest.mark.parametrize("layout", ["labelled-sheet", "progress-table", "action-plan"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=1, max_size=40))
def test_no_document_breaks_the_engine(entry: Callable[..., Entry], profiles: dict[str, Profile], layout: str, lines: list[str]) -> None:
    """Any lines of any layout in any order are divided, or refused with a DocumentError that names the file."""
    given_entry = replace(entry("\n".join(lines).encode()), layout=layout)
    try:
        document = divide_entry(given_entry, profiles)
    except DocumentError as error:
        assert "some.txt" in str(error)
    else:
        assert all(1 <= project.title.span.line_start <= len(document.lines) for project in document.projects)


def test_a_document_is_divided_the_same_each_time(profiles: dict[str, Profile]) -> None:
    """Dividing twice gives equal values."""
    entry = entry_for(DOCUMENTS / "akari-smart-r7-r9.txt", ())
    assert divide_entry(entry, profiles) == divide_entry(entry, profiles)
