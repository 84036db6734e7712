"""Other cities."""

from __future__ import annotations

import pytest

from assistant.elsewhere import asks_of_another_city

KNOWN = ("椎野町", "瀬名川市", "実証実験")


@pytest.mark.parametrize(
    "question",
    [
        "隣の市の特定健診受診率は何%ですか?",
        "隣の瀬名川市は移住者数の目標を何人にしていますか。",
        "となりの町では1日いくらですか",
        "三ツ瀬市では1人1日当たりどのくらいごみが出ていますか",
        "is the neighboring city also installing air conditioning?",
        "what does the next town pay?",
    ],
)
def test_a_question_about_another_city(question: str) -> None:
    """A neighbour, by whatever name, or a city that is neither one's own nor in the documents."""
    assert asks_of_another_city(question, KNOWN.__contains__)


@pytest.mark.parametrize(
    "question",
    [
        "隣の市との連携はありますか",
        "瀬名川市の何と一緒に作ったのですか",
        "隣の町内会の活動は",
        "この都市の目標は",
        "毎月の朝市はいつですか",
        "実証実験市はいつから",
        "政令市の中での順位は",
        "what is done jointly with the neighboring city?",
    ],
)
def test_a_question_about_ones_own(question: str) -> None:
    """A city beside which something is done, one that the documents name, and words that end like a city."""
    assert not asks_of_another_city(question, KNOWN.__contains__)
