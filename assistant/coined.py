"""Names that the plans coin and print in brackets (移動図書館車「ほんまる号」): found again however their kana are typed.

They begin with kana that make no word, so neither words nor vectors find them; in English they are typed in Latin letters (Honmaru-go).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.romaji import romanised
from corpus.embedding import embedded_model
from corpus.library import Library
from corpus.text import normalise, to_hiragana

SHORTEST, LONGEST = 4, 12  # characters of such a name; three may stand inside another word
MOST_PROJECTS = 2  # a name that more projects print is a thing of every day
WORD = 3  # characters of a piece that is a word
_NAME = re.compile(r"[「『]([^「」『』\s、。（）()]+)[」』]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]{3,}")  # with which such a name begins
_VEHICLE = "号"
_QUOTES = ("「", "『", '"', "“")


@dataclass(frozen=True, slots=True)
class Coined:
    """The coined names of a library, the longest first: by their kana, and by these in Latin letters where at most one character (号, 丸) stands behind.

    Each is told by the title that holds it, where only one does, or else in brackets.
    """

    by_kana: tuple[tuple[str, str], ...]
    by_letters: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, library: Library) -> Coined:
        """Those in the texts of the projects."""
        printed = Counter(name for project in library.projects for name in {name for text in project.texts() for name in _names_in(text)})
        names = sorted((name for name, projects in printed.items() if projects <= MOST_PROJECTS), key=len, reverse=True)
        titles = {name: [project.title.printed for project in library.projects if name in project.title.printed] for name in names}
        told = {name: normalise(titles[name][0] if len(titles[name]) == 1 else f"「{name}」") for name in names}
        letters = [(romanised(match[0]), told[name]) for name in names if (match := _KANA.match(name)) and len(name) <= match.end() + 1]
        return cls(tuple((to_hiragana(normalise(name)), told[name]) for name in names), tuple(pair for pair in letters if len(pair[0]) >= SHORTEST))

    def spelt_out(self, text: str) -> str:
        """Normalised `text` with the first coined name that it speaks of as the plans print it, unless it stands in quotes."""
        folded = to_hiragana(text)
        for kana, name in self.by_kana:
            at = folded.find(kana)
            if at >= 0:
                return text if text[:at].endswith(_QUOTES) else f"{text[:at]}{name}{text[at + len(kana) :]}"
        for letters, name in self.by_letters:
            if match := re.search(rf"(?<![a-z]){letters}(?:[ -]?(?:go|maru))?(?![a-z])", text, re.ASCII):
                return f"{text[: match.start()]}{name}{text[match.end() :]}"
        return text


def _names_in(text: str) -> Iterator[str]:
    return (match[1] for match in _NAME.finditer(text) if SHORTEST <= len(match[1]) <= LONGEST and _is_coined(match[1]))


def _is_coined(name: str) -> bool:
    """Whether the kana that a name begins with are, for half of them, no words (ほん/まる, か/しわ/っこ), or a vehicle is called by them (かわせみ号)."""
    match = _KANA.match(name)
    if match and name.endswith(_VEHICLE):
        return True
    pieces = embedded_model().pieces(normalise(match[0])) if match else ()
    return bool(pieces) and 2 * sum(len(piece) for piece in pieces if len(piece) < WORD) >= sum(map(len, pieces))
