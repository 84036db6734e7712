"""Tables with one row for each indicator: its name, its unit, and a cell for the baseline and for every year.

The head says how many columns there are; a row is read where its words fill them. A PDF tears a name or a cell over lines, so the lines of a table are
parted into rows in every way that leaves each row whole, and only where one way is left is anything read: a table is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from corpus.text import DASHES, display_width, is_unset, squeeze
from corpus.values import Span, Target, Text
from ingest.lines import Piece, groups, join, to_text
from ingest.profile import IndicatorTable
from ingest.table_head import Columns, TableHead, find_head, read_head

MOST_ROW_LINES = 10  # over which one row goes on
MOST_NAME_BLANKS = 6  # in one name
LEAST_NAME_WIDTH = 16  # columns of a name's line that goes on in the next; a column of names is hardly narrower than eight characters
SHORT_OF_COLUMN = 6  # columns by which the last line of a name ends before the column does; a word that does not fit leaves fewer
LONGEST_UNIT_PART = 4  # columns; a name that ends with so short a line may as well end before it, and the line be of the unit (千 / 円)
LONGEST_SHOWN = 80  # characters of a line that a warning shows
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LIMIT = r"(?:以上|以下|未満|以内|程度|超|増|減)"
_VALUE = re.compile(rf"^(?:(?:全|約|延べ|累計|年間|計) ?)?[+＋±▲△-]?\d[\d,.]*(?:~\d[\d,.]*)?(?={_LIMIT}*(?:\(.*\))?$)")
_HAS_UNIT = re.compile(r"^(?:(?:全|約|延べ|累計|年間|計) ?)?[+＋±▲△-]?\d[\d,.]* ?\D{0,5}$")
_LIMIT_BEHIND = re.compile(rf"^{_LIMIT}")
_GOES_ON = re.compile(r"[のとやをにへが・、]$")  # ends no name: 手続の / 数
NOTE = re.compile(r"^(※|[*＊]|[(（]?注)")
_UNIT_BEHIND = re.compile(r"(?<=\d) (?=[^\d\s+＋±▲△－-])")  # 23 店: a blank within a cell
_NO_BREAK = "\u00a0"
_OPENS = ("(", "（")

NO_ROW = "no target can be read below the head of the table: {text}. Where the plan sets one, write each row on one line, with － in an empty cell"
NO_FIT = "these lines do not fill the {columns} columns of their table, which is left out: {text}. Write each row on one line, with － in an empty cell"
OVER_PAGE = "the table goes on over the page, and it is not clear what of it stands there; it is left out: {text}. Write each row on one line"
ASIDE = "left aside beside the rows of the table: {text}"


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of one row, and the printed text of each column."""

    pieces: tuple[Piece, ...]
    cells: tuple[str, ...]
    torn_name: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What a table tells. `rest`: the pieces behind it; `doubts`: what could not be read, each with its line."""

    name: Text | None
    baseline: Text | None
    targets: tuple[Target, ...]
    rest: list[Piece]
    doubts: tuple[tuple[Piece, str], ...]
    results: tuple[Target, ...] = ()
    columns: Columns | None = None  # of what could be read


class Tables:
    """Reads the tables of a document whose head has the words of `rules`; none where there are no rules."""

    def __init__(self, rules: IndicatorTable | None, document_id: str) -> None:
        self._rules = rules
        self._document_id = document_id
        self._units: set[str] = set()
        self._columns: set[Columns] = set()  # of heads that other sheets settle

    def learn(self, sheets: Sequence[Mapping[str, Sequence[Piece]]]) -> None:
        """Note the units in the rows that stand each on one line, and how heads are read that can be read in several ways, where a sheet settles it."""
        for fields in sheets:
            head = self.head(fields)
            for columns in head.readings if head else ():
                place = columns.place("unit")
                rows = [piece.text.split() for piece in fields["indicator"]]
                self._units |= {row[place] for row in rows if place is not None and len(row) == len(columns.columns) and _is_unit(row[place])}
        for fields in sheets:
            table = self.read(fields)
            self._columns |= {table.columns} if table and table.columns else set()

    def head(self, fields: Mapping[str, Sequence[Piece]]) -> TableHead | None:
        """The head of the table on a sheet; None where the sheet prints none."""
        return find_head(fields.get("indicator", ()), self._rules) if self._rules else None

    def read(self, fields: Mapping[str, Sequence[Piece]]) -> Table | None:
        """What the table of a sheet tells; None where the sheet prints none."""
        head = self.head(fields)
        return read_table(fields["indicator"], head, self._rules, self._document_id, self._units, self._columns) if head and self._rules else None


def read_table(
    pieces: Sequence[Piece], head: TableHead, rules: IndicatorTable, document_id: str, units: Collection[str] = (), known: Collection[Columns] = ()
) -> Table:
    """The indicators in the table under `head`, which is one of the `pieces`. `units` and `known` columns: those of elsewhere in the document."""
    before = [piece for piece in pieces if piece.number < head.pieces[0].number and not piece.blank]
    lines, notes, rest = _parts(pieces, head, rules)
    doubts = [(aside[0], ASIDE.format(text=_shown(aside))) for aside in (before, notes) if aside]
    if not lines:
        return Table(None, None, (), rest, ((head.pieces[0], NO_ROW.format(text=_shown(notes) or "－")),))
    over = [piece for piece in rest if not piece.blank and piece.page != lines[-1].page]
    if any(_is_value(piece.text.split()[-1]) for piece in over):  # rows of the table, and no colophon
        return Table(None, None, (), [], ((over[0], OVER_PAGE.format(text=_shown(over))), *doubts))
    tried = [(columns, *_rows(lines, columns, rules, units)) for columns in head.readings]
    found = [(columns, rows) for columns, rows, _ in tried if rows]
    found = [each for each in found if each[0] in known] or found if len(found) > 1 else found
    if len(found) != 1:
        wanted, _, reached = max(tried, key=lambda each: each[2])
        place = min(reached, len(lines) - 1)
        message = NO_FIT.format(columns=len(wanted.columns), text=_shown(lines[place:]))
        whole = to_text(lines, document_id, glue=" ", certain=False)
        unread = (Target(column.year, whole, head.span(document_id)) for column in wanted.columns if column.year and whole)
        return Table(None, None, tuple(unread), rest, ((lines[place], message), *doubts))
    columns, rows = found[0]
    return _told(columns, rows, head.span(document_id), rest, tuple(doubts))


def _parts(pieces: Sequence[Piece], head: TableHead, rules: IndicatorTable) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The lines of the rows, the notes below them, and the pieces behind the table: paragraphs in which no line holds a row's cells.

    The head may be printed anew on a further page.
    """
    again = {squeeze(piece.text) for piece in head.pieces}
    behind = [replace(piece, text="") if squeeze(piece.text) in again else piece for piece in pieces if piece.number > head.pieces[-1].number]
    paragraphs = groups(behind)
    last = max((i for i, paragraph in enumerate(paragraphs) if i == 0 or any(_holds_cells(piece) for piece in paragraph)), default=-1)
    lines = [piece for paragraph in paragraphs[: last + 1] for piece in paragraph]
    first_note = next((i for i, piece in enumerate(lines) if NOTE.search(piece.text) and not any(map(_holds_cells, lines[i:]))), len(lines))
    end = lines[-1].number if lines else head.pieces[-1].number
    return lines[:first_note], lines[first_note:], [piece for piece in behind if piece.number > end]


