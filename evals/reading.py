"""Years, figures and departments as the tracing check reads them: standard library only, apart from the assistant's own rules.

A fiscal year is the western year it starts in. The one thing shared with the product is a table of the Unicode Consortium (which
radical is which ordinary character): it is data, and no rule.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

RADICALS = Path(__file__).parents[1] / "corpus" / "data" / "cjk_radicals.txt"
BLANK = "□"  # stands where something was taken out, so that its neighbours do not grow together

_YEAR_BEFORE_FIRST = {"令和": 2018, "平成": 1988, "昭和": 1925, "reiwa": 2018, "heisei": 1988, "showa": 1925, "r": 2018, "h": 1988}
_LONGEST_RANGE = 30
_LOOSE = re.compile(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])")
_MARKS = str.maketrans({**dict.fromkeys("〜～∼∿", "~"), **dict.fromkeys("−–—―‐‑﹣", "-")})
_UNIT = r"[一-鿿ァ-ヺつ%℃]"
_NAME = r"[一-鿿々ァ-ヺーA-Z・]"  # Latin in a department is in capitals (DX推進課); English words before it are not
_YEAR = re.compile(
    r"(?:(?P<era>令和|平成|昭和|reiwa|heisei|showa)\s?|(?<![a-z0-9])(?P<letter>[rh])\.?)(?P<number>元|[一二三四五六七八九十]{1,3}|\d{1,2})(?!\d)(?:\.(?:1[0-2]|[1-9])(?!\d))?(?:年度|年)?"
    r"|(?<![a-z])fy\s?(?P<short>\d\d)(?!\d)"
    rf"|(?:(?<![a-z])fy\s?|(?<![\d.,a-zァ-ヺ]))(?P<west>(?:19|20)\d\d)(?!\d|[.,]\d)(?:年度|年|(?!{_UNIT}))",
    re.I,
)
_TO = re.compile(r"\s?(?:~|-|から|to|until|through)\s?(?:fiscal(?: year)?\s)?", re.I)
_AND = re.compile(r"\s?(?:・|、|,|/|と|and)\s?", re.I)
_BETWEEN = re.compile(r"between\s?$", re.I)
_DECADE = re.compile(r"(?:(?P<era>令和|平成|昭和)(?P<tens>[1-6])|(?P<century>(?:19|20)\d))0(?:年代|s\b)")
_SHORT_END = re.compile(rf"(?P<number>\d{{1,2}})(?![\d,.])(?:年度|年|(?!{_UNIT}))")
_FROM_TODAY = {
    re.compile(r"(?:今|本)年|ことし|今(?:年度)|\bthis (?:fiscal )?year", re.I): 0,
    re.compile(r"(?<!再)(?:来|次)年|らいねん|\bnext (?:fiscal )?year", re.I): 1,
    re.compile(r"再来年|さ来年|\byear after next", re.I): 2,
    re.compile(r"(?<!一)昨年|去年|前年度|きょねん|\b(?:last|previous) (?:fiscal )?year", re.I): -1,
    re.compile(r"一昨年|おととし", re.I): -2,
}
_MONTH = re.compile(r"(?<=年)([1-3])月")
_ENTRY_MARK = re.compile("[①-⑳]")
_FIGURE = re.compile(rf"(?P<code>\d+-\d+)|(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>{_UNIT}?)")
_DEPARTMENT = re.compile(rf"{_NAME}*?(?:課(?![題程税金])|図書館|研修所)")
_NOT_DEPARTMENTS = frozenset({"課", "担当課", "所管課", "各課", "関係課", "同課", "主管課", "関係各課", "担当各課", "事業担当課", "庁内各課"})


@dataclass(frozen=True, slots=True)
class YearMention:
    """Fiscal years that a text names (a range expanded), at [start, end) of the plain text."""

    years: frozenset[int]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the first character of its unit; `unit` is empty where none follows, and a dash for a number such as 施策1-2."""

    value: Decimal
    unit: str
    text: str


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """`text` in NFKC with ordinary characters, one range mark `~`, one dash `-`, and blanks only inside Latin text."""
    folded = unicodedata.normalize("NFKC", text.translate(_radicals()))
    return _LOOSE.sub("", folded.translate(_MARKS)).strip()


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Plain text without any white space."""
    return re.sub(r"\s+", "", plain(text))


@lru_cache(maxsize=16384)
def year_mentions(text: str) -> tuple[YearMention, ...]:
    """Every mention of fiscal years in `text`, a range as one mention with all its years."""
    text = plain(text)
    found: list[YearMention] = []
    for match in _YEAR.finditer(text):
        mention = _extended(text, YearMention(frozenset({_year(match)}), *match.span(), match[0]))
        before = found[-1] if found else None
        if before and mention.start < before.end:
            continue
        joined = before and (_TO.fullmatch(text, before.end, mention.start) or _are_between(text, before, mention))
        if before and joined and max(before.years) < min(mention.years):
            mention = _range(text, min(before.years), max(mention.years), before.start, mention.end)
            found.pop()
        found.append(mention)
    return tuple(found)


@lru_cache(maxsize=16384)
def years_told(text: str) -> frozenset[int]:
    """The years that `text` tells of, for a month from January to March also the fiscal year it lies in, and all ten of a decade."""
    told = {first + year for match in _DECADE.finditer(plain(text)) for first in [_decade(match)] for year in range(10)}
    for mention in year_mentions(text):
        told |= mention.years
        if _MONTH.match(plain(text), mention.end):
            told |= {year - 1 for year in mention.years}
    return frozenset(told)


def years_meant(text: str, today: int) -> frozenset[int]:
    """The years that `text` counts from the fiscal year `today` (今年, next year)."""
    return frozenset(today + step for words, step in _FROM_TODAY.items() if words.search(plain(text)))


@lru_cache(maxsize=16384)
def figures(text: str) -> tuple[Figure, ...]:
    """Every number in `text` that is no fiscal year, with its unit. What marks the entries of a list (① 11校 ② 145人) is none."""
    return tuple(_figure(match) for match in _FIGURE.finditer(without_years(without_marks(text))))


def without_marks(text: str) -> str:
    """The text without what marks the entries of a list."""
    return _ENTRY_MARK.sub("、", text)


@lru_cache(maxsize=16384)
def departments(text: str) -> tuple[str, ...]:
    """Every name in `text` that ends as the name of a department does."""
    found = (match[0].strip("・ー") for match in _DEPARTMENT.finditer(plain(text)))
    return tuple(name for name in found if name not in _NOT_DEPARTMENTS)


def without_years(text: str) -> str:
    """Plain text with a blank mark for every mention of fiscal years."""
    text = plain(text)
    for mention in reversed(year_mentions(text)):
        text = text[: mention.start] + BLANK + text[mention.end :]
    return text


@cache
def _radicals() -> dict[int, int]:
    pairs = (line.split("#")[0].split() for line in RADICALS.read_text("utf-8").splitlines())
    return {int(pair[0], 16): int(pair[1], 16) for pair in pairs if pair}


def _number(text: str) -> int:
    """The number of a year within its era: 元, 12, 十二."""
    if text == "元" or text.isdigit():
        return 1 if text == "元" else int(text)
    tens, ten, ones = text.rpartition("十")
    digits = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


def _year(match: re.Match[str]) -> int:
    if match["west"]:
        return int(match["west"])
    if match["short"]:
        return 2000 + int(match["short"])
    number = _number(match["number"])
    return _YEAR_BEFORE_FIRST[(match["era"] or match["letter"]).lower()] + number


def _figure(match: re.Match[str]) -> Figure:
    if match["code"]:
        first, second = match["code"].split("-")
        return Figure(Decimal(f"{first}.{second:0>3}"), "-", match[0])
    return Figure(Decimal(match["value"].replace(",", "")), match["unit"], match[0])


def _extended(text: str, mention: YearMention) -> YearMention:
    """`mention` with what is shortened behind it: the end of a range (H23~26, FY2010-14) or further years of its era (R6・7・8)."""
    first = min(mention.years)
    western = re.search(r"(?:19|20)\d\d", mention.text)
    base = first // 100 * 100 if western else first - int((re.search(r"\d+", mention.text) or ["1"])[0])
    to = _TO.match(text, mention.end)
    end = _SHORT_END.match(text, to.end()) if to else None
    if end and first < base + int(end["number"]) <= first + _LONGEST_RANGE:
        return _range(text, first, base + int(end["number"]), mention.start, end.end())
    while not western and (also := _AND.match(text, mention.end)) and (end := _SHORT_END.match(text, also.end())):
        year = base + int(end["number"])
        if not max(mention.years) < year <= first + _LONGEST_RANGE:
            break
        mention = YearMention(mention.years | {year}, mention.start, end.end(), text[mention.start : end.end()])
    return mention


def _are_between(text: str, before: YearMention, mention: YearMention) -> bool:
    """Whether two mentions are the ends of between X and Y."""
    return bool(_BETWEEN.search(text[: before.start]) and re.fullmatch(r"\s?and\s?", text[before.end : mention.start]))


def _decade(match: re.Match[str]) -> int:
    """The first year of a decade."""
    return _YEAR_BEFORE_FIRST[match["era"]] + int(match["tens"]) * 10 if match["era"] else int(match["century"]) * 10


def _range(text: str, first: int, last: int, start: int, end: int) -> YearMention:
    return YearMention(frozenset(range(first, last + 1)), start, end, text[start:end])
