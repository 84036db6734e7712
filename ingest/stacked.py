"""Tables whose cells stand one below the other, as a PDF gives them where the layout is not kept:

令和８年度              令和８年度 令和９年度
                        取組内容
令和９年度
            or          ・実態調査の実施
取組内容
                        ・訪問支援の開始
・実態調査の実施        ・相談の試行

・訪問支援の開始        事業費（千円）
・相談の試行
                        38,620 41,350
事業費（千円）

38,620

41,350

Each cell is put behind its year, and the rows of a table of indicators are closed up, since a blank line ends a table. Lines keep their numbers; a row whose
cells are not as many as the years is left below all of them, so that nothing of it is told of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.text import is_unset
from corpus.values import Line
from ingest.lines import plain
from ingest.sheets import YEAR, words

LONGEST_LABEL, LONGEST_CELL = 14, 34  # characters
_YEAR = re.compile(rf"(?:{YEAR}|20\d\d)年度?|[HRS]\d{{1,2}}|20\d\d")
_BULLET = re.compile(r"[・●○◆■◎]")
_VALUE = re.compile(r"(?:約|計|延べ)?[\d,.]+\D{0,4}")
_OF_VALUES = re.compile(r"(?:現状|基準|目標|中間|当初|実績)(?:値)?")
_IN_BRACKETS = re.compile(r"\([^()]+\)")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between blank ones: the places of the first and behind the last."""

    start: int
    end: int
    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        """Its lines as plain text."""
        return [plain(line.text) for line in self.lines]

    @property
    def is_values(self) -> bool:
        """Whether it holds figures and dashes alone."""
        return all(is_unset(word) or bool(_VALUE.fullmatch(word)) for text in self.texts for word in text.split())


