"""Lists in which each year says what was planned and what was done; marks behind titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument
from ingest.lines import Piece
from ingest.planned_done import planned_and_done

LIST = """令和5年度 計画 システムの調達、窓口での試行
実績 事業者を選定し、２窓口で
試行を始めた。
令和6年度 計画：全窓口での運用
令和7年度
予定 支所への展開"""
SHEET = (
    "取組番号　{number}\n取組名　{title}\n担当課　市民課\n取組の概要\n{title}を進める。\n年度別の計画と実績\n"
    + LIST.replace("計画 シ", "計画 {number}のシ").replace("予定 支", "予定 {number}の支")
    + "\n\n"
)


def test_each_entry_stands_behind_its_year(pieces: Callable[[str], list[Piece]]) -> None:
    """The word may stand on the line of the year or below it; lines that go on belong to the last one."""
    found = planned_and_done(pieces(LIST))
    assert found
    assert [piece.text for piece in found.planned] == ["令和5年度 システムの調達、窓口での試行", "令和6年度 全窓口での運用", "令和7年度 支所への展開"]
    assert [piece.text for piece in found.done] == ["令和5年度 事業者を選定し、２窓口で", "試行を始めた。"]


@pytest.mark.parametrize(
    "text", ["令和5年度 システムを調達した。", "計画 調達\n実績 調達した。", "令和5年度 計画 調達\n令和6年度 窓口を開いた。", "令和5年度 実績 調達した。"]
)
def test_other_lists_are_none(pieces: Callable[[str], list[Piece]], text: str) -> None:
    """Words without years, years without words, and one word alone."""
    assert planned_and_done(pieces(text)) is None


def test_what_was_planned_is_no_achievement(divide_text: Callable[[str], DividedDocument]) -> None:
    """It is what the project plans for that year; what was done is told of the years in which something was."""
    sheets = (SHEET.format(number=number, title=f"窓口{number}の見直し") for number in (1, 2, 3))
    project = divide_text("計画期間は、令和5年度から令和7年度までとする。\n" + "".join(sheets)).projects[1]
    assert [(str(item.text), [str(year) for year in item.years]) for item in project.achievements] == [("事業者を選定し、２窓口で試行を始めた。", ["R5"])]
    planned = {step.printed: [str(year) for year in step.years] for step in project.actions}
    assert planned == {"2のシステムの調達、窓口での試行": ["R5"], "全窓口での運用": ["R6"], "2の支所への展開": ["R7"]}


@pytest.mark.parametrize(
    ("printed", "title", "category"),
    [
        ("窓口の見直し（重点取組）", "窓口の見直し", "重点取組"),
        ("窓口の見直し 【新規】", "窓口の見直し", "新規"),
        ("窓口の見直し ★", "窓口の見直し", "None"),
        ("窓口の見直し（試行）", "窓口の見直し(試行)", "None"),
        ("重点事業", "重点事業", "None"),
    ],
)
def test_a_mark_behind_a_title_is_no_part_of_it(divide_text: Callable[[str], DividedDocument], printed: str, title: str, category: str) -> None:
    """It is the category of a project that has no other; brackets that say something else stay."""
    sheets = (SHEET.format(number=number, title=printed if number == 2 else f"窓口{number}の見直し") for number in (1, 2, 3))
    project = divide_text("計画期間は、令和5年度から令和7年度までとする。\n" + "".join(sheets)).projects[1]
    assert project.title.printed == title and str(project.category) == category


def test_who_only_takes_part_is_not_in_charge(divide_text: Callable[[str], DividedDocument]) -> None:
    """関係課 beside the departments is kept under its label."""
    sheets = (SHEET.format(number=number, title=f"窓口{number}の見直し").replace("市民課", "市民課　　関係課　東支所、南支所") for number in (1, 2, 3))
    project = divide_text("計画期間は、令和5年度から令和7年度までとする。\n" + "".join(sheets)).projects[1]
    assert project.department_names == ("市民課",)
    assert [(remark.label, remark.text.printed) for remark in project.remarks] == [("関係課", "東支所、南支所")]
