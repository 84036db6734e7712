"""Confidence: whether the best project found is the one a question is about, or only the nearest neighbour of something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.confidence import LARGEST_LEAD, LONGEST, WEIGHTS, Features, confidence, features
from assistant.decide import MAYBE, MOST_NEAR, SURE
from assistant.understand import Query

Ask = Callable[[str], Answer]
MIDDLING = Features(likeness=0.5, lead=0.3, length=0.3, held=0.5, naming=0.3, english=0.0)
CLEAR = Features(likeness=0.8, lead=LARGEST_LEAD, length=0.1, held=1.0, naming=1.0, english=0.0)
NOTHING = Features(likeness=0.1, lead=0.0, length=0.1, held=0.0, naming=0.0, english=0.0)


def test_confidence_is_a_probability_that_tells_clear_from_nothing() -> None:
    """What is named and held is sure, what is neither is not, what lies between is between."""
    assert 0 < confidence(NOTHING) < MAYBE < confidence(MIDDLING) < confidence(CLEAR) < 1
    assert confidence(CLEAR) >= SURE


@pytest.mark.parametrize("name", [field.name for field in fields(Features)])
def test_each_feature_moves_confidence_as_its_weight_says(name: str) -> None:
    """More of a feature with a positive weight makes surer, of one with a negative weight less sure."""
    more = replace(MIDDLING, **{name: getattr(MIDDLING, name) + 0.1})
    assert (confidence(more) > confidence(MIDDLING)) == (getattr(WEIGHTS, name) > 0)


def test_features_are_read_off_the_search(assistant: Assistant) -> None:
    """The lead is over the next project and capped, with no rival it is the score; the length is a share; English is told."""
    found = assistant.decider.ranked(query := assistant.reader.read("RPAの担当課は？"), assistant.finder.passages(query))
    first, second = replace(found[0], score=1.0), replace(found[1], score=0.9)
    assert features(query, [first, second], 0.5).lead == pytest.approx(0.1)
    assert features(query, [first], 0.5).lead == LARGEST_LEAD
    assert features(query, [first, second], 0.5).held == 0.5 and features(query, [first], 0.5).english == 0.0
    assert features(Query("a" * 2 * LONGEST, "en"), [first], 0.5).length == features(Query("who", "en"), [first], 0.5).english == 1.0
    assert features(query, [replace(first, hits=())], 0.5).likeness == 0.0


@pytest.mark.parametrize(
    "question",
    [
        "水族館の担当課は？", "駐輪場の目標値は？", "プールの利用料の担当課は？",
        "自動運転バスの担当課は？", "保育園の入園予約の担当課は？", "空き家対策の担当課は？",
        "LINEの担当課は？", "Wi-Fiの担当課は？", "ネーミングライツの目標は？", "南区特設サイトの目標は？", "博物館DXの推進の担当課は？",
        "介護保険事務のデジタル化の所管はどこですか", "道路台帳管理システムの更新の行動目標は", "教員のICTスキル向上の目標は？",
        "Which department runs the bike sharing service?", "What is the target of the swimming pool app?",
        "What is the target for Instagram followers of culture events?", "文化事業のInstagramのフォロワー目標は？",
    ],
)  # fmt: skip
def test_what_no_plan_holds_is_not_answered_by_its_neighbour(ask: Ask, question: str) -> None:
    """A thing, a product or a place that no plan has: no project's department and no figure is told."""
    answer = ask(question)
    assert answer.status == "not_found" and not answer.projects and not answer.references


@pytest.mark.parametrize(
    ("question", "department"),
    [
        ("毎月の国民健康保険のことですが、その事務にデジタルの技術を使えないか検討しているのはどこの課ですか", "保険企画課"),
        ("子どもの通学路で直してほしい場所の要望を地図にする取組は何課ですか", "学務課"),
    ],
)
def test_a_word_before_the_title_names_no_other_project(ask: Ask, question: str, department: str) -> None:
    """毎月の and 子どもの stand in no one's place."""
    answer = ask(question)
    assert answer.status == "answered" and department in answer.text


@pytest.mark.parametrize("question", ["犬の届出の成果指標は？", "犬の届出の行動目標は？"])
def test_a_candidate_is_asked_for_what_it_has(ask: Ask, question: str) -> None:
    """A project without the field that was asked for is offered by its description; every question that is offered is answered."""
    suggested = ask(question).suggestions
    assert suggested and all(ask(each).status == "answered" for each in suggested)


def test_a_longer_word_is_no_misspelt_department(ask: Ask) -> None:
    """電子図書館 is not 図書館: what shares a word with it may be named, nothing of it is told."""
    answer = ask("電子図書館の目標は？")
    assert answer.status == "not_found"
    assert not any(target.cell.printed in answer.text for project in answer.projects for target in project.targets)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("畜犬登録の担当課は？", "畜犬登録受付業務のデジタル化"), ("飼い犬の登録の担当課は？", "畜犬登録受付業務のデジタル化"),
        ("RPAの担当課は？", "RPAによる業務効率化の推進"),
        ("市政アドバイザーの担当課は？", "「市民意見の受付・回答機能」拡充の推進"), ("緑区特設サイトの目標は？", "緑区特設サイトの充実"),
        ("ペーパーレスの担当課は？", "市議会対応事務の電子化"), ("ごみ分別アプリの担当課は？", "行政情報の提供・配信の充実"),
    ],
)  # fmt: skip
def test_what_a_plan_holds_is_answered(ask: Ask, question: str, title: str) -> None:
    """By its title, in other words, or by a word that it alone has."""
    answer = ask(question)
    assert answer.status == "answered" and [project.title.printed for project in answer.projects] == [title]


@pytest.mark.parametrize(
    ("question", "near"), [("犬の届出の担当課は？", "畜犬登録受付業務のデジタル化"), ("児童相談所の一時保護所増築の担当課は？", "児童相談所業務効率化促進事業")]
)
def test_where_none_is_sure_near_projects_are_named(ask: Ask, question: str, near: str) -> None:
    """A few projects that may be meant are named and cited with status not_found; nothing is told of them, and each may be asked next."""
    answer = ask(question)
    titles = [project.title.printed for project in answer.projects]
    assert answer.status == "not_found" and near in titles and len(titles) <= MOST_NEAR
    assert [each.project for each in answer.references] == list(answer.projects)
    assert all(title in answer.text for title in titles) and "課です" not in answer.text and "課は" not in answer.text
    assert f"{near}の担当課は？" in answer.suggestions


def test_a_title_makes_sure(assistant: Assistant) -> None:
    """A project named by its whole title is the one asked about, whatever else the question says."""
    decision = assistant.decider.decide(assistant.reader.read("量子コンピュータではない図書館DXの推進の担当課は？"), None)
    assert decision.kind == "projects" and [project.title.printed for project in decision.projects] == ["図書館DXの推進"]


@pytest.mark.parametrize(("question", "sure"), [("畜犬登録の担当課は？", True), ("駐輪場の目標値は？", False)])
def test_a_question_is_judged_by_its_best_project(assistant: Assistant, question: str, sure: bool) -> None:
    """What weights are fitted to: the best project, and the features that make it sure or not."""
    judged = assistant.decider.judged(assistant.reader.read(question))
    assert judged and (confidence(judged[1]) >= SURE) is sure
