"""In which years a figure meets a condition: 10万件を超えるのはいつ, 12種類でない年度は, 前年度と同じなのは何年度, 伸びが最も大きい年は."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.arithmetic import Amount, Rows, difference_of, series_of
from assistant.compose import Draft, answer_field, indicator_of
from assistant.evidence import Atom
from assistant.phrases import masked, spans
from assistant.premises import number_of
from assistant.understand import Query
from corpus.text import loose
from corpus.values import Project
from corpus.years import FiscalYear, find_years

Holds = Callable[[Decimal, Decimal], bool]

_ASKS_YEAR = re.compile(
    r"(?:何|なん|どの)年|いつ|(?:年度?|とし)(?:は|って|を|だけ|すべて|全て|$|[?。])|(?:の|とき)(?:は|って)[?。]*$"
    r"|\b(?:which|what) (?:fiscal )?years?\b|\bwhen\b",
    re.ASCII,
)
_NUMBER = r"(?P<number>(?:\d[\d,]*(?:\.\d+)?[百千万億])?(?:\d[\d,]*(?:\.\d+)?)?千?)"
_BOUND = re.compile(
    rf"(?<![\d.,]){_NUMBER}(?P<unit>[^\d\s、。]{{0,4}}?)(?:(?:を|に|が|も)?(?:"
    r"(?P<over>超え|上回|越え|より(?:も)?(?:多|大き|高|上))|(?P<least>以上|達し|達す|届[いくき])|(?P<under>未満|下回|割[りるっ]|満たな|届か|より(?:も)?(?:少な|小さ|低|下))"
    r"|(?P<most>以下|以内)|(?P<other>では?な[いかく]|じゃな[いかく]|以外))"
    r"|(?P<becomes>にな[るりっ]|となる)|(?P<equal>の(?:年|のは|とき)|なのは|と同じ|ちょうど))"
)
_BOUND_EN = re.compile(
    r"\b(?:(?P<over>over|above|more than|exceeds?|exceeding|beyond|higher than|greater than|pass(?:es)?)|(?P<least>at least|reach(?:es)?|no less than)"
    r"|(?P<most>at most|no more than)|(?P<under>less than|fewer than|under|below|lower than)|(?P<other>not|other than)|(?P<becomes>becomes?)"
    rf"|(?P<equal>exactly|equal to|equals)) (?:the )?(?:target of )?{_NUMBER}(?P<unit>)(?!\d)(?! ?years?\b)"
)
_HOLDS: Mapping[str, Holds] = {
    "over": operator.gt, "least": operator.ge, "under": operator.lt, "most": operator.le, "other": operator.ne, "equal": operator.eq,
    "becomes": operator.eq, "same": operator.eq, "changed": operator.ne, "more": operator.gt, "fewer": operator.lt,
}  # fmt: skip
_NAMES_COUNT = re.compile(r"[一-龯ァ-ヶー](?:数|率|割合)(?:が|は)?\d")
_RATE = re.compile(r"率|割合")
_PEOPLE = frozenset({"人", "名"})
_WAYS = ("over", "least", "under", "most", "other", "becomes", "equal")
_AGAINST_YEAR_BEFORE = re.compile(
    r"(?:前(?:の)?年度?|(?:その|一つ)?前の年)(?:度)?(?:と?(?:に)?比べ[てる]*と?|と|より(?:も)?|から|を|に対して)[^。?、]{0,6}?(?:(?P<same>同じ|変わらな|横ばい|据え置)|(?P<changed>変わる|変わっ|変化|違)"
    r"|(?P<more>増え|増加|増す|上回|上が|伸び|多)|(?P<fewer>減[るりっ少]|下回|下が|少な))"
    r"|\b(?:(?P<same_en>the same as|unchanged from|equal to)|(?P<more_en>higher than|more than|above|increase[sd]? (?:from|over))"
    r"|(?P<fewer_en>lower than|less than|fewer than|below)) (?:in |that of )?the (?:fiscal )?(?:year before|previous (?:fiscal )?year)\b"
)
_LEAST_GROWTH = re.compile(
    r"(?:伸び|増加|増え方|増え幅|増加幅|増加数|伸び幅|上がり方)[^。?、]{0,10}(?:(?:最も|もっとも|一番|いちばん)(?:小さ|少な|低)|最小)"
    r"|\b(?:smallest|least|lowest) (?:increase|growth|rise)\b"
)
_MOST_GROWTH = re.compile(
    r"(?:伸び|増加|増え方|増え幅|増加幅|増加数|伸び幅|上がり方)[^。?、]{0,10}(?:(?:最も|もっとも|一番|いちばん)(?!小さ|少な|低)|最大|最高)|(?:最も|もっとも|一番|いちばん)(?:大きく|多く|たくさん)?(?:伸び|増え|増加|増や)"
    r"|\b(?:largest|biggest|greatest|most) (?:increase|growth|jump|rise)\b|\b(?:grows?|increases?|rises?|grew|increased) (?:the )?most\b"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a figure of a year must be: in a relation to a bound, or to the figure of the year before where there is none."""

    holds: Holds
    bound: Decimal | None = None
    unit: str = ""  # of the bound, as written
    otherwise: Holds | None = None  # the relation where no year's figure is in the first one: 10万件になる is passed in the year of 12万件


