"""Forms whose years stand one below the other beside their texts, past the end of one label and into the next."""

from __future__ import annotations

from ingest.grid import Grid, Page
from ingest.linearised import linearised
from ingest.years_aside import with_years_above
from tests.ingest.test_linearised import Row, grid_of


def _form(heads: Row, *rows: Row, below: Row | None = None) -> Grid:
    """A form with a year in each of the rows, the first two beside one label, the others beside the next."""
    width = len(heads)
    (first, *more), rest = rows[:2], rows[2:]
    return grid_of(
        ["取組 １－１", ("井戸の活用", 1, width + 1)],
        ["担当課", ("防災課", 1, width + 1)],
        [("現　状\n・\n課　題", 3, 1), ("井戸が減っている。", 3, 1), *heads],
        first,
        *more,
        [("取組の内容", len(rest), 1), ("・井戸を調べる。\n・看板を立てる。", len(rest), 1), *rest[0]],
        *rest[1:],
        *([below] if below else []),
    )


def _told(grid: Grid) -> list[str]:
    return [line for line in linearised([Page((grid,))]).texts if line]


def test_each_column_is_told_by_its_years() -> None:
    """The texts first, then each indicator with where it stood and its targets, and the steps; a note below stays behind them."""
    form = _form(
        ["年　度", "年度計画", "①井戸の数", "②看板の割合"],
        ["基準値（R5）", "―", "12基", "31.2%"],
        ["R7", "調査\n募集", "13基", "－"],
        ["R8", "設置", "14基", "40.0%以上"],
        ["R9", "継続", "15基", "－"],
        below=["備　考", ("※②は隔年の調査による。", 1, 5)],
    )
    assert _told(form) == [
        "事業名  井戸の活用",
        "番号  取組1-1",
        "担当課  防災課",
        "現状・課題  井戸が減っている。",
        "取組の内容  ・井戸を調べる。",
        "      ・看板を立てる。",
        "指標名  ①井戸の数",
        "現状値（令和5年度）  12基",
        "目標値  令和7年度：13基  令和8年度：14基  令和9年度：15基",
        "指標名  ②看板の割合",
        "現状値（令和5年度）  31.2%",
        "目標値  令和7年度：－  令和8年度：40.0%以上  令和9年度：－",
        "年次計画",
        "令和7年度：調査",
        "令和7年度：募集",
        "令和8年度：設置",
        "令和9年度：継続",
        "備考  ※②は隔年の調査による。",
    ]


def test_targets_in_words_are_targets() -> None:
    """What stands below the name of an indicator is of it; below the word for a plan, in words, it is a step."""
    told = _told(_form(["年度", "計画", "調査の段階"], ["R6", "照会", "情報の収集"], ["R7", "視察", "視察の実施"], ["R8", "報告", "方針の決定"]))
    assert "目標値  令和6年度：情報の収集  令和7年度：視察の実施  令和8年度：方針の決定" in told
    assert told[-3:] == ["令和6年度：照会", "令和7年度：視察", "令和8年度：報告"]


def test_other_tables_stay_as_they_are() -> None:
    """Years that begin a table, that one label alone stands beside, that go on behind the last text, or that are of rows of projects, are told as before."""
    several = _form(["年度", "目標"], ["R6", "3回"], ["R7", "4回"], ["R8", "5回"])
    past = Grid(tuple(cell for cell in several.cells if not cell.text.startswith("・")))
    rows = grid_of(
        ["事業名", "担当課", "年度", "目標"],
        [("見守り", 2, 1), ("福祉課", 2, 1), "R6", "3人"],
        ["R7", "4人"],
        [("配食", 2, 1), ("福祉課", 2, 1), "R8", "5食"],
        ["R9", "6食"],
    )
    tables = [
        rows,
        grid_of(["年度", "目標", "実績"], ["R6", "3回", "2回"], ["R7", "4回", "5回"]),
        grid_of([("目標", 3, 1), "年度", "回数"], ["R6", "3回"], ["R7", "4回"]),
        past,
    ]
    assert with_years_above([Page(tuple(tables))]) == [Page(tuple(tables))]
