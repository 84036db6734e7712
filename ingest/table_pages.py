"""What pages do to a document: tables of projects that go on over one, made one, and lines that each has alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.years import find_years
from ingest.grid import Block, Cell, Grid, Page, Paragraph, text_of
from ingest.label_lines import AS_ABOVE, GOES_ON, headed_in_brackets, heads_goal, parted
from ingest.lines import join, plain
from ingest.profile import TITLE_MARK
from ingest.row_labels import names_steps
from ingest.sheets import department_ends
from ingest.table_columns import LONGEST_LABEL, Column, Head, bare, called, is_label
from ingest.years_beside import by_year_continued
from ingest.years_down import years_continued

_VALUES = ("year", "indicator", "unit", "baseline", "target", "result", "kind")  # columns whose cells are of one row each
SAME_EDGE = 2.0  # points by which the edges of one column may lie apart on two pages
_OF_ROW = tuple(role for role in _VALUES if role != "kind")
PAGES_ALIKE = 3  # pages from which a line that each has is their head
MOST_PAGES = 0.5  # share of the pages
_PAGE_NUMBER = re.compile(r"[\s\-－―—–~～p.()（）\d]+(?:ページ|頁)?")
_ENTRY = re.compile(r"[・※○●]|(?:[HR]|令和|平成)\s?\d+(?:年度)?\s?~?[ :]")  # begins an entry of a list, or the steps of a year
_FIGURE = re.compile(r"\D{0,3}[\d,.]+\D{0,4}")
_FORM_NUMBER = re.compile(r"[\[(【]?(?:別記)?(?:第?\d+号?の?)?(?:様式|別紙|別添)(?:第?\d+号?)?(?:の\d+)?(?:\s?\(.*関係\))?[)\]】]?")


def joined(pages: Sequence[Page]) -> list[Page]:
    """The pages with the tables of projects that go on over a page, or without a head of their own behind notes, made one, on the page where they begin."""
    found: list[list[Block]] = []
    running = running_lines(pages)
    labels = _first_words(pages)
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
                by_year = by_year_continued(above[0], block) or _headed_alike(above[0], block) or years_continued(above[0], block)
                whole = by_year or (_sheet_continued(above[0], block, labels) if not tables else None)
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
    return [Page(tuple(_rows_rejoined(block) if isinstance(block, Grid) else block for block in blocks)) for blocks in found]


def _rows_rejoined(grid: Grid) -> Grid:
    """The table, each row of a project that says that it goes on with the one above (橋りょうの点検（前ページからの続き）) made one with that."""
    head = Head.at(grid, 0)
    column = next(iter(head.of("title")), None) if head else None
    titles = [cell for cell in grid.cells if column and cell.left == column.left]
    again = next((lower for upper, lower in pairwise(titles) if column and _goes_on(column, upper, lower)), None)
    if head is None or column is None or again is None:
        return grid
    rest = "".join(f"\n{line}" for line in column.name_and_texts([again])[1:])
    values = {column.left for column in head.columns if column.role in _VALUES}
    cells: list[Cell] = []
    for cell in grid.cells:
        upper = next((at for at, each in enumerate(cells) if each.bottom == again.top == cell.top and each.left == cell.left), None)
        if upper is None or cell.left in values:
            cells.append(cell)
        else:
            own = cell is again or AS_ABOVE.fullmatch(cell.text.strip()) or _says_no_more(cell.text, cells[upper].text)
            text = cells[upper].text + rest if cell is again else cells[upper].text if own else join([cells[upper].text, cell.text])
            cells[upper] = replace(cells[upper], bottom=cell.bottom, text=text)
    return _rows_rejoined(Grid(tuple(cells), grid.edges)) if again not in cells else grid


def _goes_on(column: Column, upper: Cell, lower: Cell) -> bool:
    """Whether the lower of two cells below this word of titles says that it goes on with the upper one."""
    first, again = (column.name_and_texts([cell])[0] for cell in (upper, lower))
    return bool(GOES_ON.search(again)) and _squeezed(first) == _squeezed(again)


def _squeezed(title: str) -> str:
    """A title without blanks, its marks, and the word that it goes on."""
    return "".join(TITLE_MARK.sub("", parted(title)[1]).split())


def _stand_together(above: tuple[Grid, Sequence[Block]], below: Sequence[Block], running: Collection[str]) -> bool:
    """Whether nothing but heads and numbers of pages stands between a table and the one behind the blocks `below` of the next page."""
    between = [*above[1][above[1].index(above[0]) + 1 :], *below]
    return above[1] is not below and all(isinstance(block, Paragraph) and (not block.text.strip() or runs(block.text, running)) for block in between)


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


def _first_words(pages: Sequence[Page]) -> frozenset[str]:
    """The words at the left of the rows of several tables."""
    grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]
    found = Counter(word for grid in grids for word in {bare(cell.text) for cell in grid.cells if cell.left == 0})
    return frozenset(word for word, times in found.items() if times >= PAGES_ALIKE)


def _sheet_continued(above: Grid, below: Grid, labels: Collection[str]) -> Grid | None:
    """A sheet and its further rows on the next page as one, where it ends with rows below years and these have none of their own, or where the page parts

    a row of it, or the word beside several rows; None where the second does not go on with the columns of the first. `labels`: the words with which rows
    begin. A row that the page parts is one again.
    """
    if not above.edges or not below.edges or Head.at(below, 0) or _begins_sheet(below):
        return None
    first, rest, edges = _on_one_width(above, below)
    last = [cell for cell in first.cells if cell.bottom == first.height]
    torn = _is_torn(last, rest.rows[0], labels)
    if not (torn or _ends_cell(last, rest.rows[0])) and (len(edges) > len(above.edges) or not _is_below_years(above)):
        return None
    if edges[0] != above.edges[0] or edges[-1] != above.edges[-1] or abs(below.edges[0] - edges[0]) > SAME_EDGE or abs(below.edges[-1] - edges[-1]) > SAME_EDGE:
        return None
    beside = next((cell for cell in last if cell.left == 0 and any(each.top > cell.top for each in last)), None)
    parted = not (beside or _fills_anew(last, rest)) and _parts_row(last, rest.rows[0], labels)
    cells = list(first.cells)
    shift = first.height - parted
    for cell in rest.cells:
        upper = next((each for each in last if each.left == cell.left), None) if cell.top == 0 and (parted or (torn and cell.left == 0)) else None
        if upper:
            cells[cells.index(upper)] = replace(upper, text=_rejoined(upper.text, cell.text), bottom=cell.bottom + shift)
        else:
            cells.append(replace(cell, top=cell.top + shift, bottom=cell.bottom + shift))
    if beside in cells:
        down = min((cell.top for cell in rest.cells if cell.left == 0), default=rest.height)
        cells[cells.index(beside)] = replace(beside, bottom=beside.bottom + down)
    return Grid(tuple(sorted(cells)), edges)


def _is_below_years(grid: Grid) -> bool:
    """Whether a table ends with rows below years, and is none of projects; the years may stand beside a word."""
    for row in reversed(range(grid.height)):
        beside = grid.rows[row][0] if grid.rows[row] else None
        head = Head.at(grid, row) or (Head.at(grid.part(row, beside.bottom, beside.right), 0) if beside and beside.bottom > row + 1 else None)
        if head and head.of("year"):
            return not head.of("title")
    return False


def _on_one_width(above: Grid, below: Grid) -> tuple[Grid, Grid, tuple[float, ...]]:
    """Two tables with the columns of both, and the edges of these."""
    edges = (*above.edges, *(edge for edge in below.edges if _nearest(above.edges, edge) is None))
    common = tuple(sorted(edges))
    return _with_edges(above, common), _with_edges(below, common), common


def _with_edges(grid: Grid, edges: Sequence[float]) -> Grid:
    """The table with its cells between these edges, among which its own are."""
    places = [_nearest(edges, edge) or 0 for edge in grid.edges]
    return Grid(tuple(replace(cell, left=places[cell.left], right=places[cell.right]) for cell in grid.cells), tuple(edges))


def _is_torn(last: Sequence[Cell], first: Sequence[Cell], labels: Collection[str]) -> bool:
    """Whether the page parts the word before a row, or beside several (実 / 績)."""
    upper, lower = (next((cell.text for cell in cells if cell.left == 0), "") for cells in (last, first))
    return bool(upper and lower) and bare(lower) not in labels and bare(f"{upper}{lower}") in labels


def _ends_cell(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether the first row of a page is no more than the rest of texts behind labels, each in a cell of the last row of the page before."""
    behind = {(cell.left, cell.right) for label, cell in pairwise(last) if is_label(label.text) and not is_label(cell.text)}
    return bool(first) and all((cell.left, cell.right) in behind for cell in first) and len({cell.top for cell in last}) == 1


