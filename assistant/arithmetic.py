"""Arithmetic over what a plan prints: sums, differences, the largest and the smallest, of targets by year or of what was counted year by year.

Every input is cited and every step is shown, so that the check can work it out again. What cannot be calculated with (words, bounds such as 以上, figures
relative to others) is told as it is, with the remark that no figure follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Literal

from assistant.compose import Draft, answer_detail, answer_field, asks_another_quantity, indicator_of, with_indicator
from assistant.evidence import Atom, nested_text
from assistant.indicators import indicators_of, unit_of
from assistant.quantities import ANY_FIGURE, REACHED
from corpus.text import nfkc, normalise, squeeze, tidy
from corpus.values import Achievement, Project, Span, Target
from corpus.years import FiscalYear, find_years

LONGEST_UNIT = 6  # characters: behind a figure, more than that is a phrase
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?P<name>[^\d:・、/]*?)\s*:?\s*(?P<figure>{_FIGURE})\s*(?P<unit>[^\d\s・、,(/]+)")
_BETWEEN = re.compile(r"[\s・、/]*")
_REMARK = re.compile(r"[(（][^()（）]*[)）]|※.*")
_NO_UNIT = re.compile(r"以上|以下|以内|未満|増|減|上下|約|倍|程度|割合|から|まで")  # bounds and relative values
_NOT_ADDABLE = re.compile(r"[%％率]")
_STOCKS = re.compile(r"フォロワー|登録者|拠点|累計|利用率|実施率|率$|年数|残高|保有")  # what stands at one moment cannot be added over years
_COUNTED = re.compile(r"[^\d]{0,8}?(?P<figure>\d[\d,]*)\s*(?P<unit>[一-龯ァ-ヶー]{1,2}?)(?=[、。(（ぁ-ん]|追加|$|[^一-龯ァ-ヶー])")
_PART = re.compile(r"[(（](?:うち|内)?(?P<name>[一-龯ァ-ヶー]{2,4}?)(?P<told>\d[\d,]*[^()（）\d]{1,4})[)）]")  # of what stands before it: 70団体（新規11団体）
_OF_RESULTS = re.compile(r"実績|実際|結果|達成|届い|\bactual|\bresults?\b|\breach(?:ed)?\b|\bachieved\b", re.ASCII)
_MULTIPLE = re.compile(r"何倍|倍率|\d倍|倍増|\bhow many times\b|\btimes (?:as|more)\b|\bratio\b", re.ASCII)
_EACH_YEAR = re.compile(r"各年|年度(?:別|ごと|毎)|年ごと|毎年度|それぞれ|内訳|\b(?:each|every|per) year\b|\byear by year\b", re.ASCII)  # beside their sum
_PRESENT = re.compile(r"現状|現在|いま|今(?![年後度])|\b(?:now|at present|today|current(?:ly)?|baseline)\b", re.ASCII)
_OF_THE_OTHER = re.compile(r"(?:は|って|が)[^。?は]*(?:年度?|\d)の(?:何倍|(?:何|なん)分の)")  # R6はR9の何倍
_RATE = re.compile(
    r"(?:増加|伸び|減少|上昇|変化)率|(?:何|なん)(?:%|パーセント|割)"
    r"|\d(?:%|パーセント| ?percent)[^。、?]{0,6}(?:増|減|伸|上が|下が|アップ|上昇|低下|increase|decrease|growth|more|less)"
    r"|by (?:about |around )?[\d.]+ ?(?:%|percent)|\bpercent|\bgrowth rate\b|\brate of\b",
    re.ASCII,
)

Rows = Mapping[FiscalYear, tuple["Amount", ...]]
Of = Literal["target", "result", "counted"]  # whose figures: of targets, of actual values, of what was counted year by year
_FIELD: Mapping[Of, str] = {"target": "target", "result": "result", "counted": "achievement"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit and where it stands. `name`: what it is of, where one cell holds several (X：750 人 YouTube：900 人)."""

    value: Decimal
    unit: str
    span: Span
    name: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        """What an amount must have in common with another one to be set against it."""
        return self.name, self.unit

    def __str__(self) -> str:
        told = f"{self.value:,}{'' if self.unit == '%' else ' '}{self.unit}"
        return f"{self.name}：{told}" if self.name else told


