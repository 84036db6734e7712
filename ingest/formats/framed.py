"""Sheets that a frame draws, each a bar on coloured ground, lines, texts side by side and tables within it, as the boxes of one table:

+--------------------------------------+
| 1-2 見守りの充実                新規 |   ->   1-2 見守りの充実 | 新規
| 担当  福祉課                         |        担当 | 福祉課
| ◆現状と課題     ◆取組の内容        |        現状と課題 | 一人で暮らす人が増えました。
|  一人で暮らす人   ○家を訪ねます。   |        取組の内容 | ○家を訪ねます。
|  が増えました。                      |        年次計画 | Ｒ８ | Ｒ９
| [年次計画 | Ｒ８ | Ｒ９]             |        訪問 | 準備 | 実施
| [訪問     | 準備 | 実施]             |
+--------------------------------------+

The tables do not touch the frame. Where a page cuts a sheet, its frame is open there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ingest.formats.characters import APART, Char, height, lines_of, middle, parts_of_line
from ingest.formats.unruled import SAME_EDGE, Box, gaps, inside
from ingest.label_lines import TITLE_MARKS
from ingest.table_columns import is_label

WIDE = 0.5  # share of the page's width that a frame has at least
SHORTEST = 30.0  # points of the upright rules of a frame
HIGHEST = 0.5  # share of a frame's height that its bar covers at most

LABEL = 0.25  # share of the width that a label gets beside its text where it stands above that

Lines = list[list[Char]]
_Row = list[tuple[float, float, Lines]]  # the texts beside each other, each from its left to its right end


def frames(edges: Sequence[dict[str, Any]], areas: Sequence[Box], width: float) -> list[Box]:
    """The frames of a page of this width: two upright rules of the same height far apart, with a bar between them at the top, or none across there."""
    rules = sorted({(edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] >= SHORTEST})
    pairs = [
        (left, top, right, bottom)
        for place, (left, top, bottom) in enumerate(rules)
        for right, other_top, other_bottom in rules[place + 1 :]
        if right - left >= WIDE * width and abs(other_top - top) <= SAME_EDGE and abs(other_bottom - bottom) <= SAME_EDGE
    ]
    found: list[Box] = []
    for frame in sorted(pairs, key=lambda each: each[0] - each[2]):  # the outermost of rules beside each other
        if not any(_overlap(frame, other) for other in found) and (bar_of(frame, areas) or _opens(frame, edges)):
            found.append(frame)
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[1] < other[3] and other[1] < one[3]


def bar_of(frame: Box, areas: Sequence[Box]) -> Box | None:
    """The area on coloured ground at the top of a frame, across it."""
    reach = (2 * SAME_EDGE, HIGHEST * (frame[3] - frame[1]))  # and no rule
    wide = (area for area in areas if all(abs(area[at] - frame[at]) <= SAME_EDGE for at in range(3)))
    return next((area for area in wide if reach[0] < area[3] - area[1] <= reach[1]), None)


def _opens(frame: Box, edges: Sequence[dict[str, Any]]) -> bool:
    """Whether no rule goes across the top of a frame: it goes on from the page before."""
    return not any(abs(edge["top"] - frame[1]) <= SAME_EDGE for edge in _from_left(frame, edges))


def _from_left(frame: Box, edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules across that begin at the left side of a frame."""
    return [edge for edge in edges if edge["orientation"] == "h" and abs(edge["x0"] - frame[0]) <= SAME_EDGE and edge["x1"] - edge["x0"] > SAME_EDGE]


def stand_apart(tables: Sequence[Sequence[Box]], frame: Box, edges: Sequence[dict[str, Any]], chars: Sequence[Char]) -> bool:
    """Whether tables within a frame have rules of their own, none of which begins at the frame, and none of these characters stands beside them."""
    around = [(min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)) for boxes in tables]
    ruled = any(table[1] + SAME_EDGE < edge["top"] < table[3] - SAME_EDGE for edge in _from_left(frame, edges) for table in around)
    beside = any(table[1] < middle(char) < table[3] and inside(char, frame) and not inside(char, table) for char in chars for table in around)
    return bool(tables) and not ruled and not beside


