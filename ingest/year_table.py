"""A table with a row for each year, and columns for what was planned, what was done and how that is judged:

   年度              計画                          実績                               評価
 令和4年度   導入システムの選定、対象手   先進3市を視察し、対象とする手続を       B
             続の整理                     18手続に整理した。
 令和5年度   市民課窓口での運用開始       4窓口で運用を開始した。                 A

or with every cell in the middle of its row, hardly parted from the one beside it, and its year on any line of it:

 年度               年度別計画                        実績                     評価
     全手続の棚卸し、電子納付   全1,246手続を棚卸しし、46手続を新たにオンラ
 R5 の試行             イン化した。電子納付は住民票の写しなど3手続 Ｂ
                    で10月に始めた。

It is unfolded into what `planned_done` reads: the year and the word of the column before each cell; and each mark behind a label with its year. Lines keep
their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.text import display_width
from corpus.values import Line
from ingest.lines import MEASURES, Measure, cells_at, margin, plain, with_parts
from ingest.sheets import YEAR, heading_of

LABEL = "年度別の計画と実績"
_YEARS = ("年度", "年次", "区分", "年")
_COLUMNS = {
    "計画": "計画", "計画内容": "計画", "年度計画": "計画", "年度別計画": "計画", "年次計画": "計画", "取組計画": "計画", "予定": "計画", "取組予定": "計画",
    "実績": "実績", "取組実績": "実績", "実施内容": "実績", "実施状況": "実績", "取組状況": "実績", "取組結果": "実績", "実績内容": "実績",
    "評価": "評価", "自己評価": "評価", "進捗評価": "評価", "達成度": "達成度", "進捗状況": "進捗状況", "進捗": "進捗状況",
}  # fmt: skip
_NEEDED = {"計画", "実績"}
FEWEST = 3  # tables, from which a document is laid out so
NEAR = 2  # columns by which cells of one column may begin apart
FULL = 3  # columns by which a line of a cell may be narrower than the widest one and be full
AROUND = 4  # columns before the usual one in which a cell may begin, where characters differ in width
LEAST_APART = 6  # columns between the beginnings of two cells
_ROW = re.compile(rf"[ 　]*(?P<year>{YEAR}年度|20\d\d年度)(?=\s|$)")
_YEAR = re.compile(rf"[ 　]*(?P<year>{YEAR}(?:年度)?|20\d\d(?:年度)?)(?=\s|$)")
_WITHIN = re.compile(r"[ァ-ヴー]\n[ァ-ヴー]|\n[ーァィゥェォッャュョぁぃぅぇぉっゃゅょん、。）)]")
_MARK = re.compile(r"(?:^|[ 　]+)(?P<mark>[SA-EＳＡ-Ｅ◎○●△▲×☆★])$")


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
                when = year if year.endswith("年度") else f"{year}年度"
                yield from (replace(line, text=f"{when}の{self.words[place]}  {cells[place]}") for line, cells in lines if cells[place])


def with_year_tables(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Line]:
    """The lines with such tables unfolded; as they are where there are few. `noise`: the numbers of lines that are no text."""
    tables = max((_tables(lines, noise, measure) for measure in MEASURES), key=len)
    if len(tables) < FEWEST:
        return list(lines)
    parts = {place: (len(table.places), list(table.unfolded(lines[place]))) for place, table in tables.items()}
    headings = (heading_of(lines, place, "achievements", "schedule") for place in tables)
    return with_parts(lines, {place: (1, list[Line]()) for place in headings if place is not None} | parts)


def _tables(lines: Sequence[Line], noise: Collection[int], measure: Measure) -> dict[int, _Table]:
    """The tables by the places of their heads."""
    return {place: table for place, line in enumerate(lines) if (words := _head(line)) and (table := _read(lines, place, words, noise, measure))}


def _read(lines: Sequence[Line], head: int, words: Sequence[str], noise: Collection[int], measure: Measure) -> _Table | None:
    """The table below a head, by the gaps between its cells, or by where they begin."""
    return _table(lines, head, words, noise, measure) or _wrapped(lines, head, words, noise, measure)


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of a table, parted where its cells begin: its year, what was planned, what was done, and how it is judged; empty where it has none of these."""

    line: Line
    year: str
    planned: str
    done: str
    mark: str


