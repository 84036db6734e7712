"""The rows of a form that is one table: where another part of it begins, texts by year, and tables that say nothing known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.years import FiscalYear
from ingest.blocks import GOES_ON
from ingest.grid import Cell, Grid
from ingest.label_lines import LONGEST_TITLE, listed
from ingest.lines import plain
from ingest.sheets import PLANNED_AND_DONE, TOLD_STEPS
from ingest.table_columns import Head, Kind, heads, is_kind, is_label, kind_of, of_year

FEWEST_STEPS = 3  # rows that are a schedule
PAIR = 2  # a label and its text
_WORDS = re.compile(r"[ぁ-ん一-龯]{2}")
_TELLS_DONE = re.compile(r"(?:った|した|んだ|いた)(?:こと|もの|取組|内容|事業)|実績|これまでの")  # of a line above
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


def yearly_steps(grid: Grid, top: int, caption: str = "") -> Iterator[str]:
    """The lines of rows, each a year and a text, from this row on (令和６年度 | 相談会を開く。), under the word for a schedule.

    Where those of the first years are what was done, each stands behind the word for what it is: since they end so (相談会を３回開いた。), since the line above

    says so (各年度に行ったこと), or since a later one alone is headed as planned (令和８年度の取組予定). None where no such rows follow.
    """
    steps = list(_yearly(grid, top))
    if len(steps) < FEWEST_STEPS:
        return
    begins = next((place for place, step in enumerate(steps) if step.kind == "planned"), len(steps))
    told = bool(_TELLS_DONE.search(plain(caption))) or 0 < begins < len(steps)
    done = begins if told else len(list(takewhile(lambda step: step.kind != "planned" and bool(_PAST.search(plain(step.entries[-1]))), steps)))
    pairs = [(step.year.japanese, "実績" if place < done else "計画", entry) for place, step in enumerate(steps) for entry in step.entries]
    yield PLANNED_AND_DONE if 0 < done < len(steps) else TOLD_STEPS[bool(done)]
    yield from (f"{year}  {word}  {text}" if 0 < done < len(steps) else f"{year}：{text}" for year, word, text in pairs)


@dataclass(frozen=True, slots=True)
class _Step:
    """A row that is a year and a text: whether its head says that it is planned or done, and the entries of its text."""

    year: FiscalYear
    kind: Kind | None
    entries: tuple[str, ...]


def _yearly(grid: Grid, top: int) -> Iterator[_Step]:
    """Such rows, from this one on, of years that follow each other."""
    before: FiscalYear | None = None
    for cells in grid.rows[top:]:
        year = of_year(cells[0].text) if len(cells) == PAIR and not cells[0].left and not is_kind(cells[0].text) else None
        entries = tuple(listed(cells[1].text)) if year else ()
        whole = len(entries) == len(cells[1].text.split("\n")) if year else False
        if year is None or not whole or (before and year.year != before.year + 1) or not _WORDS.search(cells[1].text):
            return
        yield _Step(year, kind_of(cells[0].text), entries)
        before = year