def _fills_anew(last: Sequence[Cell], below: Grid) -> bool:
    """Whether the first row of a page is a row of its own: the word before it goes on below it, or it has figures below those of the row above."""
    first = below.rows[0]
    figures = ({cell.left for cell in cells if _FIGURE.fullmatch(plain(cell.line))} for cells in (last, first))
    return any(cell.left == 0 and cell.bottom > 1 for cell in first) or bool(set.intersection(*figures))


def _begins_sheet(grid: Grid) -> bool:
    """Whether a table has a title or an owner of its own."""
    return any(bare(cell.text) in called("title", "departments") for cell in grid.cells)


def _nearest(edges: Sequence[float], edge: float) -> int | None:
    """Which of the edges this one is; None where it is none of them."""
    return next((at for at, each in enumerate(edges) if abs(each - edge) <= SAME_EDGE), None)


def _parts_row(last: Sequence[Cell], first: Sequence[Cell], labels: Collection[str]) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before: it has only the rest of the word before that, or none before steps

    or before the further entries of its list.
    """
    upper, lower = (next((cell.text for cell in cells if cell.left == 0), "") for cells in (last, first))
    if not lower:
        listed = all(any(each.left == cell.left and _ENTRY.match(plain(each.text)) for each in last) and _ENTRY.match(plain(cell.text)) for cell in first)
        return (names_steps(upper) or (bool(upper) and listed) or _ends_cell(last, first)) and len({cell.top for cell in last}) == 1
    return _is_torn(last, first, labels)


def _rejoined(above: str, below: str) -> str:
    """The two parts of a cell; an entry of a list begins a line, and so does a department behind another."""
    offices = all(department_ends().search(plain(text)) for text in (above, below))
    return f"{above}\n{below}" if offices or _ENTRY.match(plain(below)) else join([above, below])


def _heads_anew(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a goal or policy that the page above does not name, and that does not say that it goes on, is headed before a table."""
    texts = {block.text.strip() for block in above if isinstance(block, Paragraph)}
    headed = [text for block in below if heads_goal(text := text_of(block))]
    return any(text not in texts and not GOES_ON.search(text) for text in headed)


