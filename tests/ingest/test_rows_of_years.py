"""Sheets whose years stand above rows of several kinds: indicators, figures, marks, and what was done or is to be done."""

from __future__ import annotations

from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of

YEARS: Row = ["年　度", "基準値(R4)", "令和５年度", "令和６年度", "令和７年度"]


def _told(*blocks: Grid | Paragraph) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def _sheet(*rows: Row) -> Grid:
    return grid_of(["№　1", "事業名", "朝市の開催", "担当課", "商工課"], YEARS, *rows)


def test_a_row_names_the_indicator_of_those_below_it() -> None:
    """What stands across the years behind 指標① is the name of the indicator whose figures follow; each has its marks, a line for each year."""
    told = _told(
        _sheet(
            ["指　標①", ("来場者数（単位：人）", 1, 4)],
            ["目　標", ("300", 3, 1), "310", "320", "330"],
            ["実　績", "305", "312"],
            ["評　価", "◎", "○"],
            ["指　標②", ("出店者の数と、そのうち町内の生産者（単位：店）", 1, 4)],
            ["目　標", ("8", 3, 1), "9", "10", "11"],
            ["実　績", "7", "10"],
            ["評　価", "△", "◎"],
        )
    )
    assert told == [
        "No  1",
        "事業名  朝市の開催",
        "担当課  商工課",
        "指標名  来場者数（単位：人）",
        "現状値（令和4年度）  300",
        "目標値  令和5年度：310  令和6年度：320  令和7年度：330",
        "実績値  令和5年度：305  令和6年度：312",
        "指標名  出店者の数と、そのうち町内の生産者（単位：店）",
        "現状値（令和4年度）  8",
        "目標値  令和5年度：9  令和6年度：10  令和7年度：11",
        "実績値  令和5年度：7  令和6年度：10",
        "評価（令和5年度）  ◎　来場者数（単位：人）",
        "評価（令和6年度）  ○　来場者数（単位：人）",
        "評価（令和5年度）  △　出店者の数と、そのうち町内の生産者（単位：店）",
        "評価（令和6年度）  ◎　出店者の数と、そのうち町内の生産者（単位：店）",
    ]


def test_steps_of_years_with_results_are_done() -> None:
    """Of a row that says both, what stands below years with results was done; the rest is planned, each line for the year that it begins with."""
    told = _told(
        _sheet(
            ["指　標", ("来場者数（単位：人）", 1, 4)],
            ["目　標", ("300", 2, 1), "310", "320", "330"],
            ["実　績", "305"],
            ["取組実績\n・\n今後の取組", "", "・６月から開催した。\n・駐車場を広げた。", ("Ｒ６　屋根を設ける。\nＲ７～　継続", 1, 2)],
        )
    )
    assert told[-5:] == [
        "年度別の計画と実績",
        "令和5年度  実績  ６月から開催した。",
        "令和5年度  実績  駐車場を広げた。",
        "令和6年度  計画  屋根を設ける。",
        "令和7年度  計画  継続",
    ]


def test_marks_show_that_a_year_is_over() -> None:
    """A project without figures was judged in the years whose steps are done."""
    told = _told(_sheet(["評　価", "－", "○", "◎"], ["取組実績・今後の取組", "", "４地区で開いた。", "６地区で開いた。", "全地区で開く。"]))
    assert told[-4:] == ["年度別の計画と実績", "令和5年度  実績  ４地区で開いた。", "令和6年度  実績  ６地区で開いた。", "令和7年度  計画  全地区で開く。"]


def test_the_row_says_what_the_column_does_not() -> None:
    """A row of targets below a group of years with results has targets."""
    told = _told(
        grid_of(
            [("事業名", 2, 1), ("担当課", 2, 1), ("指標", 2, 1), ("区分", 2, 1), ("前期（実績）", 1, 2), ("後期（目標）", 1, 1)],
            ["Ｒ５", "Ｒ６", "Ｒ７"],
            [("校庭の開放", 2, 1), ("生涯学習課", 2, 1), ("団体数", 2, 1), "目標", "60団体", "62団体", ("64団体", 2, 1)],
            ["実績", "59団体", "63団体"],
        )
    )
    assert told[-2:] == ["目標値  令和5年度：60団体  令和6年度：62団体  令和7年度：64団体", "実績値  令和5年度：59団体  令和6年度：63団体"]


def test_figures_are_no_years() -> None:
    """Neither figures below each other (20, 19) nor those behind a year (令和６年度 | 9 | 12) are years."""
    told = _told(
        _sheet(["指　標", ("通いの場の数", 1, 4)], ["目　標", ("18", 2, 1), "20", "22", "24"], ["実　績", "19", "23", "26"]),
        grid_of(["年　度", "◎", "○", "△"], ["令和６年度", "9", "12", "3"], ["令和７年度", "10", "7", "4"]),
    )
    assert "実績値  令和5年度：19  令和6年度：23  令和7年度：26" in told
    assert told[-2:] == ["令和６年度  9  12  3", "令和７年度  10  7  4"]


def test_a_box_with_its_label_beside_a_text() -> None:
    """What is marked of several choices below a label in the last cell of a row is told of that label."""
    told = _told(grid_of(["事業名", ("朝市の開催", 1, 2)], ["担当課", ("商工課", 1, 2)], ["課題", "屋根がない。", "方向性\n□拡充　□継続\n■見直し　□終了"]))
    assert told[-2:] == ["課題  屋根がない。", "方向性  見直し"]


