"""A list of achievements as rows: where one line holds the values of several years (`H27：23人　H28：17人`), each value is a row of its own.

The years must stand before a colon, outside brackets, at the beginning of the line or behind a blank or comma. What stands before the first of them is
the name of what is counted. A sentence that tells several years (対象者数は、H28：286人、H29：301人であった。) and an entry with a mark at its end that
holds for all of them (（H28～R1）) stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.years import FiscalYear, expand
from ingest.lines import SENTENCE_END, Piece, between
from ingest.profile import Outline

_OPENING, _CLOSING = "([{（［【〔「『<〈《", ")]}）］】〕」』>〉》"
_BEFORE_YEAR = f" 、,;/・。{_CLOSING}"  # what may stand right before a value
BETWEEN_VALUES = " 　、,;/・，；／"  # what the value before may end with
_BRACKETED = re.compile(r"\([^()]*\)")
_CLOSING_MARK = re.compile(r"[(【\[〔](?P<years>[^()【】\[\]〔〕]*)[)】\]〕]\W*$")
_NO_NAME = re.compile(r"[。．:]|(?:[はがをにで、,]|について|として)$")  # a text with this is the beginning of a sentence
_NAME_IN_BRACKETS = re.compile(r"[(\[【〔「『<〈《].*[)\]】〕」』>〉》]$")
LONGEST_YEAR = 16  # characters before the colon of a value (平成31年度(令和元年度)) that may stand on the line before it
LONGEST_NAME = 30  # characters of what is counted; longer texts are sentences


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list, or the value of one year on it. `name`: what is counted, where it stands on the line before the value.

    `goes_on`: the row belongs to the text of the one before, whatever it begins with.
    """

    piece: Piece
    name: Piece | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the value of a year begins: the line of the entry, and the place in its plain form."""

    line: int
    at: int
    years: tuple[FiscalYear, ...]


def years_before_colon(printed: str) -> tuple[FiscalYear, ...]:
    """The fiscal years that stand before a value; a second name of the year in brackets (H31(R1)) says nothing new."""
    return expand(printed) or expand(_BRACKETED.sub("", printed)) or ()


def rows(pieces: Sequence[Piece], rules: Outline) -> Iterator[Row]:
    """The lines that are not blank as rows, in order."""
    entries = [_mended(entry, rules) for entry in _entries(pieces, rules)]
    for i, entry in enumerate(entries):
        follows = i + 1 < len(entries) and bool(rules.yearly.match(entries[i + 1][0].plain))
        yield from _rows_of(entry, follows, rules)


def _entries(pieces: Sequence[Piece], rules: Outline) -> Iterator[list[Piece]]:
    """Runs of lines that make one entry: a line with a marker or with a named value, and those that go on with it."""
    entry: list[Piece] = []
    for piece in pieces:
        if entry and (piece.blank or (_begins(piece, rules) and not _closes(entry, piece, rules))):
            yield entry
            entry = []
        entry += [] if piece.blank else [piece]
    if entry:
        yield entry


def _mended(entry: list[Piece], rules: Outline) -> list[Piece]:
    """The lines of an entry, a year that breaks over two of them (平成28 / 年度：) taken whole onto the first."""
    for i, behind in enumerate(entry[1:]):
        line = entry[i].plain
        tails = (at for at in range(max(0, len(line) - LONGEST_YEAR), len(line)) if at == 0 or line[at - 1] in _BEFORE_YEAR)
        torn = next((match.end() - (len(line) - at) for at in tails if (match := rules.yearly.match(line[at:] + behind.plain))), 0)
        if torn > 0 and not rules.yearly.match(behind.plain):
            entry[i] = replace(entry[i], text=entry[i].text + between(behind, 0, torn).text)
            entry[i + 1] = between(behind, torn)
    return entry


def _begins(piece: Piece, rules: Outline) -> bool:
    """Whether an entry begins with the line."""
    return _is_marked(piece, rules) or bool(rules.yearly.match(piece.plain) or rules.label_of(piece.plain)) or _is_named_value(piece, rules)


def _is_marked(piece: Piece, rules: Outline) -> bool:
    return any(marker.match(piece.plain) for marker in (rules.bullet, rules.group, rules.note)) and not rules.yearly.match(piece.plain)


def _is_named_value(piece: Piece, rules: Outline) -> bool:
    """Whether an unmarked line, set in or with its name in brackets, is `name year: value`."""
    starts = _starts([piece], rules)
    if not starts or _is_marked(piece, rules):
        return False
    name = piece.plain[: starts[0].at].strip()
    return _is_name(name) and (piece.indented or bool(_NAME_IN_BRACKETS.search(name)))


def _closes(entry: Sequence[Piece], piece: Piece, rules: Outline) -> bool:
    """Whether the line closes a bracket that the entry left open."""
    return _depth(piece.plain) < 0 < sum(_depth(line.plain) for line in entry) and not _is_marked(piece, rules)


def _depth(text: str) -> int:
    """Brackets opened in the text less those closed."""
    return sum((char in _OPENING) - (char in _CLOSING) for char in text)


def _is_name(text: str) -> bool:
    """Whether the text can be the name of what is counted."""
    return 0 < len(text) <= LONGEST_NAME and not _NO_NAME.search(text)


def _starts(entry: Sequence[Piece], rules: Outline) -> list[_Start]:
    """Where values of a year begin in the entry, outside brackets."""
    found: list[_Start] = []
    depth = 0
    for number, piece in enumerate(entry):
        text, taken = piece.plain, 0
        for at, char in enumerate(text):
            match = rules.yearly.match(text[at:]) if not depth and at >= taken and (at == 0 or text[at - 1] in _BEFORE_YEAR) else None
            if match and (years := years_before_colon(match["years"])):
                found.append(_Start(number, at, years))
                taken = at + match.end()
            depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
    return found


def _rows_of(entry: Sequence[Piece], follows: bool, rules: Outline) -> Iterator[Row]:
    """The rows of an entry; `follows`: the next entry begins with a year."""
    starts = _starts(entry, rules)
    if not _falls_apart(entry, starts, follows, rules):
        yield Row(entry[0])
        yield from (Row(piece, goes_on=_closes(entry[:i], piece, rules)) for i, piece in enumerate(entry[1:], 1))
        return
    first = starts[0]
    marked = _is_marked(entry[0], rules)
    named = first.line == 0 and first.at > 0 and not marked
    label = rules.label_of(entry[0].plain) if named else None
    for i, piece in enumerate(entry[: first.line + marked]):
        yield Row(between(piece, 0, first.at if i == first.line else None), goes_on=i > 0)
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        name = between(entry[0], 0, start.at) if named and start is first and not label else None
        at = 0 if label and start is first else start.at
        parts = _parts(entry, start.line, at, end)
        yield from (Row(part, name if i == 0 else None, goes_on=i > 0) for i, part in enumerate(parts))


def _parts(entry: Sequence[Piece], line: int, at: int, end: _Start | None) -> list[Piece]:
    """The pieces from a place in the entry to where the next value begins."""
    last = end.line if end else len(entry) - 1
    parts = [between(entry[i], at if i == line else 0, end.at if end and i == end.line else None) for i in range(line, last + 1)]
    return [part for part in parts if part.text]


def _falls_apart(entry: Sequence[Piece], starts: Sequence[_Start], follows: bool, rules: Outline) -> bool:
    """Whether the values on the lines of the entry stand for themselves."""
    if not starts or rules.note.match(entry[0].plain):
        return False
    whole = "".join(piece.plain for piece in entry)
    before = "".join(piece.plain for piece in entry[: starts[0].line]) + entry[starts[0].line].plain[: starts[0].at]
    if len(starts) > 1 and _closing_years(whole) >= {year for start in starts for year in start.years}:
        return False
    if rules.label_of(whole) or not before:
        return len(starts) > 1
    head = next((marker.sub("", before, count=1) for marker in (rules.bullet, rules.group) if marker.match(before)), None)
    if head is None:
        return _is_named_value(entry[0], rules)
    return _is_name(head.strip()) and (len(starts) > 1 or follows) and not SENTENCE_END.search(whole)


def _closing_years(text: str) -> set[FiscalYear]:
    """The fiscal years of the mark that the text ends with; none when it has none."""
    mark = _CLOSING_MARK.search(text)
    return set(expand(mark["years"]) or ()) if mark else set()
