"""The cue tables: data/cues.toml, data/places.toml and the English stop words, ready to match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.phrases import Match, PhraseTable

DATA = Path(__file__).parent / "data"
_FLAGS = {"ja": re.NOFLAG, "en": re.ASCII}  # an English word ends where Japanese begins
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龯々]")
_LATIN = re.compile(r"[a-z]{2}")
_KANJI = re.compile(r"[一-龯々]+")
Cue = tuple[str, str]  # ("ask", "owner"), ("absent", "budget")


class Cues:
    """Phrases and patterns by which a question tells what it asks for."""

    def __init__(self, data: dict[str, Any], places: dict[str, list[str]]) -> None:
        asks = [(phrase, ("ask", each["name"])) for each in data["ask"] for phrase in _both(each)]
        absent = [(phrase, ("absent", each["name"])) for each in data["absent"] for phrase in _both(each)]
        self.asks: PhraseTable[Cue] = PhraseTable(absent + asks)
        self._spelt = [(phrase, name) for name, phrases in data["spelling"].items() for phrase in phrases]
        self.spelt_asks = frozenset(data["spelling"])
        self.absent = {each["name"]: each for each in data["absent"]}
        self.names = tuple(dict.fromkeys(each["name"] for each in (*data["ask"], *data["absent"], *data["pattern"])))
        self.japanese = tuple(phrase for each in (*data["ask"], data["phrases"]) for phrase in each["ja"])
        self.english = tuple(phrase for each in (*data["ask"], *data["absent"], data["phrases"]) for phrase in each["en"])
        self._patterns = {
            language: [
                *((("ask", each["name"]), re.compile(pattern, _FLAGS[language])) for each in data["pattern"] for pattern in each[language]),
                *(
                    (("absent", each["name"]), re.compile(pattern, _FLAGS[language]))
                    for each in data["absent"]
                    for pattern in each.get(f"patterns_{language}", ())
                ),
            ]
            for language in ("ja", "en")
        }
        self.remarks: list[dict[str, Any]] = data["remark"]
        self.municipal: tuple[str, ...] = tuple(data["municipal"]["words"])
        self.edges = _table(data["edges"])
        self.plans: dict[str, Any] = data["plans"]
        self.phrases, self.places = _flat(data["phrases"]), _flat(places)
        self.refused, self.thanks = _any_of(data["refused"]), _any_of(data["thanks"])
        self.among, self.also, self.whole, self.counted, self.among_talk = (
            _any_of(data[name]) for name in ("among", "also", "whole", "counted", "among_talk")
        )  # follow-ups on a list
        self.agreed, self.picked = _any_of(data["agreed"]), _any_of(data["picked"])
        self.pointed, self.returned = _each_of(data["pointed"]), _each_of(data["returned"])

    def named(self, text: str) -> frozenset[str]:
        """The names of all cues in a normalised text, wherever they stand."""
        return frozenset(match.value[1] for match in (*self.asks.longest_first(text), *self.patterns(text)))

    def misspelt(self, text: str) -> Iterator[Match[Cue]]:
        """Field names with one kanji wrong (成果指票 for 成果指標)."""
        letters = set(text)
        for phrase, name in self._spelt:
            size = len(phrase)
            if len(letters.intersection(phrase)) < len(set(phrase)) - 1:
                continue
            for start in range(len(text) - size + 1):
                window = text[start : start + size]
                if sum(one != other for one, other in zip(window, phrase, strict=True)) == 1 and _KANJI.fullmatch(window):
                    yield Match(("ask", name), window, start, start + size)

    def patterns(self, text: str) -> Iterator[Match[Cue]]:
        """The words of every pattern found: one match for each group, which is a cue word."""
        for cue, pattern in (*(self._patterns["ja"] if _JAPANESE.search(text) else ()), *(self._patterns["en"] if _LATIN.search(text) else ())):
            for found in pattern.finditer(text):
                for group in range(1, pattern.groups + 1):
                    if found.group(group):
                        yield Match(cue, found.group(group), found.start(group), found.end(group))
                if not pattern.groups:
                    yield Match(cue, found.group(0), found.start(), found.end())


def _both(table: dict[str, list[str]]) -> list[str]:
    return [*table["ja"], *table["en"]]


def _any_of(table: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _both(table)))


def _each_of(table: dict[str, list[str]]) -> tuple[re.Pattern[str], ...]:
    """The patterns by themselves, for groups that several have."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _both(table))


def _flat(table: dict[str, list[str]]) -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in _both(table))


def _table(values: dict[str, list[str]]) -> PhraseTable[str]:
    return PhraseTable((phrase, name) for name, phrases in values.items() for phrase in phrases)


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cue tables that ship with the assistant."""
    return Cues(tomllib.loads((DATA / "cues.toml").read_text("utf-8")), tomllib.loads((DATA / "places.toml").read_text("utf-8")))


@lru_cache(maxsize=1)
def english_stop_words() -> frozenset[str]:
    """English words that carry nothing of a subject."""
    return frozenset((DATA / "english_stop_words.txt").read_text("utf-8").split())
