"""Excel (.xlsx): each visible sheet is a page; figures and dates as the sheet shows them (openpyxl opens it)."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import DocumentError
from corpus.years import ERA_NAMES, ERA_OFFSETS
from ingest.grid import Block, Cell, Page, Paragraph, block_of, tidied
from ingest.head_lines import is_date
from ingest.lines import plain

FIRST_REIWA = datetime.date(2019, 5, 1)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_DECIMALS = re.compile(r"[0#]\.(0+)")
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_SPACER = re.compile(r"_.|\*.")
_AREA = re.compile(r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d+):\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d+)(?=,|$)")
BESIDE = 2  # cells of a row that is a title and the unit of the table below it
_UNIT = re.compile(r"[(\[]?単位[:\s]?[^()\[\]]{1,12}[)\]]?")
BESIDE_PRINT = 0.1  # share of the cells of a sheet below which those outside its print area are notes of its author


def read_excel(data: bytes, label: str) -> list[Page]:
    """The visible sheets of a workbook. Raises DocumentError when it cannot be opened or holds nothing."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError) as error:
        raise DocumentError(f"{label}: the Excel file cannot be opened ({error}). Save it anew as .xlsx without a password, and try again.") from error
    pages = [Page(blocks) for sheet in book.worksheets if sheet.sheet_state == "visible" and (blocks := tuple(_blocks(sheet)))]
    if not pages:
        raise DocumentError(f"{label}: no visible sheet of the workbook holds anything. Show the sheets of the plan, save it and try again.")
    return pages


def _blocks(sheet: Any) -> Iterator[Block]:
    """The tables of a sheet, which empty rows part; a row of one cell above a table, or by itself, is a line of text."""
    cells = _printed(sheet, list(_cells(sheet)))
    covered = {row for cell in cells for row in range(cell.top, cell.bottom)}
    runs = [[row for _, row in group] for _, group in groupby(enumerate(sorted(covered)), key=lambda each: each[1] - each[0])]
    for run in runs:
        own = [cell for cell in cells if run[0] <= cell.top <= run[-1]]
        unit = _unit_beside_title(own)
        own = [cell for cell in own if cell not in unit]
        if line := _dated_line(sheet, own):
            yield Paragraph("  ".join(cell.text for cell in line))
            own = own[len(line) :]
        while own:
            first = [cell for cell in own if cell.top == own[0].top]
            if len(first) > 1 or (first[0].bottom > first[0].top + 1 and len(own) > 1):
                break
            yield from (Paragraph(line) for line in own.pop(0).text.split("\n"))
        yield from block_of([*unit, *own])


def _dated_line(sheet: Any, cells: Sequence[Cell]) -> list[Cell]:
    """The heading above a ruled table and the date of its figures beside it (柱１　総量の最適化 | 令和８年３月末現在); none elsewhere."""
    row = [cell for cell in cells if cell.top == cells[0].top]
    ruled = any(side is not None and side.style for cell in row for side in _sides(sheet.cell(cell.top, cell.left)))
    return row if len(row) == BESIDE < len(cells) and is_date(row[1].text) and not ruled else []


def _sides(cell: Any) -> list[Any]:
    border = cell.border
    return [border.left, border.right, border.top, border.bottom]


def _unit_beside_title(cells: Sequence[Cell]) -> list[Cell]:
    """The unit of a table that stands in the row of a title (４－２　収集の効率化 | （単位：km）) with further lines between both; none elsewhere."""
    rows = [[cell for cell in cells if cell.top == top] for top in sorted({cell.top for cell in cells})[:2]]
    beside = len(rows) == BESIDE and [len(row) for row in rows] == [BESIDE, 1] and _UNIT.fullmatch(plain(rows[0][1].text))
    return [rows[0][1]] if beside else []