def _holds_cells(piece: Piece) -> bool:
    """Whether two words of a line are figures or dashes."""
    return sum(_is_value(word) for word in piece.text.split()) > 1


def _shown(pieces: Sequence[Piece]) -> str:
    text = " ".join(piece.text for piece in pieces)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


# --- lines -> rows --------------------------------------------------------------------------------


def _rows(lines: Sequence[Piece], columns: Columns, rules: IndicatorTable, units: Collection[str]) -> tuple[list[Row], int]:
    """The rows that all lines together make, none where there is no way to part them or more than one; and how many lines can be read at all."""
    heads = [i for i, line in enumerate(lines) if read_head(line.plain, rules)]  # of another table; no row holds one
    spans = ((start, end) for start in range(len(lines)) for end in range(start + 1, min(len(lines), start + MOST_ROW_LINES) + 1))
    free = (span for span in spans if not any(span[0] <= i < span[1] for i in heads))
    readings = {span: rows for span in free if (rows := _readings(lines[slice(*span)], columns, units))}
    readings |= _named_below(lines, readings, columns, heads)
    ends, starts = {0}, {len(lines)}  # of rows that others lead to, and of rows that others follow to the last line
    for start, end in sorted(readings):
        ends |= {end} if start in ends else set()
    for start, end in sorted(readings, reverse=True):
        starts |= {start} if end in starts else set()
    whole = {span: rows for span, rows in readings.items() if span[1] in starts}
    found = list(islice(_partitions(0, len(lines), whole, None), 2))
    return found[0] if len(found) == 1 else [], max(ends)


