"""Years of which a report tells what came out, though the head of its table says so of none:

指標名 | 基準値（R2） | R3 | R4 | 目標値（R5）   ->   指標名 | 基準値（R2） | R3 実績 | R4 実績 | 目標値（R5）

In a plan of what is to be done such years have targets. Of a report those before the year of the target have what was reached: told as targets, each would be
a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.grid import Block, Cell, Grid, Page, Paragraph, text_of
from ingest.lines import plain
from ingest.table_columns import MOST_HEAD_ROWS, Kind, kind_of, of_year

ACTUAL = "実績"
TITLE_LINES, LONGEST_TITLE = 12, 40  # lines at the begin of a document among which its title stands; characters
_REPORT = re.compile(  # how the title of one ends; a chapter of a plan (第３章 進捗状況の点検) is none
    r"^(?!第?\s?[\dIVX]+\s?[章節編.]?\s).*(?:報告書?|(?:進捗|実施|取組|達成)状況(?:調査|一覧|報告)?[書表]?|実績[書表]?|評価(?:書|結果|シート)|検証(?:書|結果))(?:\s?[(~].*)?$"
)


def with_actual_years(pages: Sequence[Page]) -> list[Page]:
    """The pages, the years of a report's tables that stand before the year of a target under the word for what came out; as they are where it is none."""
    first = [text for block in (pages[0].blocks if pages else ()) if (text := text_of(block))][:TITLE_LINES]
    if not any(len(text) <= LONGEST_TITLE and _REPORT.match(plain(text)) for text in first):
        return list(pages)
    return [Page(tuple(map(_with_actual_years, page.blocks))) for page in pages]


def _with_actual_years(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block
    years = {cell: year for cell in block.cells if cell.top < MOST_HEAD_ROWS and (year := of_year(cell.text))}
    aimed = [year for cell, year in years.items() if _kind(cell, block) == "planned"]
    bare = [cell for cell in years if _kind(cell, block) is None]
    if not aimed or not bare or max(years[cell] for cell in bare) >= min(aimed):
        return block
    return replace(block, cells=tuple(replace(cell, text=f"{cell.text}\n{ACTUAL}") if cell in bare else cell for cell in block.cells))


def _kind(cell: Cell, block: Grid) -> Kind | None:
    """What a cell of the head says of its values, or a cell above it that spans its column."""
    above = [other for other in block.cells if other.top <= cell.top and other.left <= cell.left < other.right]
    return next(filter(None, (kind_of(other.text) for other in reversed(above))), None)