def amounts(printed: str, span: Span, unit: str = "") -> tuple[Amount, ...]:
    """The figures of a cell with their units, a bare one in the `unit` of its indicator; empty where it holds anything else (words, 以上, 約3％増)."""
    text = _REMARK.sub("", nfkc(tidy(printed)))
    if unit and re.fullmatch(_FIGURE, text.strip()):
        return (Amount(_number(text.strip()), unit, span),)
    found: list[Amount] = []
    place = 0
    for match in _AMOUNT.finditer(text):
        if not _BETWEEN.fullmatch(text, place, match.start()):
            return ()
        unit = match["unit"]
        if len(unit) > LONGEST_UNIT or _NO_UNIT.search(unit) or _NO_UNIT.search(match["name"]):
            return ()
        found.append(Amount(_number(match["figure"]), unit, span, match["name"].strip()))
        place = match.end()
    return tuple(found) if _BETWEEN.fullmatch(text, place) else ()


def calculate(draft: Draft, ask: str, project: Project, about: Atom | None, years: Sequence[FiscalYear]) -> bool:
    """Answer a sum, a difference or an extreme of the targets of each of the project's indicators, or else of what `about` counts year by year."""
    told = [_calculated(draft, ask, one, about, years) for one in indicators_of(project)]
    return any(told)


def _calculated(draft: Draft, ask: str, project: Project, about: Atom | None, years: Sequence[FiscalYear]) -> bool:
    if project.results and ask != "sum" and (draft.query.past or _OF_RESULTS.search(draft.query.text) or REACHED.search(draft.query.text)):
        return _of_results(draft, ask, project, years)
    series = {} if project.targets else counted_by_year(project, about, draft.query.text)
    if not years and set(draft.query.years) < set(series or target_rows(project)):
        years = draft.query.years  # the whole period of the plan, and figures of years beyond it
    if ask == "sum":
        return _sum_counted(draft, project, series, years) if series else _sum(draft, project, years)
    if series:
        told = _EACH[ask](draft, project, series, years, "counted")
        return answer_detail(draft, project, about) if told and about else told
    rows = target_rows(project, draft.query.counter)
    return _EACH[ask](draft, project, rows, years, "target") if rows else _incalculable(draft, project, years, "target" if project.targets else "counted")


def _of_results(draft: Draft, ask: str, project: Project, years: Sequence[FiscalYear]) -> bool:
    """A difference or an extreme of the actual values; of one year, how far its value is from what was planned."""
    planned, actual = target_rows(project), _rows_of(project, project.results)
    if not years and len(project.results) == 1:
        years = (project.results[0].year,)
    if ask not in ("difference", "compare") or len(years) != 1:
        return _EACH[ask](draft, project, actual, years, "result") if actual else answer_field(draft, "result", project, years)
    year = years[0]
    if len(planned.get(year, ())) != 1 or len(actual.get(year, ())) != 1:
        told = [answer_field(draft, field, project, years) for field in ("target", "result")]
        return any(told)
    one, other = planned[year][0], actual[year][0]
    text = draft.say("against_plan", year=draft.wording.year(year), planned=one, actual=other, terms=difference_of(one, other))
    return draft.fact(text, draft.cite(project.head, project), draft.cite(one.span, project), draft.cite(other.span, project))


def series_of(draft: Draft, project: Project, about: Atom | None) -> tuple[Rows, Of]:
    """The amounts by year that a question asks about: of actual values where it asks for these, of targets, or of what `about` counts; and whose they are."""
    if project.results and (draft.query.past or _OF_RESULTS.search(draft.query.text)):
        return _rows_of(project, project.results), "result"
    if project.targets:
        return target_rows(project, draft.query.counter), "target"
    return counted_by_year(project, about, draft.query.text), "counted"


def can_calculate(project: Project, about: Atom | None) -> bool:
    """Whether the project has anything to calculate with."""
    return bool(project.targets or counted_by_year(project, about))


