"""Years without their era (６年度, ７年度, ８年度) in the tables of a document that writes the same years with it elsewhere (令和６年度, Ｒ７)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.years import ERA_NAMES
from ingest.grid import Block, Cell, Page, Paragraph
from ingest.lines import plain

FEWEST = 3  # years that follow each other, from which they are the years of a table
_SHORT = re.compile(r"(?P<number>\d{1,2})年度(?!\S*[をにはがの])")
_WITH_ERA = re.compile(r"(?P<era>令和|平成|[RH])\s?(?P<number>\d{1,2})(?!\d)")
_LETTERS = {name: letter for letter, name in ERA_NAMES.items()}


def with_eras(pages: Sequence[Page]) -> list[Page]:
    """The pages, such years with the era that the document writes them with; as they are where it writes them with none, or with two."""
    texts = (
        each for page in pages for block in page.blocks for each in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    )
    known = {(match["era"], int(match["number"])) for text in texts for match in _WITH_ERA.finditer(plain(text))}
    written = {(_LETTERS.get(era, era), number) for era, number in known}
    return [Page(tuple(_with_eras(block, written) for block in page.blocks)) for page in pages]


def _with_eras(block: Block, written: Collection[tuple[str, int]]) -> Block:
    if isinstance(block, Paragraph):
        return block
    years = {cell: int(match["number"]) for cell in block.cells if (match := _SHORT.match("".join(plain(cell.text).split())))}
    eras: dict[Cell, str] = {}
    for run in _runs(years):
        named = {era for era, number in written if number in {years[cell] for cell in run}}
        eras |= dict.fromkeys(run, ERA_NAMES[next(iter(named))]) if len(named) == 1 else {}
    return replace(block, cells=tuple(replace(cell, text=f"{eras[cell]}{cell.text}") if cell in eras else cell for cell in block.cells))


def _runs(years: dict[Cell, int]) -> Iterator[list[Cell]]:
    """The cells that stand beside or below each other with a year each that follows the one before."""
    for edge, order in (("top", "left"), ("left", "top")):
        lines: dict[int, list[Cell]] = {}
        for cell in sorted(years, key=lambda cell: int(getattr(cell, order))):
            lines.setdefault(getattr(cell, edge), []).append(cell)
        for line in lines.values():
            run = line[:1]
            for before, cell in pairwise(line):
                if years[cell] != years[before] + 1:
                    yield from [run] if len(run) >= FEWEST else []
                    run = []
                run.append(cell)
            yield from [run] if len(run) >= FEWEST else []
