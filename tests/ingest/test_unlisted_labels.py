"""Labels that no list of words has: they stand where known ones do, and end what stands before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Project

COLUMNS = """事業番号          1-{number}
事業名            {title}
所管              こども未来部 保育課
関連する計画      試見市こども計画

ねらい            子どもが病気のときも安心して働けるようにする。
取組の内容        {title}を市立病院で行う。利用料は1日2,000円とし、
                  予約は前日まで受け付ける。

成果指標と目標値                      単位        現状値        R6        R7        R8
{title}の延べ利用者数                 人             612       700       －     1,100

事業費（千円）             R6         R7         R8       合計
                       14,600     32,900     58,300    105,800

実施スケジュール
  令和6年度       整備場所の検討
  令和7年度       実施設計

改訂のポイント    令和7年度としていた開設時期を令和8年度に改めた。

"""
REPORT = """１－{number}　{title}

 所管課              環境部　ごみ減量課／財務部　施設管理課
 取組の概要          {title}を進めます。
 進捗指標①          {title}の件数　［単位：件］
 基準値①            98（令和３年度）
 年度別の状況①                 令和５年度   令和６年度   令和７年度
                     目標値         120          130          140
                     実績値         118          137           －
 進捗指標②          {title}の団体数　［単位：団体］
 基準値②            64（令和３年度）
 年度別の状況②                 令和５年度   令和６年度   令和７年度
                     目標値         80           100          120
                     実績値         83            96           －
 ６年度の実施状況    ・４月に受付を始めました。
                     ・２月に説明会を開きました。
 評価                Ｂ（達成率　96.0％）
 今後の進め方        集合住宅の設備も対象に加えます。

"""
TITLES = ("病児保育事業", "学習支援事業", "見守り事業", "講座開催事業")


@pytest.fixture
def first(divide_text: Callable[[str], DividedDocument]) -> Callable[[str, str], Project]:
    """The first project of a document with such sheets, below a heading with the plan's period."""

    def read(sheet: str, period: str) -> Project:
        sheets = (sheet.format(number=number, title=title) for number, title in enumerate(TITLES, 1))
        return divide_text(f"試見市計画（{period}）\n計画の期間は{period}です。\n\n" + "".join(sheets)).projects[0]

    return read


def _remarks(project: Project) -> dict[str, str]:
    return {remark.label: remark.text.printed for remark in project.remarks}


def test_a_label_of_no_list_ends_the_field_before_it(first: Callable[[str, str], Project]) -> None:
    """What stands behind it is kept under it, and no department or part of the description."""
    project = first(COLUMNS, "令和6年度から令和8年度まで")
    assert project.department_names == ("こども未来部保育課",)
    assert str(project.description) == "病児保育事業を市立病院で行う。利用料は1日2,000円とし、予約は前日まで受け付ける。"
    assert _remarks(project)["関連する計画"] == "試見市こども計画"
    assert _remarks(project)["改訂のポイント"] == "令和7年度としていた開設時期を令和8年度に改めた。"


def test_a_label_may_head_the_table_of_indicators(first: Callable[[str, str], Project]) -> None:
    """成果指標と目標値 is of the indicator, as its first word is."""
    project = first(COLUMNS, "令和6年度から令和8年度まで")
    assert (str(project.indicator), str(project.baseline)) == ("病児保育事業の延べ利用者数", "612 人")
    assert [(str(target.year), str(target.cell)) for target in project.targets] == [("R6", "700 人"), ("R7", "－"), ("R8", "1,100 人")]


def test_a_row_of_years_in_a_remark_says_whose_each_figure_is(first: Callable[[str, str], Project]) -> None:
    """The cells below years are told with them."""
    assert _remarks(first(COLUMNS, "令和6年度から令和8年度まで"))["事業費(千円)"] == "R6 14,600、R7 32,900、R8 58,300、合計 105,800"


