"""Compounds miswritten in one character, and other slips of hurried people, on the two plans."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.miswritten import Miswritten

Talk = Callable[..., Answer]
TITLES = ["災害情報共有システムの構築事業", "防災情報配信サービスの拡充", "緑区特設サイトの充実"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("災害情報供有システムはいつ", "災害情報共有システムはいつ"),
        ("災害情報共有システムはいつ", "災害情報共有システムはいつ"),
        ("防犯情報配信サービスの課", "防犯情報配信サービスの課"),
        ("南区特設サイトの目標", "南区特設サイトの目標"),
        ("災害と情報", "災害と情報"),
    ],
)
def test_one_kanji_that_makes_no_word_is_corrected(typed: str, meant: str) -> None:
    """Inside a compound of a title; a word of its own (防犯, 南区) names another thing."""
    assert Miswritten(TITLES).corrected(typed) == meant


def test_what_two_titles_may_mean_stays() -> None:
    """Where two kanji would do, none is chosen."""
    assert Miswritten(["地域情報共有システム", "地域情報公有システム"]).corrected("地域情報供有システム") == "地域情報供有システム"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["災害情報供有システム　できたの何年度？　仕様検討じゃなくて構築のほう"], "平成25年度"),
        (["インターネット安全教室の参加人数、H24～H26の3年間で延べ何名になりますか"], "70 + 52 + 64 = 186 名"),
        (["職員なれっじマネジメント　H25の実積", "よくねんは　部門別のサイトとか数も"], "8サイト"),
        (["じしん で でんき が とまっても しやくしょ の コンピュータ が うごく けいかく は、まえ は なん% で、もくひょう は なん% ですか"], "87.5"),
        (["What cashless usage rate does the city want by the last year of the plan, and what was it when they started?"], "13.4"),
        (["平成22年からの計画で、役所からの手紙を音で聞けるように付けると聞いたのは何ですか", "はい"], "アクセシビリティ"),
    ],
)
def test_hurried_questions_are_answered(talk: Talk, turns: list[str], told: str) -> None:
    """What stood at the start, totals of people, the year after, and a plan that is only named beside the question."""
    assert told in talk(*turns).text


def test_a_greeting_at_some_length_is_one(talk: Talk) -> None:
    """Who says that they know little Japanese asks nothing."""
    assert talk("こんにちは。にほんご すこし だけ わかります。よろしく おねがいします。").status == "greeting"


@pytest.mark.parametrize(
    ("typed", "meant"), [("youtubの登録者", "youtubeの登録者"), ("yourubeは", "youtubeは"), ("cubeは", "cubeは"), ("tubeの数", "tubeの数")]
)
def test_a_long_name_may_have_one_letter_wrong(typed: str, meant: str) -> None:
    """In Latin letters; an English word and a short one are what they are."""
    assert Miswritten(["YouTubeのチャンネル登録者数"]).corrected(typed) == meant
