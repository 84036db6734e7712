"""Words that tell one thing from its neighbour of a like name: 中学校 is not any 学校, 南区 not 緑区, どこを no department."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant

Ask = Callable[[str], Answer]


def test_the_part_of_a_compound_does_not_stand_for_it(assistant: Assistant) -> None:
    """中学校 is searched by its own words where the documents hold it, and 学校 alone stands for none of them."""
    terms = assistant.reader.read("中学校の目標は？").terms
    assert all("学校" not in term or term == ("学校",) for term in terms)


@pytest.mark.parametrize(
    "question",
    ["緑区には特設サイトがあるそうですが、南区の特設サイトのほうはR9に何件ですか", "緑区の特設サイトはわかりました。中央区の特設サイトの方の目標は？"],
)
def test_the_other_ward_has_no_figure(ask: Ask, question: str) -> None:
    """What one ward's site aims at is not told for another's, though both are spoken of."""
    answer = ask(question)
    assert answer.status != "answered" and "30,000" not in answer.text


@pytest.mark.parametrize(("question", "owner"), [("どこをやる予定ですか、RPAは", False), ("RPAはどこがやるの", True)])
def test_what_is_done_is_no_department(assistant: Assistant, question: str, owner: bool) -> None:
    """どこを asks for a place, どこが for a department."""
    assert ("owner" in assistant.reader.read(question).asks) is owner


@pytest.mark.parametrize(
    ("question", "kept", "left_out"),
    [("令和の計画の重点事業で、DX推進課が入っていないものを全部", "デジタルアーカイブ推進事業", "RPAによる業務効率化の推進")],
)
def test_a_department_that_has_no_part_is_left_out(ask: Ask, question: str, kept: str, left_out: str) -> None:
    """入っていない restricts as 以外 does."""
    answer = ask(question)
    assert kept in answer.text and left_out not in answer.text


def test_a_request_is_no_assertion(ask: Ask) -> None:
    """挙げてもらえますか at the end of much talk asks for the list."""
    answer = ask(
        "自治会の係を頼まれましてね。平成22年から26年の表に「安全・安心に暮らせるまちづくりの支援」ってくくりがありましたでしょ、入ってる事業を残らず挙げてもらえますか。"
    )
    assert len(answer.projects) == 6 and "緊急情報配信拡充事業" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "第2次ICT戦略の施策数と事業数",
        "令和の計画はいくつの施策があって、いくつの事業があるの",
        "How many policies and projects does the second ICT strategy have?",
    ],
)
def test_policies_and_projects_are_counted_together(ask: Ask, question: str) -> None:
    """By the line of the plan that says both."""
    answer = ask(question)
    assert "8つの施策" in "".join(answer.text.split()) and "26の事業" in "".join(answer.text.split())


def test_a_figure_in_words_does_not_make_a_question_another(assistant: Assistant) -> None:
    """二十 and パーセント are no matter of their own: the project spoken of before is asked about."""
    first = assistant.ask("キャッシュレス決済の現状値は？")
    answer = assistant.ask("へえ、もう二十何か所もねえ。令和九年度には何か所になって、使う人は何パーセントまで行かせたいのかしら。", first.conversation)
    assert "30 拠点" in answer.text and "17％" in answer.text


@pytest.mark.parametrize(("question", "name"), [("令和の計画の一覧でシーって印がついてるのは、どういう仕事のことですか", "探索型事業")])
def test_a_letter_may_be_spelt_as_it_is_said(ask: Ask, question: str, name: str) -> None:
    """シー is C."""
    assert name in ask(question).text
