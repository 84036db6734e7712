"""Tables that have two heads. Those whose rows tell each project twice, its text across and its figures below, under a head of two rows, made one row:

事業名 | 取組内容              | 担当課          事業名 | 取組内容     | 指標     | 現状値 | R8 | R9 | 担当課
       | 指標 | 現状値 | R8 | R9 |        ->
相談   | 悩みを聞く。          | 健康課          相談   | 悩みを聞く。 | 相談件数 | 22     | 26 | 28 | 健康課
       | 相談件数 | 22 | 26 | 28 |

Lists of projects that stand beside each other under one row of heads (№ | 事業名 | Ｒ６ | № | 事業名 | Ｒ６), made a table each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.grid import Block, Cell, Grid, Page, moved
from ingest.table_columns import bare, heads, names_titles, of_year
from ingest.titles_in_texts import begins_with_title

FEWEST_ALIKE = 2  # words that both heads have


def with_single_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages, such tables under one head."""
    return [Page(tuple(single_headed(block) if isinstance(block, Grid) else block for block in page.blocks)) for page in pages]


def single_headed(grid: Grid) -> Grid:
    """The table with the texts in a column of their own; as it is where its head does not stand for both."""
    upper = next((cell for cell in grid.rows[0] if _is_head_of_both(grid, cell)), None) if grid.height > 2 else None
    texts = [cell for cell in grid.cells if upper and cell.top > 1 and (cell.left, cell.right) == (upper.left, upper.right)]
    if upper is None or not texts:
        return grid
    others = [cell for cell in grid.cells if cell not in texts and cell is not upper]
    head = [replace(cell, top=0) if cell.top == 1 else cell for cell in others if cell.top < 2]
    body = [cell for cell in others if cell.top > 1]
    told = list(_texts(texts, body, grid.height))
    begins = {text.top: row for text, row in told if row != text.top}
    body = [replace(cell, top=begins.get(cell.top, cell.top)) for cell in body]
    column = [replace(upper, bottom=2, right=upper.left + 1), *(replace(text, top=row, right=text.left + 1) for text, row in told)]
    return Grid.of([*(moved(cell, upper.left) for cell in (*head, *body)), *column])


def _is_head_of_both(grid: Grid, cell: Cell) -> bool:
    """Whether a cell of the first row heads texts, and those below it in the second row the figures of an indicator."""
    below = [each for each in grid.rows[1] if cell.left <= each.left < cell.right]
    if cell.bottom > 1 or len(below) < 2 or not heads(cell.text, "description"):
        return False
    return any(heads(each.text, "indicator") for each in below) and any(of_year(each.text) for each in below)


def _texts(texts: Sequence[Cell], body: Sequence[Cell], height: int) -> Iterator[tuple[Cell, int]]:
    """Each text down to where the next one or another project begins, with the row in which its figures begin, or else its own; what goes on is joined,

    unless it begins with a title of its own.
    """
    begins = sorted({cell.top for cell in body if cell.left < texts[0].left})
    rows = [text.top for text in texts]
    joined: list[Cell] = []
    for text in texts:
        within = joined and not any(joined[-1].top < row <= text.top for row in begins) and not begins_with_title(text.text)
        if within:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}\n{text.text}")
        else:
            joined.append(text)
    ends = sorted({*begins, *(text.top for text in joined), height})
    for text in joined:
        end = next((row for row in ends if row > text.top), height)
        figures = [row for row in range(text.top, end) if row not in rows]
        yield replace(text, bottom=end), figures[0] if figures else text.top


# --- beside each other ----------------------------------------------------------------------------


def apart_from_beside(pages: Sequence[Page]) -> list[Page]:
    """The pages, lists that stand beside each other one below the other."""
    return [Page(tuple(each for block in page.blocks for each in (_lists(block) if isinstance(block, Grid) else [block]))) for page in pages]


def _lists(grid: Grid) -> Sequence[Block]:
    """The lists that a table holds, the table alone where its head does not begin again in its middle, or a cell goes across there."""
    head = grid.rows[0] if grid.rows else ()
    half = len(head) // 2
    left, right = ([bare(cell.text) for cell in own] for own in (head[:half], head[half:]))
    alike = [word for word, again in zip(left, right, strict=False) if word == again]
    if len(left) != len(right) or len(alike) < FEWEST_ALIKE or len(alike) < half - 1 or not any(map(names_titles, alike)):
        return [grid]
    middle = head[half].left
    if any(cell.left < middle < cell.right for cell in grid.cells):
        return [grid]
    return [Grid.of(cell for cell in grid.cells if (cell.left < middle) == before) for before in (True, False)]
