"""Questions about the plans themselves: how they are called, what is asked of them, and what a question after one leaves out."""

from __future__ import annotations

import pytest

from assistant.answer import Conversation
from assistant.assistant import Assistant
from assistant.cues import load_cues
from assistant.plan_names import PlanNames
from corpus.library import Library
from corpus.years import FiscalYear

STRATEGY, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"
TODAY = FiscalYear.from_code("R8")


@pytest.fixture
def names(library: Library) -> PlanNames:
    """How the plans of the library are called."""
    return PlanNames.of(library.plans, load_cues().plans)


@pytest.mark.parametrize(
    ("question", "plans"),
    [
        ("今の計画", {STRATEGY}), ("現行の実施事業集", {STRATEGY}), ("いまのictのけいかく", {STRATEGY}), ("the current ict plan", {STRATEGY}),
        ("令和の事業集", {STRATEGY}),
        ("前の計画", {PROGRESS}), ("旧計画", {PROGRESS}), ("平成の管理表", {PROGRESS}), ("the old plan", {PROGRESS}), ("古い方は", {PROGRESS}),
        ("新旧の計画", {STRATEGY, PROGRESS}), ("both plans", {STRATEGY, PROGRESS}), ("次の計画", set()),
        ("前年度の表示", set()), ("新しい機械", set()),
    ],
)  # fmt: skip
def test_a_plan_is_called_by_its_time(names: PlanNames, question: str, plans: set[str]) -> None:
    """The one in force, the former one, that of an era, or both."""
    assert {match.value for match in names.timed(question, TODAY)} == plans


@pytest.mark.parametrize(
    ("question", "plans"),
    [("ict戦略の目標", {STRATEGY}), ("事業集とは", {STRATEGY}), ("管理表の期間", {PROGRESS}), ("戦略的な活用", set()), ("計画の期間", set())],
)
def test_a_word_for_a_plan_that_one_title_has_means_that_one(names: PlanNames, question: str, plans: set[str]) -> None:
    """Not one that no title or several have, nor a longer word."""
    assert {match.value for match in names.alone(question)} == plans


def test_a_library_without_plans_calls_none() -> None:
    """Nothing is found, and nothing fails."""
    names = PlanNames.of([], load_cues().plans)
    assert not [*names.timed("今の計画", TODAY), *names.alone("戦略")]


@pytest.mark.parametrize(
    ("question", "plan_id", "told"),
    [
        ("ICT戦略の標語みたいなものはありますか", STRATEGY, "選ばれ・愛される"),
        ("今の計画は途中で変わることがありますか", STRATEGY, "事業の追加"),
        ("今のICT計画は何年度で終わりますか", STRATEGY, "令和９年度"), ("今の実施事業集の二つ目の基本目標は何ですか", STRATEGY, "行財政改革"),
        ("平成の管理表の施策を全部教えて", PROGRESS, "地域を活性化するコミュニケーション充実の支援"),
        ("How often is progress checked in the current plan?", STRATEGY, "毎年度"),
    ],
)  # fmt: skip
def test_a_plan_tells_of_itself(assistant: Assistant, question: str, plan_id: str, told: str) -> None:
    """In words that no cue table has, with the lines it was read in."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text
    assert {reference.plan.id for reference in answer.references} == {plan_id} and not answer.projects


def test_what_plans_never_print_is_declined(assistant: Assistant) -> None:
    """Not by the nearest line."""
    answer = assistant.ask("第２次ICT総合戦略を作るときに頼んだコンサルタント会社はどこですか")
    assert answer.status == "not_found"


def test_both_plans_are_told(assistant: Assistant) -> None:
    """Each with its own lines."""
    answer = assistant.ask("新旧の計画の期間は？")
    assert {reference.plan.id for reference in answer.references} == {STRATEGY, PROGRESS}


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("今の実施事業集の事業区分、Aは何という名前？", "で、Cは？", "探索型事業"), ("今のICT計画の期間は？", "古い方は？", "平成22年度"),
        ("平成の管理表の施策２－１の名前は？", "その次、２－２は", "安全・安心に暮らせるまちづくりの支援"),
        ("今の計画の一つ目の基本目標は？", "二つ目は？", "行財政改革"),
    ],
)  # fmt: skip
def test_a_question_after_one_about_a_plan_stays_with_it(assistant: Assistant, first: str, then: str, told: str) -> None:
    """It changes only the plan, the number or the letter."""
    answer = assistant.ask(then, assistant.ask(first).conversation)
    assert answer.status == "answered" and told in answer.text


def test_a_plan_that_is_named_is_asked_about_and_not_the_project_before(assistant: Assistant) -> None:
    """The goals of the plan, not the one of the project; another plan without more still means the project in that one."""
    conversation = assistant.ask("電子申請の利用促進の担当課は？").conversation
    assert "将来にわたり発展し続けるまちづくり" in assistant.ask("今のICT計画の基本目標は？", conversation).text
    assert "情報政策課" in assistant.ask("前の計画では？", conversation).text


def test_a_period_is_told_first(assistant: Assistant) -> None:
    """As a sentence, then as the plan puts it; a title that says no more is not repeated."""
    assert assistant.ask("今のICT計画の期間は？").text.startswith("「第2次相模原市ICT総合戦略 実施事業集」の期間は、令和6年度から令和9年度までです。")
    assert len(assistant.ask("平成の管理表の期間は？").statements) == 1


def test_a_project_ends_the_talk_about_a_plan(assistant: Assistant) -> None:
    """What is named is what is spoken of."""
    conversation = assistant.ask("今のICT計画の期間は？").conversation
    assert conversation.about_plan and conversation.plan_ids == (STRATEGY,)
    then = assistant.ask("RPAの担当課は？", conversation)
    assert "DX推進課" in then.text and not then.conversation.about_plan


def test_the_conversation_is_a_value() -> None:
    """One that was kept before plans were spoken of is read as such."""
    assert not Conversation(("a",), ("owner",)).about_plan
