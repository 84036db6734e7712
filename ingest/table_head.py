"""The head of a table with one row for each indicator: 指標 単位 現状(R5) R7 R8 R9 R10."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from corpus.values import Span
from corpus.years import FiscalYear, find_years, without_years
from ingest.indicator import year_columns
from ingest.lines import Piece, plain
from ingest.profile import IndicatorTable, spaced

MOST_HEAD_LINES = 10  # over which a PDF tears the words and years of one head
LEAST_YEARS = 2  # fiscal years in a line that heads columns where no profile says so
_FILLER = re.compile(r"[()/:・|\s]|年度|年次別?|数値|目標|計画|予定|推移|最終|実績|現在|時点|[値別末]")  # what a head says beside its columns
_EDGES = re.compile(r"^[()値]+|[()値]+$")
_YEAR_BELOW = re.compile(r" ?\( ?(?P<year>(?:[HRS]|平成|令和|20)\s?[\d元]{1,2}(?:年度?)?) ?\)$")
_TORN_YEAR = re.compile(r"(?<=[和成RH]) (?=[\d元])|(?<=[\d元]) (?=年)")
UNDECLARED = "{text} heads a table that the layout profile does not declare; it is left out. Name the words of its head in [indicator_table]"
UNDIVIDED = "{text} heads a table whose cells cannot be told apart; it is left out. Give the PDF itself, or its text with the layout kept (pdftotext -layout)"
NO_TARGET = "an indicator without any target: {text}. Where the sheet prints targets, name what stands before their years as `years` in [labels]"

Role = Literal["name", "unit", "baseline", "year", "actual"]
_MARKS: dict[Role, str] = {"name": "\ue000", "unit": "\ue001", "baseline": "\ue002"}  # stand for the words of the profile


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column; `year` where it holds the targets or, as `actual`, the actual values of one."""

    role: Role
    year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns from left to right, and the year of the baseline as printed (R5), empty where the head names none."""

    columns: tuple[Column, ...]
    baseline_year: str = ""

    def place(self, role: Role) -> int | None:
        """Where the column with this role stands; None where there is none."""
        return next((i for i, column in enumerate(self.columns) if column.role == role), None)


@dataclass(frozen=True, slots=True)
class TableHead:
    """The lines of a head and its columns, in each way that it can be read: a year behind 現状 may be the baseline's or the first target's."""

    pieces: tuple[Piece, ...]
    readings: tuple[Columns, ...]

    def span(self, document_id: str) -> Span:
        """Where the head stands."""
        return Span(document_id, self.pieces[0].page, self.pieces[0].number, self.pieces[-1].number)


def find_head(pieces: Sequence[Piece], rules: IndicatorTable) -> TableHead | None:
    """The first head in the lines; None where no line names the first column and fiscal years. In the very first line a label may have named that column."""
    shown = [piece for piece in pieces if not piece.blank]
    for i in range(len(shown)):
        for lines in range(min(MOST_HEAD_LINES, len(shown) - i), 0, -1):
            text = " ".join(piece.plain for piece in shown[i : i + lines])
            if readings := read_head(text, rules, named=i == 0):
                return TableHead(tuple(shown[i : i + lines]), readings)
    return None


def read_head(text: str, rules: IndicatorTable, named: bool = False) -> tuple[Columns, ...]:
    """The columns that the text heads; none where it is no head. `named`: the word of the first column may stand before the text."""
    for role, mark in _MARKS.items():
        word = getattr(rules, role)
        glue = "" if role == "baseline" else " "  # its year stands right before or behind it
        text = re.sub(spaced(word), f"{glue}{mark}{glue}", text, count=1) if word else text
    text = _with_its_year(text)
    words = _TORN_YEAR.sub("", re.sub(r" ?\( ?", "(", text)).split()
    if _MARKS["name"] not in words:
        words = [_MARKS["name"], *words] if named else []
    words = [word for word in words if _FILLER.sub("", word)]
    if not words or any(_rest(word) for word in words):
        return ()
    at = next((i for i, word in enumerate(words) if _MARKS["baseline"] in word), None)
    year = _year_in(words[at]) if at is not None else ""
    readings = [_columns(words, year)]
    if at is not None and not year and at + 1 < len(words) and (behind := _year_in(words[at + 1])):
        readings.append(_columns(words[: at + 1] + words[at + 2 :], behind))
    return tuple(reading for reading in readings if reading.place("year") and _in_order(reading))


def _with_its_year(text: str) -> str:
    """A head with the year in brackets at its end, which a PDF prints below 現状値 though the other years stand beside it, behind that word."""
    below = _YEAR_BELOW.search(text)
    baseline = _MARKS["baseline"]
    if not below or baseline not in text[: below.start()] or re.search(rf"{baseline} ?\(", text):
        return text
    return text[: below.start()].replace(baseline, f"{baseline}({below['year']})", 1)


def _in_order(columns: Columns) -> bool:
    """Whether the years follow each other from left to right; where they do not, one of them is of another column."""
    years = ([column.year for column in columns.columns if column.role == role and column.year] for role in ("year", "actual"))
    return all(before < after for each in years for before, after in pairwise(each))


def without_targets(pieces: Sequence[Piece], label: str, undivided: bool) -> tuple[Piece, str, bool]:
    """The line and the message that tell of an indicator without targets, and whether its text is one: the head of an undeclared table is not.

    undivided: it is the head of a table whose cells cannot be told apart.
    """
    shown = [piece for piece in pieces if not piece.blank]
    if head := next((piece for piece in shown if _heads_years(piece)), None):
        return head, UNDECLARED.format(text=head.text), False
    first = shown[0] if shown else replace(pieces[0], text=label)
    return first, (UNDIVIDED if undivided else NO_TARGET).format(text=first.text), not undivided


def _heads_years(piece: Piece) -> bool:
    """Whether a line names fiscal years and holds no other figure."""
    years = {year for mention in find_years(piece.text) for year in mention.years}
    return len(years) >= LEAST_YEARS and not any(char.isdigit() for char in without_years(piece.text))


def _columns(words: Sequence[str], baseline_year: str) -> Columns:
    if mixed := _mixed(words):
        return Columns(tuple(mixed), baseline_year)
    columns: list[Column] = []
    years = ""
    for word, behind in pairwise([*words, ""]):
        role = next((role for role, mark in _MARKS.items() if mark in word), None)
        if role:
            columns.append(Column(role))
            continue
        years = f"{years} {word}"
        if not behind or any(mark in behind for mark in _MARKS.values()):
            columns += [Column("year", year) for year in year_columns(years)]
            years = ""
    return Columns(tuple(columns), baseline_year)


def _mixed(words: Sequence[str]) -> list[Column]:
    """The columns of a head in which targets and actual values stand beside each other (R6目標 R6実績, R3 R4 目標R4); none of another head.

    A year that says neither is of the other kind where the same year says one.
    """
    found: list[tuple[Role | None, str, FiscalYear | None]] = []
    for word in words:
        role = next((role for role, mark in _MARKS.items() if mark in word), None)
        years = [None] if role else year_columns(_year_in(word))
        if len(years) != 1:
            return []
        found.append((role, "実績" if "実績" in word else "目標" if re.search("目標|計画", word) else "", years[0]))
    planned, actual, unsaid = ({year for role, kind, year in found if role is None and kind == each} for each in ("目標", "実績", ""))
    beside = (planned and actual and not unsaid) or (unsaid & planned and not actual) or (unsaid & actual and not planned)
    roles: dict[str, Role] = {"目標": "year", "実績": "actual", "": "actual" if planned else "year"}
    return [Column(role or roles[kind], year) for role, kind, year in found] if beside else []


def _rest(word: str) -> str:
    """What a word of the head holds beside years, columns and what heads say."""
    return _FILLER.sub("", without_years("".join(char for char in word if char not in _MARKS.values())))


def _year_in(word: str) -> str:
    """The one fiscal year that a word of the head names, as printed; empty where there is none, or several."""
    text = plain("".join(char for char in word if char not in _MARKS.values()))
    mentions = find_years(text)
    if len(mentions) != 1 or len(mentions[0].years) != 1:
        return ""
    return _EDGES.sub("", text)
