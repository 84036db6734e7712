"""The glossary: from the words people use to the words plans use. A TOML file that a city can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.phrases import Match, PhraseTable
from corpus.errors import GlossaryError
from corpus.text import normalise

BUILT_IN = Path(__file__).parent / "data" / "glossary.toml"


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
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise GlossaryError(f"{path}: there is no such glossary. Correct the setting `glossary`.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GlossaryError(f"{path}: not a readable TOML file ({error}).") from error
    terms = tuple(_terms(data.get("term"), path))
    _refuse_duplicates(terms, path)
    return terms


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
