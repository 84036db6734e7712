"""Labels that stand in the middle of their cells, the number of a sheet behind its heading, and a word before the head of a table of indicators."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.centred import labels_first
from ingest.columns import unfolded

SHEET = """実施計画事業個表                                          整理番号　1-{number}

 事業名          {title}                                     区分    継続
 主管課          {owner}                                     関係課  －

                 {title}を、市内の協力事業者とともに進める。
 事業の内容      申込みは市の窓口で受け付ける。費用は無料とする。
                 実施は年{number}回とする。

                 令和7年度　試行
 年次計画        令和8年度　{number}地区で開始
                 令和9年度　全市で実施

 数値目標        指標名                                    単位    現状値       R7       R8       R9
                 {title}の利用者数                         人          31       35       4{number}       40
"""
TITLES = ("高齢者見守りネットワーク事業", "病児保育事業", "移動図書館運行事業", "空き店舗活用支援事業")
THINGS = ("端末", "機器", "車両", "備品")
OWNERS = ("長寿福祉課", "こども課", "生涯学習課", "商工課")


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    sheets = (SHEET.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    return divide_text("試見市実施計画\n\n" + "\n".join(sheets))


def test_each_cell_is_whole_and_its_own_projects(plan: DividedDocument) -> None:
    """A line above a label is of its own cell, not of the one before."""
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        assert project.description is not None
        assert project.description.printed == (
            f"{project.title.printed}を、市内の協力事業者とともに進める。申込みは市の窓口で受け付ける。費用は無料とする。実施は年{number}回とする。"
        )
        assert [(action.printed, [str(year) for year in action.years]) for action in project.actions] == [
            ("試行", ["R7"]),
            (f"{number}地区で開始", ["R8"]),
            ("全市で実施", ["R9"]),
        ]


def test_the_lines_cited_are_those_of_the_document(plan: DividedDocument) -> None:
    """A label that is moved for reading stays where it is printed."""
    description = plan.projects[0].description
    assert description is not None
    lines = plan.lines[description.span.line_start - 1 : description.span.line_end]
    assert [line.text.split()[0] for line in lines] == [f"{TITLES[0]}を、市内の協力事業者とともに進める。", "事業の内容", "実施は年1回とする。"]


def test_targets_stand_below_the_head_of_their_table(plan: DividedDocument) -> None:
    """A word that only says that here is a table of targets is none of its columns."""
    targets = [[str(target.cell) for target in project.targets] for project in plan.projects]
    assert targets == [["35 人", f"4{number} 人", "40 人"] for number in range(1, 5)]


def test_a_word_that_stands_so_but_once_or_twice_is_left_where_it_is(divide_text: Callable[[str], DividedDocument]) -> None:
    """It may be a word of a text; the labels of other sheets are moved all the same."""
    sheets = [SHEET.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1)]
    first = sheets[0].splitlines()
    at = next(i for i, line in enumerate(first) if "事業の内容" in line)
    usual = [text.replace("                 ", " 事業の内容      ", 1) if i == at - 1 else text for i, text in enumerate(first)]
    usual[at] = usual[at].replace(" 事業の内容      ", " " * 17)
    note = "                 この事業は、国の交付金を受けて行う。\n 補足            詳しくは、市のホームページで知らせる。\n"
    plan = divide_text("試見市実施計画\n\n" + "\n".join(["\n".join(usual) + "\n\n" + note, *sheets[1:]]))
    assert plan.projects[0].description is not None
    assert plan.projects[0].description.printed.startswith(f"{TITLES[0]}を、市内の協力事業者とともに進める。申込み")


TABLES = """  事業番号      1-{number}

  事業名        {title}

  担当課        {owner}

                {title}は紙の申請が多く、
  現状と課題
                待ち時間が長い。

                窓口に端末を{number}台置く。
  取組内容      使い方の説明会を年{number}回開く。
                結果を公表する。

                      R7                  R8                  R9
  スケジュール  {thing}の選定          本庁で運用開始      東支所・港支所の
                {thing}の試用                              窓口に拡大

                指標名                            単位      現状値      R7        R8        R9
                電子申請を使った
  KPI                                             件        －          100       200       30{number}
                手続の数
                平均の待ち時間                    分        27          25        20        15
"""


@pytest.fixture
def tables(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """A plan whose sheets hold tables, with labels in the middle of these, too, and names that stand around the line of their values."""
    each = enumerate(zip(TITLES, OWNERS, THINGS, strict=True), 1)
    sheets = (TABLES.format(number=i, title=title, owner=owner, thing=thing) for i, (title, owner, thing) in each)
    return divide_text("試見市デジタル化計画\n\n" + "\n\f".join(sheets))


def test_a_table_is_read_below_its_label(tables: DividedDocument) -> None:
    """The steps of a schedule, one of which goes on in the next line, and the rows of indicators."""
    for number, project in enumerate(tables.projects, 1):
        assert project.title.printed == TITLES[number - 1]
        assert [(action.printed, [str(year) for year in action.years]) for action in project.actions] == [
            (f"{THINGS[number - 1]}の選定", ["R7"]),
            ("本庁で運用開始", ["R8"]),
            ("東支所・港支所の窓口に拡大", ["R9"]),
            (f"{THINGS[number - 1]}の試用", ["R7"]),
        ]
        assert project.indicator is not None and project.baseline is not None
        assert project.indicator.printed == "① 電子申請を使った手続の数 ② 平均の待ち時間"
        assert [target.cell.printed for target in project.targets] == ["① 100 件 ② 25 分", "① 200 件 ② 20 分", f"① 30{number} 件 ② 15 分"]


def test_a_label_alone_on_its_line_heads_its_cell(tables: DividedDocument) -> None:
    """With an even number of lines there is no text beside it."""
    remarks = [remark.text.printed for project in tables.projects for remark in project.remarks]
    assert remarks == [f"{title}は紙の申請が多く、待ち時間が長い。" for title in TITLES]


def test_columns_may_be_counted_by_characters() -> None:
    """A tool that gives every character one column leaves the same cells."""
    cell = "            {}を広く知ってもらうため、\n 目的・概要      市の広報に載せる。予算は\n            毎年見直す。\n"
    lines = [Line(i, 1, text) for i, text in enumerate("\n".join(map(cell.format, TITLES)).split("\n"), 1)]
    assert [line.text for line in labels_first(lines) if "目的" in line.text] == [f" 目的・概要  {title}を広く知ってもらうため、" for title in TITLES]


def test_headings_side_by_side_stand_by_themselves() -> None:
    """A goal with the number of the sheet or a policy beside it; a sentence with a number stays."""
    lines = [Line(1, 1, "基本目標１　脱炭素のまち        施策1-2  省エネルギー"), Line(2, 1, "基本目標１　脱炭素のまち        令和7年度の予定")]
    assert [line.text for line in unfolded(lines).lines] == ["基本目標１　脱炭素のまち", "施策1-2  省エネルギー", lines[1].text]
