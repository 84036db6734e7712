"""A question that speaks of two plans in turn: what it says of each, and an answer from each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.clauses import clauses_of_plans
from corpus.library import Library
from corpus.text import normalise
from corpus.years import FiscalYear

THEN, NOW = "sagamihara-progress-h22-h26", "sagamihara-ict2-r6-r9"
TODAY = FiscalYear(2026)


@pytest.mark.parametrize(
    ("question", "then", "now"),
    [
        ("オープンデータは むかし 何種類 出したの？ いまは 何種類？", "オープンデータはむかし何種類出したの?", "いまは何種類?"),
        (
            "電子申請について、平成26年度末の手続き数と、今の戦略での令和6年度の目標数を教えて",
            "電子申請について、平成26年度末の手続き数と、",
            "電子申請について、今の戦略での令和6年度の目標数を教えて",
        ),
        (
            "Open data then and now: how many kinds in fiscal 2014, and how many this fiscal year? Then and now!",
            "open data then and now:how many kinds in fiscal 2014,",
            "open data then and now:and how many this fiscal year?",
        ),
        ("What did it open in fiscal 2014, and what does the present plan say?", "what did it open in fiscal 2014,", "and what does the present plan say?"),
    ],
)
def test_each_plan_has_its_clauses(library: Library, question: str, then: str, now: str) -> None:
    """What stands before the first plan that is named is said of both."""
    assert clauses_of_plans(normalise(question), library.plans, TODAY) == {THEN: then, NOW: now}


@pytest.mark.parametrize(
    "question",
    [
        "昔は犬の鑑札を保健所の人がつけてくれたものですが、今はいくらかかりますか",  # only tells of the past
        "昔の公文書をネットで見られるようにする事業、令和8年度の目標は？",  # an old thing is no plan
        "平成24年度には何をしましたか",
        "RPAの担当課とR8の目標は？",
    ],
)
def test_a_question_about_one_plan_has_none(library: Library, question: str) -> None:
    """Talk of former times asks nothing of the former plan."""
    assert clauses_of_plans(normalise(question), library.plans, TODAY) == {}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("オープンデータは むかし なんしゅるい 出したの？ いまは 令和6年度に あたらしく なんしゅるい？", ["14種類27データ", "12種類"]),
        ("電子申請について、平成26年度末の手続き数と、今の戦略での令和6年度の新規導入の目標数を並べて教えてください。", ["62手続き", "15手続"]),
        (
            "平成26年度にオープンデータの研究会を作ったと聞きました。何という会で、今の計画ではオープンデータを使って何が解決されるのを目指しているんですか？",
            ["さがみオープンデータ推進研究会", "地域課題が解決"],
        ),
    ],
)
def test_each_plan_tells_its_own(ask: Callable[[str], Answer], question: str, told: list[str]) -> None:
    """Each part is answered from the project of its plan, and both are cited."""
    answer = ask(question)
    assert answer.status == "answered"
    assert [each for each in told if each not in answer.text.replace(" ", "")] == []
    assert {project.plan_id for project in answer.projects} == {THEN, NOW}


def test_what_was_told_of_two_plans_is_spoken_of_together(talk: Callable[..., Answer]) -> None:
    """Behind an answer about each of two plans, その取組の所管は asks of both."""
    first = "オープンデータについて、平成26年度に公開された数と、現行計画における令和6年度から9年度までの新規公開数の目標とを並べてお示し願いたい。"
    answer = talk(first, "その取組の所管は、当時と現在とでどのように変わっているのか、課の名称で御答弁いただきたい。")
    assert all(department in answer.text for department in ("広聴広報課", "情報政策課", "DX推進課"))
