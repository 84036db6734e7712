"""Labels that stand in the middle of their cells, as a PDF gives a table whose cells are centred where the layout is kept:

                 70歳以上で自動車を運転しない方に、タクシーと路線バスで使える
 事業の内容      共通利用券を交付する。交付額は1人当たり年間12,000円分とし、
                 1回の乗車で使える枚数に上限は設けない。

                      R7                  R8                  R9
 スケジュール    対象の選定          試行                全市で実施

Such a label is moved to the first line of its cell, which ends with a blank line, or before it where the cell is a table. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.text import display_width
from corpus.values import Line
from ingest.indicator import year_columns
from ingest.lines import MEASURES, VALUE, Measure, cells_at, margin, plain, with_parts

FEWEST_VALUES = 3  # cells beside a name that stands above and below them
FEWEST_CELLS = 3  # with a label in their middle, before it is believed that a document is laid out so
_LABEL = re.compile(r"(?P<margin>[ 　]*)(?P<label>\S{2,12})(?:(?P<gap>[ 　]{2,})(?=\S)|[ 　]*$)")
_APART = re.compile(r"\S[ 　]{2,}\S")  # a row of cells, no line of a text


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its label in the middle: the places of its lines and of the one with the label, and the label with its margin.

    behind, begins: the character, and the column, at which the text behind the label begins. margins: in what column the label begins, and in what the
    cell. is_table: whether it holds cells side by side.
    """

    places: tuple[int, ...]
    own: int
    label: str
    behind: int
    begins: int
    margins: tuple[int, int]
    is_table: bool

    def moved(self, lines: Sequence[Line]) -> list[Line]:
        """Its lines with the label at the head; a line that held nothing else is gone."""
        own = lines[self.own]
        rest = " " * self.begins + own.text[self.behind :].lstrip()
        others = [replace(lines[place], text=rest) if place == self.own else lines[place] for place in self.places if place != self.own or rest.strip()]
        first, indent = others[0], " " * self.margins[0]
        if self.is_table:
            return [replace(first, text=indent + self.label), *others]
        return [replace(first, text=f"{indent}{self.label}  {first.text.lstrip()}"), *others[1:]]


def labels_first(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every label that stands in the middle of a cell at its beginning; as they are where hardly any does.

    Columns are counted as a fixed-width face shows them, or by characters, whichever finds more such cells.
    """
    cells = max((_cells(lines, measure) for measure in MEASURES), key=len)
    return with_parts(lines, {cell.places[0]: (len(cell.places), cell.moved(lines)) for cell in cells})


def _cells(lines: Sequence[Line], measure: Measure) -> list[_Cell]:
    """The cells with a label in their middle, of all columns in which several texts stand so, and tables below years of which several have that label."""
    found: list[_Cell] = []
    for shown, group in groupby(range(len(lines)), lambda i: bool(lines[i].text.strip())):
        if shown and (cell := _cell(lines, tuple(group), measure)):
            found.append(cell)
    counted = Counter(cell.margins for cell in found if not cell.is_table)
    sure = {margins for margins, count in counted.items() if count >= FEWEST_CELLS}
    begun = {label for label, _ in sure}
    named = Counter(cell.label for cell in found if cell.is_table and year_columns(lines[cell.places[0]].text))
    tables = {label for label, count in named.items() if count >= FEWEST_CELLS}
    return [cell for cell in found if cell.margins in sure or (cell.is_table and (cell.margins[0] in begun or cell.label in tables))]


def _cell(lines: Sequence[Line], places: tuple[int, ...], measure: Measure) -> _Cell | None:
    """The cell of these lines, which stand between blank ones; None where no label stands in its middle."""
    margins = {place: measure(margin(lines[place].text)) for place in places}
    own = min(places, key=lambda place: margins[place])
    others = [place for place in places if place != own]
    match = _LABEL.match(lines[own].text)
    if own == places[0] or not match or margins[own] >= min(margins[place] for place in others):
        return None
    behind, end = measure(match[0]), measure(f"{match['margin']}{match['label']}")
    begins = min([*(margins[place] for place in others), *([behind] if match["gap"] else [])])
    if end >= begins:
        return None
    is_text = all(_is_text(lines[place].text) and margins[place] == begins for place in others) and _is_text(lines[own].text[match.end() :])
    if is_text and match["gap"] and behind != begins:
        return None
    return _Cell(places, own, match["label"], match.end(), behind if match["gap"] else begins, (margins[own], begins), not is_text)


def names_whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the name of an indicator that stands above and below the line of its values on that line:

    受付端末を配備した避難所数（累
                                      か所      0           8         16
    計）
    """
    found = list(lines)
    for place in range(len(found) - 2, 0, -1):
        above, own, below = (cells_at(line.text) for line in found[place - 1 : place + 2])
        beside = len(above) == len(below) == 1 and above[0][0] == below[0][0] < own[0][0] if own else False
        values = len(own) >= FEWEST_VALUES and all(VALUE.fullmatch(plain(cell)) for _, cell in own[1:])
        if beside and values and above[0][0] + display_width(above[0][1]) <= own[0][0]:
            name, at = above[0][1] + below[0][1], above[0][0]
            text = f"{' ' * at}{name}  {found[place].text.lstrip()}"
            found[place - 1 : place + 2] = [replace(found[place], text=text)]
    return found


def _is_text(text: str) -> bool:
    """Whether a line holds no cells side by side."""
    return not _APART.search(text)
