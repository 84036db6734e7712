"""Labels in the middle of their cells where a text is taken line by line, and what stands side by side on one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.beside import parted_labels
from ingest.middles import labels_before
from ingest.pages import page_numbers

SHEET = """事業番号 {number} 事業名 {title}
市民課
担当課
{owner}
{title}について、市民がいつでも利用できるよう対象を広げ、あわせて受付の方法を見直
事業内容
し、利便性の向上を図る。
指標・目標 {title}の利用件数 【目標】令和6年度：1,{number}00件 令和7年度：2,{number}00件
令和4年度 要綱を改正した。
3施設で試行し、利用者に意見を聞いた。利用は４{number}件で、待ち時
令和5年度
間は短くなった。
取組実績 令和6年度 市内全域で始めた。
－ {number} － 試見市 総務部
試見市実施計画 進捗管理表
方針1 窓口の見直し
令和7年度 ―
総合評価 A 今後の方向性 対象を広げる。
"""
SHEETS = (("電子申請の拡充", "総務課"), ("書かない窓口の導入", "福祉課"), ("予約システムの利用促進", "会計課"), ("おくやみ窓口の設置", "税務課"))


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    sheets = (SHEET.format(number=number, title=title, owner=owner) for number, (title, owner) in enumerate(SHEETS, 1))
    return divide_text("試見市実施計画 進捗管理表\n（令和４年度～令和７年度）\n方針1 窓口の見直し\n" + "".join(sheets))


def test_lines_above_a_label_are_of_its_cell(plan: DividedDocument) -> None:
    """A department above the word for it is none of the title before, and a text begins above its label."""
    for project, (title, owner) in zip(plan.projects, SHEETS, strict=True):
        assert (project.title.printed, project.department_names) == (title, ("市民課", owner))
        assert project.description is not None
        assert project.description.printed.endswith("対象を広げ、あわせて受付の方法を見直し、利便性の向上を図る。")


def test_what_was_done_is_of_its_year(plan: DividedDocument) -> None:
    """Whether its year stands in the middle, beside a label that heads all years, or behind the foot and head of a page; as printed, in its own width."""
    for number, project in enumerate(plan.projects, 1):
        done = {str(year): item.text.printed for item in project.achievements for year in item.years}
        text = f"3施設で試行し、利用者に意見を聞いた。利用は４{number}件で、待ち時間は短くなった。"
        assert done == {"R4": "要綱を改正した。", "R5": text, "R6": "市内全域で始めた。"}


def test_targets_behind_the_name_of_an_indicator(plan: DividedDocument) -> None:
    """Each behind its year on the line of the name, which is without them."""
    for number, project in enumerate(plan.projects, 1):
        assert project.indicator is not None and project.indicator.printed == f"{project.title.printed}の利用件数"
        assert [(str(each.year), each.cell.printed) for each in project.targets] == [("R6", f"1,{number}00件"), ("R7", f"2,{number}00件")]


def test_labels_side_by_side(plan: DividedDocument) -> None:
    """A mark and what comes next are two remarks."""
    assert [(remark.label, remark.text.printed) for remark in plan.projects[0].remarks] == [("総合評価", "A"), ("今後の方向性", "対象を広げる。")]


@pytest.mark.parametrize(
    "text",
    [
        "事業名 甲\n担当課\n総務課\n事業内容\n窓口を見直す。\n今後も続ける。\n実績\n進めた。\n" * 4,  # above their texts
        "事業名 甲\n担当課 総務課\n事業内容 窓口を見直し、\n対象を広げる。\n実績 進めた。\n" * 4,  # beside the first line
        "事業内容\n\n窓口を見直す。\n\n実績\n\n進めた。\n\n" * 4,
    ],
)
def test_other_labels_stay(text: str) -> None:
    """Labels at the head of their cells are left where they are."""
    lines = [Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)]
    assert labels_before(lines, ()) == lines


def test_lines_in_columns_are_left() -> None:
    """What is laid out in columns is read by these."""
    lines = [Line(number, 1, "総合評価　　A　　今後の方向性　　続ける") for number in range(1, 5)]
    assert parted_labels(lines) == lines


def test_page_numbers_beside_words() -> None:
    """The foot of a page with the same words on all of them, under rising numbers; a range within a text is none."""
    texts = ["本文", "－ 1 － 総務課", "本文", "－ 2 － 総務課", "- 5 - 番", "－ 3 － 総務課"]
    assert page_numbers(texts) == {2, 4, 6}
