"""What stands behind labels of a sheet: asked for by the label, of the year that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.remarks import asked_remarks
from assistant.understand import Query
from corpus.library import Library
from corpus.values import Remark, Text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("RPAによる業務効率化の推進の令和7年度の事業費は", ["R7 32,900"]),
        ("What is the budget of the RPA project in FY2027?", []),  # told of other years
        ("RPAによる業務効率化の推進の事業費は", ["R6 14,600、R7 32,900"]),
        ("RPAによる業務効率化の推進の令和6年度の決算額は", ["6,480 千円"]),
        ("RPAによる業務効率化の推進の令和5年度の決算額は", []),  # the label is of another year
        ("RPAによる業務効率化の推進に参加する費用はいくら", []),  # a fee is no budget
        ("RPAによる業務効率化の推進の訓練の経費は1回いくら", []),  # nor is what a part of it costs
        ("RPAによる業務効率化の推進のR7の予定は", ["窓口を増やす。"]),
        ("RPAによる業務効率化の推進のR8の予定は", []),
        ("RPAによる業務効率化の推進の令和6年度の達成度は", ["Ａ"]),
        ("RPAによる業務効率化の推進の令和7年度の達成度は", []),
    ],
)
def test_what_a_label_tells_of_the_year_asked_for(read: Callable[[str], Query], library: Library, question: str, told: list[str]) -> None:
    """A row of years is told by year, and a label with a year only of that year."""
    first = library.projects[0]
    span = first.title.span
    remarks = (
        Remark("事業費(千円)", Text("R6 14,600、R7 32,900", span)),
        Remark("令和6年度決算額", Text("6,480 千円", span)),
        Remark("令和７年度の予定", Text("窓口を増やす。", span)),
        Remark("達成度(令和6年度)", Text("Ａ", span)),
    )
    query = read(question)
    assert [remark.text.printed for remark in asked_remarks(query, replace(first, remarks=remarks), query.years)] == told
