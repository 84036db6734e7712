"""Sheets whose cells stand close together, each label in the middle of its cell, as a PDF gives a bordered table where the layout is kept:

 ねらい          道路の穴を早く見つけて直す。
                 ・市民が写真と位置を送ると、担当者の端末に届き、対応の状況が
 実施内容        通報者に返る仕組みを運用する。
                 ・収集車に小型カメラを載せる。
                 令和7年度          令和8年度          令和9年度
 年次計画        通報の本格運用     カメラの搭載

Nothing parts the cells but that each label stands in the middle of one: from the first line to the last there is mostly one way to part them so by which no
sentence goes on in another cell. The labels are moved to the heads of their cells. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise, takewhile
from operator import attrgetter, itemgetter

from corpus.text import display_width
from corpus.values import Line
from corpus.years import without_years
from ingest.indicator import year_columns
from ingest.lines import MEASURES, VALUE, Measure, cells_at, margin, plain, with_parts
from ingest.sheets import YEAR, words

OFTEN = 3  # times a word begins a line, from which it may be a label; runs with a label within a cell, before it is believed that a document is laid out so
LIKELIER = 0.4  # share of what speaks against labels at the heads of their cells, up to which what speaks against those in the middle is little
LEAST_AGAINST = 2  # what speaks against each of a few runs alone with their labels at the heads of their cells
LONGEST = 150  # lines of sheets on one page, without a blank one between
NEAR = 1  # columns by which a cell may begin before the column of the cells: PDFs are set in faces whose characters differ in width
FULL = 3  # columns by which a line may fall short of the widest one and still go on in the next
MOST_TIED = 16  # ways that are as good, of which one is looked for
NARROWEST = 8  # columns of a full cell
FEWEST_CELLS = 3  # words on the head of a table of indicators
FEWEST_VALUES = 2  # behind the first word of a row of values
INDENT = 2  # columns by which a paragraph may be set in
GOES_ON = HEAD_WITHIN = 4  # what speaks against a way: a sentence that goes on in the next cell, the head of a table within one
UNFINISHED = MIXED = LIST_BEHIND = APART = 2  # a text without an end, values among text, a list behind a text, a first row in a column of its own
ROW_ABOVE = 2  # a row of actual values, which are of the table above, above the label
OUTSIDE = BROKEN = 1  # a row in no cell, a line that stops short of a sentence's end
_FIRST = re.compile(rf"[ 　]*(?P<label>{YEAR}(?:年度)?|(?:[一-龯]　+){{1,3}}[一-龯]|(?!・)[^\s\d。、○●◇◆■□（）()「」【】<>＜＞:：]{{2,12}})(?=\s|$)")
_YEAR = re.compile(YEAR)
_ENDS = re.compile(r"[。．）)」]$")
_ENTRY = re.compile(rf"[・○●◇◆■①-⑳]|{YEAR}")
_ACTUAL = re.compile(r"実績値?\s")
_BULLET = re.compile(r"[・○●◇◆■①-⑳]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: the column in which it begins, its label as printed, if any, and its cells behind that with their columns."""

    line: Line
    margin: int
    label: str
    cells: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """What stands behind the label."""
        return "  ".join(text for _, text in self.cells)

    @property
    def heads(self) -> bool:
        """Whether it heads columns: several years and nothing else, or the word of an indicator before other words."""
        return _heads_table(self.text)

    @property
    def has_values(self) -> bool:
        """Whether it is a row of values."""
        parts = ([text for _, text in self.cells[1:]], self.text.split()[1:])
        return any(len(values) >= FEWEST_VALUES and all(VALUE.fullmatch(plain(value)) for value in values) for values in parts)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to part the lines: what speaks against it, and the first and last row of the cell of each label."""

    against: int
    cells: tuple[tuple[int, int], ...]


class _Run:
    """Rows below each other, each either behind a label or in the column of the cells.

    `widths`: of the widest cell of the document that begins in a column, of texts alone on their lines and of cells side by side. `torn`: labels on two lines.
    """

    def __init__(self, rows: Sequence[_Row], widths: Mapping[tuple[int, bool], int], torn: Collection[tuple[str, str]], measure: Measure) -> None:
        self.rows, self._widths, self._torn, self._measure = rows, widths, torn, measure
        self.units = tuple(self._units())
        self._known: dict[tuple[int, int], tuple[_Way, ...]] = {}

    @property
    def first_label(self) -> str:
        """The first label, whole where it is torn."""
        top, bottom = self.units[0]
        return "".join("".join(row.label.split()) for row in self.rows[top : bottom + 1])

    def _units(self) -> Iterator[tuple[int, int]]:
        """The first and last row of each label, which may be torn over rows that follow each other, or with one between where it is torn elsewhere."""
        place = 0
        while place < len(self.rows):
            if label := self.rows[place].label:
                behind, further = ([row.label for row in self.rows[at : at + 1]] for at in (place + 1, place + 2))
                torn = any(behind) and self._is_torn(place)
                apart = not any(behind) and any((label, other) in self._torn for other in further)
                yield place, place + (2 if apart else torn)
                place += 2 if apart else torn
            place += 1

    def _is_torn(self, place: int) -> bool:
        """Whether two labels on rows that follow each other are one: the first has nothing behind it, or is no word, or is torn elsewhere.

        So are two of which plans know neither, where the second has nothing behind it, or what the text behind the first goes on with.
        """
        row, behind = self.rows[place], self.rows[place + 1]
        unknown = not (_is_known(row.label) or _is_known(behind.label))
        if not row.cells or row.label.endswith("の") or (row.label, behind.label) in self._torn:
            return True
        return unknown and (not behind.cells or self._goes_on(place))

    def ways(self) -> tuple[_Way, ...]:
        """The ways to part the rows against which least speaks."""
        return _best(replace(way, against=way.against + OUTSIDE * first) for first in range(self.units[0][0] + 1) for way in self._ways(first, 0))

    def _ways(self, first: int, unit: int) -> tuple[_Way, ...]:
        """The best ways to part the rows from one on into the cells of the labels from one on."""
        if unit == len(self.units):
            return (_Way(OUTSIDE * (len(self.rows) - first), ()),)
        if (first, unit) not in self._known:
            top, bottom = self.units[unit]
            later = self.units[unit + 1][0] if unit + 1 < len(self.units) else len(self.rows)
            lasts = range(max(bottom, bottom + top - first - 1), min(later, bottom + top - first + 2)) if first <= top else ()
            self._known[first, unit] = _best(
                _Way(way.against + self._against(first, last), ((first, last), *way.cells)) for last in lasts for way in self._ways(last + 1, unit + 1)
            )
        return self._known[first, unit]

    def places(self, way: _Way) -> list[tuple[str, int, int]]:
        """Each label, and how many rows stand above and below it in its cell."""
        cells = zip(way.cells, self.units, strict=True)
        return [(self.rows[top].label, top - first, last - bottom) for (first, last), (top, bottom) in cells]

    def _against(self, first: int, last: int) -> int:
        """What speaks against a cell."""
        rows = [row for row in self.rows[first : last + 1] if row.cells]
        if not rows:
            return 0
        within = HEAD_WITHIN * sum(row.heads for row in rows[1:])
        listed = LIST_BEHIND * (not _BULLET.match(rows[0].text) and any(_BULLET.match(row.text) for row in rows[1:]))
        begun = [at for at, _ in rows[0].cells]
        mixed = MIXED * (not rows[0].heads and any(row.has_values for row in rows) and any(len(row.cells) == 1 and not row.has_values for row in rows))
        unfinished = UNFINISHED * (len(rows[0].cells) == 1 and any("。" in row.text for row in rows) and not _ENDS.search(rows[-1].text))
        beside = any(abs(at - other) <= INDENT for at in begun for row in rows[1:] for other, _ in row.cells)
        apart = APART * (not rows[0].heads and len(rows) > 1 and not beside)
        above = ROW_ABOVE * (not rows[0].label and rows[0].has_values and _ACTUAL.match(rows[0].text) is not None)
        broken = BROKEN * sum(self._breaks_off(above, below) for above, below in pairwise(rows))
        return within + listed + mixed + unfinished + apart + above + broken + GOES_ON * (last + 1 < len(self.rows) and self._goes_on(last))

    def _breaks_off(self, above: _Row, below: _Row) -> bool:
        """Whether a text stops before its line is full, without a sentence's end, and something other than an entry of a list stands below."""
        texts = len(above.cells) == len(below.cells) == 1
        short = texts and display_width(above.text) < self._width(above.cells[0][0], above) / 2
        return short and not _ENDS.search(above.text) and not _ENTRY.match(below.text)

    def _goes_on(self, place: int) -> bool:
        """Whether a cell of a row is full and ends no sentence, and there is something below it that begins no entry."""
        row, behind = self.rows[place], self.rows[place + 1]
        if behind.heads:
            return False
        nexts = [*(at for at, _ in row.cells[1:]), None]
        full = [at for (at, text), beside in zip(row.cells, nexts, strict=False) if self._is_full(at, text, beside, row) and not _ENDS.search(text)]
        return any(abs(at - begins) <= NEAR and not _BULLET.match(text) for at in full for begins, text in behind.cells)

    def _is_full(self, at: int, text: str, beside: int | None, row: _Row) -> bool:
        """Whether a cell that begins in a column is as wide as it can be, or reaches to the one beside it."""
        width = display_width(text)
        close = beside is not None and beside - at - self._measure(text) <= FULL
        return width >= NARROWEST and (close or width >= self._width(at, row) - FULL)

    def _width(self, at: int, row: _Row) -> int:
        """How wide a cell in this column of such a row can be."""
        return max(self._widths.get((near, len(row.cells) > 1), 0) for near in range(at - NEAR, at + NEAR + 1))

    def against_first(self) -> int:
        """What speaks against labels that stand at the heads of their cells."""
        tops = [top for top, _ in self.units]
        ends = [*(top - 1 for top in tops[1:]), len(self.rows) - 1]
        return OUTSIDE * tops[0] + sum(self._against(first, last) for first, last in zip(tops, ends, strict=True))

    def moved(self, way: _Way) -> list[Line]:
        """Its lines with each label at the head of its cell, before it where the cell begins with the head of a table."""
        found = [row.line for row in self.rows[: way.cells[0][0]]]
        for (first, last), (top, bottom) in zip(way.cells, self.units, strict=True):
            cell = self.rows[first : last + 1]
            if first == top == bottom and not cell[0].heads:
                found += [row.line for row in cell]
                continue
            label = " " * self.rows[top].margin + "".join("".join(row.label.split()) for row in self.rows[top : bottom + 1])
            rest = [replace(row.line, text=self._without_label(row)) for row in cell if row.cells]
            if rest and not cell[0].heads:
                room = " " * max(2, self._measure(margin(rest[0].text)) - self._measure(label))
                rest[0] = replace(rest[0], text=f"{label}{room}{rest[0].text.lstrip()}")
                label = ""
            found += [replace(cell[0].line, text=label), *rest] if label else rest
        return found + [row.line for row in self.rows[way.cells[-1][1] + 1 :]]

    def _without_label(self, row: _Row) -> str:
        """A line with blanks in place of its label; what stands behind keeps its column."""
        text = row.line.text
        end = len(margin(text)) + len(row.label) if row.label else 0
        return " " * self._measure(text[:end]) + text[end:]