def gives_amounts(project: Project, unit: str) -> bool:
    """Whether the targets of a project, if it has any, are figures, or name the unit at least: 1.5倍 is none of targets in words."""
    cells = [target.cell.printed for target in project.targets]
    return not cells or unit == ANY_FIGURE or bool(target_rows(project)) or any(unit in normalise(cell) for cell in cells)


def target_rows(project: Project, counter: str | None = None) -> Rows:
    """The amounts of each year's target; years without any are left out. Of a cell in words the one figure of the `counter` that is asked for."""
    return _rows_of(project, project.targets, counter)


def _rows_of(project: Project, values: Sequence[Target], counter: str | None = None) -> Rows:
    """The amounts of each year's cell, in the unit of the project's indicator."""
    cells = ((target, with_indicator(project, target.span)) for target in values if target.cell.certain)
    found = {target.year: amounts(target.cell.printed, span, unit_of(project)) or _in_words(target.cell.printed, span, counter) for target, span in cells}
    return {year: cell for year, cell in found.items() if cell}


def _in_words(printed: str, span: Span, counter: str | None) -> tuple[Amount, ...]:
    """The one figure of the counter in a cell of words (過去 12 年分オープンデータ化: 12 年分); empty without a counter, or where it is a bound."""
    figures = re.findall(rf"(?<!約)(?<![\d.])({_FIGURE})\s*{re.escape(counter)}(?!以|未満|程度|増|減)", nfkc(tidy(printed))) if counter else []
    return (Amount(_number(figures[0]), str(counter), span),) if len(figures) == 1 else ()


def compare_projects(draft: Draft, projects: Sequence[Project], years: Sequence[FiscalYear]) -> None:
    """Beside the targets of several projects: which is the largest, by how much, or that their units differ."""
    for year in years:
        cells = [(project, target_rows(project).get(year, ())) for project in projects]
        known = [(project, cell[0]) for project, cell in cells if len(cell) == 1]
        if len(known) < 2:
            continue
        numbers = [draft.cite(amount.span, project) for project, amount in known]
        if len({amount.unit for _, amount in known}) > 1:
            units = draft.wording.join(dict.fromkeys(amount.unit for _, amount in known))
            draft.decline(draft.say("compare_units", units=units), *numbers)
            continue
        best = sorted(known, key=lambda each: -each[1].value)
        same = "_same" if best[0][1].value == best[1][1].value else ""
        titles = {"title": best[0][0].title.printed, "second": best[1][0].title.printed}
        draft.fact(draft.say(f"compare{same}", year=draft.wording.year(year), terms=_worked(draft, best[1][1], best[0][1]), **titles), *numbers)


def _sum(draft: Draft, project: Project, years: Sequence[FiscalYear]) -> bool:
    """Add the targets of the years, with the arithmetic shown; refused where the figures cannot be added."""
    targets = [target for target in project.targets if (not years or target.year in years) and target.is_set]
    if len(targets) < 2 or not all(target.cell.certain for target in targets):
        return answer_field(draft, "target", project, years)
    each_told = _EACH_YEAR.search(draft.query.text) is None or answer_field(draft, "target", project, years)
    if not each_told or asks_another_quantity(draft, project, draft.cite(project.head, project), "target_other", (each.cell.printed for each in targets)):
        return False
    found = [amounts(target.cell.printed, target.span, unit_of(project)) for target in targets]
    alike = all(len(each) == 1 for each in found)
    cells = [draft.cite(with_indicator(project, target.span), project) for target in targets]
    if "累計" in indicator_of(project):  # R11までに全部で何点: the figure of that year is the whole
        return answer_field(draft, "target", project, (targets[-1].year,))
    if not alike or not is_addable(project, [each[0] for each in found]):
        return draft.decline(draft.say("sum_none", title=project.title.printed, indicator=indicator_of(project)), draft.cite(project.head, project), *cells)
    text = draft.say(
        "sum", years=_stretch(draft, [target.year for target in targets]),
        terms=" + ".join(f"{each[0].value:,}" for each in found), total=f"{sum(each[0].value for each in found):,}", unit=found[0][0].unit,
    )  # fmt: skip
    return draft.fact(text, draft.cite(project.head, project), *cells)


