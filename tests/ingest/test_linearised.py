from __future__ import annotations

import pytest

from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.linearised import linearised

Row = list[str | tuple[str, int, int]]


def grid_of(*rows: Row) -> Grid:
    """A table written row by row: a text, or a text with the rows and columns that it takes."""
    cells, taken = [], set()
    for top, row in enumerate(rows):
        left = 0
        for each in row:
            text, down, right = (each, 1, 1) if isinstance(each, str) else each
            while (top, left) in taken:
                left += 1
            taken |= {(i, j) for i in range(top, top + down) for j in range(left, left + right)}
            cells.append(Cell(top, left, top + down, left + right, text))
    return Grid.of(cells)


def _told(*blocks: Grid | Paragraph) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def test_a_row_of_labels_is_told_label_by_label() -> None:
    """Several labels in a row stand on lines of their own, departments with a mark between them; a division stays with its department."""
    grid = grid_of(
        ["事業名", "2-1 窓口の改善", "所管課", "市民部\n市民課\n税務課"],
        ["評価", "Ａ", ("待ち時間が短くなった。", 1, 2)],
        ["備考", ("・一つ目\n・二つ目", 1, 3)],
    )
    assert _told(grid) == [
        "事業名  窓口の改善",
        "番号  2-1",
        "所管課  市民部市民課、税務課",
        "評価  Ａ",
        "評価理由  待ち時間が短くなった。",
        "備考  ・一つ目",
        "      ・二つ目",
    ]


def test_a_word_of_no_list_is_a_label_where_it_recurs() -> None:
    """What stands in several tables behind the text of another label heads what is behind it; what stands in one alone does not."""
    sheets = [grid_of(["担当課", f"第{i}課", "協働先", f"団体{i}"]) for i in range(3)]
    assert _told(*sheets)[:2] == ["担当課  第0課", "協働先  団体0"]
    assert _told(sheets[0]) == ["担当課  第0課、協働先、団体0"]


def test_a_sheet_without_title_has_the_one_above_it() -> None:
    """The line right above a sheet is its title, with its number apart; a sentence is not."""
    sheet = grid_of(["担当課", "市民課"], ["事業概要", "窓口を改善します。"])
    assert _told(Paragraph("【1-①】　窓口の改善"), sheet)[:2] == ["事業名  窓口の改善", "番号  【1-①】"]
    assert _told(Paragraph("次のとおりです。"), sheet)[0] == "次のとおりです。"


def test_indicators_are_told_one_by_one() -> None:
    """Name, unit, baseline, then what is planned and what came out, each value behind its year; an empty cell says nothing, a dash is told."""
    head: Row = ["成果指標", "単位", "区分", "基準値（R4）", "R5", "R6", "R7"]
    grid = grid_of(head, [("相談件数", 3, 1), ("件", 3, 1), "目標", ("312", 3, 1), "320", "－", "340"], ["実績", "318", "", ""], ["達成率", "99％", "", ""])
    values = ["現状値（令和4年度）  312", "目標値  令和5年度：320  令和6年度：－  令和7年度：340", "実績値  令和5年度：318"]
    assert _told(grid) == ["指標名  相談件数（件）", *values, "達成率  相談件数  令和5年度：99％"]


def test_years_below_what_they_are_of() -> None:
    """A head on two levels (目標 and 実績 above years) says of each column what it is of."""
    grid = grid_of(
        [("指標", 2, 1), ("現状値", 2, 1), ("目標", 1, 2), ("実績", 1, 1)],
        ["令和7年度", "8年度", "令和7年度"],
        ["利用者数", "100人", "110人", "120人", "108人"],
    )
    assert _told(grid) == ["指標名  利用者数", "現状値  100人", "目標値  令和7年度：110人  令和8年度：120人", "実績値  令和7年度：108人"]


def test_rows_below_years_further_up() -> None:
    """The years above the steps of a sheet head its figures, too; a baseline behind the name of an indicator stands apart, and costs are planned or actual."""
    grid = grid_of(
        [("年度別計画", 2, 3), "令和7年度", "令和8年度"],
        ["設計", "着工"],
        [("数値目標", 2, 1), ("利用率（現状値　令和4年度末：12.4％）", 2, 1), "目標", "15％", "20％"],
        ["実績", "16.8％"],
        [("効果額（千円）", 2, 2), "目標", "100", "200"],
        ["実績", "90"],
    )
    assert _told(grid) == [
        "年度別計画", "令和7年度：設計", "令和8年度：着工", "指標名  利用率", "現状値（令和4年度）  12.4％", "目標値  令和7年度：15％  令和8年度：20％",
        "実績値  令和7年度：16.8％", "効果額（千円）  目標  令和7年度：100  令和8年度：200", "効果額（千円）  実績  令和7年度：90",
    ]  # fmt: skip


