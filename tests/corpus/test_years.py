from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.years import FiscalYear, expand, find_years, without_years

R8 = FiscalYear(2026)


def codes(text: str, today: FiscalYear | None = None) -> list[str]:
    """The fiscal years that `text` names, in order."""
    return [year.code for mention in find_years(text, today) for year in mention.years]


class TestFiscalYear:
    """One value, however it is written."""

    @given(st.integers(1, 31))
    def test_a_code_is_read_back(self, number: int) -> None:
        """Every Heisei code gives the year that prints it, or its Reiwa twin."""
        year = FiscalYear.from_code(f"H{number}")
        assert FiscalYear.from_code(year.code) == year

    def test_h31_and_r1_are_one_year(self) -> None:
        """平成31年度 and 令和元年度 are the same fiscal year, shown as 令和元年度."""
        assert FiscalYear.from_code("H31") == FiscalYear.from_code("R1")
        assert FiscalYear.from_code("H31").japanese == "令和元年度"

    @pytest.mark.parametrize("code", ["R", "8", "r8", "X3", "R123", "令和8"])
    def test_other_text_is_no_code(self, code: str) -> None:
        """Catalogue codes are strict."""
        with pytest.raises(ValueError, match="write R8"):
            FiscalYear.from_code(code)

    @given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)))
    def test_a_fiscal_year_starts_on_the_first_of_april(self, day: datetime.date) -> None:
        """January to March belong to the fiscal year before."""
        assert FiscalYear.of_date(day).year == (day.year if day.month >= 4 else day.year - 1)

    def test_it_prints_in_both_languages(self) -> None:
        """A year is shown as readers of either language write it."""
        assert (R8.japanese, R8.english, str(R8)) == ("令和8年度", "FY2026 (Reiwa 8)", "R8")


