"""Sheets that a page parts in the middle of a row, of a word, or of the rows beside one."""

from __future__ import annotations

from dataclasses import replace

from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.linearised import linearised

EDGES = (40.0, 60.0, 160.0, 200.0, 240.0)


def _sheet(number: int, *rows: list[Cell]) -> Grid:
    """A sheet with its bar, its owner and these rows."""
    bar = [Cell(0, 0, 1, 2, f"取組{number}"), Cell(0, 2, 1, 4, "読書の推進")]
    owner = [Cell(1, 0, 2, 2, "担当"), Cell(1, 2, 2, 4, "図書館")]
    return _grid(bar, owner, *rows)


def _grid(*rows: list[Cell]) -> Grid:
    return Grid(
        tuple(sorted(replace(cell, top=cell.top + at, bottom=cell.bottom + at) if not cell.top else cell for at, row in enumerate(rows) for cell in row)), EDGES
    )


def _row(*texts: str, left: int = 0) -> list[Cell]:
    return [Cell(0, left + at, 1, left + at + 1, text) for at, text in enumerate(texts)]


def _whole(number: int) -> Grid:
    """A sheet that no page parts."""
    return _sheet(number, [Cell(2, 0, 4, 1, "実績"), *_row("指標", "Ｒ５", "Ｒ６", left=1)], _row("利用者数", "1", "2", left=1))


def _told(*pages: tuple[Grid | Paragraph, ...]) -> list[str]:
    known = Page(tuple(_whole(number) for number in (1, 2, 3)))
    lines = linearised([known, *map(Page, pages)]).texts
    return [line.strip() for line in lines[max(at for at, line in enumerate(lines) if line.endswith("取組4")) :] if line.strip()]


def test_a_word_beside_rows_that_the_page_parts() -> None:
    """What stands beside both parts of 実績 is results, each row of its own indicator."""
    above = _sheet(4, [Cell(2, 0, 4, 1, "実"), *_row("指標", "Ｒ５", "Ｒ６", left=1)], _row("利用者数", "41", "42", left=1))
    below = _grid(_row("績", "台数", "7", "8"), [Cell(1, 0, 2, 2, "備考"), Cell(1, 2, 2, 4, "※委託")])
    told = _told((above, Paragraph("－ 8 －")), (below,))
    assert told[told.index("指標名  利用者数") :][:4] == [
        "指標名  利用者数",
        "実績値  令和5年度：41  令和6年度：42",
        "指標名  台数",
        "実績値  令和5年度：7  令和6年度：8",
    ]


def test_rows_beside_a_word_of_the_page_above() -> None:
    """Where the cell of the word goes on without it."""
    above = _sheet(4, [Cell(2, 0, 4, 1, "実績"), *_row("指標", "Ｒ５", "Ｒ６", left=1)], _row("利用者数", "41", "42", left=1))
    below = _grid(_row("台数", "7", "8", left=1), [Cell(1, 0, 2, 2, "備考"), Cell(1, 2, 2, 4, "※委託")])
    assert "実績値  令和5年度：7  令和6年度：8" in _told((above, Paragraph("－ 8 －")), (below,))


def test_a_cell_that_the_page_parts() -> None:
    """A second department, alone on the next page, is of the owner's cell; a torn word heads both parts of its text."""
    above = _sheet(4)
    below = _grid([Cell(0, 2, 1, 4, "学校教育課")], [Cell(1, 0, 2, 1, "内容"), Cell(1, 1, 2, 4, "本を届けます。")])
    assert "担当  図書館、学校教育課" in _told((above, Paragraph("－ 8 －")), (below,))
    words = [_sheet(number, [Cell(2, 0, 3, 1, "取組状況"), Cell(2, 1, 3, 4, "増やした。")]) for number in (1, 2, 3)]
    torn = _sheet(4, [Cell(2, 0, 3, 1, "取"), Cell(2, 1, 3, 4, "（新規）")])
    rest = replace(
        _grid([Cell(0, 0, 1, 1, "組状況"), Cell(0, 1, 1, 4, "※勉強会に出た。")], _row("備考", "台数", "7", "8")), edges=(40.0, 60.0, 170.0, 200.0, 240.0)
    )
    lines = linearised([Page(tuple(words)), Page((torn,)), Page((rest,))]).texts
    assert lines[lines.index("取組状況  （新規）") + 1].strip() == "※勉強会に出た。"