def _continued(above: Grid, below: Grid) -> Grid | None:
    """The two parts of a table of projects as one; None where the second is another table."""
    head, again = Head.at(above, 0), Head.at(below, 0)
    if head is None or above.width != below.width or not (head.of("title") and head.tells_projects):
        return None
    anew = head.height if _headed_anew(above, below, head) else 0
    if again and not anew and [column.printed for column in again.columns] != [column.printed for column in head.columns]:
        return None
    rest = below.part(anew or (again.height if again else 0), below.height)
    title = head.of("title")[0]
    last = "".join(cell.text for cell in above.cells if cell.bottom == above.height and cell.left <= title.left < cell.right)
    begins = any(cell.top == 0 and cell.left <= title.left < cell.right and not _says_no_more(cell.text, last) for cell in rest.cells)
    begins = begins and (_has_number(head, rest, 0) or not _has_number(head, above, head.height))
    band = bool(rest.rows) and len(rest.rows[0]) == 1 and rest.rows[0][0].right - rest.rows[0][0].left == rest.width  # heads what is below
    begins = begins or band
    height = above.height
    cells = list(above.cells)
    untitled = _untitled_rows(above, title) if begins and not band else 0
    if not begins:  # the rows down to the next title are of the last one
        down = min((cell.top for cell in rest.cells if cell.top and cell.left <= title.left < cell.right), default=rest.height)
        cells = [replace(cell, bottom=height + down) if cell.bottom == height and cell.left == title.left else cell for cell in cells]
    for cell in rest.cells:
        column = next(column for column in head.columns if column.left <= cell.left < column.right)
        upper = next((place for place, each in enumerate(cells) if each.top < height <= each.bottom and each.left <= cell.left < each.right), None)
        if cell.top == 0 and not begins and column.role not in _VALUES and upper is not None:  # the rest of a text
            whole = column.role == "departments" and department_ends().search(cells[upper].text)
            parted = whole or headed_in_brackets(cell.text)[0]
            text = f"{cells[upper].text}\n{cell.text}" if parted else join([cells[upper].text, cell.text])
            text = cells[upper].text if _says_no_more(cell.text, cells[upper].text) else text
            cells[upper] = replace(cells[upper], text=text, bottom=height + cell.bottom)
        else:
            before = untitled if cell.top == 0 and column.role not in _OF_ROW else 0
            cells.append(replace(cell, top=cell.top + height - before, bottom=cell.bottom + height))
    return Grid(tuple(sorted(cells)))