def condition_of(text: str) -> Condition | None:
    """The condition on the figure of a year in a normalised question that asks in which year it is met; None where there is none."""
    text = masked(text, spans(find_years(text)))  # 令和6年度は超えますか asks of that year alone
    if not _ASKS_YEAR.search(text):
        return None
    if found := _AGAINST_YEAR_BEFORE.search(text):
        way = next(name for name, told in found.groupdict().items() if told)
        return Condition(_HOLDS[way.removesuffix("_en")])
    bounds = [
        (found, number)
        for pattern in (_BOUND, _BOUND_EN)
        for found in pattern.finditer(text)
        if found["number"] and (number := number_of(found["number"])) is not None
    ]
    if len(bounds) != 1:
        return None
    found, number = bounds[0]
    way = next(way for way in _WAYS if found[way])
    return Condition(_HOLDS[way], number, found["unit"], otherwise=operator.ge if way == "becomes" else None)


def tell_years_where(draft: Draft, project: Project, about: Atom | None) -> bool:
    """Tell the years whose figure meets the condition of the question, or in which it grows most, or that none does; False where it asks for neither."""
    text = draft.query.text
    least = bool(_LEAST_GROWTH.search(text))
    growth = (least or bool(_MOST_GROWTH.search(text))) and len(draft.query.years) < 2
    condition = None if growth else condition_of(text)
    if not growth and condition is None:
        return False
    rows, of = series_of(draft, project, about)
    before = len(draft.statements)
    for series in _of_each_kind(rows, draft.query, condition):
        if condition:
            _tell(draft, project, of, series, condition)
        else:
            _tell_growth(draft, project, of, series, least)
    return len(draft.statements) > before


def _of_each_kind(rows: Rows, query: Query, condition: Condition | None) -> list[dict[FiscalYear, Amount]]:
    """The figures by year of each thing that the cells tell of, of those in the unit of the bound and of the one that the question names, where it does.

    A bound without a unit is one of the figures only where a target is asked for: 80歳以上 bounds no number of people.
    """
    kinds = list(dict.fromkeys(amount.kind for row in rows.values() for amount in row))
    if condition and condition.bound is not None:
        unit = loose(condition.unit)
        counted = len(kinds) == 1 and _NAMES_COUNT.search(query.text)  # 掲載団体数が50を超えたのはいつ
        kinds = [
            kind for kind in kinds if (unit and (unit == loose(kind[1]) or {unit, kind[1]} <= _PEOPLE)) or (not unit and (counted or "target" in query.asks))
        ]
    elif _RATE.search(query.text):
        kinds = [kind for kind in kinds if kind[1] == "%"] or kinds
    named = [kind for kind in kinds if kind[0] and loose(kind[0]) in loose(query.text)]
    return [{year: amount for year, row in sorted(rows.items()) for amount in row if amount.kind == kind} for kind in named or kinds]


def _tell(draft: Draft, project: Project, of: str, series: Mapping[FiscalYear, Amount], condition: Condition) -> bool:
    ordered, bound = sorted(series), condition.bound
    if bound is None:
        met = [year for before, year in _side_by_side(ordered) if condition.holds(series[year].value, series[before].value)]
    else:
        relations = [condition.holds, *([condition.otherwise] if condition.otherwise else [])]
        met = next((years for holds in relations if (years := [year for year in ordered if holds(series[year].value, bound)])), [])
    equals = condition.holds is operator.eq and bound is not None
    if met and equals and of == "target":
        return answer_field(draft, "target", project, met)
    head = draft.cite(project.head, project)
    cells = [draft.cite(series[year].span, project) for year in ordered]
    names = _names(draft, project, of)
    if not met:  # a figure that no year has is not in the plan; that no year goes beyond a bound is told by those it has
        tell = draft.decline if equals else draft.fact
        return tell(draft.say("where_none", values=_values(draft, series, ordered), **names), head, *cells)
    return draft.fact(draft.say("where", values=_values(draft, series, met), **names), head, *cells)


def _tell_growth(draft: Draft, project: Project, of: str, series: Mapping[FiscalYear, Amount], least: bool) -> bool:
    ordered = sorted(series)
    steps = [(series[year].value - series[before].value, before, year) for before, year in _side_by_side(ordered)]
    most = (min if least else max)((step for step, *_ in steps), default=Decimal(0))
    if most < 0 or (most == 0 and not least) or not steps:
        return False
    best = [(before, year) for step, before, year in steps if step == most]
    terms = draft.wording.join(difference_of(series[before], series[year]) for before, year in best)
    names = _names(draft, project, of)
    years = draft.wording.years(tuple(year for _, year in best))
    text = draft.say("where_growth_least" if least else "where_growth", years=years, terms=terms, values=_values(draft, series, ordered), **names)
    return draft.fact(text, draft.cite(project.head, project), *(draft.cite(series[year].span, project) for year in ordered))


def _names(draft: Draft, project: Project, of: str) -> dict[str, str]:
    """What the sentences call the project and whose figures are told."""
    return {"title": project.title.printed, "of": draft.say(f"where_{of}", indicator=indicator_of(project))}


def _side_by_side(ordered: Sequence[FiscalYear]) -> list[tuple[FiscalYear, FiscalYear]]:
    """Each year with the one before it, where both are in the series."""
    return [(before, year) for before, year in pairwise(ordered) if year.year == before.year + 1]


def _values(draft: Draft, series: Mapping[FiscalYear, Amount], years: Sequence[FiscalYear]) -> str:
    return draft.wording.join(draft.say("where_value", year=draft.wording.year(year), value=series[year]) for year in years)
