"""Sheets whose text was taken line by line, with no blank line between: the cells of a row on one line, or each on its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Project

LIST = "計画の体系\n事業名{gap}区分{gap}頁\n１　図書の宅配{gap}新規{gap}4\n２　窓口の予約{gap}拡充{gap}4\n３　道路の点検{gap}継続{gap}5\n"
SHEETS = [
    (
        "１　図書の宅配{gap}事業区分{gap}新規\n担当課{gap}中央図書館",
        "準備{gap}試行{gap}→",
        "①宅配の利用者数（年間）{row}480 人{gap}720 人{gap}960 人\n②市民の満足度（％）\n〔R5：58 点〕{row}60 点{gap}65 点{gap}70 点",
    ),
    (
        "２　窓口の予約{gap}事業区分{gap}拡充\n担当課{gap}市民課／福祉課",
        "調査{gap}導入{gap}運用",
        "予約による来庁者の\n割合\n〔R6見込み：12％〕{row}15％{gap}30％（全窓口）{gap}－\n※割合は、各年度の３月の値です。",
    ),
    ("３　道路の点検{gap}事業区分{gap}継続\n担当課{gap}道路課", "点検{gap}点検{gap}→", "点検した延長に占める修繕済みの割合{row}－{gap}40％{gap}80％"),
]
FIRST, SECOND, THIRD = range(3)


def _text(gap: str, row: str, sheets: list[tuple[str, str, str]] = SHEETS) -> str:
    """The plan, `gap` between the cells of a row and `row` between a name and these."""
    text = "事業内容\n　対象を広げ、手続を見直します。\n年度別\n計画\nＲ７{gap}Ｒ８{gap}Ｒ９\n行動目標{gap}"
    parts = [f"事業名{{gap}}{head}\n{text}{steps}\n成果指標\n{cells}\n" for head, steps, cells in sheets]
    return ("みなと市計画\n" + LIST + "".join(parts)).format(gap=gap, row=row)


@pytest.fixture(params=[(" ", " "), (" ", "\n"), ("\n", "\n")], ids=["one line", "row below its name", "a line each"])
def projects(request: pytest.FixtureRequest, divide_text: Callable[[str], DividedDocument]) -> tuple[Project, ...]:
    """The projects of the plan as each extractor gives it."""
    return divide_text(_text(*request.param)).projects


def test_the_number_of_a_title_is_none_of_it(projects: tuple[Project, ...]) -> None:
    """Titles that count up name the projects without their numbers, and the list before them is none."""
    assert [(project.number, project.title.printed) for project in projects] == [(1, "図書の宅配"), (2, "窓口の予約"), (3, "道路の点検")]
    assert [project.department_names for project in projects] == [("中央図書館",), ("市民課", "福祉課"), ("道路課",)]


def test_each_indicator_has_the_cells_behind_its_own_name(projects: tuple[Project, ...]) -> None:
    """A name, its baseline and its cells follow each other, mark by mark."""
    first = projects[FIRST]
    assert {target.year.code: target.cell.printed for target in first.targets} == {"R7": "① 480 人 ② 60 点", "R8": "① 720 人 ② 65 点", "R9": "① 960 人 ② 70 点"}
    assert (str(first.indicator), str(first.baseline)) == ("① 宅配の利用者数（年間） ② 市民の満足度（％）", "② R5：58 点")
    assert all(target.cell.certain for target in first.targets)


def test_a_baseline_by_its_year_and_a_remark_in_a_cell(projects: tuple[Project, ...]) -> None:
    """What stands in brackets with an earlier year is the baseline; a remark stays with its cell, and a note below the row is none of it."""
    second, third = projects[SECOND], projects[THIRD]
    assert (str(second.indicator), str(second.baseline)) == ("予約による来庁者の割合", "R6見込み：12％")
    assert {target.year.code: target.cell.printed.replace(" ", "") for target in second.targets} == {"R7": "15％", "R8": "30％（全窓口）", "R9": "－"}
    assert {target.year.code: target.cell.printed for target in third.targets} == {"R7": "－", "R8": "40％", "R9": "80％"}


@pytest.mark.parametrize(
    "cells",
    [
        "①宅配の利用者数（年間）\n480 人{gap}720 人{gap}960 人\n②満足度\n60 点{gap}65 点",
        "①宅配の利用者数（年間）\n480 人{gap}720 人{gap}960 人\n②満足度\n60 点{gap}65 点{gap}70 点{gap}75 点",
    ],
)
def test_no_figure_is_certain_where_a_row_has_other_cells_than_years(divide_text: Callable[[str], DividedDocument], cells: str) -> None:
    """A merged cell leaves fewer figures than years: none is told of a year."""
    head, steps, _ = SHEETS[FIRST]
    first = divide_text(_text("\n", "\n", [(head, steps, cells), *SHEETS[SECOND:]])).projects[FIRST]
    assert not any(target.cell.certain for target in first.targets)


def test_a_bracket_with_the_year_of_a_target_is_no_baseline(divide_text: Callable[[str], DividedDocument]) -> None:
    """（R9：100件） says what is wanted."""
    head, steps, _ = SHEETS[SECOND]
    second = divide_text(_text(" ", "\n", [SHEETS[FIRST], (head, steps, "予約の件数\n（R9：100 件）\n50 件 70 件 100 件"), SHEETS[THIRD]])).projects[SECOND]
    assert second.baseline is None


def test_titles_that_do_not_count_up_keep_their_figures(divide_text: Callable[[str], DividedDocument]) -> None:
    """A number that is not the next one belongs to the title."""
    swapped = [(head.replace("３　道路の点検", "１００か所の道路の点検"), steps, cells) for head, steps, cells in SHEETS]
    titles = [project.title.printed for project in divide_text(_text(" ", "\n", swapped)).projects]
    assert len(titles) == len(SHEETS)
    assert titles[THIRD].startswith("100か所")