def test_steps_have_the_years_they_cover() -> None:
    """A cell of several years, and an arrow, go over all of them; costs in the same table are no step."""
    grid = grid_of(
        [("年次計画", 4, 1), "", "令和7年度", "令和8年度", "令和9年度"],
        ["設計", "基本設計", ("実施設計", 1, 2)],
        ["工事", "－", "着工", "→"],
        ["事業費（千円）", "100", "2,000", "900"],
    )
    assert _told(grid) == [
        "事業費（千円）  令和7年度：100  令和8年度：2,000  令和9年度：900", "年次計画", "○設計", "令和7年度：基本設計", "令和8年度～令和9年度：実施設計",
        "○工事", "令和7年度：－", "令和8年度～令和9年度：着工",
    ]  # fmt: skip


@pytest.mark.parametrize("head", [["年度", "計画", "実績"], ["年度", "計画（取組内容）", "実績（実施内容）"]])
def test_a_row_for_each_year(head: Row) -> None:
    """What was planned and what was done, year by year; a row that begins with no year is none of the table."""
    grid = grid_of(head, ["令和5年度", "調査", "調査した。"], ["令和6年度", "試行", "試行した。"], ["評価", "Ａ", ""])
    told = ["令和5年度  計画  調査", "令和5年度  実績  調査した。", "令和6年度  計画  試行", "令和6年度  実績  試行した。"]
    assert _told(grid) == ["年度別の計画と実績", *told, "評価  Ａ"]


def test_rows_that_are_projects() -> None:
    """Each row is told as a sheet, below the headings that it stands under; a band across the table is a heading; two rows of one title are one project."""
    head: Row = ["施策", "番号", "取組", "内容", "担当課", "指標", "R7", "R8"]
    grid = grid_of(
        head, [("基本目標1 安心", 1, 8)], ["1 防災", "1", ("訓練", 2, 1), ("訓練を行う。", 2, 1), ("防災課", 2, 1), "回数", "2回", "3回"],
        ["", "", "参加者", "90人", "95人"], ["1 防災", "2", "備蓄", "水を備える。", "防災課", "本数", "80", "90"],
    )  # fmt: skip
    first = ["事業名  訓練", "番号  1", "担当課  防災課", "内容  訓練を行う。", "指標名  回数", "目標値  令和7年度：2回  令和8年度：3回"]
    second = ["事業名  備蓄", "番号  2", "担当課  防災課", "内容  水を備える。", "指標名  本数", "目標値  令和7年度：80  令和8年度：90"]
    further = ["指標名  参加者", "目標値  令和7年度：90人  令和8年度：95人"]
    assert _told(grid) == ["基本目標1 安心", "施策1 防災", *first, *further, *second]


def test_a_list_of_names_is_no_sheet() -> None:
    """A table of projects that tells no more than their names and departments is told row by row."""
    assert _told(grid_of(["番号", "事業名", "担当課"], ["1", "訓練", "防災課"], ["2", "備蓄", "防災課"])) == ["1  訓練  防災課", "2  備蓄  防災課"]


def test_a_table_goes_on_over_the_page() -> None:
    """The head printed anew is told once; a row that has no title there is the rest of the last one, its texts joined and its indicators added."""
    head: Row = ["番号", "事業名", "内容", "担当課", "指標", "R7", "R8"]
    first = grid_of(head, ["1", "訓練", "訓練を", "防災課", "回数", "2回", "3回"])
    second = grid_of(head, ["", "", "行う。", "消防署", "参加者", "90人", "95人"], ["2", "備蓄", "水を備える。", "防災課", "本数", "80", "90"])
    lines = [line for line in linearised([Page((first,)), Page((Paragraph("- 2 -"), second))]).texts if line.strip()]
    assert lines[:7] == [
        "事業名  訓練",
        "番号  1",
        "担当課  防災課、消防署",
        "内容  訓練を行う。",
        "指標名  回数",
        "目標値  令和7年度：2回  令和8年度：3回",
        "指標名  参加者",
    ]
    assert lines[8:10] == ["事業名  備蓄", "番号  2"]
    assert lines[-1] == "\f- 2 -"


def test_ordinary_tables_are_read_row_by_row() -> None:
    """A table without any known word is no plan's: its cells stay together."""
    assert _told(grid_of(["りんご", "赤"], ["レモン", "黄"])) == ["りんご  赤", "レモン  黄"]


def test_a_group_says_what_its_columns_are() -> None:
    """区分 and 内容 below 今後の方向性 are told under it, and figures below a longer name are of the kind that the words right above them say."""
    grid = grid_of(
        [("事業名", 2, 1), ("担当課", 2, 1), ("指標", 2, 1), ("重要業績評価指標（KPI）の状況", 1, 2), ("今後の方向性", 1, 2)],
        ["目標値（R7）", "実績値（R7）", "区分", "内容"],
        ["訓練", "防災課", "回数", "3回", "2回", "継続", "年に3回とする。"],
    )
    assert _told(grid) == [
        "事業名  訓練",
        "担当課  防災課",
        "今後の方向性  継続",
        "今後の方向性  年に3回とする。",
        "指標名  回数",
        "目標値  令和7年度：3回",
        "実績値  令和7年度：2回",
    ]


