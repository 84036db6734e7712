"""English words that no glossary has, by the dictionary that ships in assistant/data: what a plan may call them (shuttle: シャトルバス, 往復)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from assistant.glossary import DATA
from corpus.words import forms

DICTIONARY = DATA / "english.tsv"
SHORTEST_STEM = 3  # letters before the ending of a noun
_NOUNS = ("ation", "ion", "ment")


def is_english(word: str) -> bool:
    """Whether the dictionary has the word, or the word of which it is a form (trapping)."""
    return bool(in_japanese(word))


@lru_cache(maxsize=4096)
def in_japanese(word: str) -> tuple[str, ...]:
    """What the word may be in Japanese, the common ones first; of its forms the first that the dictionary has, and of several things also those of one.

    Empty where it has none.
    """
    found = [(form, own) for form in forms(word) if (own := _entry(form))]
    several = word.endswith("s") and not word.endswith("ss")
    return tuple(dict.fromkeys(each for form, own in (found if several else found[:1]) for each in own))


@lru_cache(maxsize=4096)
def of_its_noun(word: str) -> tuple[str, ...]:
    """What the noun made of a verb may be in Japanese (standardised, of which standardisation is 標準化); empty where the dictionary has no such noun."""
    nouns = (f"{stem}{ending}" for form in forms(word) for stem in (form, form.removesuffix("e")) for ending in _NOUNS if len(stem) > SHORTEST_STEM)
    return next(filter(None, map(_entry, nouns)), ())


def is_japanese_word(word: str) -> bool:
    """Whether the dictionary explains some English word by this one."""
    return word in _japanese()


def _entry(word: str) -> tuple[str, ...]:
    """The Japanese words of one English word, as it is written."""
    lines, key = _lines(), f"{word}\t"
    place = bisect_left(lines, key)
    return tuple(lines[place][len(key) :].split(" ")) if place < len(lines) and lines[place].startswith(key) else ()


@cache
def _lines() -> list[str]:
    """The lines of the dictionary, in order; its remarks stand before all words."""
    return DICTIONARY.read_text("utf-8").splitlines()


@cache
def _japanese() -> frozenset[str]:
    """Every Japanese word of the dictionary."""
    return frozenset(word for line in _lines() if not line.startswith("#") for word in line.partition("\t")[2].split(" "))
