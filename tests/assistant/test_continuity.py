"""Whether a question goes on about the project spoken of before, or turns to another matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.continuity import Features, continuity

CARDS, PORTAL, OPEN_DATA = "証明書自動交付拡充の推進", "さがみはら地域ポータルサイトの構築事業", "行政情報の提供・配信の充実"
GOING_ON = Features(other=0.1, likeness=0.5, kinship=0.4, other_likeness=0.3, selected=0.2, other_selected=-0.3, length=0.15, english=0.0)


@pytest.mark.parametrize(
    ("changed", "likelier"),
    [({"likeness": 0.7}, True), ({"selected": 0.8}, True), ({"other": 0.9}, False), ({"other_likeness": 0.6}, False), ({"length": 0.9}, False)],
)
def test_what_speaks_for_going_on(changed: dict[str, float], likelier: bool) -> None:
    """What is like the project spoken of does; another project that fits, and a long question that says of what it is, do not."""
    assert (continuity(replace(GOING_ON, **changed)) > continuity(GOING_ON)) is likelier


@pytest.mark.parametrize(
    ("questions", "title", "told"),
    [
        (["コンビニで住民票がとれるのは何年度の計画？", "後で入れ替えたとき全部で何台あった？"], CARDS, "13台"),
        (["証明書の自動交付機、H22に増やした場所", "後で入れ替えたとき全部で何台あった？"], CARDS, "13台"),
        (["When was the nickname Sagapo chosen for the portal?", "What function was added to it the year before?"], PORTAL, ""),
    ],
)
def test_a_detail_is_asked_of_the_project_spoken_of(talk: Callable[..., Answer], questions: list[str], title: str, told: str) -> None:
    """Its words may be those of other projects; it names none."""
    answer = talk(*questions)
    assert [project.title.printed for project in answer.projects] == [title]
    assert told in "".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("questions", "title"),
    [
        (["RPAの担当課は？", "図書館DXの目標は？"], "図書館DXの推進"),
        (["緑区特設サイトの担当課を教えて", "RPAのR8の目標は？"], "RPAによる業務効率化の推進"),
        (["緑区特設サイトの担当課を教えて", "電子申請は令和6年度にいくつ増やしますか"], "電子申請の利用促進"),
        (["RPAの担当課は？", "Which department runs the library DX project?"], "図書館DXの推進"),
    ],
)
def test_another_project_is_turned_to(talk: Callable[..., Answer], questions: list[str], title: str) -> None:
    """A question that names what it is about is not asked of the one before."""
    assert [project.title.printed for project in talk(*questions).projects] == [title]


@pytest.mark.parametrize("question", ["明日の相模原の天気は？", "今日のおすすめのランチを教えて", "ごみの収集日はいつ？"])
def test_what_no_plan_is_about_is_not_told_of_the_project(talk: Callable[..., Answer], question: str) -> None:
    """Small talk behind an answer is no question about it."""
    assert talk("緑区特設サイトの担当課を教えて", question).status in ("out_of_scope", "not_found")