def _wrapped(lines: Sequence[Line], head: int, words: Sequence[str], noise: Collection[int], measure: Measure) -> _Table | None:
    """The table below a head of cells that go on below each other; None where a line does not tell which cell of a column it is of.

    Each year has one cell of what is planned, and each mark one of what was done, of the first years.
    """
    kinds = [_COLUMNS[word] for word in words]
    if kinds[:2] != ["計画", "実績"] or len(kinds) > 3:
        return None
    parts = _parts(lines, head, noise, measure)
    years = [part.year for part in parts if part.year]
    planned = _cells(parts, lambda part: part.planned, lambda part: bool(part.year and part.planned))
    done = _cells(parts, lambda part: part.done, lambda part: bool(part.mark))
    marks = [part for part in parts if part.mark]
    labels = [place for place, part in enumerate(parts) if part.year]
    nearest = [min(range(len(labels)), key=lambda at: abs(labels[at] - place)) for place, part in enumerate(parts) if part.mark] if labels else []
    in_order = nearest == list(range(len(marks))) and len(done) == len(marks)
    if len(years) < 2 or len(set(years)) != len(years) or len(planned) != len(years) or not in_order:
        return None
    rows: list[tuple[str, tuple[tuple[Line, tuple[str, ...]], ...]]] = []
    for place, year in enumerate(years):
        own = [(part.line, (part.planned, "", "")) for part in planned[place]]
        own += [(part.line, ("", part.done, "")) for part in done[place]] if place < len(done) else []
        own += [(marks[place].line, ("", "", marks[place].mark))] if place < len(marks) else []
        rows.append((year, tuple((line, cells[: len(kinds)]) for line, cells in own)))
    return _Table(range(head, head + 1 + len(parts)), tuple(words), tuple(rows))


def _parts(lines: Sequence[Line], head: int, noise: Collection[int], measure: Measure) -> list[_Part]:
    """The lines below a head as far as they are of its table, parted; none where it is not clear where its cells begin."""
    own: list[tuple[Line, str, str]] = []
    edge = -1  # where years begin
    for line in lines[head + 1 :]:
        dated = _YEAR.match(line.text)
        begins = measure(margin(line.text))
        if not line.text.strip() or line.number in noise or line.page != lines[head].page or not (dated or begins > edge + 1):
            break
        edge = begins if dated else edge
        own.append((line, plain(dated["year"]) if dated else "", " " * measure(dated[0]) + line.text[dated.end() :] if dated else line.text))
    starts = Counter(cells[0][0] for _, _, text in own if (cells := cells_at(text, measure)))
    first = min((start for start, times in starts.items() if times > 1), default=0)
    inner = Counter(at for _, _, text in own for at in _word_starts(text, measure) if at >= first + LEAST_APART)
    second, times = max(inner.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
    found: list[_Part] = []
    for line, year, text in own:
        marked = _MARK.search(text.rstrip())
        said = text[: marked.start()] if marked else text.rstrip()
        near = [start for start in (match.start() for match in re.finditer(r"\S+", said)) if second - AROUND <= measure(said[:start]) <= second + 1]
        if not near and measure(said) > second:
            return []
        cut = min(near, key=lambda start: abs(measure(said[:start]) - second), default=len(said))
        found.append(_Part(line, year, said[:cut].strip(), said[cut:].strip(), marked["mark"] if marked else ""))
    return found if times > 1 else []


def _word_starts(text: str, measure: Measure) -> Iterator[int]:
    """The columns in which the words of a line begin."""
    return (measure(text[: match.start()]) for match in re.finditer(r"\S+", text))


def _cells(parts: Sequence[_Part], said: Callable[[_Part], str], anchors: Callable[[_Part], bool]) -> list[list[_Part]]:
    """The lines of a column by cell, each with one line that is an anchor; none where two ways to part them are as likely.

    A cell ends with a line that is not full, ends a sentence, or has lines of the other column alone below it; never within a word in katakana, nor at a comma.
    """
    own = [(place, part) for place, part in enumerate(parts) if said(part)]
    widest = max((display_width(said(part)) for _, part in own), default=0)
    anchored = [at for at, (_, part) in enumerate(own) if anchors(part)]
    cuts = [0]
    for first, last in pairwise(anchored):
        ways: dict[int, int] = {}
        for at in range(first, last):
            text, below = said(own[at][1]), said(own[at + 1][1])
            if not (text.endswith("、") or _WITHIN.search(f"{text}\n{below}")):
                short, apart = display_width(text) <= widest - FULL, own[at + 1][0] > own[at][0] + 1
                ways[at + 1] = short + 2 * apart + 2 * text.endswith("。")
        likely = [at for at, weight in ways.items() if weight == max(ways.values())]
        if len(likely) != 1:
            return []
        cuts.append(likely[0])
    return [[part for _, part in own[start:end]] for start, end in pairwise([*cuts, len(own)])] if anchored else []


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
