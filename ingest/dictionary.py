"""The kana dictionary that ships in corpus/data: how each word that the embedded model knows is read.

    python -m ingest.dictionary

writes it anew. Readings are those of Janome's dictionary (mecab-ipadic-2.7.0-20070801); how common a word is comes from the model's tokenizer, whose pieces
carry the logarithm of their probability (Kudo 2018).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from janome.tokenizer import Tokenizer

from corpus.embedding import MODEL_FOLDER
from corpus.kana import DICTIONARY, HEAD
from corpus.text import to_hiragana

_HIRAGANA = re.compile(r"[ぁ-んー]+")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
_WITH_KANJI = re.compile(r"(?=.*[一-龯])[一-龯々ぁ-んァ-ヴー]+")


def write_dictionary(path: Path = DICTIONARY, model: Path = MODEL_FOLDER) -> int:
    """Write the dictionary of the words of `model`, one line a reading; how many readings it has."""
    pieces = json.loads((model / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    best = commonest(pieces)
    lines = (f"{reading}\t{word}\t{score:.2f}\n" for reading, (word, score) in sorted(best.items()))
    path.write_text(HEAD + "".join(lines), "utf-8")
    return len(best)


def commonest(pieces: Iterable[tuple[str, float]]) -> dict[str, tuple[str, float]]:
    """Of the words with one reading, the most common and its score (natural logarithm of its probability)."""
    best: dict[str, tuple[str, float]] = {}
    for reading, word, score in _read(pieces):
        if reading not in best or score > best[reading][1]:
            best[reading] = (word, score)
    return best


def _read(pieces: Iterable[tuple[str, float]]) -> Iterator[tuple[str, str, float]]:
    tokenizer = Tokenizer()
    for word, score in pieces:
        if _HIRAGANA.fullmatch(word):
            yield word, word, score
        elif _KATAKANA.fullmatch(word):
            yield to_hiragana(word), word, score
        elif _WITH_KANJI.fullmatch(word):
            tokens = list(tokenizer.tokenize(word))
            if all(token.reading != "*" for token in tokens):
                yield to_hiragana("".join(token.reading for token in tokens)), word, score


if __name__ == "__main__":
    print(f"{DICTIONARY}: {write_dictionary()} readings")
