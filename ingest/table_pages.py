"""What pages do to a document: tables of projects that go on over one, made one, and lines that each has alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.years import find_years
from ingest.grid import Block, Grid, Page, Paragraph
from ingest.label_lines import heads_goal
from ingest.lines import join, plain
from ingest.sheets import department_ends
from ingest.table_columns import LONGEST_LABEL, Head

_VALUES = ("year", "indicator", "unit", "baseline", "target", "result", "kind")  # columns whose cells are of one row each
PAGES_ALIKE = 3  # pages from which a line that each has is their head
_PAGE_NUMBER = re.compile(r"[\s\-－―—–~～p.()（）\d]+(?:ページ|頁)?")
_FORM_NUMBER = re.compile(r"[\[(【]?(?:別記)?(?:第?\d+号?の?)?(?:様式|別紙|別添)(?:第?\d+号?)?(?:の\d+)?(?:\s?\(.*関係\))?[)\]】]?")


def joined(pages: Sequence[Page]) -> list[Page]:
    """The pages with the tables of projects that go on over a page, or without a head of their own behind notes, made one, on the page where they begin."""
    found: list[list[Block]] = []
    running = running_lines(pages)
    above: tuple[Grid, list[Block]] | None = None  # the last table, and the page on which it stands
    for page in pages:
        blocks: list[Block] = []
        tables = 0
        for block in page.blocks:
            if not isinstance(block, Grid):
                blocks.append(block)
                continue
            goes_on = above is not None and (not tables or Head.at(block, 0) is None) and not _heads_anew(above[1], blocks)
            whole = _continued(above[0], block) if above is not None and goes_on else None
            if whole is None and above is not None and _stand_together(above, blocks, running):
                whole = _headed_alike(above[0], block)
            tables += 1
            if above is not None and whole is not None:
                before = above[1]
                before[before.index(above[0])] = whole
                above = whole, before
            else:
                blocks.append(block)
                above = block, blocks
        above = above if tables else None
        found.append(blocks)
    return [Page(tuple(blocks)) for blocks in found]


def _stand_together(above: tuple[Grid, Sequence[Block]], below: Sequence[Block], running: Collection[str]) -> bool:
    """Whether nothing but heads and numbers of pages stands between a table and the one behind the blocks `below` of the next page."""
    between = [*above[1][above[1].index(above[0]) + 1 :], *below]
    return above[1] is not below and all(isinstance(block, Paragraph) and runs(block.text, running) for block in between)


def _headed_alike(above: Grid, below: Grid) -> Grid | None:
    """A table of a row for each year and its rest under the same head again (年度 | 実施内容), as one; None where the second is another table."""
    first, again = (grid.rows[0] if grid.rows else () for grid in (above, below))
    if above.width != below.width or [(cell.left, cell.text) for cell in first] != [(cell.left, cell.text) for cell in again]:
        return None
    dated = [grid.height > 1 and bool(grid.rows[1]) and bool(find_years(plain(grid.rows[1][0].text))) for grid in (above, below)]
    if len(first) < 2 or not all(dated):
        return None
    rest = below.part(1, below.height)
    return Grid(tuple(sorted((*above.cells, *(replace(cell, top=cell.top + above.height, bottom=cell.bottom + above.height) for cell in rest.cells)))))


def _heads_anew(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a goal or policy that the page above does not name is headed before a table."""
    texts = {block.text.strip() for block in above if isinstance(block, Paragraph)}
    return any(isinstance(block, Paragraph) and heads_goal(block.text.strip()) and block.text.strip() not in texts for block in below)


def _continued(above: Grid, below: Grid) -> Grid | None:
    """The two parts of a table of projects as one; None where the second is another table."""
    head, again = Head.at(above, 0), Head.at(below, 0)
    if head is None or above.width != below.width or not (head.of("title") and head.tells_projects):
        return None
    if again and [column.printed for column in again.columns] != [column.printed for column in head.columns]:
        return None
    rest = below.part(again.height, below.height) if again else below
    title = head.of("title")[0]
    begins = any(cell.top == 0 and cell.left <= title.left < cell.right for cell in rest.cells)
    begins = begins and (_has_number(head, rest, 0) or not _has_number(head, above, head.height))
    height = above.height
    cells = list(above.cells)
    for cell in rest.cells:
        column = next(column for column in head.columns if column.left <= cell.left < column.right)
        upper = next((place for place, each in enumerate(cells) if each.bottom == height and each.left <= cell.left < each.right), None)
        if cell.top == 0 and not begins and column.role not in _VALUES and upper is not None:  # the rest of a text
            whole = column.role == "departments" and department_ends().search(cells[upper].text)
            text = f"{cells[upper].text}\n{cell.text}" if whole else join([cells[upper].text, cell.text])
            cells[upper] = replace(cells[upper], text=text, bottom=height + cell.bottom)
        else:
            cells.append(replace(cell, top=cell.top + height, bottom=cell.bottom + height))
    return Grid(tuple(sorted(cells)))


def _has_number(head: Head, grid: Grid, row: int) -> bool:
    """Whether the number of a project stands in a row."""
    return any(column.left <= cell.left < column.right for column in head.of("number") for cell in grid.rows[row])


def running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The lines that several pages have alike: their heads, without the blanks around them; of a document of few pages none."""
    found = Counter(text for page in pages for text in {block.text.strip() for block in page.blocks if isinstance(block, Paragraph)})
    return frozenset(text for text, times in found.items() if times >= PAGES_ALIKE and len(pages) > PAGES_ALIKE and len(text) > LONGEST_LABEL)


def runs(text: str, running: Collection[str]) -> bool:
    """Whether a line is of the page and not of what it tells: a head that other pages have, too, or a page number."""
    return text.strip() in running or bool(_PAGE_NUMBER.fullmatch(plain(text)))


def numbers_form(text: str) -> bool:
    """Whether a line says no more than which form a page is (様式第２号（第４条関係）)."""
    return bool(_FORM_NUMBER.fullmatch(plain(text).strip()))
