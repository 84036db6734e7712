"""One normaliser for documents and questions.

Two forms are kept of everything that is read. *Printed* text is shown to people; *normalised* text is matched.
NFKC alone is not enough: it leaves the radicals of U+2E80..U+2EFF as they are, and the only 民 of a PDF may be U+2EA0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

RADICALS_FILE = Path(__file__).parent / "data" / "cjk_radicals.txt"
RANGE_MARK = "~"
DASHES = "－—–―‐‑−﹣-"
UNSET_MARKS = frozenset(DASHES) | {"ー", "―", "なし", "未設定"}  # a target cell that holds only one of these sets no target

_RANGE_MARKS = str.maketrans(dict.fromkeys("〜～∼∿˜", RANGE_MARK))
_DASH_MARKS = str.maketrans(dict.fromkeys(DASHES, "-"))
_VERTICAL_FORMS = {0xFE10: ord("、"), 0xFE11: ord("、"), 0xFE12: ord("。"), 0xFE13: ord("："), 0xFE14: ord("；")}
_SMALL_KANA = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ", "ー")
_VOICE_MARKS = re.compile("[\u3099\u309a]")
_MARK_BESIDE_FIGURE = re.compile(r"(?<=[①-⑳])(?=\d)|(?<=\d)(?=[①-⑳])")
ROW_MARK = re.compile(r"[①-⑳⑴-⒇]|[(（](?:[1-9１-９]|[ア-カ]|[a-f])[)）]")  # what tells several indicators of one project apart, as printed
_BLANKS = re.compile(r"\s+")
_WORD = r"[0-9A-Za-z]"
_LOOSE_BLANK = re.compile(rf"(?<!{_WORD})\s+|\s+(?!{_WORD})")
_NOTE_MARK = re.compile(r"\s?[※＊*]\s?\d{0,2}$")
_WHY = re.compile(r"(?<=[－―ー—–-])\s*(?:[（(][^（）()]*[）)]|[※＊*]\s?\d{0,2})$")
_NOTE_ALONE = re.compile(r"[※＊*]\s?\d{1,2}")
_CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


@cache
def radical_map() -> dict[int, int]:
    """Code point of every CJK radical and vertical mark to its ordinary character (Unicode Character Database 15.0)."""
    pairs = (line.split("#")[0].split() for line in RADICALS_FILE.read_text("utf-8").splitlines())
    return {int(pair[0], 16): int(pair[1], 16) for pair in pairs if pair} | _VERTICAL_FORMS


def shipped_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table that ships in a text file, cells parted by tabs, without its remarks."""
    return (line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def tidy(text: str) -> str:
    """Printed text for people: radicals as ordinary characters, white space runs as one blank, nothing else changed."""
    return _BLANKS.sub(" ", text.translate(radical_map())).strip()


def nfkc(text: str) -> str:
    """NFKC, with ① kept apart from a figure beside it: ①97％ is 1 97%, not 197%."""
    return unicodedata.normalize("NFKC", _MARK_BESIDE_FIGURE.sub(" ", text))


def marked_parts(printed: str) -> dict[str, str]:
    """What stands behind each mark of a printed text (① 97％ ② 95％), by mark in printed order; empty where no mark opens it or one stands twice."""
    marks = [match for match in ROW_MARK.finditer(printed) if match.start() == 0 or printed[match.start() - 1].isspace()]
    if not marks or marks[0].start() or len({match[0] for match in marks}) < len(marks):
        return {}
    ends = [*(match.start() for match in marks[1:]), len(printed)]
    return {match[0]: printed[match.end() : end].strip() for match, end in zip(marks, ends, strict=True)}


def name(text: str) -> str:
    """A title or department as people write it: NFKC, no blank between Latin and Japanese characters, and no mark of a note behind it (※1)."""
    return _LOOSE_BLANK.sub("", _NOTE_MARK.sub("", nfkc(tidy(text))))


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The form in which documents and questions are matched: NFKC, lower case, one range mark, one dash, no loose blanks.

    A blank stays only between two Latin letters or digits, so that `DX 推進課` equals `DX推進課` and English keeps its words.
    """
    plain = _CONTROL.sub(" ", text.translate(radical_map()).translate(_RANGE_MARKS))
    folded = nfkc(plain).lower().translate(_RANGE_MARKS).translate(_DASH_MARKS)
    joined = _LOOSE_BLANK.sub("", _BLANKS.sub(" ", folded)).strip()
    return joined if unicodedata.is_normalized("NFKC", joined) else normalise(joined)  # a blank gone may let an accent join its letter


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Normalised text without any white space, for asking whether one text stands in another."""
    return _BLANKS.sub("", normalise(text))


@lru_cache(maxsize=65536)
def loose(text: str) -> str:
    """Squeezed text with kana made plain: small as large, voiced as unvoiced, no long-vowel mark. Bridges グループウェア and グループウエア."""
    plain = unicodedata.normalize("NFD", squeeze(text).translate(_SMALL_KANA))
    return unicodedata.normalize("NFC", _VOICE_MARKS.sub("", plain))


def is_unset(cell: str) -> bool:
    """Whether a target cell says that no target is set (－), and no more than why (－（準備）, －※2), or only points to a note (※1)."""
    return _WHY.sub("", tidy(cell)) in UNSET_MARKS or bool(_NOTE_ALONE.fullmatch(tidy(cell)))


def display_width(line: str) -> int:
    """Columns a line takes in a fixed-width face: 2 for a full-width character, 1 for a half-width one."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in line)


def to_hiragana(text: str) -> str:
    """Katakana as hiragana, everything else as it is."""
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


@lru_cache(maxsize=65536)
def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of characters; the text itself when it is a single character."""
    return tuple(text[i : i + 2] for i in range(len(text) - 1)) or ((text,) if text else ())
