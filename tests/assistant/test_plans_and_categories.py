"""Which plan has a project, how many projects each plan has, and projects of a category."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "街なかの電子看板の話は、平成の計画と令和の計画のどちらに載っていますか",
            "「デジタルサイネージによる情報配信事業」は、「個別事業進行管理表(平成22年度～26年度)」に記載されています。",
        ),
        ("In which plan is the RPA project, and who owns it?", "DX推進課"),
        ("For my comparison: how many projects does each of the two plans contain?", '": 24.'),
        ("区分が「探索型事業」の事業はいくつありますか", "10件です"),
        ("探索型って何件？名前も全部出して", "10件です"),
        ("文化イベントのSNS発信、R7はXのフォロワー何人が目標？", "X：650 人"),
    ],
)
def test_such_questions_are_answered(assistant: Assistant, question: str, told: str) -> None:
    """Quoted, counted with a word of everyday talk, or by plan."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text


def test_two_years_on(assistant: Assistant) -> None:
    """From the year spoken of before, in English too."""
    first = assistant.ask("What is the R6 target for how many staff take the ICT training?")
    assert "1,300 人" in assistant.ask("and two years after that?", first.conversation).text


@pytest.mark.parametrize("question", ["Who is the 課長 of DX推進課? Need the name for a letter.", "DX推進課の課長さんはどなたですか"])
def test_no_officials_are_named(assistant: Assistant, question: str) -> None:
    """Plans name departments, not those who head them."""
    assert assistant.ask(question).status == "not_found"