def test_labels_that_end_as_known_ones_do(first: Callable[[str, str], Project]) -> None:
    """進捗指標① heads an indicator, ６年度の実施状況 what was done in that year of the plan's era."""
    project = first(REPORT, "令和５年度から令和７年度まで")
    assert project.department_names == ("環境部ごみ減量課", "財務部施設管理課")
    assert (str(project.indicator), str(project.baseline)) == (
        "① 病児保育事業の件数（件） ② 病児保育事業の団体数（団体）", "① 98(令和3年度) ② 64(令和3年度)",
    )  # fmt: skip
    assert [(str(each.year), str(each.cell)) for each in project.targets] == [("R5", "① 120 ② 80"), ("R6", "① 130 ② 100"), ("R7", "① 140 ② 120")]
    assert [(str(each.year), str(each.cell)) for each in project.results][:2] == [("R5", "① 118 ② 83"), ("R6", "① 137 ② 96")]
    assert [(item.text.printed, [str(year) for year in item.years]) for item in project.achievements] == [
        ("４月に受付を始めました。", ["R6"]),
        ("２月に説明会を開きました。", ["R6"]),
    ]
    assert _remarks(project)["今後の進め方"] == "集合住宅の設備も対象に加えます。"


MARKED = """【No.{number}】 {title}

  ■担当課    税務住民課            ■関係課    保健福祉課
  ■基本方針  {goal}　方針の名{goal}            ■最終評価  Ｂ
  ■取組内容
     {title}を進める。
  ■主な実績
     ・記入例を英語で作成（R3）
  ■数値目標
     指標                               H29     H30      R1      R2  目標R2
     {title}の件数（件）                68.2      －    71.5    78.4    80.0
     {title}の団体                     1,860   1,842   1,795   1,610   1,400
     数（団体）
  ■総括
     負担は残った。

"""


