"""Schedules that say their years: what is planned for a year, when something is planned, and that nothing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant

CARE = "産後ケア事業の拡充"


@pytest.mark.parametrize(
    ("questions", "told", "not_told"),
    [
        ([f"{CARE}のR8の予定は？"], ["利用申請の電子化", "委託契約の拡大"], "日帰り型"),
        ([f"{CARE}は令和7年度に何をしますか"], ["日帰り型・訪問型の開始"], "12％"),
        ([f"{CARE}のR8の予定は？", "じゃあR7は？"], ["日帰り型・訪問型の開始"], "電子化"),
        ([f"{CARE}のR8の目標値は？"], ["15％"], "電子化"),
        ([f"{CARE}のスケジュールは？"], ["年度ごとの予定", "日帰り型・訪問型の開始（R7）", "委託契約の拡大（R8～R11）"], "％"),
        (["児童虐待防止対策の強化のスケジュールは？"], ["心理職の配置 １人（R7）、２人（R9）"], "（R9）（R9）"),
        (["オンライン学習の試行はいつの予定ですか"], ["令和8年度の予定"], "実績"),
        ([f"{CARE}で、今度の令和8年度に電子で申し込めるようになることはありますか"], ["利用申請の電子化"], "15％"),
        ([f"What is planned for {CARE} in FY2026?"], ["lists", "利用申請の電子化"], "日帰り型"),
    ],
)
def test_what_is_planned_for_a_year(talk_of_cities: Callable[..., Answer], questions: list[str], told: list[str], not_told: str) -> None:
    """The steps of that year, never a target or the steps of another; as planned, not as done."""
    answer = talk_of_cities(*questions)
    text = "".join(statement.text for statement in answer.statements)
    assert answer.status == "answered"
    assert [each for each in told if each not in text] == []
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("病児・病後児保育事業のR10の予定は？", "令和10年度の予定は、計画に記載がありません"),
        (f"{CARE}のR12の予定は？", "期間（令和7年度～令和11年度）に含まれない"),
    ],
)
def test_a_year_without_a_step_is_told_so(cities: Assistant, question: str, told: str) -> None:
    """Not the target of that year, nor the step of the year before."""
    answer = cities.ask(question)
    assert answer.status == "not_found"
    assert told in answer.statements[0].text
