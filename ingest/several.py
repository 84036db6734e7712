"""Several indicators on one sheet: their names, and the rows of their cells, each begin with a mark (①, ②).

A project has one indicator and one cell a year, so both stay together as printed, and every figure keeps the mark of the indicator that it is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.text import is_unset
from corpus.values import Text
from ingest.lines import Piece, join, to_text
from ingest.tables import Cell, cell_text, split_cells

_FIGURE = re.compile(r"\d[\d,.]*")


def bare(piece: Piece, mark: re.Pattern[str]) -> Piece:
    """The piece without the mark that opens it."""
    match = mark.match(piece.text)
    return replace(piece, text=piece.text[match.end() :].strip()) if match else piece


def marks_of(pieces: Sequence[Piece], mark: re.Pattern[str]) -> list[str]:
    """The marks that open a line or stand behind a blank, in printed order; none where one stands twice or there is only one."""
    text = "\n".join(piece.text for piece in pieces)
    marks = [match[0] for match in mark.finditer(text) if match.start() == 0 or text[match.start() - 1].isspace()]
    return marks if len(marks) > 1 and len({*marks}) == len(marks) else []


def marked_text(pieces: Sequence[Piece], document_id: str, mark: re.Pattern[str], certain: bool = True) -> Text | None:
    """The pieces as one printed text, a blank before each line that a mark opens."""
    whole = to_text(pieces, document_id, certain=certain)
    runs: list[list[Piece]] = []
    for piece in (piece for piece in pieces if not piece.blank):
        if mark.match(piece.text) or not runs:
            runs.append([])
        runs[-1].append(piece)
    return replace(whole, printed=" ".join(join([piece.text for piece in run]) for run in runs)) if whole else None


def split_marked(
    pieces: Sequence[Piece], names: Sequence[Piece], count: int, mark: re.Pattern[str], at_page_end: bool = False
) -> tuple[list[Cell], list[Piece], bool]:
    """The `count` cells of all rows together, the pieces behind them, and whether they are certain, as `split_cells` gives them.

    They are certain where the rows have the marks of the `names`, in their order, and each row's cells are. A cell that sets nothing in any row is a dash.
    """
    wanted = marks_of(names, mark)
    shown = [piece for piece in pieces if not piece.blank]
    marks = [match[0] for piece in shown if (match := mark.match(piece.text))]
    of_cell = marks[: len(marks) // count]
    if not shown or not mark.match(shown[0].text):
        cells, rest, certain = split_cells(pieces, count, at_page_end)
        return cells, rest, certain and _tells_all(cells, len(wanted))
    if marks == of_cell * count:  # each cell holds all marks
        cells, rest, certain = split_cells(pieces, count, at_page_end)
        return cells, rest, certain and of_cell == (wanted or of_cell)
    if marks != wanted:
        return [], list(pieces), False
    starts = [i for i, piece in enumerate(pieces) if mark.match(piece.text)]
    rows: list[list[Cell]] = []
    behind: list[Piece] = []
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        row, behind, certain = split_cells([bare(pieces[start], mark), *pieces[start + 1 : end]], count, at_page_end)
        if not certain or (end < len(pieces) and any(not piece.blank for piece in behind)):
            return [], list(pieces), False
        rows.append(row)
    return [_together(column, wanted) for column in zip(*rows, strict=True)], behind, True


def _tells_all(cells: Sequence[Cell], names: int) -> bool:
    """Whether each cell that sets a target holds a figure for each of the `names`: a single one could be of any."""
    texts = [cell_text(cell) for cell in cells]
    return names < 2 or all(is_unset(text) or len(_FIGURE.findall(text)) >= names for text in texts)


def _together(cells: Sequence[Cell], marks: Sequence[str]) -> Cell:
    """The cells of one year as one, each behind its mark."""
    if all(is_unset(cell_text(cell)) for cell in cells):
        return list(cells[0])
    return [replace(piece, text=f"{mark} {piece.text}") if not i else piece for cell, mark in zip(cells, marks, strict=True) for i, piece in enumerate(cell)]