def test_costs_are_no_indicators() -> None:
    """A table of costs by year is told under its own words with its unit; 評価 below it with a text across the years ends it."""
    grid = grid_of(
        ["コスト（千円）", "R6決算", "R7決算"],
        ["人件費", "2,900", "3,710"],
        ["総事業費", "22,005", "25,090"],
        ["評価", ("共働き世帯が増え、利用の希望が多い。", 1, 2)],
    )
    costs = ["人件費  令和6年度：2,900千円  令和7年度：3,710千円", "総事業費  令和6年度：22,005千円  令和7年度：25,090千円"]
    assert _told(grid) == [*costs, "評価  共働き世帯が増え、利用の希望が多い。"]


def test_a_title_in_the_first_row_of_its_sheet() -> None:
    """A number and a name with which a sheet begins are its title though no label heads them; a column called 取組項目 is no title."""
    grid = grid_of(
        ["1-3", "コンビニ交付の促進", "進捗評価", "A"],
        ["担当課", ("市民課", 1, 3)],
        [("工程表", 2, 1), "取組項目", "R6", "R7"],
        ["手数料の減額", "条例の改正", "減額の実施"],
    )
    head = ["事業名  コンビニ交付の促進", "番号  1-3", "進捗評価  A", "担当課  市民課"]
    assert _told(grid) == [*head, "工程表", "○手数料の減額", "令和6年度：条例の改正", "令和7年度：減額の実施"]


def test_rows_that_say_what_was_planned_and_done() -> None:
    """実施計画 and 実施状況 below years say what their cells are; with a text beside it across the years, 実施状況 is a label."""
    years: Row = ["年度", "令和5年度", "令和6年度"]
    told = ["令和5年度  計画  調査を行う。", "令和5年度  実績  調査を行った。", "令和6年度  計画  試行する。", "令和6年度  実績  試行した。"]
    assert _told(grid_of(years, ["実施計画", "調査を行う。", "試行する。"], ["実施状況", "調査を行った。", "試行した。"])) == ["年度別の計画と実績", *told]
    table = grid_of(["指標", "令和5年度", "令和6年度"], ["件数", "3", "4"], ["実施状況", ("窓口を設け、相談を受けた。", 1, 2)])
    assert _told(table) == ["指標名  件数", "目標値  令和5年度：3  令和6年度：4", "実施状況  窓口を設け、相談を受けた。"]


def test_figures_of_no_kind_are_no_targets() -> None:
    """A table of figures by year that no word says are planned is told under its years; in the sheet of a project they are its targets."""
    rows: list[Row] = [["項目", "平成27年度", "令和2年度"], ["総人口", "50,761人", "48,213人"]]
    assert _told(grid_of(*rows)) == ["総人口  平成27年度：50,761人  令和2年度：48,213人"]
    assert _told(grid_of(["担当課", ("市民課", 1, 2)], *rows)) == ["担当課  市民課", "指標名  総人口", "目標値  平成27年度：50,761人  令和2年度：48,213人"]


def test_prose_between_a_title_and_its_sheet_is_what_it_is_about() -> None:
    """The title stands above the prose, its number in brackets; the heading of a policy is no title, nor is that of a list."""
    sheet = grid_of(["担当課", "市民課"], ["備考", "なし"])
    prose = Paragraph("窓口を改善します。")
    told = ["事業名  窓口の改善", "番号  （１）", "事業内容  窓口を改善します。", "担当課  市民課"]
    assert _told(Paragraph("（１）窓口の改善"), prose, sheet)[:4] == told
    assert _told(Paragraph("施策の方向１－１　窓口"), prose, sheet)[:2] == ["施策の方向１－１　窓口", "窓口を改善します。"]
    assert _told(Paragraph("担当課別事業一覧"), sheet)[0] == "担当課別事業一覧"


def test_a_table_of_indicators_names_the_projects_it_is_of() -> None:
    """Where most of its rows name a project they are told under it, all of a project together; what names none comes first."""
    head: Row = ["分野", "指標名", "R7", "R8", "関連する取組"]
    indicators = grid_of(
        head, ["環境", "満足度", "60", "65", "計画全体"], ["環境", "回数", "2", "3", "1-1 訓練"], ["環境", "本数", "80", "90", "1-2 備蓄\n1-1 訓練"]
    )
    projects = grid_of(["取組名", "取組内容", "担当課"], ["訓練", "訓練を行う。", "防災課"], ["備蓄", "水を備える。", "防災課"])
    first, second = ["指標名  回数", "目標値  令和7年度：2  令和8年度：3"], ["指標名  本数", "目標値  令和7年度：80  令和8年度：90"]
    told = ["指標名  満足度", "目標値  令和7年度：60  令和8年度：65", "取組名  訓練", *first, *second, "取組名  備蓄", *second]
    assert _told(indicators, projects)[:10] == told


