"""Questions made from the gold ask for everything it holds, in every way to write a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from corpus.text import squeeze
from corpus.years import FiscalYear
from evals.cases import Case
from evals.generated import generate
from evals.lint import lint
from evals.notations import year_notations
from evals.sources import GOLD, Sources

ARCHIVE, SHARING = "デジタルアーカイブ推進事業", "情報共有基盤システムの更新"


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """All generated cases, asked in R8."""
    return generate(GOLD, FiscalYear(2026))


def asked(cases: Sequence[Case], question: str) -> Case:
    """The case with this question."""
    return next(case for case in cases if case.question == question)


def test_at_least_two_thousand_questions_are_made_and_none_twice(cases: Sequence[Case]) -> None:
    """Ids and questions differ."""
    assert len(cases) >= 2000
    assert len({case.id for case in cases}) == len({case.question for case in cases}) == len(cases)


def test_they_name_only_what_the_documents_have(cases: Sequence[Case], sources: Sources) -> None:
    """The gold and the documents agree on titles, facts and plans; questions that differ in width alone are meant."""
    assert [str(finding) for finding in lint(cases, sources.divided) if finding.key != "question"] == []


def test_a_year_is_written_in_six_ways() -> None:
    """Era and western, narrow and wide."""
    assert year_notations(FiscalYear(2026)) == ("R8", "Ｒ８", "令和8年度", "令和８年度", "2026年度", "２０２６年度")


@pytest.mark.parametrize("year", [*year_notations(FiscalYear(2026)), "今年度"])
def test_a_target_is_asked_for_in_every_notation(cases: Sequence[Case], year: str) -> None:
    """Its own cell is expected, and none of the other years."""
    expected = asked(cases, f"{ARCHIVE}の{year}の目標値はいくつですか。").expected
    assert (expected.facts, set(expected.absent)) == (("180,000件",), {"20,000件", "120,000件", "240,000件"})


def test_a_target_is_asked_for_in_english_too(cases: Sequence[Case]) -> None:
    """With the western fiscal year and relative to today."""
    assert asked(cases, f"What is the FY2027 target of {ARCHIVE}?").expected.facts == ("240,000件",)
    assert asked(cases, f"What is the last fiscal year target of {ARCHIVE}?").expected.facts == ("120,000件",)


def test_a_dash_may_be_told_or_declined(cases: Sequence[Case]) -> None:
    """The value of another year may not."""
    expected = asked(cases, f"{SHARING}のR8の目標値はいくつですか。").expected
    assert (set(expected.status), expected.absent) == ({"not_found", "answered"}, ("更新完了",))


@pytest.mark.parametrize(
    "question", [f"{ARCHIVE}のR5の目標値はいくつですか。", "図書館DXの推進の令和8年度の目標値はいくつですか。", "電子申請推進事業の現状値を教えてください。"]
)
def test_what_the_plan_does_not_give_must_be_declined(cases: Sequence[Case], question: str) -> None:
    """A year out of the period, a project without targets, a plan without baselines."""
    assert asked(cases, question).expected.status == ("not_found",)


def test_what_was_done_in_a_year_holds_all_of_it_and_nothing_of_other_years(cases: Sequence[Case]) -> None:
    """Ranges count for each of their years."""
    expected = asked(cases, "市のホームページにおける安全安心情報の整備事業のH24の実績を教えてください。").expected
    assert expected.facts == ("既存の情報を整理統合する仕様の検討と改修作業を実",)
    expected = asked(cases, "緊急情報配信拡充事業のH23の実績を教えてください。").expected
    assert "Ｊアラートを更新した" in expected.absent
    assert asked(cases, "災害情報共有システムの構築事業のH26の実績を教えてください。").expected.status == ("not_found",)


def test_a_department_is_asked_for_all_its_projects_in_a_plan(cases: Sequence[Case]) -> None:
    """緊急対策課 had two."""
    expected = asked(cases, "個別事業進行管理表で緊急対策課が担当する事業をすべて教えてください。").expected
    assert set(expected.projects) == {"緊急情報配信拡充事業", "災害情報共有システムの構築事業"}
    assert asked(cases, "個別事業進行管理表で緊急対策課が担当する事業は何件ありますか。").expected.facts == ("2",)


def test_every_project_is_asked_for_every_field(cases: Sequence[Case]) -> None:
    """50 projects: fifteen questions for the owner, two of them asserting one, and two for the policy."""
    counts = Counter(case.kind for case in cases)
    assert counts["owner"] == 750
    assert counts["policy"] == 100
    assert len({squeeze(case.expected.project or "") for case in cases if case.kind == "description"}) == 50


def test_a_wrong_premise_is_to_be_denied_and_a_right_one_is_not(cases: Sequence[Case]) -> None:
    """The neighbour's department and a figure that no cell holds are asserted."""
    asserted = [case for case in cases if "いいえ" in case.expected.facts]
    assert {case.kind for case in asserted} == {"owner", "target"}
    assert sum("いいえ" in case.expected.absent for case in cases) == 50


def test_a_year_is_also_asked_for_without_its_era(cases: Sequence[Case]) -> None:
    """8年度 is R8 where the plan's period says so."""
    assert any("の8年度の目標値" in case.question and case.expected.status == ("answered",) for case in cases)
