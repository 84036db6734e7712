"""Conditions alone after a list: they narrow it, take the place of one of their kind, or take out; and what a narrowed list left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from corpus.library import Library
from corpus.values import Project
from corpus.years import FiscalYear

Talk = Callable[..., Answer]
Holds = Callable[[Project], bool]
ICT = "sagamihara-ict2-r6-r9"


def _of(name: str) -> Holds:
    return lambda project: name in project.department_names


def _category(letter: str) -> Holds:
    return lambda project: bool(project.category and project.category.number == letter)


def _policy(number: str) -> Holds:
    return lambda project: bool(project.policy and project.policy.number == number)


def _goal(number: str) -> Holds:
    return lambda project: bool(project.goal and project.goal.number == number)


def _set(code: str) -> Holds:
    return lambda project: bool((cell := project.target(FiscalYear.from_code(code))) and cell.is_set)


def _not(holds: Holds) -> Holds:
    return lambda project: not holds(project)


@pytest.mark.parametrize(
    ("turns", "conditions"),
    [
        (("施策3-1の事業は？", "DX推進課のは？"), (_policy("3-1"), _of("DX推進課"))),
        (("基本目標3の事業は？", "DX推進課以外は？"), (_goal("3"), _not(_of("DX推進課")))),
        (("施策2-1の事業は？", "探索型事業だけにして"), (_policy("2-1"), _category("C"))),
        (("基本目標2の事業は？", "重点だけ"), (_goal("2"), _category("A"))),
        (("List projects of policy 1-1.", "Only category A."), (_policy("1-1"), _category("A"))),
        (("List projects of policy 3-1.", "Exclude DX推進課."), (_policy("3-1"), _not(_of("DX推進課")))),
        (("List projects of policy 3-1.", "Without DX推進課."), (_policy("3-1"), _not(_of("DX推進課")))),
        (("List projects of policy 3-1.", "Not DX推進課."), (_policy("3-1"), _not(_of("DX推進課")))),
        (("List projects of policy 3-1.", "Leave out DX推進課."), (_policy("3-1"), _not(_of("DX推進課")))),
        (("List the projects of DX推進課.", "Leave out the exploratory ones."), (_of("DX推進課"), _category("A"))),
        (("Which projects are in goal 3?", "And those not run by DX推進課?"), (_goal("3"), _not(_of("DX推進課")))),
        (("探索型事業は？", "担当課が複数のは？"), (_category("C"), lambda project: len(project.departments) > 1)),
        (("Projects of policy 3-1?", "Exclude the DX promotion division."), (_policy("3-1"), _not(_of("DX推進課")))),
        (("探索型事業は？", "DX推進課が関わらないのは？"), (_category("C"), _not(_of("DX推進課")))),
        (("重点事業は？", "R7の目標がないのは？"), (_category("A"), _not(_set("R7")))),
        (("重点事業は？", "R7に目標がなくてR8にあるのは？"), (_category("A"), _not(_set("R7")), _set("R8"))),
        (("R8に目標がある事業は？", "R7にはないのは？"), (_set("R8"), _not(_set("R7")))),
        (("R7に目標がない重点事業は？", "そのうちR8にあるのは？"), (_category("A"), _not(_set("R7")), _set("R8"))),
        (("施策3-1の事業は？", "DX推進課のは？", "学務課のは？"), (_policy("3-1"), _of("学務課"))),
        (("R8に目標がある事業は？", "DX推進課のは？", "広聴広報課のは？"), (_set("R8"), _of("広聴広報課"))),
        (("DX推進課の重点事業は？", "広聴広報課のは？"), (_category("A"), _of("広聴広報課"))),
        (("基本目標1の事業は？", "そのうち重点は？", "残りは？"), (_goal("1"), _not(_category("A")))),
        (("基本目標1の事業は？", "そのうち重点は？", "それ以外は？"), (_goal("1"), _not(_category("A")))),
        (("List all projects of DX推進課.", "Only the ones in category C.", "The rest?"), (_of("DX推進課"), _not(_category("C")))),
        (("基本目標1の事業は？", "DX推進課だけ", "残りは？", "そのうち重点は？"), (_goal("1"), _not(_of("DX推進課")), _category("A"))),
    ],
)  # fmt: skip
def test_a_condition_alone_is_of_the_list_before(talk: Talk, library: Library, turns: tuple[str, ...], conditions: tuple[Holds, ...]) -> None:
    """Each condition that was said holds still, unless another of its kind took its place."""
    expected = {project.id for project in library.projects_of(ICT) if all(holds(project) for holds in conditions)}
    answer = talk(*turns)
    assert expected and {project.id for project in answer.projects} == expected


def test_a_plan_alone_narrows_a_list_of_words(talk: Talk) -> None:
    """災害に関する事業 of the plan of today."""
    assert [project.title.printed for project in talk("災害に関する事業は？", "今の計画のは？").projects] == ["ICT-BCPの推進"]


@pytest.mark.parametrize(
    ("turns", "alone"),
    [(("高齢者に関する事業は？", "障害者は？"), "障害者に関する事業は？"), (("高齢者に関する事業は？", "外国人は？"), "外国人に関する事業は？")],
)
def test_another_word_after_a_list_by_words(talk: Talk, turns: tuple[str, ...], alone: str) -> None:
    """As if it were asked alone, and no denial."""
    assert {project.id for project in talk(*turns).projects} == {project.id for project in talk(alone).projects} != set()


def test_what_names_a_project_is_about_that(talk: Talk) -> None:
    """RPAは after a list by words turns to the project."""
    assert [project.title.printed for project in talk("災害に関する事業は？", "RPAは？").projects] == ["RPAによる業務効率化の推進"]


def test_both_of_two_lists_is_asked_back(talk: Talk) -> None:
    """両方ともないのは names no years."""
    assert talk("R8に目標がない事業は？", "R7は？", "両方ともないのは？").status == "clarify"


def test_a_department_after_a_department_is_its_own_list(talk: Talk, library: Library) -> None:
    """広聴広報課は after DX推進課の事業 asks for all of its projects."""
    expected = {project.id for project in library.projects if "広聴広報課" in project.department_names}
    assert {project.id for project in talk("DX推進課の事業は？", "広聴広報課は？").projects} == expected
