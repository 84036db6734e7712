"""What a document holds beside bare lines of text: paragraphs, and tables whose cells are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ingest.lines import join


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text, or a whole paragraph where the format tells where it ends."""

    text: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell: the rows and columns it covers, counted from 0, ends not included, and its text, in which a line break parts what the document parts.

    shaded: whether it is filled with a colour, as cells with labels often are; False, too, where the format does not tell.
    """

    top: int
    left: int
    bottom: int
    right: int
    text: str
    shaded: bool = field(default=False, compare=False)

    @property
    def line(self) -> str:
        """The text on one line."""
        return join(self.text.split("\n"))


def moved(cell: Cell, column: int) -> Cell:
    """A cell of a table that gets a new column: one further where it stands at or behind that, wider where it goes across."""
    return replace(cell, left=cell.left + (cell.left >= column), right=cell.right + (cell.right > column))


@dataclass(frozen=True)
class Grid:
    """A table: its cells from top to bottom and left to right. Places without a cell are empty.

    edges: where its columns begin on the page, and the last one ends, in points; none where the format does not tell.
    """

    cells: tuple[Cell, ...]
    edges: tuple[float, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, cells: Iterable[Cell], edges: Sequence[float] = ()) -> Grid:
        """The table of these cells without rows and columns in which none begins with a text. `edges`: those of all its columns."""
        found = sorted(cells)
        told = [cell for cell in found if cell.text]
        rows, columns = (_renumbered(told, *ends) for ends in (("top", "bottom"), ("left", "right")))
        kept = [replace(cell, top=rows[cell.top], bottom=rows[cell.bottom], left=columns[cell.left], right=columns[cell.right]) for cell in told]
        begins = sorted({cell.left for cell in told})
        return cls(tuple(kept), (*(edges[begin] for begin in begins), edges[-1]) if edges and begins else ())

    @cached_property
    def height(self) -> int:
        """How many rows there are."""
        return max((cell.bottom for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.right for cell in self.cells), default=0)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """For each row the cells that begin in it, from left to right."""
        found: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            found[cell.top].append(cell)
        return tuple(map(tuple, found))

    def part(self, top: int, bottom: int, left: int = 0) -> Grid:
        """The cells that begin in these rows, from this column on, as a table of their own."""
        return Grid(tuple(replace(cell, top=cell.top - top, bottom=cell.bottom - top) for cell in self.cells if top <= cell.top < bottom and cell.left >= left))


Block = Paragraph | Grid


def text_of(block: Block) -> str:
    """The text of a paragraph without the blanks around it; empty for a table."""
    return block.text.strip() if isinstance(block, Paragraph) else ""


def tidied(text: str) -> str:
    """The lines of a cell without the blanks around them, and without empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, from top to bottom. A format without pages has one."""

    blocks: tuple[Block, ...]


def _renumbered(cells: Sequence[Cell], start: str, end: str) -> Mapping[int, int]:
    """For each edge of the cells its number among those at which one begins."""
    begins = sorted({getattr(cell, start) for cell in cells})
    edges = sorted({edge for cell in cells for edge in (getattr(cell, start), getattr(cell, end))})
    return {edge: sum(begin < edge for begin in begins) for edge in edges}


def block_of(cells: Iterable[Cell]) -> Iterator[Block]:
    """The table of these cells, or the lines of one that has a single column: a frame around text."""
    grid = Grid.of(cells)
    if grid.width > 1:
        yield grid
    else:
        yield from (Paragraph(line) for cell in grid.cells for line in cell.text.split("\n"))
