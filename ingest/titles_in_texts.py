"""Tables whose texts begin with the title of their project, mostly behind a mark, told with the titles in a column of their own:

事業名（施設名）    | 事業内容                    | 担当課          位置付け   | 事業名           | 事業内容            | 担当課
福祉（特別事業分） | ◎ 配食サービス事業           | 健康課    ->    福祉（…） | ◎ 配食サービス事業 | 夕食を週３回届ける。 | 健康課
                | 夕食を週３回届ける。          |                         |                 |                    |
                | ○ 見守り事業                 | 健康課                  | ○ 見守り事業      | 家を訪ねる。         | 健康課
                | 家を訪ねる。                 |                         |                 |                    |

What such a table calls 事業名 is the kind of its projects (施設名, 特別事業分): several have it alike. So it is in plans that a law gives a form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.bars import PLACE
from ingest.grid import Cell, Grid, Page, moved
from ingest.label_lines import TITLE, TITLE_MARKS, may_be_title, parted
from ingest.lines import plain, unpadded
from ingest.sheets import words
from ingest.table_columns import Column, Head
from ingest.table_projects import FEWEST_ALIKE

MOSTLY = 0.8  # share of the texts of a document's tables that must begin with a title
_MARK = re.compile(rf"^(?P<mark>[{TITLE_MARKS}])[ 　]+")


def with_titles_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages, such tables with a column of titles; as they are where hardly all texts begin with one, or each has a title of its own."""
    grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]
    found = {id(grid): grid for grid in grids if _texts(grid)}
    texts = [cell.text for grid in found.values() for cell in _texts(grid)]
    led = sum(map(begins_with_title, texts))
    if led < max(FEWEST_ALIKE, MOSTLY * len(texts)) or not _are_kinds(list(found.values())):
        return list(pages)
    return [Page(tuple(_titled(block) if isinstance(block, Grid) and id(block) in found else block for block in page.blocks)) for page in pages]


def _texts(grid: Grid) -> list[Cell]:
    """The cells below the word that heads the texts of projects; none of another table."""
    head = Head.at(grid, 0)
    column = _described(head) if head else None
    return [cell for cell in grid.cells if head and column and cell.top >= head.height and cell.left == column.left]


def _described(head: Head) -> Column | None:
    """The only column of texts of a table of projects that has columns besides."""
    columns = head.of("description")
    return columns[0] if len(columns) == 1 and head.of("departments", "indicator", "year", "title") else None


def begins_with_title(text: str) -> bool:
    """Whether a text begins with a line that ends as titles do, the only one with its mark or with a number, and goes on below it.

    Without either it goes on in sentences.
    """
    first, *rest = (line.strip() for line in text.split("\n"))
    number, title = parted(_unspaced(first))
    if not rest or not may_be_title(title) or not re.search(words()["profile"]["titles"]["ends"], plain(title)):
        return False
    if first[0] in TITLE_MARKS:
        return not any(line.startswith(first[0]) for line in rest)
    return not any(parted(line)[0] for line in rest) if number else any("。" in line for line in rest)


def _unspaced(line: str) -> str:
    """A line without the blanks behind the mark with which it begins."""
    return _MARK.sub(r"\g<mark>", line)


def _are_kinds(grids: Sequence[Grid]) -> bool:
    """Whether what tables have for titles are none: several projects have one alike, or it stands beside several texts."""
    found: Counter[str] = Counter()
    for grid in grids:
        head = Head.at(grid, 0)
        for column in head.of("title") if head else ():
            for cell in (cell for cell in grid.cells if cell.left == column.left and head and cell.top >= head.height):
                found["".join(cell.text.split())] += sum(cell.top <= text.top < cell.bottom for text in _texts(grid))
    return not found or max(found.values()) > 1


def _titled(grid: Grid) -> Grid:
    """The table with the first line of each text as its title."""
    head, texts = Head.at(grid, 0), _texts(grid)
    column = _described(head) if head else None
    if head is None or column is None:
        return grid
    kinds = {each.left for each in head.of("title")}
    cells = [Cell(0, column.left, head.height, column.left + 1, TITLE)]
    for cell in grid.cells:
        if cell in texts and begins_with_title(cell.text):
            title, _, rest = cell.text.partition("\n")
            cells += [replace(cell, right=cell.left + 1, text=_unspaced(title.strip())), replace(cell, left=cell.left + 1, right=cell.right + 1, text=rest)]
        else:
            text = PLACE if cell.top < head.height else unpadded(cell.text)
            cells.append(moved(replace(cell, text=text) if cell.left in kinds else cell, column.left))
    return Grid.of(cells)
