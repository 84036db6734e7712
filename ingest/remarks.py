"""A remark in brackets below the departments, （市社会福祉協議会に委託）: it stands on lines of its own and names no department in charge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import name
from ingest.lines import Piece, join
from ingest.profile import Departments

_IN_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
MOST_LINES = 3  # of a remark


def without_remark(pieces: Sequence[Piece], rules: Departments) -> list[Piece]:
    """The pieces of a head up to the complete department name that a remark stands behind; all of them where none does."""
    shown = [piece for piece in pieces if not piece.blank]
    for start in range(max(1, len(shown) - MOST_LINES), len(shown)):
        remark = join([piece.plain for piece in shown[start:]])
        if _IN_BRACKETS.fullmatch(remark) and rules.ends.search(name(shown[start - 1].text)):
            return [piece for piece in pieces if piece.number < shown[start].number]
    return list(pieces)
