"""How the words of the documents are read: kana to the word as printed, for people who write in kana alone.

Children and readers of easy Japanese write みどりく for 緑区 and でじたるあーかいぶ for デジタルアーカイブ. Readings come from Janome (IPADIC) while
the library is built; asking needs only the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from janome.tokenizer import Tokenizer

from corpus.text import name, to_hiragana
from corpus.values import DividedDocument

SHORTEST_READING = 4  # kana; shorter ones stand inside other words too often (きのう is 機能 and 昨日)
LONGEST_COMPOUND = 5  # nouns in a row that are read together (災害時要援護者)
_KANJI = re.compile(r"[一-龯々]")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")


def readings(documents: Iterable[DividedDocument]) -> dict[str, tuple[str, ...]]:
    """Each reading in hiragana with the words that the projects' texts print for it."""
    found: dict[str, dict[str, None]] = {}
    tokenizer = Tokenizer()
    texts = dict.fromkeys(name(text) for document in documents for project in document.projects for text in project.texts())
    for text in texts:
        for reading, word in (*_nouns(tokenizer, text), *((to_hiragana(run), run) for run in _KATAKANA.findall(text))):
            if len(reading) >= SHORTEST_READING:
                found.setdefault(reading, {})[word] = None
    return {reading: tuple(words) for reading, words in found.items()}


def _nouns(tokenizer: Tokenizer, text: str) -> Iterator[tuple[str, str]]:
    """(reading, word) of every noun or prefix with kanji in it, and of those that stand side by side (要援護者)."""
    row: list[tuple[str, str]] = []
    for token in tokenizer.tokenize(text):
        is_noun = token.part_of_speech.startswith(("名詞", "接頭詞")) and _KANJI.search(token.surface) and token.reading != "*"
        row = [*row[1 - LONGEST_COMPOUND :], (to_hiragana(token.reading), token.surface)] if is_noun else []
        for start in range(len(row)):
            yield "".join(reading for reading, _ in row[start:]), "".join(word for _, word in row[start:])
