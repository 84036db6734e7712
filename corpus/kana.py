"""Kana as words: いぬのとうろく is イヌの登録, so that what children and readers of easy Japanese write has a meaning that can be compared.

The likeliest row of words that is read so, each word as likely by itself as it is common (a unigram model, found by Viterbi's algorithm).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from corpus.text import normalise, shipped_rows

DICTIONARY = Path(__file__).parent / "data" / "readings.tsv"
HEAD = """\
# Readings of words: hiragana, the most common word that is read so, the natural logarithm of how common it is.
# Written by `python -m ingest.dictionary`. Readings: mecab-ipadic-2.7.0-20070801, Copyright 2000-2003 Nara Institute of Science and Technology and
# ICOT Free Software, used under their terms (NOTICE.txt of Janome); words: the tokenizer in corpus/model (README there).
"""
UNREAD = -18.0  # score of a kana that begins no word: less than any word has
KANA_PER_KANJI = 3  # hiragana for each kanji from which a text counts as written in kana
_RUN = re.compile(r"([ぁ-んー]{2,})")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_KANJI = re.compile(r"[一-龯々]")


def is_kana(text: str) -> bool:
    """Whether a text is written in hiragana for the most part."""
    kana, kanji = len(_HIRAGANA.findall(text)), len(_KANJI.findall(text))
    return kana > 0 and kana >= KANA_PER_KANJI * kanji


def with_words(text: str) -> str:
    """The normalised text with every run of hiragana written in the likeliest words; white space, which no word crosses, goes."""
    runs = (part for chunk in text.split() for part in _RUN.split(normalise(chunk)))
    return "".join("".join(likeliest(part)) if _RUN.fullmatch(part) else part for part in runs)


@lru_cache(maxsize=4096)
def likeliest(kana: str) -> tuple[str, ...]:
    """The likeliest row of words that is read `kana`; what is no word stays as it is, one character at a time."""
    table, longest = _dictionary()
    best: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for end in range(1, len(kana) + 1):
        ways = [(best[end - 1][0] + UNREAD, end - 1, kana[end - 1])]
        for start in range(max(0, end - longest), end):
            if found := table.get(kana[start:end]):
                ways.append((best[start][0] + found[1], start, found[0]))
        best.append(max(ways))
    row: list[str] = []
    place = len(kana)
    while place:
        _, place, word = best[place]
        row.append(word)
    return tuple(reversed(row))


@cache
def _dictionary() -> tuple[dict[str, tuple[str, float]], int]:
    """Each reading with its word and score, and the length of the longest."""
    table = {reading: (word, float(score)) for reading, word, score in shipped_rows(DICTIONARY)}
    return table, max(map(len, table))
