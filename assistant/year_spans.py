"""Years that a question means by way of another one: from R8 on, before R8, other than R8, the year after R8.

And years that it only tells of itself: 平成元年から住んでいます asks of no year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.values import Plan
from corpus.years import FiscalYear, YearMention

_COUNTED = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "翌": 1, "翌々": 2, "one": 1, "two": 2, "three": 3}
_COMPARED = r"(?!度?(?:比|と(?:の|比|く|同)|に比|を?(?:上|下)回|より|から|並|以上|以下|同))"  # 前年度との差 is asked of both years
_BEHIND = re.compile(  # a mention of a year
    r"(?:年度?|の)?(?:"
    r"(?P<since>(?:から)?(?:以降|いこう|以後)|から(?:先|後|あと)|よりも?先"
    r"|\s*(?:and (?:after|later|beyond)|or later|and onwards?|on ?wards?|on(?=[,.?]|$))(?![a-z]))"
    r"|(?P<after>(?:より|の)も?(?:後(?!半|ろ|期)|あと|のち))"
    r"|(?P<until>以前|いぜん|まで(?=の)|まで[にで]?(?=、?(?:累計|合計|合わせて|あわせて|全部で|通算|延べ|のべ|トータル))"
    r"|\s*(?:and (?:before|earlier)|or earlier)\b)"
    r"|(?P<before>よりも?(?:前|まえ)|になる(?:前|まえ)|未満)"
    rf"|の?(?P<next>翌々?(?=年)|次の?(?=年)|つぎの?(?=年|とし|ねん))(?:年度?|とし|ねんど)(?:度)?{_COMPARED}"
    rf"|の?(?P<previous>前の?(?=年)|まえの?(?=年|とし|ねん))(?:年度?|とし|ねんど)(?:度)?{_COMPARED}"
    r"|の(?P<steps>[1-4一二三四])年(?P<way>後|前)(?!半|期)"
    r"|(?P<except>以外|いがい|を?除[くいけき]て?|を?のぞ[くいけき]て?|を外し|を抜い|抜き)"
    r")"
)
_AHEAD = re.compile(  # of a mention of a year
    r"\b(?:(?P<next>(?:the )?(?:fiscal )?year (?:after|following))|(?P<previous>(?:the )?(?:fiscal )?year (?:before|preceding|prior to))"
    r"|(?P<steps>one|two|three|\d) years? (?P<way>after|before)"
    r"|(?P<since>since|starting (?:from|in))|(?P<after>after|later than|following)"
    r"|(?P<until>up to and including)|(?P<before>before|prior to|earlier than)"
    r"|(?P<except>except(?: for| in)?|excluding|other than|apart from|besides|but not(?: in)?|without))\s*(?:in |for |the )?$"
)
_YEAR_BEFORE = re.compile(r"前年度|前の年度?|the (?:fiscal )?year before|(?:the )?previous (?:fiscal )?year")
_OPEN = ("since", "after", "until", "before", "except")
_CLAUSE = re.compile(r"[^。.?!\n]+?(?:(?:が|けど|けれど|けれども|ので)、|[。.?!\n]+|$)")
_TELLS_OF_SELF = re.compile(
    r"住[んみ]|生ま|引っ?越|越して|定年|退職|結婚|入学|卒業|就職|亡く|他界|\d+(?:歳|才)?に(?:な|も?な)|もらい|買いまし|務めて|勤めて|働いて"
    r"|\b(?:i|we)(?: (?:have|had|was|were|just|first|both|only))* (?:moved|born|retired|married|graduated|liv(?:e|ed|ing)|came|turn(?:ed)?|worked|been)\b"
    r"|\bmy (?:son|daughter|grand\w+|husband|wife|mother|father|family)\b[^.?!]{0,24}\b(?:born|married|graduated|retired|moved)\b|\bturn(?:ed|ing)? \d\d\b",
    re.ASCII,
)
_OF_ASKER = re.compile(r"(?:の|に)?(?:前任|前の担当者|担当者|まで担当|に?(?:入庁|異動|着任|配属|就任))")  # 前年度の担当者から聞きました
_OF_PLAN = re.compile(r"目標|実績|計画|事業|指標|現状|担当|予定|\b(?:target|plan|project|goal|baseline|result|strategy)s?\b", re.ASCII)
_ASKS = re.compile(
    r"[?]|(?:です|ます|でしょう|ません|ました|た|る|の|い)か(?:ね|な|しら|ねえ)?[。\s]*$|教え|知りた|ください|下さい|願い|\b(?:tell|please)\b", re.ASCII
)
_PLACES = re.compile(
    r"(?:最初|初め|はじめ|前半|始め)の?(?P<first>[2-9])(?:か?年(?:間|度)?|years?)(?!目)|(?:最後|後半|終わり|おわり|しまい)の?(?P<last>[2-9])(?:か?年(?:間|度)?)(?!目)"
    r"|\b(?:first (?P<first_en>two|three|four|[2-9])|last (?P<last_en>two|three|four|[2-9])) (?:fiscal )?years\b"
)
_NTH = re.compile(
    r"(?<![\dてで])(?P<nth>[1-9一二三四五])年(?:度)?目(?=(?:の(?!職員|社員|者|新人)|と|は|から|、|に|まで))"
)  # 勤めて3年目です is none of the plan
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3, "four": 4}


def around(
    text: str, mentions: Sequence[YearMention], plans: Sequence[Plan], placed: Callable[[YearMention], tuple[FiscalYear, ...]]
) -> tuple[tuple[YearMention, ...], bool]:
    """The mentions of a normalised question with the years that are meant, and whether these reach over a stretch of some plan's period (R8以降, R8以外).

    `placed`: the years of a mention without an era. A word that steps from a year named right before it (R7の翌年度) is taken in.
    """
    told: list[YearMention] = []
    stretched = False
    named: tuple[FiscalYear, ...] = ()
    for mention in mentions:
        if told and mention.start < told[-1].end:
            continue
        before = bool(named) and _YEAR_BEFORE.fullmatch(text, mention.start, mention.end)
        if before:  # R9の前年度との差
            mention = replace(mention, years=(FiscalYear(min(named).year - 1),), relative=None)
        years = mention.years or placed(mention)
        named = named if before else years
        behind = _BEHIND.match(text, mention.end) if years and not mention.is_date else None
        ahead = _AHEAD.search(text[: mention.start]) if years and not behind and not mention.is_date else None
        found = behind or ahead
        ranged = len(years) > 1 and found is not None and not found["except"]  # R6からR9まで says its ends itself
        meant = _meant(found, years, plans) if found and not ranged else ()
        if not found or not meant:
            told.append(mention)
            continue
        start, end = (mention.start, behind.end()) if behind else (ahead.start() if ahead else mention.start, mention.end)
        stretched = stretched or any(found[way] for way in _OPEN)
        told.append(replace(mention, years=meant, start=start, end=end, number=None, until=None))
    return tuple(told), stretched


def _meant(found: re.Match[str], years: Sequence[FiscalYear], plans: Sequence[Plan]) -> tuple[FiscalYear, ...]:
    """The years that stand in this relation to those named, within the periods of the plans that hold these."""
    first, last = min(years), max(years)
    if found["next"]:
        return (FiscalYear(last.year + (2 if "々" in found["next"] else 1)),)
    if found["previous"]:
        return (FiscalYear(first.year - 1),)
    if found["steps"]:
        step = _COUNTED.get(found["steps"], 0)
        return (FiscalYear(last.year + step if found["way"] in ("後", "after") else first.year - step),) if step else ()
    period = sorted({year for plan in plans if plan.covers(first) or plan.covers(last) for year in plan.years})
    fits: dict[str, Callable[[FiscalYear], bool]] = {
        "since": lambda year: year >= first, "after": lambda year: year > last, "until": lambda year: year <= last, "before": lambda year: year < first,
        "except": lambda year: year not in years,
    }  # fmt: skip
    way = next((way for way in _OPEN if found[way]), "")
    return tuple(year for year in period if fits[way](year)) if way else ()


def of_the_matter(text: str, mentions: Sequence[YearMention]) -> tuple[YearMention, ...]:
    """The mentions without those of sentences in which someone tells of himself (I moved here in 2013), where another sentence asks."""
    mentions = [mention for mention in mentions if not _OF_ASKER.match(text, mention.end)]
    sentences = [match.span() for match in _CLAUSE.finditer(text)]
    telling = [(start, end) for start, end in sentences if _TELLS_OF_SELF.search(text, start, end) and not _OF_PLAN.search(text, start, end)]
    telling = [(start, end) for start, end in telling if not _ASKS.search(text[start:end])]
    if len(telling) == len(sentences):
        return tuple(mentions)
    return tuple(mention for mention in mentions if not any(start <= mention.start < end for start, end in telling))


def by_place(text: str, plan: Plan) -> tuple[FiscalYear, ...]:
    """The years that a normalised question names by their place in the plan's period: 最初の3年, 後半2年, 3年目."""
    years = list(plan.years)
    if found := _PLACES.search(text):
        first, last = found["first"] or found["first_en"], found["last"] or found["last_en"]
        count = _NUMBERS.get(first or last) or int(first or last)
        return tuple(years[:count] if first else years[-count:]) if count <= len(years) else ()
    places = [_NUMBERS.get(found["nth"]) or int(found["nth"]) for found in _NTH.finditer(text)]
    return tuple(years[place - 1] for place in places if place <= len(years))