def _printed(sheet: Any, cells: list[Cell]) -> list[Cell]:
    """The cells of the sheet without the few outside its print area: notes beside a table, which no reader of the plan sees."""
    areas = [
        (int(match["top"]), column_index_from_string(match["left"]), int(match["bottom"]), column_index_from_string(match["right"]))
        for match in _AREA.finditer(sheet.print_area or "")
    ]
    inside = [cell for cell in cells if any(top <= cell.top <= bottom and left <= cell.left <= right for top, left, bottom, right in areas)]
    return inside if inside and len(cells) - len(inside) < BESIDE_PRINT * len(cells) else cells


def _cells(sheet: Any) -> Iterator[Cell]:
    """The cells with something in them, from top to bottom; those of hidden rows and columns are left out."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            text = _shown(cell.value, cell.number_format) if cell.value is not None else ""
            if not text or sheet.row_dimensions[cell.row].hidden or sheet.column_dimensions[cell.column_letter].hidden:
                continue
            area = merged.get((cell.row, cell.column))
            bottom, right = (area.max_row, area.max_col) if area else (cell.row, cell.column)
            yield Cell(cell.row, cell.column, bottom + 1, right + 1, text, _is_shaded(cell))


def _is_shaded(cell: Any) -> bool:
    """Whether a cell is filled with another colour than white."""
    return cell.fill.patternType is not None and cell.fill.fgColor.rgb not in _WHITE


def _shown(value: Any, code: str) -> str:
    """A value as its number format shows it."""
    if isinstance(value, bool):
        return "○" if value else ""
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, code)
    if isinstance(value, int | float):
        return _number(value, code)
    return tidied(str(value))


def _date(value: datetime.datetime | datetime.date, code: str) -> str:
    """A date in the words of a plan: 令和8年3月1日 where the format has an era, 2026年3月 where it has no day."""
    day = value.date() if isinstance(value, datetime.datetime) else value
    shown = _IN_BRACKETS.sub("", _QUOTED.sub("", code)).lower()
    with_era = "g" in shown or re.search(r"\be", shown)
    year = f"{day.year}年"
    if with_era and day >= FIRST_REIWA:
        number = day.year - ERA_OFFSETS["R"]
        year = f"{ERA_NAMES['R']}{'元' if number == 1 else number}年"
    elif with_era:
        year = f"{ERA_NAMES['H']}{day.year - ERA_OFFSETS['H']}年"
    return f"{year}{day.month}月{f'{day.day}日' if 'd' in shown or 'm' not in shown else ''}"


def _number(value: float, code: str) -> str:
    """A figure with its separators, decimals, percent sign, and the words that the format puts around it."""
    parts = code.split(";")
    part = parts[1] if value < 0 and len(parts) > 1 else parts[2] if value == 0 and len(parts) > 2 else parts[0]
    part = _SPACER.sub("", _IN_BRACKETS.sub("", part))
    plain = _QUOTED.sub("", part)
    before, after = _around(part)
    if plain in ("General", "G/標準", "@", ""):
        return f"{before}{_general(value)}{after}" if plain else f"{before}{after}"
    size = abs(value) * 100 if "%" in plain else abs(value)
    decimals = len(match[1]) if (match := _DECIMALS.search(plain)) else 0
    sign = "-" if value < 0 and len(parts) == 1 else ""
    return f"{sign}{before}{size:{',' if ',' in plain else ''}.{decimals}f}{'%' if '%' in plain else ''}{after}"


def _around(part: str) -> tuple[str, str]:
    """What a number format prints before and behind the figure."""
    place = next((i for i, char in enumerate(_QUOTED.sub(lambda match: "\0" * len(match[0]), part)) if char in "#0G"), len(part))
    last = max((i for i, char in enumerate(_QUOTED.sub(lambda match: "\0" * len(match[0]), part)) if char in "#0Gl%."), default=-1)
    words = [_QUOTED.sub(lambda match: match[1] or match[2] or "", each) for each in (part[:place], part[last + 1 :])]
    return words[0].strip(), words[1].strip()


def _general(value: float) -> str:
    """A figure without a format: no decimals where there are none."""
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"
