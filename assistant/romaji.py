"""Japanese in Latin letters (Hepburn): how kana are typed so, and the words of the documents that an English question names so (madoguchi annai)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.cues import DATA, english_stop_words
from corpus.text import to_hiragana
from corpus.words import is_one_piece

SHORTEST_RUN = 6  # letters of what is taken for Japanese; fewer may be any name
_LONG = re.compile(r"[uo]u|oo|uu")  # vowels typed once
_DOUBLE = re.compile(r"([bcdfghjkpstz])(?=\1|(?<=t)ch)")
_WORDS = re.compile(r"(?<![a-z])[a-z]{2,}(?:[ '-][a-z]{2,})*(?![a-z])", re.ASCII)
_WORD = re.compile(r"[a-z]+", re.ASCII)


def romanised(kana: str) -> str:
    """Kana in Latin letters (Hepburn), long vowels and doubled consonants left single; what is no kana stays."""
    table = _romaji()
    plain = to_hiragana(kana).replace("ー", "").replace("っ", "")
    return _single(re.sub("|".join(table), lambda match: table[match[0]], plain))


def _single(letters: str) -> str:
    return _DOUBLE.sub("", _LONG.sub(lambda match: match[0][0], letters))


@lru_cache(maxsize=1)
def _romaji() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads((DATA / "romaji.toml").read_text("utf-8"))["kana"]
    return table


class Romaji:
    """Knows the words of one library by their readings (kana, and the words that are read so) in Latin letters, but for names that are read so anyway."""

    def __init__(self, readings: Mapping[str, Sequence[str]], names: Iterable[str] = ()) -> None:
        self._words: dict[str, str] = {}
        known = set(names)
        for kana, printed in readings.items():
            if not known.intersection(printed):
                self._words.setdefault(romanised(kana), printed[0])
        self._longest = max(map(len, self._words), default=0)

    def restored(self, text: str) -> str:
        """Normalised English `text` with each run of words that is Japanese in Latin letters as the documents print it."""
        plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
        return _WORDS.sub(lambda match: self._restored(match[0]), plain) if plain.isascii() else text

    def _restored(self, run: str) -> str:
        """A run of words with the longest part of it that is such words throughout, and holds one that no English text has, in Japanese."""
        words = list(_WORD.finditer(run))
        english = [word[0] in english_stop_words() for word in words]
        foreign = [not (stop or is_one_piece(word[0])) for word, stop in zip(words, english, strict=True)]
        for first, last in _spans(len(words)) if any(foreign) else ():
            if any(english[first : last + 1]) or not any(foreign[first : last + 1]):
                continue
            letters = "".join(word[0] for word in words[first : last + 1])
            if len(letters) >= SHORTEST_RUN and (read := self._read(_single(letters))):
                before, after = run[: words[first].start()], run[words[last].end() :]
                return f"{self._restored(before)}{read}{self._restored(after)}"
        return run

    def _read(self, letters: str) -> str | None:
        """The words whose readings together are `letters`, the fewest; None where there are none."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(letters) + 1):
            ways = [
                [*before, word]
                for start in range(max(0, end - self._longest), end)
                if (before := best[start]) is not None and (word := self._words.get(letters[start:end]))
            ]
            best.append(min(ways, key=len, default=None))
        found = best[-1]
        return "".join(found) if found else None


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """The first and last places of every run of so many words, the longest first."""
    for length in range(count, 0, -1):
        for first in range(count - length + 1):
            yield first, first + length - 1
