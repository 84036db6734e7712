"""Labels that stand on two lines, as a PDF gives narrow cells where the layout is kept:

 整理            事業の
        1-3           学校給食センター更新事業        所管課   教育総務課
 番号             名称

        週1回、水曜日の放課後に、昔遊びや将棋などの教室を学校の
 事業の
        体育館と図書室で開きます。参加費は無料ですが、保険料が必
  概要
        要です。

A label by itself comes before its cell, which begins behind a blank line; where that is a table whose head begins with a label, it is left out. Labels side
by side are put together on the line between their halves, each before what it stands for; so is the head of a column with its year below (基準値 …
（R5）). Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.values import Line
from ingest.lines import MEASURES, Measure, cells_at, plain
from ingest.sheets import is_listed

FEWEST_TORN = 3  # places with the same two halves
OFF_CENTRE = 2  # columns by which the middle of one half may stand beside that of the other
_HALF = re.compile(r"[一-龯々ぁ-んァ-ヴー]{2,6}")
_YEAR = re.compile(r"[（(][HRhr]?\d{1,2}(?:年度?)?[）)]")
_Cells = Sequence[tuple[int, str]]
_BLANK = Line(0, 0, "")


@dataclass(frozen=True, slots=True)
class _Torn:
    """Labels in halves: the place of the line with the first ones, how many lines below it the second ones stand, and the halves of each label.

    rows: the lines of the cell up to the second halves, with the labels whole. first: the place of the first line of that cell. sure: whether these can be
    no two labels, each with its own text.
    """

    place: int
    height: int
    halves: tuple[tuple[str, str], ...]
    rows: tuple[Line, ...]
    first: int
    sure: bool = True


def labels_joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every label whole whose halves stand one above the other in several places; as they are where there is none.

    Columns are counted as a fixed-width face shows them, or by characters, whichever finds more such labels.
    """
    found = list(lines)
    for alone in (False, True):
        torn = max((_all(found, alone, measure) for measure in MEASURES), key=len)
        whole: list[Line] = []
        at = 0
        for each in torn:
            if each.first >= at:
                whole += [*found[at : each.first], *each.rows]
                at = each.place + each.height + 1
        found = [*whole, *found[at:]]
    return found


def _all(lines: Sequence[Line], alone: bool, measure: Measure) -> list[_Torn]:
    """Where labels stand in halves, as do others like them: those by themselves, or those among other cells."""
    found = [each for place in range(len(lines)) if (each := _torn(lines, place, alone, measure))]
    counted = Counter(half for each in found if each.sure for half in set(each.halves))
    return [each for each in found if all(counted[half] >= FEWEST_TORN for half in each.halves)]


def _torn(lines: Sequence[Line], place: int, alone: bool, measure: Measure) -> _Torn | None:
    """The labels whose first halves stand on a line; None where they have no second ones."""
    upper, own, below = (cells_at(line.text, measure) for line in (*lines[place : place + 3], *[_BLANK] * (place + 3 - len(lines))))
    if not upper or not own:
        return None
    return _by_itself(lines, place, upper, own, below, measure) if alone else _side_by_side(lines, place, upper, own, below, measure)


def _side_by_side(lines: Sequence[Line], place: int, upper: _Cells, own: _Cells, below: _Cells, measure: Measure) -> _Torn | None:
    """Labels, or the head of a column and its year, around a line."""
    if not (len(upper) > 1 or (below and _YEAR.fullmatch(below[0][1]))) or not _are_below(upper, below, measure) or not _fit(upper, own, measure):
        return None
    halves = tuple((first, second) for (_, first), (_, second) in zip(upper, below, strict=True))
    labels = [(min(above, under), first + second) for (above, first), (under, second) in zip(upper, below, strict=True)]
    row = replace(lines[place + 1], text=_row([*labels, *own], measure))
    return _Torn(place, 2, halves, tuple(_parted(row, {label for _, label in labels})) if len(upper) > 1 else (row,), place)


