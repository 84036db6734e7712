"""Fiscal years: one value, however it is written.

A Japanese fiscal year starts on 1 April. 平成28年1月 is a date, not a fiscal year: it lies in 平成27年度. A length (過去14年分,
4年間) is neither. Years are written with and without an era, in kanji digits, as ranges, and relative to today.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.text import normalise

FIRST_MONTH = 4
ERA_OFFSETS = {"S": 1925, "H": 1988, "R": 2018}  # first year of the era minus one
ERA_NAMES = {"S": "昭和", "H": "平成", "R": "令和"}
ERA_ENGLISH = {"S": "Showa", "H": "Heisei", "R": "Reiwa"}
ERA_WORDS = {
    "昭和": "S", "平成": "H", "令和": "R", "しょうわ": "S", "へいせい": "H", "れいわ": "R",
    "showa": "S", "heisei": "H", "reiwa": "R", "s": "S", "h": "H", "r": "R",
}  # fmt: skip
RELATIVE_WORDS = {
    "一昨年度": -2, "一昨年": -2, "おととし": -2,
    "昨年度": -1, "前年度": -1, "昨年": -1, "去年度": -1, "去年": -1, "きょねん": -1,
    "今年度": 0, "本年度": 0, "今年": 0, "本年": 0, "ことし": 0, "こんねんど": 0, "現年度": 0,
    "来年度": 1, "次年度": 1, "来年": 1, "らいねん": 1, "さ来年": 2, "再来年度": 2, "再来年": 2,
    "last fiscal year": -1, "last year": -1, "previous fiscal year": -1,
    "this fiscal year": 0, "this year": 0, "current fiscal year": 0,
    "next fiscal year": 1, "next year": 1, "year after next": 2, "coming year": 1,
}  # fmt: skip
_ROLLING_WORDS = {
    "翌年度": 1, "よく年度": 1, "よくねんど": 1, "よくねん": 1, "よく年": 1, "翌年": 1, "その次の年度": 1, "その次の年": 1, "次の年度": 1, "次の年": 1,
    "つぎの年度": 1, "つぎの年": 1, "つぎのねんど": 1, "つぎのとし": 1, "そのつぎの年度": 1, "そのつぎの年": 1, "そのつぎのとし": 1,
    "その前の年度": -1, "その前の年": -1, "前の年度": -1, "前の年": -1, "まえのとし": -1,
    "the following year": 1, "the year after": 1, "the next year": 1,
    "the year before": -1, "the year before that": -1, "the previous year": -1,
}  # fmt: skip
_KANJI_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The fiscal year that starts on 1 April of `year` (2026 is 令和8年度, R8)."""

    year: int

    @classmethod
    def of_date(cls, day: datetime.date) -> FiscalYear:
        """The fiscal year that a calendar day lies in."""
        return cls(day.year - (day.month < FIRST_MONTH))

    @classmethod
    def of_era(cls, era: str, number: int) -> FiscalYear:
        """The fiscal year `number` of era `R`, `H` or `S`; H31 and R1 are one value."""
        return cls(ERA_OFFSETS[era] + number)

    @classmethod
    def from_code(cls, code: str) -> FiscalYear:
        """The fiscal year of a code such as `R8` or `H24`. Raises ValueError for any other text."""
        if not re.fullmatch(r"[SHR]\d{1,2}", code):
            raise ValueError(f"not a fiscal year code: {code!r} (write R8, H24)")
        return cls.of_era(code[0], int(code[1:]))

    @property
    def era(self) -> tuple[str, int]:
        """Era letter and number of the year, 2019 being R1."""
        letter = next(era for era in "RHS" if self.year > ERA_OFFSETS[era] or era == "S")
        return letter, self.year - ERA_OFFSETS[letter]

    @property
    def code(self) -> str:
        """`R8`."""
        return "{}{}".format(*self.era)

    @property
    def japanese(self) -> str:
        """`令和8年度`; the first year of an era is 元年度."""
        letter, number = self.era
        return f"{ERA_NAMES[letter]}{'元' if number == 1 else number}年度"

    @property
    def english(self) -> str:
        """`FY2026 (Reiwa 8)`."""
        letter, number = self.era
        return f"FY{self.year} ({ERA_ENGLISH[letter]} {number})"

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class YearMention:
    """Fiscal years that a piece of normalised text names, at [start, end) of that text.

    `relative`: steps from the year spoken of before (翌年度), with `years` empty. `number`: a year without an era (8年度),
    which only the plans' periods can place, `until`: the last one of a range of these; `years` is then empty too.
    """

    years: tuple[FiscalYear, ...]
    start: int
    end: int
    relative: int | None = None
    number: int | None = None
    is_date: bool = False
    until: int | None = None