def _best(ways: Iterable[_Way]) -> tuple[_Way, ...]:
    """Those against which least speaks, a few of them."""
    ordered = sorted(ways, key=attrgetter("against"))
    return tuple(takewhile(lambda way: way.against == ordered[0].against, ordered[:MOST_TIED]))


def parted_cells(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Line]:
    """The lines with the cells of such sheets parted; as they are where few that begin alike can be, or labels at the heads of their cells are as likely.

    `noise`: the numbers of lines that are no text.
    """
    _, found = max((_runs(lines, measure, noise) for measure in MEASURES), key=itemgetter(0))
    alike: dict[str, list[tuple[int, _Run, _Way]]] = {}
    for start, run, way in found:
        alike.setdefault(run.first_label, []).append((start, run, way))
    all_are = _are_likelier(found)
    sure = [each for label, runs in alike.items() if _are_likelier(runs, LEAST_AGAINST) or (all_are and _is_known(label)) for each in runs]
    return with_parts(lines, {start: (len(run.rows), run.moved(way)) for start, run, way in sure})


def _are_likelier(runs: Sequence[tuple[int, _Run, _Way]], least: int = 0) -> bool:
    """Whether there are several such runs, and far less speaks against their labels in the middle than at the heads of their cells: `least` for each."""
    against, against_first = sum(way.against for _, _, way in runs), sum(run.against_first() for _, run, _ in runs)
    return len(runs) >= OFTEN and against <= LIKELIER * against_first and against_first >= least * len(runs)


