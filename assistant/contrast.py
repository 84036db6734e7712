"""Whether a question names another thing of a kind than a text does: 胃がん検診 beside 大腸がん検診, 南区役所区民課 beside 中央区役所区民課.

Two compounds that end alike and begin differently are two things, and what is told of one is no answer about the other. Nothing is said where either
stands without a word before what they share, where that word only says how it is counted or whose it is (年間, 市立), or where the two begin with some
same character or in another script: then one may be a slip, or another way to say the other.
Likewise a figure of a year is none of a day, and what is told of weekdays is none of holidays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.embedding import embedded_model
from corpus.text import normalise

_ENDS = r"撤去|廃止|取りやめ|やめ(?:た|る|て)|なくな|無くな|終了|閉鎖|閉館|\b(?:remov|abolish|clos(?:e|ed|ing)\b|discontinu|tak(?:e|en) away|end(?:s|ed)?\b)"
_BEGINS = r"増設|新設|設置|導入|開設|開始|始め|追加|\b(?:add(?:ed)?\b|introduc|install|start|launch|open(?:s|ed)?\b)"
_OPPOSED = tuple((re.compile(one), re.compile(other)) for one, other in ((_ENDS, _BEGINS), (_BEGINS, _ENDS)))
_UNTIL = re.compile(r"いつまで|何(?:年度?|月|日)まで|\b(?:until|till) (?:when|what|which)\b|\bwhen\b.{0,60}\b(?:ends?|finish(?:es)?|expires?)\b", re.ASCII)
_SAYS_UNTIL = re.compile(r"まで|~|終了|完了|期限|期間|廃止|最終|末|から[^。、]{0,4}\d+ ?年")
_SPAN = re.compile(
    r"(?:1|一|ひと|毎)(?P<ja>日|か月|ヶ月|月|週)間?(?:の?平均|あたり|当たり|(?:に|で)(?:何|どれ|いく))|(?P<mean>日|月|週)平均"
    r"|\b(?:per|average) (?P<en>day|month|week)\b",
    re.ASCII,
)
_SPANS = {"か月": "月", "ヶ月": "月", "day": "日", "month": "月", "week": "週"}
_SAYS_SPAN = {
    "日": re.compile(r"(?<!月)(?:1|一|毎)日|日平均|日当たり|[/・]日"),
    "週": re.compile(r"(?:1|一|毎)週|週(?:平均|に|\d)|[/・]週"),
    "月": re.compile(r"(?:1|一)(?:か|ヶ|箇)月|ひと月|毎月|月(?:平均|額)|(?<!\d)月に\d|[/・]月"),
    "年": re.compile(r"年間|年に|年平均|[/・]年"),
}
_WEEKDAYS, _HOLIDAYS = re.compile(r"平日|\bweekdays?\b", re.ASCII), re.compile(r"土曜|日曜|土日|休日|祝日|週末|\bweekends?\b", re.ASCII)
LEAST_SHARED = 3  # characters at their end that two compounds share
_WITHIN = re.compile(r"[一-龯々ァ-ヴーa-z]+|[一-龯々]*[ぁ-ん]ん")  # a piece of a compound: 大腸, がん, 検診
_KIND = re.compile(r"[一-龯]")  # what two things of a kind share; システム alone is no kind
_KANJI_LAST = re.compile(r"[一-龯々ん]$")
_GENERAL = re.compile(
    r"(?:年|月|日|間|総|全|延|累計|平均|合計|新規|当初|最終|現状|各|本|当|同|両|市|市立|町|県|国|約|対象|目標|実|計|等|毎|前|後|現|新|旧|的|大|小|担当|所管|指定|令和|平成)$"
)


def names_other_of_kind(question: str, text: str) -> bool:
    """Whether a compound of the question is another one than all those of `text` that end as it does."""
    asked = _compounds(_normalised(question))
    if not asked:
        return False
    told = _normalised(text)
    return any(_is_other(each, _compounds(told), told) for each in asked)


@lru_cache(maxsize=64)  # of one question every piece of its project is asked
def asked_span(question: str) -> str | None:
    """The span of time (日, 週, 月) in which a question asks how much it is (1日平均で何人); None for any other question."""
    asked = _SPAN.search(normalise(question))
    span = asked[asked.lastgroup or 0] if asked else None
    return _SPANS.get(span, span) if span else None


@lru_cache(maxsize=64)
def _asked_days(question: str) -> re.Pattern[str] | None:
    """What names the days that a question does not ask about, where it asks about weekdays or holidays alone."""
    asked = normalise(question)
    weekdays, holidays = bool(_WEEKDAYS.search(asked)), bool(_HOLIDAYS.search(asked))
    return None if weekdays == holidays else _HOLIDAYS if weekdays else _WEEKDAYS


def names_other_time(question: str, text: str) -> bool:
    """Whether a text tells how much it is in another span of time than the question asks for, or of holidays where that asks for weekdays, or the reverse."""
    span, others = asked_span(question), _asked_days(question)
    if span is None and others is None:
        return False
    told, own = normalise(text), _WEEKDAYS if others is _HOLIDAYS else _HOLIDAYS
    if others and others.search(told) and not own.search(told):
        return True
    return span is not None and not says_span(told, span) and any(says_span(told, each) for each in _SAYS_SPAN)


def says_span(text: str, span: str) -> bool:
    """Whether a text tells how much something is in this span of time (日, 週, 月, 年)."""
    return _SAYS_SPAN[span].search(normalise(text)) is not None


def _is_other(asked: str, told: tuple[str, ...], text: str) -> bool:
    """Whether the text has only other compounds that end as this one does, and what these share does not stand alone in it."""
    ends = [(each, shared) for each in told if (shared := _shared(asked, each))]
    most = max((shared for _, shared in ends), default=0)
    if not most or asked in text:
        return False
    own = asked[: len(asked) - most]
    others = [each[: len(each) - most] for each, shared in ends if shared == most]
    return _tells(own) and all(_tells(other) and not set(own) & set(other) for other in others)


def _tells(before: str) -> bool:
    """Whether what stands before what is shared says which of its kind it is; a loan word may be said in Latin letters or katakana (HP)."""
    return bool(_KANJI_LAST.search(before)) and not _GENERAL.search(before)


def _shared(one: str, other: str) -> int:
    """How many characters at their end two compounds share; 0 where these are no kind."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    end = one[len(one) - count :]
    return count if count >= LEAST_SHARED and _KIND.search(end) else 0


