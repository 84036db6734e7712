"""An indicator that a sheet names twice, what came out in one table and what is planned in another, told once:

指標名  参加者数（延べ・人）                    指標名  参加者数（延べ・人）
実績値  令和5年度：486  令和6年度：512          現状値（令和6年度）  512人
指標名  参加者数（延べ）                   ->   目標値  令和8年度：600
現状値（令和6年度）  512人                      実績値  令和5年度：486  令和6年度：512
目標値  令和8年度：600
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.lines import plain
from ingest.table_columns import bare, called
from ingest.table_rows import BASELINE, INDICATOR, RESULTS, TARGETS

Part = list[str]
_PLANNED = (BASELINE, TARGETS)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"[・、,/\s]+")


def told_once(lines: Sequence[str]) -> list[str]:
    """The lines, such indicators of one sheet told once, where the first part of them stands."""
    told: list[str] = []
    sheet: list[Part] = []
    for line in lines:
        label = bare(line.partition("  ")[0])
        if label in called("title"):
            told += _lines(sheet)
            sheet = []
        if sheet and line.startswith((*_PLANNED, RESULTS)) and sheet[-1][0].startswith(f"{INDICATOR}  "):
            sheet[-1].append(line)
        else:
            sheet.append([line])
    return [*told, *_lines(sheet)]


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    """The lines of a sheet in these parts, each indicator with its values or another line."""
    named = [_name(part) for part in parts]
    times = Counter(bare(name) for name in named if name)
    left = list(parts)
    for at, part in enumerate(parts):
        behind = next((other for other in range(at + 1, len(parts)) if named[at] and _is_rest(named[at], named[other])), None)
        if behind is not None and times[bare(named[at])] == 2 and _tells(part, RESULTS) and _tells(parts[behind], *_PLANNED):
            left[at] = [part[0], *(type(part[0])(line) for line in parts[behind][1:]), *part[1:]]
            left[behind] = []
    yield from (line for part in left for line in part)


def _name(part: Part) -> str:
    """The name of an indicator with values; empty for another line."""
    return plain(part[0].partition("  ")[2]) if part[0].startswith(f"{INDICATOR}  ") and len(part) > 1 else ""


def _is_rest(name: str, again: str) -> bool:
    """Whether a name is another one, or that without its unit, or a part of what it has in brackets."""
    own, other = ({word for within in _BRACKETS.findall(each) for word in _BETWEEN.split(within)} for each in (name, again))
    return bare(name) == bare(again) and other <= own


def _tells(part: Part, *words: str) -> bool:
    """Whether all values of an indicator stand behind these words."""
    return all(line.startswith(words) for line in part[1:])
