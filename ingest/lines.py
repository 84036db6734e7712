"""Lines as the dividing of a document sees them, and how pieces of lines are put together again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.text import display_width, nfkc, tidy
from corpus.values import Line, Span, Text

Measure = Callable[[str], int]
MEASURES: tuple[Measure, ...] = (display_width, len)  # columns as a fixed-width face shows them, or as some PDFs are laid out, by characters
VALUE = re.compile(r"[\d,.]+\D{0,4}|[-－―ー—…]")  # a cell with a figure, or with a dash for none
EMPTY = "␣"  # an empty cell in the row of an unfolded table
SENTENCE_END = re.compile(r"[。．]$")
_PADDED = re.compile(r"[^\W\d](?:[ 　]+[^\W\d])+")
_PADDED_END = re.compile(r"(?<=[一-龯])[ 　]+(?=[一-龯](?:[ 　]|$))")
_ASCII_EDGE = re.compile(r"[0-9A-Za-z,.;:!?)\]]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """(A part of) one line: its number, page, printed text (tidied) and the plain form (NFKC) that patterns are matched on. `until`: as a line has it."""

    number: int
    page: int
    text: str
    indented: bool = False
    width: int = 0
    until: int = 0

    @property
    def plain(self) -> str:
        """NFKC of the text, one dash and one range mark."""
        return plain(self.text)

    @property
    def last(self) -> int:
        """The number of its last line."""
        return max(self.number, self.until)

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands here."""
        return not self.text


def plain(text: str) -> str:
    """The form on which profile patterns are matched: NFKC, `~` for every range mark, blanks collapsed, case kept."""
    folded = nfkc(tidy(text).translate({ord(mark): "~" for mark in "〜～"}))
    return " ".join(folded.split())


def unpadded(text: str) -> str:
    """A text without the blanks that spread a short line over its cell (工　事, 産業の / 振　興)."""
    return "\n".join("".join(line.split()) if _PADDED.fullmatch(line.strip()) else _PADDED_END.sub("", line) for line in text.split("\n"))


def join(texts: Sequence[str]) -> str:
    """Broken lines as one: no blank between Japanese characters, one between Latin words."""
    joined = ""
    for text in filter(None, texts):
        glue = " " if _ASCII_EDGE.search(joined) and text[0].isascii() and text[0].isalnum() else ""
        joined += glue + text
    return joined


def to_text(pieces: Sequence[Piece], document_id: str, glue: str | None = None, certain: bool = True) -> Text | None:
    """The pieces as one printed text with its span; None when they are all blank."""
    shown = [piece for piece in pieces if not piece.blank]
    if not shown:
        return None
    texts = [piece.text for piece in shown]
    printed = join(texts) if glue is None else glue.join(texts)
    return Text(printed, Span(document_id, shown[0].page, shown[0].number, shown[-1].last), certain)


def without_start(piece: Piece, plain_end: int) -> Piece:
    """`piece` without its first characters, counted in the plain form."""
    return between(piece, plain_end)


def between(piece: Piece, plain_start: int, plain_end: int | None = None) -> Piece:
    """The part of `piece` from one character to another, counted in the plain form; to its end when the second is None."""
    last = len(piece.text) if plain_end is None else _printed_index(piece, plain_end)
    return replace(piece, text=piece.text[_printed_index(piece, plain_start) : last].strip())


def printed_between(text: str, plain_start: int, plain_end: int | None = None) -> str:
    """The same of a text by itself."""
    return between(Piece(0, 0, tidy(text)), plain_start, plain_end).text


def _printed_index(piece: Piece, plain_index: int) -> int:
    """Where the character at `plain_index` of the plain form stands in the printed text."""
    return next((i for i in range(len(piece.text) + 1) if len(_plain_prefix(piece.text[:i])) >= plain_index), len(piece.text))


def _plain_prefix(text: str) -> str:
    return plain(text + "|")[:-1] if text else ""


def margin(text: str) -> str:
    """The blanks with which a line begins."""
    return text[: len(text) - len(text.lstrip())]


def with_parts(lines: Sequence[Line], parts: Mapping[int, tuple[int, Sequence[Line]]]) -> list[Line]:
    """The lines with others in place of some: by the place of the first, how many are replaced, and by which."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        count, own = parts.get(place, (1, lines[place : place + 1]))
        found += own
        place += count
    return found


def words_at(line: str) -> list[tuple[int, str]]:
    """The words of a line as stored, each with the column of a fixed-width face in which it begins."""
    return [(display_width(line[: match.start()]), match[0]) for match in re.finditer(r"\S+", line)]


def cells_at(line: str, measure: Measure = display_width) -> list[tuple[int, str]]:
    """The cells of a line as stored, which stand apart by two blanks or more, each with the column in which it begins."""
    return [(measure(line[: match.start()]), match[0]) for match in re.finditer(r"\S+(?:[ 　]\S+)*", line)]


def below_columns(words: Sequence[tuple[int, str]], columns: Sequence[int]) -> list[str] | None:
    """For each of the columns the word that begins nearest to it, empty where none does; None where that is not clear."""
    gap = min(after - before for before, after in pairwise(columns))
    found: dict[int, str] = {}
    for start, text in words:
        place = min(range(len(columns)), key=lambda at: abs(columns[at] - start))
        if abs(columns[place] - start) * 2 >= gap or place in found:
            return None
        found[place] = text
    return [found.get(place, "") for place in range(len(columns))]


def groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Runs of pieces without a blank line between them."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if not piece.blank:
            found[-1].append(piece)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]


class Joined:
    """Pieces as one string with line breaks, from which parts can be cut with their line numbers kept."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = list(pieces)
        self.text = "\n".join(piece.text for piece in pieces)
        self._starts = [0, *accumulate(len(piece.text) + 1 for piece in pieces)][:-1]

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces (or parts of them) at [start, end) of the string, blanks at their ends removed."""
        parts: list[Piece] = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for piece, offset in zip(self._pieces[first:], self._starts[first:], strict=True):
            if offset >= end:
                break
            text = piece.text[max(0, start - offset) : max(0, end - offset)].strip()
            parts.append(replace(piece, text=text))
        return parts
