"""What is said before, between and after questions: greetings, thanks, and what is asked about the assistant itself (data/courtesy.toml).

A message is one where nothing else stands in it. It is read from left to right, at each place the longest piece, so that the time is bounded by the length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.cues import DATA
from corpus.text import normalise

Courtesy = Literal["greeting", "thanks", "help"]
_KINDS: tuple[Courtesy, ...] = ("help", "thanks", "greeting")  # what a message of several is answered as, the first of these in it
_MARKS = re.compile(r"[\W_]+|(?:さん|あの|えっと|ええと|あのう|ねえ|ねぇ|です|ます|でした|ました|とても|大変|本当に|ね|よ|わ|な|ー)")
_ENDS = r"(?=\s*(?:[^\w\s]|$|(?:and|but|so)\b)|\s*[ぁ-ゖァ-ヺ一-龯])"  # an English piece is a whole clause
_BREAK = re.compile(r"^(?:さん)?[。、,.!?~ー\s]+")  # between a courtesy and the question behind it


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of one kind."""

    kind: Courtesy
    patterns: tuple[re.Pattern[str], ...]

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where the pieces that begin at `start` end."""
        return (found.end() for pattern in self.patterns if (found := pattern.match(text, start)) and found.end() > start)


@lru_cache(maxsize=1)
def _table() -> tuple[_Pieces, ...]:
    data = tomllib.loads((DATA / "courtesy.toml").read_text("utf-8"))
    return tuple(
        _Pieces(kind, (*map(re.compile, data[kind]["ja"]), *(re.compile(rf"(?<![a-z])(?:{each}){_ENDS}", re.ASCII) for each in data[kind]["en"])))
        for kind in _KINDS
    )


def _piece(text: str, start: int) -> tuple[int, Courtesy] | None:
    """The end and kind of the longest piece that begins at `start`."""
    return max(((end, pieces.kind) for pieces in _table() for end in pieces.ends(text, start)), key=lambda found: found[0], default=None)


def courtesy(text: str) -> Courtesy | None:
    """What sort of courtesy normalised `text` is, where it is nothing else."""
    place, kinds = 0, set[Courtesy]()
    lowered = text.lower()
    while place < len(text):
        piece = _piece(lowered, place)
        if piece:
            place = piece[0]
            kinds.add(piece[1])
        elif marks := _MARKS.match(lowered, place):
            place = marks.end()
        else:
            return None
    return next((kind for kind in _KINDS if kind in kinds), None)


def after_courtesies(text: str) -> str:
    """`text` without the courtesies it begins with; a courtesy alone stays."""
    rest = text
    while (piece := _piece(rest.lower(), 0)) and (gap := _BREAK.match(rest[piece[0] :])) and re.search(r"\w", behind := rest[piece[0] + gap.end() :]):
        rest = behind
    return rest


def begins_with_greeting(text: str) -> bool:
    """Whether `text` begins with a greeting."""
    piece = _piece(normalise(text).lower(), 0)
    return piece is not None and piece[1] == "greeting"
