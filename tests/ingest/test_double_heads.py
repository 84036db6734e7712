"""Tables with a head of two rows, the upper one for the text and the lower one for the figures of each project."""

from __future__ import annotations

from ingest.double_heads import single_headed
from ingest.grid import Cell, Grid, Page
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

HEAD = (
    Cell(0, 0, 2, 1, "事業名"), Cell(0, 1, 1, 4, "取組内容"), Cell(0, 4, 2, 5, "担当課"),
    Cell(1, 1, 2, 2, "指標"), Cell(1, 2, 2, 3, "R8"), Cell(1, 3, 2, 4, "R9"),
)  # fmt: skip


def _project(top: int, title: str, rows: list[list[str]]) -> list[Cell]:
    """A project's cells: a row of one text goes across."""
    cells = [Cell(top, 0, top + len(rows), 1, title), Cell(top, 4, top + len(rows), 5, "健康課")]
    for row, texts in enumerate(rows, top):
        cells += (
            [Cell(row, 1, row + 1, 4, texts[0])] if len(texts) == 1 else [Cell(row, place, row + 1, place + 1, text) for place, text in enumerate(texts, 1)]
        )
    return cells


PROJECTS = [
    *_project(2, "相談", [["悩みを聞きます。"], ["相談件数", "26", "28"], ["相談の日数", "6", "8"]]),
    *_project(5, "訪問", [["家を訪ねます。"], ["指標：－（設けない。）"]]),
    *_project(7, "講座", [["学びます。"], ["受講者数", "10", "20"]]),
]


def test_text_and_figures_are_told_of_their_project() -> None:
    """The text is its description, and each row below an indicator; a second text goes on with the first."""
    lines = [line for line in linearised([Page((Grid.of([*HEAD, *PROJECTS]),))]).texts if line]
    assert lines[:7] == [
        "事業名  相談", "担当課  健康課", "取組内容  悩みを聞きます。", "指標名  相談件数", "目標値  令和8年度：26  令和9年度：28", "指標名  相談の日数",
        "目標値  令和8年度：6  令和9年度：8",
    ]  # fmt: skip
    assert lines[7:11] == ["事業名  訪問", "担当課  健康課", "取組内容  家を訪ねます。", "      指標：－（設けない。）"]


def test_a_head_over_years_is_no_such_head() -> None:
    """A word over columns that it sums up, and a table without texts across, stay as they are."""
    years = grid_of(["事業名", "目標値", "担当課"], ["相談", "26", "健康課"], ["訪問", "5", "健康課"])
    figures = Grid.of([*HEAD, *_project(2, "相談", [["相談件数", "26", "28"]])])
    assert single_headed(years) is years
    assert single_headed(figures) is figures


def test_lists_beside_each_other_are_told_apart() -> None:
    """Each list is told by itself, row by row where it says no more than a mark of each project, and what stands across one of them is of that."""
    grid = grid_of(
        ["農業", "事業名", "Ｒ６", "森林", "事業名", "Ｒ６"],
        ["１", "朝市の開催", "◎", "１", "間伐の促進", "①○ ②△"],
        ["１０", "棚田の保全", "－", ("内訳　◎１　○１　△１", 1, 3)],
    )
    assert [line for line in linearised([Page((grid,))]).texts if line] == [
        "１  朝市の開催  ◎",
        "１０  棚田の保全  －",
        "１  間伐の促進  ①○ ②△",
        "内訳　◎１　○１　△１",
    ]