def test_a_note_below_a_sheet_is_none_of_the_field_above() -> None:
    """A note across the sheet is told as one."""
    told = _told(grid_of(["事業名", "朝市の開催"], ["担当課", "商工課"], ["方向性", "拡充"], [("※令和５年10月に始めた。", 1, 2)]))
    assert told[-2:] == ["方向性  拡充", "備考  ※令和５年10月に始めた。"]


def test_a_policy_within_a_list_ends_no_list() -> None:
    """The rows below a further policy are projects as those above are; one that is listed again is none, nor is a line across titles and owners."""
    told = _told(
        grid_of(
            ["事業名", "担当課", "事業概要", "Ｒ８目標", "Ｒ９目標"],
            [("◇施策１－１　広場", 1, 5)],
            ["広場の整備", "建設課", "広場を整える。", "1", "2"],
            [("◇施策１－２　校庭", 1, 5)],
            ["校庭の開放", "学校教育課", "校庭を開く。", "3", "4"],
            ["（再掲）広場の整備", "建設課", "1-1を参照", "－", "－"],
            [("（再掲）朝市の開催　商工課", 1, 3), ("基本目標２を参照", 1, 2)],
        )
    )
    assert [line for line in told if line.startswith(("事業名", "◇"))] == ["◇施策１－１　広場", "事業名  広場の整備", "◇施策１－２　校庭", "事業名  校庭の開放"]


def test_a_sheet_goes_on_over_the_page() -> None:
    """The rows of a sheet on the next page stand below the years of the first one by where their columns begin; a row that the page parts is one."""
    rows: list[Row] = [["指　標", ("来場者数", 1, 4)], ["目　標", "300", "310", "320", "330"]]
    whole = _sheet(*rows, ["取組実績・今後の取組", "", "６月に開いた。", "７月に開いた。", "８月に開く。"])
    above = _sheet(*rows, ["取組実績", "", "・６月に開いた", "・店を増やした。", "準備"])
    below = grid_of(["・今後の取組", "（８回）。\n・駐車場を広げた。", "・屋根を設けた。", "中"], ["実　績", "305", "312", ""], ["課題", ("夏は暑い。", 1, 3)])
    pages = [Page((Grid(above.cells, (40.0, 90.0, 140.0, 240.0, 340.0, 440.0)),)), Page((Grid(below.cells, (40.0, 140.4, 240.2, 339.7, 440.0)),))]
    told = [line.strip("\f") for line in linearised([*pages, *(Page((Paragraph("別の町"), whole)) for _ in range(3))]).texts]
    assert told[5:15] == [
        "目標値  令和5年度：310  令和6年度：320  令和7年度：330",
        "実績値  令和5年度：305  令和6年度：312",
        "年度別の計画と実績",
        "令和5年度  実績  ６月に開いた（８回）。",
        "令和5年度  実績  駐車場を広げた。",
        "令和6年度  実績  店を増やした。",
        "令和6年度  実績  屋根を設けた。",
        "令和7年度  計画  準備中",
        "課題  夏は暑い。",
        "",
    ]


_HEAD: list[Row] = [
    [("番号", 2, 1), ("取組項目", 2, 1), ("所管課", 2, 1), ("区分", 2, 1), ("年度", 1, 2)],
    ["Ｒ４", "Ｒ５"],
]


def _project(number: str, title: str, figures: tuple[str, str]) -> list[Row]:
    return [[(number, 2, 1), (title, 2, 1), ("総務課", 2, 1), "目標", "10", "20"], ["実績", *figures]]


def test_rows_before_their_title_are_of_the_project_of_the_next_page() -> None:
    """Where a page ends within a project whose title is printed on the next one, its rows are none of the project above; the head is known as such though

    what is printed over the page stands in it.
    """
    first = grid_of(*_HEAD, *_project("1", "朝市の開催", ("9", "19")), ["", "", "", "目標", "30", "40"])
    again: list[Row] = [[("番号", 2, 1), ("取夜市組を項開目く", 2, 1), *_HEAD[0][2:]], _HEAD[1]]
    second = grid_of(*again, ["2", "夜市の開催", "商工課", "実績", "29", "39"])
    told = [line.strip("\f") for line in linearised([Page((first,)), Page((second,))]).texts]
    assert [line for line in told if line.startswith("取組項目")] == ["取組項目  朝市の開催", "取組項目  夜市の開催"]
    own = told.index("取組項目  夜市の開催")
    assert "令和5年度の予定  20" in told[:own] and "令和5年度の予定  40" in told[own:]
    assert "令和5年度の実績  19" in told[:own] and "令和5年度の実績  39" in told[own:]


def test_the_rest_of_a_project_on_the_next_page() -> None:
    """Rows without a title at the begin of a page are of the last project; a text that is printed on both pages is told once."""
    first = grid_of(*_HEAD, ["1", "朝市の開催", "総務課", "目標", "10", "20"])
    second = grid_of(*_HEAD, ["", "", "総務課", "実績", "9", "19"], *_project("2", "夜市の開催", ("29", "39")))
    told = [line.strip("\f") for line in linearised([Page((first,)), Page((second,))]).texts]
    assert [line for line in told if line.startswith("取組項目")] == ["取組項目  朝市の開催", "取組項目  夜市の開催"]
    assert [line for line in told if line.startswith("所管課")] == ["所管課  総務課", "所管課  総務課"]
    assert told.index("取組項目  夜市の開催") > next(at for at, line in enumerate(told) if "19" in line)