def _era_words_pattern() -> str:
    long_words = "|".join(word for word in ERA_WORDS if len(word) > 1)
    return rf"(?:(?P<era>{long_words})の?\s*|(?<![a-z0-9])(?P<letter>[rhs])\.?\s*)"


_RELATIVE = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, {**RELATIVE_WORDS, **_ROLLING_WORDS}), key=len, reverse=True))
    + r")(?! of\b|で(?:満)?\d{2,3}(?:歳|才|に|、|。|です|と))"
)  # 今年で78になります tells an age
_COUNTED_YEARS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_YEARS_ON = re.compile(  # from the year spoken of
    r"その(?P<years>[1-9])年(?P<way>後|前)"
    rf"|\b(?P<count>[1-9]|{'|'.join(_COUNTED_YEARS)}) years? (?P<turn>later|earlier|(?:after|before) (?:that|this))\b",
    re.ASCII,
)
_NUMBER = r"(?P<number>元|[〇一二三四五六七八九十]{1,3}|\d{1,2})"
_SUFFIX = r"(?P<suffix>\s*(?:年度|ねんど|年|ねん))?"
_DATE = r"(?:\s*(?:\.|(?<=年))(?P<month>1[0-2]|0?[1-9])(?!\d)(?:月|(?=[^\d%])|$))?"
_ERA_YEAR = re.compile(rf"{_era_words_pattern()}{_NUMBER}(?!\d){_SUFFIX}{_DATE}(?!代)")
_MONTHS = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?",
           "nov(?:ember)?", "dec(?:ember)?")  # fmt: skip
_WEST_YEAR = re.compile(
    rf"(?:\b(?P<named>{'|'.join(_MONTHS)})\.? ?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:, ?| ))?|(?<!\d)(?<!\d\.))"
    r"(?P<fy>(?:fiscal\s+year|fiscal|fy)\s*)?(?P<west>(?:19|20)\d\d)(?!\d|,\d{3}(?!\d)|s\b|年代)(?P<suffix>\s*(?:年度|ねんど|年|ねん))?"
    r"(?:(?<=年)\s*(?P<month>1[0-2]|0?[1-9])月)?"
)
_SHORT_FY = re.compile(r"(?<![a-z])fy\s*(?P<west>\d\d)(?!\d)")
_NO_LENGTH = r"(?!合わせ|あわせ|分|間|まとめ|通し|全部|とも)"
_BARE_YEAR = re.compile(rf"(?<![\d,.~a-z十])(?P<number>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?)\s*(?:年度|ねんど){_NO_LENGTH}")
_BARE_RANGE = re.compile(
    rf"(?<![\d,.~a-z-])(?<![成和])(?<![成和]\s)(?P<first>\d{{1,2}})\s*(?:年度?)?\s*[~-]\s*(?P<last>\d{{1,2}})\s*(?:年度|ねんど){_NO_LENGTH}"
)
_RANGE = re.compile(
    r"(?<![\d,.~a-z-])(?P<first>\d{1,2})\s*(?:年度?)?\s*[~-]\s*(?P<last>\d{1,2})\s*(?:年度|ねんど)(?!合わせ|あわせ|分|間|まとめ|通し|全部|とも)"
)
_RANGE = re.compile(
    r"\s*(?:年度)?\s*(?:ごろ|頃|ころ|あたり)?(?:~|から|より|-|ー(?=\d)|to|through|until)\s*(?P<number>元|[一二三四五六七八九十]{1,3}|\d{1,2})(?!\d)(?:\s*年度|\s*年|\s*ねんど)?(?!\s*(?:月|時間|件|人|校|%))"
)
_ALSO = re.compile(  # 平成22年と24年, R7・8の: a further year of the same era
    r"\s*年?度?\s*(?:と|や|・|、|,|/|及び|および|並びに|\band\b)\s*(?P<number>元|[一二三四五六七八九十]{1,3}|\d{1,2})(?![\d.])"
    r"(?:(?P<suffix>\s*年度|\s*年(?![間分前後]|\s*\d))|(?=[のはにをでがもと・、/?]|まで|$|\s(?:for|of|and|in|the)\b))"
)
_WEST_DECADE = re.compile(r"(?<!\d)(?P<west>(?:19|20)\d)0(?:年代|s\b)")
_ERA_DECADE = re.compile(rf"{_era_words_pattern()}(?P<number>[一二三四五六七八九]?十|[1-9]0)年代")
_BETWEEN = re.compile(r"\bbetween\s*$")
_AND = re.compile(r"\s*and\s*")
_RANGE_JOIN = re.compile(r"\s*(?:~|から|より|-|ー(?=[hr\d])|to|through|until)\s*")
_SHORT_YEAR = re.compile(r"\d{1,2}(?!\d)")  # the second of H23、24
_WEST_BEFORE = re.compile(r"(?:19|20)\d\d[-,、]$")
_LENGTH = re.compile(r"(?:間|分|前|後)")


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int("".join(str(_KANJI_DIGITS[char]) for char in text))
    return (_KANJI_DIGITS[tens] if tens else 1) * 10 + (_KANJI_DIGITS[ones] if ones else 0)


