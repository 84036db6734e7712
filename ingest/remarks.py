"""Remarks: what stands behind a label that is no field, and with the departments without being in charge (a remark in brackets, 関係課 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.text import marked_parts, name
from corpus.values import Project, Remark, Text
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
    """The indicators of a project, each under its own name with its baseline and its targets by year."""
    if project.indicator is None:
        return ()
    names = marked_parts(project.indicator.printed) or {"": project.indicator.printed}
    found = []
    for mark, called in names.items():
        cells = [(target.year.japanese, _part(target.cell, mark)) for target in project.targets]
        before = [("現状値", _part(project.baseline, mark))] if project.baseline else []
        told = "　".join(f"{word}：{cell}" for word, cell in (*before, *cells) if cell)
        found += [Remark(called, Text(told, project.indicator.span))] if told else []
    return tuple(found)


def _part(cell: Text, mark: str) -> str:
    """What a cell says behind a mark, all of it where there are no marks."""
    return marked_parts(cell.printed).get(mark, "") if mark else cell.printed
