"""The checker's own reading of years, figures and departments."""

from __future__ import annotations

import pytest

from evals.reading import departments, figures, plain, year_mentions, years_told


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("R8", {2026}),
        ("令和８年度", {2026}),
        ("令和元年度", {2019}),
        ("平成２４年度", {2012}),
        ("FY2026 (Reiwa 8)", {2026}),
        ("２０２６年度", {2026}),
        ("（H23～26）", {2011, 2012, 2013, 2014}),
        ("（Ｈ23～\nH24）", {2011, 2012}),
        ("平成２２年度～２６年度", {2010, 2011, 2012, 2013, 2014}),
        ("令和６年度から令和９年度までの４年間", {2024, 2025, 2026, 2027}),
        ("FY2010-2014", {2010, 2011, 2012, 2013, 2014}),
        ("FY2010-14", {2010, 2011, 2012, 2013, 2014}),
        ("令和3~5年度平均", {2021, 2022, 2023}),
        ("R6.1実績", {2024}),
        ("過去14年分", set()),
        ("2,015件", set()),
        ("2015件", set()),
    ],
)
def test_a_year_is_read_in_every_notation(text: str, years: set[int]) -> None:
    """Era, western, full-width and ranges are the same years; lengths and counts are none."""
    assert {year for mention in year_mentions(text) for year in mention.years} == years


def test_a_range_is_one_mention() -> None:
    """From and to are read together, so that a whole period can be told from single years."""
    assert [len(mention.years) for mention in year_mentions("令和6年度～令和9年度、R5")] == [4, 1]


def test_january_to_march_also_tell_of_the_fiscal_year_they_lie_in() -> None:
    """平成28年1月 lies in 平成27年度."""
    assert years_told("平成28年1月") == {2015, 2016}
    assert years_told("平成28年4月") == {2016}


def test_a_figure_is_a_number_with_the_first_character_of_its_unit() -> None:
    """Years are taken out first; 施策1-2 is one number."""
    found = [(str(figure.value), figure.unit) for figure in figures("令和8年度は、４，４１５ 時間と13.4％、施策1-2、8つ")]
    assert found == [("4415", "時"), ("13.4", "%"), ("1.002", "-"), ("8", "つ")]


def test_what_marks_the_entries_of_a_list_is_no_figure() -> None:
    """Behind ① stands a name, whose first character is no unit of 1."""
    assert [(str(figure.value), figure.unit) for figure in figures("① 放課後教室の校数 ② 人数: ① 11校 ② 145人")] == [("11", "校"), ("145", "人")]


def test_departments_are_found_by_how_their_names_end() -> None:
    """Words such as 担当課 and 課題 are no names."""
    assert departments("担当課は、情報公開・文書管理課、DX推進課です。課題は図書館") == ("情報公開・文書管理課", "DX推進課", "図書館")
    assert departments("The department is 国際課.") == ("国際課",)


def test_plain_text_has_ordinary_characters_and_no_loose_blanks() -> None:
    """Radicals, widths and blanks of the PDF are gone; English words stay apart."""
    assert plain("市⺠ DX 推進課 of the city") == "市民DX推進課of the city"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("R6・7・8の目標", {2024, 2025, 2026}),
        ("令和6、7、8年度", {2024, 2025, 2026}),
        ("between 2010 and 2014", {2010, 2011, 2012, 2013, 2014}),
        ("from fiscal 2010 to fiscal 2012", {2010, 2011, 2012}),
        ("平成20年代", set(range(2008, 2018))),
        ("in the 2010s", set(range(2010, 2020))),
        ("平成24年度、25件", {2012}),
        ("H24、3法人", {2012}),
    ],
)
def test_lists_ends_and_decades_tell_every_year(text: str, years: set[int]) -> None:
    """A number with a unit behind a year is none."""
    assert years_told(text) == years
