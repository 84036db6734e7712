"""The dictionary by which the assistant understands English words that no glossary has: assistant/data/english.tsv, made of JMdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.lexicon import DICTIONARY
from training.sources import IN_PARENTHESES, opened

HEAD = """\
# English word, and the Japanese words that JMdict explains by it, the common ones first. Written by `python -m training lexicon`.
# JMdict, Electronic Dictionary Research and Development Group (EDRDG), in jamdict-data 1.5, used in conformance with the Group's licence; shortened and
# turned round. CC BY-SA 3.0 (NOTICE-jmdict.txt).
"""
MOST = 24  # Japanese words for an English one
SPELLINGS = 3  # of a Japanese word, the usual ones first
_WORD = re.compile(r"[a-z]{3,}")
_BEFORE = re.compile(r"^(?:to be|to|an?|the|common) ")
_NOT_SAID = ("archaism", "obsolete", "obscure", "slang", "vulgar", "derogatory", "onomatopoeic", "idiomatic", "poetical", "dated", "rare")  # today, in a plan
_IN_KANA = "word usually written using kana alone"
_HIRAGANA = re.compile(r"[ぁ-んー]+")


def write_lexicon(paths: Sequence[Path], target: Path = DICTIONARY) -> int:
    """Write the dictionary from the JMdict database of jamdict-data, one line an English word; how many words it has."""
    table: dict[str, dict[str, bool]] = defaultdict(dict)
    for english, japanese, common in _pairs(paths):
        table[english][japanese] = common or table[english].get(japanese, False)
    rows = (f"{english}\t{' '.join(sorted(words, key=lambda word: not words[word])[:MOST])}\n" for english, words in sorted(table.items()))
    target.write_text(HEAD + "".join(rows), "utf-8")
    return len(table)


def _pairs(paths: Sequence[Path]) -> Iterator[tuple[str, str, bool]]:
    """Each single English word that explains a Japanese one of two characters or more, and whether that one is common."""
    with opened(paths[0]) as jmdict:
        common = {entry for (entry,) in jmdict.execute("SELECT idseq FROM Kanji JOIN KJP ON kid = ID UNION SELECT idseq FROM Kana JOIN KNP ON kid = ID")}
        forms: dict[str, dict[int, list[str]]] = {"Kanji": defaultdict(list), "Kana": defaultdict(list)}
        for kind, table in forms.items():
            for entry, text in jmdict.execute(f"SELECT idseq, text FROM {kind} ORDER BY idseq, ID"):
                table[entry].append(text)
        remarks: dict[int, str] = defaultdict(str)
        for sense, text in jmdict.execute("SELECT sid, text FROM misc"):
            remarks[sense] += text
        query = "SELECT Sense.idseq, Sense.ID, text FROM Sense JOIN SenseGloss ON sid = Sense.ID WHERE lang = 'eng' ORDER BY 1, 2"
        for entry, sense, gloss in jmdict.execute(query):
            english = _BEFORE.sub("", " ".join(IN_PARENTHESES.sub("", gloss).lower().split()))
            if not _WORD.fullmatch(english) or any(word in remarks[sense] for word in _NOT_SAID):
                continue
            kana = [word for word in forms["Kana"][entry] if _IN_KANA in remarks[sense] or not forms["Kanji"][entry] or not _HIRAGANA.fullmatch(word)]
            yield from ((english, word, entry in common) for word in (*forms["Kanji"][entry][:SPELLINGS], *kana[:SPELLINGS]) if len(word) > 1)
