"""Marks before titles (★庁内つなぎシートの活用), told as the category that they stand for where the document says it: ★＝新規　◎＝拡充."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.label_lines import CATEGORY, TITLE_MARKS
from ingest.lines import plain

_OF_MARK = re.compile(rf"{CATEGORY}  (?P<mark>[{TITLE_MARKS}])")
_SAYS = re.compile(
    rf"(?P<mark>[{TITLE_MARKS}])(?:印)?\s?(?:[=:…]+\s?|は、?[^。「」{TITLE_MARKS}]{{0,20}}(?=「))「?(?P<word>[^\s、。()「」=:…{TITLE_MARKS}]{{2,10}})"
    rf"|(?P<shown>[{TITLE_MARKS}])(?:印)?は、?(?P<meant>[^\s、。()「」{TITLE_MARKS}]{{2,10}}?)(?:を(?:示|表|指|意味))"
)


def categories_told(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of the pages, each category that is a mark as the word which a line of the document gives it, or left out where none does."""
    lines = [line for page in pages for line in page]
    used = Counter(match["mark"] for line in lines if (match := _OF_MARK.fullmatch(line)))
    words = max(map(_legend, lines), key=lambda legend: sum(used[mark] for mark in legend), default={}) if used else {}
    return [[told for line in page if (told := _told(line, words)) is not None] for page in pages]


def _told(line: str, words: Mapping[str, str]) -> str | None:
    """A line, the mark of a category as the word for it; None where there is none."""
    match = _OF_MARK.fullmatch(line)
    if match is None:
        return line
    return type(line)(f"{CATEGORY}  {words[match['mark']]}") if match["mark"] in words else None


def _legend(line: str) -> Mapping[str, str]:
    """What a line says that marks stand for."""
    return {match["mark"] or match["shown"]: match["word"] or match["meant"] for match in _SAYS.finditer(plain(line))}
