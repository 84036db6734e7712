"""The register: plans, projects, passages and document lines of one build in a SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.errors import LibraryError
from corpus.values import DividedDocument, Doubt, Line, Link, Origin, Passage, Plan, Project

FILE = "register.sqlite3"
FORMAT = 5  # raised when the tables change; a library of another format asks to be built anew
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE plans (id TEXT PRIMARY KEY, position INTEGER, title TEXT, visibility TEXT, record TEXT NOT NULL);
CREATE TABLE projects (id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plans, position INTEGER, title TEXT, policy TEXT, category TEXT,
                       record TEXT NOT NULL);
CREATE TABLE departments (project_id TEXT NOT NULL REFERENCES projects, name TEXT NOT NULL);
CREATE TABLE targets (project_id TEXT NOT NULL REFERENCES projects, fiscal_year TEXT NOT NULL, printed TEXT NOT NULL);
CREATE TABLE achievements (project_id TEXT NOT NULL REFERENCES projects, fiscal_year TEXT, printed TEXT NOT NULL);
CREATE TABLE passages (number INTEGER PRIMARY KEY, id TEXT UNIQUE, plan_id TEXT, project_id TEXT, kind TEXT, record TEXT NOT NULL);
CREATE TABLE lines (document_id TEXT, number INTEGER, page INTEGER, text TEXT, PRIMARY KEY (document_id, number));
CREATE TABLE links (project_id TEXT NOT NULL REFERENCES projects, other_id TEXT NOT NULL REFERENCES projects, score REAL NOT NULL, origin TEXT NOT NULL,
                    PRIMARY KEY (project_id, other_id));
CREATE TABLE readings (kana TEXT, word TEXT);
CREATE TABLE doubts (document_id TEXT, line INTEGER, message TEXT);
CREATE INDEX departments_by_name ON departments (name);
CREATE INDEX passages_by_project ON passages (project_id);
CREATE INDEX projects_by_plan ON projects (plan_id, position);
"""


_ADAPTERS: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Plan, Project, Passage)}


def _record(value: Any) -> str:
    return _ADAPTERS[type(value)].dump_json(value).decode()


Readings = Mapping[str, Sequence[str]]


def write_register(
    folder: Path, documents: Sequence[DividedDocument], passages: Iterable[Passage], readings: Readings, meta: dict[str, str], links: Iterable[Link] = ()
) -> None:
    """Write the register of the divided documents, their passages, the readings of their words and the links between plans into `folder`.

    Raises LibraryError when the disk does not take it.
    """
    try:
        _write(folder / FILE, documents, passages, readings, meta)
        _write_links(folder / FILE, links)
    except sqlite3.Error as error:
        raise LibraryError(f"{folder / FILE}: {error}") from error


def _write(path: Path, documents: Sequence[DividedDocument], passages: Iterable[Passage], readings: Readings, meta: dict[str, str]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_SCHEMA)
        db.executemany("INSERT INTO meta VALUES (?, ?)", [*meta.items(), ("format", str(FORMAT))])
        for position, document in enumerate(documents):
            plan = document.plan
            db.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?)", (plan.id, position, plan.title, plan.visibility, _record(plan)))
            db.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", [(plan.document_id, line.number, line.page, line.text) for line in document.lines])
            db.executemany("INSERT INTO doubts VALUES (?, ?, ?)", [(doubt.document_id, doubt.line, doubt.message) for doubt in document.warnings])
            for place, project in enumerate(document.projects):
                _write_project(db, place, project)
        db.executemany("INSERT INTO readings VALUES (?, ?)", [(kana, word) for kana, words in readings.items() for word in words])
        rows = ((row, each.id, each.plan_id, each.project_id, each.kind, _record(each)) for row, each in enumerate(passages))
        db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)


