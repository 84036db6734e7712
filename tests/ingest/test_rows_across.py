"""Rows of a table of indicators that tell in words across the columns of the values, and a project that goes on in its next row."""

from __future__ import annotations

import pytest

from ingest.grid import Grid, Page
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of

HEAD: list[Row] = [
    [*((word, 2, 1) for word in ("番号", "取組名", "担当課", "取組の内容", "指標", "単位", "基準値\n(R4)", "区分")), ("年度別の目標と実績", 1, 3)],
    ["Ｒ５", "Ｒ６", "Ｒ７"],
]
OWNER = ["取組名  夜間の相談", "番号  1", "担当課  市民課", "取組の内容  夜も聞く。"]
FIGURES = [
    "指標名  相談の件数（件）",
    "現状値（令和4年度）  120",
    "目標値  令和5年度：130  令和6年度：140  令和7年度：150",
    "実績値  令和5年度：128  令和6年度：144",
]

OPENED, BY_PHONE = "市役所に夜間の窓口を開き、相談員を置いた。", "土曜日と日曜日にも、電話で相談を聞き始めた。"


def _table(*rows: Row) -> Grid:
    """A project with an indicator, and these rows below that."""
    height = 2 + len(rows)
    first: Row = [*((text, height, 1) for text in ("1", "夜間の相談", "市民課", "夜も聞く。")), ("相談の件数", 2, 1), ("件", 2, 1), ("120", 2, 1)]
    return grid_of(*HEAD, [*first, "目標", "130", "140", "150"], ["実績", "128", "144", ""], *rows)


def _told(grid: Grid) -> list[str]:
    return [line for line in linearised([Page((grid,))]).texts if line]


@pytest.mark.parametrize(
    "rows",
    [
        ([("主な取組実績", 2, 1), "Ｒ５", (OPENED, 1, 5)], ["Ｒ６", (BY_PHONE, 1, 5)]),
        ([("主な取組実績", 2, 1), "Ｒ５", "", "", (OPENED, 1, 3)], ["Ｒ６", "", "", (BY_PHONE, 1, 3)]),
        (["主な取組実績", "－", "－", "実績", OPENED, BY_PHONE],),
        ([("取組実績"), (f"【Ｒ５】{OPENED}\n【Ｒ６】{BY_PHONE}", 1, 6)],),
        ([("取組実績"), (f"【Ｒ５】{OPENED}【令和６年度】{BY_PHONE}", 1, 6)],),
    ],
)
def test_what_was_done_is_told_apart_from_the_figures(rows: tuple[Row, ...]) -> None:
    """The year stands before each text, or at its head; no text is a target, and the figures stay with their indicator."""
    assert _told(_table(*rows)) == [*OWNER, *FIGURES, "取組実績", f"令和5年度：{OPENED}", f"令和6年度：{BY_PHONE}"]


def test_words_of_other_kinds_and_without_a_year() -> None:
    """課題 is told behind its word; what was done in no certain year has none, and what is to be done is planned."""
    done = _told(_table(["課題", ("人が足りない。", 1, 6)], ["取組実績（続き）", ("窓口を広げた。", 1, 6)]))
    assert done == [*OWNER, *FIGURES, "課題  人が足りない。", "取組実績", "窓口を広げた。"]
    assert _told(_table(["主な取組・実績", ("・窓口を広げた。（R5）\n・研修（R5～R6）", 1, 6)]))[-3:] == [
        "取組実績",
        "・窓口を広げた。（R5）",
        "・研修（R5～R6）",
    ]
    assert _told(_table(["今後の取組", ("窓口を広げる。", 1, 6)]))[-2:] == ["年次計画", "窓口を広げる。"]


def test_an_indicator_of_such_a_name_has_values() -> None:
    """取組状況 with a value below each year, or one for all years, is an indicator as any other."""
    assert _told(_table(["取組状況", ("－", 1, 2), "実績", ("継続", 1, 3)]))[-2:] == [
        "指標名  取組状況",
        "実績値  令和5年度：継続  令和6年度：継続  令和7年度：継続",
    ]
    assert _told(_table(["取組状況", "－", "－", "目標", "検討", "試行", "実施"]))[-2:] == [
        "現状値（令和4年度）  －",
        "目標値  令和5年度：検討  令和6年度：試行  令和7年度：実施",
    ]


def test_a_project_goes_on_in_its_next_row() -> None:
    """Its title says so, and all is told of one project; a row of another title is another's."""
    head: Row = ["番号", "取組名", "担当課", "取組の内容", "指標", "R5", "R6"]
    told = _told(
        grid_of(
            head, ["1", "橋の点検", "道路課", "橋を", "橋の数", "3", "4"], ["1", "橋の点検\n（前ページからの続き）", "道路課", "見る。", "人数", "5", "6"],
            ["2", "橋の補修（続き）", "道路課", "橋を直す。", "橋の数", "1", "2"],
        )
    )  # fmt: skip
    assert told == [
        *("取組名  橋の点検", "番号  1", "担当課  道路課", "取組の内容  橋を見る。"),
        *("指標名  橋の数", "目標値  令和5年度：3  令和6年度：4", "指標名  人数", "目標値  令和5年度：5  令和6年度：6"),
        *("取組名  橋の補修", "番号  2", "担当課  道路課", "取組の内容  橋を直す。", "指標名  橋の数", "目標値  令和5年度：1  令和6年度：2"),
    ]
