"""Yes or no to what is worked out from figures: a sum over years (4年間で5,000人ですね), a change (R6からR9で20%増えますね), a course (年々増えていますか).

The figures are always told, with the arithmetic; the verdict stands before them only where it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.arithmetic import Amount, Rows, baseline_amounts, between, calculate, counted_by_year, is_addable, target_rows
from assistant.compose import Draft, answer_field, indicator_of, list_achievements
from assistant.evidence import Atom, Ranked
from assistant.indicators import speaks_of_indicator
from assistant.premises import (
    Claim,
    Kind,
    Printed,
    bears_out,
    claims_of,
    denies,
    falls,
    is_of_whole,
    kind_of,
    names_other_quantity,
    relation_of,
    speaks_of_outcome,
    unit_length,
    years_long,
)
from assistant.understand import Query
from corpus.text import normalise
from corpus.values import Project
from corpus.years import FiscalYear

NAMED_PIECE = 0.5  # share of the question's words from which a piece is what the course is of
NAMED_RUN = 4  # or characters that it holds word for word
_STEADILY = re.compile(
    r"年々|毎年|年を追|年ごとに|次第に|徐々に|だんだん|続け|右肩|一貫|着実|段階的"
    r"|\b(?:every year|each year|steadily|year by year|year after year|keeps?|gradually)\b",
    re.ASCII,
)
_SHARE = re.compile(r"率|割合|\b(?:rate|share|percentage)\b", re.ASCII)
_RISES = re.compile(r"増[えや加し]|伸び|上が|上昇|多くな|高くな|\b(?:increas|grow|ris|go(?:es|ing)? up)\w*", re.ASCII)
_FALLS = re.compile(r"減[らりっる少]|下が|下落|低下|少なくな|低くな|\b(?:decreas|fall|drop|declin|go(?:es|ing)? down)\w*", re.ASCII)
_STAYS = re.compile(
    r"変わら(?:ない|ず|ません)|(?:ずっと|毎年度?|全部|すべて|どの年度?も)[^。?]{0,4}同じ|横ばい|一定|据え置"
    r"|\b(?:constant|unchanged|the same (?:every|each|in all))\b",
    re.ASCII,
)
_OF_TARGET = re.compile(r"目標|\btargets?\b", re.ASCII)
_NEW = re.compile(r"新規|追加|増加")  # in the name of an indicator: each year's figure is what is added
_POINTS = re.compile(r"\s?(?:ポイント|points?\b)")
_DOUBLES = re.compile(r"倍増|\bdouble\w*")
_QUANTITY = re.compile(r"[一-龯ァ-ヴー]*[一-龯ァ-ヴー]{2}(?:率|割合|数|量|額|時間)")
_BASELINE = re.compile(r"現状|基準値|当初|\b(?:baseline|current)\b", re.ASCII)
_COMPARES = re.compile(r"から|より|比べ|前年|\b(?:from|than|since|between|compared|over)\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Step:
    """Two amounts of one kind that a change may be between, with the year of each; None is the baseline."""

    first: FiscalYear | None
    before: Amount
    last: FiscalYear
    after: Amount


def tell_worked_out(draft: Draft, project: Project, ranked: Sequence[Ranked], about: Atom | None, years: Sequence[FiscalYear]) -> bool:
    """Answer what is asserted of a sum, a change or a course of the figures of a project; False where nothing of the kind is."""
    query = draft.query
    if not query.asks_whether or query.absent or (project.targets and speaks_of_outcome(query.text)):
        return False
    rows = target_rows(project) if project.targets else counted_by_year(project, about)
    claims = claims_of(query.text)
    told = normalise(f"{indicator_of(project)} {project.title.printed}")
    if len(rows) < 2 or len(claims) > 1 or (project.targets and names_other_quantity(query.text, told, _units(rows))):
        return False
    if not claims:
        return _tell_course(draft, project, rows, ranked, years)
    claim = claims[0]
    rows = _of_unit(rows, _units_meant(claim, _units(rows)))
    if len({amount.kind for row in rows.values() for amount in row}) != 1:
        return False
    kind = kind_of(claim, _units(rows)[0])
    added = kind == "change" and is_of_whole(claim) and (not project.targets or _NEW.search(indicator_of(project)))
    if kind == "sum" or added:
        return _tell_sum(draft, project, claim, rows, about, years)
    return kind != "value" and bool(project.targets) and _tell_change(draft, project, claim, kind, rows, years)


def _units_meant(claim: Claim, units: Sequence[str]) -> list[str]:
    """Those of the units that a claim may be in."""
    points = [unit for unit in units if unit == "%" and _POINTS.match(claim.behind)]
    return points or [unit for unit in units if unit_length(claim.behind, unit)]


def _units(rows: Rows) -> list[str]:
    return list(dict.fromkeys(amount.unit for row in rows.values() for amount in row))


def _of_unit(rows: Rows, units: Sequence[str]) -> Rows:
    """The rows with the amounts of these units alone; all of them where there are none."""
    chosen = {year: tuple(amount for amount in row if amount.unit in units) for year, row in rows.items()}
    return {year: row for year, row in chosen.items() if row} if units else rows


def _tell_sum(draft: Draft, project: Project, claim: Claim, rows: Rows, about: Atom | None, years: Sequence[FiscalYear]) -> bool:
    chosen = [row[0] for year, row in rows.items() if not years or year in years]
    if len(chosen) < 2 or unit_length(claim.behind, chosen[0].unit) is None:
        return False
    place, asserted = len(draft.statements), years_long(draft.query.text)
    told = calculate(draft, "sum", project, about, years)
    total = sum((amount.value for amount in chosen), Decimal(0))
    sure = told and is_addable(project, chosen) and asserted in (None, len(chosen))
    verdict = bears_out(claim.value, relation_of(claim, chosen[0].unit), Printed(total, chosen[0].unit)) if sure else None
    return _judge(draft, place, verdict) or told


def _tell_change(draft: Draft, project: Project, claim: Claim, kind: Kind, rows: Rows, years: Sequence[FiscalYear]) -> bool:
    """The change that is asserted between two years that are named, or one that it can only be of: from the baseline, the first year or the year before."""
    steps, explicit = _steps(draft.query, project, rows, years)
    verdicts = [_change_borne_out(claim, kind, step) for step in steps]
    at = next((i for i, verdict in enumerate(verdicts) if verdict), 0 if explicit else None)
    if at is None or not steps:
        return False
    step, place = steps[at], len(draft.statements)
    told = between(draft, project, "target", (step.first, (step.before,)), (step.last, (step.after,)))
    return _judge(draft, place, verdicts[at]) or told


def _steps(query: Query, project: Project, rows: Rows, years: Sequence[FiscalYear]) -> tuple[list[_Step], bool]:
    """The pairs of figures that a change may be between, and whether the question names both ends."""
    asked = sorted(year for year in rows if year in (years or query.years))
    baseline = baseline_amounts(project)
    before = baseline[0] if len(baseline) == 1 else None
    ends = {year: row[0] for year, row in rows.items()}
    if len(asked) > 1:
        return [_Step(asked[0], ends[asked[0]], asked[-1], ends[asked[-1]])], True
    last = asked[0] if asked else max(ends)
    earlier = sorted(year for year in ends if year < last)
    from_baseline = [_Step(None, before, last, ends[last])] if before and before.unit == ends[last].unit else []
    if _COMPARES.search(query.text) or _BASELINE.search(query.text):
        return (from_baseline, True) if _BASELINE.search(query.text) else ([], False)  # with something else
    return [*from_baseline, *(_Step(year, ends[year], last, ends[last]) for year in dict.fromkeys((*earlier[-1:], *earlier[:1])))], False


def _change_borne_out(claim: Claim, kind: Kind, step: _Step) -> bool | None:
    before, after, unit = step.before.value, step.after.value, step.after.unit
    relation = relation_of(claim, unit)
    if kind == "change":
        change = before - after if falls(claim) else after - before
        fits = unit_length(claim.behind, unit) is not None or unit == "%"
        return bears_out(claim.value, relation, Printed(change, unit)) if fits else None
    if not before:
        return None
    worked = after / before if kind == "multiple" else (before - after if falls(claim) else after - before) / before * 100
    rounded = worked.quantize(Decimal(1).scaleb(min(0, int(claim.value.as_tuple().exponent))), ROUND_HALF_UP)
    return bears_out(claim.value, relation, Printed(rounded if relation == "equal" else worked, unit))


def _tell_course(draft: Draft, project: Project, rows: Rows, ranked: Sequence[Ranked], years: Sequence[FiscalYear]) -> bool:
    """The figures year by year, and whether they take the course that is asserted."""
    query = draft.query
    moves = [pattern for pattern in (_STAYS, _RISES, _FALLS) if pattern.search(query.text)]
    if len(moves) != 1 or not _is_of_series(query, project, ranked):
        return False
    if shares := [unit for unit in _units(rows) if unit == "%" and _SHARE.search(query.text)]:
        rows = _of_unit(rows, shares)
    if _DOUBLES.search(query.text):
        return _tell_multiple(draft, project, rows, years)
    chosen = {year: row for year, row in sorted(rows.items()) if not years or year in years}
    if len(chosen) < 2:
        return False
    place = len(draft.statements)
    if project.targets:
        told = answer_field(draft, "target", project, tuple(chosen))
    else:
        spans = {amount.span for row in chosen.values() for amount in row}
        items = [item for item in project.achievements if item.span in spans]
        told = list_achievements(draft, project, items, draft.say("achievement_all", title=project.title.printed), draft.cite(project.head, project))
    verdict = None if denies(query.text) else _course_borne_out(query.text, list(chosen.values()), () if years else baseline_amounts(project))
    return _judge(draft, place, verdict) or told


def _tell_multiple(draft: Draft, project: Project, rows: Rows, years: Sequence[FiscalYear]) -> bool:
    """How many times as much the last figure is as the first, with no verdict: what is doubled, and from when, is not said."""
    steps, explicit = _steps(draft.query, project, rows, years)
    step = steps[0 if explicit or len(steps) == 1 else -1] if steps and project.targets else None
    return bool(step) and step is not None and between(draft, project, "target", (step.first, (step.before,)), (step.last, (step.after,)))


def _is_of_series(query: Query, project: Project, ranked: Sequence[Ranked]) -> bool:
    """Whether the course of the project's own figures is asked about, and of nothing else that grows."""
    if project.targets:
        named = indicator_of(project)
        return bool(_OF_TARGET.search(query.text) or any(each[0] in named for each in _QUANTITY.finditer(query.text))) or speaks_of_indicator(query, project)
    return bool(ranked) and (ranked[0].share >= NAMED_PIECE or ranked[0].literal >= NAMED_RUN)