def test_labels_side_by_side_and_columns_of_both_kinds(divide_text: Callable[[str], DividedDocument]) -> None:
    """Each label on a line ends the one before it; a year that stands twice, once as 目標R2, is of an actual value the other time."""
    sheets = (MARKED.format(number=number, title=title, goal=(number + 1) // 2) for number, title in enumerate(TITLES, 1))
    text = "試見町プラン（平成30年度から令和２年度まで）\n計画の期間は平成30年度から令和２年度までです。\n\n" + "".join(sheets)
    first, _, third, _ = divide_text(text).projects
    assert (first.title.printed, first.department_names) == ("病児保育事業", ("税務住民課",))
    assert [project.goal and (project.goal.number, project.goal.name) for project in (first, third)] == [("1", "方針の名1"), ("2", "方針の名2")]
    assert _remarks(first) == {"最終評価": "Ｂ", "総括": "負担は残った。", "関係課": "保健福祉課"}
    assert str(first.indicator) == "① 病児保育事業の件数（件） ② 病児保育事業の団体数（団体）"
    assert [(str(each.year), str(each.cell)) for each in first.targets] == [("R2", "① 80.0 ② 1,400")]
    assert [(str(each.year), str(each.cell)) for each in first.results] == [
        ("H29", "① 68.2 ② 1,860"), ("H30", "① － ② 1,842"), ("R1", "① 71.5 ② 1,795"), ("R2", "① 78.4 ② 1,610"),
    ]  # fmt: skip


PLAIN = """整理番号 1-{number}
個別事業名 {title}
位置づけ 施策1-1 子育て支援の充実
主管課 保育課
関係課 －
めざす姿 安心して働けるようにしま
す。
取組の内容 {title}を行います。
これまで
の経過
令和4年度に始めました。
活動・成果指標
指標名 単位 基準値
（令和4年度）
令和6年度 令和7年度
{title}の人数 人 18 25 30
年次別の予定
令和6年度 説明会（年3回）
令和7年度 効果の検証
概算事業費
（千円）
令和6年度 令和7年度
22,700 23,900
"""


def test_a_text_without_columns(divide_text: Callable[[str], DividedDocument]) -> None:
    """A word that begins a line about as often as known labels do is one: it ends the title, the description, the table and the costs."""
    titles = (*TITLES, "給食費補助事業", "図書館改修事業")
    sheets = (PLAIN.format(number=number, title=title) for number, title in enumerate(titles, 1))
    text = "試見市計画（令和6年度から令和7年度まで）\n計画の期間は令和6年度から令和7年度までです。\n\n" + "".join(sheets)
    first, *others = divide_text(text).projects
    assert [project.title.printed for project in (first, *others)] == list(titles)
    assert (first.department_names, str(first.description)) == (("保育課",), "病児保育事業を行います。")
    assert (str(first.indicator), [str(target.cell) for target in first.targets]) == ("病児保育事業の人数", ["25 人", "30 人"])
    assert [(action.printed, [str(year) for year in action.years]) for action in first.actions] == [("説明会（年3回）", ["R6"]), ("効果の検証", ["R7"])]
    assert _remarks(first)["概算事業費（千円）"] == "令和6年度 22,700、令和7年度 23,900"
    assert _remarks(first)["めざす姿"] == "安心して働けるようにします。"
    assert _remarks(first)["これまでの経過"] == "令和4年度に始めました。"


OWN_WORDS = """シート {number}

取組テーマ          {title}

旗振り役            {owner}

いっしょに動く課    なし

いまの困りごと      窓口で同じことを何度も書いてもらっている。待ち時間が長い。

やること            ・{title}のための機器を本庁１階に８台置き、支所にも同じものを各１台置
                      く。
                    ・手続を少しずつ広げる。

ものさし                                                    出発点      R7          R8
                    {title}の件数（件）                     48          40          32

いつまでに          R7    受付を開始（10 月）
                    R8    支所で開始

"""


def test_labels_that_no_list_has_any_of(divide_text: Callable[[str], DividedDocument]) -> None:
    """What stands behind them tells titles, departments, texts, tables of years and plans by year; a sheet that explains the others is no project."""
    explained = {"number": 0, "title": "取組の名前です。", "owner": "先頭に立つ課です。"}
    sheets = [OWN_WORDS.format(number=number, title=title, owner="市民課、財政課" if number == 2 else "総務課") for number, title in enumerate(TITLES, 1)]
    text = "試見市プラン（令和７年度から令和８年度まで）\n計画の期間は令和７年度から令和８年度までです。\n\n" + OWN_WORDS.format(**explained) + "".join(sheets)
    document = divide_text(text)
    assert [(project.title.printed, project.department_names) for project in document.projects] == [
        (title, ("市民課", "財政課") if number == 2 else ("総務課",)) for number, title in enumerate(TITLES, 1)
    ]
    first = document.projects[0]
    assert str(first.description).startswith("・病児保育事業のための機器を本庁１階に８台置き、支所にも同じものを各１台置く。")
    assert (str(first.indicator), str(first.baseline)) == ("病児保育事業の件数（件）", "48")
    assert [(str(target.year), str(target.cell)) for target in first.targets] == [("R7", "40"), ("R8", "32")]
    assert [(action.printed, [str(year) for year in action.years]) for action in first.actions] == [("受付を開始（10 月）", ["R7"]), ("支所で開始", ["R8"])]
    assert _remarks(first)["いまの困りごと"] == "窓口で同じことを何度も書いてもらっている。待ち時間が長い。"
    assert any("取組の名前です。" in doubt.message for doubt in document.warnings)


SPACED = """事業番号 {number}      事業の名称  {title}
体　系        基本目標{goal} 支え合うまち{goal}号  ＞  施策{goal}-{number} {title}の充実
担　当        福祉課 支援係

事業の概要    {title}を町内で進めます。

数値目標                                      単位     現状（R6）      R8      R9     R10
  {title}の利用者の数                         人             28       32      36      40
{note}
"""


def test_labels_with_a_blank_within_end_titles_and_fields(divide_text: Callable[[str], DividedDocument]) -> None:
    """体　系 names the goal and the policy of the sheet, side by side; 備　考 stands on some sheets alone."""
    titles = ("高齢者見守り事業", "認知症カフェ事業", "放課後児童クラブ事業", "町立図書館事業", "橋りょう事業", "歩道整備事業", "自主防災事業")
    notes = ["\n備　考        財源は国の交付金を充てる。\n" if i < 4 else "" for i in range(len(titles))]
    sheets = (SPACED.format(number=i, goal=1 + (i > 4), title=title, note=note) for i, (title, note) in enumerate(zip(titles, notes, strict=True), 1))
    projects = divide_text("試見町実施計画\n\n" + "\n".join(sheets)).projects
    assert [project.title.printed for project in projects] == list(titles)
    for i, project in enumerate(projects, 1):
        assert project.goal and (project.goal.number, project.goal.name) == (str(1 + (i > 4)), f"支え合うまち{1 + (i > 4)}号")
        assert project.policy and (project.policy.number, project.policy.name) == (f"{1 + (i > 4)}-{i}", f"{project.title.printed}の充実")
        assert project.department_names == ("福祉課支援係",)
        assert ("備考" in [remark.label for remark in project.remarks]) == (i <= 4) and not project.actions
