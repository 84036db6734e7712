"""What a city decided of the links between its plans: `links.toml` beside its catalogue. The form is told in corpus/links.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CatalogError
from ingest.catalog import Entry

FILE = "links.toml"  # beside the catalogue
KINDS = ("confirmed", "denied")
KNOWN_KEYS = {"projects", "reason"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `projects`: the ids of two projects. `documents`: the ids of theirs. `name`: the entry, as a message calls it."""

    name: str
    confirmed: bool
    projects: tuple[str, str]
    documents: tuple[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file. `path` None: there is no file."""

    path: Path | None = None
    entries: tuple[Decided, ...] = ()


NOTHING_DECIDED = Decisions()


def load_decisions(folder: Path, entries: Sequence[Entry]) -> Decisions:
    """The decisions of `links.toml` in the catalogue's folder; none when there is no such file. Raises CatalogError naming file, entry and what to do."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return NOTHING_DECIDED
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path}: not a readable TOML file ({error}).") from error
    if unknown := set(data) - set(KINDS):
        raise CatalogError(f"{path}: unknown key {sorted(unknown)[0]!r}. Write [[confirmed]] or [[denied]] tables.")
    documents = sorted((entry.id for entry in entries), key=len, reverse=True)
    decided: list[Decided] = []
    for kind in KINDS:
        raws = data.get(kind, [])
        if not isinstance(raws, list):
            raise CatalogError(f"{path}: {kind!r} is {raws!r}. Write each link as a [[{kind}]] table.")
        decided += [_decided(raw, f"{kind} {number}", kind == "confirmed", documents, path) for number, raw in enumerate(raws, 1)]
    _refuse_twice(decided, path)
    return Decisions(path, tuple(decided))


def _decided(raw: Any, name: str, confirmed: bool, documents: Sequence[str], path: Path) -> Decided:
    where = f"{path}: {name}"
    if not isinstance(raw, dict):
        raise CatalogError(f"{where}: write it as a [[{name.split()[0]}]] table.")
    if unknown := set(raw) - KNOWN_KEYS:
        raise CatalogError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(KNOWN_KEYS))}.")
    projects, reason = raw.get("projects"), raw.get("reason", "")
    if not isinstance(projects, list) or len(projects) != 2 or not all(isinstance(each, str) for each in projects):
        raise CatalogError(f'{where}: projects is {projects!r}. Write the ids of two projects: projects = ["…", "…"] (`plan-assistant projects` lists them).')
    if not isinstance(reason, str):
        raise CatalogError(f"{where}: reason is {reason!r}. Write a text, or leave it out.")
    of = [next((document for document in documents if each.startswith(f"{document}-")), "") for each in projects]
    if "" in of:
        raise CatalogError(f"{where}: no document of the catalogue has a project {projects[of.index('')]!r}. `plan-assistant projects` lists the ids.")
    if of[0] == of[1]:
        raise CatalogError(f"{where}: both projects are of the document {of[0]}. A link joins projects of two plans.")
    return Decided(name, confirmed, (projects[0], projects[1]), (of[0], of[1]), reason)


def _refuse_twice(decided: Sequence[Decided], path: Path) -> None:
    """Raise CatalogError where two entries are of the same projects."""
    names: dict[frozenset[str], str] = {}
    for each in decided:
        first = names.setdefault(frozenset(each.projects), each.name)
        if first != each.name:
            raise CatalogError(f"{path}: {each.name}: {' and '.join(each.projects)} stand in {first} already. Keep one of the two.")