def is_addable(project: Project, found: Sequence[Amount]) -> bool:
    """Whether amounts of several years of a project's indicator may be added: of one kind, and neither shares nor what stands at one moment."""
    stock = project.targets and _STOCKS.search(indicator_of(project))
    return len({each.kind for each in found}) == 1 and not (_NOT_ADDABLE.search(found[0].unit) or stock)


def _sum_counted(draft: Draft, project: Project, series: Rows, years: Sequence[FiscalYear]) -> bool:
    """Add what was counted year by year, with the arithmetic shown."""
    chosen = {year: row[0] for year, row in series.items() if not years or year in years}
    if not chosen:
        return answer_field(draft, "achievement", project, years)  # nothing was counted in these years
    if len(chosen) == 1:
        return answer_field(draft, "achievement", project, tuple(chosen))
    cells = [draft.cite(amount.span, project) for amount in chosen.values()]
    ordered = sorted(chosen)
    if _adds_up_already(project, chosen.values(), draft.query.text):
        return draft.decline(draft.say("sum_standing", title=project.title.printed), draft.cite(project.head, project), *cells)
    text = draft.say(
        "sum_counted", title=project.title.printed, years=_stretch(draft, ordered),
        terms=" + ".join(f"{amount.value:,}" for amount in chosen.values()), total=f"{sum(amount.value for amount in chosen.values()):,}",
        unit=next(iter(chosen.values())).unit,
    )  # fmt: skip
    return draft.fact(text, draft.cite(project.head, project), *cells)


def _stretch(draft: Draft, years: Sequence[FiscalYear]) -> str:
    """The years that are added, in order: from the first to the last, or each where some between them is missing, or one is all."""
    whole = len(years) > 1 and years[-1].year - years[0].year == len(years) - 1
    return draft.say("stretch", first=draft.wording.year(years[0]), last=draft.wording.year(years[-1])) if whole else draft.wording.years(tuple(years))


def _adds_up_already(project: Project, counted: Iterable[Amount], asked: str) -> bool:
    """Whether lines give, beside what was new in a year, the whole of what there is (70団体（新規11団体）), which cannot be added over years."""
    spans = {amount.span for amount in counted}
    parts = [part for item in project.achievements if item.span in spans for part in _PART.finditer(normalise(item.text.printed))]
    return any(part["name"].startswith(("新規", "新た", "新設", "追加")) and part["name"] not in asked for part in parts)


def _difference(draft: Draft, project: Project, rows: Rows, years: Sequence[FiscalYear], of: Of) -> bool:
    """The difference between two years, or between the baseline and a year, larger less smaller; none where the baseline is asked for and not printed."""
    if of == "target" and project.baseline is None and len(years) < 2 and ("baseline" in draft.query.asks or _PRESENT.search(draft.query.text)):
        draft.decline(draft.say("baseline_none", title=project.title.printed), draft.cite(project.head, project))
        return answer_field(draft, "target", project, years)
    missing = [year for year in years or draft.query.years if year not in rows and (years or year < min(rows))]
    before = baseline_amounts(project, draft.query.counter) if "baseline" in draft.query.asks or len(years) == 1 or _of_baseline(project, missing) else ()
    missing = [] if before and _of_baseline(project, missing) else missing
    asked = sorted(year for year in rows if not years or year in years)
    earlier = [year for year in rows if asked and year < asked[0]]
    if missing or not asked or (len(asked) == 1 and not (before or earlier)):
        return _incalculable(draft, project, years, of)
    first = None if before else asked[0] if len(asked) > 1 else max(earlier)
    compared = asked if before and years else asked[-1:]  # the baseline with each of the years that are named
    told = [between(draft, project, of, (first, before if first is None else rows[first]), (year, rows[year])) for year in compared]
    return any(told) or _incalculable(draft, project, years, of)


