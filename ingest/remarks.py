"""Remarks: what stands behind a label that is no field, and with the departments without being in charge (a remark in brackets, 関係課 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.text import marked_parts, name
from corpus.values import Figures, Project, Remark, Target, Text
from corpus.years import find_years
from ingest.lines import Piece, between, join, to_text, without_start
from ingest.profile import Departments

_IN_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_TAKING_PART = re.compile(
    r"(?:^|(?<=\s))[【\[〔■◆●○□]?(?P<label>(?:関係|関連|協力|連携|副担当)(?:課|部署|部局|課室|所属|機関)(?:等|名)?)(?:[】\]〕]|(?=\s|:|$))\s?:?"
)
MOST_LINES = 3  # of a remark
LEAST_YEARS = 2  # of a line that heads cells


def apart_from_others(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[str, list[Piece]] | None]:
    """The pieces of departments up to a label of those that only take part, and that label with what stands behind it."""
    for i, piece in enumerate(pieces):
        if match := _TAKING_PART.search(piece.plain):
            behind = [without_start(piece, match.end()), *pieces[i + 1 :]]
            return [*pieces[:i], between(piece, 0, match.start())], (match["label"], behind)
    return list(pieces), None


def without_remark(pieces: Sequence[Piece], rules: Departments) -> list[Piece]:
    """The pieces of a head up to the complete department name that a remark stands behind; all of them where none does."""
    shown = [piece for piece in pieces if not piece.blank]
    for start in range(max(1, len(shown) - MOST_LINES), len(shown)):
        remark = join([piece.plain for piece in shown[start:]])
        if _IN_BRACKETS.fullmatch(remark) and rules.ends.search(name(shown[start - 1].text)):
            return [piece for piece in pieces if piece.number < shown[start].number]
    return list(pieces)


def read_remark(label: str, pieces: Sequence[Piece], document_id: str) -> Remark | None:
    """What stands behind a label; of a row below years, each cell behind its year (R6 14,600、R7 32,900). None where nothing does.

    A unit on a line of its own before such a row goes to the label.
    """
    whole = to_text(pieces, document_id)
    shown = [piece for piece in pieces if not piece.blank]
    unit = shown[0].text if len(shown) == 3 and _IN_BRACKETS.fullmatch(shown[0].plain) else ""
    rows = [piece.text.split() for piece in shown[bool(unit) :]]
    if whole is None or len(rows) != 2 or len(rows[0]) != len(rows[1]) or sum(bool(find_years(word)) for word in rows[0]) < LEAST_YEARS:
        return Remark(label, whole) if whole else None
    return Remark(f"{label}{unit}", replace(whole, printed="、".join(f"{year} {cell}" for year, cell in zip(*rows, strict=True))))


def figures_as_remarks(project: Project) -> tuple[Remark, ...]:
    """The indicators of a project, each under its own name with its baseline and its values by year."""
    if project.indicator is None:
        return ()
    found = []
    for mark, called in (marked_parts(project.indicator.printed) or {"": project.indicator.printed}).items():
        targets, results = (_parts(cells, mark) for cells in (project.targets, project.results))
        baseline = _part(project.baseline, mark) if project.baseline else None
        figures = Figures(replace(project.indicator, printed=called), baseline, targets, results)
        before = [f"現状値：{baseline.printed}"] if baseline and baseline.printed else []
        told = [f"{word}{value.year.japanese}：{value.cell.printed}" for word, values in (("", targets), ("実績値 ", results)) for value in values]
        found += [Remark(called, Text("　".join([*before, *told]), project.indicator.span), figures)] if targets or results or before else []
    return tuple(found)


def _parts(values: Sequence[Target], mark: str) -> tuple[Target, ...]:
    """The values with what stands behind a mark alone; none of those of which it says nothing."""
    parts = (replace(value, cell=_part(value.cell, mark)) for value in values)
    return tuple(value for value in parts if value.cell.printed)


def _part(cell: Text, mark: str) -> Text:
    """What a cell says behind a mark, all of it where there are no marks."""
    return replace(cell, printed=marked_parts(cell.printed).get(mark, "")) if mark else cell
