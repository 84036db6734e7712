"""Words typed with other kanji of the same sound: what is meant, and what must stay as it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.homophones import Homophones
from corpus.sounds import readings, sound_alike
from corpus.text import normalise
from ingest.kanji_sounds import sounds

PRINTED = ["電子申請の利用促進", "公金収納の利用率", "緑区特設サイトの充実", "システムの標準化", "担当課", "予定", "市議会対応事務の電子化"]
DEPARTMENTS = ["保健課", "文化振興課"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("電子新生はいくつ増やす余定？", "電子申請はいくつ増やす予定?"),
        ("緑苦の特説サイト", "緑区の特設サイト"),
        ("理容率は何%", "利用率は何%"),
        ("システムの標順化", "システムの標準化"),
        ("市議回の電子化の単頭課", "市議会の電子化の担当課"),
        ("文化振興化の事業", "文化振興課の事業"),
    ],
)
def test_what_sounds_alike_is_meant(typed: str, meant: str) -> None:
    """Where what was typed makes no word, or a word of every day stands in a longer one."""
    assert Homophones(PRINTED, DEPARTMENTS, lambda _: False).corrected(normalise(typed)) == meant


@pytest.mark.parametrize(
    "typed", ["国民健康保険課の事業", "南区特設サイト", "平成二十四年度", "何年何月", "町田市の電子申請", "新生児の健診", "申請書", "新しい申し込み"]
)
def test_other_words_stay(typed: str) -> None:
    """Another department, place, year or word is what it is."""
    assert Homophones(PRINTED, DEPARTMENTS, lambda _: False).corrected(typed) == typed


def test_a_word_of_the_documents_stays() -> None:
    """Whatever the documents hold is no slip."""
    assert Homophones(PRINTED, DEPARTMENTS, lambda word: word == "理容率").corrected("理容率") == "理容率"


def test_what_two_words_may_mean_stays() -> None:
    """Of two that sound alike none is chosen."""
    assert Homophones(["公開数", "公会数"], [], lambda _: False).corrected("公界数") == "公界数"


def test_a_kanji_has_the_readings_of_its_words() -> None:
    """How a reading is parted among the kanji of a word follows from all words together."""
    told = sounds(
        [("申請", "しんせい"), ("申告", "しんこく"), ("告示", "こくじ"), ("請求", "せいきゅう"), ("求人", "きゅうじん"), ("広告", "こうこく"), ("示", "じ")]
    )
    assert told["申"] == ("しん",) and told["告"] == ("こく",) and told["請"] == ("せい",)


def test_the_table_that_ships() -> None:
    """Words of the same length, kanji by kanji."""
    assert {"しん", "もうし"} <= set(readings("申")) and readings("a") == ()
    assert sound_alike("電子新生", "電子申請") and not sound_alike("防犯", "防災") and not sound_alike("申", "申請")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("電子新生の新規導入 r8のもくひょう 何手続き", "15 手続"),
        ("緑苦の魅力を全国に出す特説サイトて どこの課やってる", "緑区役所地域振興課"),
        ("市議回の紙の資料なくすやつ 坦当どこ", "総務法制課"),
    ],
)
def test_mistyped_questions_are_answered(ask: Callable[[str], Answer], question: str, told: str) -> None:
    """On the two plans."""
    answer = ask(question)
    assert answer.status == "answered" and told in answer.text
