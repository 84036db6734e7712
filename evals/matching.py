"""Whether a fact stands in a text: normalised, without white space, and never inside a longer number.

A fact that is a fiscal year and nothing else (H24) also stands where the text writes that year in another way (平成24年度, FY2012):
a fiscal year is one value, however it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.text import normalise, squeeze
from corpus.years import FiscalYear, find_years

_MARKS = re.compile(r"\[\d+\]")
_NO_DIGIT_BEFORE = r"(?<![0-9])(?<![0-9][.,])"
_NO_DIGIT_AFTER = r"(?![0-9]|\.[0-9]|,[0-9]{3})"
_NO_YEAR_BEFORE, _NO_YEAR_AFTER = r"(?<![a-z])", r"(?!年)"


def without_marks(text: str) -> str:
    """`text` without its citation marks [1]."""
    return _MARKS.sub("", text)


def stands_in(fact: str, text: str, is_count: bool = False) -> bool:
    """Whether `fact` stands in `text`; `is_count`: a bare figure that is no year (26 does not stand in R26 or 26年度)."""
    if _pattern(fact, is_count).search(normalise(text)):
        return True
    year = _only_year(fact)
    return year is not None and any(mention.years == (year,) and not mention.is_date for mention in find_years(text))


@lru_cache(maxsize=65536)
def _only_year(fact: str) -> FiscalYear | None:
    """The fiscal year that `fact` is; None when it holds anything else, several years or a date."""
    mentions = find_years(fact)
    whole = len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(normalise(fact)))
    return mentions[0].years[0] if whole and len(mentions[0].years) == 1 and not mentions[0].is_date else None


@lru_cache(maxsize=65536)
def _pattern(fact: str, is_count: bool) -> re.Pattern[str]:
    """The fact with optional blanks between all characters, bounded where it begins or ends with a digit."""
    plain = squeeze(fact)
    bare = is_count and plain.isdigit()
    before = (_NO_DIGIT_BEFORE if plain[:1].isdigit() else "") + (_NO_YEAR_BEFORE if bare else "")
    after = (_NO_DIGIT_AFTER if plain[-1:].isdigit() else "") + (_NO_YEAR_AFTER if bare else "")
    return re.compile(before + " ?".join(map(re.escape, plain)) + after)