def _named_below(
    lines: Sequence[Piece], readings: Mapping[tuple[int, int], list[Row]], columns: Columns, heads: Sequence[int]
) -> dict[tuple[int, int], list[Row]]:
    """Rows on one line whose name goes on in a line below its cells, all of them figures or dashes: a word could be torn itself.

    That line stands right below, is no wider than the name above it, and cannot begin the next row: it opens a bracket, or ends well before the column of names
    does and with no word that goes on.
    """
    found: dict[tuple[int, int], list[Row]] = {}
    whole = len({line.page for line in lines}) == 1  # over a page end a caption may stand there
    for i, line in enumerate(lines[1:], 1):
        above = readings.get((i - 1, i), []) if whole and line.number == lines[i - 1].number + 1 else []
        if len(above) == 1 and i not in heads and " " not in line.text and _is_name([_Word(line.text, False)]) and not _is_value(line.text):
            row = above[0]
            values = [cell for place, cell in enumerate(row.cells) if place not in (0, columns.place("unit"))]
            if _goes_on_below(row.cells[0], line.text) and all(map(_is_value, values)):
                found[i - 1, i + 1] = [Row((*row.pieces, line), (join([row.cells[0], line.text]), *row.cells[1:]), torn_name=False)]
    return found


def _goes_on_below(name: str, line: str) -> bool:
    """Whether a line below a name can be the rest of it, and not the first line of another name, which is torn where its column ends."""
    width, column = display_width(line), display_width(name)
    ends = width < LEAST_NAME_WIDTH or (width + SHORT_OF_COLUMN <= column and not _GOES_ON.search(line))
    return width <= column and (line.startswith(_OPENS) or ends)


def _partitions(start: int, last: int, readings: Mapping[tuple[int, int], Sequence[Row]], above: Row | None) -> Iterator[list[Row]]:
    if start == last:
        yield []
    for end in range(start + 1, last + 1):
        for row in readings.get((start, end), ()):
            if not _may_be_of(above, row):
                for others in _partitions(end, last, readings, row):
                    yield [row, *others]


def _may_be_of(above: Row | None, row: Row) -> bool:
    """Whether the first line of a torn name may as well be the rest of the name above, which a PDF prints behind its cells.

    It is not where it is wider: a name that stops short of its column is not torn.
    """
    if above is None or above.torn_name or not row.torn_name:
        return False
    return display_width(row.pieces[0].text) <= display_width(above.cells[0])


def _readings(lines: Sequence[Piece], columns: Columns, units: Collection[str]) -> list[Row]:
    """The rows that the lines may be, all of them one row."""
    texts = [line.text for line in lines]
    if sum(text.count(" ") + 1 for text in texts) > len(columns.columns) + len(texts) + MOST_NAME_BLANKS:
        return []
    found = _filled(texts, columns, units)
    if not found and columns.place("unit") is None:
        found = _filled([_UNIT_BEHIND.sub(_NO_BREAK, text) for text in texts], columns, units)
    return [Row(tuple(lines), cells, torn) for cells, torn in found]


