"""Tables of one project whose years stand one below the other, beside what was done or is to be done in each and the figures of its indicators, turned so
that the years stand above:

年度        | 取組状況        | 指標                    年度    | 現状値（R6） | 令和6年度     | 令和7年度
            |                 | 受講者数 | 修了率   ->  指標    | 受講者数
実績 | R6(現状) | 講座を開いた。 | 160     | 75.0       目標    | 160          |              | 180
目標 | R7       | 土曜に開く。   | 180     | 76.0       実績    |              | 160
                                                        指標    | 修了率 …
                                                        取組実績 |              | 講座を開いた。
                                                        取組計画 |              |              | 土曜に開く。

Such a table goes on on the next page where its next year begins that, without a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.text import is_unset
from corpus.years import FiscalYear, find_years, without_years
from ingest.grid import Block, Cell, Grid, Page
from ingest.lines import plain
from ingest.table_columns import YEARS, Kind, bare, heads, is_kind, kind_of, names_titles

SAME_EDGE = 2.0  # points by which the edges of one column may lie apart on two pages
FEWEST_YEARS = 3
MOST_HEAD_ROWS = 3
MOSTLY = 0.5  # share of the cells of a column that must be figures
STEPS: dict[Kind, str] = {"actual": "取組実績", "planned": "取組計画"}
VALUES: dict[Kind, str] = {"planned": "目標", "actual": "実績"}
INDICATOR, BASELINE = "指標", "現状値"
_OF_BASELINE = re.compile(r"[(\s]*(?:現状|基準|当初)値?\)?")
_FIGURE = re.compile(r"\D{0,3}[\d,.]+\D{0,4}(?:\(.*\))?")
_AS_ABOVE = re.compile(r"^[\s　]*(?:〃|同上)[\s　]*")


@dataclass(frozen=True, slots=True)
class _Year:
    """A row of one year, or of several: its cell, and these."""

    cell: Cell
    years: tuple[FiscalYear, ...]

    @property
    def is_baseline(self) -> bool:
        """Whether it says that its figures are where the indicators stood."""
        return bool(_OF_BASELINE.fullmatch(without_years(plain(self.cell.line))))


@dataclass(frozen=True, slots=True)
class _Table:
    """Such a table: the height of its head, the column of its years, and their rows."""

    height: int
    column: int
    rows: tuple[_Year, ...]

    @classmethod
    def of(cls, grid: Grid, fewest: int = FEWEST_YEARS) -> _Table | None:
        """The table with at least so many rows of years below a head with their word, beside a column for whether they are planned; None for another one."""
        head = next((cell for cell in grid.rows[0] if bare(cell.text) in YEARS), None) if grid.height else None
        if head is None or head.right > 2 or any(names_titles(cell.text) for cell in grid.rows[0]):
            return None
        column = head.right - 1
        cells = [cell for cell in grid.cells if cell.left == column and cell.top >= head.bottom]
        rows = [_Year(cell, years) for cell in cells if (years := _years(cell))]
        height = max((cell.bottom for cell in grid.cells if cell.top < head.bottom), default=0)
        whole = column == 1 and head.bottom <= MOST_HEAD_ROWS and height == head.bottom and len(rows) == len(cells) >= fewest
        return cls(height, column, tuple(rows)) if whole else None


def _years(cell: Cell) -> tuple[FiscalYear, ...]:
    """The years that a cell says, with nothing else but that they are those of the baseline."""
    text = plain(cell.line)
    rest = re.sub(r"[\s~・、]|年度?", "", _OF_BASELINE.sub("", without_years(text)))
    return tuple(year for mention in find_years(text) for year in mention.years) if not rest else ()


# --- over the page --------------------------------------------------------------------------------


def years_continued(above: Grid, below: Grid) -> Grid | None:
    """Such a table and its further years on the next page as one; None where the second is another table. What the page parts of a kind (実 / 績) is one."""
    table = _Table.of(above, fewest=1)
    if table is None or not above.edges or not below.edges or not below.rows:
        return None
    places = [next((at for at, edge in enumerate(above.edges) if abs(edge - own) <= SAME_EDGE), None) for own in below.edges]
    if None in places:
        return None
    rest = [replace(cell, left=places[cell.left] or 0, right=places[cell.right] or 0) for cell in below.cells]
    first = next((cell for cell in rest if not cell.top and cell.left == table.column), None)
    years = _years(first) if first else ()
    if not years or years[0].year != table.rows[-1].years[-1].year + 1:
        return None
    down = above.height
    kind = next((cell for cell in above.cells if not cell.left and cell.bottom == down), None)
    torn = next((cell for cell in rest if not cell.top and not cell.left), None)
    cells = [cell for cell in above.cells if cell is not kind]
    if kind and torn and not is_kind(torn.text) and is_kind(kind.text + torn.text):
        cells.append(replace(kind, text=kind.text + torn.text, bottom=torn.bottom + down))
        rest.remove(torn)
    elif kind:
        end = min((cell.top for cell in rest if not cell.left), default=below.height)
        cells.append(replace(kind, bottom=down + end))
    return Grid(tuple(sorted((*cells, *(replace(cell, top=cell.top + down, bottom=cell.bottom + down) for cell in rest)))), above.edges)


# --- turned ---------------------------------------------------------------------------------------


def with_years_turned(pages: Sequence[Page]) -> list[Page]:
    """The pages, such tables with their years above."""
    return [Page(tuple(_turned(block) if isinstance(block, Grid) else block for block in page.blocks)) for page in pages]


def _turned(grid: Grid) -> Block:
    """The table with its years above; as it is where it does not say of each year whether it is planned, or does not name each indicator."""
    table = _Table.of(grid)
    kinds = [_kind(grid, row) for row in table.rows] if table else []
    if table is None or not all(kinds):
        return grid
    rows = list(zip(table.rows, [kind for kind in kinds if kind], strict=True))
    years = sorted({year for row, _ in rows for year in row.years})
    stood = next((row for row, kind in rows if row.is_baseline), None)
    columns = [column for column in range(table.column + 1, grid.width) if any(cell.left == column for cell in grid.cells)]
    measured = [column for column in columns if _is_measured(grid, table, column)]
    names = {column: _name(grid, table, column) for column in measured}
    if not measured or not all(names.values()):
        return grid
    head = [(0, 1, "年度"), (1, 2, f"{BASELINE}（{stood.years[0].japanese}）" if stood else BASELINE)]
    told = [[*head, *((at, at + 1, year.japanese) for at, year in enumerate(years, 2))]]
    for column in measured:
        told.append([(0, 1, INDICATOR), (1, len(years) + 2, names[column])])
        values = _values(grid, column, rows)
        baseline = next((text for row, _, text in values if row == stood), "")
        for place, (kind, word) in enumerate(VALUES.items()):
            own = [cell for row, of, text in values if of == kind for cell in _below(row, text, years)]
            told.append([(0, 1, word), *([(1, 2, baseline)] if baseline and not place else []), *own])
    for column in (column for column in columns if column not in measured):
        texts = _values(grid, column, rows)
        for kind, word in STEPS.items():
            own = [cell for row, of, text in texts if of == kind and not is_unset(text) for cell in _below(row, text, years)]
            told += [[(0, 1, word), *own]] if own else []
    return Grid.of(Cell(top, left, top + 1, right, text) for top, row in enumerate(told) for left, right, text in row)


def _kind(grid: Grid, row: _Year) -> Kind | None:
    """Whether the cell before a year says that its row is planned or came out; None where it does not."""
    said = next((cell for cell in grid.cells if not cell.left and cell.top <= row.cell.top < cell.bottom), None)
    return kind_of(said.text) if said and is_kind(said.text) else None


def _is_measured(grid: Grid, table: _Table, column: int) -> bool:
    """Whether a column holds the figures of an indicator."""
    cells = [cell.text for cell in grid.cells if cell.left == column and cell.top >= table.height and not is_unset(cell.line)]
    figures = sum(all(_FIGURE.fullmatch(plain(line)) for line in text.split("\n")) for text in cells)
    return figures > MOSTLY * len(cells)


def _name(grid: Grid, table: _Table, column: int) -> str:
    """The name of an indicator above its figures; empty where the head says no more than that it is one."""
    above = [cell for cell in grid.cells if cell.top < table.height and cell.left <= column < cell.right]
    return next((cell.line for cell in reversed(above) if not heads(cell.text, "indicator")), "")


def _values(grid: Grid, column: int, rows: Sequence[tuple[_Year, Kind]]) -> list[tuple[_Year, Kind, str]]:
    """What a column tells of each row of years; what is as above is said anew (〃)."""
    found: list[tuple[_Year, Kind, str]] = []
    above = ""
    for row, kind in rows:
        cell = next((cell for cell in grid.cells if cell.left == column and cell.top <= row.cell.top < cell.bottom), None)
        if cell:
            above = _AS_ABOVE.sub(above, cell.text) if above else cell.text
            found.append((row, kind, above))
    return found


def _below(row: _Year, text: str, years: Sequence[FiscalYear]) -> Iterator[tuple[int, int, str]]:
    """A text below its years: below each its line where there are as many, or else below each the whole."""
    lines = text.split("\n")
    for year, said in zip(row.years, lines if len(lines) == len(row.years) else [text] * len(row.years), strict=True):
        at = years.index(year) + 2
        yield at, at + 1, said
