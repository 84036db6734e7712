"""A table of indicators with a column that says whether a row is planned or actual."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line, Project
from ingest.rows_by_kind import with_rows_by_kind

HEAD = "  指標                              区分    基準値    令和４年度  令和５年度  令和６年度"
ROWS = """                                            (R3)
  {title}の件数（件）               目標    {baseline}      120         140         160
                                    実績              118         －
  {title}の効果額（千円）           実績                          2,300       4,800"""
SHEET = """取組番号          {number}
取組名            {title}
担当課            総務課
取組の内容        {title}を進める。

目標と実績
{head}
{rows}

年度別の実施状況
  令和４年度      {title}を始めた。
  令和５年度      {number}回開いた。
"""
TITLES = ("窓口の見直し", "広報の充実", "補助金の見直し", "図書館の集約")
SHIFTED = """指標名                 単位 基準値(R4) 区分 R5    R6    R7
参加者の数               人     184 目標実績
                                    220 260 300
                                    231 248
自主グループ数           団体     6   目標     8    10    12
                        実績     8    11
団体の割合              ％       7   目標     8.1  10.2 12.3
とその全体               実績 7.1  9.2
"""


@pytest.fixture
def projects(divide_text: Callable[[str], DividedDocument]) -> tuple[Project, ...]:
    """The projects of a document in which each indicator has two rows."""
    sheets = (SHEET.format(number=i, title=title, head=HEAD, rows=ROWS.format(title=title, baseline=f"9{i}")) for i, title in enumerate(TITLES, 1))
    return divide_text("試見市改革プラン\n\n" + "\n".join(sheets)).projects


def test_each_indicator_has_its_rows(projects: tuple[Project, ...]) -> None:
    """With the year of the baseline that stands below the head; an indicator may have no target at all."""
    for number, project in enumerate(projects, 1):
        assert str(project.indicator) == f"① {TITLES[number - 1]}の件数（件） ② {TITLES[number - 1]}の効果額（千円）"
        assert str(project.baseline) == f"① 9{number}（R3） ② －"
        assert [(str(target.year), str(target.cell)) for target in project.targets] == [("R4", "① 120 ② －"), ("R5", "① 140 ② －"), ("R6", "① 160 ② －")]


def test_an_empty_cell_says_nothing(projects: tuple[Project, ...]) -> None:
    """It is no dash: nothing is told of its year; the cells are those of the years above them."""
    for project in projects:
        assert [(str(result.year), str(result.cell)) for result in project.results] == [("R4", "① 118 ② －"), ("R5", "① － ② 2,300"), ("R6", "① － ② 4,800")]


def test_what_stands_below_the_table_is_another_field(projects: tuple[Project, ...]) -> None:
    """目標と実績 only says that a table follows."""
    for number, project in enumerate(projects, 1):
        assert str(project.description) == f"{project.title}を進める。"
        assert [(str(entry.text), [str(year) for year in entry.years]) for entry in project.achievements] == [
            (f"{project.title}を始めた。", ["R4"]),
            (f"{number}回開いた。", ["R5"]),
        ]


def test_rows_that_a_text_shifts_are_read_from_their_word_on() -> None:
    """Of a text that keeps no columns; both words may stand on one line, with the values below, and a name go on over the second."""
    lines = [Line(number, 1, text) for number, text in enumerate(SHIFTED.splitlines(), 1)]
    assert [(line.number, line.text) for line in with_rows_by_kind(lines)] == [
        (2, "指標名 参加者の数（人）"),
        (2, "基準値（R4） 184"),
        (1, "R5 R6 R7"),
        (3, "目標値 220 260 300"),
        (4, "実績値 231 248 ␣"),
        (5, "指標名 自主グループ数（団体）"),
        (5, "基準値（R4） 6"),
        (1, "R5 R6 R7"),
        (5, "目標値 8 10 12"),
        (6, "実績値 8 11 ␣"),
        (7, "指標名 団体の割合とその全体（％）"),
        (7, "基準値（R4） 7"),
        (1, "R5 R6 R7"),
        (7, "目標値 8.1 10.2 12.3"),
        (8, "実績値 7.1 9.2 ␣"),
    ]


def test_rows_that_are_shifted_tell_of_the_same_years() -> None:
    """Of rows with values of other years it is not clear whose those are."""
    lines = [Line(number, 1, text) for number, text in enumerate(SHIFTED.replace("     8    11\n", "     8\n").splitlines(), 1)]
    assert with_rows_by_kind(lines) == lines


@pytest.mark.parametrize("row", ["  件数      目標      120   140   160   180", "            目標      120   140", "  件数      実績           120 140"])
def test_a_table_that_is_not_clear_is_left_as_it_is(row: str) -> None:
    """More cells than years, an indicator without a name, or cells of which it is not clear whose they are."""
    lines = [Line(1, 1, "  指標      区分      R4    R5    R6"), Line(2, 1, row)]
    assert with_rows_by_kind(lines) == lines


BETWEEN = """ 指標                単位   区分   基準値   R3    R4    R5
                              （R1）
                         目標値           520   600   680
 補助件数（累計）          件              412
                         実績値           508   611     －
                         目標値            25    40    55
 照明の
 ＬＥＤ化率               ％             18.5
                         実績値            24    41     －
"""


def test_a_name_may_stand_between_its_rows() -> None:
    """With its unit and the baseline, over two lines, too."""
    lines = [Line(number, 1, text) for number, text in enumerate(BETWEEN.split("\n"), 1)]
    assert [line.text for line in with_rows_by_kind(lines) if line.text] == [
        "指標名 補助件数（累計）（件）", "基準値（R1） 412", "R3 R4 R5", "目標値 520 600 680", "実績値 508 611 －",
        "指標名 照明のＬＥＤ化率（％）", "基準値（R1） 18.5", "R3 R4 R5", "目標値 25 40 55", "実績値 24 41 －",
    ]  # fmt: skip


LED = """ 区分      指標名（単位）                 基準値          令和５    令和６    令和７
                                          令和４年度        年度      年度      年度
 活動指標  実施校数（校）                 6         目標  7         8         9
                                                    実績  7         8         －
 成果指標  参加児童の延べ人数（人）       8,120     目標  9,000     10,000    11,000
                                                    実績  9,364     10,582    －
"""


def test_a_column_before_the_names_may_say_what_kind_they_are() -> None:
    """Then no word heads the column of targets and actual values, and the years may be torn."""
    lines = [Line(number, 1, text) for number, text in enumerate(LED.split("\n"), 1)]
    assert [line.text for line in with_rows_by_kind(lines) if line.text] == [
        "指標名 実施校数（校）", "基準値（令和4年度） 6", "令和5 令和6 令和7", "目標値 7 8 9", "実績値 7 8 －",
        "指標名 参加児童の延べ人数（人）", "基準値（令和4年度） 8,120", "令和5 令和6 令和7", "目標値 9,000 10,000 11,000", "実績値 9,364 10,582 －",
    ]  # fmt: skip