def _write_links(path: Path, links: Iterable[Link]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany("INSERT INTO links VALUES (?, ?, ?, ?)", [(link.project.id, link.other.id, link.score, link.origin) for link in links])


def _write_project(db: sqlite3.Connection, place: int, project: Project) -> None:
    policy = project.policy.number if project.policy else None
    category = project.category.number if project.category else None
    row = (project.id, project.plan_id, place, project.title.printed, policy, category, _record(project))
    db.execute("INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.executemany("INSERT INTO departments VALUES (?, ?)", [(project.id, name) for name in project.department_names])
    db.executemany("INSERT INTO targets VALUES (?, ?, ?)", [(project.id, target.year.code, target.cell.printed) for target in project.targets])
    done = [(project.id, year.code, item.text.printed) for item in project.achievements for year in item.years]
    db.executemany("INSERT INTO achievements VALUES (?, ?, ?)", done)


class Register:
    """Reads a register. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._path = path = folder / FILE
        if not path.is_file():
            raise LibraryError(f"{path}: the register is missing. Build the library anew: plan-assistant ingest --force")
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self.meta = dict(self._rows("SELECT key, value FROM meta"))
        if self.meta.get("format") != str(FORMAT):
            raise LibraryError(
                f"{path}: the register has format {self.meta.get('format')}, this version reads {FORMAT}. Build the library anew: plan-assistant ingest"
            )

    def plans(self) -> list[Plan]:
        """All plans in the order of the catalogue."""
        return self._records(Plan, "SELECT record FROM plans ORDER BY position")

    def projects(self, plan_id: str) -> list[Project]:
        """The projects of a plan in printed order."""
        return self._records(Project, "SELECT record FROM projects WHERE plan_id = ? ORDER BY position", plan_id)

    def project_ids(self) -> list[str]:
        """The ids of all projects, plan after plan, in printed order."""
        query = "SELECT projects.id FROM projects JOIN plans ON plans.id = plan_id ORDER BY plans.position, projects.position"
        return [project_id for (project_id,) in self._rows(query)]

    def passages(self) -> list[Passage]:
        """All passages by row."""
        return self._records(Passage, "SELECT record FROM passages ORDER BY number")

    def passages_at(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of some rows, in the order asked for."""
        query = f"SELECT record FROM passages WHERE number IN ({','.join('?' * len(rows))}) ORDER BY number"
        found = dict(zip(sorted(rows), self._records(Passage, query, *rows), strict=True))
        return [found[row] for row in rows]

    def rows(self, plans: Sequence[str] | None = None) -> list[int]:
        """The rows of the passages, in order; with `plans`, only of these plans."""
        chosen = "" if plans is None else f" WHERE plan_id IN ({','.join('?' * len(plans))})"
        return [number for (number,) in self._rows(f"SELECT number FROM passages{chosen} ORDER BY number", *(plans or ()))]

    def rows_of(self, projects: Iterable[str]) -> list[int]:
        """The rows of the passages of some projects, in order."""
        chosen = "SELECT number FROM passages WHERE project_id IN (SELECT value FROM json_each(?)) ORDER BY number"
        return [number for (number,) in self._rows(chosen, json.dumps(list(projects)))]

    def lines(self, document_id: str, first: int, last: int) -> list[Line]:
        """Lines `first` to `last` of a document as stored; fewer when it is shorter."""
        query = "SELECT number, page, text FROM lines WHERE document_id = ? AND number BETWEEN ? AND ? ORDER BY number"
        return [Line(*row) for row in self._rows(query, document_id, first, last)]

    def readings(self) -> dict[str, tuple[str, ...]]:
        """Readings in hiragana, each with the words that are printed for it."""
        found: dict[str, tuple[str, ...]] = {}
        for kana, word in self._db.execute("SELECT kana, word FROM readings"):
            found[kana] = (*found.get(kana, ()), word)
        return found

    def links(self) -> list[tuple[str, str, float, Origin]]:
        """The links between plans: the ids of two projects, the score and the origin; best first, confirmed before inferred."""
        return self._rows("SELECT project_id, other_id, score, origin FROM links ORDER BY origin, score DESC, project_id, other_id")

    def doubts(self) -> list[Doubt]:
        """What the build could not settle."""
        return [Doubt(*row) for row in self._rows("SELECT document_id, line, message FROM doubts")]

    def _records(self, kind: type[Any], query: str, *values: object) -> list[Any]:
        try:
            return [_ADAPTERS[kind].validate_json(row[0]) for row in self._rows(query, *values)]
        except ValidationError as error:
            raise self._damaged(error) from error

    def _rows(self, query: str, *values: object) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> LibraryError:
        return LibraryError(f"{self._path}: the register is damaged ({error}). Build the library anew: plan-assistant ingest --force")


def meta_json(value: object) -> str:
    """A value for the `meta` table."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
