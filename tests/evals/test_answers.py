"""What counts as right, wrong, wrongly declined and rightly declined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evals.answers import Outcome, ask_one
from evals.cases import Case

R = "sagamihara-ict2-r6-r9"
RPA, ARCHIVE = "RPAによる業務効率化の推進", "デジタルアーカイブ推進事業"
OWNER = {"plan": R, "project": RPA, "facts": ("DX推進課",), "lines": (543,)}
Make = Callable[..., Case]


def outcome(case: Case, answer: Any) -> Outcome:
    """The outcome of a case with this answer."""
    return Outcome(case, answer, 1.0)


def test_a_right_answer_is_right_in_all_that_was_due(make_case: Make, desk: Any) -> None:
    """Status, plan, project, facts and lines; what was not expected is not measured."""
    found = outcome(make_case(**OWNER), desk.answer(("担当課は DX 推進課 です。", [1]), cite=[(RPA, 542, 543)]))
    assert found.right
    assert (found.right_status, found.right_plan, found.right_project, found.right_facts, found.right_lines) == (True, True, True, True, True)
    assert (found.right_absent, found.right_projects, found.right_abstention) == (None, None, None)
    assert found.wrong_when_answered is False
    assert found.wrongly_declined is False


def test_the_first_citation_must_be_of_the_project_asked_about(make_case: Make, desk: Any) -> None:
    """The right words from the wrong project are wrong."""
    found = outcome(make_case(**OWNER), desk.answer(("担当課はDX推進課です。", [1]), cite=[(ARCHIVE, 824, 828), (RPA, 542, 543)]))
    assert found.right_project is False
    assert found.right_lines is True
    assert found.wrong_when_answered is True
    assert found.problems == (f"project {ARCHIVE}, expected {RPA}",)


def test_a_missing_fact_and_a_forbidden_one_make_an_answer_wrong(make_case: Make, desk: Any) -> None:
    """The neighbour's number is named in what is wrong."""
    case = make_case(kind="target", plan=R, project=RPA, facts=("4,415時間",), absent=("4,500時間",))
    found = outcome(case, desk.answer(("目標値は4,500時間です。", [1]), cite=[(RPA, 542, 543)]))
    assert (found.missing_facts, found.present_absent) == (("4,415時間",), ("4,500時間",))
    assert found.wrong_when_answered is True


def test_to_decline_where_an_answer_was_due_is_wrong_but_no_wrong_answer(make_case: Make, desk: Any) -> None:
    """Declined: no statement was wrong, but project, facts and lines are missing."""
    found = outcome(make_case(**OWNER), desk.answer(("記載がありません。", []), status="not_found"))
    assert found.wrongly_declined is True
    assert found.wrong_when_answered is None
    assert (found.right_project, found.right_facts, found.right_lines) == (False, False, False)


def test_to_answer_what_should_be_declined_is_a_wrong_answer(make_case: Make, desk: Any) -> None:
    """Never the nearest number."""
    case = make_case("RPAの予算額", "unanswerable", status="not_found", plan=R, project=RPA)
    found = outcome(case, desk.answer(("4,415時間です。", [1]), cite=[(RPA, 542, 559)]))
    assert found.wrong_when_answered is True
    assert found.right_abstention is False


def test_a_declining_answer_is_held_to_project_and_lines_only_where_it_cites(make_case: Make, desk: Any) -> None:
    """Without citations there is nothing to hold it to; with the wrong ones it is wrong."""
    case = make_case("RPAの予算額", "unanswerable", status="not_found", plan=R, project=RPA, lines=(543,))
    silent = outcome(case, desk.answer(("記載がありません。", []), status="not_found"))
    assert silent.right
    assert silent.right_abstention
    assert silent.right_project is None
    assert not outcome(case, desk.answer(("記載がありません。", [1]), cite=[(ARCHIVE, 824, 828)], status="not_found")).right
    assert outcome(case, desk.answer(("記載がありません。", [1]), cite=[(RPA, 542, 543)], status="not_found")).right


