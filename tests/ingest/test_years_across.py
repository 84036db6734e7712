"""Sheets whose years stand one below the other, beside figures of several indicators."""

from __future__ import annotations

from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of

HEAD: list[Row] = [
    [("年　度", 2, 1), ("計　画", 2, 1), ("実　績", 2, 1), ("指標①", 1, 2), ("指標②", 1, 2)],
    ["目標", "実績", "目標", "実績"],
]
YEARS: list[Row] = [
    ["令和４年度", "東部を調べる。", "34か所を直した。", "82.0", "81.9", "－", "87.6"],
    ["５年度", "西部を調べる。", "41か所を直した。", "82.5", "82.7", "－", "86.9"],
]
REST: list[Row] = [["６年度", "料金を改める。", "", "83.0", "", "90.0", ""], ["課題", ("管が古い。", 1, 6)], [("※料金の目標はＲ６から", 1, 7)]]


def _sheet(second: str, *rows: Row) -> Grid:
    return grid_of(
        ["番号", "Ⅲ－６", "取組項目", ("水道の経営", 1, 4)],
        ["所管", ("上下水道課", 1, 6)],
        [("指標（現状値Ｒ３）", 2, 1), ("①　有収率（％）", 1, 4), ("（81.5）", 1, 2)],
        [(f"②　{second}", 1, 4), ("－", 1, 2)],
        *rows,
    )


def _told(grid: Grid) -> list[str]:
    return [line for line in linearised([Page((Paragraph("水道"), grid))]).texts if line][1:]


def test_years_below_each_other_are_told_by_indicator() -> None:
    """Each indicator has its name, where it stood, and its figures by year; a year without its era is of the one above."""
    told = _told(_sheet("料金回収率（％）", *HEAD, *YEARS, *REST))
    assert told == [
        "番号  Ⅲ－６",
        "取組項目  水道の経営",
        "所管  上下水道課",
        "指標名  有収率（％）",
        "現状値（令和3年度）  81.5",
        "目標値  令和4年度：82.0  令和5年度：82.5  令和6年度：83.0",
        "実績値  令和4年度：81.9  令和5年度：82.7",
        "指標名  料金回収率（％）",
        "現状値（令和3年度）  －",
        "目標値  令和4年度：－  令和5年度：－  令和6年度：90.0",
        "実績値  令和4年度：87.6  令和5年度：86.9",
        "年度別の計画と実績",
        "令和4年度  計画  東部を調べる。",
        "令和4年度  実績  34か所を直した。",
        "令和5年度  計画  西部を調べる。",
        "令和5年度  実績  41か所を直した。",
        "令和6年度  計画  料金を改める。",
        "課題  管が古い。",
        "備考  ※料金の目標はＲ６から",
    ]


def test_a_table_that_goes_on_on_the_next_page() -> None:
    """The rows that say so, and the head that is printed anew, are none of the table."""
    breaks: list[Row] = [[("（次ページへ続く）", 1, 7)], [("（Ⅲ－６　水道の経営　続き）", 1, 7)]]
    assert _told(_sheet("料金回収率（％）", *HEAD, *YEARS, *breaks, *HEAD, *REST)) == _told(_sheet("料金回収率（％）", *HEAD, *YEARS, *REST))


def test_an_indicator_that_is_none_is_left_out() -> None:
    """Where the sheet has no second indicator, nothing is told of it."""
    rows: list[Row] = [[*row[:5], ("－", 1, 2)] for row in YEARS]
    told = _told(_sheet("－", *HEAD, *rows))
    assert [line for line in told if line.startswith("指標名")] == ["指標名  有収率（％）"]
    assert "実績値  令和4年度：81.9  令和5年度：82.7" in told


def test_figures_of_a_group_without_name_stay_as_they_are() -> None:
    """A group whose number names no indicator is not told under another's name."""
    head: list[Row] = [[*HEAD[0][:3], ("指標①", 1, 2), ("指標③", 1, 2)], HEAD[1]]
    assert not [line for line in _told(_sheet("料金回収率（％）", *head, *YEARS)) if line.startswith("指標名")]


def test_amounts_of_a_later_table_are_no_targets() -> None:
    """What a table of known projects is headed by says that its figures are amounts (効果額の集計)."""
    whole = grid_of(
        ["取組項目", "担当課", "指標", ("目標", 1, 2)], ["", "", "", "Ｒ４", "Ｒ５"], *([f"取組{at}の推進", "総務課", "件数", "1", "2"] for at in range(3))
    )
    later = grid_of(
        [("効果額の集計", 1, 3), ("（単位：千円）", 1, 1)],
        ["取組項目", "区分", "Ｒ４", "Ｒ５"],
        *(row for at in range(3) for row in ([(f"取組{at}の推進", 2, 1), "計画", "80", "180"], ["実績", "66", "235"])),
    )
    told = [line for line in linearised([Page((whole, later))]).texts if line]
    assert told[-2:] == ["効果額の集計（千円）  計画  令和4年度：80  令和5年度：180", "効果額の集計（千円）  実績  令和4年度：66  令和5年度：235"]