def test_results_told_apart_are_of_the_indicators_of_the_project() -> None:
    """A later table gives a figure for each of its indicators; where they are not as many, they are told under their year alone."""
    plan = grid_of(
        ["事業名", "事業内容", "担当課", "指標", "R7"],
        [("訓練", 2, 1), ("訓練を行う。", 2, 1), ("防災課", 2, 1), "回数", "2回"],
        ["参加者", "90人"],
        ["備蓄", "水を備える。", "防災課", "本数", "80本"],
    )
    later = grid_of(["事業名", "R7実績値", "達成度"], ["訓練", "3回\n88人", "A"], ["備蓄", "75本", "B"], ["見学", "1回 2人", "B"])
    told = _told(plan, later)[-13:]
    assert told[:6] == ["事業名  訓練", "達成度  A", "指標名  回数", "実績値  令和7年度：3回", "指標名  参加者", "実績値  令和7年度：88人"]
    assert told[8:] == ["指標名  本数", "実績値  令和7年度：75本", "事業名  見学", "達成度  B", "令和7年度の実績  1回 2人"]


def test_a_heading_that_a_label_says_again() -> None:
    """基本方針 before 基本方針1 …, and a policy whose number stands on a line of its own, are told as a heading."""
    grid = grid_of(["基本方針", ("基本方針1 便利なまち", 1, 3)], ["取組名", "窓口", "担当課", "市民課"])
    assert _told(grid)[0] == "基本方針1 便利なまち"
    rows = grid_of(["施策", "取組名", "取組内容", "担当課"], [("1-1\n窓口の改善", 2, 1), "窓口", "直す。", "市民課"], ["受付", "早める。", "市民課"])
    assert _told(rows)[0] == "施策1-1 窓口の改善"


@pytest.mark.parametrize(("heading", "told"), [("■ 重要業績評価指標（KPI）の推移", False), ("成果指標と目標値", False), ("3 基本目標と数値目標の状況", True)])
def test_a_heading_of_indicators_above_their_table(heading: str, told: bool) -> None:
    """It is left out where it says no more than the label below it: else its words were the indicator (の推移)."""
    grid = grid_of(["指標", "基準値(R3)", "区分", "R5", "R6"], [("創業件数", 2, 1), ("11", 2, 1), "計画値", "14", "15"], ["実績値", "13", "17"])
    assert (heading in _told(Paragraph(heading), grid)) is told


def test_a_year_without_results_is_a_year_of_the_table() -> None:
    """A row that has a plan and nothing beside it is told as planned."""
    grid = grid_of(["年度", "計画", "実績", "評価"], ["令和7年度", "試行", "試行した。", "Ａ"], ["令和8年度", "導入"])
    planned = ["令和7年度  計画  試行", "令和7年度  実績  試行した。", "令和8年度  計画  導入"]
    assert _told(grid) == ["年度別の計画と実績", *planned, "評価（令和7年度）  Ａ"]


def test_a_list_loses_nothing() -> None:
    """A table whose head names neither projects nor values is told row by row, with its head."""
    assert _told(grid_of(["評価", "内容", "取組数"], ["A", "進んだ", "7"])) == ["評価  内容  取組数", "A  進んだ  7"]


def test_a_table_of_another_policy_does_not_go_on() -> None:
    """The same head below the heading of another policy begins a table of its own; the policy stays above its projects."""
    head: Row = ["番号", "事業名", "内容", "担当課"]
    pages = [
        Page((Paragraph("施策1 防災"), grid_of(head, ["1", "訓練", "訓練を行う。", "防災課"]))),
        Page((Paragraph("施策2 備え"), grid_of(head, ["2", "備蓄", "水を備える。", "防災課"]))),
    ]
    lines = [line for line in linearised(pages).texts if line.strip()]
    assert lines.index("\f施策2 備え") < lines.index("事業名  備蓄")


def test_lines_of_rows_are_known() -> None:
    """The lines of projects that are rows are told by number: what stands behind the table is none of them."""
    grid = grid_of(["事業名", "内容", "担当課"], ["訓練", "訓練を行う。", "防災課"], ["備蓄", "水を備える。", "防災課"], ["見学", "見る。", "防災課"])
    document = linearised([Page((Paragraph("取組"), grid, Paragraph("第3章 おわりに")))])
    of_rows = [document.texts[number - 1] for number in sorted(document.told or ())]
    assert [line for line in of_rows if line] == [line for line in document.texts if "  " in line]