@pytest.mark.parametrize(
    "text",
    ["令和8年度", "令和８年度", "令和八年度", "令和 8 年度", "R8", "Ｒ８", "r8年度", "R8年", "2026年度", "２０２６年度", "FY2026", "fy26", "fiscal year 2026",
     "れいわ8ねんど", "Reiwa 8", "reiwa8", "令和8年12月", "令和9年3月"],
)  # fmt: skip
def test_every_notation_names_the_same_year(text: str) -> None:
    """A year has eras, digits of three kinds, kana and Latin letters, and one value."""
    assert codes(text) == ["R8"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年度", ["R1"]),
        ("平成二十四年度", ["H24"]),
        ("平成30年度", ["H30"]),
        ("昭和63年度", ["S63"]),
        ("R6〜R9", ["R6", "R7", "R8", "R9"]),
        ("R6～9年度", ["R6", "R7", "R8", "R9"]),
        ("令和７〜９年度", ["R7", "R8", "R9"]),
        ("平成22年度から平成24年度", ["H22", "H23", "H24"]),
        ("H23~24", ["H23", "H24"]),
        ("Ｈ30～Ｒ2", ["H30", "R1", "R2"]),
        ("平成30年度～令和２年度", ["H30", "R1", "R2"]),
        ("令和元～3年度", ["R1", "R2", "R3"]),
        ("R7-R9", ["R7", "R8", "R9"]),
        ("H25、H26", ["H25", "H26"]),
        ("2024-2026年度", ["R6", "R7", "R8"]),
    ],
)
def test_ranges_and_lists_name_every_year(text: str, expected: list[str]) -> None:
    """Both ends may be shortened, and a range may cross from one era into the next."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成28年1月", ["H27"]),
        ("令和6年2月", ["R5"]),
        ("平成27年4月", ["H27"]),
        ("R6.1 実績", ["R5"]),
        ("R5.12", ["R5"]),
        ("in january 2024", ["R5"]),
        ("by march 31,2027", ["R8"]),
        ("since april 2024", ["R6"]),
        ("on 1 apr. 2024", ["R6"]),
    ],
)
def test_a_date_lies_in_a_fiscal_year(text: str, expected: list[str]) -> None:
    """A date in January to March lies in the year before its number."""
    assert codes(text) == expected
    assert find_years(text)[0].is_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成22年と24年に", ["H22", "H24"]), ("令和7年度及び8年度", ["R7", "R8"]), ("R7・8の目標", ["R7", "R8"]), ("H23、24年度", ["H23", "H24"]),
        ("R6と7と9の目標", ["R6", "R7", "R9"]), ("平成24年と22年", ["H24", "H22"]), ("R7 and 8 of RPA", ["R7", "R8"]),
        ("R8、2校の", ["R8"]), ("R8と3つの施策", ["R8"]), ("R7 and 8 schools", ["R7"]), ("令和8年、1000人", ["R8"]), ("R8と9年間", ["R8"]),
        ("H24・22の", ["H24"]),
    ],
)  # fmt: skip
def test_further_years_of_an_era_are_named_without_it(text: str, expected: list[str]) -> None:
    """The era is written once; a number with a unit of its own is no year, nor one that goes back without 年."""
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["過去14年分", "4年間", "3年前", "令和の時代", "4,415時間", "150件", "3月", "12校", "3/6", "ver. 8", "ISO2026"])
def test_a_length_or_a_figure_is_no_year(text: str) -> None:
    """Numbers that only look like years name none."""
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年度の目標", ["R8"]),
        ("来年度", ["R9"]),
        ("昨年度", ["R7"]),
        ("再来年度", ["R10"]),
        ("一昨年度", ["R6"]),
        ("next year", ["R9"]),
        ("last fiscal year", ["R7"]),
    ],
)
def test_relative_years_count_from_the_given_one(text: str, expected: list[str]) -> None:
    """今年度 needs a clock: without one it names nothing."""
    assert codes(text, R8) == expected
    assert codes(text) == []


def test_a_relative_year_that_is_explained_is_the_one_in_brackets() -> None:
    """It may have been said in another year."""
    assert codes("来年度（令和6年度）の予定", R8) == ["R6"]


@pytest.mark.parametrize("text", ["FY2025, FY2026 and FY2027", "2025, 2026 and 2027"])
def test_western_years_in_a_row(text: str) -> None:
    """A comma between them is no part of a figure."""
    assert codes(text) == ["R7", "R8", "R9"]


def test_the_year_after_is_relative_to_the_year_spoken_of() -> None:
    """翌年度 carries a step, not a year."""
    (mention,) = find_years("翌年度は？", R8)
    assert (mention.years, mention.relative) == ((), 1)


def test_a_bare_year_is_left_to_the_plan() -> None:
    """8年度 without an era carries its number alone."""
    (mention,) = find_years("8年度の目標")
    assert (mention.years, mention.number) == ((), 8)


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    """Mentions are in order, apart, and inside the normalised text."""
    mentions = find_years(text, R8)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


class TestExpand:
    """Year marks: brackets that hold nothing but years."""

    @pytest.mark.parametrize(
        ("mark", "expected"),
        [("H23", ["H23"]), ("Ｈ24", ["H24"]), ("H23～H26", ["H23", "H24", "H25", "H26"]), ("H23～24", ["H23", "H24"]), ("H23、H25", ["H23", "H25"]),
         ("H23・24", ["H23", "H24"]), ("H23,24", ["H23", "H24"]), ("平成28、29年度", ["H28", "H29"]), ("H28～30・R2", ["H28", "H29", "H30", "R2"]),
         ("令和元年度", ["R1"]), ("H31", ["R1"])],
    )  # fmt: skip
    def test_a_mark_names_all_its_years(self, mark: str, expected: list[str]) -> None:
        """Ranges and lists, with the era given once."""
        assert [year.code for year in expand(mark) or ()] == expected

    @pytest.mark.parametrize("text", ["", "案", "うち新設 30m", "H23に開始", "24", "24・25", "参考：平成26年度末62手続き", "第2、第4土曜日", "JIS X 8341-3"])
    def test_other_brackets_are_no_marks(self, text: str) -> None:
        """A bracket with any other word in it, or without an era, tells no year."""
        assert expand(text) is None


def test_a_range_without_an_era_keeps_both_ends() -> None:
    """Only the plans' periods can place it."""
    (mention,) = find_years("24年度から26年度の参加人数")
    assert (mention.years, mention.number, mention.until) == ((), 24, 26)


@pytest.mark.parametrize(
    ("text", "left"),
    [("R7～R8：－", ":-"), ("研修　3回（H24）、視察", "研修3回()、視察"), ("令和８年度", ""), ("年度の区別なし", "年度の区別なし")],
)
def test_what_is_left_without_the_years(text: str, left: str) -> None:
    """Only the mentions go; brackets and what stands around them stay."""
    assert without_years(text) == left
