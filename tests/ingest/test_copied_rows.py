"""Tables of indicators as they are copied from a viewer, and the lists of what was done beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.copied_rows import with_copied_rows

TABLE = """指　標
指標名 区分 基準値 R4 年度 R5 年度 R6 年度
申請が可能な
手続数
目標 18 件
（R3）
40 件 ８０件 120 件
実績 36 件 84 件
利用の割合
目標 － － 10.5％ 20％
実績 － 9.8％
実施内容
（実績）
"""


def _told(text: str) -> list[str]:
    return [line.text for line in with_copied_rows([Line(number, 1, line) for number, line in enumerate(text.splitlines(), 1)])]


def test_rows_are_told_under_the_names_above_them() -> None:
    """Each with the year of its baseline, its values as printed without the blanks in them, and empty cells for the years to come."""
    assert _told(TABLE) == [
        "指標名 申請が可能な手続数", "基準値(R3) 18件", "R4年度 R5年度 R6年度", "目標値 40件 ８０件 120件", "実績値 36件 84件 ␣",
        "指標名 利用の割合", "基準値 －", "R4年度 R5年度 R6年度", "目標値 － 10.5％ 20％", "実績値 － 9.8％ ␣", "実施内容", "（実績）",
    ]  # fmt: skip


def test_lines_keep_their_numbers() -> None:
    """A row is cited where it stands."""
    lines = with_copied_rows([Line(number, 1, line) for number, line in enumerate(TABLE.splitlines(), 1)])
    assert [line.number for line in lines[:5]] == [3, 5, 2, 5, 8]


@pytest.mark.parametrize(
    ("printed", "instead"),
    [("40 件 ８０件 120 件", "40 件 120 件"), ("40 件 ８０件 120 件", "調査・検討 試行 本格"), ("実績 － 9.8％", "実績 － 9.8％ 11％"), ("利用の割合\n", "")],
)
def test_a_table_that_is_not_clear_stays_as_it_is(printed: str, instead: str) -> None:
    """A value too few, words among the values, rows of different lengths, a row without a name."""
    text = TABLE.replace(printed, instead)
    assert _told(text) == text.splitlines()


SHEETS = "".join(
    f"""取組番号 {number} 取組項目 {title}
担 当 課 {owner}
取組の概要 {title}を進め、市民の利便性を高めるため、手続の方法を見直して、だれでも使えるもの
とする。
{TABLE}令和４年度
・サービスを更新し、電話からの申請に対応した。
・関係する手続について、受付を開始した。
令和５年度 ・全庁の手続を調べた。
・職員の研修を３回開いた。
評　価
令和４年度 令和５年度
Ｂ Ａ
"""
    for number, title, owner in [
        (1, "申請の電子化", "市民課"), (2, "窓口の改善", "市民課\n税務課"), (3, "予約の電子化", "生涯学習課\nスポーツ振興課"), (4, "通知の電子化", "総務課"),
    ]
)  # fmt: skip


@pytest.fixture
def divided(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """Four sheets, each label before its text."""
    return divide_text(SHEETS)


def test_bullets_below_and_behind_a_year_are_of_that_year(divided: DividedDocument) -> None:
    """To the next year; none is of the year below it."""
    done = [(item.text.printed, [str(year) for year in item.years]) for item in divided.projects[0].achievements]
    assert done == [
        ("サービスを更新し、電話からの申請に対応した。", ["R4"]), ("関係する手続について、受付を開始した。", ["R4"]),
        ("全庁の手続を調べた。", ["R5"]), ("職員の研修を３回開いた。", ["R5"]),
    ]  # fmt: skip


def test_a_second_department_on_the_next_line_is_one(divided: DividedDocument) -> None:
    """It is not the beginning of the text behind the next label: the labels of these sheets head their texts."""
    assert [project.department_names for project in divided.projects[1:3]] == [("市民課", "税務課"), ("生涯学習課", "スポーツ振興課")]


def test_figures_are_read(divided: DividedDocument) -> None:
    """Of both indicators, year by year."""
    project = divided.projects[0]
    assert project.indicator and [target.cell.printed for target in project.targets][1] == "① ８０件 ② 10.5％"
    assert not project.goal or project.goal.name != "件"
