"""Lists: what restricts them, what is only talk beside a filter, and what they leave out. Each is compared with the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from assistant.answer import Answer
from corpus.library import Library
from corpus.values import Project

ICT, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"
Ask = Callable[[str], Answer]
Holds = Callable[[Project], bool]


def _where(library: Library, holds: Holds, plan_id: str = ICT) -> set[str]:
    return {project.id for project in library.projects_of(plan_id) if holds(project)}


def _of(name: str) -> Holds:
    return lambda project: name in project.department_names


def _category(letter: str) -> Holds:
    return lambda project: bool(project.category and project.category.number == letter)


def _both(*conditions: Holds) -> Holds:
    return lambda project: all(holds(project) for holds in conditions)


DX, NOT_DX, PRIORITY, EXPLORATORY = _of("DX推進課"), (lambda project: "DX推進課" not in project.department_names), _category("A"), _category("C")


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("DX推進課の事業について、議会の準備で急いでいるので一覧を全部ください", DX),
        ("来週の市長説明で使いたいので、DX推進課の事業を残らず並べて", DX),
        ("For a report I am writing this weekend, please list all projects of the DX promotion division", DX),
        ("学生のレポートで使うので、探索型の事業の一覧を下さい", EXPLORATORY),
        ("DX推進課の探索型事業は？", _both(DX, EXPLORATORY)),
        ("今の計画でDX推進課の重点事業は何件", _both(DX, PRIORITY)),
        ("DX推進課以外の事業は？", NOT_DX),
        ("Projects not run by the DX promotion division", NOT_DX),
        ("探索型の事業のうち、DX推進課が担当じゃないものは？", _both(NOT_DX, EXPLORATORY)),
        ("探索型の事業で、DX推進課が受け持っていないものは？", _both(NOT_DX, EXPLORATORY)),
        ("探索型以外のDX推進課の事業は？", _both(DX, PRIORITY)),
    ],
)
def test_a_filter_is_enough_beside_talk(ask: Ask, library: Library, question: str, holds: Holds) -> None:
    """What is said around a filter restricts nothing; two filters restrict both; all but a department leaves it out."""
    answer = ask(question)
    assert answer.status == "answered" and {project.id for project in answer.projects} == _where(library, holds)


def test_words_tied_to_projects_restrict_a_list(ask: Ask) -> None:
    """電子申請に関する事業 of a department is no list of all its projects, and none of another department's."""
    titles = {project.title.printed for project in ask("DX推進課の電子申請に関する事業を全部").projects}
    assert titles == {"電子申請の利用促進"}


@pytest.mark.parametrize(
    "question",
    [
        "探索型は除いて、重点事業を全部教えて",
        "探索型は除く事業の一覧",
        "探索型事業以外の事業は何件",
        "重点事業から探索型を除いて一覧",
        "探索型でない事業の一覧",
        "探索型じゃない事業を全部",
    ],
)
def test_a_category_that_is_taken_out_is_not_listed(ask: Ask, library: Library, question: str) -> None:
    """探索型は除く leaves the others, named or not."""
    assert {project.id for project in ask(question).projects} == _where(library, PRIORITY)


@pytest.mark.parametrize("question", ["オープンデータと書かれていない事業を全部", "「RPA」の記載がない事業を全部"])
def test_what_does_not_hold_a_word_is_not_told_by_what_does(ask: Ask, question: str) -> None:
    """Projects without a word are no list that the register gives; those with it are the opposite of what was asked."""
    answer = ask(question)
    assert answer.status == "clarify" and not answer.projects and "当てはまらない事業の一覧は、お示しできません" in answer.text


def test_a_category_that_is_taken_out_may_be_called_short(ask: Ask, library: Library) -> None:
    """重点じゃない事業: 重点 alone is a word of every day, but not where projects are chosen by what they are not."""
    assert {project.id for project in ask("重点じゃない事業をぜんぶ教えて").projects} == _where(library, EXPLORATORY)


def test_a_project_may_be_left_out_of_a_list(ask: Ask, library: Library) -> None:
    """By what its title holds; where no title holds that, no list is told as if it left something out."""
    answer = ask("RPA以外のDX推進課の事業は？")
    assert {project.id for project in answer.projects} == _where(library, DX) - _where(library, lambda project: "RPA" in project.title.printed)
    assert answer.text.startswith("お尋ねの事業のほか、DX推進課が担当する事業は、13件です。")
    assert ask("水族館以外のDX推進課の事業は？").status == "clarify"


def test_categories_are_told_together(ask: Ask) -> None:
    """Two categories are one filter in the sentence that tells the list."""
    assert "の重点事業、探索型事業に区分される事業は、" in ask("重点事業と探索型事業を教えて").text


