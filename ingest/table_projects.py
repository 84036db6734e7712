"""Tables whose rows are projects, told project by project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.text import is_unset
from ingest.grid import Cell, Grid
from ingest.label_lines import AS_ABOVE, DESCRIPTION, TITLE, below, pair, parted
from ingest.lines import join, plain, unpadded
from ingest.rows_across import text_below
from ingest.said_values import parts_apart
from ingest.sheets import JUDGED
from ingest.table_columns import Column, Head, bare, called, heads, is_kind, kind_of
from ingest.table_rows import DONE, INDICATOR, RESULTS, SCHEDULE, TARGETS, Rows, amounts_of

FEWEST_ALIKE = 3  # tables or lines, from which on a word that stands in each is taken for a label
SHORTEST_SHARE = 0.4  # of a title's characters by which it is called shorter
_MARKS = re.compile(r"[★☆◎○●◆]")  # beside a number
_NUMBER_WORD = re.compile(r"^(?:No\.?|事業|取組|施策)(?=\d)")
_AGAIN = re.compile(r"^[(【\[]再掲[)】\]]|[(【\[]再掲[)】\]]$")
_NUMBERED = re.compile(r"[①-⑳]")
_ORDER = {"title": 0, "number": 1, "departments": 2, "description": 3}


class OfRow(str):
    """A line of a project that is a row of a table."""


class OfProse(OfRow):
    """A line of a project that is told in prose."""


@dataclass(slots=True)
class Known:
    """What a first telling says of a project: the line with its title, number and indicators. `short`: whether it is another's title, made shorter."""

    line: str
    number: str = ""
    indicators: list[str] = field(default_factory=list)
    short: bool = False


def projects_of(lines: Iterable[str]) -> dict[str, Known]:
    """The projects of these lines by their titles without blanks, the longest first."""
    found: dict[str, Known] = {}
    current: Known | None = None
    of_row = False
    for line in lines:
        label, _, text = line.partition("  ")
        if text and bare(label) in called("title"):
            current, of_row = found.setdefault("".join(text.split()), Known(line)), isinstance(line, OfRow)
        elif of_row != isinstance(line, OfRow):
            current = None
        elif current and text and not current.number and bare(label) in called("number"):
            current.number = bare_number(_MARKS.sub("", text))
        elif current and label == INDICATOR and text not in current.indicators:
            current.indicators.append(text)
    told = dict(sorted(found.items(), key=lambda each: -len(each[0])))
    numbered: dict[str, str] = {}
    for title, known in told.items():
        longer = numbered.setdefault(known.number, title) if known.number else title
        if longer != title and _is_short_for(title, longer):
            told[title] = replace(told[longer], short=True)
    return told


def bare_number(text: str) -> str:
    """The number of a project in plain form, without the word before it (施策１－１: 1-1) and the brackets around it."""
    return _NUMBER_WORD.sub("", "".join(plain(text).split()).strip("()"))


def _is_short_for(title: str, longer: str) -> bool:
    """Whether a title is a longer one without some of its characters (食と農の体験: 親子で学ぶ食と農の体験事業)."""
    rest = iter(longer)
    return longer.startswith(title) or (len(title) >= SHORTEST_SHARE * len(longer) and all(char in rest for char in title))


def gives_marks(grid: Grid, head: Head, rows: range) -> bool:
    """Whether a list of projects says no more of each than how it is judged in one year (○, ①○ ②△)."""
    years = head.of("year")
    if len(years) != 1 or head.of("departments", "description", "indicator", "target", "result", "baseline", "other"):
        return False
    cells = [cell.line for cell in grid.cells if cell.top in rows and (cell.left, cell.right) == (years[0].left, years[0].right)]
    marks = {plain(mark) for cell in cells for mark in _NUMBERED.sub(" ", cell).split()}
    return len(marks) > 1 and all(JUDGED.fullmatch(mark) or is_unset(mark) for mark in marks)


def records(grid: Grid, head: Head, top: int, bottom: int, known: Mapping[str, Known], number_first: bool = False, caption: str = "") -> Iterator[str]:
    """The lines of the projects that are rows of a table. `known`: those of the document, by title. `number_first`: whether sheets begin with the number.

    `caption`: what stands above the table.
    """
    order = _ORDER | {"number": -1} if number_first else _ORDER
    grid = _as_above(grid, head, top)
    texts_below = {row: found for row in range(top, bottom) if (found := text_below(grid, head, row))}
    grid = Grid(tuple(cell for cell in grid.cells if cell not in {each for found in texts_below.values() for each in found}), grid.edges)
    title, values = head.of("title")[0], Rows(grid, head, range(top, bottom), amounts=amounts_of(caption))
    said: dict[int, str] = {}
    apart = {column.left for column in (*values.told, *head.of("heading"))}
    columns = sorted((column for column in head.columns if column.left not in apart), key=lambda column: order.get(column.role or "", len(order)))
    for begins, group in groupby(range(top, bottom), key=lambda row: _begins(grid, head, row, top)):
        rows = list(group)
        yield ""
        titled = "".join(cell.line for cell in _cells(grid, title, rows))
        if begins is None or not titled or is_unset(titled) or _is_told_elsewhere(titled, known):  # a band, or a row of no project (合計)
            yield from (cell.line for row in rows for cell in grid.rows[row])
            continue
        yield from _said_anew(said, {column: cells for column in head.of("heading") if (cells := _cells(grid, column, rows))})
        results: list[str] = []
        for column in columns:
            cells = _cells(grid, column, rows)
            if column is title:
                name, *texts = column.name_and_texts(cells)
                texts, others, done = parts_apart(texts)
                results += [*others, *done]
                called_so = known.get("".join(parted(name)[1].split()))
                named = pair(_label(column.word if column.word in called("title") else TITLE), [_label(name)])
                yield from [called_so.line] if called_so and called_so.short else named
                yield from below(DESCRIPTION, texts) if texts else ()
            elif column.role == "description":
                parts = [(cell, *parts_apart(cell.text.split("\n"))) for cell in cells]
                results += [line for _, _, *lines in parts for told in lines for line in told]
                described = [replace(cell, text="\n".join(texts)) for cell, texts, _, _ in parts if texts]
                yield from pair(_label(column.word), described) if described else ()
            elif cells:
                word = "".join(column.printed.split()) if "円" in column.printed else column.word  # 事業費（千円）
                yield from pair(_label(f"{word}（{column.when}）" if column.year else word), cells)
        yield from (line for row in rows if row in texts_below for line in _told_below(*texts_below[row]))
        yield from _under_names(values.lines(rows, of_project=True), called_so.indicators if called_so else ())
        yield from results


