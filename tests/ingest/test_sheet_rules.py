"""What a profile may leave out, and what a sheet may print beside a number or in place of an achievement."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import LayoutError
from corpus.values import DividedDocument
from ingest.catalog import entry_for, load_catalog
from ingest.divide import divide
from ingest.profile import Profile
from ingest.read import read_lines

CITY = "yukiura-environment-r7-r10"
Divide = Callable[[str, str], DividedDocument]


@pytest.fixture
def lines() -> list[str]:
    """The lines of a city's document whose sheets are numbered."""
    (entry,) = (each for each in load_catalog(Path(__file__).parent / "cities" / "catalog.toml") if each.id == CITY)
    return read_lines(entry.path)


@pytest.fixture
def divide_with(lines: list[str], profiles: dict[str, Profile], tmp_path: Path) -> Divide:
    """Divides the city's document with one text in place of another."""
    (tmp_path / "plan.txt").write_text("", "utf-8")

    def divided(old: str, new: str) -> DividedDocument:
        text = "\n".join(lines)
        assert old in text
        entry = replace(entry_for(tmp_path / "plan.txt", ()), layout="indicator-rows")
        return divide(text.replace(old, new).split("\n"), entry, profiles["indicator-rows"])

    return divided


@pytest.mark.parametrize(
    ("printed", "number"), [("１ ★重点", 1), ("１", 1), ("１　重点", 1), ("１★", 1), ("No.1", None), ("1-2", None), ("１ ２", None), ("新規", None)]
)
def test_a_number_may_have_a_mark_behind_it(divide_with: Divide, printed: str, number: int | None) -> None:
    """★重点 behind a project's number is no part of it; what is no plain number is none."""
    assert divide_with("取組番号 １ ★重点", f"取組番号 {printed}").projects[0].number == number


def test_an_overview_may_name_no_categories(divided: dict[str, DividedDocument]) -> None:
    """A list of titles alone tells which projects there should be, and keeps their numbers."""
    document = divided[CITY]
    assert [project.number for project in document.projects] == list(range(1, 17))
    assert not any("overview" in doubt.message for doubt in document.warnings)


def test_a_title_that_the_overview_alone_has_is_told(divide_with: Divide) -> None:
    """Without categories, too, a listed title that heads no sheet is told."""
    document = divide_with("取組名称 不法投棄対策", "取組名称 不法投棄の防止")
    assert any("不法投棄対策: in the overview, but no such project was found" in doubt.message for doubt in document.warnings)


@pytest.mark.parametrize(("printed", "count"), [("－", 0), ("なかった。", 1)])
def test_an_achievement_that_is_only_a_dash_is_none(divide_with: Divide, printed: str, count: int) -> None:
    """令和６年度 － says that nothing was done in that year."""
    project = divide_with("令和６年度 －", f"令和６年度 {printed}").projects[5]
    assert [str(year) for item in project.achievements for year in item.years] == ["R6"] * count + ["R7"]


def test_a_numbered_line_without_a_title_is_told(profiles: dict[str, Profile], tmp_path: Path) -> None:
    """A pattern that leaves no word for the title names its key, the line and what to do; where it finds no project at all, so does the error."""
    (tmp_path / "plan.txt").write_text("", "utf-8")
    profile = profiles["progress-table"]
    rules = profile.project.model_copy(update={"numbered": re.compile(r"^(?P<number>\d+)\.道の整備(?P<title>)$")})
    text = "1.道の整備\n【事業内容】\n整える。\n【主な実績】\n・整えた。（H28）"
    with pytest.raises(LayoutError, match=r"project\.numbered .* leaves no title in '1\.道の整備'"):
        divide(text.split("\n"), entry_for(tmp_path / "plan.txt", ()), profile.model_copy(update={"project": rules}))


def test_a_table_that_no_profile_declares_is_told(lines: list[str], profiles: dict[str, Profile], tmp_path: Path) -> None:
    """The head of a table is nobody's indicator; each sheet's is told with its line and with the key that declares it."""
    (tmp_path / "plan.txt").write_text("", "utf-8")
    document = divide(lines, entry_for(tmp_path / "plan.txt", ()), profiles["indicator-rows"].model_copy(update={"indicator_table": None}))
    told = [doubt for doubt in document.warnings if "Name the words of its head in [indicator_table]" in doubt.message]
    assert len(told) == len(document.projects) == 16
    assert all("R7 R8 R9 R10" in lines[doubt.line - 1] for doubt in told)
    assert not any(project.indicator or project.targets for project in document.projects)


@pytest.mark.parametrize("inserted", [["", "9/99"], ["", "体制の準備", "", "9/99"], ["体制の準備", "", "9/99"]])
def test_a_table_may_go_on_over_the_page(lines: list[str], divided: dict[str, DividedDocument], divide_with: Divide, inserted: list[str]) -> None:
    """Wherever a page ends in a table, its indicators are right, or none of them is told and a warning says so."""
    whole = {str(project.title): project for project in divided[CITY].projects}
    for project in whole.values():
        tables = [(project.targets[0].row.line_start, project.targets[0].cell.span.line_end)] if project.targets else []
        for cut in (cut for first, last in tables for cut in range(first, last)):
            old = "\n".join(lines[cut - 3 : cut + 1])
            again = divide_with(old, "\n".join([*lines[cut - 3 : cut], *inserted, lines[cut]]))
            (found,) = (each for each in again.projects if str(each.title) == str(project.title))
            read = [str(found.indicator), str(found.baseline), *(str(target.cell) for target in found.targets if target.cell.certain)]
            wanted = [str(project.indicator), str(project.baseline), *(str(target.cell) for target in project.targets)]
            assert read == wanted or (read == ["None", "None"] and len(again.warnings) > len(divided[CITY].warnings)), (read, cut)