def _runs(lines: Sequence[Line], measure: Measure, noise: Collection[int]) -> tuple[int, list[tuple[int, _Run, _Way]]]:
    """How many lines keep to columns so measured; and the runs that can be parted with a label within a cell: where each begins, and the best way."""
    firsts = [match["label"] if (match := _FIRST.match(line.text)) and line.number not in noise else "" for line in lines]
    often = {label for label, count in Counter(filter(None, firsts)).items() if count >= OFTEN}
    labels = [label if label in often else "" for label in firsts]
    keeping, found = 0, list[tuple[int, Sequence[_Row]]]()
    for (_, shown), group in groupby(range(len(lines)), lambda i: (lines[i].page, bool(lines[i].text.strip()) and lines[i].number not in noise)):
        places = list(group)
        if shown and len(places) <= LONGEST:
            kept, runs = _rows(lines, labels, places, measure)
            keeping, found = keeping + kept, found + runs
    widths: dict[tuple[int, bool], int] = {}
    for row in (row for _, rows in found for row in rows):
        for at, text in row.cells:
            widths[at, len(row.cells) > 1] = max(widths.get((at, len(row.cells) > 1), 0), display_width(text))
    pairs = Counter((above.label, below.label) for _, rows in found for above, below in pairwise(rows) if above.label and below.label and not above.cells)
    torn = {pair for pair, count in pairs.items() if count >= OFTEN}
    ways = [(start, run, run.ways()) for start, run in ((start, _Run(rows, widths, torn, measure)) for start, rows in found)]
    usual = Counter(place for _, run, best in ways if len(best) == 1 for place in run.places(best[0]))
    settled = ((start, run, _settled(run, best, usual)) for start, run, best in ways)
    return keeping, [(start, run, way) for start, run, way in settled if way and any(above for _, above, _ in run.places(way))]


