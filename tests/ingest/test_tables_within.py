"""Tables with tables within: indicators below each row of a project, blocks of costs, heads on two levels, what a later table adds."""

from __future__ import annotations

import pytest

from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

YEARS = ["R6", "R7"]


def _told(*blocks: Grid | Paragraph) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def test_a_table_goes_on_below_the_indicators_of_a_project() -> None:
    """Rows that stand below the columns of the first head are projects again; what stands between is of the project above."""
    grid = grid_of(
        ["番号", "事業名", "担当課", ("事業内容", 1, 2), "評価"],
        ["1", "窓口の改善", "市民課", ("待ち時間を減らします。", 1, 2), "Ａ"],
        [("指標", 1, 2), "区分", *YEARS, "R8"],
        [("待ち時間", 1, 2), "目標", "30分", "20分", "10分"],
        ["2", "収納の向上", "納税課", ("口座振替を勧めます。", 1, 2), "Ｂ"],
        [("指標", 1, 2), ("－（数値による目標は設定しない。）", 1, 4)],
        ["3", "定員の管理", "人事課", ("計画を改定します。", 1, 2), "Ａ"],
    )
    lines = _told(grid)
    first, second, third = (lines.index(f"事業名  {title}") for title in ("窓口の改善", "収納の向上", "定員の管理"))
    assert lines[first:second][-2:] == ["指標名  待ち時間", "目標値  令和6年度：30分  令和7年度：20分  令和8年度：10分"]
    assert lines[second:third][1:3] == ["番号  2", "担当課  納税課"]
    assert "指標  －（数値による目標は設定しない。）" in lines[second:third]


def _sheet(*rows: list[str | tuple[str, int, int]]) -> list[Grid]:
    """Three sheets that end with these rows."""
    return [grid_of(["事業名", (f"事業{i}", 1, 4)], ["担当課", ("環境課", 1, 4)], *rows) for i in range(3)]


def test_costs_of_each_year_are_no_indicators() -> None:
    """A block headed 事業費の推移 is told under the words of its rows, and the staff in it as no target."""
    rows: list[list[str | tuple[str, int, int]]] = [
        [("事業費の推移", 3, 1), ("区分", 1, 2), "令和６年度\n（決算）", "令和７年度\n（予算）"],
        [("事業費（千円）", 1, 2), "900", "950"],
        [("従事職員数（人工）", 1, 2), "1.2", "1.3"],
    ]
    lines = _told(*_sheet(*rows))
    assert "事業費（千円）  令和6年度：900  令和7年度：950" in lines
    assert "従事職員数（人工）  令和6年度：1.2  令和7年度：1.3" in lines
    assert not [line for line in lines if line.startswith(("指標名", "目標値"))]


def test_what_says_nothing_by_itself_is_told_under_the_label_beside() -> None:
    """区分 below 今後の方向性 is that direction, and its reason stands under its own word; a year behind a label is its text."""
    rows: list[list[str | tuple[str, int, int]]] = [
        [("今後の方向性", 2, 1), ("区分", 1, 2), ("理由及び今後の取組", 1, 2)],
        [("拡充", 1, 2), ("５か所目を開設する。", 1, 2)],
        ["事業開始年度", ("平成21年度", 1, 4)],
    ]
    lines = _told(*_sheet(*rows))
    assert {"今後の方向性  拡充", "理由及び今後の取組  ５か所目を開設する。", "事業開始年度  平成21年度"} <= set(lines)


@pytest.mark.parametrize("caption", [Paragraph("◆ 年次計画（計画額の単位：千円）"), ["◆ 年次計画", "（単位：千円）"]])
def test_steps_and_amounts_stand_below_years(caption: Paragraph | list[str]) -> None:
    """年次計画 and 計画額 below a year are of that year, the amounts with the unit above the table, wherever that stands."""
    head: list[list[str | tuple[str, int, int]]] = [
        [("事業名", 2, 1), ("担当課", 2, 1), ("令和７年度（2025）", 1, 2), ("令和８年度（2026）", 1, 2)],
        ["年次計画", "計画額", "年次計画", "計画額"],
    ]
    rows: list[list[str | tuple[str, int, int]]] = [[f"事業{i}", "市民課", "調査を行う", "1,200", "整備を行う", "3,400"] for i in range(3)]
    above: list[list[str | tuple[str, int, int]]] = [] if isinstance(caption, Paragraph) else [[(caption[0], 1, 4), (caption[1], 1, 2)]]
    lines = _told(*([caption] if isinstance(caption, Paragraph) else []), grid_of(*above, *head, *rows))
    begin = lines.index("事業名  事業1")
    assert lines[begin + 2 : begin + 6] == ["計画額(千円)  令和7年度：1,200  令和8年度：3,400", "年次計画", "令和7年度：調査を行う", "令和8年度：整備を行う"]


def test_a_later_table_adds_what_no_other_says() -> None:
    """A table of words that no list has, by the names of known projects and their departments, is told project by project."""
    projects = grid_of(["事業名", "担当課", "事業内容"], *([f"事業{i}", "市民課", "実施します。"] for i in range(3)))
    opinions = grid_of(["番号", "事業名", "担当課", "委員会の主な意見", "市の対応"], ["1", "事業1", "市民課", "周知が足りない。", "広報に載せる。"])
    lines = _told(projects, Paragraph("資料　委員会の意見"), opinions)
    assert lines[-4:] == ["番号  1", "担当課  市民課", "委員会の主な意見  周知が足りない。", "市の対応  広報に載せる。"]


def test_a_word_holds_for_each_of_the_years_it_stands_below() -> None:
    """現状維持 across two years is the target of both; a text across them stays one step."""
    grid = grid_of(
        ["事業名", ("会員の増加", 1, 3)],
        ["担当課", ("福祉課", 1, 3)],
        ["指標名", "現状値", *YEARS],
        ["会員数", "90人", ("現状維持", 1, 2)],
    )
    assert "目標値  令和6年度：現状維持  令和7年度：現状維持" in _told(grid)
