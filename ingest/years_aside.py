"""Forms whose years stand one below the other beside their texts, from one label down past the next, turned so that the years stand above, below the texts:

現状と課題 | 井戸が減っている。 | 年度     | 年度計画 | 井戸の数        現状と課題 | 井戸が減っている。
          |                  | 基準値R5 | －      | 12基     ->   取組内容   | 井戸を調べる。
取組内容   | 井戸を調べる。     | R7       | 調査    | 13基          指標      | 基準値R5 | R7   | R8
          |                  | R8       | 設置    | 14基          取組計画   | －       | 調査 | 設置
備考      | 県の補助による。                                       井戸の数   | 12基     | 13基 | 14基
                                                                備考      | 県の補助による。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.text import is_unset
from ingest.grid import Cell, Grid, Page
from ingest.lines import plain
from ingest.row_labels import names_steps
from ingest.table_columns import YEARS, bare, heads, is_generic, is_kind, is_label, kind_of, of_year
from ingest.years_across import STEPS

FEWEST_YEARS = 2  # below each other
MOSTLY = 0.5  # share of the cells of a column that must be texts, for it to tell steps
INDICATOR = "指標"
_FIGURE = re.compile(r"\d")

Row = list[tuple[int, int, str]]  # texts with the columns that they take


@dataclass(frozen=True, slots=True)
class _Aside:
    """The years that stand beside the texts of a form: the cell that heads them, the cells with each, and those that head what is told of each year."""

    head: Cell
    years: tuple[Cell, ...]
    told: tuple[Cell, ...]

    @classmethod
    def of(cls, grid: Grid) -> _Aside | None:
        """The years that a form has so; None for another table."""
        heading = (cell for cell in grid.cells if cell.left and (bare(cell.text) in YEARS or is_generic(cell.text)))
        return next((found for head in heading if (found := cls._below(grid, head))), None)

    @classmethod
    def _below(cls, grid: Grid, head: Cell) -> _Aside | None:
        own = cls(head, tuple(_years(grid, head)), tuple(cell for cell in grid.rows[head.top] if cell.left >= head.right))
        dated = [year for cell in own.years if (year := of_year(cell.text))]
        if len(dated) < FEWEST_YEARS or dated != sorted(set(dated)) or not own.told:
            return None
        return own if own._has_columns(grid) and own._stands_beside_texts(grid) else None

    def _has_columns(self, grid: Grid) -> bool:
        """Whether everything behind the years stands below one of the heads, which are as high as theirs, none a year, and nothing goes on from above."""
        if any(cell.bottom != self.head.bottom or of_year(cell.text) for cell in self.told):
            return False
        if any(cell.top < edge < cell.bottom for cell in grid.cells for edge in (self.head.top, self.bottom)):
            return False
        behind = (cell for cell in grid.cells if cell.left >= self.head.right and self.head.bottom <= cell.top < self.bottom)
        return all(any(column.left <= cell.left and cell.right <= column.right for column in self.told) for cell in behind)

    def _stands_beside_texts(self, grid: Grid) -> bool:
        """Whether texts with labels before them, the first no head of a column, stand before all rows of the years, and before no others."""
        beside = [cell for cell in grid.cells if cell.left < self.head.left and self.head.top <= cell.top < self.bottom]
        texts = [cell for cell in beside if cell.right == self.head.left]
        if not texts or texts[0].top != self.head.top or texts[0].bottom == self.head.bottom or texts[-1].bottom != self.bottom:
            return False
        within = all(cell.right <= self.head.left for cell in beside)
        return within and all(text.left for text in texts) and any(is_label(cell.text) for cell in beside if not cell.left)

    @property
    def bottom(self) -> int:
        """The row behind the last year."""
        return self.years[-1].bottom


def with_years_above(pages: Sequence[Page]) -> list[Page]:
    """The pages, such forms turned."""
    return [Page(tuple(_turned(block) if isinstance(block, Grid) else block for block in page.blocks)) for page in pages]


def _turned(grid: Grid) -> Grid:
    """A form with its years below its texts, above their rows; as it is where it has none beside them."""
    aside = _Aside.of(grid)
    if aside is None:
        return grid
    rows = list(_rows(grid, aside))
    width = max(grid.width, len(aside.years) + 1)
    down = len(rows)
    texts = [cell for cell in grid.cells if cell.left < aside.head.left and aside.head.top <= cell.top < aside.bottom]
    wide = {grid.width: width}  # what reached across the form does so again
    cells = [replace(cell, right=wide.get(cell.right, cell.right)) for cell in grid.cells if cell.bottom <= aside.head.top]
    cells += [replace(cell, right=width) if cell.right == aside.head.left else cell for cell in texts]
    cells += [Cell(aside.bottom + at, left, aside.bottom + at + 1, right, text) for at, row in enumerate(rows) for left, right, text in row]
    behind = (cell for cell in grid.cells if cell.top >= aside.bottom)
    cells += [replace(cell, top=cell.top + down, bottom=cell.bottom + down, right=wide.get(cell.right, cell.right)) for cell in behind]
    return Grid.of(cells)


def _years(grid: Grid, head: Cell) -> Iterator[Cell]:
    """The cells right below each other, below the head, with a year or with where an indicator stood."""
    end = head.bottom
    for cell in grid.cells:
        if (cell.left, cell.right, cell.top) == (head.left, head.right, end) and (of_year(cell.text) or heads(cell.text, "baseline")):
            end = cell.bottom
            yield cell


def _rows(grid: Grid, aside: _Aside) -> Iterator[Row]:
    """The rows of the turned table: of the years, then of each column that was beside them."""
    columns = {column: _across(grid, aside, column) for column in aside.told}
    named = any(not is_label(column.text) for column in aside.told)
    yield [(0, 1, INDICATOR if named else aside.head.text), *((at, at + 1, year.text) for at, year in enumerate(aside.years, 1))]
    for column, cells in columns.items():
        steps = STEPS.get(kind_of(column.text) or "planned", "") if _tells_steps(column, cells) else ""
        yield [(0, 1, steps or column.line), *cells]


def _across(grid: Grid, aside: _Aside, column: Cell) -> Row:
    """What a column tells of each year; what stands beside several of them once."""
    found: Row = []
    for cell in (cell for cell in grid.cells if column.left <= cell.left < column.right and column.bottom <= cell.top < aside.bottom):
        at = [place for place, year in enumerate(aside.years, 1) if cell.top < year.bottom and cell.bottom > year.top]
        found.append((at[0], at[-1] + 1, cell.text))
    return found


def _tells_steps(column: Cell, cells: Row) -> bool:
    """Whether a column tells in words what is planned, or was done."""
    if not (is_kind(column.text) or names_steps(column.text) or heads(column.text, "schedule", "achievements")):
        return False
    told = [text for _, _, text in cells if not is_unset(text)]
    return sum(not _FIGURE.search(plain(text)) for text in told) > MOSTLY * len(told)
