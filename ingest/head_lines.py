"""Lines at the head of a page or table that say several things far apart, each put on a line of its own:

第３　取組ごとの進捗状況　　柱１　施設総量の最適化          令和８年３月末現在
                                                 ->  令和８年３月末現在
                                                     第３　取組ごとの進捗状況
                                                     柱１　施設総量の最適化

What heads the projects below, a goal or policy, stands last, and is read as one that has a line to itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.grid import Block, Page, Paragraph
from ingest.label_lines import heads_goal
from ingest.lines import plain

_FAR = re.compile(r"[ 　]{2,}")
_AS_OF = re.compile(r"[(\[]?(?:(?:令和|平成|[HR])\s?(?:\d{1,2}|元)|20\d\d)[年./]\s?\d{1,2}(?:[月./]\s?(?:\d{1,2}日?|末日?)?)?\s?(?:現在|時点)[)\]]?")


def with_lines_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages, such lines parted; what is printed anew on other pages is a running head, which heads nothing."""
    found = Counter(block.text.strip() for page in pages for block in page.blocks if isinstance(block, Paragraph))
    return [Page(tuple(each for block in page.blocks for each in _lines(block, found))) for page in pages]


def _lines(block: Block, found: Mapping[str, int]) -> Sequence[Block]:
    once = isinstance(block, Paragraph) and found[block.text.strip()] == 1
    return [Paragraph(line) for line in _parted(block.text)] if isinstance(block, Paragraph) and once else [block]


def _parted(text: str) -> list[str]:
    """What a line says far apart: the date of its figures, and the goal or policy that it names last; the line alone where it says neither so."""
    first, *behind = _FAR.split(text.strip())
    dates = [part for part in behind if is_date(part)]
    others = [part for part in behind if part not in dates]
    goal = others[-1:] if len(others) == 1 and heads_goal(others[0]) and not heads_goal(first) else []
    if not (dates or goal) or len(others) > len(goal):
        return [text]
    return [*dates, first, *goal]


def is_date(text: str) -> bool:
    """Whether a text is the date of figures (令和８年３月末現在)."""
    return bool(_AS_OF.fullmatch(plain(text)))
