"""The characters of a PDF's page, put together as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus.text import radical_map

SAME_LINE = 0.5  # of a character's height by which the middles of characters on one line may lie apart
APART = 0.35  # of a character's height, from which a gap is a blank; 0.25 is what justified text may leave
FAR = 1.5  # the same from which the gap parts two texts
_AS_PRINTED = {0x2027: "・", 0x2215: "／"}  # as some fonts give them

Char = dict[str, Any]


def lines_of(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """The characters of each line from left to right, lines from top to bottom; blanks only between others."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=middle):
        last = lines[-1][-1] if lines else None
        if last is None or middle(char) - middle(last) > SAME_LINE * min(height(char), height(last)):
            lines.append([])
        lines[-1].append(char)
    for line in lines:
        ordered = sorted(line, key=lambda char: float(char["x0"]))
        shown = [place for place, char in enumerate(ordered) if char["text"].strip()]
        if shown:
            yield ordered[shown[0] : shown[-1] + 1]


def middle(char: Char) -> float:
    """How far down the page the middle of a character lies."""
    return float(char["top"] + char["bottom"]) / 2


def height(char: Char) -> float:
    """The height of a character in points, at least one."""
    return max(float(char["bottom"] - char["top"]), 1.0)


def text_of_line(line: Sequence[Char], left: float | None = None) -> str:
    """The text of a line, with as many blanks as half-width characters fit where a gap parts texts, and before it, counted from `left`."""
    half = height(line[0]) / 2
    text = " " * round((line[0]["x0"] - left) / half) if left is not None else ""
    before = None
    for char in line:
        if not char["text"].strip():
            text += "" if text.endswith(" ") else " "
            continue
        gap = char["x0"] - before["x1"] if before else 0.0
        if gap > APART * height(char):
            text = text.rstrip(" ") + " " * (round(gap / half) if gap > FAR * height(char) else 1)
        text += char["text"].translate(radical_map()).translate(_AS_PRINTED)
        before = char
    return text


def parts_of_line(line: Sequence[Char], least: float = FAR) -> list[list[Char]]:
    """The texts of a line that gaps of this share of a character's height part, without the blanks between them."""
    parts: list[list[Char]] = []
    for char in (char for char in line if char["text"].strip()):
        if not parts or char["x0"] - parts[-1][-1]["x1"] > least * height(char):
            parts.append([])
        parts[-1].append(char)
    return parts
