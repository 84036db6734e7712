"""A table of indicators as it is copied from a PDF viewer: cell after cell, each on its lines, those of one row with a blank between.

指標名 区分 基準値 R4 年度 R5 年度 R6 年度           指標名 申請が可能な手続数
申請が可能な                                         基準値（R3） 18件
手続数                                               R4 R5 R6
目標 18 件                                      ->   目標値 40件 80件 120件
（R3）                                               実績値 36件 84件 ␣
40 件 80 件 120 件
実績 36 件 84 件

A row of targets has a value for the baseline and for each year, one of actual values for the years that are over. A table in which any row has fewer or more,
or words among its values, is left as it is. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.values import Line
from ingest.lines import EMPTY, plain
from ingest.sheets import MARKS, YEAR, heading_of, listed_labels

MOST_NAMED = 4  # lines of a name
_HEAD = re.compile(rf"^(?P<name>\S+) 区分 (?P<baseline>\S+?)(?: ?\([^()]+\))? (?P<years>{YEAR}(?: ?年度)?(?: {YEAR}(?: ?年度)?)+)$")
_ONE_YEAR = re.compile(rf"{YEAR}(?: ?年度)?")
_KIND = re.compile(r"^(?P<kind>目標|計画|実績)値?(?:\s|$)")
_WHEN = re.compile(r"^\((?P<when>[^()]+)\)$")
_VALUE = re.compile(r"[△▲+-]?(?:\d+億(?: ?[\d,]+[千百]?万)?円?|\d[\d,.，]* ?[^\s\d()（）]{0,5})(?:[(（][^()（）]*[)）])?|[-－―ー—…]|未[^\s\d]{1,4}")


@dataclass
class _Row:
    """A row of an indicator: its first line, and the values read so far."""

    line: Line
    values: list[str] = field(default_factory=list)


@dataclass
class _Indicator:
    """An indicator while it is read. `when`: the year of its baseline."""

    names: list[Line] = field(default_factory=list)
    rows: dict[str, _Row] = field(default_factory=dict)
    when: str = ""

    def is_clear(self, years: int) -> bool:
        """Whether it has a name and a value for everything that a row must give."""
        planned, actual = self.rows.get("目標"), self.rows.get("実績")
        whole = planned is not None and len(planned.values) == years + 1 and (actual is None or len(actual.values) <= years)
        return whole and 0 < len(self.names) <= MOST_NAMED

    def unfolded(self, head: Line, baseline: str, years: Sequence[str]) -> Iterator[Line]:
        """The lines that tell the same: name, baseline, years, and a row of each kind."""
        yield replace(self.names[0], text=f"指標名 {''.join(line.text.strip() for line in self.names)}")
        first, *targets = self.rows["目標"].values
        yield replace(self.rows["目標"].line, text=f"{baseline}{f'({self.when})' if self.when else ''} {first}")
        yield replace(head, text=" ".join(years))
        yield replace(self.rows["目標"].line, text=" ".join(["目標値", *targets]))
        if actual := self.rows.get("実績"):
            yield replace(actual.line, text=" ".join(["実績値", *actual.values, *([EMPTY] * (len(years) - len(actual.values)))]))


def with_copied_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with every such table unfolded; one whose values cannot be told apart is left as it is."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        head = _HEAD.match(plain(lines[place].text))
        years = [year[0].replace(" ", "") for year in _ONE_YEAR.finditer(head["years"])] if head else []
        read, taken = _read(lines[place + 1 :], len(years)) if head else ([], 0)
        told = [line for each in read for line in each.unfolded(lines[place], head["baseline"], years)] if head else []
        if told and (above := heading_of(found, len(found), "indicator")) is not None:
            del found[above:]
        found += told or [lines[place]]
        place += 1 + (taken if told else 0)
    return found


def _read(lines: Sequence[Line], years: int) -> tuple[list[_Indicator], int]:
    """The indicators of the table that begins here, and how many lines they take; none where any is not clear."""
    read = [_Indicator()]
    row: _Row | None = None
    taken = 0
    for place, line in enumerate(lines, 1):
        text = line.text.strip()
        kind = _KIND.match(text)
        if not text or (kind is None and _begins_other(plain(text))):
            break
        if kind:
            called = "実績" if kind["kind"] == "実績" else "目標"
            if called in read[-1].rows or (called == "目標" and read[-1].rows):
                return [], 0  # two rows of one kind without a name between
            row = read[-1].rows[called] = _Row(line)
            text = text[kind.end() :].strip()
        elif row is not None and (when := _WHEN.match(plain(text))) and len(row.values) == 1:
            read[-1].when, text = when["when"], ""
        values = _values(text) if row is not None else None
        if row is not None and values is not None:
            row.values += values
        elif "実績" in read[-1].rows or row is None:
            if row is not None:
                read.append(_Indicator())
            row = None
            read[-1].names.append(line)
            if len(read[-1].names) > MOST_NAMED:
                read.pop()
                break
            continue
        else:
            return [], 0  # words among the values
        taken = place
    read = [each for each in read if each.rows]
    actual = {len(each.rows["実績"].values) for each in read if "実績" in each.rows}
    return (read, taken) if read and len(actual) <= 1 and all(each.is_clear(years) for each in read) else ([], 0)


def _values(text: str) -> list[str] | None:
    """The values in a line, without blanks within them; None where it has anything else."""
    found = [match[0].replace(" ", "") for match in _VALUE.finditer(text)]
    return found if not _VALUE.sub("", text).strip() else None


def _begins_other(text: str) -> bool:
    """Whether a line begins with a label, or is a note or an entry of a list."""
    parts = text.split()
    return not listed_labels().isdisjoint(("".join(parts), parts[0])) or bool(re.match(MARKS, text)) or text.startswith("※")
