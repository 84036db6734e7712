"""What stands behind labels that are no field of every plan (評価 Ａ, 課題, 今後の方向性), asked for by the label."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.cues import load_cues
from assistant.marks import undated
from assistant.understand import Query
from corpus.text import normalise
from corpus.values import Project, Remark
from corpus.years import FiscalYear, find_years

_BEFORE_YEAR = re.compile(r"[\s、]+(?=(?:[RHＲＨ]|令和|平成|20\d\d)\s?[\d０-９元]*(?:年度?)?)")  # between what is told of one year and of the next
_IN_BRACKETS = re.compile(r"\(.*")


def asked_remarks(query: Query, project: Project, years: Collection[FiscalYear]) -> tuple[Remark, ...]:
    """The remarks of a project whose labels the question names, in their own or everyday words; of one that is told by year what it tells of these years."""
    text = query.text.lower()

    def is_named(label: str) -> bool:
        return any(re.search(pattern, text) for pattern in _patterns(label)) or _named_by_year(query, label)

    named = (remark for remark in project.remarks if is_named(remark.label) and _of_its_year(query, remark.label))
    return tuple(told for remark in named if (told := _of_years(remark, years)))


def _of_years(remark: Remark, years: Collection[FiscalYear]) -> Remark | None:
    """The remark with what it tells of these years alone, None for nothing, where it tells it year by year (R6 14,600、R7 32,900); else as it is."""
    parts = _BEFORE_YEAR.split(remark.text.printed)
    first = [next(iter(find_years(part)), None) for part in parts]
    if len(parts) < 2 or not years or not all(mention and mention.start == 0 and len(mention.years) == 1 for mention in first):
        return remark
    told = "、".join(part for part, mention in zip(parts, first, strict=True) if mention and mention.years[0] in years)
    return replace(remark, text=replace(remark.text, printed=told)) if told else None


def _patterns(label: str) -> list[str]:
    """What asks for a label: itself without brackets, and what people say for a word of it."""
    own = _IN_BRACKETS.sub("", normalise(label))
    told = [each for each in load_cues().remarks if normalise(each["label"]) in own]
    return [re.escape(own), *(pattern for each in told for pattern in (*each["ja"], *each["en"]))]


def _of_its_year(query: Query, label: str) -> bool:
    """Whether a label that says its year (R6年度評価) is of a year that is asked for, or none is."""
    years = {year for mention in find_years(label) for year in mention.years}
    return not (years and query.years) or bool(years & set(query.years))


def _named_by_year(query: Query, label: str) -> bool:
    """Whether a question names a label that says its year (令和７年度の予定) by the rest of it and the year."""
    years = {year for mention in find_years(label) for year in mention.years}
    rest = undated(label)
    return bool(years & set(query.years)) and len(rest) > 1 and rest in query.text
