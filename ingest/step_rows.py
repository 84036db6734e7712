"""A table of years whose rows are steps, and goals among them, as plans of reform print it:

年度別計画                    R5      R6      R7
    システムの選定・導入      検討    実施    →
    目標値（分）              －      35      30

The steps are read by `ingest.schedule`; the rows of goals are put behind the indicators that they measure, where `ingest.yearly_rows` reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from types import MappingProxyType

from corpus.text import ROW_MARK, display_width, is_unset
from corpus.values import Action
from corpus.years import FiscalYear, without_years
from ingest.indicator import year_columns
from ingest.lines import Piece, below_columns, to_text, words_at

FEWEST_FULL = 3  # cells as wide as the widest one, from which that is the width of the column; cells with bullets, from which entries have them
FEWEST_TIGHT = 2  # the same where the head tells how wide a column is
BESIDE, WIDEST = 3, 2  # columns between cells, and of a character
LONGEST_CELL = 14  # characters
LONGEST_MARKED = 8  # characters of a line before the mark of an indicator (成果指標①)
TABLES = ("years", "schedule")  # fields that may hold such a table
NOTHING_PRINTED: Mapping[int, str] = MappingProxyType({})
_SENTENCE = re.compile(r"[一-龯ァ-ヴーぁ-ん]{5}")  # says more than a figure and its unit (指定避難所8か所に)
_BULLET = re.compile(r"[・●○◇◆■] ?")
_BREAKS_OFF = tuple("のとへにをでがは・、（(")  # ends a line of a cell that goes on below
_ARROW = re.compile(r"[→⇒➡➔⇨▶►⟶]+")
_BETWEEN_YEARS = " /・|()年度"  # what a line of years holds besides
_GOAL = re.compile(r"(?:目標|計画|予定)値?\s*(?:[①-⑳]|[(（]\d[)）])?\s*(?:[(（][^()（）]{1,8}[)）])?")


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row: its name, and a cell for each year of the head, empty where none stands there."""

    piece: Piece
    name: str
    cells: tuple[str, ...]
    behind: tuple[Piece, ...] = ()  # the lines in which its cells go on

    @property
    def is_goal(self) -> bool:
        """Whether it is a row of goals."""
        return bool(_GOAL.fullmatch(self.name))

    @property
    def says_steps(self) -> bool:
        """Whether its cells say what is done, or that it goes on, rather than how much."""
        figures = any(re.search(r"\d", cell) and not _SENTENCE.search(cell) for cell in self.cells)
        return any(map(_ARROW.fullmatch, self.cells)) or not (figures or all(not cell or is_unset(cell) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class StepTable:
    """A line of years, None for a column of something else, and the rows below it; `rest`: the pieces behind."""

    head: Piece
    years: tuple[FiscalYear | None, ...]
    rows: tuple[StepRow, ...]
    rest: tuple[Piece, ...]

    def actions(self, document_id: str) -> tuple[Action, ...]:
        """What each row says of its years (選定・導入：検討); an arrow goes on with the cell before it."""
        return tuple(action for row in self.rows for action in self._of_row(row, document_id))

    def _of_row(self, row: StepRow, document_id: str) -> list[Action]:
        whole = to_text([self.head, row.piece, *row.behind], document_id)
        found: list[Action] = []
        open_step = False
        for year, cell in zip(self.years, row.cells, strict=True):
            arrow = bool(_ARROW.fullmatch(cell))
            if year is None or whole is None or not cell or is_unset(cell):
                open_step = False
            elif arrow and open_step:
                found[-1] = replace(found[-1], years=(*found[-1].years, year))
            else:
                printed = row.name if arrow else "：".join(filter(None, (row.name, _ARROW.sub("", cell))))
                found.append(Action(printed, whole.span, True, (year,)))
                open_step = True
        return found


def heads_columns(piece: Piece) -> bool:
    """Whether a line holds nothing but several years."""
    return len(year_columns(piece.text)) > 1 and not without_years(piece.text).strip(_BETWEEN_YEARS)


def read_step_table(pieces: Sequence[Piece], printed: Mapping[int, str] = NOTHING_PRINTED) -> StepTable | None:
    """The table that the pieces begin with; None where no row below their line of years has a cell for each year and says steps.

    A row without a name says them by standing there alone. `printed`: the lines as stored, by number: the columns in which cells stand tell their years.
    """
    shown = [piece for piece in pieces if not piece.blank]
    if not shown or not heads_columns(shown[0]):
        return None
    years = tuple(year_columns(shown[0].text))
    columns = [start for start, _ in words_at(printed.get(shown[0].number, ""))][-len(years) :]
    found = (_placed(piece, columns, printed.get(piece.number, "")) or _row(piece, len(years)) for piece in shown[1:])
    room = min((after - before for before, after in pairwise(columns)), default=0) if len(columns) == len(years) else 0
    rows = _whole_cells([row for row in takewhile(lambda row: row is not None, found) if row], room - BESIDE)
    unnamed = len(shown) == len(rows) + 1 == 2 and not rows[0].name
    if not (unnamed or any(row.says_steps for row in rows)):
        return None
    last = rows[-1].piece.number
    return StepTable(shown[0], years, rows, tuple(piece for piece in pieces if piece.number > last))


def _whole_cells(rows: Sequence[StepRow], room: int) -> tuple[StepRow, ...]:
    """The rows, with a cell that breaks off (商業施設での) put together with the one below it, where neither row has a name.

    Where several cells are as wide as the widest, all of these break off: that is where a column ends. So do several that leave no room for another character,
    where the head tells how much `room` there is, in columns. Where entries have bullets, what has none goes on.
    """
    widths = Counter(display_width(cell) for row in rows for cell in row.cells if cell)
    widest = max(widths, default=0)
    full = widest if widths[widest] >= FEWEST_FULL else 0
    if widest <= room and sum(count for width, count in widths.items() if width > room - WIDEST) >= FEWEST_TIGHT:
        full = room - WIDEST + 1
    bulleted = sum(bool(_BULLET.match(cell)) for row in rows for cell in row.cells) >= FEWEST_FULL
    whole: list[StepRow] = []
    begun: dict[int, tuple[int, str]] = {}  # by column, the row in which the cell above begins, and its last line
    for row in rows:
        if row.name or (whole and whole[-1].name):
            begun = {}
        own = list(row.cells)
        for column, cell in enumerate(row.cells):
            place, above = begun.pop(column, (len(whole), ""))
            goes_on = bulleted and above and not _BULLET.match(cell)
            if cell and (goes_on or above.endswith(_BREAKS_OFF) or (0 < full <= display_width(above) and not bulleted)):
                before = whole[place]
                cells = [*before.cells[:column], before.cells[column] + cell, *before.cells[column + 1 :]]
                whole[place] = replace(before, cells=tuple(cells), behind=tuple(dict.fromkeys((*before.behind, row.piece))))
                own[column] = ""
                begun[column] = (place, cell)
            elif cell:
                begun[column] = (len(whole), cell)
        whole.append(replace(row, cells=tuple(own)))
    return tuple(replace(row, cells=tuple(_BULLET.sub("", cell) for cell in row.cells)) for row in whole) if bulleted else tuple(whole)


def _placed(piece: Piece, columns: Sequence[int], line: str) -> StepRow | None:
    """The row on a line whose cells stand below the years, some of them empty; None where its words do not keep to the columns."""
    if len(columns) < 2 or not line:
        return None
    gap = min(after - before for before, after in pairwise(columns))
    parts = words_at(line)
    while parts and not piece.text.startswith(parts[0][1]):  # the label of the whole table, in the middle of its cell
        parts = parts[1:]
    behind = [(start, text) for start, text in parts if start > columns[0] - gap / 2]
    cells = below_columns(behind, columns) if behind else None
    if cells is None or any(len(cell) > LONGEST_CELL for cell in cells):
        return None
    return StepRow(piece, " ".join(text for _, text in parts[: len(parts) - len(behind)]), tuple(cells))


def _row(piece: Piece, columns: int) -> StepRow | None:
    """The row on a line; None where the line has too few words, or one too long for a cell."""
    words = piece.text.split()
    cells = words[-columns:]
    fits = len(words) >= columns and all(len(cell) <= LONGEST_CELL for cell in cells)
    return StepRow(piece, " ".join(words[:-columns]), tuple(cells)) if fits else None


def goals_apart(fields: Mapping[str, list[Piece]], printed: Mapping[int, str]) -> dict[str, list[Piece]]:
    """The fields of a sheet with the goals of such a table behind the indicators they measure, and the steps alone in the schedule."""
    label, table = next(((each, table) for each in TABLES if (table := read_step_table(fields.get(each, ()), printed))), ("", None))
    goals = [row for row in table.rows if row.is_goal] if table else []
    measured = _marked(fields.get("indicator", ())) if goals else []
    if not (table and goals and measured) or len(measured) < len(goals):
        return dict(fields)
    indicator = [piece for lines, row in zip(measured, goals, strict=False) for piece in (*lines, table.head, _bare(row))]
    steps = [table.head, *(row.piece for row in table.rows if not row.is_goal), *table.rest]
    others = {field: pieces for field, pieces in fields.items() if field not in ("indicator", label)}
    return {**others, "indicator": indicator, "schedule": [*steps, *others.get("schedule", [])]}


def _marked(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of each indicator, without its mark and what stands before that; all lines where none has a mark."""
    found: list[list[Piece]] = []
    for piece in (piece for piece in pieces if not piece.blank):
        mark = ROW_MARK.search(piece.text[:LONGEST_MARKED])
        if mark or not found:
            found.append([replace(piece, text=piece.text[mark.end() if mark else 0 :].lstrip(" 　:："))])
        else:
            found[-1].append(piece)
    return found


def _bare(row: StepRow) -> Piece:
    """The row of a goal without its mark and unit."""
    return replace(row.piece, text=" ".join(("目標値", *(cell or "－" for cell in row.cells))))
