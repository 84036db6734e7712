"""A question that speaks of two plans in turn (平成26年度には何種類出して、いまの計画では年に何種類出すの): what it says of each.

Clauses that name a plan, or a year or time of it, are said of that plan, and so are those behind them until another is named; what stands before the
first is said of both, or, where it asks what was done and the plan of today alone is named, of the plan that is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.cues import load_cues
from assistant.several import ADDS
from assistant.understand import INTERROGATIVE, PAST
from corpus.values import Plan
from corpus.years import FiscalYear, find_years

_TELLS = re.compile(r"(?:です|ます|ました|でした|そう|とか)(?:が|ね|よ|けど|けれど|から)*[、。,]$")
_LISTED = re.compile(r"と[、,]$")  # 平成26年度末の手続数と、…を並べて
_REQUEST = re.compile(r"教え|おしえ|知りた|聞きた|伺いた|並べ|比べ|挙げ|示し|ください|下さい|\?$|\b(?:please|tell me)\b", re.ASCII)
_ADDED = re.compile(rf"^(?:{ADDS}|ついでに)|も。?$")  # あと今の計画のR7目標も
_CLAUSE = re.compile(r"[^、。,;:?!]+[、。,;:?!]*")


def clauses_of_plans(text: str, plans: Sequence[Plan], today: FiscalYear) -> Mapping[str, str]:
    """By plan what a normalised question says of it; empty unless it asks something of each of two plans, of which each is spoken of in clauses of its own.

    A clause that speaks of both asks nothing by itself (then and now, 昔と今を並べて教えて): it is said of both before the first plan is named, and
    of none behind.
    """
    if len(plans) < 2 or not (_covered(text, plans, today) or any(_of_time(text, plans, today))):
        return {}
    said: dict[str, str] = {}
    before, spoken = "", ""
    for clause in _CLAUSE.findall(text):
        named = _spoken_of(clause, plans, today)
        if len(named) > 1 and INTERROGATIVE.search(clause):
            return {}
        if len(named) > 1 and spoken:
            continue
        spoken = named[0].id if len(named) == 1 else spoken
        if not spoken:
            before += clause
        else:
            said[spoken] = said.get(spoken, before) + clause
    past = [plan.id for plan in plans if plan.last_year < today]
    if len(said) == len(past) == 1 and past[0] not in said and INTERROGATIVE.search(before) and PAST.search(before):
        behind = said[spoken].removeprefix(before)
        said = {past[0]: before, spoken: behind}  # 方針を作ったのは何年度で、今の計画では…: what was done is of the plan that is over
    asking = [_asks(clause) for clause in said.values()]
    listed = any(asking) and all(each or _LISTED.search(clause) for each, clause in zip(asking, said.values(), strict=True))
    return said if len(said) == 2 and listed else {}


def _spoken_of(clause: str, plans: Sequence[Plan], today: FiscalYear) -> list[Plan]:
    """The plans that a clause speaks of: by a year that one of them covers, or by what is now or was then, where one plan alone is of that time."""
    covered = _covered(clause, plans, today)
    return [plan for plan in plans if plan.id in covered] if covered else list(dict.fromkeys(_of_time(clause, plans, today)))


def _covered(text: str, plans: Sequence[Plan], today: FiscalYear) -> set[str]:
    """The ids of the plans that cover some year of a text."""
    years = {year for mention in find_years(text, today) for year in mention.years}
    return {plan.id for plan in plans if any(map(plan.covers, years))}


def _of_time(clause: str, plans: Sequence[Plan], today: FiscalYear) -> Iterator[Plan]:
    """The one plan that holds today, and the one that is over, where the clause says so (いまは, 昔は)."""
    times = load_cues().plans
    for name, of in (("now_clause", [plan for plan in plans if plan.covers(today)]), ("past_clause", [plan for plan in plans if plan.last_year < today])):
        if len(of) == 1 and re.search(times[name], clause, re.ASCII):
            yield of[0]


def _asks(said: str) -> bool:
    """Whether one of the clauses asks, and does not only tell of something (いま何処にいるか分かると言うんです)."""
    return any(
        (INTERROGATIVE.search(clause) or _REQUEST.search(clause) or _ADDED.search(clause)) and not _TELLS.search(clause) for clause in _CLAUSE.findall(said)
    )
