"""What stands with the departments and names none in charge: a remark in brackets below them, and those that only take part (関係課 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import name
from ingest.lines import Piece, between, join, without_start
from ingest.profile import Departments

_IN_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_TAKING_PART = re.compile(r"(?:^|(?<=\s))(?P<label>(?:関係|関連|協力|連携|副担当)(?:課|部署|部局|課室|所属|機関)(?:等|名)?)(?=\s|:)\s?:?")
MOST_LINES = 3  # of a remark


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
