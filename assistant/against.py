"""Two projects set against each other: the same figure of each (a target, a baseline, a sum over years, a growth), and the difference between the two.

Both figures are told with what they are of, and what is worked out is worked out between the two, never inside one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.arithmetic import Amount, baseline_amounts, change_unit, equal, less, multiple_of, target_rows
from assistant.compose import Draft, answer_field, with_indicator
from assistant.decision import Side
from assistant.indicators import asked_indicator
from assistant.understand import Query
from corpus.text import normalise, squeeze
from corpus.years import FiscalYear

Measure = Literal["target", "baseline", "sum", "growth"]
_SUM = re.compile(r"合計|総計|累計|年間で|足し|\b(?:total|sum|combined)\b", re.ASCII)
_GROWTH = re.compile(r"伸び|増加|増え(?:幅|方|る|ます|た)|減少|減り|\b(?:growth|grow|grows|increase|increases)\b", re.ASCII)
_RATE = re.compile(r"(?:増加|伸び|減少|上昇|変化)率|\bgrowth rate\b|\brate of growth\b", re.ASCII)
_MULTIPLE = re.compile(r"倍|\btimes\b|\bratio\b", re.ASCII)
_NOT_ADDED = re.compile(r"[%％]")
_ASSERTED = re.compile(
    r"(?<![\d,.])(?P<figure>\d[\d,]*(?:\.\d+)?)(?:(?P<times>倍)|[一-龯ァ-ヴー%]{0,5}?(?:も|ほど|だけ|分)?、?(?P<than>多|大き|高|上|少な|小さ|低|下))"
)
_BOUND = re.compile(r"約|およそ|ほぼ|以上|以下|未満|超|弱|強|くらい|ぐらい|程度|万|千")
_LARGER = ("多", "大き", "高", "上")
_MORE, _LESS = re.compile(r"より[^。?]*?(?:多|大き|高|上)"), re.compile(r"より[^。?]*?(?:少な|小さ|低|下)")


@dataclass(frozen=True, slots=True)
class _Figure:
    """What is set against the other's. shown: with its steps, where it is worked out. sources: what it comes from."""

    label: str
    value: Decimal
    unit: str
    shown: str
    sources: tuple[Amount, ...]
    year: FiscalYear | None = None  # of a target of one year

    @property
    def name(self) -> str:
        """What it is of, in a cell that holds several."""
        return self.sources[0].name


def set_against(draft: Draft, sides: Sequence[Side], directed: bool, today: FiscalYear) -> bool:
    """Tell the figure of each side and, where both are told in one unit, the difference. `directed`: it is asked how many times the second the first is."""
    whole, measure = draft.query, _measure(draft.query)
    for side in sides[:1] if sides[0].project == sides[-1].project else sides:
        draft.query = side.query
        _tell(draft, side, measure, _years(side, sides, whole, measure, today))
    draft.query = whole
    found = [(side, _figures(draft, side, measure, _years(side, sides, whole, measure, today))) for side in sides]
    pairs = [(one, other) for one in found[0][1] for other in found[1][1] if one.unit == other.unit]
    numbers = [draft.cite(each.project.head, each.project) for each in sides]
    if len(pairs) != 1:
        units = dict.fromkeys(figure.unit for _, figures in found for figure in figures)
        both = all(figures for _, figures in found) and not pairs
        draft.decline(draft.say("compare_units", units=draft.wording.join(units)) if both else draft.say("against_none"), *numbers)
        return bool(draft.answered)
    return _compared(draft, sides, pairs[0], directed)


def _measure(query: Query) -> Measure:
    """What is compared: of targets by default."""
    if _SUM.search(query.text) and not _RATE.search(query.text):
        return "sum"
    if _GROWTH.search(query.text) and not _MULTIPLE.search(query.text):
        return "growth"
    return "baseline" if "baseline" in query.asks else "target"


def _years(side: Side, sides: Sequence[Side], whole: Query, measure: Measure, today: FiscalYear) -> tuple[FiscalYear, ...]:
    """The years of a side: its own, those that the other one's part alone names, or those of the question; for a target without any the present one."""
    named = side.query.years or next((each.query.years for each in sides if each.query.years), ()) or whole.years
    rows = tuple(sorted(target.year for target in side.project.targets))
    if measure == "target":
        return named or ((today,) if today in rows else rows[-1:])
    return named if len(named) > 1 else rows


def _tell(draft: Draft, side: Side, measure: Measure, years: Sequence[FiscalYear]) -> None:
    """What the plan prints of one side."""
    project = asked_indicator(side.query, side.project)
    if measure == "baseline" or (measure == "growth" and "baseline" in draft.query.asks):
        answer_field(draft, "baseline", project, ())
    if measure != "baseline":
        answer_field(draft, "target", project, years)


