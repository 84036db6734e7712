"""The catalogue: which documents there are, what they are called, and how they are laid out."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CatalogError
from corpus.values import Visibility
from corpus.years import FiscalYear

KNOWN_KEYS = {"id", "path", "title", "publisher", "period", "source", "visibility", "layout", "aliases"}
NEEDED_KEYS = {"id", "path", "title", "publisher"}
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{1,62}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of one document. `title` empty or `period` None: taken from the document. `layout` None: recognised."""

    id: str
    path: Path
    title: str
    publisher: str
    period: tuple[FiscalYear, FiscalYear] | None = None
    source: str = ""
    visibility: Visibility = "public"
    layout: str | None = None
    aliases: tuple[str, ...] = ()


def load_catalog(path: Path) -> tuple[Entry, ...]:
    """The documents of the catalogue at `path`. Raises CatalogError naming file, document and key."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CatalogError(f"{path}: there is no such catalogue. Give its path with --catalog.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path}: not a readable TOML file ({error}).") from error
    documents = data.get("document")
    if not isinstance(documents, list) or not documents:
        raise CatalogError(f"{path}: no [[document]] in it. Write one for each file.")
    entries = tuple(_entry(raw, number, path) for number, raw in enumerate(documents, 1))
    ids = [entry.id for entry in entries]
    if twice := {each for each in ids if ids.count(each) > 1}:
        raise CatalogError(f"{path}: id {sorted(twice)[0]!r} stands on several documents. Ids must differ.")
    return entries


def entry_for(path: Path, entries: tuple[Entry, ...]) -> Entry:
    """The catalogue's entry for the file at `path`, or one made up: its id from the file's name, its title and period left to the document."""
    for entry in entries:
        if entry.path.resolve() == path.resolve():
            return entry
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not ID_PATTERN.fullmatch(slug):
        slug = f"document-{hashlib.sha256(path.name.encode()).hexdigest()[:8]}"
    return Entry(slug, path, "", "")


def _entry(raw: Any, number: int, catalog: Path) -> Entry:
    where = f"{catalog}: document {number}"
    if not isinstance(raw, dict):
        raise CatalogError(f"{where}: write it as a [[document]] table.")
    if unknown := set(raw) - KNOWN_KEYS:
        raise CatalogError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(KNOWN_KEYS))}.")
    for key in sorted(NEEDED_KEYS):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise CatalogError(f'{where}: {key!r} is missing. Add {key} = "...".')
    if not ID_PATTERN.fullmatch(raw["id"]):
        raise CatalogError(f"{where}: id {raw['id']!r} may hold only a-z, 0-9 and -, 3 to 64 characters.")
    if raw.get("visibility", "public") not in ("public", "staff"):
        raise CatalogError(f"{where}: visibility {raw['visibility']!r} is neither public nor staff.")
    path = (catalog.parent / raw["path"]).resolve()
    if not path.is_file():
        raise CatalogError(f"{where} ({raw['id']}): the file {path} does not exist. Correct `path`.")
    for key, kind in (("source", str), ("layout", str), ("aliases", list)):
        if not isinstance(raw.get(key, kind()), kind):
            raise CatalogError(f"{where}: {key!r} is {raw[key]!r}. Write {'a text' if kind is str else 'a list of texts'}.")
    return Entry(
        raw["id"], path, raw["title"], raw["publisher"], _period(raw.get("period"), where), raw.get("source", ""),
        raw.get("visibility", "public"), raw.get("layout"), tuple(raw.get("aliases", ())),
    )  # fmt: skip


def _period(raw: Any, where: str) -> tuple[FiscalYear, FiscalYear] | None:
    if raw is None:
        return None
    try:
        first, last = map(FiscalYear.from_code, raw)
    except (TypeError, ValueError) as error:
        raise CatalogError(f'{where}: period {raw!r} is not two fiscal years. Write period = ["R6", "R9"].') from error
    if last < first:
        raise CatalogError(f"{where}: period {raw!r} ends before it begins.")
    return first, last
