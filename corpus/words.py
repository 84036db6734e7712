"""One analyser for documents and questions: the embedded model's own pieces, without those that carry nothing.

The tokenizer breaks katakana it does not know into syllables (フ・ァ・シ・リ・ティ). Such a run is kept whole instead, so that a rare
loan word is as sharp a word as any other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.embedding import embedded_model
from corpus.text import normalise

_EMPTY = re.compile(r"[ぁ-ん]{1,2}|[ー々〆]|[a-z]|[ァ-ヴ]{1}")
_KATAKANA_RUN = re.compile(r"[ァ-ヴー]{3,}")
SHORT_PIECE = 2  # characters; shorter pieces of a broken katakana run are dropped for the run itself


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order. Kana of one or two characters (particles, endings) and single letters are left out."""
    text = normalise(text)
    pieces = embedded_model().pieces(text)
    runs = [run for run in _KATAKANA_RUN.findall(text) if run not in pieces]
    return tuple(piece for piece in pieces if not _EMPTY.fullmatch(piece) and not _crumb(piece, runs)) + tuple(runs)


def _crumb(piece: str, runs: list[str]) -> bool:
    """Whether a piece is only a syllable of a katakana run that is kept whole."""
    return len(piece) <= SHORT_PIECE and any(piece in run for run in runs)