def boxes_around(frame: Box, bar: Box | None, tables: Sequence[Sequence[Box]], chars: Sequence[Char]) -> dict[Box, Lines]:
    """The boxes of what stands in a frame around its tables, as wide as these, with their lines. `chars`: those of the frame outside the tables."""
    left, right = min(box[0] for boxes in tables for box in boxes), max(box[2] for boxes in tables for box in boxes)
    ends = sorted((min(box[1] for box in boxes), max(box[3] for box in boxes)) for boxes in tables)
    found: dict[Box, Lines] = {}
    for (_, top), (bottom, _) in pairwise([(frame[1], frame[1]), *ends, (frame[3], frame[3])]):
        own = [char for char in chars if top <= middle(char) < bottom]
        titled = [char for char in own if bar and inside(char, bar)]
        lines = list(lines_of(char for char in own if char not in titled))
        found |= _placed([*_bar_row(titled, left, right), *_rows(lines, left, right)], top, bottom)
    return found


def _placed(rows: Sequence[_Row], top: float, bottom: float) -> dict[Box, Lines]:
    """The boxes of rows one below the other, of the same height between two places."""
    each = (bottom - top) / max(len(rows), 1)
    return {(left, top + each * at, right, top + each * (at + 1)): lines for at, row in enumerate(rows) for left, right, lines in row}


def _bar_row(chars: Sequence[Char], left: float, right: float) -> list[_Row]:
    """The row of a bar: its number, its title and its marks, which gaps part."""
    shown = [char for char in chars if char["text"].strip()]
    if not shown:
        return []
    ends = [left, *gaps(shown, (left, 0.0, right, 0.0)), right]
    return [[(begin, end, list(lines_of(char for char in shown if begin <= _across(char) < end))) for begin, end in pairwise(ends)]]


def _rows(lines: Sequence[list[Char]], left: float, right: float) -> list[_Row]:
    """The rows of lines: texts side by side below their labels, one below the other, labels with what stands behind them, and other texts across."""
    rows: list[_Row] = []
    place = 0
    while place < len(lines):
        if columns := _beside(lines[place:]):
            between = left + (right - left) * LABEL
            rows += [[(left, between, [label]), (between, right, text)] for label, text in columns[1]]
            place += columns[0]
        elif labelled := _labelled(lines[place:]):
            end, label, texts = labelled
            between = (label[-1]["x1"] + texts[0][0]["x0"]) / 2
            rows.append([(left, between, [label]), (between, right, texts)])
            place += end
        else:
            if rows and len(rows[-1]) == 1 and not is_label(_said(rows[-1][0][2][-1])):
                rows[-1][0][2].append(lines[place])
            else:
                rows.append([(left, right, [lines[place]])])
            place += 1
    return rows


def _labelled(lines: Sequence[list[Char]]) -> tuple[int, list[Char], Lines] | None:
    """How many of these lines are a label with what stands behind it, and both; None where the first one does not begin with a label."""
    words = parts_of_line(lines[0], APART)
    if len(words) < 2 or not is_label(_said(words[0])):
        return None
    begin = words[1][0]["x0"]
    end = next((at for at, line in enumerate(lines) if at and (line[0]["x0"] < begin - height(line[0]) / 2 or _beside(lines[at:]))), len(lines))
    return end, words[0], [[char for char in lines[0] if char["x0"] >= begin], *lines[1:end]]


def _beside(lines: Sequence[list[Char]]) -> tuple[int, list[tuple[list[Char], Lines]]] | None:
    """How many of these lines are texts side by side below their labels, with both from left to right; None where the first one is no row of labels, or one

    has no text.
    """
    labels = parts_of_line(lines[0])
    if len(labels) < 2 or not all(is_label(_said(label)) for label in labels):
        return None
    begins = [label[0]["x0"] - height(label[0]) / 4 for label in labels[1:]]
    end = next((at for at, line in enumerate(lines) if at and any(_crosses(line, begin) for begin in begins)), len(lines))
    chars = [char for line in lines[1:end] for char in line]
    columns = pairwise([float("-inf"), *begins, float("inf")])
    texts = [list(lines_of(char for char in chars if begin <= _across(char) < behind)) for begin, behind in columns]
    unmarked = [label[label[0]["text"] in TITLE_MARKS :] for label in labels]
    return (end, list(zip(unmarked, texts, strict=True))) if all(texts) else None


def _crosses(line: Sequence[Char], place: float) -> bool:
    """Whether a line goes on across this place without a gap."""
    return any(before["x0"] < place < char["x1"] and char["x0"] - before["x1"] <= APART * height(char) for before, char in pairwise(line))


def _across(char: Char) -> float:
    """How far across the page the middle of a character lies."""
    return float(char["x0"] + char["x1"]) / 2


def _said(line: Sequence[Char]) -> str:
    return "".join(char["text"] for char in line)
