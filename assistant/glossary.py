"""The glossary: from the words people use to the words plans use. A TOML file that a city can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.phrases import Match, PhraseTable
from corpus.errors import GlossaryError
from corpus.text import normalise

DATA = Path(__file__).parent / "data"
BUILT_IN = DATA / "glossary.toml"
EVERYDAY = DATA / "everyday.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning: the term as plans print it, and all the words that lead to it."""

    printed: str
    japanese: tuple[str, ...]
    english: tuple[str, ...]


class Glossary:
    """Looks up terms in normalised text."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._table: PhraseTable[Term] = PhraseTable(
            (variant, term) for term in terms for word in (*term.japanese, *term.english) for variant in {word, word.replace("・", ""), word.replace("-", " ")}
        )

    @property
    def english(self) -> tuple[str, ...]:
        """Every English phrase."""
        return tuple(phrase for term in self.terms for phrase in term.english)

    def find(self, text: str) -> list[Match[Term]]:
        """The terms that normalised `text` names, longest words first."""
        return self._table.longest_first(text)


@lru_cache(maxsize=2)
def load_glossary(own: Path | None = None) -> Glossary:
    """The general glossary, with the city's `own` terms before it. Raises GlossaryError naming file, term and word."""
    terms = read_terms(BUILT_IN)
    return Glossary((*read_terms(own), *terms) if own else terms)


def read_terms(path: Path) -> tuple[Term, ...]:
    """The terms of one glossary file, checked."""
    terms = tuple(_terms(_read(path).get("term"), path))
    _refuse_duplicates(terms, path)
    return terms


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise GlossaryError(f"{path}: there is no such glossary. Correct the setting `glossary`.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GlossaryError(f"{path}: not a readable TOML file ({error}).") from error


def _terms(raw: Any, path: Path) -> Iterator[Term]:
    if not isinstance(raw, list) or not raw:
        raise GlossaryError(f"{path}: no [[term]] in it.")
    for number, each in enumerate(raw, 1):
        japanese, english = each.get("ja", []), each.get("en", [])
        strings = isinstance(japanese, list) and isinstance(english, list) and all(isinstance(word, str) and word.strip() for word in (*japanese, *english))
        if not strings or not japanese:
            raise GlossaryError(f'{path}: term {number}: write ja = ["term as plans print it", "other word"] and en = ["english"].')
        yield Term(japanese[0], tuple(japanese), tuple(english))


def _refuse_duplicates(terms: tuple[Term, ...], path: Path) -> None:
    owner: dict[str, Term] = {}
    for term in terms:
        for word in {normalise(word) for word in (*term.japanese, *term.english)}:
            if word in owner:
                raise GlossaryError(f"{path}: {word!r} stands under {owner[word].printed} and under {term.printed}. A word leads to one term; take one out.")
            owner[word] = term


class Everyday:
    """What people say without a term of the plans, and the words of plans that mean it."""

    def __init__(self, senses: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._table: PhraseTable[tuple[str, ...]] = PhraseTable(senses)

    def in_other_words(self, text: str) -> str:
        """Normalised text with what is said put into the words of plans; a phrase that says nothing becomes a blank."""
        parts: list[str] = []
        place = 0
        for match in self._table.longest_first(text):
            parts += [text[place : match.start].strip(), *match.value]
            place = match.end
        return " ".join(filter(None, (*parts, text[place:].strip())))


@lru_cache(maxsize=2)
def load_everyday(path: Path = EVERYDAY) -> Everyday:
    """The table of everyday words. Raises GlossaryError naming file and phrase."""
    data = _read(path)
    senses: list[tuple[str, tuple[str, ...]]] = [(phrase, ()) for phrase in _strings(data.get("empty", []), path, "empty")]
    for number, sense in enumerate(data.get("sense", []), 1):
        said, means = (_strings(sense.get(key), path, f"sense {number}: {key}") for key in ("said", "means"))
        senses += [(phrase, means) for phrase in said]
    _refuse_loops(senses, path)
    return Everyday(senses)


def _strings(raw: Any, path: Path, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(each, str) and each.strip() for each in raw):
        raise GlossaryError(f'{path}: {where}: write a list of words, such as ["逃げ", "立ち退"].')
    return tuple(raw)


def _refuse_loops(senses: Iterable[tuple[str, tuple[str, ...]]], path: Path) -> None:
    """Refuse a phrase that stands twice, and two that mean each other."""
    meaning: dict[str, set[str]] = {}
    for phrase, means in senses:
        if normalise(phrase) in meaning:
            raise GlossaryError(f"{path}: {phrase!r} stands twice. A phrase has one sense; take one out.")
        meaning[normalise(phrase)] = set(map(normalise, means)) - {normalise(phrase)}
    for phrase, words in meaning.items():
        for word in sorted(words):
            if phrase in meaning.get(word, ()):
                raise GlossaryError(f"{path}: {phrase!r} means {word!r} and {word!r} means {phrase!r}: a loop. Take one of them out.")
