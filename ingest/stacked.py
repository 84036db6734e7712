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

Each cell is put behind its year, and the rows of a table of indicators are closed up, since a blank line ends a table. The cells of a single row may do
without a word before them. Lines keep their numbers; a row whose cells are not as many as the years is left below all of them, so that nothing of it is told
of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, takewhile

from corpus.text import display_width, is_unset
from corpus.values import Line
from corpus.years import find_years
from ingest.lines import join, plain, with_parts
from ingest.sheets import YEAR, is_listed, listed_labels, words
from ingest.stacked_heads import with_heads

LONGEST_LABEL, LONGEST_CELL = 14, 34  # characters
FEWEST = 3  # heads with the same years, one below the other, from which they are a row
_YEAR = re.compile(rf"(?:{YEAR}|20\d\d)年度?|[HRS]\d{{1,2}}|20\d\d")
_TORN_YEAR = re.compile(r"(令和|平成|昭和)[ 　]*([\d０-９]{1,2}|元)[ 　]*(年度?)")
_NUMBERED = re.compile(r"(?P<number>\S*\d\S*)[ 　]+(?P<title>\D.*)")
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
    def whole(self) -> str:
        """Its lines as one text, as printed."""
        return join([line.text.strip() for line in self.lines])

    @property
    def is_values(self) -> bool:
        """Whether it holds figures and dashes alone."""
        return all(is_unset(word) or bool(_VALUE.fullmatch(word)) for text in self.texts for word in text.split())


def unstacked(lines: Sequence[Line], noise: Collection[int]) -> list[Line]:
    """The lines with every such table put in order. `noise`: the numbers of lines that are no text."""
    lines = _with_rows_of_years(with_heads(lines, noise))
    found: list[Line] = []
    place = 0
    while place < len(lines):
        taken = _years_table(lines, place, noise) or _rows_of_values(lines, place, noise) or _indicators(lines, place, noise) or _numbered_title(lines, place)
        if taken and plain(taken[0][0].text).split()[0] in words()["labels"]["indicator"]:
            _bring_label(found, taken[0])
        years = _years_in(lines[place].text)
        found += taken[0] if taken else [replace(lines[place], text=years[0])] if len(years) == 1 else [lines[place]]
        place = taken[1] if taken else place + 1
    return found


def _with_rows_of_years(lines: Sequence[Line]) -> list[Line]:
    """The lines, the years of a head on one line where each stands on its own, right below the other, and other text above them."""
    runs: dict[int, tuple[int, Sequence[Line]]] = {}
    place = 0
    while place < len(lines):
        run = _run_of_years(lines, place)
        if len(run) > 1 and place and lines[place - 1].text.strip():
            whole = " ".join(_years_in(line.text)[0] for line in run)
            runs[place] = (len(run), [replace(run[0], text=whole, until=run[-1].number)])
        place += max(len(run), 1)
    heads = Counter(plain(row[0].text) for _, row in runs.values())
    return with_parts(lines, {place: run for place, run in runs.items() if heads[plain(run[1][0].text)] >= FEWEST})


def _run_of_years(lines: Sequence[Line], place: int) -> list[Line]:
    """The lines from a place on that hold a year each, the one after that of the line above."""
    run: list[Line] = []
    following: int | None = None
    for line in lines[place:]:
        years = [year for mention in find_years(line.text) for year in mention.years] if len(_years_in(line.text)) == 1 else []
        if not years or following not in (None, years[0].year):
            break
        run.append(line)
        following = years[-1].year + 1
    return run


def _blocks(lines: Sequence[Line], place: int, noise: Collection[int]) -> Iterator[_Block]:
    """The blocks from a place on, to the end of the page."""
    first, behind = lines[place], lines[place + 1 :]
    page = [first, *takewhile(lambda line: line.page == first.page and line.number not in noise and "\f" not in line.text, behind)]
    for shown, group in groupby(range(len(page)), lambda i: bool(page[i].text.strip())):
        if shown:
            places = list(group)
            yield _Block(place + places[0], place + places[-1] + 1, tuple(page[i] for i in places))


def _bring_label(found: list[Line], table: list[Line]) -> None:
    """Put the label of the indicators of a sheet before their table, where it stands among other labels above it: the cells of its column come first.

    A label of steps among these comes behind the table.
    """
    called, steps = words()["labels"]["indicator"], words()["labels"]["schedule"]
    if plain(table[0].text) in called:
        return
    labels: list[int] = []  # the places of labels right above, the last one first
    for place in range(len(found) - 1, -1, -1):
        text = plain(found[place].text)
        if text and text not in listed_labels():
            break
        labels += [place] if text else []
    own = next((place for place in labels if plain(found[place].text) in called), None)
    if own is None:
        return
    table.insert(0, replace(table[0], text=found[own].text))
    table += [replace(table[-1], text=found[place].text) for place in labels if plain(found[place].text) in steps]
    for place in labels:
        found[place] = replace(found[place], text="")