def test_a_table_of_indicators_gives_the_numbers_of_projects() -> None:
    """Several to a row; the column of numbers is none of titles though departments stand beside it."""
    projects = grid_of(["No.", "取組名", "取組の内容", "担当課"], ["1", "訓練", "訓練を行う。", "防災課"], ["2", "備蓄", "水を備える。", "市民課"])
    head: Row = ["関連取組", "指標", "担当課", "R7", "R8"]
    indicators = grid_of(head, ["1、2", "満足度", "防災課", "60", "65"], ["1", "回数", "防災課", "2", "3"])
    satisfied = ["指標名  満足度", "目標値  令和7年度：60  令和8年度：65"]
    told = [*satisfied, "指標名  回数", "目標値  令和7年度：2  令和8年度：3"]
    assert _told(projects, indicators)[-8:] == ["取組名  訓練", *told, "取組名  備蓄", *satisfied]


def test_a_row_of_labels_with_a_department_and_a_period_is_no_head() -> None:
    """The name of a department beside its label, and a year from which something runs, head no columns; a division stays with its department."""
    grid = grid_of(
        ["事務事業名", "訓練", "整理番号", "1-1"],
        ["所属", "総務部 防災課 訓練係", "事業期間", "昭和58年度～"],
        ["目的", ("備えるため。", 1, 3)],
        ["手段", ("訓練を行う。", 1, 3)],
    )
    head = ["事務事業名  訓練", "整理番号  1-1", "所属  総務部防災課 訓練係", "事業期間  昭和58年度～"]
    assert _told(grid) == [*head, "目的  備えるため。", "手段  訓練を行う。"]


def test_amounts_in_a_list_of_projects_are_no_figures_of_theirs() -> None:
    """What stands below R7事業費 is told under these words, and neither as planned nor as done."""
    grid = grid_of(
        ["番号", "事業名", "内容", "担当課", "R7事業費（千円）"], ["1", "訓練", "行う。", "防災課", "3,013"], ["2", "備蓄", "備える。", "市民課", "1,760"]
    )
    assert _told(grid)[4:5] == ["R7事業費（千円）  3,013"]


def test_the_kind_of_an_indicator_is_no_part_of_its_name() -> None:
    """活動指標 and 成果指標 in a column of their own say only which of the two an indicator is."""
    grid = grid_of(["指標", "指標名", "単位", "R7", "R8"], ["活動指標", "訓練の回数", "回", "2", "3"], ["成果指標", "参加者", "人", "90", "95"])
    assert _told(grid)[::2] == ["指標名  訓練の回数（回）", "指標名  参加者（人）"]


def test_a_table_without_head_behind_notes_goes_on_with_the_one_above() -> None:
    """Notes between two parts of a table do not end it; a table with a head of its own is another."""
    head: Row = ["番号", "事業名", "内容", "担当課", "指標", "R7", "R8"]
    first = grid_of(head, ["1", "訓練", "訓練を行う。", "防災課", "回数", "2回", "3回"])
    second = grid_of(["2", "備蓄", "水を備える。", "防災課", "本数", "80", "90"], ["3", "点検", "井戸を見る。", "水道課", "箇所", "5", "6"])
    lines = [line for line in linearised([Page((first,)), Page((Paragraph("※ 注"), second))]).texts if line.strip()]
    again = [line for line in linearised([Page((first,)), Page((grid_of(["品目", "数量"], ["毛布", "20"]), second))]).texts if line.strip()]
    assert [line for line in lines if line.startswith("事業名")] == ["事業名  訓練", "事業名  備蓄", "事業名  点検"]
    assert [line for line in again if line.startswith("事業名")] == ["事業名  訓練"]


def test_what_a_column_says_was_done_is_not_planned() -> None:
    """Beside rows of targets and results below 年度別の目標値・実績値, texts below 令和6年度の取組実績 were done."""
    grid = grid_of(
        [("事業名", 2, 1), ("担当課", 2, 1), ("指標", 2, 1), ("区分", 2, 1), ("年度別の目標値・実績値", 1, 2), ("令和6年度の取組実績", 2, 1)],
        ["R5", "R6"],
        [("訓練", 2, 1), ("防災課", 2, 1), ("回数", 2, 1), "目標", "2回", "3回", ("・夜間の訓練を行った。\n・講座を開いた。", 2, 1)],
        ["実績", "2回", "4回"],
    )
    assert _told(grid)[2:] == [
        "指標名  回数",
        "目標値  令和5年度：2回  令和6年度：3回",
        "実績値  令和5年度：2回  令和6年度：4回",
        "取組実績",
        "令和6年度：夜間の訓練を行った。",
        "令和6年度：講座を開いた。",
    ]


def test_departments_right_behind_each_other_are_two_where_each_stands_alone() -> None:
    """A cell that joins two lines is parted where other cells name each of the two, or the one behind a センター."""
    cells = ["こどもセンター学校教育課", "こどもセンター", "学校教育課", "給食センター管理課", "保健センター学校教育課"]
    sheets = [grid_of(["事業名", f"事業{i}", "担当課", owner]) for i, owner in enumerate(cells)]
    owners = [line for line in _told(*sheets) if line.startswith("担当課")]
    told = ["こどもセンター、学校教育課", "こどもセンター", "学校教育課", "給食センター管理課", "保健センター、学校教育課"]
    assert owners == [f"担当課  {owner}" for owner in told]


