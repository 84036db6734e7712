"""What is said before, between and after questions."""

from __future__ import annotations

import pytest

from assistant.courtesy import after_courtesies, courtesy
from corpus.text import normalise


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("こんにちは。はじめて使わせていただきます、よろしくお願いします", "greeting"), ("おはよござます", "greeting"), ("今日は寒いですね", "greeting"),
        ("はじめまして、七十八歳の田中と申します。", "greeting"),
        ("Hi, good afternoon. I hope you are well.", "greeting"), ("お世話になっております。", "greeting"),
        ("ご丁寧にありがとうございました。助かりました！", "thanks"), ("もう大丈夫です", "thanks"),
        ("わかりました。じゃあまた", "thanks"),
        ("That's all I needed, thanks a lot for your help", "thanks"), ("OK thanks, bye", "thanks"), ("ありがとう、また来ます", "thanks"),
        ("ねえねえ、きみはなにができるの？", "help"), ("hi! so what kind of stuff can I ask you here?", "help"), ("Are you a robot?", "help"),
        ("使い方がわかりません", "help"), ("ここでは何を教えてもらえるのでしょうか", "help"), ("こんにちは。あなたは誰ですか", "help"),
    ],
)  # fmt: skip
def test_courtesies_are_told_from_questions(text: str, kind: str) -> None:
    """However they are worded, in both languages; of several in one message the one that asks comes first."""
    assert courtesy(normalise(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "こんにちは。RPAの担当課は？",
        "名前は？",
        "これは何ですか",
        "目標は何ですか",
        "全部ですか？",
        "What can I do online?",
        "ありがとう。じゃあR7は？",
        "何ができましたか",
    ],
)
def test_a_question_is_no_courtesy(text: str) -> None:
    """Not even where it begins with one, or asks shortly for what was spoken of before."""
    assert courtesy(normalise(text)) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("こんにちは。いつもお世話になっております。RPAの担当課は？", "RPAの担当課は？"), ("Hello, can you help me? Who owns RPA?", "Who owns RPA?"),
        ("ありがとう", "ありがとう"), ("全部、教えて", "全部、教えて"), ("なるほど、では令和7年度は？", "では令和7年度は？"),
    ],
)  # fmt: skip
def test_courtesies_before_a_question_are_left_out(text: str, rest: str) -> None:
    """What stands behind them is read as if it stood alone; a courtesy alone stays."""
    assert after_courtesies(normalise(text)) == normalise(rest)
