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
from ingest.tables import Cell, cell_text, split_cells


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
    named, based, rest = _split(pieces, rules.baseline)
    columns = year_columns(" ".join(piece.text for piece in years), rules.baseline_column)
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


def _split(pieces: Sequence[Piece], baseline: re.Pattern[str] | None) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces of the indicator's name, of its baseline, and those behind both."""
    paragraphs = groups(pieces)
    if not paragraphs:
        return [], [], []
    first = paragraphs[0]
    start = next((i for i in range(len(first)) if _is_baseline(first[i:], baseline)), len(first))
    named, based = first[:start], first[start:]
    if not based and len(paragraphs) > 1 and _is_baseline(paragraphs[1], baseline):
        based = paragraphs[1]
    last = (based or named)[-1].number
    return named, based, [piece for piece in pieces if piece.number > last]


def _is_baseline(pieces: Sequence[Piece], pattern: re.Pattern[str] | None) -> bool:
    return pattern is not None and bool(pattern.match(join([piece.text for piece in pieces])))


def _baseline(pieces: Sequence[Piece], pattern: re.Pattern[str] | None, document_id: str) -> Text | None:
    text = to_text(pieces, document_id)
    match = pattern.match(text.printed) if text and pattern else None
    return Text(match["text"].strip(), text.span) if match and text else None