def test_when_something_is_done_heads_no_titles() -> None:
    """A table of when who does what (時期 内容 実施主体) tells no projects."""
    grid = grid_of(["時期", "内容", "実施主体"], ["5月", "内部評価を行う", "各課"], ["8月", "意見を聴く", "審議会"])
    assert not any(line.startswith("事業名") for line in _told(grid))


def test_the_head_of_the_pages_is_no_title() -> None:
    """What each page prints at its top is not taken for the title of a sheet below it."""
    pages = [Page((Paragraph("みなと市デジタル化推進計画　実施計画"), grid_of(["担当課", f"{n}課"], ["事業概要", "窓口を改善します。"]))) for n in "市税福祉"]
    assert not any(line.startswith("事業名") for line in linearised(pages).texts)


def test_a_schedule_beside_targets_of_the_same_years_is_no_target() -> None:
    """R6 to R7 stand twice: under 目標値 and under 事業スケジュール; a column 目標 that heads goals is no target either."""
    grid = grid_of(
        [("目標", 2, 1), ("番号", 2, 1), ("事業名", 2, 1), ("担当課", 2, 1), ("指標", 2, 1), ("目標値", 1, 2), ("事業スケジュール", 1, 2)],
        ["R6", "R7（最終）", "R6", "R7"],
        [("目標１\n命を守る", 2, 1), "1", "体育館の空調", "教育総務課", "設置した数", "－", "2校", "設計", "工事\n(2校)"],
        ["2", "避難所の電源", "危機管理課", "整備した数", "1か所", "3か所", "○", "→"],
    )
    told = _told(grid)
    assert "目標１ 命を守る" in told
    place = told.index("目標値  令和6年度：－  令和7年度：2校")
    assert told[place + 1 : place + 4] == ["年次計画", "令和6年度：設計", "令和7年度：工事(2校)"]
    assert "目標値  令和6年度：1か所  令和7年度：3か所" in told


def test_labels_beside_the_text_of_a_label() -> None:
    """Beside a text as high as two rows stand labels with their own texts: the text is its label's, and they are no views of it."""
    grid = grid_of(
        ["整理番号", "101", "取組名", "書かない窓口"],
        [("基本方針", 2, 1), ("１ 窓口の改革", 2, 1), "担当課", "市民課\nデジタル推進課"],
        ["関係課", "南支所"],
        ["取組内容", ("聞き取って作成する。", 1, 3)],
    )
    assert _told(grid)[2:5] == ["基本方針  １ 窓口の改革", "担当課  市民課、デジタル推進課", "関係課  南支所"]


def test_a_list_with_pages_tells_of_no_project() -> None:
    """What says on which page each project stands, and marks some (○), lists the sheets behind it; one with opinions adds these to them."""
    sheets = [grid_of(["事業名", title], ["担当課", "道路課"], ["事業概要", f"{title}を行う。"]) for title in ("歩道", "広場", "川辺")]
    marked = grid_of(["番号", "事業名", "担当課", "連携", "頁"], ["1", "歩道", "道路課", "○", "5"], ["2", "広場", "道路課", "", "6"])
    assert _told(marked, *sheets)[:2] == ["1  歩道  道路課  ○  5", "2  広場  道路課  6"]
    judged = grid_of(["番号", "事業名", "担当課", "委員の意見", "頁"], ["1", "歩道", "道路課", "急いでほしい。", "5"], ["2", "広場", "道路課", "良い。", "6"])
    assert "委員の意見  急いでほしい。" in _told(judged, *sheets)


def test_a_table_of_years_goes_on_over_the_page() -> None:
    """年度 and 実施内容 printed anew head the rest of the same table; below the heading of another project they head another table."""
    first = grid_of(["年度", "実施内容"], ["R5", "要綱を定めた。"])
    second = grid_of(["年度", "実施内容"], ["R6", "１台を置いた。"])
    lines = [line for line in linearised([Page((first, Paragraph("- 1 -"))), Page((Paragraph("- 2 -"), second))]).texts if line.strip("\f ")]
    assert lines.count("年度") == 1 and lines.index("R6  １台を置いた。") < lines.index("- 1 -")
    apart = [line for line in linearised([Page((first, Paragraph("- 1 -"))), Page((Paragraph("1-4 決済の導入"), second))]).texts if line.strip("\f ")]
    assert apart.count("年度") == 2


def test_lines_of_a_step_that_belong_together() -> None:
    """A month alone, the rest of a word and how many of it are no steps by themselves."""
    grid = grid_of(["年度別の取組", "R7", "R8", "R9"], ["窓口", "７月\n本庁で稼働", "未来ビジョン\nの策定", "ベンチ\n11基\n照明14基"])
    assert [line for line in _told(grid) if line.startswith("令和")] == [
        "令和7年度：７月 本庁で稼働", "令和8年度：未来ビジョンの策定", "令和9年度：ベンチ11基", "令和9年度：照明14基",
    ]  # fmt: skip


