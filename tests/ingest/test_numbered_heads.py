"""Projects that begin with one line: number, title and departments; what follows up to the first label is the description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument

TEXT = """第３次試見市総合計画　実施計画
計画の期間は、令和８年度から令和９年度までです。

事業一覧
１－１－１　見守りの充実（長寿支援課）
１－１－２　認知症の人を支える体制づくり（長寿支援課・健康づくり課）
１－２－１　公共交通空白地域の移動手段の確保（交通政策課）

政策１－１　高齢者福祉の充実
１－１－１　見守りの充実（長寿支援課）
　新聞販売店や郵便局による見守りの輪を広げます。センサーを無料で貸し
出します。

  指標                    現状値  令和８年度  令和９年度
  協力事業者数（事業者）  86      95          105

主な取組
・連絡会の開催（年２回、６月
　と12月）
・センサーの貸出し（令和９年度に50台）

- 1 -
１－１－２　認知症の人を支える体制づくり（長寿支援課・健康づくり課）
　認知症カフェ「しおカフェ」を設けます。

  指標                    現状値  令和８年度  令和９年度
  カフェの数（か所）      3       4           5

主な取組
・もの忘れ相談の開催（毎月第３木曜日）

- 2 -
政策１－２　移動手段の確保
１－２－１　公共交通空白地域の移動手段の確保（交通政
策課、道路管理課）
　予約制の乗合タクシーは、１回300円で利用でき
ます。

  指標                    現状値  令和８年度  令和９年度
  利用者数（人）          6,420   8,000       11,000

主な取組
・運行の開始（令和８年10月）

- 3 -
"""


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    return divide_text(TEXT)


def test_each_line_with_departments_begins_a_project(plan: DividedDocument) -> None:
    """A list of such lines before the projects begins none; a head may go on in the next line."""
    assert [(project.title.printed, project.department_names) for project in plan.projects] == [
        ("見守りの充実", ("長寿支援課",)),
        ("認知症の人を支える体制づくり", ("長寿支援課", "健康づくり課")),
        ("公共交通空白地域の移動手段の確保", ("交通政策課", "道路管理課")),
    ]
    assert [project.policy.number for project in plan.projects if project.policy] == ["1-1", "1-1", "1-2"]


def test_what_follows_the_head_is_the_description(plan: DividedDocument) -> None:
    """Up to the first label; the targets are those of the table behind."""
    first = plan.projects[0]
    assert str(first.description) == "新聞販売店や郵便局による見守りの輪を広げます。センサーを無料で貸し出します。"
    assert {str(target.year): str(target.cell) for target in first.targets} == {"R8": "95", "R9": "105"}
    assert first.description is not None
    assert first.description.span.line_start == TEXT.split("\n").index("　新聞販売店や郵便局による見守りの輪を広げます。センサーを無料で貸し") + 1


def test_a_list_with_bullets_is_of_the_sheet_it_stands_on(plan: DividedDocument) -> None:
    """A blank line before it does not make captions of it; a bullet goes on in the next line."""
    actions = plan.projects[0].actions
    assert [(action.printed, [str(year) for year in action.years], action.certain) for action in actions] == [
        ("連絡会の開催（年２回、６月と12月）", [], True),
        ("センサーの貸出し（令和９年度に50台）", ["R9"], True),
    ]
