"""Tables of indicators in text that was taken from a PDF line by line, whose cells follow each other:

指標名                                          | 指標名              | 現状値      | 目標値
現状値                                          |                     | （令和５    +------+------
（令和５年度）                                  |                     | 年度）      | R7   | R8
目標値 R7 R8                                    +---------------------+-------------+------+------
予防出前講座の開催回                        ->  | 予防出前講座の開催  | ６回        | ８回 | 10回
数 ６回 ８回 10回                               | 回数                |             |      |

A row ends with as many values as its head has columns for them. A table in which any row has other cells is left as its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from corpus.text import is_unset, squeeze
from ingest.grid import Cell, Grid
from ingest.lines import SENTENCE_END, join, plain
from ingest.table_columns import bare, called
from ingest.tables import with_units

MOST_HEAD_LINES = 16  # over which the head of a table goes, a word on each
MOST_NAME_LINES = 6  # of a row before its values
LEAST_WORDED = 3  # values of a row, from which some may be words
LONGEST_WORD = 6  # characters of a value in words (準備, 検討)
MOST_NAMES, FEWEST_VALUES = 2, 2  # columns before the values of a table, and of these
SHORTEST_TITLE, LONGEST_TITLE = 4, 45
_YEAR = r"(?:(?:令和|平成|[HR])\s?(?:\d{1,2}|元)(?:\s?年度?)?|20\d\d(?:\s?年度?)?|(?<![\d.])\d{1,2}\s?年度)"
_BASELINE, _TARGET, _RESULT = r"(?:現状|基準|現況|当初|策定時)値?", r"(?:中間|最終)?(?:目標|計画|目指す)値?", r"実績値?"
_WORDS = (
    r"(?:(?:関連|対応|該当)\s?(?:する)?(?:事業|施策|取組)?(?:名|番号)?|(?:成果|評価|活動|数値|取組)?(?:指\s?標|目標)(?:名|項目)?|事業名?|取組名?"
    r"|施策名?|施策番号|単位|番号|No\.?)"
)
_OF_HEAD = re.compile(
    rf"(?P<bracket>\(\s?{_YEAR}\s?\S{{0,3}}\))|(?P<year>{_YEAR})|(?P<baseline>{_BASELINE})|(?P<result>{_RESULT})"
    rf"|(?P<target>(?<!数値)(?<!成果)(?<!評価){_TARGET})|(?P<word>{_WORDS})"
)
PART_OF_HEAD = re.compile(rf"(?:{_YEAR}|{_BASELINE}|{_TARGET}|{_RESULT}|{_WORDS}|令和|平成|年度?|(?:令和|平成)?\d{{1,2}}(?=年度|$)|[()・/\s])+")
_NAMES = re.compile(rf"^(?:{_WORDS}\s?)+")
_VALUE = re.compile(r"(?:約|計|延べ|全|各)?\s?[△▲+-]?\d[\d,.]*(?:\s?[^\d\s、。]{0,6})?(?:\s?[(][^()]+[)])?(?:以上|以下|未満|以内|程度)?(?:\s?※\d{0,2})?")
_UNSET = re.compile(r"[－―ー—…-](?:\s?※\d{0,2})?")
_WORD = re.compile(rf"[^\d\s、。()をがはにのとで①-⑳]{{2,{LONGEST_WORD}}}")
MARK = re.compile(r"※\s?\d{0,2}")
COUNTED = re.compile(r"[(（]?[\d①-⑳]")  # begins the title of what a row is of, where others do
_BLANKS = re.compile(r"[ 　]+")
_NUMBERS = re.compile(r"(?:No\.?\s?)?\d{1,3}(?:-\d{1,3})*(?:[、,・]\d{1,3}(?:-\d{1,3})*)*")
HEADING = re.compile(r"^(?:[■◆●□◇▼◎]|[【〔<《\[][^【】〔〕<>《》\[\]]+[】〕>》\]]$|第?\s?\d+\s?[章節]|(?:基本)?(?:目標|方針|施策|政策|柱)\s?[\dIVX一二三])")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values: the word that heads it, and its year; empty where it has none."""

    word: str
    year: str

    @property
    def told(self) -> str:
        """Both, the year in brackets behind the word."""
        return f"{self.word}（{self.year}）" if self.word and self.year else self.word or self.year


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table of indicators: the words of the columns before its values, which of them names indicators, its values, and how many lines it has."""

    names: tuple[str, ...]
    indicator: int
    values: tuple[_Column, ...]
    lines: int

    def cells(self) -> Iterator[Cell]:
        """Its cells on two rows, the years of what one word heads below it."""
        for left, name in enumerate(self.names):
            yield Cell(0, left, 2, left + 1, name)
        left = len(self.names)
        for word, group in groupby(self.values, lambda column: column.word):
            columns = list(group)
            if len(columns) == 1 or not word:
                yield from (Cell(0, left + at, 2, left + at + 1, each.told) for at, each in enumerate(columns))
            else:
                yield Cell(0, left, 1, left + len(columns), word)
                yield from (Cell(1, left + at, 2, left + at + 1, each.year) for at, each in enumerate(columns))
            left += len(columns)


def measures(lines: Sequence[str], place: int, titles: Mapping[str, int]) -> tuple[Grid, int] | None:
    """The table of indicators whose head begins at a place, and the place behind it; None where none does."""
    head = head_of_measures(lines, place)
    if head is None:
        return None
    cells = list(head.cells())
    row, at = 2, place + head.lines
    while taken := _row(lines, at, head, titles, begun=row > 2):
        own, at = taken
        if not own:  # a row with other cells than the head has columns
            return None
        for left, text in enumerate(own):
            if text:
                cells.append(Cell(row, left, row + 1, left + 1, text))
            elif left < len(head.names):  # the cell above goes on
                above = max((i for i, cell in enumerate(cells) if cell.left == left), key=lambda i: cells[i].top)
                cells[above] = Cell(cells[above].top, left, row + 1, left + 1, cells[above].text)
        row += 1
        if again := head_of_measures(lines, at):
            at += again.lines if (again.names, again.values) == (head.names, head.values) else 0
    return (Grid(tuple(sorted(cells))), at) if row > 2 else None


def head_of_measures(lines: Sequence[str], place: int) -> _Head | None:
    """The head that begins at a place; None where none does, or where a column stands in it that is no value and no name."""
    first = plain(lines[place]) if place < len(lines) else ""
    if not _NAMES.match(first) or not PART_OF_HEAD.fullmatch(first):
        return None
    count = sum(1 for _ in takewhile(lambda line: PART_OF_HEAD.fullmatch(plain(line)), lines[place : place + MOST_HEAD_LINES]))
    text = " ".join(map(plain, lines[place : place + count]))
    text = re.sub(r"(令和|平成|[HR])\s?(\d{1,2}|元)\s?(?=年度)", r"\1\2", text)
    text = re.sub(r"\(\s?(\S+?)\s?(年度?)?\s?\)", lambda match: f"({match[1]}{match[2] or ''})", text)
    names: list[str] = []
    values: list[_Column] = []
    word = ""
    for match in _OF_HEAD.finditer(text):
        kind, said = match.lastgroup, "".join(match.group().split())
        if kind == "word":
            if values:
                return None
            names.append(said)
        elif kind == "baseline":
            word = ""
            values.append(_Column(said, ""))
        elif kind in ("target", "result"):
            word = said
        elif kind == "bracket":
            if values and not values[-1].year and not word:
                values[-1] = _Column(values[-1].word, said.strip("()"))
            elif word:
                values.append(_Column(word, said.strip("()")))
            else:
                return None
        else:
            of_baseline = values and not values[-1].year and not word and re.search(_TARGET, text[match.end() :])
            if of_baseline:
                values[-1] = _Column(values[-1].word, said)
            else:
                values.append(_Column(word, said))
    indicators = [place for place, name in enumerate(names) if bare(name) in called("indicator") or re.search(r"指標(?:名|項目)?$", name)]
    if len(indicators) != 1 or len(names) > MOST_NAMES or len(values) < FEWEST_VALUES or not any(column.year for column in values):
        return None
    return _Head(tuple(names), indicators[0], tuple(values), count)


def _row(lines: Sequence[str], place: int, head: _Head, titles: Mapping[str, int], begun: bool) -> tuple[list[str], int] | None:
    """The cells of the row that begins at a place, none where they do not fit the head, and the place behind it; None where the table ends."""
    count = len(head.values)
    names: list[str] = []
    values: list[str] = []
    at = place
    while at < len(lines) and len(values) < count:
        line = lines[at]
        if not values and (len(names) >= MOST_NAME_LINES or _ends(lines, at)):
            return None
        own = _tokens(line)
        if values and MARK.fullmatch(own[0]):
            values[-1] += f" {own.pop(0)}"
        found = _values_at_end(own, count - len(values), bool(names))
        if values and len(found) < len(own):
            return [], at
        named = own[: len(own) - len(found)]
        if any(map(_is_value, named[1:])):  # a row with other cells than the head has columns
            return [], at
        values += found
        names += [" ".join(named)] if named else []
        at += 1
    if len(values) != count:
        return ([], at) if values else None
    cells = _named(names, head, titles, begun)
    return ([*cells, *values], at) if cells else ([], at)


def _ends(lines: Sequence[str], at: int) -> bool:
    """Whether a line is none of a table of indicators: a note, a heading, a sentence, or the head of another."""
    line = lines[at]
    return bool(MARK.match(line) or HEADING.match(plain(line)) or SENTENCE_END.search(line)) or head_of_measures(lines, at) is not None


def _tokens(line: str) -> list[str]:
    """The words of a line, figures with their units, and with the marks and brackets behind them."""
    found: list[str] = []
    for word in with_units(line.split()):
        if found and MARK.fullmatch(plain(word)):
            found[-1] += f" {word}" if _is_value(found[-1]) else word
        else:
            found.append(word)
    return found


def _is_value(text: str) -> bool:
    shown = plain(text)
    return not MARK.fullmatch(shown) and bool(_VALUE.fullmatch(shown) or _UNSET.fullmatch(shown) or is_unset(text))


def _values_at_end(tokens: Sequence[str], most: int, named: bool) -> list[str]:
    """The values with which a line ends; of words (準備) only where they are as many as are looked for and no value stands before them.

    None where more values stand alone than are looked for.
    """
    values = list(takewhile(_is_value, reversed(tokens)))[::-1]
    if len(values) == len(tokens) > most and not named:
        return []
    before, last = tokens[: max(0, len(tokens) - most)], tokens[-most:]
    worded = most >= LEAST_WORDED and len(last) == most and all(_is_value(token) or _WORD.fullmatch(plain(token)) for token in last)
    if len(values) < most and worded and (before or named) and not (before and _is_value(before[-1])):
        return list(last)
    return values


def _named(names: Sequence[str], head: _Head, titles: Mapping[str, int], begun: bool) -> list[str]:
    """The cells before the values of a row, empty ones where the cell above goes on; none where it is not clear which words are whose."""
    whole = join([part for part in names if part])
    if len(head.names) == 1:
        return [whole] if whole else []
    other = 1 - head.indicator
    found = _number_apart(names, first=other == 0) or _title_apart(names, titles, first=other == 0)
    cells = ["", ""]
    if found:
        cells[other], cells[head.indicator] = found
        return cells if all(cells) else []
    cells[head.indicator] = whole
    named = unnumbered(next(iter(names), "").split(" ")[0])
    torn = any(times > 1 and title != named and title.startswith(named) for title, times in titles.items())  # a title that is short, or goes on
    of_other = COUNTED.match(plain(whole)) or torn
    return cells if begun and whole and not of_other else []


def _number_apart(names: Sequence[str], first: bool) -> tuple[str, str] | None:
    """The number of what a row is of, and the name of its indicator."""
    parts = " ".join(names).split(" ")
    at = 0 if first else len(parts) - 1
    if len(parts) < 2 or not _NUMBERS.fullmatch(plain(parts[at])):
        return None
    return parts[at], join([part for place, part in enumerate(parts) if place != at])


def _title_apart(names: Sequence[str], titles: Mapping[str, int], first: bool) -> tuple[str, str] | None:
    """The title of what a row is of, which stands alone elsewhere in the text, and the name of its indicator; the title comes first, or last."""
    parts = [part for name in names for part in name.split(" ")]
    own = {unnumbered(part) for part in (*names, *parts)}
    for count in range(len(parts) - 1, 0, -1):
        of_title, rest = (parts[:count], parts[count:]) if first else (parts[-count:], parts[:-count])
        title = "".join(of_title)
        if titles.get(unnumbered(title), 0) > (unnumbered(title) in own) or re.fullmatch(r"(?:施策|計画)?全体", title):
            return title, join(rest)
    return None


def titles_of(texts: Sequence[str]) -> Mapping[str, int]:
    """How often each line of a text, and each of its parts that blanks part, stands there without a number: that of a title names what a row is of."""
    parts = (part for text in texts for part in {text, *_BLANKS.split(text)})
    return Counter(said for part in parts if SHORTEST_TITLE <= len(said := unnumbered(part)) <= LONGEST_TITLE)


def unnumbered(text: str) -> str:
    """A title without its number and mark."""
    return re.sub(r"^[(]?(?:[\d①-⑳]+[-.]?)+[)]?|[★☆]$", "", squeeze(plain(text)))
