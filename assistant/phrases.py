"""Finding phrases in normalised text: longest first, Latin phrases as whole words, nothing matched twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from corpus.text import normalise
from corpus.words import inside_words
from corpus.years import YearMention

Value = TypeVar("Value")
Found = TypeVar("Found", covariant=True)
Spans = list[tuple[int, int]]
MASK = "□"  # a character that normalisation leaves alone, so that positions stay
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Match(Generic[Found]):
    """A phrase found at [start, end) of the text, and what it stands for."""

    value: Found
    phrase: str
    start: int
    end: int


class PhraseTable(Generic[Value]):
    """Phrases with a value each. The first value of a phrase wins."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        values: dict[str, Value] = {}
        for phrase, value in entries:
            values.setdefault(normalise(phrase), value)
        values.pop("", None)
        self._entries = tuple(values.items())
        self._phrases = AhoCorasick(list(values))  # all of them in one pass over a text (Aho and Corasick 1975)

    def find(self, text: str) -> Iterator[Match[Value]]:
        """Matches in the order of `text` (normalised), at each place the longest one."""
        position = 0
        for match in sorted(self._all(text), key=lambda each: (each.start, -each.end)):
            if match.start >= position:
                yield match
                position = match.end

    def longest_first(self, text: str) -> list[Match[Value]]:
        """Matches so that no shorter phrase takes characters of a longer one anywhere in the text."""
        kept: list[Match[Value]] = []
        for match in sorted(self._all(text), key=lambda each: (each.start - each.end, each.start)):
            if all(match.end <= other.start or match.start >= other.end for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda each: each.start)

    def _all(self, text: str) -> Iterator[Match[Value]]:
        for number, start, end in self._phrases.find_matches_as_indexes(text, overlapping=True):
            if _whole_word(text, start, end):
                phrase, value = self._entries[number]
                yield Match(value, phrase, start, end)


def _whole_word(text: str, start: int, end: int) -> bool:
    """False when a Latin phrase is cut out of a longer Latin word; a trailing s is let pass."""
    before = start and _LATIN.match(text[start]) and text[start - 1].isalpha() and text[start - 1].isascii()
    after = end < len(text) and text[end - 1].isascii() and text[end - 1].isalpha() and text[end].isascii() and text[end].isalpha()
    plural = after and text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isascii() or not text[end + 1].isalpha())
    return not before and (not after or bool(plural))


def uncut(matches: Iterable[Match[Value]], text: str) -> list[Match[Value]]:
    """The matches that do not cut a word of `text` in two: の数 is not found in 現状の数字."""
    inside = inside_words(text)
    return [match for match in matches if match.start not in inside and match.end not in inside]


def is_within(match: Match[object], others: Iterable[Match[object]]) -> bool:
    """Whether one of the others covers the match."""
    return any(other.start <= match.start and match.end <= other.end for other in others)


def spans(found: Iterable[Match[object] | YearMention]) -> Spans:
    """Start and end of each phrase or year that was found."""
    return [(each.start, each.end) for each in found]


def masked(text: str, spans: Iterable[tuple[int, int]], mask: str = " ") -> str:
    """`text` with each span replaced by the mask character, so that positions stay."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = mask * (end - start)
    return "".join(chars)
