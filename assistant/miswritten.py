"""Compounds of titles and indicators miswritten in one character (災害情報供有システム), as a conversion of kana goes wrong, and names with letters swapped.

A run of six characters that the documents do not have becomes the one that they have with another kanji inside, where that is the only one and what was typed
makes no word: 防犯情報配信 is none of 防災情報配信.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz.distance import OSA

from assistant.lexicon import is_english
from corpus.text import normalise
from corpus.words import is_one_piece

LONG_NAME = 5  # letters of a name that may have one letter wrong (youtub)
LENGTH = 6  # characters of a run that is compared
_RUN = re.compile(rf"[一-龯々ァ-ヴー]{{{LENGTH},}}")
_KANJI = re.compile(r"[一-龯]")
_LATIN = re.compile(r"(?<![a-z])[a-z]{3,}(?![a-z])")
Gap = tuple[int, str]  # the place of a character, and the run without it


class Miswritten:
    """Corrects runs against `printed`: titles and indicators."""

    def __init__(self, printed: Iterable[str]) -> None:
        self._printed = tuple(map(normalise, printed))

    def corrected(self, text: str) -> str:
        """Normalised `text` with each miswritten character replaced, and the letters of names in their order."""
        text = _LATIN.sub(self._in_order, text)
        for match in _RUN.finditer(text):
            for start in range(match.start(), match.end() - LENGTH + 1):
                run = text[start : start + LENGTH]
                meant = None if run in self._runs else self._meant(run)
                if meant:
                    text = text[:start] + meant + text[start + LENGTH :]
        return text

    def _in_order(self, match: re.Match[str]) -> str:
        """A name in Latin letters that is none, with its letters in the order of the only one that has the same (BPC: BCP), or a long one without its slip."""
        meant = self._names.get("".join(sorted(match[0])), set())
        if len(meant) == 1:
            return next(iter(meant))
        if len(match[0]) < LONG_NAME or is_english(match[0]):
            return match[0]
        near = {name for names in self._names.values() for name in names if name != match[0] and OSA.distance(name, match[0], score_cutoff=1) <= 1}
        return next(iter(near)) if len(near) == 1 else match[0]

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The names in Latin letters by their letters in order."""
        found: dict[str, set[str]] = {}
        for name in (name for text in self._printed for name in _LATIN.findall(text)):
            found.setdefault("".join(sorted(name)), set()).add(name)
        return found

    def _meant(self, run: str) -> str | None:
        """The run that is printed with another kanji inside; None where there is none, or several."""
        places = (place for place in range(1, LENGTH - 1) if _KANJI.match(run[place]) and not _is_word(run, place))
        found = {run[:place] + char + run[place + 1 :] for place in places for char in self._gaps.get((place, run[:place] + run[place + 1 :]), ())}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _runs(self) -> frozenset[str]:
        return frozenset(_runs_of(self._printed))

    @cached_property
    def _gaps(self) -> dict[Gap, set[str]]:
        """By a run without one of its inner kanji: which kanji stand there."""
        found: dict[Gap, set[str]] = {}
        for run in self._runs:
            for place in range(1, LENGTH - 1):
                if _KANJI.match(run[place]):
                    found.setdefault((place, run[:place] + run[place + 1 :]), set()).add(run[place])
        return found


def _runs_of(texts: Iterable[str]) -> Iterator[str]:
    """Every run of LENGTH characters of compounds."""
    for text in texts:
        for match in _RUN.finditer(text):
            yield from (match[0][start : start + LENGTH] for start in range(len(match[0]) - LENGTH + 1))


def _is_word(run: str, place: int) -> bool:
    """Whether the character makes a word with the one before or behind it."""
    return is_one_piece(run[place - 1 : place + 1]) or is_one_piece(run[place : place + 2])