def unstacked(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    """The lines with every such table put in order. `noise`: the numbers of lines that are no text."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        taken = _years_table(lines, place, noise) or _indicators(lines, place, noise)
        found += taken[0] if taken else [lines[place]]
        place = taken[1] if taken else place + 1
    return found


def _blocks(lines: Sequence[Line], place: int, noise: Collection[int]) -> Iterator[_Block]:
    """The blocks from a place on, to the end of the page."""
    page = lines[place].page
    while place < len(lines) and lines[place].page == page and lines[place].number not in noise:
        own = tuple(takewhile(lambda line: line.text.strip() and line.page == page and line.number not in noise, lines[place:]))
        if own:
            yield _Block(place, place + len(own), own)
        place += max(len(own), 1)


def _years_table(lines: Sequence[Line], place: int, noise: Collection[int]) -> tuple[list[Line], int] | None:
    """The table whose years begin at a place, and the place behind it; None where none does, or where nothing needs to be put in order."""
    if not _YEAR.match(plain(lines[place].text)) or (place and lines[place - 1].text.strip()):
        return None
    blocks = list(_blocks(lines, place, noise))
    years: list[Line] = []
    while blocks and all(_YEAR.fullmatch(word) for text in blocks[0].texts for word in text.split()):
        years += [replace(line, text=word) for line in blocks[0].lines for word in line.text.split()]
        last = blocks.pop(0)
    if len(years) < 2 or not blocks or not _is_label(blocks[0]):
        return None
    found, end = [replace(years[0], text=" ".join(year.text for year in years))], last.end
    rows: list[Line] = []
    while blocks and _is_label(blocks[0]):
        cells = _cells(blocks[1:], len(years))
        if not cells:
            break
        rows += _row(blocks[0].lines[0], years, cells)
        end = cells[-1].end
        blocks = [block for block in blocks if block.start >= end]
    return (rows or found), end


def _is_label(block: _Block) -> bool:
    """Whether a block may name a row: a short line without a figure, which names no indicator."""
    text = block.texts[0]
    return len(block.lines) == 1 and len(text) <= LONGEST_LABEL and not (block.is_values or _BULLET.match(text) or text in words()["labels"]["indicator"])


def _cells(blocks: Sequence[_Block], count: int) -> list[_Block]:
    """The cells of a row: so many blocks with lists, or with figures; or one line of as many figures. None where they are not."""
    if blocks and len(blocks[0].lines) == 1 and blocks[0].is_values and len(blocks[0].texts[0].split()) == count > 1:
        return [blocks[0]]
    cells = list(blocks[:count])
    kinds = {"list" if _BULLET.match(block.texts[0]) else "values" if block.is_values and len(block.lines) == 1 else "" for block in cells}
    further = blocks[count : count + 1]
    goes_on = bool(further) and (bool(_BULLET.match(further[0].texts[0])) or further[0].is_values)  # one cell more than there are years
    return cells if len(cells) == count and len(kinds - {"values"}) <= 1 and "" not in kinds and not goes_on else []


def _row(label: Line, years: Sequence[Line], cells: Sequence[_Block]) -> list[Line]:
    """The row with each cell behind or below its year; a row of figures begins with its label, at the line of the years."""
    blank = replace(cells[-1].lines[-1], text="")
    if not all(block.is_values for block in cells):
        return [*(line for year, block in zip(years, cells, strict=True) for line in (year, *block.lines)), blank]
    line = cells[0].lines[0]
    values = [replace(line, text=word) for word in line.text.split()] if len(cells) == 1 else [block.lines[0] for block in cells]
    first, *others = [each for year, value in zip(years, values, strict=True) for each in (year, value)]
    return [replace(first, text=f"{label.text.strip()} {first.text}"), *others, blank]


def _indicators(lines: Sequence[Line], place: int, noise: Collection[int]) -> tuple[list[Line], int] | None:
    """The table of indicators whose head begins at a place, and the place behind it; None where none does."""
    first = plain(lines[place].text).split()
    if not first or first[0] not in words()["labels"]["indicator"] or (place and lines[place - 1].text.strip()):
        return None
    blocks = list(_blocks(lines, place, noise))
    head: list[Line] = []
    for block in blocks:
        if not all(_heads(word) for text in block.texts for word in text.split()):
            break
        head += block.lines
    cells = [line for block in blocks if block.start > place and block.lines[0] not in head for line in block.lines]
    texts = [plain(line.text) for line in cells]
    closed = head and cells and all(len(text) <= LONGEST_CELL for text in texts) and any(_VALUE.fullmatch(text.split()[-1]) for text in texts)
    if not closed or not any(_OF_VALUES.match(word) for line in head for word in plain(line.text).split()):
        return None
    return [*_dated(head), *cells, replace(cells[-1], text="")], blocks[-1].end


def _heads(word: str) -> bool:
    """Whether a word stands in the head of such a table."""
    called = {*words()["labels"]["indicator"], *words()["table"]["unit"]}
    return word in called or bool(_OF_VALUES.fullmatch(_IN_BRACKETS.sub("", word)) or _IN_BRACKETS.fullmatch(word))


def _dated(head: Sequence[Line]) -> list[Line]:
    """The head on two lines, each year right behind the word that it dates, which may stand above all years (現状値 目標値 / (R6) (R10))."""
    said = [(word, line) for line in head for word in line.text.split()]
    years = [each for each in said if _IN_BRACKETS.fullmatch(plain(each[0]))]
    of_values = [each for each in said if _OF_VALUES.fullmatch(plain(each[0]))]
    if not of_values or len(years) not in (0, len(of_values)):
        return list(head)
    others = [word for word, _ in said if word not in {each for each, _ in (*years, *of_values)}]
    dated = [f"{word} {years[place][0]}" if years else word for place, (word, _) in enumerate(of_values)]
    last = years[-1][1] if years else of_values[-1][1]
    first = replace(head[0], text=" ".join([*others, *dated[:-1]]))
    return [first, replace(last, text=dated[-1])] if last != head[0] else [replace(first, text=f"{first.text} {dated[-1]}")]
