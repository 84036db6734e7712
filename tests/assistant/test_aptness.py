"""Aptness: whether a piece of a project answers a free question, or the question goes beyond what the plan tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.aptness import CHOICE, TOLD, Features, aptness, features
from assistant.assistant import Assistant
from assistant.compose import Draft
from assistant.details import LIKELY, POSSIBLE, RARE, TELLING
from assistant.wording import load_wording
from corpus.values import Project

Titled = Callable[[str], Project]
NET, WATER, PORTAL = "インターネット活用力の向上と地域情報サポーター養成の推進", "消防水利充足システム改修", "さがみはら地域ポータルサイトの構築事業"
NONE = Features(selected=-1.0, kinship=0.0, score=0.0, focused=0.0, uncounted=0.0, whether=0.0)
APT = replace(NONE, selected=0.7, kinship=0.9, score=0.9)
CHOOSING = ("selected", "kinship", "score", "focused", "uncounted")


@pytest.fixture
def judged(assistant: Assistant, project: Titled) -> Callable[[str, str], dict[str, Features]]:
    """The features of each piece of a project, by its text, for a question."""

    def of(question: str, title: str) -> dict[str, Features]:
        query = assistant.reader.read(question)
        draft = Draft(assistant.library, load_wording(query.language), query)
        ranked = assistant.replier.pieces(draft, project(title))
        return {each.atom.text: values for each, values in zip(ranked, features(query, project(title), ranked), strict=True)}

    return of


def test_aptness_is_a_probability_that_tells_apt_from_not() -> None:
    """A piece that holds what is asked is certain beside those that hold nothing, which are not even likely, with or without it."""
    apt, *none = aptness([APT, NONE, NONE])
    assert 0 < max(none) < POSSIBLE and max(aptness([NONE, NONE])) < POSSIBLE < LIKELY < TELLING < RARE < apt < 1
    assert aptness([]) == []


def test_pieces_that_answer_alike_share_the_chance() -> None:
    """Which of two equal pieces is meant cannot be told: each has half of what one alone would have."""
    alone = aptness([APT])[0]
    assert aptness([APT, APT]) == pytest.approx([alone / 2, alone / 2])


@pytest.mark.parametrize("name", CHOOSING)
def test_each_feature_moves_the_choice_as_its_weight_says(name: str) -> None:
    """More of a feature with a positive weight gives the larger share, of one with a negative weight the smaller."""
    more, less = aptness([replace(NONE, **{name: getattr(NONE, name) + 0.1}), NONE])
    assert (more > less) == (getattr(CHOICE, name) > 0)


@pytest.mark.parametrize("name", ["selected", "uncounted", "whether"])
def test_each_feature_moves_the_chance_as_its_weight_says(name: str) -> None:
    """The chance of a piece alone is the chance that it answers."""
    more, less = aptness([replace(NONE, **{name: getattr(NONE, name) + 0.1})]), aptness([NONE])
    assert (more > less) == (getattr(TOLD, name) > 0)


def test_a_figure_that_is_asked_for_is_seen_where_it_stands(judged: Callable[[str, str], dict[str, Features]]) -> None:
    """何名 is met by the line that counts people, beside the words it is asked of, and by no line without."""
    values = judged("インターネット安全教室には平成24年度に何名が参加しましたか", NET)
    told = next(each for text, each in values.items() if "安全教室" in text and "名" in text)
    assert told.uncounted == 0
    assert all(each.uncounted == 1 for text, each in values.items() if "名" not in text and "人" not in text)


def test_shares_stay_shares(judged: Callable[[str, str], dict[str, Features]]) -> None:
    """Features that are shares lie between 0 and 1, for a question of any length and language."""
    for question in ("？", "GISは何に使う", "How will the fire department use maps to compute the rate, and who will do it in which year and why?", "水" * 80):
        for each in judged(f"消防水利 {question}", WATER).values():
            assert all(0 <= getattr(each, name) <= 1.001 for name in ("kinship", "focused", "uncounted", "whether"))


@pytest.mark.parametrize(
    "question",
    [
        "電子申請はiPadOSでも使えますか",  # a name that no document holds
        "RPAは辞めた人の分も動かせますか",
        "デジタルアーカイブに反対する市民の声はどれくらいあったんですか",
        "さがポという愛称には何通の応募があったんですか",
        "畜犬登録受付業務のデジタル化で犬小屋は配られますか",
    ],
)
def test_a_step_beyond_the_plan_is_declined(assistant: Assistant, question: str) -> None:
    """The project is right and tells nothing of it."""
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("インターネット安全教室には平成24年度に何名が参加しましたか", "70名"),
        ("市のコールセンターには、年にどのくらい問い合わせが来ていたのでしょうか", "約10万件"),
        ("国産の生成AIの共同検証は、どこの会社と協定を結んだのですか", "日本電気株式会社"),
        ("コンビニ交付で研究対象にしたコンビニの名前は", "セブンイレブン"),
    ],
)
def test_what_a_line_tells_is_quoted(assistant: Assistant, question: str, told: str) -> None:
    """The line that answers, with its figure or name."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text, answer.text
