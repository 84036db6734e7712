"""Spelling of English questions: a word that no one knows becomes the known word it is nearest to (digitalizaton, responsble)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.cues import english_stop_words
from assistant.lexicon import is_english
from corpus.words import base_form, is_one_piece

SHORTEST = 4  # letters from which a word is looked at
LONG = 8  # letters from which two slips are allowed
_WORD = re.compile(rf"[a-z]{{{SHORTEST},}}")


class Spelling:
    """Corrects words against the words of `phrases`, the vocabulary that questions are understood by."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)

    def corrected(self, text: str) -> str:
        """Normalised `text` with each unknown English word replaced by the nearest one (optimal string alignment: one slip, in long words two).

        A word is known when the vocabulary, the embedding model or the dictionary has it, also by its base form.
        """
        return _WORD.sub(lambda match: self._nearest(match.group(0)), text)

    def _nearest(self, word: str) -> str:
        if word in self._known or is_one_piece(base_form(word)) or is_english(word):
            return word
        slips = 2 if len(word) >= LONG else 1
        found = extractOne(word, self._by_first.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips)
        return str(found[0]) if found else word

    @cached_property
    def _known(self) -> frozenset[str]:
        words = (word for phrase in self._phrases for word in _WORD.findall(phrase.lower()))
        return frozenset(words) | {word for word in english_stop_words() if len(word) >= SHORTEST}

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The vocabulary by first letter, which people rarely get wrong."""
        table: dict[str, list[str]] = {}
        for word in sorted(self._known):
            table.setdefault(word[0], []).append(word)
        return table
