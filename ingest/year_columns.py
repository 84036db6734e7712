"""A plan whose years are columns, with a list in each, as a text with its layout kept prints it:

年次計画  令和7年度                  令和8年度                  令和9年度
          ・北部センターの基本設計   ・実施設計、改修           ・北部センターの開所（令和9年6
          ・3センターの運営            工事                       月）
                                     ・3センターの運営

One line holds pieces of several years. They are told apart by the columns in which they begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.values import Action
from ingest.indicator import year_columns
from ingest.lines import Piece, cells_at, to_text, words_at
from ingest.step_rows import heads_columns

BULLET = "・"
LEFT = 2  # columns by which a piece may begin before its column


def has_lists(lines: Sequence[str]) -> bool:
    """Whether a line holds the bullets of several lists."""
    return any(len(re.findall(rf"(?:^|(?<=\s)){BULLET}", line)) > 1 for line in lines)


def read_year_columns(pieces: Sequence[Piece], printed: Mapping[int, str], document_id: str) -> tuple[Action, ...]:
    """The entries of the lists below a line of years, each of its year; none where there are no such lists, or a piece stands in no column.

    `printed`: the lines as stored, by number.
    """
    shown = [piece for piece in pieces if not piece.blank]
    if not shown or not heads_columns(shown[0]) or not has_lists([piece.text for piece in shown[1:]]):
        return ()
    years = year_columns(shown[0].text)
    starts = [start for start, _ in words_at(printed.get(shown[0].number, ""))][-len(years) :]
    entries: list[list[list[Piece]]] = [[] for _ in years]
    for piece in shown[1:]:
        for at, cell in cells_at(printed.get(piece.number, "")):
            place = sum(start - LEFT <= at for start in starts) - 1
            if place < 0 or len(starts) != len(years):
                return ()
            own = Piece(piece.number, piece.page, cell)
            if cell.startswith(BULLET) or not entries[place]:
                entries[place].append([])
            entries[place][-1].append(own)
    found: list[Action] = []
    for year, column in zip(years, entries, strict=True):
        for entry in column if year else ():
            text, whole = to_text(entry, document_id), to_text([shown[0], *entry], document_id)
            if year and text and whole and text.printed.strip(f"{BULLET} －-"):
                found.append(Action(text.printed.lstrip(BULLET).strip(), whole.span, True, (year,)))
    return tuple(found)
