"""Year marks that name no last year, or no year at all: （H30～）, （平成30年８月診療分～）, （毎年度）. The plan's period tells the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.text import normalise
from corpus.values import Achievement, Action, Plan, Project, Span
from corpus.years import FiscalYear, find_years
from ingest.lines import Piece

Dated = TypeVar("Dated", Achievement, Action)
_EVERY_YEAR = re.compile(r"(?:毎|各|全)年度?|計画期間[中内]?|全期間")
_NUMBER = re.compile(r"(?P<number>\d{1,2})年度?")  # a year without its era
_BRACKETS = "()（）[]［］【】〔〕<>〈〉"
_ONWARDS = re.compile(r"(?:~|から|以降|以後)$")
LONGEST_SINCE_WHAT = 10  # characters between the year and its range mark (８月診療分); more is a sentence


def since(mark: str) -> FiscalYear | None:
    """The fiscal year from which a mark without a last year counts; None for any other text. A date counts as the fiscal year it lies in."""
    text = normalise(mark)
    end = _ONWARDS.search(text)
    mentions = find_years(text)
    if not end or len(mentions) != 1 or len(mentions[0].years) != 1:
        return None
    since_what = text[mentions[0].end : end.start()]
    return mentions[0].years[0] if not mentions[0].start and len(since_what) <= LONGEST_SINCE_WHAT else None


def is_every_year(mark: str) -> bool:
    """Whether a mark names every year of the plan."""
    return bool(_EVERY_YEAR.fullmatch(normalise(mark)))


def with_open_years(project: Project, plan: Plan) -> Project:
    """The project with the years of its open marks: to the last year of the plan's period, or all of them."""
    achievements = tuple(_to_the_end(item, plan) for item in project.achievements)
    return replace(project, achievements=achievements, actions=tuple(_to_the_end(action, plan) for action in project.actions))


def _to_the_end(item: Dated, plan: Plan) -> Dated:
    mark = item.mark.strip(_BRACKETS)
    if number := _NUMBER.fullmatch(normalise(mark)):
        return replace(item, years=tuple(year for year in plan.years if year.era[1] == int(number["number"])))
    first = plan.first_year if is_every_year(mark) else since(mark)
    if first is None or first > plan.last_year:
        return item
    to_the_end: list[FiscalYear] = [FiscalYear(year) for year in range(first.year, plan.last_year.year + 1)]
    return replace(item, years=tuple(sorted({*item.years, *to_the_end})))


def dated_by_label(items: Sequence[Achievement], label: str, line: Piece) -> tuple[Achievement, ...]:
    """The achievements of a list whose label names their year (令和6年度の取組実績, 7年度の実施状況): those without a year of their own are of it.

    `line`: the label's. Of which era a year without one is, the plan's period tells.
    """
    years = [mention for mention in find_years(label) if (mention.years or mention.number) and not mention.is_date]
    if len(years) != 1:
        return tuple(items)
    mark = normalise(label)[years[0].start : years[0].end]
    return tuple(item if item.years or item.mark else _of_label(item, years[0].years, mark, line) for item in items)


def _of_label(item: Achievement, years: tuple[FiscalYear, ...], mark: str, line: Piece) -> Achievement:
    begins = Span(item.text.span.document_id, line.page, line.number, line.number)
    return replace(item, text=replace(item.text, span=begins.to(item.text.span)), years=years, mark=mark)
