"""Lines as the dividing of a document sees them, and how pieces of lines are put together again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.text import display_width, tidy
from corpus.values import Line, Span, Text
from ingest.profile import Page

_FORM_FEED = re.compile(r"\s*\f")
_FORM_FEED_BEHIND = re.compile(r"\S\s*\f")
SENTENCE_END = re.compile(r"[。．]$")
_ASCII_EDGE = re.compile(r"[0-9A-Za-z,.;:!?)\]]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """(A part of) one line: its number, page, printed text (tidied) and the plain form (NFKC) that patterns are matched on."""

    number: int
    page: int
    text: str
    indented: bool = False
    width: int = 0

    @property
    def plain(self) -> str:
        """NFKC of the text, one dash and one range mark."""
        return plain(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands here."""
        return not self.text


def plain(text: str) -> str:
    """The form on which profile patterns are matched: NFKC, `~` for every range mark, blanks collapsed, case kept."""
    folded = unicodedata.normalize("NFKC", tidy(text).translate({ord(mark): "~" for mark in "〜～"}))
    return " ".join(folded.split())


def to_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Lines with radicals mapped and blanks collapsed; empty lines that stand between all lines of the document are left out."""
    margin = _margin([line.text for line in lines])
    spaced = set(_spacing([bool(line.text.strip()) for line in lines]))
    return [
        Piece(line.number, line.page, tidy(line.text), line.text[margin : margin + 1].isspace(), display_width(line.text.rstrip()))
        for i, line in enumerate(lines)
        if i not in spaced
    ]


def _margin(texts: Sequence[str]) -> int:
    """Blanks that every line begins with."""
    return min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)


def _spacing(shown: Sequence[bool]) -> Iterator[int]:
    """Indexes of the empty lines that stand between all lines, as many in every gap; none where some lines follow each other."""
    visible = [i for i, each in enumerate(shown) if each]
    gaps = [after - before - 1 for before, after in pairwise(visible)]
    least = min(gaps, default=0)
    if not least:
        return
    doubled = all(gap % (least + 1) == least for gap in gaps)  # empty lines were spaced like any other
    for start, gap in zip(visible, gaps, strict=False):
        kept = gap // (least + 1) if doubled else gap - least
        yield from range(start + 1 + kept, start + 1 + gap)


def paginate(texts: Sequence[str], rules: Page) -> tuple[Line, ...]:
    """The lines with their pages, counted from 1.

    A page begins at a form feed, behind a footer, or at a line with a leading blank that a `starts` pattern matches: a
    leading blank alone is not enough, since lost bullets leave one too.
    """
    lines, page, page_ended, anything = [], 1, False, False
    margin = _margin([text.replace("\f", "") for text in texts])
    for number, text in enumerate(texts, 1):
        shown = plain(text)
        starts = text.replace("\f", "")[margin : margin + 1].isspace() and any(pattern.search(shown) for pattern in rules.starts)
        if anything and (_FORM_FEED.match(text) or starts or (page_ended and shown)):
            page, page_ended = page + 1, False
        lines.append(Line(number, page, text.replace("\f", "")))
        anything = anything or bool(shown)
        page_ended = page_ended or bool(_FORM_FEED_BEHIND.search(text)) or any(pattern.search(shown) for pattern in rules.footers)
    return tuple(lines)


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
    return Text(printed, Span(document_id, shown[0].page, shown[0].number, shown[-1].number), certain)


def without_start(piece: Piece, plain_end: int) -> Piece:
    """`piece` without its first characters, counted in the plain form."""
    end = next((i for i in range(len(piece.text) + 1) if len(_plain_prefix(piece.text[:i])) >= plain_end), len(piece.text))
    return replace(piece, text=piece.text[end:].strip())


def _plain_prefix(text: str) -> str:
    return plain(text + "|")[:-1] if text else ""


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
            parts.append(Piece(piece.number, piece.page, text, piece.indented, piece.width))
        return parts
