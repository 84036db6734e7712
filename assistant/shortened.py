"""Compounds of titles and indicators said short (特定健診 for 特定健康診査, 放デイ for 放課後等デイサービス), spelt out.

Japanese shortens a compound to the first characters of some of its parts, the first part among them. What is said is spelt out where the titles have it
nowhere, it is no word by itself, and it shortens one compound alone. One of whole parts (情報公開 for 情報システムの公開) is none: words find that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from corpus.embedding import embedded_model
from corpus.text import normalise
from corpus.words import is_one_piece

SHORTEST = 3  # characters of what is said; two may begin too much
LONGEST_SHARE = 0.7  # of the compound's characters
_RUN = re.compile(rf"[一-龯々ァ-ヴーa-z\d]{{{SHORTEST},}}")
_COMPOUND = re.compile(r"[一-龯々ァ-ヴーa-z\d]{5,}")
_LETTER = re.compile(r"[a-z\d]")  # tells two of a kind apart (就労B型)


class Shortened:
    """Spells out what is said in place of the compounds of `printed`: titles and indicators."""

    def __init__(self, printed: Iterable[str]) -> None:
        self._printed = "\n".join(map(normalise, printed))

    @cached_property
    def _compounds(self) -> dict[str, list[str]]:
        """The compounds, each once, by their first character."""
        found: dict[str, list[str]] = {}
        for compound in dict.fromkeys(_COMPOUND.findall(self._printed)):
            found.setdefault(compound[0], []).append(compound)
        return found

    def spelt_out(self, text: str) -> str:
        """Normalised `text` with each compound that is said short as the plans print it."""
        return _RUN.sub(lambda match: self._meant(match[0]) or match[0], text)

    def _meant(self, said: str) -> str:
        """The only compound, or beginning of several, that is said so short; empty where there is none."""
        if said[0] not in self._compounds or said in self._printed or is_one_piece(said):
            return ""
        wholes = (_whole(said, _pieces(compound)) for compound in self._compounds[said[0]])
        found = {whole for whole in wholes if whole and len(said) <= LONGEST_SHARE * len(whole)}
        return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=65536)
def _pieces(compound: str) -> Sequence[str]:
    return embedded_model().pieces(compound)


def _whole(said: str, parts: Sequence[str]) -> str:
    """The parts from the first to the last that `said` begins, where it has nothing else, and clips one of them or keeps a letter."""
    rest, last, clipped = said, 0, False
    for place, part in enumerate(parts, 1):
        common = next((size for size in range(min(len(part), len(rest)), 0, -1) if part.startswith(rest[:size])), 0)
        if place == 1 and not common:
            return ""
        if common:
            rest, last, clipped = rest[common:], place, clipped or common < len(part) or bool(_LETTER.search(rest[:common]))
        if not rest:
            return "".join(parts[:last]) if clipped and last > 1 else ""
    return ""
