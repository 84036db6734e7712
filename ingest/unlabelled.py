"""Texts behind numbered titles that no label heads, as plans print them that are written like a book:

１－１－２　産後ケア事業
出産後１年未満の母子を対象に、助産師による心身のケアや授乳の相談を行います。

【担当課】こども家庭課

A label is put before each such text, by which a profile can be drafted and the text be read. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from corpus.values import Line
from ingest.lines import SENTENCE_END, plain
from ingest.sheets import CLOSE, MARKS, OPEN, spaced, words

LABEL = "【事業内容】"
FEWEST = 3  # titles with such a text, from which a document is written so
MOST_LABELLED = 0.5  # share of them that a label of the description follows, from which it is not
_TITLE = re.compile(r"(?P<number>\d{1,2}(?:[-.]\d{1,2}){1,3})[.)]?\s+(?P<title>[^\d\s。、][^。、]{2,38})")


def with_labelled_texts(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Line]:
    """The lines with a label before each text behind a numbered title that departments follow; as they are where few titles have these.

    `noise`: the numbers of lines that are no text.
    """
    texts = {place: plain(line.text) for place, line in enumerate(lines) if line.text.strip() and line.number not in noise}
    firsts = max((_firsts(texts, level) for level in (1, 2, 3)), key=len)
    if len(firsts) < FEWEST:
        return list(lines)
    parts = ([replace(line, text=LABEL), line] if place in firsts else [line] for place, line in enumerate(lines))
    return [line for part in parts for line in part]


def _firsts(texts: Mapping[int, str], level: int) -> set[int]:
    """The places of the first lines behind titles whose numbers have so many marks between their parts, where these are a text and departments follow; none

    where most such texts have a label. `texts`: the plain lines by place.
    """
    shown = list(texts)
    titles = [i for i, place in enumerate(shown) if (match := _TITLE.fullmatch(texts[place])) and len(re.findall(r"[-.]", match["number"])) == level]
    found: set[int] = set()
    described = 0
    for start, end in pairwise([*titles, len(shown)]):
        behind = shown[start + 1 : end]
        owned = any(_label("departments").match(texts[place]) for place in behind)
        described += owned and any(_label("description").match(texts[place]) for place in behind)
        if owned and _is_text(texts, behind):
            found.add(behind[0])
    return found if described <= MOST_LABELLED * len(found) else set()


def _is_text(texts: Mapping[int, str], places: Sequence[int]) -> bool:
    """Whether sentences come before the first label."""
    own: list[str] = []
    for place in places:
        if any(_label(field).match(texts[place]) for field in words()["labels"]):
            break
        own.append(texts[place])
    return any(SENTENCE_END.search(text) or "。" in text for text in own) and not _TITLE.fullmatch(own[0])


@lru_cache(maxsize=32)
def _label(field: str) -> re.Pattern[str]:
    """A word of a field at the head of a line, in brackets, behind a mark, before a colon or alone."""
    longest = "|".join(map(spaced, sorted(words()["labels"][field], key=len, reverse=True)))
    return re.compile(rf"(?:{MARKS}\s?)?(?:{OPEN}(?:{longest}){CLOSE}|(?:{longest})(?=\s?:|\s|$))")
