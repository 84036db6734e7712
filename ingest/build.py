"""A library built from documents: all of it in a new folder, made current by one atomic rename.

A crash, a bad file or a full disk leaves the old build serving; leftovers of a killed build are swept by the next one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.embedding import Embedder
from corpus.errors import DocumentError, LayoutError, LibraryError, TornTextError
from corpus.library import BUILDS, POINTER, current_build, point_to
from corpus.register import FORMAT, Register
from corpus.stores import write_stores
from corpus.values import DividedDocument, Doubt, Link
from corpus.years import find_years
from ingest.catalog import Entry
from ingest.decisions import NOTHING_DECIDED, Decisions
from ingest.divide import divide
from ingest.drafted import draft_profile
from ingest.flowed import flowed, left_out
from ingest.heads import BRACKETS_LAST
from ingest.linearised import Document, linearised
from ingest.lines import plain
from ingest.links import find_links
from ingest.passages import cut_passages
from ingest.profile import Profile, recognise
from ingest.read import read_document
from ingest.readings import readings

LONGEST_DEPARTMENT, LONGEST_TITLE = 20, 50  # characters; a title with what stands behind it in other cells is longer
MOST_NAMELESS = 1 / 3  # share of what stands for departments in a text that may be no name, where the layout had to be drafted: 0.4 to 1 where it is torn
MOST_INCOMPLETE = 0.5  # share of the sheets of a text that may lack their department or text, where the layout had to be drafted from them
FEWEST_OWNED, LEAST_OWNED = 3, 0.6  # projects of a text that was put together that must have a department, and their share: measures above them have none
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OWN_VALUES = re.compile(r"目標|現状|基準|実績")  # of an indicator whose values stand behind its name
KEPT_BUILDS = 2  # the current build and the one before it, which a running server may still read
Progress = Callable[[str], None]
NO_LAYOUT = (
    "{path}: no layout profile fits this document, and it has no labels from which one could be drafted. Known: {known}. Write a profile for its layout in "
    "the folder `profiles` beside the catalogue. Where its text was taken from a PDF, give the PDF itself: there the cells of its tables are known."
)
PUT_TOGETHER = (
    "the text was taken from a PDF line by line; its sheets and tables were put together again, as far as their rows are whole, and are stored so. Give the "
    "PDF itself where something is missing"
)
TORN = (
    "{path}: the lines of this text are not in the order of its sheets: {incomplete} of its {sheets} sheets lack their department or text. Tools that take a "
    "PDF apart cell by cell (pdftotext without -layout, pdfminer) write such texts. Give the PDF itself, or its text with the layout kept (pdftotext -layout)"
)
LEFT_OUT = "{count} tables of indicators are not whole in this text and left out; targets of their projects are missing, though the plan gives them"
NAMELESS = (
    "{path}: the lines of this text are not in the order of its sheets: {count} of the {names} {what} are none, such as {first}. Where the text "
    "was taken from a PDF, give the PDF itself, or its text with the layout kept (pdftotext -layout)"
)
DRAFTED = (
    "no layout profile fits this document; one was drafted from its labels: {labels}. Look at it (plan-assistant profile {path}), put it into the folder "
    "`profiles` beside the catalogue where something is to be corrected, and compare the register with the document"
)


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What came of one document. `error` is set when it was left out."""

    document_id: str
    title: str
    projects: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `unchanged`: the current build already held exactly this. `dropped`: documents of the former build that it was not asked for."""

    build: str
    documents: tuple[DocumentReport, ...]
    unchanged: bool = False
    dropped: tuple[str, ...] = ()


def build_library(
    library: Path, entries: Sequence[Entry], profiles: dict[str, Profile], embedder: Embedder, force: bool = False, progress: Progress = lambda _: None,
    decisions: Decisions = NOTHING_DECIDED,
) -> BuildReport:  # fmt: skip
    """Build the documents of `entries` into `library`, linked as `decisions` say, and make the build current.

    A bad document is reported and left out. Raises DocumentError when none is left, CatalogError when a decision names a project that there is not,
    LibraryError when another build is running.
    """
    with _lock(library):
        _sweep(library)
        divided, reports = _divide_all(entries, profiles, progress)
        served = _served(library)
        _refuse_loss(served, divided, reports)
        dropped = tuple(sorted(served - {entry.id for entry in entries}))
        name = _build_name(divided, entries, embedder, decisions)
        if not force and _is_current(library, name):
            return BuildReport(name, tuple(reports), unchanged=True)
        progress("links between plans")
        links = find_links(divided, embedder, decisions)
        return BuildReport(_write(library, name, divided, links, embedder, progress), tuple(reports), dropped=dropped)


def _served(library: Path) -> set[str]:
    """The ids of the documents in the library that serves; none when there is none that can be read."""
    with contextlib.suppress(LibraryError):
        return set(json.loads(Register(current_build(library)).meta["documents"]))
    return set()


def _refuse_loss(served: set[str], divided: Sequence[DividedDocument], reports: Sequence[DocumentReport]) -> None:
    """Raise DocumentError when nothing was divided, or when a bad document would fall out of the library that serves."""
    errors = [report for report in reports if report.error]
    messages = "\n".join(report.error or "" for report in errors)
    if not divided:
        raise DocumentError(f"{messages}\nNo document could be built; the former library, if any, still serves.")
    if lost := [report.document_id for report in errors if report.document_id in served]:
        raise DocumentError(f"{messages}\nThe former library, which holds {', '.join(lost)}, still serves. Mend the file, or take it out of the catalogue.")


def _divide_all(entries: Sequence[Entry], profiles: dict[str, Profile], progress: Progress) -> tuple[list[DividedDocument], list[DocumentReport]]:
    divided: list[DividedDocument] = []
    reports: list[DocumentReport] = []
    for entry in entries:
        progress(entry.title or entry.path.name)
        try:
            document = divide_entry(entry, profiles)
        except DocumentError as error:
            reports.append(DocumentReport(entry.id, entry.title or entry.path.name, error=str(error)))
            continue
        divided.append(document)
        warnings = tuple(str(doubt) for doubt in document.warnings)
        reports.append(DocumentReport(entry.id, document.plan.title, len(document.projects), len(cut_passages(document)), warnings))
    return divided, reports


def divide_entry(entry: Entry, profiles: dict[str, Profile]) -> DividedDocument:
    """The document of a catalogue entry, read and divided. Raises DocumentError naming file and reason."""
    read = read_document(entry.path)
    if entry.layout is None:
        return _divide_by_its_looks(read, entry, profiles)
    if entry.layout not in profiles:
        raise DocumentError(f"{entry.path}: there is no layout profile {entry.layout!r}. Known: {', '.join(sorted(profiles))}.")
    return divide(read.texts, entry, profiles[entry.layout], read.told)


def _divide_by_its_looks(read: Document, entry: Entry, profiles: dict[str, Profile]) -> DividedDocument:
    """The document divided by the profile that fits it, or by one drafted from it; a text that neither reads, or not its tables, by what its lines say put

    together.
    """
    try:
        document = _divide_as_read(read, entry, profiles)
        whole = _put_together(read, entry) if read.is_text and any(project.unread for project in document.projects) else None
        return whole if whole and _tells_more(whole, document) else document
    except TornTextError:
        raise
    except LayoutError:
        whole = _put_together(read, entry) if read.is_text else None
        if whole is None:
            raise
        return whole


def _tells_more(one: DividedDocument, other: DividedDocument) -> bool:
    """Whether one reading of a text has all projects of the other, with their departments and entries, and fewer tables that could not be read."""

    def told(document: DividedDocument) -> tuple[int, int, int]:
        projects = document.projects
        return len(projects), sum(bool(project.departments) for project in projects), sum(len(project.achievements) for project in projects)

    def unread(document: DividedDocument) -> int:
        return sum(bool(project.unread) for project in document.projects)

    return all(mine >= its for mine, its in zip(told(one), told(other), strict=True)) and unread(one) < unread(other)


def _put_together(read: Document, entry: Entry) -> DividedDocument | None:
    """A text whose paragraphs and tables tell projects with their departments, divided; None for any other."""
    pages = flowed(read.texts)
    if pages is None:
        return None
    told = linearised(pages)
    drafted = draft_profile(told.texts, f"{entry.id}-draft", told.told, told.labels) if told.told is not None else None
    if drafted is None:
        return None
    try:
        document = divide(told.texts, entry, drafted, told.told)
        _refuse_other_names(document, drafted, entry.path)
    except LayoutError:
        return None
    if sum(bool(project.departments) for project in document.projects) < max(FEWEST_OWNED, LEAST_OWNED * len(document.projects)):
        return None
    line = document.projects[0].title.span.line_start
    doubts = [PUT_TOGETHER, *([LEFT_OUT.format(count=count)] if (count := left_out(pages)) else [])]
    return replace(document, warnings=(*(Doubt(entry.id, line, doubt) for doubt in doubts), *document.warnings))


def _divide_as_read(read: Document, entry: Entry, profiles: dict[str, Profile]) -> DividedDocument:
    """The document divided by the profile that fits it, or by one drafted from it where none does, or one whose labels it has not all."""
    lines = [plain(text) for text in read.texts]
    profile = recognise(lines, profiles, str(entry.path))
    found = profile.labels_in(lines) if profile else []
    if profile and len(found) == len(profile.labels):
        return divide(read.texts, entry, profile, read.told)
    drafted = draft_profile(read.texts, f"{entry.id}-draft", read.told, read.labels)
    if drafted is None or len(drafted.labels) <= len(found):
        if profile:
            return divide(read.texts, entry, profile, read.told)
        known = ", ".join(f"{each.id} ({each.name})" for each in profiles.values())
        raise LayoutError(NO_LAYOUT.format(path=entry.path, known=known))
    document = divide(read.texts, entry, drafted, read.told)
    if read.is_text and document.incomplete > MOST_INCOMPLETE * len(document.projects):
        raise TornTextError(TORN.format(path=entry.path, incomplete=document.incomplete, sheets=max(document.incomplete, len(document.projects))))
    if read.is_text:
        _refuse_other_names(document, drafted, entry.path)
    doubt = Doubt(entry.id, document.projects[0].title.span.line_start, DRAFTED.format(labels="、".join(drafted.labels.values()), path=entry.path))
    return replace(document, warnings=(doubt, *document.warnings))


def _refuse_other_names(document: DividedDocument, profile: Profile, path: Path) -> None:
    """Raise TornTextError where too much of what stands for departments, titles or indicators in a text is no name: then its lines are not in the order of

    its sheets. No title ends as departments do, nor goes on over other cells; no indicator is named by the years that head a table.
    """
    rules = profile.departments
    names = [name for project in document.projects for name in project.department_names]
    titles = [project.title.printed for project in document.projects]
    other = [name for name in names if len(name) > LONGEST_DEPARTMENT or not rules.ends.search(BRACKETS_LAST.sub("", name))]
    owned = [title for title in titles if len(title) > LONGEST_TITLE or (rules.no_title and rules.no_title.search(BRACKETS_LAST.sub("", title)))]
    measured = [project.indicator.printed for project in document.projects if project.indicator]
    dated = [name for name in measured if find_years(_IN_BRACKETS.sub("", plain(name))) and not _OWN_VALUES.search(name)]
    for what, said, wrong in (("names of departments", names, other), ("titles", titles, owned), ("names of indicators", measured, dated)):
        if len(wrong) > MOST_NAMELESS * len(said):
            first = wrong[0] if len(wrong[0]) <= LONGEST_DEPARTMENT else f"{wrong[0][:LONGEST_DEPARTMENT]}…"
            raise TornTextError(NAMELESS.format(path=path, count=len(wrong), names=len(said), what=what, first=first))


def _write(library: Path, name: str, divided: Sequence[DividedDocument], links: Sequence[Link], embedder: Embedder, progress: Progress) -> str:
    """Write the build into a folder of its own and point to it. Raises LibraryError when the disk does not take it."""
    folder = library / BUILDS / f"{name}.{uuid.uuid4().hex[:8]}"
    unfinished = folder.with_name(f".{folder.name}")
    try:
        unfinished.mkdir(parents=True)
        passages = [passage for document in divided for passage in cut_passages(document)]
        write_stores(unfinished, name, divided, passages, embedder, readings(divided), links, progress)
        unfinished.rename(folder)
        point_to(library, folder.name)
    except (OSError, LibraryError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        message = f"{library}: the build could not be written ({error}). The former library, if any, still serves."
        raise LibraryError(f"{message} Make room or mend the rights of the folder, then run plan-assistant ingest again.") from error
    _sweep(library)
    return folder.name


def _build_name(divided: Sequence[DividedDocument], entries: Sequence[Entry], embedder: Embedder, decisions: Decisions) -> str:
    """A hash of everything the build depends on: documents, catalogue, decisions on links, what was read from them, model and format."""
    digest = hashlib.sha256(f"{FORMAT} {embedder.name}".encode())
    for part in (*entries, *decisions.entries):
        digest.update(repr(part).encode())
    for document in divided:
        digest.update(repr(document).encode())
    return digest.hexdigest()[:12]


def _is_current(library: Path, name: str) -> bool:
    try:
        folder = current_build(library)
        return folder.name.startswith(name) and Register(folder).meta["build"] == name
    except LibraryError:
        return False


@contextlib.contextmanager
def _lock(library: Path) -> Iterator[None]:
    """One build at a time; the lock goes with the process, however it ends."""
    try:
        library.mkdir(parents=True, exist_ok=True)
        file = (library / "build.lock").open("w")
    except OSError as error:
        raise LibraryError(f"{library}: cannot be written ({error.strerror}). Give another folder: plan-assistant ingest --library FOLDER") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryError(f"{library}: another ingest is running. Wait for it to end.") from error
        yield


def _sweep(library: Path) -> None:
    """Remove what killed builds left, and all but the latest builds."""
    builds = library / BUILDS
    if not builds.is_dir():
        return
    for leftover in [*builds.glob(".*"), *library.glob(f"{POINTER}.*")]:
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    with contextlib.suppress(LibraryError):
        current = current_build(library)
        others = sorted((folder for folder in builds.iterdir() if folder != current), key=lambda folder: folder.stat().st_mtime)
        for folder in others[: -(KEPT_BUILDS - 1) or None]:
            shutil.rmtree(folder)
