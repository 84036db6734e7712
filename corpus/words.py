"""One analyser for documents and questions: the embedded model's own pieces, without those that carry nothing.

The tokenizer breaks katakana it does not know into syllables (フ・ァ・シ・リ・ティ). Such a run is kept whole instead, its small and voiced
kana made plain, so that a rare loan word is as sharp a word as any other and グループウェア is グループウエア.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.embedding import embedded_model
from corpus.text import loose, normalise

_EMPTY = re.compile(r"[ぁ-ん]{1,2}|[ー々〆]|[a-z]|[ァ-ヴ]")
_KATAKANA_RUN = re.compile(r"([ァ-ヴー]{3,})")
SHORT_PIECE = 2  # characters; shorter pieces of a broken katakana run are dropped for the run itself


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order. Kana of one or two characters (particles, endings) and single letters are left out."""
    parts = _KATAKANA_RUN.split(normalise(text))
    found = (word for i, part in enumerate(parts) if part for word in (_of_run(part) if i % 2 else embedded_model().pieces(part)))
    return tuple(word for word in found if not _EMPTY.fullmatch(word))


def _of_run(run: str) -> Iterator[str]:
    """The words of a katakana run: itself, and the longer pieces of one the tokenizer breaks."""
    pieces = embedded_model().pieces(run)
    if len(pieces) > 1:
        yield from (piece for piece in pieces if len(piece) > SHORT_PIECE)
        yield loose(run)
    else:
        yield from pieces
