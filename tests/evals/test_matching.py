"""Facts are found however they are printed, and never inside a longer number."""

from __future__ import annotations

import pytest

from evals.matching import stands_in, without_marks


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("4,415時間", "令和8年度の目標値は、４，４１５ 時間です。"),
        ("DX推進課", "担当課は DX 推進課 です。"),
        ("市民", "市⺠が"),
        ("25拠点", "25 拠点・\n14％"),
        ("24", "H23～24の実績"),
    ],
)
def test_a_fact_stands_in_a_text_whatever_its_width_blanks_and_radicals(fact: str, text: str) -> None:
    """Full-width digits, blanks, line breaks and CJK radicals make no difference."""
    assert stands_in(fact, text)


@pytest.mark.parametrize(("fact", "text"), [("1件", "11件"), ("415時間", "4,415時間"), ("15", "1,315"), ("4", "4.5"), ("1", "1,300")])
def test_a_figure_does_not_stand_inside_a_longer_one(fact: str, text: str) -> None:
    """1件 does not stand in 11件."""
    assert not stands_in(fact, text)


def test_a_count_is_no_year() -> None:
    """For a count, the 26 of 平成26年度 and the 6 of R6 are no figure."""
    assert stands_in("26", "事業は、26件です。", is_count=True)
    assert not stands_in("26", "平成26年度", is_count=True)
    assert not stands_in("6", "R6～R9", is_count=True)


def test_a_fact_that_is_a_fiscal_year_stands_however_it_is_written() -> None:
    """H24 stands in 平成24年度 and FY2012, but not in a range around it or in a date."""
    assert stands_in("H24", "平成24年度の実績です。")
    assert stands_in("H24", "done in FY2012 (Heisei 24)")
    assert not stands_in("H24", "H23～H26")
    assert not stands_in("平成28年1月", "平成28年度")


def test_citation_marks_are_no_part_of_a_text() -> None:
    """The 8 of a mark [8] is not the answer to how many."""
    assert without_marks("事業は、6件です。[8][12]") == "事業は、6件です。"
