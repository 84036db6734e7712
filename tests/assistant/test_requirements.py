"""Lists by several conditions: having and not having, in both years, in every one, in one alone. Each is compared with the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.requirements import Requirement, Requirements, UnreadError, requirements_of
from corpus.library import Library
from corpus.text import normalise
from corpus.values import Project
from corpus.years import FiscalYear

ICT, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"
Ask = Callable[[str], Answer]
Holds = Callable[[Project], bool]


def _year(code: str) -> FiscalYear:
    return FiscalYear.from_code(code)


def _done(*codes: str) -> Holds:
    return lambda project: all(project.done_in(_year(code)) for code in codes)


def _set(*codes: str) -> Holds:
    return lambda project: all((cell := project.target(_year(code))) is not None and cell.is_set for code in codes)


def _not(holds: Holds) -> Holds:
    return lambda project: not holds(project)


def _all(*conditions: Holds) -> Holds:
    return lambda project: all(holds(project) for holds in conditions)


def _category(letter: str) -> Holds:
    return lambda project: bool(project.category and project.category.number == letter)


def _any_target(project: Project) -> bool:
    return any(target.is_set for target in project.targets)


def _baseline(project: Project) -> bool:
    return project.baseline is not None


def _measured(word: str) -> Holds:
    return lambda project: project.indicator is not None and word in project.indicator.printed


EVERY = _set("R6", "R7", "R8", "R9")


def _times(count: int) -> Holds:
    return lambda project: sum(target.is_set for target in project.targets) == count


@pytest.mark.parametrize(
    ("question", "plan_id", "holds"),
    [
        ("平成25年度にも平成26年度にも実績がある事業は？", PROGRESS, _done("H25", "H26")),
        ("平成22年度と平成26年度の両方に実績がある事業はいくつ？", PROGRESS, _done("H22", "H26")),
        ("平成25年度と平成26年度に実績がある事業は？", PROGRESS, _done("H25", "H26")),
        ("平成22年度から平成26年度まで毎年実績がある事業は？", PROGRESS, _done("H22", "H23", "H24", "H25", "H26")),
        ("5年間すべての年度に実績がある事業は？", PROGRESS, _done("H22", "H23", "H24", "H25", "H26")),
        ("平成25年度に実績があり平成26年度に実績がない事業は？", PROGRESS, _all(_done("H25"), _not(_done("H26")))),
        ("平成24年度に実績がないが平成26年度に実績がある事業は？", PROGRESS, _all(_not(_done("H24")), _done("H26"))),
        ("H24に実績があるがH25にはない事業の数は？", PROGRESS, _all(_done("H24"), _not(_done("H25")))),
        ("Which projects have achievements in H25 but none in H26?", PROGRESS, _all(_done("H25"), _not(_done("H26")))),
        ("Which projects were done in H22?", PROGRESS, _done("H22")),
        ("H25に行われた事業は何件？", PROGRESS, _done("H25")),
        ("実績が一つしかない事業は？", PROGRESS, lambda project: len(project.achievements) == 1),
        ("R6の目標がなくてR9の目標がある事業は？", ICT, _all(_not(_set("R6")), _set("R9"))),
        ("R7に目標がないがR8にはある事業は？", ICT, _all(_not(_set("R7")), _set("R8"))),
        ("Which projects have a target in R8 but not in R7?", ICT, _all(_not(_set("R7")), _set("R8"))),
        ("Which projects have targets in both R6 and R7?", ICT, _set("R6", "R7")),
        ("R7とR8のどちらかに目標がある事業は？", ICT, lambda project: _set("R7")(project) or _set("R8")(project)),
        ("現状値はないが目標値はある事業は？", ICT, _all(_not(_baseline), _any_target)),
        ("現状値があって目標値がある事業はいくつ？", ICT, _all(_baseline, _any_target)),
        ("Projects with a baseline but no target", ICT, _all(_baseline, _not(_any_target))),
        ("List projects that have neither a target nor a baseline.", ICT, _not(lambda project: _any_target(project) or _baseline(project))),
        ("令和7年度だけ目標がある事業は？", ICT, _all(_set("R7"), _times(1))),
        ("目標がR7だけの事業は？", ICT, _all(_set("R7"), _times(1))),
        ("Projects with a target only in R7", ICT, _all(_set("R7"), _times(1))),
        ("目標が一年度分しかない事業は？", ICT, _times(1)),
        ("目標値が「－」の年度がある事業はいくつ？", ICT, _all(_any_target, _not(EVERY))),
        ("目標のない年度がある重点事業は？", ICT, _all(_category("A"), _any_target, _not(EVERY))),
        ("すべての年度に目標がある事業はいくつ？", ICT, EVERY),
        ("目標がない年度が一つもない事業は？", ICT, EVERY),
        ("全年度に目標が設定されている重点事業はいくつ？", ICT, _all(_category("A"), EVERY)),
        ("基本目標2で目標値の設定がある事業はいくつ？", ICT, lambda project: _any_target(project) and project.goal is not None and project.goal.number == "2"),
        ("DX推進課の事業で、R6に目標があってR7に目標がないのは？", ICT, lambda project: project.title.printed == "情報共有基盤システムの更新"),
    ],
)  # fmt: skip
def test_every_condition_counts(ask: Ask, library: Library, question: str, plan_id: str, holds: Holds) -> None:
    """Each clause with what it says is had or not, and no project that fails one of them."""
    expected = {project.id for project in library.projects_of(plan_id) if holds(project)}
    answer = ask(question)
    assert {project.id for project in answer.projects} == expected
    if expected:
        assert answer.status == "answered" and str(len(expected)) in answer.statements[0].text


@pytest.mark.parametrize(
    "question", ["R6からR9まで目標が変わらない重点事業は？", "4年間すべて同じ目標の事業は？", "目標がずっと同じで、一つも上がっていかない事業は？"]
)
def test_the_same_target_in_every_year(ask: Ask, library: Library, question: str) -> None:
    """However it is said, also where the words deny that it changes."""
    cells = {each.id: {target.cell.printed for target in each.targets if target.is_set} for each in library.projects_of(ICT) if len(each.targets) > 1}
    expected = {id for id, printed in cells.items() if len(printed) == 1 and sum(t.is_set for t in library.project(id).targets) > 1}  # type: ignore[union-attr]
    assert {project.id for project in ask(question).projects} == expected


@pytest.mark.parametrize(
    "question", ["毎年目標が増えない事業は？", "R7だけ目標がない事業は？", "R6に終わる事業は？", "R8から始まる事業は？", "Which projects end in R9?"]
)
def test_a_condition_that_is_not_understood_lists_nothing(ask: Ask, question: str) -> None:
    """It is said that one could not be applied, and by what projects can be listed."""
    answer = ask(question)
    assert answer.status == "clarify" and not answer.projects and ("読み取れなかった" in answer.text or "could not apply" in answer.text)


@pytest.mark.parametrize("question", ["探索型事業がない施策は？", "DX推進課が関わらない施策は？", "事業が一つしかない施策は？", "施策が一番多い基本目標は？"])
def test_policies_are_not_chosen_by_their_projects(ask: Ask, question: str) -> None:
    """No list of projects is told for one of policies or goals."""
    answer = ask(question)
    assert answer.status == "clarify" and not answer.projects


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("担当課が最も多い事業は？", lambda project: len(project.departments) == 2),
        ("担当課が一つだけの事業はいくつ？", lambda project: len(project.departments) == 1),
        ("Which projects are run only by DX推進課?", lambda project: project.department_names == ("DX推進課",)),
        ("Which projects does only DX推進課 run?", lambda project: project.department_names == ("DX推進課",)),
        ("国際課とDX推進課の両方が担当する事業は？", lambda project: {"国際課", "DX推進課"} <= set(project.department_names)),
        ("広聴広報課とDX推進課の両方が担当する事業は？", lambda project: False),
        ("施策2-1以外の事業は？", lambda project: project.policy is None or project.policy.number != "2-1"),
        ("Projects not under policy 2-1", lambda project: project.policy is None or project.policy.number != "2-1"),
        ("基本目標1と基本目標2の事業の合計は？", lambda project: project.goal is not None and project.goal.number in "12"),
        ("アクセス件数が指標の事業で現状値があるのは？", _all(_baseline, _measured("アクセス件数"))),
        ("AIに触れている重点事業は？", lambda project: False),
    ],
)  # fmt: skip
def test_departments_headings_and_words(ask: Ask, library: Library, question: str, holds: Holds) -> None:
    """How many departments, which ones together, what is left out, and what the indicator says."""
    answer = ask(question)
    expected = {project.id for project in library.projects_of(ICT) if holds(project)}
    assert ({project.id for project in answer.projects} if answer.status == "answered" else set()) == expected


def test_all_but_a_department_of_the_plan_that_has_it(ask: Ask, library: Library) -> None:
    """情報政策課 is of the plan that is over: of that one the others are told."""
    expected = {project.id for project in library.projects_of(PROGRESS) if "情報政策課" not in project.department_names}
    assert {project.id for project in ask("情報政策課以外が担当する事業はいくつ？").projects} == expected


@pytest.mark.parametrize("question", ["AIの記載がない探索型事業は？", "ホームページに触れていない広聴広報課の事業は？", "AIという言葉がある事業以外は？"])
def test_what_does_not_hold_a_word_beside_a_filter_is_asked_back(ask: Ask, question: str) -> None:
    """The filter alone would tell those that hold it."""
    assert ask(question).status == "clarify"


@pytest.mark.parametrize(
    "question", ["情報政策課が担当に入っている取組を全部挙げて（副担当も含む）", "情報政策課が担当（共同担当を含む）となっている事業は何件あるか"]
)
def test_what_is_counted_too_is_no_word_of_a_project(ask: Ask, library: Library, question: str) -> None:
    """共同担当を含む says how a department is meant."""
    expected = {project.id for project in library.projects if "情報政策課" in project.department_names}
    assert {project.id for project in ask(question).projects} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("実績を挙げている事業を、漏れなく教えて", None),
        ("目標が少ない事業は", None),
        ("RPAの令和7年度の目標はありますか", None),
        ("現状値か目標値がある事業は？", Requirements((Requirement("baseline", True), Requirement("target", True)), either=True)),
        ("実績が平成22年度だけの事業は？", Requirements((Requirement("achievement", True, (_year("H22"),), "only"),))),
        ("基本目標2に入る事業は？", None),
    ],
)
def test_how_a_question_is_read(text: str, expected: Requirements | None) -> None:
    """Talk is no condition, and a question of one project none either."""
    assert requirements_of(normalise(text), _year("R8")) == expected


@pytest.mark.parametrize("text", ["H24までで実績がない事業は？", "R7だけ目標がない事業は？", "毎年目標が増える事業は？"])
def test_what_is_not_read(text: str) -> None:
    """Rather than read by half."""
    with pytest.raises(UnreadError):
        requirements_of(normalise(text), _year("R8"))
