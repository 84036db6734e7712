"""The heads of sheets whose cells stand one below the other, as a PDF gives them where the layout is not kept:

重点１                    事業番号 重点１
                          事業名 電子申請の拡充
電子申請の拡充            区分 新規
                    ->
担当課                    担当課

総務課                    総務課

新規

区分

A title without a label stands between its number and the label of the departments; a category stands above its label, among the cells of other columns. Lines
keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from corpus.values import Line
from ingest.lines import plain, with_parts
from ingest.sheets import listed_labels, words

FEWEST = 3  # sheets with such a title, or such a category
MOST_TITLE_LINES = 2
LONGEST_CATEGORY, MOST_CATEGORIES = 6, 6  # characters of a category; different ones
NUMBER, TITLE = "事業番号", "事業名"  # what a number and its title are told behind
_ORDINAL = re.compile(r"(?:No\.?|第)?[^\s\d.、。]{0,6} ?\d{1,3}(?:-\d{1,3})*[.)]?")


def with_heads(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    """The lines, such titles and categories behind their labels at the head of the sheet. `noise`: the numbers of lines that are no text."""
    return _with_categories(_with_titles(lines, noise), noise)


def _with_titles(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    blocks = _blocks(lines, noise)
    heads: dict[int, tuple[int, Sequence[Line]]] = {}  # by the place of a number
    for above, title, behind in zip(blocks, blocks[1:], blocks[2:], strict=False):
        place = above[-1]
        texts = [plain(lines[each].text) for each in (place, *title)]
        bare = not any(_begins_field(text) or "。" in text for text in texts)
        owned = plain(lines[behind[0]].text).split()[0] in words()["labels"]["departments"]
        if owned and bare and len(title) <= MOST_TITLE_LINES and _ORDINAL.fullmatch(texts[0]):
            whole = "".join(lines[each].text.strip() for each in title)
            head = [
                replace(lines[place], text=f"{NUMBER} {lines[place].text.strip()}"),
                replace(lines[title[0]], text=f"{TITLE} {whole}", until=lines[title[-1]].number),
            ]
            heads[place] = (title[-1] - place + 1, head)
    return with_parts(lines, heads) if len(heads) >= FEWEST else list(lines)


def _with_categories(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    found = {
        value[0]: label[0] for value, label in pairwise(_blocks(lines, noise)) if len(value) == len(label) == 1 and _is_category(lines, value[0], label[0])
    }
    kinds = Counter(plain(lines[value].text) for value in found)
    if len(found) < FEWEST or len(kinds) > MOST_CATEGORIES or len(kinds) == len(found):
        return list(lines)
    parts: dict[int, tuple[int, Sequence[Line]]] = {}
    for value, label in found.items():
        told = replace(lines[label], text=f"{lines[label].text.strip()} {lines[value].text.strip()}")
        head = next((place for place in range(value, -1, -1) if plain(lines[place].text).split()[:1] == [TITLE]), None)
        parts[value] = (1, [replace(lines[value], text="")])
        parts[label] = (1, [told if head is None else replace(told, text="")])
        parts |= {} if head is None else {head: (1, [lines[head], replace(told, number=lines[value].number, until=lines[label].number)])}
    return with_parts(lines, parts)


def _is_category(lines: Sequence[Line], value: int, label: int) -> bool:
    """Whether the lines at two places are a category and its label."""
    text = plain(lines[value].text)
    return plain(lines[label].text) in words()["labels"]["category"] and len(text) <= LONGEST_CATEGORY and not (_begins_field(text) or re.search(r"\d", text))


def _blocks(lines: Sequence[Line], noise: Collection[int]) -> list[list[int]]:
    """The places of lines between blank ones."""
    shown = [place for place, line in enumerate(lines) if line.number not in noise]
    return [list(each) for filled, each in groupby(shown, lambda place: bool(lines[place].text.strip())) if filled]


def _begins_field(text: str) -> bool:
    """Whether a plain text begins with a label."""
    return text.split(" ")[0] in listed_labels()