def between(draft: Draft, project: Project, of: Of, start: tuple[FiscalYear | None, Sequence[Amount]], end: tuple[FiscalYear, Sequence[Amount]]) -> bool:
    """The difference between the amounts of a year (of none: the baseline) and those of a later one; False where none is of the same kind."""
    pairs = [(one, other) for one in start[1] for other in end[1] if one.kind == other.kind]
    named = [pair for pair in pairs if pair[0].name and squeeze(normalise(pair[0].name)) in squeeze(draft.query.text)]
    pairs = named or pairs  # the followers on X, of those on X and on YouTube
    if not pairs:
        return False
    counted = "_counted" if of == "counted" else ""
    first, last = (draft.say(f"{of}_word", year=draft.wording.year(year)) if year else _baseline_word(draft, project) for year in (start[0], end[0]))
    before_told, after_told = (draft.wording.join(map(str, side)) for side in zip(*pairs, strict=True))
    text = draft.say(
        f"difference{counted}", title=project.title.printed, indicator=indicator_of(project), first=first, last=last, before=before_told, after=after_told,
        terms=draft.wording.join(_worked(draft, one, other) for one, other in pairs),
    )  # fmt: skip
    return draft.fact(text, draft.cite(project.head, project), *(draft.cite(amount.span, project) for pair in pairs for amount in pair))


def _baseline_word(draft: Draft, project: Project) -> str:
    """What the baseline is called, with the remark that tells its year, where one is printed."""
    remark = _REMARK.search(tidy(project.baseline.printed)) if project.baseline and project.baseline_years else None
    return draft.say("baseline_word") + (remark[0] if remark else "")


def _worked(draft: Draft, one: Amount, other: Amount) -> str:
    """The difference of two amounts and, where the question asks for them, the multiple and the rate of growth."""
    parts = [difference_of(one, other)]
    if _MULTIPLE.search(draft.query.text) and one.value and other.value:
        over, under = (one, other) if _asks_of_the_later(draft) else (other, one)
        parts.append(multiple_of(draft, over.value, under.value))
    if _RATE.search(draft.query.text) and one.value:
        change = abs(other.value - one.value)
        parts.append(draft.say("growth", terms=f"{change:,} ÷ {one.value:,} × 100 {equal(change / one.value * 100, 1)}"))
    return draft.wording.join(parts)


def _asks_of_the_later(draft: Draft) -> bool:
    """Whether it is asked what share of a later year's figure an earlier year's is (R6はR9の何倍)."""
    years = draft.query.years
    return len(years) > 1 and years[0] < years[1] and bool(_OF_THE_OTHER.search(draft.query.text))


def difference_of(one: Amount, other: Amount) -> str:
    """The larger of two amounts of one kind less the smaller, worked out: 240,000 － 180,000 = 60,000 件."""
    smaller, larger = sorted((one.value, other.value))
    name = f"{one.name}：" if one.name else ""
    return name + less(larger, smaller, one.unit)


def less(one: Decimal, other: Decimal, unit: str) -> str:
    """One figure less another, worked out; of shares in points (17 － 14 = 3 ポイント)."""
    return f"{one:,} － {other:,} = {one - other:,} {change_unit(unit)}"


def change_unit(unit: str) -> str:
    """The unit of the difference of two figures in this unit."""
    return "ポイント" if unit == "%" else unit


def multiple_of(draft: Draft, over: Decimal, under: Decimal) -> str:
    """How many times the second figure the first is, worked out."""
    return draft.say("multiple", terms=f"{over:,} ÷ {under:,} {equal(over / under, 2)}")