def _years_table(lines: Sequence[Line], place: int, noise: Collection[int]) -> tuple[list[Line], int] | None:
    """The table whose years begin at a place, and the place behind it; None where none does, or where nothing needs to be put in order."""
    if not _years_in(lines[place].text) or (place and lines[place - 1].text.strip()):
        return None
    blocks = list(_blocks(lines, place, noise))
    years: list[Line] = []
    while blocks and all(_years_in(line.text) for line in blocks[0].lines):
        last = blocks.pop(0)
        years += [replace(line, text=year) for line in last.lines for year in _years_in(line.text)]
    if len(years) < 2 or not blocks:
        return None
    rows: list[Line] = []
    end = last.end
    while blocks and _is_label(blocks[0]) and (cells := _cells(blocks[1:], len(years))):
        rows += _row(blocks[0].lines[0], years, cells)
        end = cells[-1].end
        blocks = [block for block in blocks if block.start >= end]
    if not rows and (cells := _unnamed(blocks, len(years))):
        rows, end = _listed(years, cells), cells[-1].end
    stacked = len({year.number for year in years}) > 1
    if not rows and not stacked:
        return None
    return rows or [replace(years[0], text=" ".join(year.text for year in years)), replace(years[0], text="")], end


def _years_in(text: str) -> list[str]:
    """The years of a line that holds nothing else, without blanks in them (令和 10 年度); none of another line."""
    said = _TORN_YEAR.sub(r"\1\2\3", text).split()
    return said if said and all(_YEAR.fullmatch(plain(word)) for word in said) else []


def _unnamed(blocks: Sequence[_Block], count: int) -> list[_Block]:
    """The cells of a row that no word names: so many blocks up to a label, or to the end of the page; none where there are more or fewer."""
    cells = list(takewhile(lambda block: not _begins_field(block), blocks))
    return cells if len(cells) == count else []


def _begins_field(block: _Block) -> bool:
    """Whether a block begins with a label that plans have."""
    return is_listed(block.texts[0].split()[0])


def _numbered_title(lines: Sequence[Line], place: int) -> tuple[list[Line], int] | None:
    """A line with the labels of number and title above one with both (取組番号 取組名 / 3 放課後教室事業), each behind its label; None elsewhere."""
    labels = words()["labels"]
    said = plain(lines[place].text).split()
    at = next((at for at in range(place + 1, min(place + 3, len(lines))) if lines[at].text.strip()), None)
    below = _NUMBERED.fullmatch(lines[at].text.strip()) if at else None
    if len(said) != 2 or said[0] not in labels["number"] or said[1] not in labels["title"] or not at or not below:
        return None
    return [replace(lines[at], text=f"{said[0]} {below['number']}"), replace(lines[at], text=f"{said[1]} {below['title']}")], at + 1


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
        return _listed(years, cells)
    line = cells[0].lines[0]
    values = [replace(line, text=word) for word in line.text.split()] if len(cells) == 1 else [block.lines[0] for block in cells]
    first, *others = [each for year, value in zip(years, values, strict=True) for each in (year, value)]
    return [replace(first, text=f"{label.text.strip()} {first.text}"), *others, blank]


def _listed(years: Sequence[Line], cells: Sequence[_Block]) -> list[Line]:
    """Each cell below its year."""
    return [*(line for year, block in zip(years, cells, strict=True) for line in (year, *block.lines)), replace(cells[-1].lines[-1], text="")]


def _indicators(lines: Sequence[Line], place: int, noise: Collection[int]) -> tuple[list[Line], int] | None:
    """The table of indicators whose head begins at a place, and the place behind it; None where none does."""
    first = plain(lines[place].text).split()
    if not first or first[0] not in words()["labels"]["indicator"] or (place and lines[place - 1].text.strip()):
        return None
    blocks = list(_blocks(lines, place, noise))
    heads = list(takewhile(_is_of_head, blocks))
    cells = list(takewhile(_holds_cells, blocks[len(heads) :]))
    head, rows = ([line for block in part for line in block.lines] for part in (heads, cells))
    values = any(_VALUE.fullmatch(plain(line.text).split()[-1]) for line in rows)
    if not values or not any(_OF_VALUES.match(word) for line in head for word in plain(line.text).split()):
        return None
    return [*(_with_years(head) or _dated(head)), *rows, replace(rows[-1], text="")], cells[-1].end


