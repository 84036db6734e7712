"""Cells that hold several fields, and rows of results that hold a figure, what was done and a mark."""

from __future__ import annotations

import pytest

from ingest.cells_apart import with_cells_apart
from ingest.grid import Grid, Page
from tests.ingest.test_linearised import Row, grid_of


def _apart(*rows: Row) -> list[list[str]]:
    (page,) = with_cells_apart([Page((grid_of(*rows),))])
    (grid,) = page.blocks
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_column_is_parted_where_its_cells_name_the_parts() -> None:
    """Labels in brackets, a number in the bracket of its word, and a note stand in columns of their own."""
    assert _apart(
        ["事　業　名\n（№）", "事業概要／指標／基準値", "令和８年度"],
        ["校庭の開放\n（№20）\n※休館中を除く", "校庭を開く。\n＜指標＞団体数＜基準値＞58団体", "60団体"],
        ["広場の整備\n（№22）", "広場を整える。\n＜指標＞進捗\n＜基準値＞－", "着工"],
    ) == [
        ["事業名", "№", "備考", "事業概要", "指標", "基準値", "令和８年度"],
        ["校庭の開放", "20", "※休館中を除く", "校庭を開く。", "団体数", "58団体", "60団体"],
        ["広場の整備", "22", "広場を整える。", "進捗", "－", "着工"],
    ]


def test_a_number_a_title_and_its_owner() -> None:
    """The number stands on the first line, the owner in the bracket that the head has around its word."""
    assert _apart(
        ["番号・取組項目\n【所管】", "内容"],
        ["Ⅳ－１\n定員の管理\n【総務課】", "職員数を管理する。"],
        ["Ⅳ－２\n研修の充実\n（階層別）\n【人事課】", "研修を行う。"],
    ) == [
        ["番号", "取組項目", "所管", "内容"],
        ["Ⅳ－１", "定員の管理", "総務課", "職員数を管理する。"],
        ["Ⅳ－２", "研修の充実\n（階層別）", "人事課", "研修を行う。"],
    ]


@pytest.mark.parametrize("head", ["事業名・内容", "事業名（カナ）", "現状・課題"])
def test_a_head_whose_cells_show_no_parts_is_one(head: str) -> None:
    """Where nothing parts the cells, or a word heads no field, the column stays one."""
    rows: list[Row] = [[head, "担当課"], ["朝市の開催\n朝市を開く。", "商工課"], ["夜市の開催\n夜市を開く。", "商工課"]]
    assert _apart(*rows) == [[each if isinstance(each, str) else each[0] for each in row] for row in rows]


def test_results_with_a_figure_what_was_done_and_a_mark() -> None:
    """Each of the three stands in a row of its own; what stands beside them goes on below."""
    assert _apart(
        ["事業名", "区分", "令和６年度", "令和７年度", "令和８年度"],
        [("校庭の開放", 2, 1), "目標", "60団体", "62団体", ("64団体", 2, 1)],
        ["実績", "59団体\n・鍵を替えた。\n【○】", "・雨の日が多かった。\n【△】"],
    ) == [
        ["事業名", "区分", "令和６年度", "令和７年度", "令和８年度"],
        ["校庭の開放", "目標", "60団体", "62団体", "64団体"],
        ["実績", "59団体"],
        ["取組実績", "・鍵を替えた。", "・雨の日が多かった。"],
        ["評価", "○", "△"],
    ]


def test_the_owner_in_the_bracket_of_a_head() -> None:
    """Who carries a project out and, in brackets, the office of the town; what says the same as above says so of both."""
    assert _apart(
        ["事業名", "事業主体\n（担当課）"],
        ["相談", "町、\n協議会\n（健康課、\n福祉課）"],
        ["訪問", "町（健康課）"],
        ["講座", "同　上"],
    ) == [
        ["事業名", "事業主体", "担当課"],
        ["相談", "町、\n協議会", "健康課、\n福祉課"],
        ["訪問", "町", "健康課"],
        ["講座", "同　上", "同　上"],
    ]
