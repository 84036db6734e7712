"""The rows of a form that is one table: where another part of it begins, texts by year, and tables that say nothing known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.years import FiscalYear
from ingest.blocks import GOES_ON
from ingest.grid import Cell, Grid
from ingest.label_lines import LONGEST_TITLE
from ingest.lines import plain
from ingest.sheets import PLANNED_AND_DONE, TOLD_STEPS
from ingest.table_columns import Head, heads, is_kind, is_label, of_year

FEWEST_STEPS = 3  # rows that are a schedule
PAIR = 2  # a label and its text
_WORDS = re.compile(r"[ぁ-ん一-龯]{2}")
_PAST = re.compile(r"[いえきけげしせたちってなびべめりれん]た[。)）]*$")


def is_form(grid: Grid) -> bool:
    """Whether a table is filled in for one project: it names its departments."""
    return any(heads(cell.text, "departments") for cell in grid.cells)


def begins_part(grid: Grid, row: int, head: Head) -> bool:
    """Whether a row begins another part of a form than the rows above it: with a text for each year (令和６年度 | …), with what heads or continues the form

    across all of it, or with a shaded label and its text across columns of the head, or with shaded cells alone, where the row above has none.
    """
    cells = grid.rows[row]
    if not cells or cells[0].left:
        return False
    across = len(cells) == 1 and cells[0].right == grid.width
    if across:
        return goes_on(cells) or (row + 1 < grid.height and Head.at(grid, row + 1) is not None)
    columns = {(column.left, column.right) for column in head.columns}
    fits = all((cell.left, cell.right) in columns for cell in cells)
    shaded = cells[0].shaded and not any(cell.shaded for cell in grid.rows[row - 1]) and not fits
    years = sum(cell.left == year.left for cell in cells for year in head.of("year"))
    return (shaded and (len(cells) == PAIR or (all(cell.shaded for cell in cells) and years < PAIR))) or any(yearly_steps(grid, row))


def goes_on(cells: Sequence[Cell]) -> bool:
    """Whether a row says no more than that the form goes on here (整理番号４０３（つづき）)."""
    return len(cells) == 1 and len(cells[0].line) <= LONGEST_TITLE and bool(GOES_ON.search(plain(cells[0].text)))


def unknown_rows(grid: Grid, top: int) -> int:
    """The row behind a table whose head, the words of which say nothing that is known, is shaded where its rows are not; `top` where none begins here."""
    end = top + 1
    head = grid.rows[top]
    shaded = len(head) > PAIR and all(cell.shaded and cell.bottom == end and not is_label(cell.text) for cell in head)
    while shaded and end < grid.height and grid.rows[end] and not any(cell.shaded for cell in grid.rows[end]) and len(grid.rows[end]) > 1:
        end += 1
    return end if end > top + PAIR else top


def yearly_steps(grid: Grid, top: int) -> Iterator[str]:
    """The lines of rows, each a year and a text, from this row on (令和６年度 | 相談会を開く。), under the word for a schedule.

    Where those of the first years end with what was done (相談会を３回開いた。), each stands behind the word for what it is. None where no such rows follow.
    """
    steps: list[tuple[FiscalYear, str]] = []
    for cells in grid.rows[top:]:
        year = of_year(cells[0].text) if len(cells) == 2 and not cells[0].left and not is_kind(cells[0].text) else None
        if year is None or "\n" in cells[1].text or (steps and year.year != steps[-1][0].year + 1) or not _WORDS.search(cells[1].text):
            break
        steps.append((year, cells[1].line))
    if len(steps) < FEWEST_STEPS:
        return
    done = len(list(takewhile(lambda step: bool(_PAST.search(plain(step[1]))), steps)))
    yield PLANNED_AND_DONE if done else TOLD_STEPS[0]
    words = ["実績"] * done + ["計画"] * (len(steps) - done)
    yield from (f"{year.japanese}  {word}  {text}" if done else f"{year.japanese}：{text}" for word, (year, text) in zip(words, steps, strict=True))
