"""Follow-ups on a list: shown whole, counted, narrowed again and again, extended. Each is compared with the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer, Conversation
from assistant.assistant import Assistant
from corpus.library import Library
from corpus.values import Project

Talk = Callable[..., Answer]
Holds = Callable[[Project], bool]
DX, DX_EN = "DX推進課の事業は？", "Which projects does the DX promotion division run?"


def _ids(answer: Answer) -> set[str]:
    return {project.id for project in answer.projects}


def _set(year: str) -> Holds:
    return lambda project: any(target.is_set for target in project.targets if target.year.code == year)


def _priority(project: Project) -> bool:
    return bool(project.category and project.category.number == "A")


def _done(year: str) -> Holds:
    return lambda project: any(each.code == year for item in project.achievements for each in item.years)


def _policy(number: str) -> Holds:
    return lambda project: bool(project.policy and project.policy.number == number)


@pytest.mark.parametrize(
    ("first", "department", "then", "holds"),
    [
        (DX, "DX推進課", "そのうち重点事業は？", _priority),
        (DX, "DX推進課", "そのうち重点だけ", _priority),
        (DX, "DX推進課", "この中で重点事業に区分されるものを教えて", _priority),
        (DX, "DX推進課", "うち、施策2-1のものは？", _policy("2-1")),
        (DX, "DX推進課", "その中で、R8の目標値があるものは？", _set("R8")),
        (DX, "DX推進課", "そのうちR8の目標がないものは？", lambda project: not _set("R8")(project)),
        (DX, "DX推進課", "それらのうち担当課が複数のものは？", lambda project: len(project.departments) > 1),
        (DX, "DX推進課", "そのうち現状値があるものは？", lambda project: project.baseline is not None),
        (DX, "DX推進課", "じゃあ、そのうち国際課のものは？", lambda project: "国際課" in project.department_names),
        (DX, "DX推進課", "その一覧から電子申請に関する事業を", lambda project: project.title.printed == "電子申請の利用促進"),
        ("情報政策課の事業は？", "情報政策課", "そのうち平成25年度に実績があるものは？", _done("H25")),
        ("情報政策課の事業は？", "情報政策課", "そのうち前の計画のものは？", lambda _: True),
        (DX_EN, "DX推進課", "Which of those are priority projects?", _priority),
        (DX_EN, "DX推進課", "Among them, those without a target in R8?", lambda project: not _set("R8")(project)),
        (DX_EN, "DX推進課", "And the priority ones among them?", _priority),
        (DX_EN, "DX推進課", "How many of them have a target in R8?", _set("R8")),
        (DX_EN, "DX推進課", "which of them mention RPA", lambda project: "RPA" in project.title.printed),
    ],
)
def test_a_list_is_narrowed(talk: Talk, library: Library, first: str, department: str, then: str, holds: Holds) -> None:
    """By department, category, policy, plan, year, condition or words; what is restricted is said, and only projects of the list are counted."""
    expected = {project.id for project in library.projects if department in project.department_names and holds(project)}
    answer = talk(first, then)
    assert expected and answer.status == "answered" and _ids(answer) == expected
    head = answer.statements[0].text
    assert head.startswith(("先ほどお答えした事業のうち、", "Of the projects listed before, ")) and str(len(expected)) in head


def test_a_list_is_narrowed_again_and_counted(talk: Talk) -> None:
    """Each follow-up restricts what the one before left."""
    steps = (DX, "そのうち重点事業は？", "さらにその中で、R7の目標がないものは？")
    assert [project.title.printed for project in talk(*steps).projects] == ["情報共有基盤システムの更新"]
    assert talk(*steps[:2], "そのうち何件？").statements[0].text == "先ほどお答えした事業は、9件です。"
    assert talk(*steps, "何件ですか").statements[0].text == "先ほどお答えした事業は、1件です。"


@pytest.mark.parametrize(("first", "then"), [(DX, "そのうち図書館が担当するものは？"), (DX_EN, "Which of those are run by 図書館?")])
def test_nothing_left_is_said(talk: Talk, first: str, then: str) -> None:
    """None of the list fits: that is the answer, and the list may be narrowed otherwise."""
    answer = talk(first, then)
    assert "「図書館」" not in answer.text  # a department, not a word of its projects
    assert answer.status == "not_found" and not answer.projects and ("ありません" in answer.text or "there are none" in answer.text)
    assert talk(first, then, "そのうち重点事業は？").statements[0].text.endswith("9件です。")


@pytest.mark.parametrize("then", ["すべて見せて", "全部見せてください", "残りも", "続きは？", "一覧で", "もっと", "では全部お願いします"])
def test_the_whole_list_is_shown(talk: Talk, then: str) -> None:
    """Every way to ask for the rest shows all that was counted."""
    answer = talk(DX, then)
    assert len(answer.projects) == 14 and sum(each.text.startswith("・") for each in answer.statements) == 14


@pytest.mark.parametrize("then", ["show all", "Show me the rest, please", "more", "list them all"])
def test_the_whole_list_is_shown_in_english(talk: Talk, then: str) -> None:
    """Also by one word, which alone tells no language."""
    answer = talk(DX_EN, then)
    assert answer.language == "en" and sum(each.text.startswith("・") for each in answer.statements) == 14


@pytest.mark.parametrize(
    ("first", "then", "departments"),
    [
        ("学務課の事業は？", "国際課のものも", {"学務課", "国際課"}),
        ("学務課の事業は？", "それに加えて、国際課の事業も教えて", {"学務課", "国際課"}),
        (DX, "情報政策課のものも", {"DX推進課", "情報政策課"}),
        ("Which projects does 学務課 run?", "And also those of 国際課", {"学務課", "国際課"}),
    ],
)
def test_a_list_is_extended(talk: Talk, library: Library, first: str, then: str, departments: set[str]) -> None:
    """The former list and the new projects together, said as such; a long one tells what is new."""
    expected = {project.id for project in library.projects if departments & set(project.department_names)}
    answer = talk(first, then)
    head = answer.statements[0].text
    assert _ids(answer) == expected and str(len(expected)) in head and ("先ほどお答えした事業に" in head or "together with" in head)


@pytest.mark.parametrize("then", ["探索型も", "探索型も入れて", "探索型の事業を加えて"])
def test_a_list_is_extended_by_a_category(talk: Talk, then: str) -> None:
    """One project of 学務課, and ten exploratory ones."""
    assert "探索型事業に区分される事業を加えると、11件です。" in talk("学務課の事業は？", then).text


def test_an_extension_that_adds_nothing_is_said(talk: Talk) -> None:
    """国際課 has one project, which it shares with DX推進課: nothing is counted twice."""
    text = talk(DX, "国際課のものも").text
    assert "加えると、14件です" in text and "新たに加わる事業はありません" in text


@pytest.mark.parametrize(
    "questions", [("そのうち重点事業は？",), ("RPAの担当課は？", "そのうち重点事業は？"), ("すべて見せて",), ("Which of those are priority projects?",)]
)
def test_a_part_of_nothing_is_asked_back(talk: Talk, questions: tuple[str, ...]) -> None:
    """Without a list before it, a part is never counted over everything."""
    assert talk(*questions).status == "clarify"


def test_a_question_may_say_itself_what_it_is_a_part_of(talk: Talk) -> None:
    """そのうち refers to the clause before it."""
    assert "9件です" in talk("DX推進課の事業は14件あるそうですが、そのうち重点事業は？").text


def test_what_is_understood_in_no_way_is_asked_back(talk: Talk) -> None:
    """A part that no word tells is not the whole."""
    assert talk(DX, "そのうち一番大事なのは？").status == "clarify"


def test_a_field_of_one_project_of_the_list_is_told(talk: Talk) -> None:
    """そのうちRPAの目標 is no list."""
    answer = talk(DX, "そのうちRPAの令和8年度の目標は？")
    assert "4,415 時間" in answer.text and len(answer.projects) == 1


def test_a_part_of_a_projects_figures_is_no_list(talk: Talk) -> None:
    """After one project, そのうち is about what was said of it."""
    answer = talk("さがポの掲載団体数、平成24年度はいくつ？", "そのうち新しく増えたのは？")
    assert [project.title.printed for project in answer.projects] == ["さがみはら地域ポータルサイトの構築事業"]


def test_a_list_of_a_library_that_was_built_anew_is_none(assistant: Assistant) -> None:
    """Where no project of the list is left, there is nothing to narrow."""
    assert assistant.ask("そのうち重点事業は？", Conversation(project_ids=("gone-01",), listed="whole")).status == "clarify"