def _course_borne_out(text: str, rows: Sequence[Sequence[Amount]], baseline: Sequence[Amount]) -> bool | None:
    """Whether the figures, year by year, rise, fall or stay as asserted; None where those of several kinds, or the baseline, tell another thing."""
    kinds = dict.fromkeys(amount.kind for row in rows for amount in row)
    told = {_one_course([amount.value for row in rows for amount in row if amount.kind == kind], text) for kind in kinds}
    whole = [amount.value for amount in baseline if amount.kind in kinds]
    if len(whole) == len(kinds) == 1 and not _STAYS.search(text) and not _STEADILY.search(text):
        told.add(_one_course([whole[0], rows[-1][0].value], text))
    return told.pop() if len(told) == 1 else None


def _one_course(values: Sequence[Decimal], text: str) -> bool:
    if _STAYS.search(text):
        return len(set(values)) == 1
    steps = list(pairwise(values)) if _STEADILY.search(text) else [(values[0], values[-1])]
    return all(after < before if _FALLS.search(text) else after > before for before, after in steps)


def _judge(draft: Draft, place: int, verdict: bool | None) -> bool:
    """Put the verdict before the statement at this place; False where there is no such statement."""
    if place >= len(draft.statements):
        return False
    plain = draft.statements[place].text.removeprefix(draft.say("right_premise")).removeprefix(draft.say("wrong_premise"))
    draft.statements[place] = replace(draft.statements[place], text=draft.verdict(verdict) + plain)
    return True