def _filled(texts: Sequence[str], columns: Columns, units: Collection[str]) -> list[tuple[tuple[str, ...], bool]]:
    """The cells of a row in every way in which the words fill the columns, and whether the name is torn."""
    words = [[_Word(text.replace(_NO_BREAK, " "), i == 0 and line > 0) for i, text in enumerate(line_text.split(" "))] for line, line_text in enumerate(texts)]
    flat = [word for line in words for word in line]
    found = [cells for cells in _fill(flat, len(columns.columns)) if _holds(cells, columns, units)]
    return [(tuple(_printed(cell) for cell in cells), any(word.begins_line for word in cells[0][1:])) for cells in found]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a row's lines; `begins_line`: whether a line break stands before it."""

    text: str
    begins_line: bool


_Cells = list[list[_Word]]


def _fill(words: Sequence[_Word], columns: int) -> Iterator[_Cells]:
    """Every way to part the words into columns. Blanks lie in the first one only, the name; a line break may lie in any."""
    for size in range(1, len(words) - columns + 2):
        if _is_name(words[:size]):
            for cells in _cut(words[size:], columns - 1):
                yield [list(words[:size]), *cells]


def _cut(words: Sequence[_Word], columns: int) -> Iterator[_Cells]:
    if columns == 0:
        if not words:
            yield []
        return
    if len(words) - columns > sum(word.begins_line for word in words[1:]):
        return
    for size in range(1, len(words) - columns + 2):
        if size > 1 and not words[size - 1].begins_line:
            return
        for cells in _cut(words[size:], columns - 1):
            yield [list(words[:size]), *cells]


def _holds(cells: _Cells, columns: Columns, units: Collection[str]) -> bool:
    """Whether each column holds what can stand in it."""
    place = columns.place("unit")
    values = [cell for i, cell in enumerate(cells) if i not in (0, place)]
    loose = any(not word.begins_line for word in cells[0][1:])
    figures = all(_is_value(_printed(cell)) for cell in values)
    if not (figures or (_in_order(cells) and not loose)):
        return False
    if place is None:
        return _wrap(values)
    first, *others = [_is_value(_printed(cell)) for cell in values]
    shifted = not first and all(others) and not is_unset(_printed(cells[place]))  # the one word among figures may be the unit, behind a blank in the name
    return not shifted and _holds_unit(cells[place], cells[place - 1], place == 1, units) and _wrap(values)


def _in_order(cells: _Cells) -> bool:
    """Whether cells begin lines as a PDF prints them: behind the name, behind a cell that is torn, or each on a line of its own."""
    begins = [cell[0].begins_line for cell in cells[1:]]
    return all(begins) or not any(begun and len(before) == 1 for before, begun in zip(cells[1:], begins[1:], strict=False))


def _is_name(words: Sequence[_Word]) -> bool:
    """Whether the words are a name: no figures or dashes between its blanks, and each line but the last as wide as a column of names."""
    loose = any(not word.begins_line for word in words[1:])
    if any(is_unset(word.text) or _VALUE.search(Piece(0, 0, word.text).plain) or (loose and _is_value(word.text)) for word in words):
        return False
    lines = [""]
    for word in words:
        lines = [*lines, word.text] if word.begins_line else [*lines[:-1], f"{lines[-1]} {word.text}".strip()]
    return all(display_width(line) >= LEAST_NAME_WIDTH or behind.startswith(_OPENS) for line, behind in pairwise(lines))


def _holds_unit(cell: Sequence[_Word], before: Sequence[_Word], behind_name: bool, units: Collection[str]) -> bool:
    """Whether the cell is a unit. Where it begins a line and what stands before it is as short as a part of it, it must be one that is known."""
    if len(cell) > 1 or not (_is_unit(cell[0].text) or is_unset(cell[0].text)):
        return False
    short = len(before) > 1 and display_width(before[-1].text) <= LONGEST_UNIT_PART and not _GOES_ON.search(before[-2].text)
    in_doubt = behind_name and cell[0].begins_line and short
    return not in_doubt or cell[0].text in units


