"""Figures that a question asserts (12万件ですね, 1,000人を超えますか), and whether what a plan prints bears them out.

A verdict is true or is not given: a claim is its number, its unit, and how it stands to what is printed (equal, about, at least, more than, …). There is
none where that is not understood, or where what is printed is itself no plain figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.phrases import masked, spans
from assistant.quantities import same_unit
from corpus.text import nfkc, tidy
from corpus.years import FiscalYear, YearMention, find_years

Relation = Literal["equal", "about", "least", "above", "most", "below", "unlike", "unclear"]
Kind = Literal["value", "sum", "change", "growth", "multiple"]

CLOSE = Decimal("0.05")  # share of the figure by which what is said to be about it may be off to be right
NEAR = Decimal("0.15")  # share of the figure by which what is said to be about it may be off before it is wrong
_ENDLESS = Decimal("Infinity")
_SCALES = {"億": 100_000_000, "万": 10_000}
_STEPS = {"千": 1000, "百": 100, "十": 10}
_ENGLISH_SCALES = {"k": 1000, "thousand": 1000, "million": 1_000_000}
_KANJI_DIGITS = "〇一二三四五六七八九"
_SMALL = rf"(?:\d[\d,]*(?:\.\d+)?|[{_KANJI_DIGITS}])?"
_SECTION = re.compile(rf"({_SMALL})([千百十])|(\d[\d,]*(?:\.\d+)?|[{_KANJI_DIGITS}])$")
_NUMERAL = re.compile(
    rf"(?<![a-z\d.])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:\s?(?:k|thousand|million)\b|(?:[万億千百十]|(?<=[万億千百十])(?:[\d{_KANJI_DIGITS}][\d,]*))*)"
    rf"|[{_KANJI_DIGITS[2:]}十百千](?:[\d{_KANJI_DIGITS}十百千万億][\d,]*)*"
)
_WHOLE_OF = re.compile(
    r"(?:\d+|[二三四五六七八九十])(?:か|カ|ヶ|ヵ|箇)?年(?:間|度間|度)?分?(?:の?(?:合計|累計|通算|トータル|全体|総))?(?:で|に(?!は?\d)|を|、|だと|は)"
    r"|合計|累計|通算|トータル|全部で|(?<!問)(?<!い)合わせ(?:て|る)|あわせて|総計|期間(?:全体|中|を通)"
    r"|\b(?:in total|total|combined|altogether)\b|\b(?:over|across|in) (?:the )?(?:\w+ )?years\b",
    re.ASCII,
)
_DURATION = re.compile(r"(?:か|カ|ヶ|ヵ|箇)?年(?!分)(?:間|度間|度|連続|ぶり|計画|目)?|\s?(?:fiscal )?years?\b", re.ASCII)
_YEARS_LONG = re.compile(
    r"(?P<number>\d+|[二三四五六七八九十])(?:か|カ|ヶ|ヵ|箇)?年間?|\b(?P<english>\d+|two|three|four|five|six) (?:fiscal )?years\b", re.ASCII
)
_IN_ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MOVES = r"増|ふえ|伸び|のび|上が|あが|上昇|上乗|アップ|減|へ[らりる]|下が|さが|下落|低下|ダウン|追加|多[いく]|少な|高[いく]|低[いく]"
_FALLS = re.compile(r"減|へ[らりる]|下が|さが|下落|低下|ダウン|少な|低[いく]|\b(?:decreas|fall|drop|reduc|fewer|less|lower)", re.ASCII)
_CHANGES = re.compile(
    rf"(?:だけ|分|も|ほど|くらい|ぐらい|以上|ずつ)?[、 ]?(?:の)?(?:{_MOVES}|増加|減少)"
    r"|[^.,?]{0,20}\b(?:more|fewer|less|higher|lower) than\b|[^.,?]{0,12}\b(?:increase|decrease|growth|rise|drop|reduction)\b",
    re.ASCII,
)
_CHANGES_BY = re.compile(r"\b(?:increas|grow|ris|go up|goes up|decreas|fall|drop|reduc)\w*(?: \w+){0,3} by (?:about |around |some )?$", re.ASCII)
_MULTIPLES = re.compile(r"\s?倍|\s?times\b|-?fold\b", re.ASCII)
_UNCERTAIN = re.compile(
    r"差(?!し|出|別|押|異)|平均|半分|半減|倍増|比べ|比較|\b(?:average|difference|half|compared|twice|double)\b",
    re.ASCII,
)  # what is asserted is not the figure itself
_BEFORE: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "about",
        re.compile(r"(?:約|およそ|おおよそ|だいたい|大体|ほぼ|概ね|おおむね|\b(?:about|around|approximately|roughly|some|circa))\s*(?:an? )?$", re.ASCII),
    ),
    (
        "least",
        re.compile(
            r"(?:少なくとも|最低でも|最低)$|\b(?:reach(?:es|ed)?|get to|hit|at least|no less than|not less than|no fewer than|a minimum of)\s*$", re.ASCII
        ),
    ),
    ("most", re.compile(r"(?:多くても|最大でも|最大で|最高でも|せいぜい)$|\b(?:at most|no more than|not more than|up to|a maximum of)\s*$", re.ASCII)),
    ("above", re.compile(r"\b(?:over|more than|above|exceed(?:s|ing|ed)?|greater than|higher than|larger than|bigger than|beyond|past)\s*$", re.ASCII)),
    ("below", re.compile(r"\b(?:under|less than|below|fewer than|lower than|smaller than|short of)\s*$", re.ASCII)),
    ("unclear", re.compile(r"\b(?:nearly|almost|between|from|than|by|except|another)\s*$|(?:ほとんど|~|～)$", re.ASCII)),
)
_P = r"[をにはもがへと、]{0,2}"
_BEHIND: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("least", re.compile(r"以上|\s*(?:or (?:more|above|higher|over)|and (?:above|over|more)|plus)\b|\+", re.ASCII)),
    ("most", re.compile(r"以下|以内|まで(?=で|だ|と)|\s*or (?:less|fewer|below|under|lower)\b", re.ASCII)),
    ("below", re.compile(rf"未満|{_P}(?:下回|した回|切[るりっら]|割り?込)|より{_P}(?:少な|小さ|低)")),
    ("above", re.compile(rf"超|{_P}(?:超え|越え|こえ|上回|うわまわ|オーバー)|より{_P}(?:多|大き|高)")),
    (
        "least",
        re.compile(
            rf"{_P}(?:届[かくきい]|とど[かくきい]|満た|みた[なし]|達[しす成]|突破|到達|及[ばび]|およ[ばび]|いか(?=な|ず)|行か(?=な|ず)|い[くき](?=ます|の|と|ん)|乗[るりっら])"
        ),
    ),
    ("about", re.compile(r"程度|前後|くらい|ぐらい|ほど(?!な)")),
    (
        "unclear",
        re.compile(
            r"弱|強(?![いく])|台(?=で|だ|に|を|か)|余り?|あまり|近[くい]|半(?=[でだ])|ちょっと|から|より|だった[がのけ]|[~～]|しか|ずつ|あたり|当たり|につき|のうち"
        ),
    ),
)
_OPPOSITE: Mapping[Relation, Relation] = {"equal": "unlike", "least": "below", "above": "most", "most": "above", "below": "least"}
_NOT = re.compile(r"(?<!少)ない|ません|なかった|なく|(?:ば|か|え|さ)ず")
_AGREES = re.compile(
    r"(?:間違い|まちがい|違い|ちがい|誤り|問題|差し支え|相違)(?:は|も|が)?(?:ない|ありません|ございません)|変わら(?:ない|ず|ません)|かもしれ(?:ない|ません)|と(?:は)?限ら(?:ない|ません)"
)
_DENIED = re.compile(
    r"(?:ない|なかった)(?:です|の(?:です)?|ん(?:です)?)?(?:よ?[ねな]|って|と(?:聞|思|の)|はず)|ません(?:でした)?(?:よ?[ねな]|って|と)|ないで(?:す|しょう)よ?ね"
)
_IS_NOT = re.compile(r"(?:で|じゃ)は?(?:な|ありません)")  # right behind the figure and its unit
_TAG = re.compile(
    r"[, ]+(?:(?:is|was|are|were|does|did|do|has|have|would)(?:n't)?|will|won't) (?:it|they|that|there)(?: not)? *\??$"
    r"|^(?:isn't|wasn't|aren't|weren't|doesn't|didn't|don't) ",
    re.ASCII,
)
_ENGLISH_NOT = re.compile(r"\bnot\b|n't\b|\bnever\b|\bno\b(?! (?:more|less|fewer) than)", re.ASCII)
_BARE = re.compile(
    r"$|か(?!所)|[をにでもだとはがのへより。、?!]|以上|以下|以内|未満|超|程度|前後|くらい|ぐらい|ほど|って|という|じゃ|なん|ちょうど|ぴったり"
    r"|\s*(?:[,.?!]|(?:in|for|by|is|as|at|or|and|right|correct|true|per|then|that|this)\b)",
    re.ASCII,
)
_BESIDE = re.compile(  # what may stand between two figures that are said of one thing
    r"[□\s、,。・のはがもでにと]|年度?|それぞれ|目標値?|そして|また|同じく|約|およそ|です|ます|であり|でも?|かつ|\b(?:and|the|a|target|of|for|in|is|respectively|then)\b"
)
_SCALED = re.compile(r"[百千万億]+(?=.)")  # at the head of a unit
_QUANTITY = re.compile(r"(?P<of>[一-龯々ァ-ヴー]*?[一-龯々ァ-ヴー]{2})(?P<kind>[人件者回台]数|数(?!値|字)|率|割合|金?額|時間|量)(?![一-龯ァ-ヴー])")
_ANY_QUANTITY = re.compile(r"(?:目標|計画|実績|現状|予定|合計|累計|年間|全体|想定)$")
_TOLD_SO = re.compile(r"(?:と|って)(?:聞[いき]|伺[いっ]|思っ|言っ|おっしゃ|教わっ|書[いき]|話し|答え|発表し|説明し|述べ|習っ)[^。?、]{0,8}")
_OUTCOME = re.compile(
    r"達成|実績|実際|結果|(?<![でだ])[っんいしきぎえけげせてれちりみび](?:た|ました)(?:んです|のです|の|ん)?(?:か|よ|ね|\?|。|$)"
    r"|\b(?:reached|achieved|met|actual\w*|results?|did)\b",
    re.ASCII,
)
_OF_NOW = re.compile(r"今(?!年|後)|現在|現状|これまで|今まで|従来|\b(?:now|currently|so far)\b", re.ASCII)
_UNIT = re.compile(r"%|[a-z]+|[かカヶヵ]所|[一-龯々]+|[ァ-ヶー]+")
_ONE_OF = re.compile(  # 増えますか、据え置きですか
    r"それとも|あるいは|または|もしくは|(?:ます|です|でしょう|の|る)か[、,?。][^。?]+(?:ます|です|でしょう|の|る)(?:か|\?)"
    r"|\bor\b(?! (?:more|less|fewer|above|over|below|under|higher|lower|so)\b)",
    re.ASCII,
)
_EACH_YEAR = re.compile(r"毎年度?|各年度?|ずっと|(?:すべて|全て|どの)の?年度?|\b(?:every|each) year\b", re.ASCII)
_REMARK = re.compile(r"[(（][^()（）]*[)）]|※.*")
_CELL = re.compile(
    r"(?P<name>[^\d]*?)(?P<before>約|およそ|おおむね|概ね)?\s*(?P<figure>\d[\d,]*(?:\.\d+)?(?:[万億千百][\d,]*|\s[百千万億]+(?=[円人件名冊点枚回本t㎡]))*)\s*(?P<unit>%|[a-z]+|[かカヶヵ]所|[一-龯々]+|[ァ-ヶー]+)?"
)
_CELL_BOUND = re.compile(r"以上|以下|以内|未満|超|程度|前後|増|減|倍|割合|から|まで|[~～]")
_BOUNDS: Mapping[str, Relation] = {"以上": "least", "以下": "most", "以内": "most", "未満": "below", "超": "above", "程度": "about", "前後": "about"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a question: its value, what stands before it (from the figure or year before on) and behind it, and the years that it is said of."""

    value: Decimal
    before: str
    behind: str
    years: tuple[FiscalYear, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a cell, with the name that stands before it, its unit, what bounds it (30 校以上), and whether it is a change (3％増)."""

    value: Decimal
    unit: str
    relation: Relation = "equal"
    name: str = ""
    moves: bool = False


def number_of(text: str) -> Decimal | None:
    """The value of a numeral in digits, kanji or both (2万8750, 十二万, 1.3千, 30k); None of what is none."""
    english = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|million)", text)
    if english:
        return Decimal(english[1].replace(",", "")) * _ENGLISH_SCALES[english[2]]
    total, rest = Decimal(0), text
    for sign, scale in _SCALES.items():
        head, found, tail = rest.partition(sign)
        if found:
            section = _section(head)
            if section is None:
                return None
            total, rest = total + section * scale, tail
    last = _section(rest) if rest else Decimal(0)
    return None if last is None else total + last


def _section(text: str) -> Decimal | None:
    """The value of a numeral below 万."""
    total, place = Decimal(0), 0
    while match := _SECTION.match(text, place):
        digits, step, last = match.groups()
        total += _digits(last) if last else (_digits(digits) if digits else Decimal(1)) * _STEPS[step]
        place = match.end()
        if last:
            break
    return total if place == len(text) > 0 else None


def _digits(text: str) -> Decimal:
    return Decimal(_KANJI_DIGITS.index(text)) if text in _KANJI_DIGITS else Decimal(text.replace(",", ""))


def claims_of(text: str) -> tuple[Claim, ...]:
    """The figures that a normalised text asserts, each with the years named since the figure before it, or with those of that one."""
    mentions = find_years(text)
    undated = masked(text, spans(mentions), "□")
    found: list[Claim] = []
    place, years = 0, tuple[FiscalYear, ...]()
    for match in _NUMERAL.finditer(undated):
        value = number_of(match[0].strip().rstrip(","))
        if value is None or _DURATION.match(undated, match.end()):
            continue
        years = _named_between(mentions, place, match.start()) or years
        behind = undated[match.end() :]
        if re.match(r"割(?!合)", behind):
            parts = re.match(r"割(\d)分", behind)
            value, behind = value * 10 + (int(parts[1]) if parts else 0), "%" + behind[parts.end() if parts else 1 :]
        found.append(Claim(value, undated[place : match.start()], behind, years))
        place = match.end()
    return tuple(found)


def _named_between(mentions: Sequence[YearMention], start: int, end: int) -> tuple[FiscalYear, ...]:
    return tuple(dict.fromkeys(year for mention in mentions if start <= mention.start < end for year in mention.years))


def years_long(text: str) -> int | None:
    """How many years a text speaks of (4年間で); None where it does not say."""
    match = _YEARS_LONG.search(masked(text, spans(find_years(text)), "□"))
    if match is None:
        return None
    if match["english"]:
        return _IN_ENGLISH.get(match["english"]) or int(match["english"])
    return int(number_of(match["number"]) or 0)


def printed_figures(printed: str, unit: str = "") -> tuple[Printed, ...]:
    """The figures of a cell, a bare one in the `unit` of its indicator."""
    text = _REMARK.sub("", nfkc(tidy(printed))).lower()
    text = masked(text, spans(find_years(text)), "□")
    found: list[Printed] = []
    for match in _CELL.finditer(text):
        behind = (match["unit"] or "") + text[match.end("unit") if match["unit"] else match.end("figure") :][:4].strip()
        bound = _CELL_BOUND.search(behind[: len(match["unit"] or "") + 2])
        own = (match["unit"] or "")[: bound.start()] if bound else match["unit"]
        relation: Relation = "about" if match["before"] else "equal"
        if bound and bound[0] not in "増減":
            relation = "unclear" if match["before"] else _BOUNDS.get(bound[0], "unclear")
        moves = bool(bound and bound[0] in "増減")
        value = number_of("".join(match["figure"].split())) or Decimal(0)
        if not own and (scaled := _SCALED.match(unit)):  # 800 of 広告料収入額（千円）
            value, own = value * (number_of(scaled[0]) or 1), unit[scaled.end() :]
        name = match["name"].strip(" :、・/,") if match["name"].rstrip().endswith(":") else ""
        found.append(Printed(value, own or unit, relation, name, moves))
    return tuple(found)


def kind_of(claim: Claim, unit: str) -> Kind:
    """What a claim is of: the value of a year, the sum of several, or how much it changes by."""
    behind = claim.behind[unit_length(claim.behind, unit) or 0 :]
    if _MULTIPLES.match(claim.behind):
        return "multiple"
    if re.match(r"\s?(?:ポイント|points?\b)", claim.behind):
        return "change"
    other = unit != "%" and re.match(r"\s?(?:%|パーセント|percent)", claim.behind)
    behind = claim.behind[other.end() :] if other else behind
    if _CHANGES.match(behind) or _CHANGES_BY.search(claim.before):
        return "growth" if other else "change"
    return "sum" if is_of_whole(claim) else "value"


def is_of_whole(claim: Claim) -> bool:
    """Whether a figure is said of several years together (4年間で5,000人, 5,000 people over the four years)."""
    return bool(_WHOLE_OF.search(claim.before) or _WHOLE_OF.search(re.split(r"\d", claim.behind)[0]))


def falls(claim: Claim) -> bool:
    """Whether a claim of a change says that something grows less."""
    return bool(_FALLS.search(claim.behind[:24]) or _FALLS.search(claim.before[-24:]))


def relation_of(claim: Claim, unit: str) -> Relation:
    """How a claim says that its figure stands to what is printed."""
    behind = claim.behind[unit_length(claim.behind, unit) or 0 :]
    before = next((relation for relation, pattern in _BEFORE if pattern.search(claim.before)), None)
    if re.match(r"に?な[りるっ]", behind) and "まで" in claim.before:
        return _denied("least", behind, claim)  # R9までに700人になりますか: 750人 is more than that
    matches = ((relation, match) for relation, pattern in _BEHIND if (match := pattern.match(behind)))
    found = next(matches, None)
    relation: Relation = found[0] if found else "equal"
    if before and relation == "equal":
        relation = before
    elif before and before != relation:
        return "unclear"
    return _denied(relation, behind, claim)


def _denied(relation: Relation, behind: str, claim: Claim) -> Relation:
    """The relation, or its opposite where the words behind the figure deny it for certain; unclear where they may."""
    clause = _AGREES.sub("", re.split(r"[。?!]|、(?!と)", behind)[0])
    denials = _NOT.findall(clause)
    whole = _TAG.sub(" ", claim.before + behind)
    if _ENGLISH_NOT.search(whole) and re.search(r"[a-z]{2,} [a-z]{2,}", whole):
        return "unclear"
    if not denials:
        return relation
    certain = len(denials) == 1 and _DENIED.search(clause) and (relation != "equal" or _IS_NOT.match(clause))
    return _OPPOSITE.get(relation, "unclear") if certain else "unclear"


def unit_length(behind: str, unit: str) -> int | None:
    """How many characters the unit, or one that is the same, takes behind a figure; 0 of a bare figure, None where another unit stands there."""
    return 0 if _BARE.match(behind) else same_unit(behind, unit)


def bears_out(claimed: Decimal, relation: Relation, printed: Printed) -> bool | None:
    """Whether a printed figure bears out what is claimed; None where it cannot be told."""
    if "unclear" in (relation, printed.relation):
        return None
    if "about" in (relation, printed.relation):
        return _nearly(claimed, relation, printed)
    known = _interval(printed.relation, printed.value)
    if relation == "unlike":
        return True if not _within((claimed, False, claimed, False), known) else False if printed.relation == "equal" else None
    said = _interval(relation, claimed)
    return True if _within(known, said) else False if _apart(known, said) else None


def _nearly(claimed: Decimal, relation: Relation, printed: Printed) -> bool | None:
    """The same where the question or the cell says about: right where it rounds to what is claimed, wrong where it is far off."""
    if {relation, printed.relation} - {"about", "equal"}:
        return None
    off = abs(printed.value - claimed)
    digits = claimed.normalize().as_tuple()
    step = Decimal(1).scaleb(int(digits.exponent))
    rounds = off * 2 <= step and off <= CLOSE * abs(claimed) if relation == "about" and printed.relation == "equal" else not off
    return True if rounds else False if off > NEAR * max(abs(claimed), abs(printed.value)) else None


Interval = tuple[Decimal, bool, Decimal, bool]  # low, whether it is left out, high, whether it is


def _interval(relation: Relation, value: Decimal) -> Interval:
    if relation in ("least", "above"):
        return value, relation == "above", _ENDLESS, True
    if relation in ("most", "below"):
        return -_ENDLESS, True, value, relation == "below"
    return value, False, value, False


def _within(inner: Interval, outer: Interval) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (inner[1] or not outer[1]))
    return low and (inner[2] < outer[2] or (inner[2] == outer[2] and (inner[3] or not outer[3])))


def _apart(one: Interval, other: Interval) -> bool:
    return any(a[2] < b[0] or (a[2] == b[0] and (a[3] or b[1])) for a, b in ((one, other), (other, one)))


def values_borne_out(text: str, cells: Mapping[FiscalYear | None, str], unit: str, measured: str = "") -> bool | None:
    """Whether the cells of the years asked for bear out every figure that a normalised text asserts of them; None where that cannot be told.

    `measured`: the name of the indicator; a change by as much is the figure itself where it counts what is added or saved (作業削減時間).
    """
    claims = claims_of(text)
    figures = {year: printed_figures(cell, unit) for year, cell in cells.items()}
    if any(printed.moves for each in figures.values() for printed in each) and "前年" in text:
        return None  # 約7％増 is of another year than the one before
    if not claims or _UNCERTAIN.search(text) or _of_several(claims, [printed for each in figures.values() for printed in each]):
        return None
    dated = any(claim.years for claim in claims)
    judged = [not _OF_NOW.search(claim.before) or None in figures for claim in claims]
    judged = [each and bool(claim.years or not dated or None in figures) for each, claim in zip(judged, claims, strict=True)]
    verdicts = [_value_borne_out(claim, figures, measured) if each else None for claim, each in zip(claims, judged, strict=True)]
    return False if False in verdicts else True if all(verdicts) else None


def _of_several(claims: Sequence[Claim], figures: Sequence[Printed]) -> bool:
    """Whether a figure behind the first is said of something else (…、職員研修は1,300人ですね), or another one of the same year."""
    names = {each.name for each in figures if each.name}
    for before, claim in pairwise(claims):
        length = next((found for each in figures if (found := unit_length(before.behind, each.unit)) is not None), 0)
        between = _BESIDE.sub("", claim.before[length:])
        if any(_names(claim.before, name) for name in names):
            continue
        same = claim.years == before.years and unit_length(claim.behind, claim.behind[:1]) == unit_length(before.behind, claim.behind[:1])
        if between or (same and claim.behind[:1] == before.behind[:1] and claim.value != before.value):
            return True
    return False


def _value_borne_out(claim: Claim, figures: Mapping[FiscalYear | None, Sequence[Printed]], measured: str) -> bool | None:
    chosen = {year: each for year, each in figures.items() if not claim.years or year in claim.years}
    candidates = [printed for each in chosen.values() for printed in _candidates(claim, each)]
    if not candidates:
        return None
    verdicts = [_one_borne_out(claim, printed, measured) for printed in candidates]
    wrong = any if _EACH_YEAR.search(claim.before) else all
    return True if all(verdicts) else False if wrong(verdict is False for verdict in verdicts) else None


def _one_borne_out(claim: Claim, printed: Printed, measured: str) -> bool | None:
    kind, verdict = kind_of(claim, printed.unit), bears_out(claim.value, relation_of(claim, printed.unit), printed)
    if printed.moves:
        return verdict if kind in ("change", "growth") else None
    if kind == "value" or (kind == "sum" and len(claim.years) == 1 and re.search("累計|合計|通算", measured)):
        return verdict
    moves = kind == "change" and set(claim.behind[:8]) & set(re.sub(r"[^増減追加削新規]", "", measured))
    return verdict if moves and (verdict or "新規" not in measured) else None


def _candidates(claim: Claim, figures: Sequence[Printed]) -> Sequence[Printed]:
    """The figures of a cell that a claim may be of: in its unit, and of the name that stands before it; a bare one of a cell with a single figure."""
    bare = _BARE.match(claim.behind)
    of_unit = [each for each in figures if unit_length(claim.behind, each.unit) is not None] if not bare or len(figures) == 1 else []
    of_unit = [each for each in of_unit if each.unit and claim.behind.lstrip().startswith(each.unit)] or of_unit
    named = [each for each in of_unit if each.name and _names(claim.before, each.name)]
    return named or of_unit


def _names(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text)) if name.isascii() else name in text


def denies(text: str) -> bool:
    """Whether a normalised text says that something is not so."""
    return bool(_NOT.search(_AGREES.sub("", text)) or _ENGLISH_NOT.search(_TAG.sub(" ", text)))


def names_other_quantity(text: str, told: str, units: Collection[str]) -> bool:
    """Whether a normalised text asserts something of another quantity (拠点数) than a project's: the names of it and its indicator (`told`) have no word of it,

    or none of the units of its figures is of that kind (no 数 is told in hours or percent).
    """
    asserted = [match for match in _QUANTITY.finditer(text) if not _ANY_QUANTITY.search(match["of"])]
    return any(match["of"][-2:] not in told or not (not units or any(_is_kind(match["kind"], unit) for unit in units)) for match in asserted)


def _is_kind(kind: str, unit: str) -> bool:
    """Whether a quantity of this kind may be given in the unit."""
    own = {"率": "%％", "割合": "%％", "額": "円", "金額": "円", "時間": "時間分秒"}
    return unit[-1:] in own[kind] if kind in own else kind == "量" or unit not in ("%", "時間", "円")


def speaks_of_outcome(text: str) -> bool:
    """Whether a normalised text asserts what came out (目標の58%を達成できた, 5,000人受講しましたよね), which no target bears out."""
    return bool(_OUTCOME.search(_TOLD_SO.sub("", text)))


def asks_one_of(text: str) -> bool:
    """Whether a normalised text asks which of two is so, which has no yes or no (増えますか、それとも減りますか)."""
    return bool(_ONE_OF.search(text))


def is_contradicted(text: str, told: str) -> bool:
    """Whether a line contradicts the one figure that a normalised text asserts: it gives figures of its unit, and none bears it out."""
    claims = claims_of(text)
    if len(claims) != 1 or _UNCERTAIN.search(text) or _BARE.match(claims[0].behind):
        return False
    figures = [each for part in (_REMARK.sub("", nfkc(tidy(told))), told) if (each := _of_unit(claims[0], part))]
    verdicts = [_one_borne_out(claims[0], each, "") for each in figures[0]] if figures else [None]
    return all(verdict is False for verdict in verdicts)


def _of_unit(claim: Claim, told: str) -> list[Printed]:
    figures = printed_figures(re.sub(r"[()（）]", " ", told))
    unit = _UNIT.match(claim.behind)
    return [each for each in figures if unit and each.unit.startswith((unit[0], claim.behind[: len(each.unit)] or "-")) and each.unit[:1] == unit[0][:1]]