@lru_cache(maxsize=4096)
def _compounds(text: str) -> tuple[str, ...]:
    """Runs of pieces of a normalised text with nothing of a sentence between them."""
    found, behind = [""], 0
    for start, end in embedded_model().offsets(text):
        within = _WITHIN.fullmatch(text[start:end])
        if start != behind or not within:
            found.append("")
        if within:
            found[-1] += text[start:end]
        behind = end
    return tuple(dict.fromkeys(run for run in found if len(run) >= LEAST_SHARED))


def says_the_opposite(question: str, text: str) -> bool:
    """Whether a question asks of the end of something and `text` tells of a beginning alone, or the other way round; or asks until when it lasts, and no

    end is named.
    """
    opposed, until = _asks_of_ends(_normalised(question))
    told = _normalised(text) if opposed or until else ""
    return any(other.search(told) and not one.search(told) for one, other in opposed) or (until and not _SAYS_UNTIL.search(told))


@lru_cache(maxsize=64)  # asked again for every piece that may answer one question
def _asks_of_ends(asked: str) -> tuple[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...], bool]:
    """Of what kinds of verbs a normalised question asks, each beside the opposite kind, and whether it asks until when something lasts."""
    return tuple((one, other) for one, other in _OPPOSED if one.search(asked) and not other.search(asked)), bool(_UNTIL.search(asked))


@lru_cache(maxsize=4096)
def _normalised(text: str) -> str:
    return normalise(text)
