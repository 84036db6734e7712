"""Marks before titles (★庁内つなぎシートの活用) or behind them, told as the category that they stand for where the document says it: ★＝新規　◎＝拡充."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ingest.bars import PLACE
from ingest.label_lines import CATEGORY, TITLE_MARKS
from ingest.lines import plain
from ingest.profile import TITLE_MARK
from ingest.table_columns import bare, called

LONGEST_WORD = 16  # characters of what a mark stands for
MOST_HEAD = 8  # lines below a title or number among which a category stands
_OF_MARK = re.compile(rf"{CATEGORY}  (?P<marks>[{TITLE_MARKS}]{{1,3}})")
_SAYS = re.compile(
    rf"(?<![{TITLE_MARKS}])(?:(?P<mark>[{TITLE_MARKS}])(?:印)?\s?(?:(?:[=:…]+|\.{{2,}})\s?|は、?[^。「」{TITLE_MARKS}]{{0,20}}(?=「))"
    rf"「?(?P<word>[^\s、。()「」=:…{TITLE_MARKS}]{{2,{LONGEST_WORD}}})(?![^\s、。()「」=:…{TITLE_MARKS}])"
    rf"|(?P<shown>[{TITLE_MARKS}])(?:印)?は、?(?P<meant>[^\s、。()「」{TITLE_MARKS}]{{2,10}}?)"
    r"(?:を(?:示|表|指|意味)|\)|(?<=事業|取組|施策|項目|措置)(?:\([^()]*\)(?:です|[\s。]|$)|です)))"
)


def categories_told(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of the pages, each category that is a mark as the word which a line of the document gives it, or left out where none does.

    Where the project has a category of its own, the word is its place in the plan.
    """
    lines = [line for page in pages for line in page]
    used = Counter(mark for line in lines if (match := _OF_MARK.fullmatch(line)) for mark in match["marks"])
    words = max(map(_legend, lines), key=lambda legend: sum(used[mark] for mark in legend), default={}) if used else {}
    return [
        [told for place, line in enumerate(page) if (told := _told(line, words, PLACE if _is_told(page, place) else CATEGORY)) is not None] for page in pages
    ]


def _is_told(page: Sequence[str], place: int) -> bool:
    """Whether a line is a mark as category, and the project has one of its own right above or below (区分  新規), or behind its title (相談　【新規】)."""
    if not _OF_MARK.fullmatch(page[place]):
        return False
    if place and bare(page[place - 1].partition("  ")[0]) in called("category") and not _OF_MARK.fullmatch(page[place - 1]):
        return True
    title = next((line for line in reversed(page[:place]) if bare(line.partition("  ")[0]) in called("title")), "")
    if (match := TITLE_MARK.search(title)) and match["mark"]:
        return True
    labels = [bare(line.partition("  ")[0]) for line in page[place + 1 : place + 1 + MOST_HEAD]]
    own = takewhile(lambda label: label and label not in called("title"), labels[1:] if labels and labels[0] in called("title") else labels)
    return any(label in called("category") for label in own)


def _told(line: str, words: Mapping[str, str], label: str) -> str | None:
    """A line, the mark of a category as the word for it behind this label, several as theirs (◎☆: 【重点】新規); None where there is none."""
    match = _OF_MARK.fullmatch(line)
    if match is None:
        return line
    if not set(match["marks"]) <= set(words):
        return None
    *further, last = (words[mark] for mark in match["marks"])
    return type(line)(f"{label}  {''.join(f'【{word}】' for word in further)}{last}")


def _legend(line: str) -> Mapping[str, str]:
    """What a line says that marks stand for, each by itself."""
    return {match["mark"] or match["shown"]: match["word"] or match["meant"] for match in _SAYS.finditer(plain(line))}
