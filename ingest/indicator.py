"""The indicator of a project: its name, its baseline, and the target of every fiscal year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.text import normalise
from corpus.values import Target, Text
from corpus.years import FiscalYear, find_years
from ingest.lines import Piece, groups, join, to_text
from ingest.profile import ProjectRules
from ingest.tables import Cell, cell_text, is_row, split_cells

MOST_LINES = 12  # lines of name and baseline together


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a project measures. `rest`: the pieces behind its cells. `expected`: target cells that were looked for; `certain`: each was found."""

    name: Text | None
    baseline: Text | None
    targets: tuple[Target, ...]
    rest: list[Piece]
    expected: int
    certain: bool


def read_indicator(pieces: Sequence[Piece], years: Sequence[Piece], rules: ProjectRules, document_id: str) -> Indicator:
    """The indicator in `pieces`, whose columns the row `years` heads."""
    columns = year_columns(" ".join(piece.text for piece in years), rules.baseline_column)
    named, based, rest = _split(pieces, rules.baseline, len(columns))
    cells, rest, certain = split_cells(rest, len(columns)) if columns else ([], rest, True)
    row = to_text(years, document_id)
    targets = []
    baseline = _baseline(based, rules.baseline, document_id)
    for year, cell in zip(columns, cells, strict=False):
        text = _cell(cell, document_id, certain)
        if text and row and year:
            targets.append(Target(year, text, row.span))
        elif year is None:
            baseline = baseline or (text if certain else None)
    return Indicator(to_text(named, document_id), baseline, tuple(targets), rest, len(columns), certain and len(cells) == len(columns))


def year_columns(row: str, baseline: re.Pattern[str] | None = None) -> list[FiscalYear | None]:
    """The fiscal year of each column that a table's head names; None for a column that `baseline` says is no target.

    A year without an era (令和7年度 8年度 9年度) has the era of the one before it.
    """
    columns: list[FiscalYear | None] = []
    text, end = normalise(row), 0
    last: FiscalYear | None = None
    for mention in find_years(row):
        years = mention.years
        if not years and mention.number and last:
            years = (FiscalYear.of_era(last.era[0], mention.number),)
        last = years[-1] if years else last
        no_target = baseline is not None and baseline.search(text[end : mention.start])
        columns += [None] if no_target else list(years)
        end = mention.end
    return columns


def _cell(cell: Cell, document_id: str, certain: bool) -> Text | None:
    text = to_text(cell, document_id, certain=certain)
    return replace(text, printed=cell_text(cell)) if text else None


def _split(pieces: Sequence[Piece], baseline: re.Pattern[str] | None, columns: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces of the indicator's name, of its baseline, and those behind both."""
    paragraphs = groups(pieces)
    if not paragraphs:
        return [], [], []
    first = _until_row(paragraphs[0], columns)
    start, end = _find_baseline(first, baseline) or (len(first), len(first))
    named, based = first[:start], first[start:end]
    if not based and len(paragraphs) > 1 and (found := _find_baseline(paragraphs[1], baseline)) and found[0] == 0:
        based = paragraphs[1][: found[1]]
    last = (based or named)[-1].number
    return named, based, [piece for piece in pieces if piece.number > last]


def _until_row(paragraph: list[Piece], columns: int) -> list[Piece]:
    """The lines before a table row that stands in the same paragraph."""
    rows = [i for i in range(1, len(paragraph)) if columns > 1 and is_row(paragraph[i], columns)]
    return paragraph[: rows[0]] if rows else paragraph


def _find_baseline(lines: Sequence[Piece], pattern: re.Pattern[str] | None) -> tuple[int, int] | None:
    """The fewest lines [start, end) that read as a baseline; None when there are none."""
    most = min(len(lines), MOST_LINES)
    ranges = ((start, end) for start in range(most) for end in range(start + 1, most + 1))
    return next(((start, end) for start, end in ranges if pattern and pattern.match(join([piece.text for piece in lines[start:end]]))), None)


def _baseline(pieces: Sequence[Piece], pattern: re.Pattern[str] | None, document_id: str) -> Text | None:
    text = to_text(pieces, document_id)
    match = pattern.match(text.printed) if text and pattern else None
    return Text(match["text"].strip(), text.span) if match and text else None
