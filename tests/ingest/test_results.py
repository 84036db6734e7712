"""Results in a table of their own behind the sheets: joined to the projects by their titles, to the indicators by their names or marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Project

SHEET = """取組番号    {number}
取組名      {title}
所管課      市民課
取組内容    {title}を進める。
指標                                現状値      R6        R7
{title}の件数（件）                 10          12        14
{title}を知る人の割合（％）         20.0        25.0      30.0

"""
TITLES = ("書かない窓口の導入", "行政手続のオンライン化の推進", "証明書コンビニ交付の利用促進", "図書館の再編")
BY_MARK = """別表　令和6年度の取組結果

番号  取組名                  R6 実績                                R6目標値   R6実績値   評価
 1    書かない窓口の導入      先進３市を視察した。                   ①12       ①13       A
                                                                     ②25.0     ②24.0
 2    行政手続のオンライン    49手続を追加した。教室を14回開         ①12       －         B
      化の推進                いた。                                 ②25.0
 9    交通の見直し            路線を見直した。                       3          4          A
"""
BY_NAME = """資料　成果指標の実績

番号   取組名                      成果指標（単位）                      R6目標    R6実績  達成状況
1      書かない窓口の導入          書かない窓口の導入の件数（件）            12        13  達成
                                   書かない窓口の導入を知る人の割合        25.0      24.0  未達成
                                   （％）
3      証明書コンビニ交付の利用促  証明書コンビニ交付の利用促進の件数        12         9  未達成
       進                          （件）
                                   別の割合（％）                          25.0      24.0  未達成
"""


@pytest.fixture
def read(divide_text: Callable[[str], DividedDocument]) -> Callable[[str], tuple[Project, ...]]:
    """The projects of a plan with a table behind its sheets."""

    def read(table: str) -> tuple[Project, ...]:
        sheets = "".join(SHEET.format(number=number, title=title) for number, title in enumerate(TITLES, 1))
        return divide_text(f"試見市プラン（令和6年度～令和7年度）\n計画期間は令和6年度から令和7年度までです。\n\n{sheets}\n{table}").projects

    return read


def _results(project: Project) -> list[tuple[str, str]]:
    return [(str(each.year), str(each.cell)) for each in project.results]


def test_a_row_by_marks(read: Callable[[str], tuple[Project, ...]]) -> None:
    """Values behind the marks of the indicators, what was done, and the mark; a dash is no value, a title that no project has none of theirs."""
    first, second, *others = read(BY_MARK)
    assert (_results(first), _results(second)) == ([("R6", "① 13 ② 24.0")], [])
    assert [(item.text.printed, [str(year) for year in item.years]) for item in second.achievements] == [("49手続を追加した。教室を14回開いた。", ["R6"])]
    assert [(remark.label, remark.text.printed) for remark in first.remarks] == [("評価", "A")]
    assert [(_results(other), other.achievements, other.remarks) for other in others] == [([], (), ())] * 2


def test_a_line_for_each_indicator(read: Callable[[str], tuple[Project, ...]]) -> None:
    """By their names, which may go on below their values; where one is of no indicator of the project, none is told."""
    first, _, third, _ = read(BY_NAME)
    assert (_results(first), _results(third)) == ([("R6", "① 13 ② 24.0")], [])
    assert [remark.text.printed for remark in first.remarks] == ["達成、未達成"]


def test_a_table_without_its_year_has_that_of_its_caption(read: Callable[[str], tuple[Project, ...]]) -> None:
    """令和6年度の実績 above the head."""
    first, *_ = read(
        "資料１　令和6年度の実績\n\n番号   取組名                      実績値          評価\n1      書かない窓口の導入          ①13件 ②24.0％    Ａ\n"
    )
    assert _results(first) == [("R6", "① 13件 ② 24.0％")]
