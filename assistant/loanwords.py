"""English words and the katakana that plans write for them (support: サポート), told by how both sound.

A title of another city holds loan words that no glossary knows (ファミリー・サポート・センター). Each side is brought to the consonants that both
keep: l and r, b and v, s, z and th are one, vowels, h and r before a consonant fall away. What remains must be the same, and begin alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise, product

from assistant.cues import english_stop_words
from assistant.phrases import Match
from corpus.text import normalise

SHORTEST = 4  # consonants by which loan words are told; with fewer, school would be スキル
MOST_WORDS = 3  # English words that one run of katakana is told by
_RUN = re.compile(r"[ァ-ヴー][ァ-ヴー・]{2,}")
_WORD = re.compile(r"(?<![a-z])[a-z]{4,}(?![a-z])")  # shorter ones sound like too much
_ROWS = {  # the consonant of each katakana; ア row and ヤ row have none, ー and ッ say nothing
    "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノン", "f": "フ",
    "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_CONSONANT = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_SILENT = re.compile("[ーッャュョァィゥェォ]")
_ENGLISH = (  # in order: spelling, and its sounds as katakana keeps them
    ("^kn|gn", "n"), ("^wr", "r"), ("tion|sion", "sn"), (r"ture\b", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("th|sh|z", "s"), ("tch", "t"),
    ("dge|j", "s"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("v", "b"), (r"(?<=[^aeiou])le\b", "l"), (r"e\b", ""), ("r(?![aeiouy])", ""), ("l", "r"),
)  # fmt: skip
_SOUNDS = tuple((re.compile(spelling), sound) for spelling, sound in _ENGLISH)
_EITHER = ((re.compile("ch"), "tk"), (re.compile("g(?=[eiy])"), "sg"))  # spellings of two sounds: church and archive, page and energy
_PLURAL = re.compile("[^s]s$")
_DOUBLE = re.compile(r"(.)\1+")
_NO_CONSONANT = re.compile("[aeiouhwy]")


def of_katakana(word: str) -> str:
    """The consonants of a katakana word, with a mark before them where it begins with a vowel (アーカイブ: *kb)."""
    sounds = _SILENT.sub("", word)
    return "*" * (word[:1] in "アイウエオ") + "".join(_CONSONANT.get(kana, "") for kana in sounds)


@lru_cache(maxsize=4096)
def of_english(word: str) -> tuple[str, ...]:
    """The consonants of an English word in the same form, in each way in which it may be spoken."""
    spoken = [word.lower(), *([word[:-1].lower()] if _PLURAL.search(word) else [])]
    for spelling, sounds in _EITHER:
        spoken = [spelling.sub(sound, text) for text in spoken for sound in sounds]
    return tuple(dict.fromkeys("*" * (word[:1].lower() in "aeiou") + _consonants(text) for text in spoken))


def _consonants(text: str) -> str:
    for spelling, sound in _SOUNDS:
        text = spelling.sub(sound, text)
    return _NO_CONSONANT.sub("", _DOUBLE.sub(r"\1", text))


class LoanWords:
    """The loan words of some titles."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._by_sound: dict[str, str] = {}
        for run in sorted({run for title in titles for run in _RUN.findall(normalise(title))}):
            parts = run.split("・")
            for start in range(len(parts)):
                for end in range(start + 1, len(parts) + 1):
                    self._by_sound.setdefault(_joined(map(of_katakana, parts[start:end])), "・".join(parts[start:end]))

    def find(self, text: str) -> list[Match[str]]:
        """The English words of normalised `text` that sound like katakana of the titles, most words first, each with what the titles write."""
        words = [word for word in _WORD.finditer(text) if word.group(0) not in english_stop_words()] if self._by_sound else []
        found: list[Match[str]] = []
        for count in range(MOST_WORDS, 0, -1):
            for run in (words[start : start + count] for start in range(len(words) - count + 1)):
                begin, end = run[0].start(), run[-1].end()
                beside = all(text[one.end() : other.start()] == " " for one, other in pairwise(run))
                if beside and not any(begin < other.end and other.start < end for other in found):
                    sounds = product(*(of_english(word.group(0)) for word in run))
                    printed = next((printed for sound in sounds if all(sound) and (printed := self._printed(sound))), None)
                    found += [Match(printed, text[begin:end], begin, end)] if printed else []
        return sorted(found, key=lambda match: match.start)

    def _printed(self, sounds: Iterable[str]) -> str | None:
        sound = _joined(sounds)
        return self._by_sound.get(sound) if len(sound.strip("*")) >= SHORTEST else None


def _joined(sounds: Iterable[str]) -> str:
    """The consonants of words one after the other; only the first may begin with a vowel."""
    first, *others = sounds
    return first + "".join(sound.strip("*") for sound in others)