def _said_anew(said: dict[int, str], cells: Mapping[Column, Sequence[Cell]]) -> Iterator[str]:
    """The lines of the headings of a project that differ from those `said` before, and of all below one that does: goals stand above policies."""
    anew = False
    for column in sorted(cells, key=lambda column: column.word not in called("goal")):
        text = heading_line(column.word, cells[column])
        if anew or said.get(column.left) != text:
            said[column.left], anew = text, True
            yield text


def _told_below(word: Cell, text: Cell) -> Iterator[str]:
    """The lines of a text behind its word; behind that for steps, where they are planned, or done (今後の予定, 実績)."""
    planned = heads(word.text, "schedule") or (is_kind(word.text) and kind_of(word.text) == "planned")
    done = heads(word.text, "achievements") or is_kind(word.text)
    yield from pair(_label(SCHEDULE if planned else DONE) if planned or done else word, [text])


def _label(text: str) -> Cell:
    return Cell(0, 0, 1, 1, text)


def _under_names(lines: Iterable[str], names: Sequence[str]) -> Iterator[str]:
    """The lines of values, those that no indicator is named for under the names of the project's, where they are as many, and else each under its year."""
    named = False
    for line in lines:
        word, _, cells = line.partition("  ")
        named = named or word == INDICATOR
        if named or word not in (TARGETS, RESULTS):
            yield line
            continue
        pairs = [(year, values.split() if len(names) > 1 else [values]) for year, _, values in (cell.partition("：") for cell in cells.split("  "))]
        if names and all(len(values) == len(names) for _, values in pairs):
            for place, name in enumerate(names):
                yield f"{INDICATOR}  {name}"
                yield f"{word}  {'  '.join(f'{year}：{values[place]}' for year, values in pairs)}"
        else:
            yield from (f"{year}の{'予定' if word == TARGETS else '実績'}  {'、'.join(values)}" for year, values in pairs)


def heading_line(word: str, cells: Sequence[Cell]) -> str:
    """The line of a goal or policy that these cells below its word name."""
    text = " ".join(map(_heading_text, cells))
    return f"{word}{text}" if text[0].isdigit() else text if text.startswith(word) else f"{word}  {text}"


def _heading_text(cell: Cell) -> str:
    """The text of a heading, apart from its number where this stands on a line of its own (1-1 / 再生可能エネルギーの導入)."""
    number, _, name = unpadded(cell.text).partition("\n")
    return f"{number} {join(name.split(chr(10)))}" if name and re.search(r"\d$", plain(number)) else unpadded(cell.line)


def _is_told_elsewhere(title: str, known: Mapping[str, Known]) -> bool:
    """Whether a title says that the project is listed under another heading, too ((再掲)校庭開放事業)."""
    return bool(_AGAIN.search(plain(title))) and "".join(_AGAIN.sub("", plain(title)).split()) in {plain(each) for each in known}


def _begins(grid: Grid, head: Head, row: int, top: int) -> int | None:
    """The row in which the project of a row begins; None for a row of one cell that says what stands below it, or of one across titles and departments."""
    title = head.of("title")[0]
    cells = grid.rows[row]
    covering = next((cell for cell in grid.cells if cell.top <= row < cell.bottom and cell.left <= title.left < cell.right), None)
    if len(cells) == 1 and covering is cells[0] and covering.right - covering.left > title.right - title.left:
        return None
    if covering and any(covering.left <= owner.left < covering.right for owner in head.of("departments")):
        return None
    if covering:
        return covering.top
    return max((cell.top for cell in grid.cells if top <= cell.top < row and cell.left == title.left), default=row)


def _cells(grid: Grid, column: Column, rows: Sequence[int]) -> list[Cell]:
    """The cells of a column in these rows."""
    return [cell for cell in grid.cells if column.left <= cell.left < column.right and cell.top <= rows[-1] and cell.bottom > rows[0]]


def _as_above(grid: Grid, head: Head, top: int) -> Grid:
    """The table, each cell from this row on that says the same as above (〃) with what the nearest one there says of its own; none of figures."""
    columns = {column.left for column in head.columns if column.role in (None, "departments", "heading", "other")}
    cells: list[Cell] = []
    for cell in grid.cells:
        same = cell.top >= top and cell.left in columns and AS_ABOVE.fullmatch("".join(cell.text.split()))
        above = (each.text for each in reversed(cells) if each.left == cell.left and top <= each.top < cell.top)
        cells.append(replace(cell, text=next(above, cell.text)) if same else cell)
    return Grid(tuple(cells), grid.edges)