def _wrap(values: _Cells) -> bool:
    """Whether torn cells are torn as a column tears them: each line but a cell's last is as wide as any other line, and no line but the last is a value."""
    torn = [word for cell in values for word in cell[:-1]]
    broken = any(_is_value(word.text) and not _LIMIT_BEHIND.search(behind.text) for cell in values for word, behind in pairwise(cell))
    widest = max(display_width(word.text) for cell in values for word in cell)
    return not broken and all(display_width(word.text) == widest for word in torn)


def _printed(cell: Sequence[_Word]) -> str:
    """The text of a cell, a torn word joined and a blank kept."""
    parts: list[str] = []
    for word in cell:
        parts = [*parts[:-1], join([parts[-1], word.text])] if word.begins_line and parts else [*parts, word.text]
    return " ".join(parts)


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    """Whether the text is a figure, with what limits it or a unit, or a dash."""
    shown = Piece(0, 0, text).plain
    return is_unset(text) or bool(_VALUE.search(shown) or _HAS_UNIT.search(shown))


def _is_unit(text: str) -> bool:
    """Whether the text may be a unit: t-CO2 is one, 3件 is not."""
    return not is_unset(text) and not _is_value(text) and not text[0].isdigit()


# --- rows -> fields -------------------------------------------------------------------------------


def _told(columns: Columns, rows: Sequence[Row], head: Span, rest: list[Piece], doubts: tuple[tuple[Piece, str], ...]) -> Table:
    """Name, baseline and targets: of several rows together, each behind its mark."""
    first, last = rows[0].pieces[0], rows[-1].pieces[-1]
    span = Span(head.document_id, first.page, first.number, last.last)
    unit = columns.place("unit")
    cells = [[_with_unit(cell, row.cells[unit]) if unit is not None else cell for cell in row.cells] for row in rows]
    values = [(column, Text(marked([row[i] for row in cells]), span)) for i, column in enumerate(columns.columns)]
    targets, results = (tuple(Target(column.year, cell, head) for column, cell in values if column.year and column.role == role) for role in ("year", "actual"))
    name = Text(marked([row.cells[0] for row in rows]), span)
    return Table(name, _baseline(columns, cells, head.to(span)), targets, rest, doubts, results, columns)


def _baseline(columns: Columns, cells: Sequence[Sequence[str]], span: Span) -> Text | None:
    """The baseline with its year behind it; None where there is no such column, or only dashes in it. 何もなし is a baseline."""
    place = columns.place("baseline")
    values = [row[place] for row in cells] if place is not None else []
    if all(not value.strip(DASHES + "ー") for value in values):
        return None
    year = f"（{columns.baseline_year}）" if columns.baseline_year else ""
    return Text(marked(values) + year, span)


def marked(texts: Sequence[str]) -> str:
    """One text as it is; several each behind its mark, and only a dash where all of them are."""
    if len(texts) == 1 or all(is_unset(text) for text in texts):
        return texts[0]
    marks = [MARKS[i] if i < len(MARKS) else f"({i + 1})" for i in range(len(texts))]
    return " ".join(f"{mark} {text.lstrip(MARKS).strip()}" for mark, text in zip(marks, texts, strict=True))


def _with_unit(cell: str, unit: str) -> str:
    """A figure with the unit of its row: 70以下 in a row of 件 is 70 件以下. Words and dashes, and figures that have a unit, stay as they are."""
    shown = Piece(0, 0, cell).plain
    match = _VALUE.search(shown)
    if match is None or is_unset(unit) or len(shown) != len(cell):
        return cell
    glue = "" if squeeze(unit) == "%" else " "
    return f"{cell[: match.end()]}{glue}{unit}{cell[match.end() :]}"