def _era_mentions(text: str) -> Iterator[YearMention]:
    for match in _ERA_YEAR.finditer(text):
        era = ERA_WORDS[match["era"] or match["letter"]]
        number = _number(match["number"])
        month = match["month"]
        if not number or (match["letter"] and match["number"][0] in "十〇一二三四五六七八九"):
            continue
        if match["suffix"] and not match["suffix"].endswith("度") and _LENGTH.match(text, match.end()):
            continue
        year = ERA_OFFSETS[era] + number
        if month and int(month) < FIRST_MONTH:
            year -= 1
        yield YearMention((FiscalYear(year),), match.start(), match.end(), is_date=bool(month))


def _month(name: str) -> int:
    """The month, 1 to 12, that an English name or its beginning names."""
    return next(number for number, pattern in enumerate(_MONTHS, 1) if re.fullmatch(pattern, name))


def _western_mentions(text: str) -> Iterator[YearMention]:
    for match in _WEST_YEAR.finditer(text):
        month = _month(match["named"]) if match["named"] else int(match["month"] or 0)
        year = int(match["west"]) - (0 < month < FIRST_MONTH)
        if (
            match["named"]
            or match["fy"]
            or match["suffix"]
            or match.start() == 0
            or text[match.start() - 1] in "~ ("
            or _WEST_BEFORE.search(text[: match.start()])
        ):
            yield YearMention((FiscalYear(year),), match.start(), match.end(), is_date=bool(month))
    for match in _SHORT_FY.finditer(text):
        yield YearMention((FiscalYear(2000 + int(match["west"])),), match.start(), match.end())


def _decades(text: str) -> Iterator[YearMention]:
    """All ten years of a decade (平成20年代, 2010s)."""
    for match in _WEST_DECADE.finditer(text):
        first = int(match["west"]) * 10
        yield YearMention(_span_years(FiscalYear(first), FiscalYear(first + 9)), match.start(), match.end())
    for match in _ERA_DECADE.finditer(text):
        first = ERA_OFFSETS[ERA_WORDS[match["era"] or match["letter"]]] + _number(match["number"])
        yield YearMention(_span_years(FiscalYear(first), FiscalYear(first + 9)), match.start(), match.end())


def _relative_mentions(text: str, today: FiscalYear | None) -> Iterator[YearMention]:
    for match in _RELATIVE.finditer(text):
        word = match.group(0)
        if word in _ROLLING_WORDS:
            yield YearMention((), match.start(), match.end(), relative=_ROLLING_WORDS[word])
        elif today is not None:
            yield YearMention((FiscalYear(today.year + RELATIVE_WORDS[word]),), match.start(), match.end())
    for match in _YEARS_ON.finditer(text):
        count = int(match["years"] or _COUNTED_YEARS.get(match["count"], match["count"]))
        back = match["way"] == "前" or (match["turn"] or "").startswith(("earlier", "before"))
        yield YearMention((), match.start(), match.end(), relative=-count if back else count)


def _bare_mentions(text: str) -> Iterator[YearMention]:
    for match in _BARE_RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        if first < last:
            yield YearMention((), match.start(), match.end(), number=first, until=last)
    for match in _BARE_YEAR.finditer(text):
        yield YearMention((), match.start(), match.end(), number=_number(match["number"]))


