"""Tables of a PDF that are not ruled all around: labels on coloured ground beside their texts, and rows between rules that only go across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points
SAME_EDGE = 2.0  # points by which edges that are one may lie apart
WIDE = 0.3  # share of the page's width that a rule across must have
APART = 0.8  # of a character's height, from which a gap that no line crosses parts columns
LONGEST_LABEL = 16  # characters of a label on coloured ground
FEWEST_ROWS = 2

_Char = dict[str, Any]


def beside_labels(labels: Sequence[Box], chars: Sequence[_Char], right: float) -> list[Box]:
    """The boxes of a column of labels with those of the texts beside them, up to `right`; none where a box is no label or hardly any has a text beside it."""
    within = [[char for char in chars if inside(char, box)] for box in labels]
    texts = [(box[2], box[1], right, box[3]) for box in labels]
    beside = sum(any(inside(char, box) for char in chars) for box in texts)
    if not all(0 < len(own) <= LONGEST_LABEL for own in within) or beside * 2 <= len(labels) or right <= labels[0][2]:
        return []
    return [*labels, *texts]


def between_rules(edges: Sequence[dict[str, Any]], chars: Sequence[_Char], width: float) -> list[list[Box]]:
    """The boxes of each table whose rows stand between rules across: columns are parted where a gap goes through all of its rows."""
    rules = [rule for rule in _rules(edges) if rule[2] - rule[1] >= WIDE * width]
    tables: list[list[Box]] = []
    rows: list[tuple[Box, list[_Char]]] = []
    for upper, lower in pairwise([*rules, (float("inf"), 0.0, 0.0)]):
        band = (upper[1], upper[0], upper[2], lower[0])
        own = [char for char in chars if inside(char, band)]
        alike = abs(upper[1] - lower[1]) <= SAME_EDGE and abs(upper[2] - lower[2]) <= SAME_EDGE
        if alike and own and gaps([*(char for _, each in rows for char in each), *own], band):
            rows.append((band, own))
            continue
        tables += _table(rows)
        rows = [(band, own)] if alike and own and gaps(own, band) else []
    return tables + _table(rows)


def _table(rows: Sequence[tuple[Box, list[_Char]]]) -> list[list[Box]]:
    """The boxes of these rows as one table, if they are as many as a table has."""
    if len(rows) < FEWEST_ROWS:
        return []
    columns = gaps([char for _, own in rows for char in own], rows[0][0])
    return [[(left, band[1], right, band[3]) for band, _ in rows for left, right in pairwise([band[0], *columns, band[2]])]]


def gaps(chars: Sequence[_Char], band: Box) -> list[float]:
    """Where columns are parted: in the middle of each gap that no character crosses."""
    least = APART * max(float(char["bottom"] - char["top"]) for char in chars)
    ends, found = band[0], []
    for char in sorted(chars, key=lambda char: float(char["x0"])):
        if char["x0"] - ends > least and ends > band[0]:
            found.append((ends + char["x0"]) / 2)
        ends = max(ends, float(char["x1"]))
    return found


def _rules(edges: Sequence[dict[str, Any]]) -> list[tuple[float, float, float]]:
    """The rules across: height, left and right end; pieces that touch are one."""
    found: list[tuple[float, float, float]] = []
    across = sorted((edge for edge in edges if edge["orientation"] == "h"), key=lambda edge: (round(edge["top"]), edge["x0"]))
    for _, group in groupby(across, key=lambda edge: round(edge["top"])):
        for edge in group:
            if found and abs(found[-1][0] - edge["top"]) <= SAME_EDGE and edge["x0"] - found[-1][2] <= SAME_EDGE and edge["x1"] >= found[-1][1]:
                found[-1] = (found[-1][0], min(found[-1][1], edge["x0"]), max(found[-1][2], edge["x1"]))
            else:
                found.append((float(edge["top"]), float(edge["x0"]), float(edge["x1"])))
    return found


def inside(char: _Char, box: Box) -> bool:
    """Whether the middle of a character lies within a box."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
