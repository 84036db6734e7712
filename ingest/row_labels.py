"""What the words before the rows of a table of years say of these: that a row names the indicator of those below it, or that its cells are steps, done or

to be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.grid import Cell
from ingest.lines import join
from ingest.sheets import words
from ingest.table_columns import Head, Kind, bare, called, heads, is_kind, kind_of

_NUMBER = re.compile(r"[\d①-⑳]+$")
_AND = re.compile(r"[・/、と]|及び")
_TO_COME = re.compile(r"今後|次年度")


def names_indicator(cells: Sequence[Cell], head: Head) -> bool:
    """Whether a row says no more than what the indicator of the rows below it is, across the years (指標① | 参加者数（人）)."""
    word = _NUMBER.sub("", bare(cells[0].text)) if len(cells) == 2 and not cells[0].left and head.of("year") else ""
    if not heads(word, "indicator") or kind_of(word):  # 数値目標: 設定しない
        return False
    return all(cells[1].left <= year.left < cells[1].right for year in head.of("year"))


def names_indicators(text: str) -> bool:
    """Whether a cell says no more than that indicators stand beside or below it (成果指標①, 数値目標)."""
    word = _NUMBER.sub("", bare(text))
    return heads(word, "indicator")


def indicator_below(text: str) -> str:
    """The name of the indicator that stands in a cell below a word for it (成果指標 / 講座の参加者数); empty for another cell."""
    word, *lines = text.split("\n")
    return join(lines) if lines and names_indicators(word) else ""


def names_steps(text: str) -> bool:
    """Whether a word before a row says that the cells behind it are steps (取組, 取組実績・今後の取組), and not which figures they are (実績)."""
    return bool(_parts(text)) and all(part in called("schedule") | _of_steps() for part in _parts(text))


def step_kind(text: str) -> Kind | None:
    """Whether such a word says that steps are done, or to be done; None where it says both, or neither."""
    said = {_kind(part) for part in _parts(text)}
    return next(iter(said)) if len(said) == 1 else None


def says_both(text: str) -> bool:
    """Whether such a word says that the steps of some years are done and those of the others to be done."""
    return {_kind(part) for part in _parts(text)} >= {"actual", "planned"}


def says_done(text: str) -> bool:
    """Whether such a word says, among else, that steps are done (主な取組・実績)."""
    return "actual" in {_kind(part) for part in _parts(text)}


def _kind(part: str) -> Kind | None:
    return "planned" if _TO_COME.search(part) or part in called("schedule") else kind_of(part)


@lru_cache(maxsize=1)
def _of_steps() -> frozenset[str]:
    return frozenset(map(bare, words()["steps"]["words"]))


def _parts(text: str) -> list[str]:
    """The words that a cell joins (取組実績 and 今後の取組), or its only one; none for one that says no more than planned or actual."""
    word = bare(text)
    return [word] if word in called("schedule") else [] if is_kind(word) and word not in _of_steps() else list(filter(None, _AND.split(word)))