def _by_itself(lines: Sequence[Line], place: int, upper: _Cells, own: _Cells, below: _Cells, measure: Measure) -> _Torn | None:
    """A label left of its cell: around a line, or on two, of which the first may be one of the cell, too."""
    around = len(upper) == 1 and len(below) == 1 and _are_below(upper, below, measure)
    on_two = len(own) > 1 and _are_below(upper[:1], own[:1], measure)
    with_texts = on_two and len(upper) == len(own) == 2 and upper[1][0] == own[1][0]
    if not (around or with_texts or (on_two and len(upper) == 1 and not is_listed(plain(own[0][1])))):
        return None
    height, lower, cell = (2, below[0], own) if around else (1, own[0], own[1:])
    label = (min(upper[0][0], lower[0]), upper[0][1] + lower[1])
    behind = "".join(text for _, text in cells_at(lines[place + 3].text, measure)[:1]) if around and place + 3 < len(lines) else ""
    of_next = is_listed(plain(upper[0][1])) and is_listed(plain(lower[1] + behind))  # 事業内容, and below its text 年度別 and 計画
    if label[0] >= cell[0][0] or _YEAR.fullmatch(lower[1]) or of_next:
        return None
    first = _first(lines, place, label[0], measure)
    rest = [replace(lines[place + 1], text=_row(cell, measure))]
    if len(upper) > 1:
        rest.insert(0, replace(lines[place], text=_row(upper[1:], measure)))
    rows = (replace(lines[first], text=_row([label], measure)), *lines[first:place], *rest)
    if is_listed(plain(cells_at(rows[1].text, measure)[0][1])):
        rows = rows[1:]  # it only says what the table is
    return _Torn(place, height, ((upper[0][1], lower[1]),), rows, first, around or not with_texts)


def _are_below(upper: _Cells, lower: _Cells, measure: Measure) -> bool:
    """Whether each cell has one below its middle."""
    halves = len(upper) == len(lower) > 0 and all(_HALF.fullmatch(cell) for _, cell in upper)
    if not halves or not all(_HALF.fullmatch(cell) or _YEAR.fullmatch(cell) for _, cell in lower):
        return False
    middles = [[at + measure(cell) / 2 for at, cell in cells] for cells in (upper, lower)]
    return all(abs(above - below) <= OFF_CENTRE for above, below in zip(*middles, strict=True))


def _fit(labels: _Cells, beside: _Cells, measure: Measure) -> bool:
    """Whether the labels stand between the cells of a line; the edges of what a PDF gives are not sharp."""
    ends = sorted([*((at, at + measure(cell) / 2) for at, cell in labels), *((at, float(at + measure(cell))) for at, cell in beside)])
    return all(end <= after for (_, end), (after, _) in pairwise(ends))


def _first(lines: Sequence[Line], place: int, margin: int, measure: Measure) -> int:
    """The place of the first line of the cell that a label stands in: behind a blank line, all that stands right of the label; else that of the label."""
    first = place
    while first and (cells := cells_at(lines[first - 1].text, measure)) and cells[0][0] > margin:
        first -= 1
    return first if not first or not lines[first - 1].text.strip() else place


def _row(cells: _Cells, measure: Measure) -> str:
    """A line with these cells, each in its column or two blanks behind the one before it."""
    text = ""
    for at, cell in sorted(cells):
        text += " " * max(at - measure(text), 2 if text else 0) + cell
    return text


def _parted(row: Line, labels: set[str]) -> list[Line]:
    """A line of labels with what they stand for, each by itself."""
    parts: list[list[str]] = []
    for _, cell in cells_at(row.text, len):
        if not parts or cell in labels or is_listed(plain(cell)):
            parts.append([])
        parts[-1].append(cell)
    return [replace(row, text="  ".join(part)) for part in parts]
