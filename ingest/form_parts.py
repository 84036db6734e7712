"""The parts of a form that is filled in for project after project, told under their headings:

４　令和６年度の取組実績                            令和６年度の取組実績  申請案内を郵送した。
申請案内を郵送した。                                      相談会を３回開いた。
相談会を３回開いた。

A heading that stands above a table again and again is one of a form, and no project's title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ingest.grid import Block, Grid, Page, Paragraph, text_of
from ingest.label_lines import LONGEST_TITLE, below
from ingest.table_columns import is_label
from ingest.table_projects import FEWEST_ALIKE

_NUMBERED = re.compile(r"^[(（]?(?:[\d０-９]{1,2}|[①-⑳])[)）.．、]?\s*(?=\D)(?P<name>\S.*)$")
_PROSE = re.compile(r"。[)）]?$|^[・●○◎◆■□-]")


def parts_of_forms(pages: Sequence[Page]) -> frozenset[str]:
    """The headings that stand right above several tables, or above texts that they label, without the blanks around them."""
    texts = [(text_of(block), behind) for page in pages for block, behind in pairwise((*page.blocks, Paragraph("")))]
    found = Counter(text for text, behind in texts if text and len(text) <= LONGEST_TITLE and (isinstance(behind, Grid) or _label(text)))
    return frozenset(text for text, times in found.items() if times >= FEWEST_ALIKE)


def told_by_part(pages: Sequence[Page], parts: Collection[str]) -> list[Page]:
    """The pages, what stands in paragraphs below the heading of a part that is a label told under it."""
    return [Page(tuple(_told(page.blocks, parts))) for page in pages]


def _told(blocks: Sequence[Block], parts: Collection[str]) -> Iterator[Block]:
    place = 0
    while place < len(blocks):
        text = text_of(blocks[place])
        end = place + 1
        while text in parts and _label(text) and end < len(blocks) and _is_prose(blocks[end], parts):
            end += 1
        if end == place + 1:
            yield blocks[place]
        else:
            yield from map(Paragraph, ("", *below(_label(text), [text_of(block) for block in blocks[place + 1 : end]]), ""))
        place = end


def _is_prose(block: Block, parts: Collection[str]) -> bool:
    return isinstance(block, Paragraph) and block.text.strip() not in parts and bool(_PROSE.search(block.text.strip()))


def is_numbered(text: str) -> bool:
    """Whether a heading has a number before it (２　事業費)."""
    return bool(_NUMBERED.match(text.strip()))


def _label(text: str) -> str:
    """The label that a numbered heading is (４　令和６年度の取組実績); empty where it is none."""
    numbered = _NUMBERED.match(text)
    return "".join(numbered["name"].split()) if numbered and is_label(numbered["name"]) else ""