def test_a_category_may_be_taken_out_of_a_departments_projects(ask: Ask, library: Library) -> None:
    """Both restrict: the department, and what is taken out."""
    assert {project.id for project in ask("探索型は除いて、DX推進課の事業を全部教えて").projects} == _where(library, _both(DX, PRIORITY))


@pytest.mark.parametrize(
    "question", ["現状値のある事業は？", "現状値が記載されている事業を全部", "Which projects have a baseline?", "List all projects with a baseline"]
)
def test_with_a_baseline(ask: Ask, library: Library, question: str) -> None:
    """Projects whose sheet tells where the indicator stood, and the list says so."""
    answer = ask(question)
    expected = _where(library, lambda project: project.baseline is not None)
    assert 0 < len(expected) < len(library.projects_of(ICT)) and {project.id for project in answer.projects} == expected
    assert "現状値の記載がある" in answer.text or "with a baseline" in answer.text


@pytest.mark.parametrize(
    ("question", "names"), [("DX推進課と国際課の事業は？", {"DX推進課", "国際課"}), ("学務課と警防課が担当する事業の一覧", {"学務課", "警防課"})]
)
def test_several_departments_named(ask: Ask, library: Library, question: str, names: set[str]) -> None:
    """The projects of any of them, and the list says いずれか."""
    answer = ask(question)
    assert {project.id for project in answer.projects} == _where(library, lambda project: bool(names & set(project.department_names)))
    assert "いずれか" in answer.statements[0].text and all(name in answer.statements[0].text for name in names)


@pytest.mark.parametrize("question", ["複数の部署が担当する事業は何件", "projects run by several departments"])
def test_shared_by_several_departments(ask: Ask, library: Library, question: str) -> None:
    """Projects that departments share, counted."""
    expected = _where(library, lambda project: len(project.departments) > 1)
    answer = ask(question)
    assert {project.id for project in answer.projects} == expected and str(len(expected)) in answer.statements[0].text


def test_conditions_go_with_a_department(ask: Ask, library: Library) -> None:
    """Without a target, of one department: both restrict."""
    expected = _where(library, _both(DX, lambda project: not any(target.is_set for target in project.targets)))
    assert {project.id for project in ask("目標が設定されていないDX推進課の事業は？").projects} == expected


@pytest.mark.parametrize(
    ("question", "plan_id"),
    [("平成22年度から平成26年度の計画の事業一覧", PROGRESS), ("昔の計画の事業を全部", PROGRESS), ("令和8年度の事業一覧", ICT), ("今の計画の事業一覧", ICT)],
)
def test_a_plan_or_its_years_are_enough(ask: Ask, library: Library, question: str, plan_id: str) -> None:
    """All projects of the plan, none of the other."""
    assert {project.id for project in ask(question).projects} == _where(library, lambda project: True, plan_id)


def test_a_filter_that_nothing_meets(ask: Ask) -> None:
    """A department that has no project is said to have none in the plans, and no other one's is listed."""
    answer = ask("財政課の事業は？")
    assert answer.status == "not_found" and "財政課" in answer.text and "記載がありません" in answer.text and not answer.projects


def test_a_field_of_a_department_of_no_plan_is_not_asked_back(ask: Ask) -> None:
    """That no project is the finance division's is told at once; a department called by the end of its name is not denied."""
    denied = ask("財政課の目標は？")
    assert denied.status == "not_found" and "財政課が担当する事業は、計画に記載がありません。" in denied.text
    assert "「窓口待ち時間緩和推進事業」には、年度別の目標値の記載がありません。" in ask("区民課の目標は？").text


@pytest.mark.parametrize(
    ("question", "kind", "plan_id", "which"),
    [
        ("一番多くの事業を担当している課はどこですか", "department", ICT, max),
        ("Which department has the most projects?", "department", ICT, max),
        ("前の計画で事業が最も多い課は？", "department", PROGRESS, max),
        ("前の計画で一番事業が多い施策は？", "policy", PROGRESS, max),
        ("事業が最も少ない区分はどれですか", "category", ICT, min),
    ],
)
def test_who_has_the_most_projects(ask: Ask, library: Library, question: str, kind: str, plan_id: str, which: Callable[..., int]) -> None:
    """The one with the most, or each that has as many, with the count and the projects that were counted."""
    counted = Counter(name for project in library.projects_of(plan_id) for name in _names(project, kind))
    best = which(counted.values())
    answer = ask(question)
    assert answer.status == "answered" and len(answer.statements) == sum(count == best for count in counted.values())
    for statement in answer.statements:
        (name,) = [name for name in counted if name in statement.text]
        cited = [each.project for each in answer.references if each.citation.number in statement.citations and each.project]
        assert str(best) in statement.text and counted[name] == best == len(cited)


def _names(project: Project, kind: str) -> list[str]:
    headings = {"policy": project.policy, "category": project.category}
    return list(project.department_names) if kind == "department" else [str(heading) for heading in (headings[kind],) if heading]
