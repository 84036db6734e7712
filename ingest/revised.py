"""Targets that a form sets anew in its remarks, told beside the ones that they replace:

目標値  令和8年度：190t  令和9年度：192t                        目標値  令和8年度：190t（見直し後165t）  令和9年度：192t（見直し後168t）
備考  ※令和７年の会議で見直し、R8は165t、R9は168tとする。   ->   備考  ※令和７年の会議で見直し、R8は165t、R9は168tとする。
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.years import FiscalYear, find_years
from ingest.label_lines import BEHIND, REMARKS
from ingest.lines import plain
from ingest.table_rows import TARGETS

_SETS_ANEW = re.compile(r"見直し|見直す|改め|改定|改訂|変更|修正")
_TO = re.compile(
    r"(?P<year>(?:R|令和)\s?(?:\d{1,2}|元)(?:年度)?)(?:は|を|:)\s?(?P<value>\d[\d,.]*\s?[^\d\s、。()]{0,4}?)"
    r"(?=[、。]|とする|と(?:改め|見直)|に(?:改め|見直|変更|修正))"
)
_UNIT = re.compile(r"[\d,.\s]+")


def with_revisions(lines: Sequence[str]) -> list[str]:
    """The lines of a form, the targets of its only indicator with those that its remarks set for the same year, in the same unit."""
    told = list(lines)
    targets = [at for at, line in enumerate(lines) if line.startswith(f"{TARGETS}  ")]
    anew = _set_anew(lines) if len(targets) == 1 else {}
    if anew:
        label, *cells = lines[targets[0]].split("  ")
        told[targets[0]] = type(lines[targets[0]])("  ".join([label, *(_revised(cell, anew) for cell in cells)]))
    return told


def _set_anew(lines: Sequence[str]) -> Mapping[FiscalYear, str]:
    """The values that the remarks among these lines set anew, by year."""
    found: dict[FiscalYear, str] = {}
    remark = False
    for line in lines:
        remark = line.startswith(f"{REMARKS}  ") or (remark and line.startswith(BEHIND))
        if remark and _SETS_ANEW.search(line):
            found |= {year: match["value"] for match in _TO.finditer(plain(line)) for mention in find_years(match["year"]) for year in mention.years}
    return found


def _revised(cell: str, anew: Mapping[FiscalYear, str]) -> str:
    """A target behind its year (令和8年度：190t) with the one that replaces it."""
    when, _, value = cell.partition("：")
    year = next((year for mention in find_years(when) for year in mention.years), None)
    new = anew.get(year) if year else None
    alike = new is not None and _UNIT.sub("", plain(value)) == _UNIT.sub("", new) and plain(value) != new
    return f"{cell}（見直し後{new}）" if alike else cell
