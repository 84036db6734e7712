"""Tables in which the rows of all years stand beside one tall cell for each project."""

from __future__ import annotations

from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of

JUDGED = ["評価（令和3年度）  ◎"]
HEAD: Row = ["事業名／担当", "年度", "取組の内容・実績", "目標", "実績", "評価"]


def _told(*pages: Grid) -> list[str]:
    return [line for line in linearised([Page((grid,)) for grid in pages]).texts if line.strip()]


def _project(name: str, *rows: Row) -> list[Row]:
    return [[(name, len(rows), 1), *rows[0]], *rows[1:]]


FARMS = _project(
    "農－１\n新規就農者\nサポート事業\n〈担当〉\n農林課　農政係",
    [("相談から研修までを支援する。", 1, 5)],
    ["指標", "就農者数（累計）", ("基準値　２人（Ｒ２）", 1, 3)],
    ["Ｒ３", "窓口を開いた。", "３人", "４人", "◎"],
    ["Ｒ４", "【予定】ハウスを建てる。", "５人", "", ""],
    ["Ｒ５", "【予定】同上", "７人", "", ""],
)
GUARDS = _project(
    "農－２\n捕獲事業\n【Ｒ４追加】\n〈担当〉\n農林課　林務係",
    [("猟友会に委託する。", 1, 5)],
    ["指標", "①シカの頭数\n②イノシシの頭数", ("基準値　①１８６頭\n②９５頭\n（いずれもＲ２）", 1, 3)],
    ["Ｒ３", "わなを更新", "①２００頭\n②－", "①２１４頭②－", "①◎\n②－"],
    ["Ｒ４", "【予定】わなを増やす", ("①２２０頭\n②１００頭", 2, 1), "", ""],
    ["Ｒ５", "【予定】〃", "", ""],
)


def test_each_project_is_told_with_its_years_across() -> None:
    """Title, number and departments of the tall cell, the text across, the indicator with where it stood, and what each year has."""
    assert _told(grid_of(HEAD, *FARMS)) == [
        "事業名  新規就農者サポート事業",
        "番号  農－１",
        "担当  農林課　農政係",
        "事業内容  相談から研修までを支援する。",
        "指標名  就農者数（累計）",
        "現状値  ２人（Ｒ２）",
        "目標値  令和3年度：３人  令和4年度：５人  令和5年度：７人",
        "実績値  令和3年度：４人",
        *JUDGED,
        "年度別の計画と実績",
        "令和3年度  実績  窓口を開いた。",
        "令和4年度  計画  ハウスを建てる。",
        "令和5年度  計画  ハウスを建てる。",
    ]


def test_values_of_several_indicators_are_told_of_each() -> None:
    """Marks part the names, where they stood, and the values; a value that stands beside two years is of both, and a year behind all values of each."""
    told = _told(grid_of(HEAD, *FARMS, *GUARDS))
    assert told[told.index("事業名  捕獲事業") :][:12] == [
        "事業名  捕獲事業",
        "番号  農－２",
        "区分  Ｒ４追加",
        "担当  農林課　林務係",
        "事業内容  猟友会に委託する。",
        "指標名  シカの頭数",
        "現状値  １８６頭（Ｒ２）",
        "目標値  令和3年度：２００頭  令和4年度：２２０頭  令和5年度：２２０頭",
        "実績値  令和3年度：２１４頭",
        "指標名  イノシシの頭数",
        "現状値  ９５頭（Ｒ２）",
        "目標値  令和3年度：－  令和4年度：１００頭  令和5年度：１００頭",
    ]


def test_a_value_that_says_no_indicator_parts_none() -> None:
    """Where a value does not say of which of several indicators it is, all stay together as printed."""
    rows = [[each if each != "①２１４頭②－" else "２１４頭" for each in row] for row in GUARDS]
    assert "指標名  ①シカの頭数②イノシシの頭数" in _told(grid_of(HEAD, *rows))


def test_a_project_goes_on_over_the_page() -> None:
    """Years that go on below the head that is printed anew are of the project above, whose departments may stand there; a year that begins anew is not."""
    whole = _told(grid_of(HEAD, *FARMS, *GUARDS))
    upper = _project("農－１\n新規就農者\nサポート事業\n〈担当〉", FARMS[0][1:], *FARMS[1:3])
    lower = _project("農林課　農政係", *FARMS[3:])
    assert _told(grid_of(HEAD, *upper), grid_of(HEAD, *lower, *GUARDS)) == whole
    assert _told(grid_of(HEAD, *FARMS), grid_of(HEAD, *GUARDS)) == whole


def test_a_row_goes_on_over_the_page() -> None:
    """The rest of the last row, which has no year, is of its cells."""
    cut = [*GUARDS[:3], ["Ｒ４", "【予定】わなを増やす", "①２２０頭", "", ""]]
    upper = _project("農－２\n捕獲事業\n〈担当〉\n農林課　林務係", cut[0][1:], *cut[1:])
    below = Grid(tuple(cell for cell in grid_of(HEAD, ["", "", "", "②１００頭", "", ""], *FARMS).cells))
    told = _told(grid_of(HEAD, *upper), below)
    assert "目標値  令和3年度：－  令和4年度：１００頭" in told
    assert told[told.index("事業名  新規就農者サポート事業") :] == _told(grid_of(HEAD, *FARMS))


def test_what_names_a_project_may_stand_in_columns_of_its_own() -> None:
    """Number, departments and indicator beside the title are of the project; texts under plan and result are no figures of an indicator."""
    head: Row = ["No.", "事業名", "担当課", "指標", "年度"]
    names = [(text, 2, 1) for text in ("1", "図書の宅配", "図書館", "宅配件数（件）")]
    assert _told(grid_of([*head, "目標値", "実績値"], [*names, "R5", "10", "12"], ["R6", "20", ""]))[:4] == [
        "事業名  図書の宅配",
        "No.  1",
        "担当課  図書館",
        "指標名  宅配件数（件）",
    ]
    steps = _told(grid_of([*head[:3], "年度", "計画", "実績"], [*names[:3], "R5", "宅配を始める。", "12件届けた。"], ["R6", "宅配を広げる。", ""]))
    assert steps[3:] == ["年度別の計画と実績", "令和5年度  計画  宅配を始める。", "令和5年度  実績  12件届けた。", "令和6年度  計画  宅配を広げる。"]


def test_a_list_with_one_year_to_a_project_stays_a_table() -> None:
    """Where no project has several years beside it, rows are projects as before."""
    grid = grid_of(["事業名", "年度", "実績"], ["朝市の開催", "Ｒ３", "３回"], ["夜市の開催", "Ｒ４", "２回"])
    assert "番号" not in {line.split("  ")[0] for line in _told(Grid(grid.cells))}
    assert [line for line in linearised([Page((Paragraph("一覧"), grid))]).texts if line.startswith("事業名")] == ["事業名  朝市の開催", "事業名  夜市の開催"]