def equal(value: Decimal, digits: int) -> str:
    """The value behind = where it is exact, behind ≒ where it is rounded (half up)."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"= {rounded.normalize():,f}" if rounded == value else f"≒ {rounded:,}"


def _extreme(which: str, draft: Draft, project: Project, rows: Rows, years: Sequence[FiscalYear], of: Of) -> bool:
    """The year or years of the largest or smallest amount of each kind."""
    chosen = {year: row for year, row in sorted(rows.items()) if not years or year in years}
    if len(chosen) < 2:
        return answer_field(draft, _FIELD[of], project, years)
    head, suffix = draft.cite(project.head, project), "" if of == "target" else f"_{of}"
    cells = [draft.cite(amount.span, project) for row in chosen.values() for amount in row]
    for kind in dict.fromkeys(amount.kind for row in chosen.values() for amount in row):
        of_kind = {year: amount for year, row in chosen.items() for amount in row if amount.kind == kind}
        best = (max if which == "largest" else min)(amount.value for amount in of_kind.values())
        at = tuple(year for year, amount in of_kind.items() if amount.value == best)
        same, value, years_told = "_same" if len(at) == len(of_kind) else "", str(of_kind[at[0]]), draft.wording.years(at)
        text = draft.say(f"{which}{same}{suffix}", title=project.title.printed, indicator=indicator_of(project), years=years_told, value=value)
        draft.fact(text, head, *cells)
    return True


def _incalculable(draft: Draft, project: Project, years: Sequence[FiscalYear], of: Of) -> bool:
    """The figures as they are, and that none follows from them."""
    if "baseline" in draft.query.asks and project.baseline:
        answer_field(draft, "baseline", project, ())
    told = answer_field(draft, _FIELD[of], project, years)
    if told:
        draft.decline(draft.say("difference_none", title=project.title.printed), draft.cite(project.head, project))
    return told


_EACH: dict[str, Callable[[Draft, Project, Rows, Sequence[FiscalYear], Of], bool]] = {
    "difference": _difference,
    "compare": _difference,
    "largest": partial(_extreme, "largest"),
    "smallest": partial(_extreme, "smallest"),
}


# --- what is counted -------------------------------------------------------------------------------------


def counted_by_year(project: Project, about: Atom | None, asked: str = "") -> Rows:
    """The figures told year by year where `about` stands: in one sentence (H22年度に10件、H23年度に17件) or in lines side by side.

    Empty when there are fewer than two years or the units differ. `asked`: the normalised question, which may ask for a part of what is counted.
    """
    item = next((each for each in project.achievements if about and each.span == about.span and nested_text(each) == about.text), None)
    if item is None:
        return {}
    beside = [each for each in project.achievements if each.parents and each.parents == item.parents and len(each.years) == 1]
    series = dict(_first_figures(beside, asked)) or dict(_inline_series(item))
    return {year: (amount,) for year, amount in series.items()} if len(series) > 1 and len({amount.unit for amount in series.values()}) == 1 else {}


def _first_figures(items: Sequence[Achievement], asked: str) -> Iterable[tuple[FiscalYear, Amount]]:
    """The first figure of each line; or, where lines give a part in brackets that the question asks for, that one (70団体（新規11団体）: 新規の団体は)."""
    told = [(item, normalise(item.text.printed)) for item in items]
    parts = [(item, f"{part['name']}{part['told']}") for item, text in told for part in _PART.finditer(text) if part["name"] in asked]
    for item, text in parts or told:
        if match := _COUNTED.search(text):
            yield item.years[0], Amount(_number(match["figure"]), match["unit"], item.span)


def _inline_series(item: Achievement) -> Iterable[tuple[FiscalYear, Amount]]:
    text = normalise(item.text.printed)
    for mention in find_years(text):
        if len(mention.years) == 1 and (match := _COUNTED.match(re.sub(r"^[にはで、:]+", "", text[mention.end :]))):
            yield mention.years[0], Amount(_number(match["figure"]), match["unit"], item.span)


# --- small parts -----------------------------------------------------------------------------------------


def baseline_amounts(project: Project, counter: str | None = None) -> tuple[Amount, ...]:
    """The amounts of the baseline; of one in words the one figure of the `counter` that is asked for."""
    if project.baseline is None:
        return ()
    printed, span = project.baseline.printed, with_indicator(project, project.baseline.span)
    return amounts(printed, span, unit_of(project)) or _in_words(printed, span, counter)


def _of_baseline(project: Project, years: Sequence[FiscalYear]) -> bool:
    """Whether the first of the years is the one that the baseline is of."""
    return bool(years) and min(years) in project.baseline_years


def _number(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))
