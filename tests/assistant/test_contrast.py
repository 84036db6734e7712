"""Two things of a kind: what is told of the one is no answer about the other."""

from __future__ import annotations

import pytest

from assistant.contrast import asked_span, names_other_of_kind, names_other_time, says_span, says_the_opposite


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("胃がん検診の受診率の令和８年度目標は。", "① 大腸がん検診の受診率（％） ② 乳がん検診の受診率（％）"),
        ("南区役所区民課には端末を何台置きましたか", "窓口の補助として、端末を中央区役所区民課に1台設置した。"),
        ("北図書館は何時まで開いていますか", "中央図書館の閉館時刻を午後８時に繰り下げます。"),
    ],
)
def test_another_of_the_same_kind(question: str, text: str) -> None:
    """Both end alike, each with a word of its own before it."""
    assert names_other_of_kind(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("大腸がん検診の受診率は", "① 大腸がん検診の受診率（％） ② 乳がん検診の受診率（％）"),  # named
        ("がん検診の受診率は", "大腸がん検診の受診率（％）"),  # of any kind
        ("年間利用者数は", "延べ利用者数"),  # how it is counted
        ("市立図書館の利用者は", "中央図書館の利用者"),  # whose it is
        ("新しい給食調理場は1日何食", "第二調理場の隣接地に新しい調理場を整備する。"),  # what they share stands alone
        ("新規道入手続数は", "新規導入手続数"),  # a slip
        ("公式HPアクセス件数は", "ホームページアクセス件数"),  # in another script
        ("予約システムはいつから", "文書管理システムを導入する。"),  # a loan word is no kind
    ],
)
def test_the_same_or_not_certain(question: str, text: str) -> None:
    """Nothing is said where either may be the other."""
    assert not names_other_of_kind(question, text)


@pytest.mark.parametrize(
    ("question", "text", "opposite"),
    [
        ("自動交付機は何年度に撤去されましたか", "自動交付機を2カ所に増設した。", True),
        ("When was the machine removed?", "自動交付機を2カ所に増設した。", True),
        ("自動交付機は何年度に廃止が決まりましたか", "自動交付機を順次廃止することを決定した。", False),
        ("共同検証はいつまでですか", "同年10月に共同検証を開始しました。", True),
        ("実証実験は何年度から何年度までですか", "令和5年度から令和6年度において、実証実験を行います。", False),
        ("いつ始まりましたか", "平成24年度に運用を開始した。", False),
    ],
)
def test_the_end_of_something_is_not_its_beginning(question: str, text: str, opposite: bool) -> None:
    """What tells of a beginning says nothing of an end, and until when is told by what names an end."""
    assert says_the_opposite(question, text) == opposite


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("平日は1日平均で何人乗っていますか", "日"),
        ("ひと月に何人が使いますか", "月"),
        ("How many visitors per day?", "日"),
        ("令和6年4月1日の人数は", None),
        ("年間の利用者数は", None),
    ],
)
def test_the_span_that_is_asked_for(question: str, span: str | None) -> None:
    """A day of the calendar is none."""
    assert asked_span(question) == span


def test_a_name_says_its_span_by_itself_or_by_its_unit() -> None:
    """４月１日現在 tells when something is counted, not in which time."""
    assert says_span("市民１人１日当たりのごみ排出量", "日") and says_span("排出量（g/人・日）", "日") and says_span("年間利用者数（人）", "年")
    assert not says_span("待機児童数（４月１日現在）", "日") and not says_span("１月から３月まで", "月")


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("1日に何人が利用しますか", "年間の利用者は7,945人であった。", True),
        ("ひと月に何人が利用しますか", "１日平均で11.2人の利用があった。", True),
        ("1日に何人が利用しますか", "定員は12人とする。", False),  # says no time
        ("平日は何人が乗りますか", "土曜日の試験運行に11.2人の利用があった。", True),
        ("土曜日は何時まで開いていますか", "平日は午後７時まで開館する。", True),
        ("土曜日も開いていますか", "平日は午後７時、土曜日は午後５時まで開館する。", False),
    ],
)
def test_another_time(question: str, text: str, other: bool) -> None:
    """Of a year for a day's, or of holidays for weekdays; what says both, or none, may answer."""
    assert names_other_time(question, text) is other