def _outermost(mentions: list[YearMention]) -> list[YearMention]:
    """The mentions in order of the text, of overlapping ones the longest."""
    kept: list[YearMention] = []
    for mention in sorted(mentions, key=lambda item: (item.start - item.end, item.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda item: item.start)


def _span_years(first: FiscalYear, last: FiscalYear) -> tuple[FiscalYear, ...]:
    return tuple(FiscalYear(year) for year in range(first.year, last.year + 1))


def _extended(text: str, mention: YearMention) -> YearMention:
    """`mention` with a shortened range end behind it (平成22~26年度, h23~24) taken in."""
    match = _RANGE.match(text, mention.end)
    number = _number(match["number"]) if match else 0
    if match and mention.number is not None and number > mention.number:
        return replace(mention, until=number, end=match.end())
    if not match or not mention.years or mention.is_date:
        return mention
    first = mention.years[0]
    western = _WEST_YEAR.match(text, mention.start)  # 2010-14
    last = FiscalYear(first.year // 100 * 100 + number) if western and number < 100 else FiscalYear.of_era(first.era[0], number)
    if last <= first or last.year - first.year > 30:
        return mention
    return YearMention(_span_years(first, last), mention.start, match.end())


def _enumerated(text: str, mention: YearMention) -> YearMention:
    """`mention` with further years of its era behind it (平成22年と24年, R7・8) taken in; without 年 only where they ascend."""
    while mention.years and not mention.is_date and not _WEST_YEAR.match(text, mention.start):
        match = _ALSO.match(text, mention.end)
        last = mention.years[-1]
        also = FiscalYear.of_era(last.era[0], _number(match["number"])) if match else last
        if match is None or also in mention.years or abs(also.year - last.year) > 30 or (also < last and not match["suffix"]):
            break
        mention = YearMention((*mention.years, also), mention.start, match.end())
    return mention


def _is_range(text: str, before: YearMention, after: YearMention) -> bool:
    """Whether a range mark stands between two mentions, or they are between one and the other."""
    between = _BETWEEN.search(text[: before.start]) and _AND.fullmatch(text, before.end, after.start)
    return bool(between or _RANGE_JOIN.fullmatch(text, before.end, after.start))


def _joined(text: str, mentions: list[YearMention]) -> list[YearMention]:
    """Two mentions with a range mark between them (R6~R9) as one range."""
    merged: list[YearMention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        if (
            before and before.years and mention.years and len(before.years) == 1 and not mention.is_date and not before.is_date
            and _is_range(text, before, mention) and before.years[0] < mention.years[-1]
        ):  # fmt: skip
            merged[-1] = YearMention(_span_years(before.years[0], mention.years[-1]), before.start, mention.end)
        else:
            merged.append(mention)
    return merged


@lru_cache(maxsize=64)  # several steps of one question look for the years of the same texts
def find_years(text: str, today: FiscalYear | None = None) -> tuple[YearMention, ...]:
    """Every mention of a fiscal year in `text`, which is normalised here; positions are in the normalised text.

    Relative words (今年度, next year) count only when `today` is given.
    """
    text = normalise(text)
    explicit = list(_era_mentions(text)) + list(_western_mentions(text))
    explicit += list(_decades(text)) + list(_relative_mentions(text, today)) + list(_bare_mentions(text))
    mentions = [_enumerated(text, _extended(text, mention)) for mention in _outermost(explicit)]
    found = _joined(text, _outermost(mentions))
    told = {mention.start - 1 for mention in found if mention.years and text[mention.start - 1 : mention.start] == "("}
    return tuple(mention for mention in found if not (mention.end in told and text[mention.start : mention.end] in RELATIVE_WORDS))  # 来年度（令和8年度）


def without_years(text: str) -> str:
    """`text`, normalised here, with every mention of a fiscal year cut out."""
    text, end, left = normalise(text), 0, ""
    for mention in find_years(text):
        left, end = left + text[end : mention.start], mention.end
    return left + text[end:]


def expand(text: str) -> tuple[FiscalYear, ...] | None:
    """The fiscal years of a text that holds nothing but years (`H23~24`, `H23、H25`, `H23・24`); None when it holds anything else."""
    years: set[FiscalYear] = set()
    era = ""
    for part in re.split(r"\s*[、,・]\s*", normalise(text)):
        part = f"{era}{part}" if _SHORT_YEAR.match(part) else part
        mentions = find_years(part)
        if len(mentions) != 1 or not mentions[0].years or (mentions[0].start, mentions[0].end) != (0, len(part)):
            return None
        years.update(mentions[0].years)
        era = mentions[0].years[-1].era[0].lower()
    return tuple(sorted(years))
