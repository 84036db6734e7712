"""Cells with two rows to an indicator, of which a note says what each is (上段：目標　下段：実績): the same table with these words in a column of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.grid import Block, Cell, Grid, Page, Paragraph, moved
from ingest.lines import plain
from ingest.table_columns import Head, is_kind

_BETWEEN = r"[\s:：=…がはに、]*"
_NOTE = re.compile(rf"上段{_BETWEEN}(?P<upper>(?:目標|計画|予定|見込|実績)値?).{{0,6}}?下段{_BETWEEN}(?P<lower>(?:目標|計画|予定|見込|実績)値?)")
ROWS = 2

Kinds = tuple[str, str]


def with_kinds(pages: Sequence[Page]) -> list[Page]:
    """The pages, their tables with the words of the note on the page, or of the only one in the document."""
    said = [_noted(page.blocks) for page in pages]
    every = {kinds for kinds in said if kinds}
    common = next(iter(every)) if len(every) == 1 else None
    told = [(_without_notes(page.blocks) if kinds else page.blocks, kinds or common) for page, kinds in zip(pages, said, strict=True)]
    return [Page(tuple(_with_kinds(block, kinds) for block in blocks)) for blocks, kinds in told]


def _without_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without lines that hold nothing but the note."""
    return [block for block in blocks if not (isinstance(block, Paragraph) and _NOTE.fullmatch(plain(block.text).strip()))]


def _noted(blocks: Sequence[Block]) -> Kinds | None:
    """What the notes among these blocks say of upper and lower rows; None where they say nothing, or different things."""
    texts = (text for block in blocks for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]))
    found = {(match["upper"], match["lower"]) for text in texts if (match := _NOTE.search(plain(text)))}
    return next(iter(found)) if len(found) == 1 else None


def _with_kinds(block: Block, kinds: Kinds | None) -> Block:
    if isinstance(block, Paragraph) or kinds is None:
        return block
    grid = _without_note(block)
    added = list(_kinds(grid, kinds))
    columns = sorted({cell.left for cell in added})
    if not columns:
        return grid
    place = columns[0]
    return Grid.of((*(moved(cell, place) for cell in grid.cells), *(cell for cell in added if cell.left == place)))


def _without_note(grid: Grid) -> Grid:
    """The table without a row that holds nothing but the note."""
    noted = {cell.top for row in grid.rows if len(row) == 1 for cell in row if _NOTE.fullmatch(plain(cell.text).strip())}
    return Grid.of(cell for cell in grid.cells if cell.top not in noted) if noted else grid


def _kinds(grid: Grid, kinds: Kinds) -> Iterator[Cell]:
    """The words of the note for each pair of rows beside one name, where these stand below years and say of themselves what they are nowhere."""
    heads = [(top, head) for top in range(grid.height) if (head := Head.at(grid, top)) and head.of("year") and head.of("indicator", "baseline")]
    for (top, head), (end, _) in pairwise([*heads, (grid.height, None)]):
        assert head is not None
        years = head.of("year")
        names = [cell for cell in grid.cells if cell.left == 0 and top + head.height <= cell.top < end and cell.bottom - cell.top == ROWS]
        for name in names:
            own = [cell for cell in grid.cells if name.top <= cell.top < name.bottom]
            below = [cell for cell in own if cell.left >= years[0].left]
            whole = all(cell.bottom == cell.top + 1 and any((cell.left, cell.right) == (year.left, year.right) for year in years) for cell in below)
            if whole and {cell.top for cell in below} == {name.top, name.top + 1} and not any(is_kind(cell.text) for cell in own):
                yield from (Cell(name.top + row, years[0].left, name.top + row + 1, years[0].left + 1, word) for row, word in enumerate(kinds))
