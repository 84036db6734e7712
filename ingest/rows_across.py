"""Rows of a table of indicators that tell in words, across the columns of the values, what was done or is to be done:

指標          単位  基準値  区分  R5   R6   R7
相談の件数    件    120     目標  130  140  150
主な取組実績  Ｒ５  窓口を開設した。
              Ｒ６  夜間の相談を始めた。
課題          相談員が足りない。
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.years import FiscalYear
from ingest.grid import Cell, Grid
from ingest.label_cells import looks_like_label
from ingest.row_labels import names_steps
from ingest.table_columns import LONGEST_LABEL, Head, bare, heads, is_label, of_year, other_labels

_LED_BY_YEAR = re.compile(r"^\s*【?(?:[HRＨＲ]|令和|平成)\s?(?:[\d０-９]{1,2}|元)(?:年度)?(?:[~～〜]\S{0,6})?[　 :：】]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Across:
    """Such a row: the word before it, its text, and the year before that, if it has one. `steps`: whether the word, or a year before each line of the text,

    says that they are steps.
    """

    word: str
    text: str
    year: FiscalYear | None
    steps: bool


def row_across(grid: Grid, head: Head, row: int) -> Across | None:
    """What a row tells so; None for one whose word is no label, or whose text leaves out a year, or is below the only one, or a short one below all (継続)."""
    years, names = head.of("year"), head.of("indicator")
    if not years or not names:
        return None
    text = next((cell for cell in grid.rows[row] if cell.left <= years[0].left and years[-1].right <= cell.right), None)
    if text and text.left == years[0].left and (len(years) == 1 or len(text.text) <= LONGEST_LABEL):
        return None
    before = [cell for cell in grid.cells if cell.top <= row < cell.bottom and names[0].left <= cell.left < text.left] if text else []
    if text is None or not before:
        return None
    word = bare(before[0].text)  # without what it has in brackets (（続き）)
    steps = names_steps(word) or heads(word, "schedule", "achievements") or len(_LED_BY_YEAR.findall(text.text)) > 1
    when = [of_year(cell.text) for cell in before[1:]]
    if not (steps or word in other_labels()) or len(when) > 1 or None in when:
        return None
    return Across(word, text.text, when[0] if when else None, steps)


def text_below(grid: Grid, head: Head, row: int) -> tuple[Cell, Cell] | None:
    """The word and the text of a row of a table of projects that has no more than these, below the row of the values of its project, which goes on beside

    it: the word below whose that is, the text across all years (No | 事業名 | 担当課 above 実績 | 窓口を開設した。); None for another row.
    """
    years, title = head.of("year"), head.of("title")
    cells = grid.rows[row]
    if not years or not title or len(cells) != 2 or cells[0].right != cells[1].left:
        return None
    word, text = cells
    above = [cell for cell in grid.cells if cell.top < row < cell.bottom]
    goes_on = any(cell.left <= title[0].left < cell.right for cell in above)
    measured = [column for column in head.columns if column.role in ("indicator", "kind", "unit", "baseline")]
    of_values = any(column.left <= cell.left < column.right for cell in (*above, word) for column in measured)
    across = title[0].left < word.left < years[0].left and text.left <= years[0].left and years[-1].right <= text.right
    labelled = not of_year(word.text) and (is_label(word.text) or looks_like_label(bare(word.text)))
    return (word, text) if goes_on and across and labelled and not of_values else None