def _settled(run: _Run, ways: Sequence[_Way], usual: Mapping[tuple[str, int, int], int]) -> _Way | None:
    """The way of these in which labels stand in their cells as they do elsewhere; None where several are alike in that."""
    ordered = sorted(ways, key=lambda way: sum(usual.get(place, 0) for place in run.places(way)), reverse=True)
    alike = len(ordered) > 1 and len({sum(usual.get(place, 0) for place in run.places(way)) for way in ordered[:2]}) == 1
    return ordered[0] if ordered and not alike else None


def _rows(lines: Sequence[Line], labels: Sequence[str], group: Sequence[int], measure: Measure) -> tuple[int, list[tuple[int, Sequence[_Row]]]]:
    """How many lines keep to a column of cells that they have in common; and the runs of lines with labels before it: where each begins, and its rows."""
    margins = {place: measure(margin(lines[place].text)) for place in group}
    kept, begins = _column(lines, labels, margins, measure)
    if not kept:
        return 0, []
    rows = {place: _row(lines[place], labels[place], begins, measure) for place in group}
    found: list[tuple[int, Sequence[_Row]]] = []
    for fits, places in groupby(group, lambda place: rows[place] is not None):
        run = [(place, row) for place in places if (row := rows[place])]
        if fits and any(row.label for _, row in run) and not all(row.label for _, row in run):
            found.append((run[0][0], [row for _, row in run]))
    return kept, found


def _column(lines: Sequence[Line], labels: Sequence[str], margins: Mapping[int, int], measure: Measure) -> tuple[int, int]:
    """The column in which most lines begin that have no label, or what stands behind one, behind the number of these lines."""
    behind = {at for place in margins if labels[place] for at, _ in _behind(lines[place], labels[place], measure)[:1]}
    best = (0, 0)
    for begins in sorted(behind | {margins[place] for place in margins if not labels[place]}):
        rows = [row for place in margins if (row := _row(lines[place], labels[place], begins, measure))]
        rows = [row for row in rows if not row.cells or abs(row.cells[0][0] - begins) <= NEAR]
        if any(row.label for row in rows):
            best = max(best, (sum(bool(row.label) or row.margin == begins for row in rows), begins), key=itemgetter(0))
    return best


def _behind(line: Line, label: str, measure: Measure) -> list[tuple[int, str]]:
    """The cells behind a label with their columns."""
    end = len(margin(line.text)) + len(label)
    return cells_at(" " * measure(line.text[:end]) + line.text[end:], measure)


def _row(line: Line, label: str, begins: int, measure: Measure) -> _Row | None:
    """The row of a line where cells begin in this column; None where it has no place there."""
    start = measure(margin(line.text))
    end = start + measure(label)
    if start >= begins - NEAR and not (label and start < begins and end <= begins):
        return _Row(line, start, "", tuple(cells_at(line.text, measure)))
    cells = _behind(line, label, measure)
    if not label or end > begins or (cells and cells[0][0] < begins - NEAR):
        return None
    return _Row(line, start, label, tuple(cells))


@lru_cache(maxsize=4096)
def _heads_table(text: str) -> bool:
    """Whether a line heads columns: several years and nothing else, or the word of an indicator before other words."""
    cells = [plain(cell) for _, cell in cells_at(text)]
    years = len(year_columns(text)) > 1 and not without_years(text).strip(" /・|()年度")
    named = bool(cells) and cells[0] in words()["labels"]["indicator"]
    return years or (named and (len(cells) >= FEWEST_CELLS or any(cell.split(" ")[0] in words()["labels"]["baseline"] for cell in cells[1:])))


@lru_cache(maxsize=1024)
def _is_known(label: str) -> bool:
    """Whether a label is a year, or one that plans have."""
    return bool(_YEAR.match(label)) or any(plain(label) in called for called in words()["labels"].values())