def test_a_dash_may_be_told_or_declined_but_never_filled(make_case: Make, desk: Any) -> None:
    """Both statuses are right; the neighbouring cell is not."""
    sharing = "情報共有基盤システムの更新"
    case = make_case("情報共有基盤 R8目標", "unanswerable", status=("not_found", "answered"), plan=R, project=sharing, absent=("更新完了",))
    cite = [(sharing, 608, 622)]
    assert outcome(case, desk.answer(("設定されていません（－）。", [1]), cite=cite)).right_abstention
    assert outcome(case, desk.answer(("記載がありません。", [1]), cite=cite, status="not_found")).right
    filled = outcome(case, desk.answer(("目標値は更新完了です。", [1]), cite=cite))
    assert filled.right_abstention is False
    assert filled.wrong_when_answered is True


def test_a_list_must_name_exactly_the_projects(make_case: Make, desk: Any) -> None:
    """One too many and one too few are both wrong, and named."""
    case = make_case("文書管理課とDX推進課の事業", "list", plan=R, projects=(RPA, ARCHIVE))
    cite = [(RPA, 542, 543), (ARCHIVE, 824, 828)]
    assert outcome(case, desk.answer(("2件です。", [1, 2]), cite=cite)).right
    found = outcome(case, desk.answer(("1件です。", [1]), cite=cite, projects=[RPA, "図書館DXの推進"]))
    assert found.right_projects is False
    assert found.problems == (f"projects too many: 図書館DXの推進; missing: {ARCHIVE}",)


def test_earlier_turns_are_asked_in_the_same_conversation(make_case: Make, desk: Any, scripted: Any, sources: Any) -> None:
    """The conversation of each answer is handed in with the next question."""
    answer = desk.answer(("担当課はDX推進課です。", [1]), cite=[(RPA, 542, 543)])
    asker = scripted({"RPAの担当課は？": answer, "R8の目標は": answer})
    found = ask_one(make_case("R8の目標は", "followup", turns=["RPAの担当課は？"], **OWNER), asker, sources.lines, sources.names)
    assert asker.conversations == [None, answer.conversation]
    assert found.passed


def test_an_error_of_the_assistant_is_an_outcome(make_case: Make, scripted: Any, sources: Any) -> None:
    """One question that cannot be asked does not hide the others."""
    found = ask_one(make_case(**OWNER), scripted({}), sources.lines)
    assert found.actual_status == "error"
    assert "not in the script" in found.actual_text
    assert not found.passed
    assert found.traced is None


def test_an_answer_passes_only_when_it_was_also_read(make_case: Make, desk: Any, scripted: Any, sources: Any) -> None:
    """Right by chance is not enough: the department must stand in the cited lines."""
    answer = desk.answer(("担当課はDX推進課です。", [1]), cite=[(RPA, 542, 542)])
    found = ask_one(make_case(plan=R, project=RPA, facts=("DX推進課",)), scripted({"RPAの担当課は？": answer}), sources.lines)
    assert found.right
    assert found.traced is False
    assert not found.passed


@pytest.mark.parametrize(
    ("language", "said", "right"),
    [
        ("ja", "担当課はDX推進課です。", True),
        ("ja", "The department is DX推進課.", False),
        ("en", 'The plan says: "市民の声を活用します。"', True),
        ("en", "担当課はDX推進課です。", False),
        ("en", "Projects: 1.\n・DX推進課で行います (department: DX推進課)", True),
    ],
)
def test_an_answer_is_of_the_language_of_its_question(make_case: Make, desk: Any, language: str, said: str, right: bool) -> None:
    """What is quoted or listed stays as it is printed."""
    case = replace(make_case("Who owns RPA?", **OWNER), language=language)
    assert outcome(case, desk.answer((said, [1]), cite=[(RPA, 542, 543)])).right_language is right


def test_a_third_language_is_answered_in_either(make_case: Make, desk: Any) -> None:
    """A case in Chinese is marked as no Japanese one; being asked for Japanese or English is right."""
    case = replace(make_case("RPA项目由哪个科室负责？", status="out_of_scope"), language="en")
    assert outcome(case, desk.answer(("日本語または英語でお尋ねください。", ()), status="out_of_scope")).right_language is None
