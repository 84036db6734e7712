"""A table with a row for each year, and columns for what was planned, what was done and how that is judged:

   年度              計画                          実績                               評価
 令和4年度   導入システムの選定、対象手   先進3市を視察し、対象とする手続を       B
             続の整理                     18手続に整理した。
 令和5年度   市民課窓口での運用開始       4窓口で運用を開始した。                 A

It is unfolded into what `planned_done` reads: the year and the word of the column before each cell; and each mark behind a label with its year. Lines keep
their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.values import Line
from ingest.lines import MEASURES, Measure, cells_at, plain, with_parts
from ingest.sheets import YEAR

LABEL = "年度別の計画と実績"
_YEARS = ("年度", "年次", "区分", "年")
_COLUMNS = {
    "計画": "計画", "計画内容": "計画", "年度計画": "計画", "取組計画": "計画", "予定": "計画", "取組予定": "計画",
    "実績": "実績", "取組実績": "実績", "実施内容": "実績", "実施状況": "実績", "取組状況": "実績", "取組結果": "実績", "実績内容": "実績",
    "評価": "評価", "自己評価": "評価", "進捗評価": "評価", "達成度": "達成度", "進捗状況": "進捗状況", "進捗": "進捗状況",
}  # fmt: skip
_NEEDED = {"計画", "実績"}
FEWEST = 3  # tables, from which a document is laid out so
NEAR = 2  # columns by which cells of one column may begin apart
_ROW = re.compile(rf"[ 　]*(?P<year>{YEAR}年度|20\d\d年度)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: the places of its lines, the words of its columns as printed, and for each row its year and its lines with their cells by column."""

    places: range
    words: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Line, tuple[str, ...]], ...]], ...]

    def unfolded(self, head: Line) -> Iterator[Line]:
        """Its lines, a cell below the other."""
        yield replace(head, text=LABEL)
        kinds = [_COLUMNS[word] for word in self.words]
        for year, lines in self.rows:
            for place, kind in enumerate(kinds):
                own = [replace(line, text=cells[place]) for line, cells in lines if cells[place]] if kind in _NEEDED else []
                if own:
                    own[0] = replace(own[0], text=f"{year} {kind} {own[0].text}" if kind == "計画" else f"{kind} {own[0].text}")
                elif kind == "計画":
                    own = [replace(lines[0][0], text=f"{year} {kind}")]
                yield from own
        for place, kind in enumerate(kinds):
            for year, lines in self.rows if kind not in _NEEDED else ():
                yield from (replace(line, text=f"{year}の{self.words[place]}  {cells[place]}") for line, cells in lines if cells[place])


def with_year_tables(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Line]:
    """The lines with such tables unfolded; as they are where there are few. `noise`: the numbers of lines that are no text."""
    tables = max((_tables(lines, noise, measure) for measure in MEASURES), key=len)
    if len(tables) < FEWEST:
        return list(lines)
    return with_parts(lines, {place: (len(table.places), list(table.unfolded(lines[place]))) for place, table in tables.items()})


def _tables(lines: Sequence[Line], noise: Collection[int], measure: Measure) -> dict[int, _Table]:
    """The tables by the places of their heads."""
    return {place: table for place, line in enumerate(lines) if (words := _head(line)) and (table := _table(lines, place, words, noise, measure))}


def _head(line: Line) -> tuple[str, ...]:
    """The words of the columns behind the years on a line; none where it heads no such table."""
    cells = [plain(cell) for _, cell in cells_at(line.text)]
    fits = len(cells) > 2 and cells[0] in _YEARS and all(cell in _COLUMNS for cell in cells[1:])
    return tuple(cells[1:]) if fits and {_COLUMNS[cell] for cell in cells[1:]} >= _NEEDED else ()


def _table(lines: Sequence[Line], head: int, words: Sequence[str], noise: Collection[int], measure: Measure) -> _Table | None:
    """The table below a head; None where a line of it fits no column, or a year has no row."""
    rows: list[tuple[str, list[tuple[Line, list[tuple[int, str]]]]]] = []
    place = head + 1
    while place < len(lines) and lines[place].text.strip() and lines[place].number not in noise:
        text = lines[place].text
        year = _ROW.match(text)
        if year:
            rows.append((plain(year["year"]), []))
        elif not rows:
            return None
        behind = " " * measure(year[0]) + text[year.end() :] if year else text
        rows[-1][1].append((lines[place], cells_at(behind, measure) if behind.strip() else []))
        place += 1
    starts = _starts([at for _, own in rows for _, cells in own for at, _ in cells], len(words))
    if not rows or starts is None:
        return None
    found: list[tuple[str, tuple[tuple[Line, tuple[str, ...]], ...]]] = []
    for name, own in rows:
        by_column = [(line, _by_column(cells, starts)) for line, cells in own]
        if any(cells is None for _, cells in by_column):
            return None
        found.append((name, tuple((line, cells) for line, cells in by_column if cells)))
    return _Table(range(head, place), tuple(words), tuple(found))


def _starts(starts: Sequence[int], count: int) -> list[int] | None:
    """The columns in which the cells begin, as many as there are; None where that is not clear."""
    chosen: list[int] = []
    for start, _ in Counter(starts).most_common():
        if all(abs(start - other) > NEAR for other in chosen):
            chosen.append(start)
    return sorted(chosen) if len(chosen) == count else None


def _by_column(cells: Sequence[tuple[int, str]], starts: Sequence[int]) -> tuple[str, ...] | None:
    """The cells of a line by column, empty where none stands; None where one begins in no column, or two in the same."""
    found = [""] * len(starts)
    for at, text in cells:
        place = min(range(len(starts)), key=lambda place: abs(starts[place] - at))
        if abs(starts[place] - at) > NEAR or found[place]:
            return None
        found[place] = text
    return tuple(found)
