"""A plan whose years are columns with a list in each: every entry has its year, whatever stands beside it on its lines."""

from __future__ import annotations

import pytest

from ingest.lines import Piece
from ingest.year_columns import read_year_columns

PLAN = """            令和7年度                       令和8年度                       令和9年度
            ・北部センターの基本設計        ・北部センターの実施設計、改修  ・北部センターの開所（令和9年6
            ・3センターの運営               工事                            月）
                                            ・3センターの運営               ・4センターの運営"""


def _read(text: str) -> list[tuple[str, list[str]]]:
    printed = dict(enumerate(text.split("\n"), 1))
    pieces = [Piece(number, 1, " ".join(line.split())) for number, line in printed.items()]
    return [(action.printed, [str(year) for year in action.years]) for action in read_year_columns(pieces, printed, "d")]


def test_entries_go_on_within_their_column() -> None:
    """A line holds pieces of all years; one that begins with no bullet goes on with the entry above it."""
    assert _read(PLAN) == [
        ("北部センターの基本設計", ["R7"]),
        ("3センターの運営", ["R7"]),
        ("北部センターの実施設計、改修工事", ["R8"]),
        ("3センターの運営", ["R8"]),
        ("北部センターの開所（令和9年6月）", ["R9"]),
        ("4センターの運営", ["R9"]),
    ]


@pytest.mark.parametrize(
    "text",
    ["            令和7年度       令和8年度\n            設計            工事", "・設計\n・工事", f"{PLAN}\n施策1-2  子育て支援の充実"],
    ids=["no lists", "no years", "text in no column"],
)
def test_other_text_is_left_to_others(text: str) -> None:
    """A row of steps, a list without years, and what stands before the first column."""
    assert _read(text) == []