def _figures(draft: Draft, side: Side, measure: Measure, years: Sequence[FiscalYear]) -> list[_Figure]:
    """The figures of one side; of a cell that holds several all that fit the words said of it."""
    project = asked_indicator(side.query, side.project)
    rows = target_rows(project)
    if measure == "baseline":
        return [_plain(draft.say("baseline_word"), amount) for amount in _named(baseline_amounts(project), side)]
    chosen = [(year, _named(rows.get(year, ()), side)) for year in sorted(years)]
    if any(not cell for _, cell in chosen) or not chosen:
        return []
    if measure == "target":
        year, cell = chosen[0]
        return [_plain(draft.say("target_word", year=draft.wording.year(year)), amount, year) for amount in cell] if len(chosen) == 1 else []
    kinds = [amount.kind for amount in chosen[0][1]]
    series = [[next((amount for amount in cell if amount.kind == kind), None) for _, cell in chosen] for kind in kinds]
    whole = [[amount for amount in each if amount] for each in series if all(each) and len(each) > 1]
    first, last = draft.wording.year(chosen[0][0]), draft.wording.year(chosen[-1][0])
    if measure == "sum":
        return [_sum(draft.say("against_sum", first=first, last=last), each) for each in whole if not _NOT_ADDED.search(each[0].unit)]
    return [_growth(draft.say("against_growth", first=first, last=last), each, bool(_RATE.search(draft.query.text))) for each in whole]


def _named(cell: Sequence[Amount], side: Side) -> Sequence[Amount]:
    """The amounts of a cell that the question names (X of X and YouTube), or all."""
    return [amount for amount in cell if amount.name and squeeze(normalise(amount.name)) in squeeze(side.query.text)] or cell


def _plain(label: str, amount: Amount, year: FiscalYear | None = None) -> _Figure:
    return _Figure(label, amount.value, amount.unit, str(amount), (amount,), year)


def _sum(label: str, amounts: Sequence[Amount]) -> _Figure:
    total = sum((amount.value for amount in amounts), Decimal(0))
    shown = f"{' + '.join(f'{amount.value:,}' for amount in amounts)} = {total:,} {amounts[0].unit}"
    return _Figure(label, total, amounts[0].unit, shown, tuple(amounts))


def _growth(label: str, amounts: Sequence[Amount], rate: bool) -> _Figure:
    """The last of the amounts less the first, or the share of the first that it is."""
    first, last = amounts[0], amounts[-1]
    change, shown = last.value - first.value, less(last.value, first.value, first.unit)
    if not rate or not first.value:
        return _Figure(label, change, change_unit(first.unit), shown, (first, last))
    share = (change / first.value * 100).quantize(Decimal("0.1"))
    worked = f"{change:,} ÷ {first.value:,} × 100 {equal(change / first.value * 100, 1)} ％"
    return _Figure(label, share, "%", f"{shown}、{worked}", (first, last))


def _compared(draft: Draft, sides: Sequence[Side], pair: tuple[_Figure, _Figure], directed: bool) -> bool:
    """The two figures, which is the larger one and by how much."""
    one, other = pair
    larger, smaller = sorted(pair, key=lambda each: -each.value)
    terms = [less(larger.value, smaller.value, one.unit)]
    over, under = (one, other) if directed else (larger, smaller)
    if _MULTIPLE.search(draft.query.text) and under.value:
        terms.append(multiple_of(draft, over.value, under.value))
    titles = [side.project.title.printed for side in sides]
    heads = [draft.cite(side.project.head, side.project) for side in sides]
    cells = [draft.cite(with_indicator(side.project, amount.span), side.project) for side, figure in zip(sides, pair, strict=True) for amount in figure.sources]
    same, worked = one.value == other.value, draft.wording.join(terms)
    leading = larger.name if titles[0] == titles[1] else titles[pair.index(larger)]
    if one.year and one.year == other.year and titles[0] != titles[1]:
        second = titles[1] if leading == titles[0] else titles[0]
        text = draft.say("compare_same" if same else "compare", year=draft.wording.year(one.year), title=leading, second=second, terms=worked)
    else:
        text = draft.say(
            "against_same" if same else "against", title=titles[0], what=one.label, value=one.shown, second=titles[1], other=other.label,
            second_value=other.shown, larger=leading, terms=worked,
        )  # fmt: skip
    return draft.fact(_verdict(draft, one.value, other.value, directed) + text, *heads, *cells)


def _verdict(draft: Draft, one: Decimal, other: Decimal, directed: bool) -> str:
    """Yes or no, where it is asked whether the first is so many times the second, or so much more; nothing where that is not surely told."""
    text = draft.query.text
    if not (directed and draft.query.asks_whether) or _BOUND.search(text) or draft.wording.language != "ja":
        return ""
    tail = text[max(text.rfind("より"), text.rfind("の")) :]
    asserted = list(_ASSERTED.finditer(tail))
    figures = [Decimal(match["figure"].replace(",", "")) for match in asserted]
    if len(figures) == 1 and asserted[0]["times"]:
        right = other != 0 and figures[0] * other == one
    elif len(figures) == 1:
        right = (one - other if asserted[0]["than"] in _LARGER else other - one) == figures[0]
    elif not re.search(r"\d", tail) and bool(_MORE.search(text)) != bool(_LESS.search(text)):
        right = one > other if _MORE.search(text) else one < other
    else:
        return ""
    return draft.say("against_yes" if right else "wrong_premise")