def test_what_is_done_with_the_line_above_is_no_step_by_itself() -> None:
    """導入 alone says what is done with what stands above it, and a line that ends within a phrase goes on; two deeds are two steps."""
    grid = grid_of(["年度別の取組", "R7", "R8", "R9"], ["窓口", "遠隔相談\n導入", "検証の\n結果を反映", "試行\n本格実施"])
    assert [line for line in _told(grid) if line.startswith("令和")] == [
        "令和7年度：遠隔相談導入", "令和8年度：検証の結果を反映", "令和9年度：試行", "令和9年度：本格実施",
    ]  # fmt: skip


def test_texts_below_a_whole_year_are_done_or_planned() -> None:
    """A row of texts below what is planned and what came out is no indicator: it tells what was done in the years with results, and what is planned."""
    grid = grid_of(
        [("取組名", 2, 1), ("担当課", 2, 1), ("指標", 2, 1), ("令和６年度", 1, 2), ("令和７年度", 1, 2)],
        ["目標", "実績", "目標", "実績"],
        [("備蓄", 2, 1), ("防災課、\n広報課", 2, 1), "備蓄率", "52％", "50％", "56％", ""],
        ["取組の実績・予定", ("・展示\n・講座 21回", 1, 2), ("・店頭での啓発", 1, 2)],
        [("訓練", 2, 1), ("防災課", 2, 1), "参加者", "80人", "71人", "90人", ""],
        ["取組の実績・予定", ("・地区で開催", 1, 2), ("・市全体で開催", 1, 2)],
    )
    told = _told(grid)
    assert told[:5] == ["取組名  備蓄", "担当課  防災課、広報課", "指標名  備蓄率", "目標値  令和6年度：52％  令和7年度：56％", "実績値  令和6年度：50％"]
    assert told[5:9] == ["年度別の計画と実績", "令和6年度  実績  展示", "令和6年度  実績  講座 21回", "令和7年度  計画  店頭での啓発"]
    assert not any("取組の実績・予定" in line for line in told)


def test_a_schedule_whose_first_column_names_projects_is_of_these() -> None:
    """Each row is told under its project, whose mark the schedule does not print."""
    projects = grid_of(["事業名", "内容", "担当課"], ["ため池改修★", "ため池を直す。", "農村課"], ["市民農園", "農園を作る。", "農政課"])
    schedule = grid_of(["重点事業", "令和６年度", "令和７年度"], ["ため池改修", "実施設計", "改修工事"], ["市民農園", "用地の取得", "開園の準備"])
    told = _told(projects, schedule)
    assert told[-8:] == [
        *("事業名  ため池改修★", "年次計画", "令和6年度：実施設計", "令和7年度：改修工事"),
        *("事業名  市民農園", "年次計画", "令和6年度：用地の取得", "令和7年度：開園の準備"),
    ]


YEARS: Row = ["指標", "基準値", "", "R3", "R4"]
VALUES: list[Row] = [[("間伐面積【ha】", 2, 1), ("48 (R2)", 2, 1), "目標", "50", "55"], ["実績", "51", "／"]]


def _form(number: str, title: str, *rows: Row) -> Grid:
    return grid_of([number, (title, 1, 2), "担当", "農林課　林務係"], ["事業概要", ("間伐を助ける。", 1, 4)], YEARS, *VALUES, *rows)


def test_a_text_across_all_columns_of_values_is_none_of_them() -> None:
    """What stands across baseline and years is told behind its label, though no list has that; a cell that is struck out says nothing."""
    told = _told(_form("森－1", "間伐事業", ["R5・R6の予定", ("道が直ってから行う。", 1, 4)]))
    assert told == [
        "事業名  間伐事業", "番号  森－1", "担当  農林課　林務係", "事業概要  間伐を助ける。", "指標名  間伐面積【ha】", "現状値  48 (R2)",
        "目標値  令和3年度：50  令和4年度：55", "実績値  令和3年度：51", "R5・R6の予定  道が直ってから行う。",
    ]  # fmt: skip


def test_a_text_across_years_is_told_of_each() -> None:
    """Where a row says that it has targets, a long text that stands across years is the target of each of them."""
    target: Row = [("団体数", 2, 1), ("2", 2, 1), "目標", ("終了（令和６年度から別の事業に統合）", 1, 2)]
    told = _told(grid_of(["事業名", "受入事業", "担当", ("企画課", 1, 2)], YEARS, target, ["実績", "1", "3"]))
    assert "目標値  令和3年度：終了（令和６年度から別の事業に統合）  令和4年度：終了（令和６年度から別の事業に統合）" in told


