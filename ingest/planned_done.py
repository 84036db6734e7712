"""A list in which each year says what was planned and what was done:

令和5年度  計画  システムの調達、窓口での試行
          実績  事業者を選定し、２窓口で試行を始めた。
令和6年度  計画  全窓口での運用
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.lines import Piece, without_start
from ingest.profile import PLANNED

_PLANNED = re.compile(r"^(?:計画|予定|取組予定|実施予定)(?:内容)?(?:\s*:\s*|\s+|$)")
_DONE = re.compile(r"^(?:実績|実施内容|取組実績|実施状況|結果)(?:\s*:\s*|\s+|$)")


@dataclass(frozen=True, slots=True)
class PlannedDone:
    """The lines of what was planned and of what was done, each entry behind its year."""

    planned: list[Piece] = field(default_factory=list)
    done: list[Piece] = field(default_factory=list)


def planned_and_done(pieces: Sequence[Piece]) -> PlannedDone | None:
    """The two lists; None where the lines do not say both words behind years."""
    found = PlannedDone()
    year, into = "", None
    for piece in pieces:
        dated = PLANNED.match(piece.plain)
        year = dated["years"] if dated else year
        rest = without_start(piece, dated.end()) if dated else piece
        for words, entries in ((_PLANNED, found.planned), (_DONE, found.done)):
            if year and (match := words.match(rest.plain)):
                into, rest = entries, without_start(rest, match.end())
                into.append(replace(rest, text=f"{year} {rest.text}".rstrip()))
                break
        else:
            if dated and not rest.blank:
                return None  # a year that says neither word
            if into is not None and not dated:
                into.append(piece)
    return found if found.planned and found.done else None
