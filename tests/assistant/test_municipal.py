"""Whether a question is about what cities do: the plans do not say, or it is none of their business."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.municipal import is_municipal
from assistant.understand import Query


@pytest.mark.parametrize(
    "question",
    [
        "市民プールはいつ再開しますか？",
        "空き家こわす補助いくら",
        "How many foreign residents live in the city?",
        "町のプールはいつなおるの？",
        "火葬場の建て替えはいつ",
    ],
)
def test_city_life(read: Callable[[str], Query], question: str) -> None:
    """In everyday words, kana and English."""
    assert is_municipal(read(question))


@pytest.mark.parametrize(
    "question",
    [
        "カブトムシのそだてかたをおしえて。",
        "今日の天気はどうですか？",
        "Who wrote Romeo and Juliet?",
        "Can you translate this: 'I would like to rent a bicycle'?",
        "9かける8は",
    ],
)
def test_something_else(read: Callable[[str], Query], question: str) -> None:
    """What is quoted to be worked on is not asked about."""
    assert not is_municipal(read(question))


def test_what_is_said_of_each(ask: Callable[[str], Answer]) -> None:
    """Of city life that no project is about the plans say nothing; anything else is outside them."""
    assert [ask(question).status for question in ("市営じゅうたくの家賃いくら", "カブトムシのそだてかたをおしえて。")] == ["not_found", "out_of_scope"]
