"""Results in a table of their own behind the sheets (別表, 資料), joined to the projects by their titles:

番号  取組名                  R5 実績                             R5目標値   R5実績値   評価
 2    行政手続のオンライン化  公共施設の予約など49手続を追加した  ①150      ①161      A
      の推進                  。                                  ②22.0     ②22.6

Every line holds a piece of several cells, as a text with its layout kept prints them. A row of a project may have a line for each of its indicators. What
cannot be joined surely is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.text import ROW_MARK, display_width, is_unset, marked_parts, squeeze
from corpus.values import Achievement, Line, Project, Remark, Span, Target, Text
from corpus.years import FiscalYear, find_years
from ingest.lines import cells_at, join, plain
from ingest.rows import marked
from ingest.sheets import words

CAPTION_LINES = 8  # above the head, in which its year may stand
SHORTEST_TITLE = 6  # characters of a title that is torn and not all there
_NUMBER = re.compile(r"(?:No\.?\s?)?\d{1,3}(?:-\d{1,3})*")
_ACTUAL, _MARK = re.compile("実績"), re.compile(r"^(?:自己|達成)?(?:評価|状況|度|区分|判定)$|^達成状況$")
_NAME = re.compile(r"^(?:成果|活動|評価|取組)?指標")
_UNIT = re.compile(r"[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of such a table: where each begins, what it is called, and of which year it is; `lines`: that of the head, behind the caption's."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    names: tuple[str, ...]
    years: tuple[FiscalYear | None, ...]
    title: int

    def span(self, document_id: str) -> Span:
        """Where the years stand."""
        return Span(document_id, self.lines[0].page, self.lines[0].number, self.lines[-1].number)


@dataclass
class _Row:
    """The lines of a project in the table, each with its cells."""

    head: _Head
    lines: list[tuple[Line, tuple[str, ...]]] = field(default_factory=list)

    def text(self, column: int) -> str:
        """What stands in a column, its lines joined."""
        return join([cells[column] for _, cells in self.lines if cells[column]])

    def span(self, document_id: str) -> Span:
        """All lines of the row."""
        first, last = self.lines[0][0], self.lines[-1][0]
        return Span(document_id, first.page, first.number, last.number)


def with_results(
    projects: Sequence[Project], lines: Sequence[Line], behind: int, noise: Collection[int], document_id: str
) -> tuple[tuple[Project, ...], set[int]]:
    """The projects with what such tables say of them, and the numbers of the lines that were read. `behind`: the line from which on tables are looked for."""
    by_title = {squeeze(project.title.printed): project.id for project in projects}
    found = {project.id: project for project in projects}
    read: set[int] = set()
    for row in _rows([line for line in lines if line.number >= behind], noise):
        title = squeeze(row.text(row.head.title))
        fitting = {by_title[each] for each in by_title if each == title or (len(title) >= SHORTEST_TITLE and each.startswith(title))}
        fitting = {by_title[title]} if title in by_title else fitting
        if len(fitting) == 1:
            key = fitting.pop()
            found[key] = _joined(found[key], row, document_id)
            read |= {line.number for line, _ in row.lines}
    return tuple(found[project.id] for project in projects), read


def _rows(lines: Sequence[Line], noise: Collection[int]) -> Iterator[_Row]:
    head: _Head | None = None
    row: _Row | None = None
    for i, line in enumerate(lines):
        if line.number in noise or not line.text.strip():
            continue
        if begun := _head(lines, i):
            head = begun
            continue
        cells = _cells(head, line.text) if head else None
        if head and cells and _NUMBER.fullmatch(plain(cells[0])) and cells[head.title]:
            if row:
                yield row
            row = _Row(head, [(line, cells)])
        elif row and cells and not cells[0] and row.head is head:
            row.lines.append((line, cells))
        elif row and not cells:
            yield row
            row = None
    if row:
        yield row


def _head(lines: Sequence[Line], i: int) -> _Head | None:
    """The head on line `i`: a number, titles, and actual values; its year may stand in the caption above."""
    parts = [(start, plain(word)) for start, word in cells_at(lines[i].text)]
    names = [name for _, name in parts]
    titles = {plain(word) for word in words()["labels"]["title"]}
    title = next((place for place, name in enumerate(names) if name in titles), None)
    numbers = {plain(word) for word in words()["labels"]["number"]}
    if title != 1 or names[0] not in numbers or not any(_ACTUAL.search(name) for name in names):
        return None
    said = ((line, year) for line in lines[max(0, i - CAPTION_LINES) : i] for mention in find_years(line.text) if not mention.is_date for year in mention.years)
    caption, default = next(said, (None, None))
    own = [[year for mention in find_years(name) for year in mention.years] for name in names]
    if any(own):
        caption = default = None
    years = tuple(each[0] if len(each) == 1 else default for each in own)
    return _Head((*((caption,) if caption else ()), lines[i]), tuple(start for start, _ in parts), tuple(names), years, title)


def _cells(head: _Head, line: str) -> tuple[str, ...] | None:
    """The parts of a line by the columns that they reach into, None where one goes over a border."""
    found = [""] * len(head.starts)
    for begins, cell in cells_at(line):
        ends = begins + display_width(cell)
        place = max((i for i, start in enumerate(head.starts) if start < ends), default=0)
        if place and begins < head.starts[place] and not re.fullmatch(r"[\d,.%％－―-]+\S{0,3}", cell):
            place = max((i for i, start in enumerate(head.starts) if start <= begins + 1), default=0)
            if place + 1 < len(head.starts) and ends > head.starts[place + 1] + 1:
                return None
        found[place] = f"{found[place]} {cell}".strip()
    return tuple(found)


def _joined(project: Project, row: _Row, document_id: str) -> Project:
    """The project with actual values, what was done, and marks of the row."""
    span = row.span(document_id)
    name = next((place for place, called in enumerate(row.head.names) if _NAME.match(called)), None)
    for place, (called, year) in enumerate(zip(row.head.names, row.head.years, strict=True)):
        text = row.text(place)
        if place <= row.head.title or place == name or not text:
            continue
        if _ACTUAL.search(called) and year and ("。" in text):
            done = Achievement(Text(text, span), (year,), "", (), ())
            project = replace(project, achievements=(*project.achievements, done))
        elif _ACTUAL.search(called) and year and project.result(year) is None:
            cell = _value(project, row, place, name)
            result = Target(year, Text(cell, span), row.head.span(document_id)) if cell and not is_unset(cell) else None
            project = replace(project, results=tuple(sorted((*project.results, result), key=lambda each: each.year))) if result else project
        elif _MARK.match(called):
            mark = "、".join(cells[place] for _, cells in row.lines if cells[place]) if name is not None else text
            project = replace(project, remarks=(*project.remarks, Remark(called, Text(mark, span))))
    return project


def _value(project: Project, row: _Row, place: int, name: int | None) -> str:
    """The actual value of the project's indicators in a column, several behind their marks; empty where it is not clear of which they are."""
    if project.indicator is None:
        return ""
    names = list(marked_parts(project.indicator.printed).values()) or [project.indicator.printed]
    if name is None:
        parts = [part.strip() for part in ROW_MARK.split(row.text(place)) if part.strip()]
        return marked(parts) if len(parts) == len(names) else ""
    values: dict[str, str] = {}
    called = ""
    for i, (_, cells) in enumerate(row.lines):
        called = called if called and not cells[place] else cells[name]
        if cells[place]:
            goes_on = "".join(cells[name] for _, cells in row.lines[i + 1 : i + 2] if not cells[place])
            values[squeeze(_UNIT.sub("", called + goes_on))] = cells[place]
            called = ""
    found: Mapping[str, str | None] = {
        each: next((value for key, value in values.items() if key and (key == own or key.startswith(own) or own.startswith(key))), None)
        for each in names
        for own in (squeeze(_UNIT.sub("", each)),)
    }
    return marked([value or "" for value in found.values()]) if all(found.values()) else ""
