"""Years of which a report tells what came out, though the head of its table says so of none:

指標名 | 基準値（R2） | R3 | R4 | 目標値（R5）   ->   指標名 | 基準値（R2） | R3 実績 | R4 実績 | 目標値（R5）

In a plan of what is to be done such years have targets. Of a report those before the year of the target have what was reached: told as targets, each would be
a wrong answer. So would those of a table in any document that the line above it calls one of results (第１期計画の主な実績).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.text import is_unset
from ingest.grid import Block, Cell, Grid, Page, Paragraph, text_of
from ingest.lines import plain
from ingest.table_columns import MOST_HEAD_ROWS, Kind, kind_of, of_year

ACTUAL = "実績"
TITLE_LINES, LONGEST_TITLE = 12, 40  # lines at the begin of a document among which its title stands; characters
FEWEST_YEARS = 2  # of a table of results
_OF_RESULTS = re.compile(r"(?<![・/、と及び])実績(?:値|表|一覧|の?推移)?$")  # ends the line above it; 目標と実績 says both
_EXPECTED = re.compile(r"[(（]?見込み?[)）]?")
_IN_BRACKETS = re.compile(r"\s?\([^()]*\)$")
_REPORT = re.compile(  # how the title of one ends; a chapter of a plan (第３章 進捗状況の点検) is none
    r"^(?!第?\s?[\dIVX]+\s?[章節編.]?\s).*(?:報告書?|(?:進捗|実施|取組|達成)状況(?:調査|一覧|報告)?[書表]?|実績[書表]?|評価(?:書|結果|シート)|検証(?:書|結果))(?:\s?[(~].*)?$"
)


def with_actual_years(pages: Sequence[Page]) -> list[Page]:
    """The pages, the years of tables of results, and those of a report's tables that stand before the year of a target, under the word for what came out."""
    first = [text for block in (pages[0].blocks if pages else ()) if (text := text_of(block))][:TITLE_LINES]
    is_report = any(len(text) <= LONGEST_TITLE and _REPORT.match(plain(text)) for text in first)
    captioned = [Page(tuple(_below_caption(block, above) for above, block in pairwise((Paragraph(""), *page.blocks)))) for page in pages]
    return [Page(tuple(map(_with_actual_years, page.blocks))) for page in captioned] if is_report else captioned


def _below_caption(block: Block, above: Block) -> Block:
    """A table below a line that says that it is one of results, its years under that word; what is expected of the last one is so in its cells."""
    if isinstance(block, Paragraph) or not _OF_RESULTS.search(_IN_BRACKETS.sub("", plain(text_of(above)))):
        return block
    years = {cell for cell in block.cells if cell.top < MOST_HEAD_ROWS and of_year(cell.text)}
    expected = {cell for cell in years if _EXPECTED.search(cell.text)}
    if len(years) < FEWEST_YEARS or any(_kind(cell, block) for cell in years - expected):
        return block
    below = {cell.left for cell in expected}
    heads = {cell: f"{_EXPECTED.sub('', cell.text)}\n{ACTUAL}" for cell in years}
    values = {cell: f"{cell.text}（見込）" for cell in block.cells if cell.left in below and cell not in years and not is_unset(cell.text)}
    told = heads | values
    return replace(block, cells=tuple(replace(cell, text=told[cell]) if cell in told else cell for cell in block.cells))


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
