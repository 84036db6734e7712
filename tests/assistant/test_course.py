"""What was done year after year: told in order where a question asks for its course, and left alone where it asks for something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "in_order"),
    [
        ("待ち人数表示システム どこに何年入れたか順番に", ["相模大野パスポートセンター", "橋本パスポートセンター", "緑区役所区民課及び中央区役所区民課"]),
        (
            "職員のナレッジマネジメントは、平成二十三年ごろから二十六年にかけて、年を追ってどう進みましたか",
            ["グループウエアシステムに更新", "知恵袋機能", "8サイト"],
        ),
        ("証明書の自動交付機を、平成22年度から24年度に、どこへ置いてどこへ動かしたのか、順番に教えて", ["アリオ橋本", "bono相模大野", "方針（案）"]),
        ("What happened to 証明書自動交付拡充の推進 from FY2010 to FY2014, year by year?", ["アリオ橋本", "bono相模大野", "順次廃止"]),
    ],
)
def test_the_course_of_an_undertaking_is_told_in_order(ask: Ask, question: str, in_order: list[str]) -> None:
    """Every year with what was done in it, the earliest first, each with a citation."""
    answer = ask(question)
    text = "".join(answer.text.split())
    places = [text.index("".join(part.split())) for part in in_order]
    assert answer.status == "answered" and places == sorted(places)
    assert len(answer.references) >= len(in_order)


@pytest.mark.parametrize("question", ["電子申請の利用促進の年度ごとの目標は？", "RPAの目標を年度順に教えて"])
def test_targets_of_each_year_are_no_course(ask: Ask, question: str) -> None:
    """What is planned for each year is told as targets."""
    answer = ask(question)
    assert "目標値" in answer.text and "実績は、次のとおり" not in answer.text


def test_targets_that_are_not_set_are_no_course(ask: Ask) -> None:
    """A project without targets has none to tell, whatever was done."""
    answer = ask("電子申請推進事業の年度別の目標値をすべて教えてください。")
    assert answer.status == "not_found" and "実績は、次のとおり" not in answer.text


def test_alternatives_are_no_course(ask: Ask) -> None:
    """のか、それとものか asks which of two it is, not what was done when."""
    answer = ask("災害時要援護者の情報は、知らぬ間に渡されるのか、それとも同意を得てからなのか、どういう考えだったのか教えて")
    assert "同意を得たうえで" in answer.text
