"""Projects that begin with a mark and name their departments in brackets behind the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument

TEXT = """第３期試見市総合戦略
計画期間は、令和７年度から令和９年度までです。

基本目標１　安心して暮らせるまちをつくる

【数値目標】
指標                                          基準値（R5）    目標値（R9）
住みよいと答えた市民の割合                       74.6％           80.0％

施策1-1　支え合いの地域づくり

　ひとり暮らしの高齢者が増えています。

【具体的な事業】

◆見守りネットワーク事業
　新聞販売店などと協定を結び、異変に気付いたときは連絡する仕組みを広げます。
民生委員が年２回訪問します。                              【担当課：地域福祉課】

◆乗合タクシー事業
　予約型の乗合タクシーを走らせます。運賃は１回400円とします。
年次計画：R7 浜手地区で運行 → R8 山手地区で試行、利用者への聞取り
          → R9 山手地区で運行
                                              【担当課：長寿支援課・企画政策課】
                                    1

施策1-2　災害への備え

◆耐震改修促進事業
　工事の費用を上限120万円まで補助します。
目標（補助件数）：R7 15件、R8 18件、R9 －
※ 令和９年度は、目標を定めていません。
                                                          【担当課：都市計画課】

◆避難所の整備（新規）（担当課：危機管理課）
"""


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    return divide_text(TEXT)


def test_each_mark_with_departments_begins_a_project(plan: DividedDocument) -> None:
    """Under the goal and policy that stand above it; the departments may end a line of text, or stand on their own."""
    assert [(project.title.printed, project.department_names) for project in plan.projects] == [
        ("見守りネットワーク事業", ("地域福祉課",)),
        ("乗合タクシー事業", ("長寿支援課", "企画政策課")),
        ("耐震改修促進事業", ("都市計画課",)),
        ("避難所の整備", ("危機管理課",)),
    ]
    assert [project.policy and project.policy.number for project in plan.projects] == ["1-1", "1-1", "1-2", "1-2"]
    assert plan.projects[3].category and plan.projects[3].category.name == "新規"
    assert [line.text for line in plan.lines] == TEXT.splitlines()


def test_what_stands_between_is_the_description(plan: DividedDocument) -> None:
    """Without the departments behind it."""
    first = plan.projects[0]
    assert str(first.description) == "新聞販売店などと協定を結び、異変に気付いたときは連絡する仕組みを広げます。民生委員が年２回訪問します。"
    assert first.targets == () and first.actions == ()


def test_a_plan_in_one_sentence_is_steps_by_year(plan: DividedDocument) -> None:
    """Each behind its years, over the line as well."""
    assert [(action.printed, [str(year) for year in action.years]) for action in plan.projects[1].actions] == [
        ("浜手地区で運行", ["R7"]),
        ("山手地区で試行、利用者への聞取り", ["R8"]),
        ("山手地区で運行", ["R9"]),
    ]


def test_targets_behind_their_years(plan: DividedDocument) -> None:
    """What is measured stands in brackets; a note below is kept."""
    project = plan.projects[2]
    assert str(project.indicator) == "補助件数"
    assert [(str(target.year), str(target.cell)) for target in project.targets] == [("R7", "15件"), ("R8", "18件"), ("R9", "－")]
    assert [remark.text.printed for remark in project.remarks] == ["令和９年度は、目標を定めていません。"]


LABELLED = """第３期試見市総合戦略
計画期間は、令和７年度から令和11年度までです。

基本目標１　働く場をつくる

具体的施策 １－１　しごとの創出

  ◎ 創業応援事業
    　商工会議所に相談窓口「はじめの一歩」を置きます。令和８年度に体験プログラムを
    始めます。
      〔担当〕商工観光課                 〔ＫＰＩ〕創業塾の修了者数（年間）　24人（R5）→ 40人（R11）

  ◎ 空き店舗活用事業
    　改修費の３分の２を補助します。
      〔担当〕商工観光課、都市計画課     〔ＫＰＩ〕出店数（年間）　５件（R5）→ ９件（R11）
                                                   相談の件数　　　　　30件（R5）→ 45件（R11）

具体的施策 １－２　農業の担い手づくり

  ◎ 就農応援事業
    　農業塾を開きます。
      〔担当〕農林課

  ◎ 柚子の販路拡大事業
    　物産展を開きます。
      〔担当〕農林課                     〔ＫＰＩ〕認証商品の数　27品（R5）→ 45品（R11）
"""


def test_departments_and_indicators_behind_labels_of_their_own(divide_text: Callable[[str], DividedDocument]) -> None:
    """Each indicator with its baseline and its target; a further one stands on a line of its own."""
    projects = divide_text(LABELLED).projects
    assert [(project.title.printed, project.department_names, project.policy and project.policy.number) for project in projects] == [
        ("創業応援事業", ("商工観光課",), "1-1"),
        ("空き店舗活用事業", ("商工観光課", "都市計画課"), "1-1"),
        ("就農応援事業", ("農林課",), "1-2"),
        ("柚子の販路拡大事業", ("農林課",), "1-2"),
    ]
    assert str(projects[0].description) == "商工会議所に相談窓口「はじめの一歩」を置きます。令和８年度に体験プログラムを始めます。"
    told = [(str(project.indicator), str(project.baseline), [(str(target.year), str(target.cell)) for target in project.targets]) for project in projects]
    assert told == [
        ("創業塾の修了者数(年間)", "24人（R5）", [("R11", "40人")]),
        ("① 出店数(年間) ② 相談の件数", "① 5件（R5） ② 30件（R5）", [("R11", "① 9件 ② 45件")]),
        ("None", "None", []),
        ("認証商品の数", "27品（R5）", [("R11", "45品")]),
    ]
