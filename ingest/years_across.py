"""Sheets whose years stand one below the other, beside figures of several indicators that are named further up, turned so that the years stand above:

指標（現状値R3）  ① 有収率（％） （81.5）             年度   | 現状値（R3） | 令和４年度 | 令和５年度
年度        計画      実績     指標①            ->   指標① | 有収率（％）
                              目標  実績             目標   | 81.5        | 82.0      | 82.5
令和４年度   漏水調査   34か所   82.0  81.9            実績   |             | 81.9      | 82.7
５年度      漏水調査   41か所   82.5  82.7            取組計画 |            | 漏水調査   | 漏水調査
                                                  取組実績 |            | 34か所    | 41か所

A year below another one that names its era is of that era, and a table that says that it goes on on the next page goes on there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.text import is_unset
from corpus.years import FiscalYear, find_years
from ingest.grid import Block, Cell, Grid, Page, Paragraph
from ingest.lines import plain
from ingest.table_columns import YEARS, Kind, bare, heads, is_kind, kind_of, of_year

_GOES_ON = re.compile(r"[(【]?(?:(?:次|前)の?(?:ページ|頁)(?:.{0,3}続[きく]?|へ)|.*\s?(?:の|\s)続き)[)】]?")
_BARE_YEAR = re.compile(r"(\d{1,2})年度?")
_NUMBERED = re.compile(r"(?P<number>[①-⑳])[\s　]*(?P<name>.+)", re.S)
_NUMBER = re.compile(r"[①-⑳]$")
_BRACKETS = re.compile(r"^[（(](.*)[）)]$")
STEPS: Mapping[Kind, str] = {"planned": "取組計画", "actual": "取組実績"}


@dataclass(frozen=True, slots=True)
class _Indicator:
    """An indicator that a sheet names, and where it stood."""

    name: str
    baseline: str


def with_years_across(pages: Sequence[Page]) -> list[Page]:
    """The pages, such sheets turned; years without their era with it."""
    return [Page(tuple(_turned(_with_eras(block)) if isinstance(block, Grid) else block for block in blocks)) for blocks in _whole(pages)]


def _whole(pages: Sequence[Page]) -> list[list[Block]]:
    """The blocks of each page without the lines and rows that say that a table goes on, and the rest of that table put to it."""
    found: list[list[Block]] = []
    above: tuple[list[Block], int] | None = None  # the blocks with the last table, and where it stands
    goes_on = False
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if isinstance(block, Paragraph):
                says_so = bool(_GOES_ON.fullmatch(plain(block.text).strip()))
                goes_on = goes_on or says_so
                blocks += [] if says_so else [block]
                continue
            own = _without_breaks(block)
            rest = _continued(above[0][above[1]], own) if above and goes_on else None
            if above and rest:
                above[0][above[1]] = rest
            else:
                blocks.append(own)
                above = blocks, len(blocks) - 1
            goes_on = False
        found.append(blocks)
    return found


def _continued(above: Block, below: Grid) -> Grid | None:
    """A table and its rest, which begins with the cells of its head again, as one; None where the second is another table."""
    if not isinstance(above, Grid) or not below.rows:
        return None
    words = [bare(cell.text) for cell in below.rows[0]]
    top = next((row for row, cells in enumerate(above.rows) if [bare(cell.text) for cell in cells] == words and len(words) > 1), None)
    if top is None:
        return None
    height = max(cell.bottom for cell in below.rows[0])
    pairs = [pair for row in range(height) for pair in zip(below.rows[row], above.rows[top + row] if top + row < above.height else (), strict=False)]
    if any(bare(again.text) != bare(first.text) for again, first in pairs):
        return None
    place = {edge: own for again, first in pairs for edge, own in ((again.left, first.left), (again.right, first.right))}
    rest = [cell for cell in below.cells if cell.top >= height]
    if any(cell.left not in place or cell.right not in place for cell in rest):
        return None
    down = above.height - height
    moved = (replace(cell, top=cell.top + down, bottom=cell.bottom + down, left=place[cell.left], right=place[cell.right]) for cell in rest)
    return Grid(tuple(sorted((*above.cells, *moved))))


def _without_breaks(grid: Grid) -> Grid:
    breaks = [row for row, cells in enumerate(grid.rows) if len(cells) == 1 and cells[0].right - cells[0].left == grid.width and _goes_on(cells[0])]
    if not breaks:
        return grid
    left_out = {*breaks}
    last = max(breaks) + 1
    shown = [_texts(grid, row) for row in range(min(breaks))]
    while last < grid.height and _texts(grid, last) in shown:  # the head again
        left_out.add(last)
        last += 1
    kept = [row for row in range(grid.height) if row not in left_out]
    place = {row: sum(each < row for each in kept) for row in range(grid.height + 1)}
    return Grid(tuple(replace(cell, top=place[cell.top], bottom=place[cell.bottom]) for cell in grid.cells if cell.top not in left_out), grid.edges)


def _goes_on(cell: Cell) -> bool:
    return bool(_GOES_ON.fullmatch(plain(cell.text)))


def _texts(grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(cell.left, bare(cell.text)) for cell in grid.rows[row]]


def _with_eras(grid: Grid) -> Grid:
    """The table, years below each other that name their era only once (令和４年度 / ５年度) with it."""
    said: dict[Cell, str] = {}
    for left in {cell.left for cell in grid.cells}:
        year: FiscalYear | None = None
        for cell in (cell for cell in grid.cells if cell.left == left):
            match = _BARE_YEAR.fullmatch(plain(cell.text))
            if match and year and int(match[1]) == year.era[1] + 1:
                year = FiscalYear.of_era(year.era[0], int(match[1]))
                said[cell] = year.japanese
            else:
                year = of_year(cell.text)
    return Grid(tuple(replace(cell, text=said.get(cell, cell.text)) for cell in grid.cells), grid.edges) if said else grid


def _turned(grid: Grid) -> Grid:
    """A sheet with its years above its rows; as it is where it is no such sheet, or does not name each indicator."""
    top = next((row for row, cells in enumerate(grid.rows) if cells and not cells[0].left and bare(cells[0].text) in YEARS and row), None)
    if top is None:
        return grid
    head = grid.rows[top][0]
    groups = [cell for cell in grid.rows[top][1:] if heads(_NUMBER.sub("", cell.text), "indicator") and cell.bottom < head.bottom]
    steps = [cell for cell in grid.rows[top][1:] if is_kind(cell.text) and cell.bottom == head.bottom]
    years = _years(grid, head)
    named, listed, when = _named(grid, top)
    if not groups or len(groups) + len(steps) + 1 < len(grid.rows[top]) or len(years) < 2 or any(_number(group) not in named for group in groups):
        return grid
    rows = list(_rows(grid, head, groups, steps, years, named, when))
    begin, end = years[-1].bottom, top + len(rows)
    width = max(len(years) + 2, grid.width)
    wide = {grid.width: width}  # what reached across the sheet does so again
    cells = [replace(cell, right=wide.get(cell.right, cell.right)) for cell in grid.cells if cell.bottom <= top and cell not in listed]
    cells += [replace(cell, top=cell.top + top, bottom=cell.bottom + top) for row in rows for cell in row]
    behind = (cell for cell in grid.cells if cell.top >= begin)
    cells += [replace(cell, top=cell.top + end - begin, bottom=cell.bottom + end - begin, right=wide.get(cell.right, cell.right)) for cell in behind]
    return Grid(tuple(sorted(cells)))


def _years(grid: Grid, head: Cell) -> list[Cell]:
    """The cells with a year right below each other below the head."""
    found: list[Cell] = []
    for cell in grid.cells:
        if cell.left == head.left and cell.top == (found[-1].bottom if found else head.bottom) and of_year(cell.text):
            found.append(cell)
    return found


def _named(grid: Grid, top: int) -> tuple[dict[str, _Indicator], set[Cell], str]:
    """The indicators that the rows beside a label above name, by their numbers, with the cells that do, and the year of where they stood."""
    label = next((cell for cell in grid.cells if cell.bottom <= top and not cell.left and heads(cell.text, "indicator")), None)
    if label is None:
        return {}, set(), ""
    cells = [cell for cell in grid.cells if label.top <= cell.top < label.bottom and cell is not label]
    found: dict[str, _Indicator] = {}
    for row in range(label.top, label.bottom):
        name, *rest = [cell for cell in cells if cell.top == row] or [label]
        match = _NUMBERED.fullmatch(name.text)
        baseline = _BRACKETS.sub(r"\1", rest[0].text) if rest else ""
        found[match["number"] if match else ""] = _Indicator(match["name"].strip() if match else name.text, baseline)
    when = [year for mention in find_years(plain(label.text)) for year in mention.years]
    return found, {label, *cells}, when[0].japanese if len(when) == 1 else ""


def _number(group: Cell) -> str:
    match = _NUMBER.search(group.text.strip())
    return match[0] if match else ""


def _rows(
    grid: Grid, head: Cell, groups: Sequence[Cell], steps: Sequence[Cell], years: Sequence[Cell], named: Mapping[str, _Indicator], when: str,
) -> Iterator[list[Cell]]:  # fmt: skip
    """The rows of the turned table, counted from 0."""
    width = len(years) + 2
    top = 0

    def cell(left: int, right: int, text: str) -> Cell:
        return Cell(top, left, top + 1, right, text)

    def row(label: str, column: Cell, baseline: str = "") -> list[Cell]:
        below = [each for each in grid.cells if column.left <= each.left < column.right and years[0].top <= each.top < years[-1].bottom]
        told = [cell(0, 1, label), *([cell(1, 2, baseline)] if baseline else [])]
        for each in below:
            at = [place for place, year in enumerate(years) if each.top < year.bottom and each.bottom > year.top]
            told += [cell(at[0] + 2, at[-1] + 3, each.text)] if at else []
        return told

    baseline = f"現状値（{when}）" if when else "現状値"
    yield [cell(0, 1, head.text), cell(1, 2, baseline), *(cell(place + 2, place + 3, year.text) for place, year in enumerate(years))]
    for group in groups:
        indicator = named[_number(group)]
        columns = [each for each in grid.cells if each.top == group.bottom and group.left <= each.left < group.right and kind_of(each.text)]
        if is_unset(re.sub(r"[（(].*", "", indicator.name)) and all(is_unset(each.text) for column in columns for each in row("", column)[1:]):
            continue
        top += 1
        yield [cell(0, 1, group.text), cell(1, width, indicator.name)]
        for place, column in enumerate(columns):
            top += 1
            yield row(column.text, column, indicator.baseline if not place else "")
    for column in steps:
        top += 1
        yield row(STEPS[kind_of(column.text) or "planned"], column)