def test_a_form_goes_on_under_its_number() -> None:
    """A table that begins with the number and the title of a form again is of that form; what says that the page ends is none of it."""
    rest = grid_of(["森－3（つづき）", "間伐事業"], ["主な取組・実績", "・道を直した。"])
    forms = [_form(f"森－{number}", title) for number, title in ((1, "植林事業"), (2, "巡視事業"), (3, "間伐事業"))]
    lines = [line for line in linearised([Page((*forms, Paragraph("（次ページへ）"))), Page((rest,))]).texts if line.strip("\f")]
    assert lines[-2:] == ["事業名  間伐事業", "主な取組・実績  ・道を直した。"]
    assert not [line for line in lines if "つづき" in line or "次ページ" in line]


def test_a_list_of_a_form_goes_on_over_the_page() -> None:
    """Entries of a list below no label of their own are of the row that the page parts."""
    first = _form("森－1", "間伐事業", ["主な取組・実績", ("・道を直した。", 1, 4)])
    second = grid_of(["", "・橋を直した。"], ["今後の予定", "続ける。"])
    pages = [Page((Grid(first.cells, (0.0, 50.0, 90.0, 130.0, 170.0, 210.0)), Paragraph("- 1 -"))), Page((Grid(second.cells, (0.0, 50.0, 210.0)),))]
    told = [line for line in linearised(pages).texts if line.strip("\f ")]
    assert told[-4:] == ["主な取組・実績  ・道を直した。", "      ・橋を直した。", "今後の予定  続ける。", "- 1 -"]


def test_a_section_and_the_department_right_behind_it_are_two() -> None:
    """Where a cell joins two lines, a department begins behind the section of another one."""
    assert _told(grid_of(["事業名", "家づくり", "担当課", "農林課 林務係建設課"]))[-1] == "担当課  農林課 林務係、建設課"


def test_a_baseline_may_have_its_year_first() -> None:
    """R5（基準値） heads where the indicator stood, as 基準値（R5） does."""
    grid = grid_of(["指標", "R5\n（基準値）", "R7", "R8"], ["発見件数", "57件", "50件", "45件"])
    assert _told(grid) == ["指標名  発見件数", "現状値（令和5年度）  57件", "目標値  令和7年度：50件  令和8年度：45件"]


def test_results_of_a_part_of_the_year_say_so() -> None:
    """What the head gives as the result at the end of a month is not told as that of the year; at the end of the year it is."""
    head: list[Row] = [[("指標", 2, 1), ("令和7年度", 1, 2), ("令和8年度", 1, 2)], ["目標", "3月末実績", "目標", "９月末\n実績"]]
    assert _told(grid_of(*head, ["世帯数", "25世帯", "29世帯", "30世帯", "33世帯"], ["回数", "－", "－", "1回", "－"])) == [
        "指標名  世帯数",
        "目標値  令和7年度：25世帯  令和8年度：30世帯",
        "実績値  令和7年度：29世帯  令和8年度：33世帯（9月末）",
        "指標名  回数",
        "目標値  令和7年度：－  令和8年度：1回",
        "実績値  令和7年度：－  令和8年度：－",
    ]


def test_a_note_below_the_names_of_indicators_is_none() -> None:
    """A row of one cell that begins as a note does, however narrow."""
    grid = grid_of(["指標", "R7", "R8"], ["走行距離", "－", "60"], ["※R7は計測のみ。"])
    assert _told(grid) == ["指標名  走行距離", "目標値  令和7年度：－  令和8年度：60", "※R7は計測のみ。"]


def test_the_unit_above_a_table_of_indicators() -> None:
    """Stands behind the names of those with bare figures, and of no others."""
    grid = Grid.of([Cell(0, 2, 1, 3, "（単位：km）"), *grid_of(["指標", "基準値", "R8"], ["走行距離", "61", "60"], ["台数", "4台", "5台"]).part(-1, 3).cells])
    assert [line for line in _told(grid) if not line.startswith(("現状値", "目標値"))] == ["指標名  走行距離（km）", "指標名  台数"]


def test_marks_and_rates_of_several_indicators() -> None:
    """A cell for each, of which one may say that there is none, are told on one line."""
    table = grid_of(
        ["取組名", "担当課", "指標", "R7目標", "達成率", "評価"],
        [("見守り", 2, 1), ("福祉課", 2, 1), "①世帯数", "30", "94%", "Ｂ"],
        ["②割合", "－", "－", "－"],
    )
    assert {"達成率  94%、－", "評価  Ｂ、－"} <= set(_told(table))


def test_departments_with_a_mark_between_blanks() -> None:
    """A dot between blanks parts two departments, one without them is of a name."""
    table = grid_of(["取組名", "見守り"], ["担当課", "観光・交流課（企画係）　・　環境課（環境係）"], ["取組内容", "見守る。"])
    assert "担当課  観光・交流課（企画係）、環境課（環境係）" in _told(table)
