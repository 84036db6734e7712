"""Labels that stand in the middle of their cells, as a PDF gives a table whose cells are centred where the layout is kept:

                 70歳以上で自動車を運転しない方に、タクシーと路線バスで使える
 事業の内容      共通利用券を交付する。交付額は1人当たり年間12,000円分とし、
                 1回の乗車で使える枚数に上限は設けない。

Such a label is moved to the first line of its cell, which ends with a blank line. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.text import display_width
from corpus.values import Line

FEWEST_CELLS = 3  # in whose middle a word stands before it is taken for a label
_LABEL = re.compile(r"(?P<margin>[ 　]*)(?P<label>\S{2,12})(?P<gap>[ 　]{2,})(?=\S)")
_APART = re.compile(r"\S[ 　]{2,}\S")  # a row of cells, no line of a text


def labels_first(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every label that stands in the middle of cells at the beginning of its own; as they are where no word does so again and again."""
    found: dict[str, list[tuple[int, int, str]]] = {}  # by label, the places of its cells' first lines and of its own, with what is put before the first
    for shown, group in groupby(range(len(lines)), lambda i: bool(lines[i].text.strip())):
        cell = list(group)
        begun = [(i, match) for i in cell if shown and (match := _LABEL.match(lines[i].text)) and _is_text(lines[i].text[match.end() :])]
        own, match = min(begun, key=lambda each: display_width(each[1]["margin"]), default=(0, None))
        if match is None or own == cell[0]:
            continue
        others = [lines[i].text for i in cell if i != own]
        if all(_is_text(text) and display_width(_margin(text)) == display_width(match[0]) for text in others):
            found.setdefault(match["label"], []).append((cell[0], own, match[0]))
    texts = [line.text for line in lines]
    for first, own, before in (place for places in found.values() if len(places) >= FEWEST_CELLS for place in places):
        texts[first] = before + texts[first].lstrip()
        texts[own] = " " * display_width(before) + texts[own][len(before) :]
    return [replace(line, text=text) for line, text in zip(lines, texts, strict=True)]


def _is_text(text: str) -> bool:
    """Whether a line holds no cells side by side."""
    return not _APART.search(text)


def _margin(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
