"""Cells with two rows to an indicator, of which a note says what each is (上段：目標　下段：実績): the same table with these words in a column of their own.

Where the note heads years, and each cell below one holds both, the same table with a column for each:

上段：年次計画　下段：目標値        Ｒ８              | Ｒ９
Ｒ８         | Ｒ９          ->     年次計画 | 目標値 | 年次計画 | 目標値
検討 / －    | 実施 / 3人           検討     | －     | 実施     | 3人
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.text import is_unset
from ingest.grid import Block, Cell, Grid, Page, Paragraph, moved
from ingest.lines import plain
from ingest.table_columns import Head, is_kind, is_label, of_year

_BETWEEN = r"[\s:：=…がはに、]*"
_NOTE = re.compile(rf"上段{_BETWEEN}(?P<upper>(?:目標|計画|予定|見込|実績)値?).{{0,6}}?下段{_BETWEEN}(?P<lower>(?:目標|計画|予定|見込|実績)値?)")
_HEAD = re.compile(rf"[(]?上段{_BETWEEN}(?P<upper>[^\s、・/()]+)[\s、・/]*下段{_BETWEEN}(?P<lower>[^\s、・/()]+)[)]?")
_VALUE = re.compile(r"[①-⑳]|\D{0,3}?[\d０-９,，.．]+\D{0,6}$")  # a figure, or one of several values
ROWS = 2

Kinds = tuple[str, str]


def with_kinds(pages: Sequence[Page]) -> list[Page]:
    """The pages, their tables with the words of the note on the page, or of the only one in the document."""
    pages = [Page(tuple(block if isinstance(block, Paragraph) else _with_columns(block) for block in page.blocks)) for page in pages]
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


# --- both in one cell -----------------------------------------------------------------------------


def _with_columns(grid: Grid) -> Grid:
    """The table, the columns below years that such a note heads with a column for each of its words; as it is without one."""
    for note in grid.cells:
        said = _HEAD.fullmatch(plain(note.text).strip())
        years = [cell for cell in grid.cells if cell.top == note.bottom and note.left <= cell.left and cell.right <= note.right]
        whole = bool(years) and all(of_year(cell.text) for cell in years) and sum(cell.right - cell.left for cell in years) == note.right - note.left
        if said and whole and is_label(said["upper"]) and is_label(said["lower"]):
            return Grid(tuple(sorted(_doubled(grid, note, years, (said["upper"], said["lower"])))))
    return grid


def _doubled(grid: Grid, note: Cell, years: Sequence[Cell], words: Kinds) -> Iterator[Cell]:
    """The cells of the table, each column below the note twice as wide, and parted where a cell stands below one year."""
    places = {(year.left, year.right) for year in years}
    for cell in grid.cells:
        left, right = (place + min(max(place - note.left, 0), note.right - note.left) for place in (cell.left, cell.right))
        wide = replace(cell, left=left, right=right)
        middle = (left + right) // 2
        if cell in years:
            yield replace(wide, top=note.top, bottom=note.bottom)
            yield from (replace(wide, left=begin, right=end, text=word) for begin, end, word in zip((left, middle), (middle, right), words, strict=True))
        elif cell.top > note.top and (cell.left, cell.right) in places:
            parts = zip((left, middle), (middle, right), _upper_and_lower(cell.text), strict=True)
            yield from (replace(wide, left=begin, right=end, text=text) for begin, end, text in parts if text)
        elif cell is not note:
            yield wide


def _upper_and_lower(text: str) -> Kinds:
    """The two parts of a cell: the lower one begins with the first line behind another that is a value, or else with the second line. One line is the

    lower one where it is a value, and else the upper one.
    """
    lines = text.split("\n")
    values = [is_unset(line) or bool(_VALUE.match(line)) for line in lines]
    place = next((at for at, value in enumerate(values) if at and value), min(1, len(lines) - 1) if len(lines) > 1 else int(not values[0]))
    return "\n".join(lines[:place]), "\n".join(lines[place:])
