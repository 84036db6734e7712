"""How each kanji may be read, and whether two words may sound alike (電子新生, 電子申請)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.text import shipped_rows

TABLE = Path(__file__).parent / "data" / "sounds.tsv"
HEAD = """\
# Kanji, and the readings in hiragana that it has in nouns, the usual ones first. Written by `python -m ingest.kanji_sounds`.
# mecab-ipadic-2.7.0-20070801, Copyright 2000-2003 Nara Institute of Science and Technology and ICOT Free Software, used under their terms (NOTICE-ipadic.txt).
"""


def readings(kanji: str) -> tuple[str, ...]:
    """The readings of one kanji, the usual ones first; none where the table has none."""
    return _table().get(kanji, ())


def sound_alike(one: str, other: str) -> bool:
    """Whether two words are as long, and each character of one is that of the other or may be read as it is."""
    return len(one) == len(other) and all(a == b or not set(readings(a)).isdisjoint(readings(b)) for a, b in zip(one, other, strict=True))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {kanji: tuple(said.split()) for kanji, said in shipped_rows(TABLE)}
