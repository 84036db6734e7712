"""The table of kanji and their readings that ships in corpus/data: by it words typed with other kanji of the same sound are known (corpus/sounds.py).

    python -m ingest.kanji_sounds

writes it anew. The nouns of Janome's dictionary (mecab-ipadic-2.7.0-20070801) say how words are read, not how each kanji of them is; that is found by
expectation maximisation over all ways of parting a reading among its kanji (Dempster, Laird and Rubin 1977).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from janome.tokenizer import Tokenizer

from corpus.sounds import HEAD, TABLE
from corpus.text import to_hiragana

ROUNDS = 12  # of expectation and maximisation; later ones change no reading of the table
LONGEST = 4  # kana of one kanji
LEAST_SHARE, LEAST_WORDS = 0.03, 1.5  # of the words with a kanji, for a reading to be one of it
MOSTLY = 0.3  # share that is enough for a kanji of hardly any word
SELDOM = 1e-6  # share of a reading that no word has shown
_NOUN = re.compile(r"[一-龯]{1,3}")
_GOES_ON = frozenset("ゃゅょぁぃぅぇぉっんー")  # begins no reading
Readings = Mapping[str, Mapping[str, float]]  # by kanji: each reading with its share


def write_sounds(path: Path = TABLE) -> int:
    """Write the table, one line a kanji with its readings, the usual ones first; how many kanji it has."""
    table = sounds(_nouns())
    path.write_text(HEAD + "".join(f"{kanji}\t{' '.join(readings)}\n" for kanji, readings in sorted(table.items())), "utf-8")
    return len(table)


def sounds(words: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The readings of each kanji, the usual ones first, that explain how `words` (a noun with its reading in hiragana) are read."""
    parted = [(word, ways) for word, reading in words if (ways := tuple(_ways(reading, len(word))))]
    shares: Readings = {}
    counts: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        counts = _expected(parted, shares)
        shares = {kanji: {reading: times / sum(own.values()) for reading, times in own.items()} for kanji, own in counts.items()}
    told = {kanji: sorted((-times, reading) for reading, times in own.items() if _is_reading(times, shares[kanji][reading])) for kanji, own in counts.items()}
    return {kanji: tuple(reading for _, reading in readings) for kanji, readings in told.items() if readings}


def _expected(parted: Sequence[tuple[str, tuple[tuple[str, ...], ...]]], shares: Readings) -> dict[str, dict[str, float]]:
    """How many words each reading of each kanji is expected in; at first all ways are as likely."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, ways in parted:
        chances = [math.prod(shares[kanji].get(part, SELDOM) if shares else 1.0 for kanji, part in zip(word, way, strict=True)) for way in ways]
        total = sum(chances)
        for way, chance in zip(ways, chances, strict=True):
            for kanji, part in zip(word, way, strict=True):
                found[kanji][part] += chance / total
    return found


def _is_reading(words: float, share: float) -> bool:
    return (words >= LEAST_WORDS and share >= LEAST_SHARE) or share >= MOSTLY


def _ways(reading: str, kanji: int) -> Iterator[tuple[str, ...]]:
    """All ways of parting a reading among so many kanji."""
    if kanji == 1:
        yield from [(reading,)] if len(reading) <= LONGEST else []
        return
    for end in range(1, min(LONGEST, len(reading) - kanji + 1) + 1):
        if reading[end] not in _GOES_ON:
            yield from ((reading[:end], *rest) for rest in _ways(reading[end:], kanji - 1))


def _nouns() -> Iterator[tuple[str, str]]:
    """Nouns of one to three kanji, but for names, with their readings in hiragana."""
    dictionary = Tokenizer().sys_dic
    for number in range(max(end for _, end in dictionary.bucket_ranges)):
        word = dictionary._find_entry(number)[0]
        kinds, *_, reading, _ = dictionary.lookup_extra(number) if _NOUN.fullmatch(word) else ("", "", "")
        if kinds.startswith("名詞") and "固有名詞" not in kinds and reading != "*":
            yield word, to_hiragana(reading)


if __name__ == "__main__":
    print(f"{TABLE}: {write_sounds()} kanji")
