"""What the staff app shows: words in both languages, data as text, targets as bars or cards."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Mapping

import pytest

from ui.markup import answer_html, lines_html, plain, targets_html
from ui.picture import chart_of, number_of, series_of
from ui.values import Citation, DocumentLines, Line
from ui.wording import EN, JA, Wording, western_year

CITATION = Citation(
    number=1,
    project_id="rpa",
    title="RPA",
    plan_id="ict",
    plan="ICT総合戦略",
    period="R6-R9",
    document="ict",
    page=9,
    line_start=2,
    line_end=2,
    quote="担当課",
    url="/v1/documents/ict",
)


def blanks(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def texts_of(words: Wording) -> dict[str, str]:
    """Every text of a language by name."""
    texts: dict[str, str] = {}
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        texts |= {f"{field.name}.{key}": text for key, text in value.items()} if isinstance(value, Mapping) else {field.name: value}
    return texts


def test_both_languages_say_the_same_things() -> None:
    """Each text exists in Japanese and English, and has the same blanks to fill in (years are counted differently)."""
    japanese, english = texts_of(JA), texts_of(EN)
    assert japanese.keys() == english.keys()
    assert [name for name in japanese if blanks(japanese[name]) != blanks(english[name])] == ["year", "years"]


@pytest.mark.parametrize(
    ("period", "japanese", "english"),
    [
        ("R6-R9", "令和6〜9年度", "FY2024–2027"),
        ("H30-R3", "平成30年度〜令和3年度", "FY2018〜FY2021"),
        ("R8", "令和8年度", "FY2026"),
        ("未定", "未定", "未定"),
    ],
)
def test_periods_are_shown_as_people_say_them(period: str, japanese: str, english: str) -> None:
    """A period is shown in era years in Japanese, in western years in English, and as it came where it is none."""
    assert (JA.period(period), EN.period(period)) == (japanese, english)


def test_years_of_different_eras_stand_in_order() -> None:
    """Columns for fiscal years stand in the order of time, also from 平成 to 令和 and from 令和9 to 令和10."""
    assert sorted(["R10", "R6", "H26", "R9"], key=western_year) == ["H26", "R6", "R9", "R10"]


def test_chosen_project_leads_the_question() -> None:
    """After choosing among several projects the first question is asked again, of that project."""
    assert JA.question_about("図書館DXの推進", "担当課は？") == "「図書館DXの推進」について：担当課は？"
    assert JA.question_about("図書館DXの推進", "長" * 300) == "図書館DXの推進"


def test_markdown_in_a_title_is_shown_letter_by_letter() -> None:
    """Signs of Markdown and addresses in a title are shown, not obeyed."""
    assert plain("**A** [x](y)") == r"\*\*A\*\* \[x\]\(y\)"
    assert "http://" not in plain("http://plans.example")


def test_html_in_an_answer_is_shown_letter_by_letter() -> None:
    """Tags in an answer are shown as text; only its marks become elements."""
    html = answer_html("<b>&</b>です。[1]", "ja")
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in html
    assert '<span class="pa-mark">1</span>' in html


def test_each_statement_has_a_line_of_its_own() -> None:
    """A sentence with its marks ends its line; marks inside a sentence do not."""
    html = answer_html("課です。[1][2]値は15[2]件です。[3]", "ja")
    assert html.count("\n") == 1
    assert "</span>\n値" in html


def test_only_cited_lines_are_highlighted() -> None:
    """The lines around a citation are shown plainly, the cited ones highlighted, with their numbers."""
    lines = tuple(Line(number=number, page=9, text=f"行{number}<i>") for number in (1, 2, 3))
    html = lines_html(DocumentLines(document_id="ict", title="計画", lines=lines), CITATION, JA)
    assert html.count("pa-cited") == 1
    assert "<mark>行2&lt;i&gt;</mark>" in html


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4,415 時間", (4415.0, "時間")),
        ("１５手続", (15.0, "手続")),
        ("99.5%", (99.5, "%")),
        ("－", None),
        ("更新完了", None),
        ("＋3%", None),
        ("30校以上かつ150件未満", None),
    ],
)
def test_only_one_plain_number_counts_as_a_number(cell: str, number: tuple[float, str] | None) -> None:
    """A cell is drawn only where it holds one number and a unit; signs, words and conditions are not."""
    assert number_of(cell) == number


def test_targets_of_one_unit_become_bars_with_the_printed_value() -> None:
    """Each fiscal year has a bar as high as its target, labelled as the plan prints it."""
    series = series_of({"R6": "15 手続", "R7": "２０ 手続"})
    assert series is not None
    rows = chart_of(series, JA)["data"]["values"]
    assert rows[1] == {"year": "令和7年度", "number": 20.0, "printed": "２０ 手続"}


@pytest.mark.parametrize("targets", [{}, {"R6": "15 手続"}, {"R6": "15 手続", "R7": "－"}, {"R6": "15 校", "R7": "15 件"}])
def test_targets_that_cannot_be_compared_are_not_drawn(targets: dict[str, str]) -> None:
    """No picture is made of a single year, of different units, or where a year has no number."""
    assert series_of(targets) is None


def test_a_dash_is_shown_as_no_target() -> None:
    """A year whose cell holds a dash says that no target is set."""
    assert "－ 設定なし" in targets_html({"R9": "－"}, JA)