def _rows_of_values(lines: Sequence[Line], place: int, noise: Collection[int]) -> tuple[list[Line], int] | None:
    """The table of indicators whose head begins at a place, each column of it and each cell by itself, with a row on each line; None where none does."""
    if plain(lines[place].text) not in words()["labels"]["indicator"] or (place and lines[place - 1].text.strip()):
        return None
    blocks = list(_blocks(lines, place, noise))
    heads = list(takewhile(_is_of_head, blocks))
    names = list(takewhile(lambda block: len(block.texts) == 1 and block.texts[0] in words()["labels"]["indicator"], heads))
    columns = [block.whole for block in heads[len(names) :]]
    if sum(len(_years_in(column)) == 1 for column in columns) < 2 or any(len(_years_in(column)) > 1 for column in columns):
        return None
    rows: list[list[_Block]] = []
    rest = blocks[len(heads) :]
    while len(row := rest[: len(columns) + 1]) > len(columns) and _is_row(row):
        rows.append(row)
        rest = rest[len(row) :]
    if not rows:
        return None
    cells = [[names[-1].whole, *columns], *([re.sub(r"^[①-⑳]\s*", "", block.whole) for block in row] for row in rows)]
    starts = [0, *accumulate(max(map(display_width, column)) + 2 for column in zip(*cells, strict=True))]
    told = [
        "".join(f"{cell}{' ' * (end - start - display_width(cell))}" for cell, start, end in zip(row, starts, starts[1:], strict=False)).rstrip()
        for row in cells
    ]
    ends = [(names[-1], heads[-1]), *((row[0], row[-1]) for row in rows)]
    table = [replace(first.lines[0], text=text, until=last.lines[-1].number) for (first, last), text in zip(ends, told, strict=True)]
    return [*(block.lines[0] for block in names[:-1]), *table, replace(rows[-1][-1].lines[-1], text="")], rows[-1][-1].end


def _is_row(row: Sequence[_Block]) -> bool:
    """Whether blocks are the name of an indicator and its values, one of which at least is a figure or a dash."""
    name, *values = row
    figures = [block for block in values if is_unset(block.whole) or re.search(r"\d", plain(block.whole))]
    short = all(len(block.whole) <= LONGEST_CELL and not _begins_field(block) and not _years_in(block.whole) for block in row)
    return short and len(figures) * 2 >= len(values) and "。" not in name.whole and not name.is_values


def _holds_cells(block: _Block) -> bool:
    """Whether a block may be cells of a table: short lines that begin no field."""
    return not _begins_field(block) and all(len(text) <= LONGEST_CELL for text in block.texts)


def _is_of_head(block: _Block) -> bool:
    """Whether a block holds nothing but years and words that stand in the head of such a table."""
    return all(_years_in(text) or all(map(_heads, text.split())) for text in block.texts)


def _heads(word: str) -> bool:
    """Whether a word stands in the head of such a table."""
    called = {*words()["labels"]["indicator"], *words()["table"]["unit"]}
    return word in called or bool(_OF_VALUES.fullmatch(_IN_BRACKETS.sub("", word)) or _IN_BRACKETS.fullmatch(word))


def _with_years(head: Sequence[Line]) -> list[Line]:
    """The head of a table with a column for each year on two lines, the second with the years (指標 単位 現状値 （R5） / R7 R8); no lines where it is another.

    The year of the baseline stands in brackets behind its word, that of the targets above theirs.
    """
    words = [word for line in head for word in line.text.split() if not _years_in(line.text)]
    years = [(year, line) for line in head for year in _years_in(line.text)]
    values = [place for place, word in enumerate(words) if _OF_VALUES.fullmatch(plain(word))]
    dated = [place for place, word in enumerate(words) if _IN_BRACKETS.fullmatch(plain(word))]
    if len(years) < 2 or len(values) != 2 or dated != [values[0] + 1]:
        return []
    return [replace(head[0], text=" ".join(words[: values[1]])), replace(years[0][1], text=" ".join(year for year, _ in years))]


def _dated(head: Sequence[Line]) -> list[Line]:
    """The head on two lines, each year in brackets right behind the word that it dates, which may stand above all of them (現状値 目標値 / (R6) (R10))."""
    said = [(word, line) for line in head for word in _years_in(line.text) or line.text.split()]
    years = [word for word, _ in said if _IN_BRACKETS.fullmatch(plain(word))]
    of_values = [word for word, _ in said if _OF_VALUES.fullmatch(plain(word))]
    if len(years) not in (0, len(of_values)):
        return list(head)
    behind = iter(years)
    whole = [(f"{word} {next(behind)}" if years and word in of_values else word, line) for word, line in said if word not in years]
    last = next(line for word, line in reversed(said) if word not in years or word == years[-1])
    first = replace(head[0], text=" ".join(word for word, _ in whole[:-1]))
    return [first, replace(last, text=whole[-1][0])] if last != head[0] else [replace(first, text=f"{first.text} {whole[-1][0]}")]
