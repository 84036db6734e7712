"""One analyser for documents and questions: the embedded model's own pieces, without those that carry nothing.

The tokenizer breaks katakana it does not know into syllables (フ・ァ・シ・リ・ティ). Such a run is kept whole instead, its small and voiced
kana made plain, so that a rare loan word is as sharp a word as any other and グループウェア is グループウエア.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.embedding import embedded_model
from corpus.text import bigrams, loose, normalise

_EMPTY = re.compile(r"[ぁ-ん]{1,2}|[ー々〆]|[a-z]|[ァ-ヴ]")
_KANJI = re.compile(r"[一-龯々]")
_KATAKANA_RUN = re.compile(r"([ァ-ヴー]{3,})")
_NO_MEANING = re.compile(r"[ぁ-ん]{1,2}|[a-zァ-ヴー々〆]|[\W\d_]+")
_WHOLE = re.compile(r"([ァ-ヴー]{3,}|[a-z]{2,})")
# endings of English words and what comes in their place, tried in this order
ENDINGS = (("ing", ""), ("ing", "e"), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ally", ""), ("ly", ""), ("ating", "ation"),
           ("yzing", "ysis"), ("yze", "ysis"), ("ate", "ation"), ("izing", "ization"), ("ize", "ization"))  # fmt: skip
_DOUBLED = re.compile(r"^([a-z]*([bdgmnprt]))\2(?:ing|ed)$")
SHORT_PIECE = 2  # characters; shorter pieces of a broken katakana run are dropped for the run itself


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order. Kana of one or two characters (particles, endings) and single letters are left out."""
    parts = _KATAKANA_RUN.split(normalise(text))
    found = (word for i, part in enumerate(parts) if part for word in (_of_run(part) if i % 2 else _of_text(part)))
    return tuple(word for word in found if not _EMPTY.fullmatch(word))


@lru_cache(maxsize=65536)
def spelled(text: str) -> tuple[str, ...]:
    """The words of a text that have a meaning by themselves, as they are printed: katakana and Latin words whole, English ones in base form, no figures."""
    parts = _WHOLE.split(normalise(text))
    found = (word for i, part in enumerate(parts) if part for word in ((base_form(part),) if i % 2 else _of_text(part)))
    return tuple(word for word in found if not _NO_MEANING.fullmatch(word))


@lru_cache(maxsize=65536)
def base_form(word: str) -> str:
    """A word without its English ending (analyzing: analysis) where the model knows only the other form; else the word itself."""
    return next(filter(is_one_piece, forms(word)), word)


def forms(word: str) -> Iterator[str]:
    """An English word and what it may be a form of (trapping: trapp, trap)."""
    yield word
    yield from (word[: -len(end)] + back for end, back in ENDINGS if word.endswith(end))
    yield from (stem for stem, _ in _DOUBLED.findall(word))


@lru_cache(maxsize=65536)
def is_one_piece(word: str) -> bool:
    """Whether the model knows the word as a whole."""
    return len(embedded_model().pieces(word)) == 1


@lru_cache(maxsize=1024)
def inside_words(text: str) -> frozenset[int]:
    """Places of normalised `text` that lie between two kanji of one word: no phrase begins or ends there (市 in 市民, の表 in の表示)."""
    places = (place for start, end in embedded_model().offsets(text) for place in range(start + 1, end))
    return frozenset(place for place in places if _KANJI.match(text[place - 1]) and _KANJI.match(text[place]))


def _of_text(text: str) -> Iterator[str]:
    """The pieces of a text; kanji that the tokenizer tears apart (陽・光・園) in overlapping pairs, so that 陽光園 is found in 陽光園通園."""
    torn = ""
    for piece in embedded_model().pieces(text):
        if len(piece) == 1 and _KANJI.fullmatch(piece) and text.find(torn + piece) >= 0:
            torn += piece
            continue
        yield from bigrams(torn)
        torn = ""
        yield piece
    yield from bigrams(torn)


def _of_run(run: str) -> Iterator[str]:
    """The words of a katakana run: the longer pieces it is made of, and the run itself with its kana made plain."""
    pieces = embedded_model().pieces(run)
    yield from (piece for piece in pieces if SHORT_PIECE < len(piece) < len(run))
    yield loose(run)
