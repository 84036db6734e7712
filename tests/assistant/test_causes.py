"""Why something came out otherwise than planned: the piece that tells what it was due to, of the year asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.causes import cause
from assistant.evidence import Atom
from assistant.understand import Query
from corpus.values import Span
from corpus.years import FiscalYear

SPAN = Span("plan", 1, 1, 1)
FLOOD = "令和４年７月豪雨による災害復旧事務の増加により、時間外勤務が増加した。"
TENDER = "入札不調のため、設置を翌年度に延期した。"
PLAIN = "説明会を３回開催した。"
PURPOSE = "市民サービスの向上を図るため、窓口を増やす。"


def _pieces(*texts: tuple[str, Sequence[str]]) -> list[Atom]:
    return [Atom("p", "plan", "achievement", text, SPAN, tuple(FiscalYear.of_era(code[0], int(code[1:])) for code in years)) for text, years in texts]


@pytest.mark.parametrize(
    ("question", "terms", "told"),
    [
        ("令和4年度はどうして増えたのですか", (), FLOOD),
        ("令和6年度に延期した理由は", (("延期",),), TENDER),
        ("設置が遅れた理由は", (("設置",),), TENDER),
        ("令和5年度に減ったのはなぜですか", (), None),  # both tell of other years
        ("なぜこの事業をするのですか", (), None),  # nothing came out otherwise
    ],
)
def test_the_piece_that_tells_what_it_was_due_to(read: Callable[[str], Query], question: str, terms: Sequence[Sequence[str]], told: str | None) -> None:
    """By the year asked about, or by what the question speaks of; a purpose is no cause."""
    query = read(question)
    found = cause(query, _pieces((FLOOD, ["R4"]), (TENDER, ["R6"]), (PLAIN, ["R5"]), (PURPOSE, [])), terms, query.years)
    assert (found.text if found else None) == told


def test_of_several_that_fit_alike_none_is_told(read: Callable[[str], Query]) -> None:
    """Two causes in one year, and nothing says which is meant."""
    pieces = _pieces((FLOOD, ["R6"]), (TENDER, ["R6"]))
    query = read("令和6年度に予定どおりできなかったのはなぜですか")
    assert cause(query, pieces, (), query.years) is None
