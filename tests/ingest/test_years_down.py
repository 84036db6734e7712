"""Tables of one project whose years stand one below the other beside texts and the figures of indicators, turned."""

from __future__ import annotations

from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.linearised import linearised
from ingest.years_down import with_years_turned, years_continued

EDGES = (40.0, 60.0, 100.0, 300.0, 350.0)
HEAD = [Cell(0, 0, 2, 2, "年　度"), Cell(0, 2, 2, 3, "取組状況（R7以降は予定）"), Cell(0, 3, 1, 4, "指標"), Cell(1, 3, 2, 4, "受講者数（人）")]
OWNED = ("◆取組{}　夜の講座", "　担　当　　学習課", "　夜に講座を開きます。")


def _rows(first: int, *rows: tuple[str, ...]) -> list[Cell]:
    return [Cell(first + at, 1 + left, first + at + 1, 2 + left, text) for at, row in enumerate(rows) for left, text in enumerate(row) if text]


def _table(kind: str = "実績") -> Grid:
    rows = _rows(2, ("R5", "講座を開いた。", "112"), ("R6(現状)", "〃（配信も）", "160"), ("R7", "", "180"), ("R8 R9", "修了生を講師に", "200"))
    return Grid(tuple(sorted((*HEAD, *rows, Cell(2, 0, 4, 1, kind), Cell(4, 0, 6, 1, "目標")))), EDGES)


def test_years_down_the_side_are_told_of_the_project_above() -> None:
    """What was done and what is planned by the word beside the years; the year marked so is the baseline; of two years in one cell each has its figure."""
    blocks = [block for number in (1, 2, 3) for block in (*(Paragraph(line.format(number)) for line in OWNED), _table())]
    lines = [line for line in linearised([Page(tuple(blocks))]).texts if line]
    assert lines[lines.index("番号  取組3") + 3 :] == [
        "指標名  受講者数（人）",
        "現状値（令和6年度）  160",
        "目標値  令和7年度：180  令和8年度：200  令和9年度：200",
        "実績値  令和5年度：112  令和6年度：160",
        "年度別の計画と実績",
        "令和5年度  実績  講座を開いた。",
        "令和6年度  実績  講座を開いた。（配信も）",
        "令和8年度  計画  修了生を講師に",
        "令和9年度  計画  修了生を講師に",
    ]


def test_a_table_that_does_not_say_which_years_are_planned_stays() -> None:
    """Nothing is guessed where the word beside the years is none of these."""
    page = Page((_table("北部"),))
    assert with_years_turned([page]) == [page]


def test_such_a_table_goes_on_where_its_next_year_begins() -> None:
    """On the next page, where the page parts the word beside the years, or its cell goes on without it, or only the years' columns are left."""
    head = Grid(tuple(sorted((*HEAD, Cell(2, 0, 3, 1, "実"), *_rows(2, ("R5", "開いた。", "112"))))), EDGES)
    rest = Grid((Cell(0, 0, 2, 1, "績"), *_rows(0, ("R6", "続けた。", "160"), ("R7", "続けた。", "170"))), EDGES)
    whole = years_continued(head, rest)
    assert whole and [cell.text for cell in whole.cells if cell.left == 0][1:] == ["実績"] and whole.height == 5
    further = Grid(tuple(_rows(0, ("R8", "続ける。", "180"))), EDGES)
    assert years_continued(head, further) is None and years_continued(whole, further)
    narrow = Grid((Cell(0, 0, 1, 1, "R8"), Cell(0, 1, 1, 2, "続ける。"), Cell(0, 2, 1, 3, "180")), EDGES[1:])
    again = years_continued(whole, narrow)
    assert again and next(cell for cell in again.cells if cell.text == "実績").bottom == 6
