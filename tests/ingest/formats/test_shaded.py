"""Cells that are filled with a colour, as Excel and PDF tell them."""

from __future__ import annotations

import io
from types import SimpleNamespace

import openpyxl
from openpyxl.styles import PatternFill

from ingest.formats.excel import read_excel
from ingest.formats.fills import is_shaded, shades
from ingest.grid import Grid


def test_a_filled_cell_of_a_workbook() -> None:
    """A grey cell is shaded, a white one is not, and neither is one without any fill."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["担当課", "市民課", "会計"])
    sheet["A1"].fill = PatternFill("solid", fgColor="D9D9D9")
    sheet["C1"].fill = PatternFill("solid", fgColor="FFFFFFFF")
    data = io.BytesIO()
    book.save(data)
    grid = read_excel(data.getvalue(), "plan.xlsx")[0].blocks[0]
    assert isinstance(grid, Grid) and [cell.shaded for cell in grid.cells] == [True, False, False]


def test_filled_areas_of_a_page() -> None:
    """Areas in a colour shade the cells whose middle they hold; white ones, the ground of the page and mere frames do not."""
    rects = [
        {"x0": 0, "top": 0, "x1": 50, "bottom": 20, "fill": True, "non_stroking_color": (0.85, 0.85, 0.85)},
        {"x0": 50, "top": 0, "x1": 100, "bottom": 20, "fill": True, "non_stroking_color": (1, 1, 1)},
        {"x0": 0, "top": 0, "x1": 595, "bottom": 842, "fill": True, "non_stroking_color": [0.9]},
        {"x0": 0, "top": 30, "x1": 50, "bottom": 50, "fill": False, "non_stroking_color": 0},
    ]
    areas = shades(SimpleNamespace(width=595, height=842, rects=rects))
    boxes = [(0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 100.0, 20.0), (0.0, 30.0, 50.0, 50.0)]
    assert [is_shaded(box, areas) for box in boxes] == [True, False, False]