def _untitled_rows(grid: Grid, title: Column) -> int:
    """How many rows at the end of a table stand beside no title: those of the project whose title is printed on the next page."""
    last = max((cell.bottom for cell in grid.cells if cell.left <= title.left < cell.right), default=0)
    return grid.height - last if last else 0


def _headed_anew(above: Grid, below: Grid, head: Head) -> bool:
    """Whether the second table begins with the cells of the head of the first, though the text of a cell that goes on over the page is printed over them."""
    own = [cell for cell in above.cells if cell.top < head.height]
    places = {(cell.top, cell.bottom, cell.left, cell.right): cell.text for cell in below.cells if cell.top < head.height}
    return len(own) == len(places) and all(_stands_in(cell.text, places.get((cell.top, cell.bottom, cell.left, cell.right), "")) for cell in own)


def _stands_in(text: str, other: str) -> bool:
    """Whether the characters of a text stand in another in their order."""
    rest = iter("".join(other.split()))
    return all(char in rest for char in "".join(text.split()))


def _says_no_more(text: str, other: str) -> bool:
    """Whether a text is in another: some programs print the text of a cell on both of its pages."""
    return bool(other) and "".join(text.split()) in "".join(other.split())


def _has_number(head: Head, grid: Grid, row: int) -> bool:
    """Whether the number of a project stands in a row."""
    return any(column.left <= cell.left < column.right for column in head.of("number") for cell in grid.rows[row])


def running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The lines that several pages have alike: their heads, without the blanks around them; of few pages none. A short one stands first on most."""
    found = Counter(text for page in pages for text in {block.text.strip() for block in page.blocks if isinstance(block, Paragraph)})
    first = Counter(text_of(page.blocks[0]) for page in pages if page.blocks)
    heads = {text for text, times in first.items() if text and times > MOST_PAGES * len(pages) and not (is_label(text) or heads_goal(text))}
    alike = {text for text, times in found.items() if times >= PAGES_ALIKE and (len(text) > LONGEST_LABEL or text in heads)}
    return frozenset(alike) if len(pages) > PAGES_ALIKE else frozenset()


def runs(text: str, running: Collection[str]) -> bool:
    """Whether a line is of the page and not of what it tells: a head that other pages have, too, or a page number."""
    return text.strip() in running or bool(_PAGE_NUMBER.fullmatch(plain(text)))


def numbers_form(text: str) -> bool:
    """Whether a line says no more than which form a page is (様式第２号（第４条関係）)."""
    return bool(_FORM_NUMBER.fullmatch(plain(text).strip()))
