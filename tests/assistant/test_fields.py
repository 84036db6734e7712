"""Fields: those that a question names, and those that its years, quantities and figures stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.fields import asked_years, fields_asked, figures_of, years_of_figure
from assistant.understand import Query
from corpus.library import Library
from corpus.values import Plan, Project

Read = Callable[[str], Query]
Titled = Callable[[str], Project]
RPA, CASHLESS, ARCHIVE, LIBRARY = "RPAによる業務効率化の推進", "公金収納におけるキャッシュレス決済の推進", "デジタルアーカイブ推進事業", "図書館DXの推進"
DONE = "電子申請推進事業"


@pytest.fixture(scope="module")
def plan_of(library: Library) -> Callable[[Project], Plan]:
    """The plan of a project."""
    return lambda project: next(plan for plan in library.plans if plan.id == project.plan_id)


@pytest.mark.parametrize(
    ("title", "question", "fields"),
    [
        (RPA, "RPAの担当課とR8の目標は？", ["owner", "target"]), (RPA, "RPAについて教えて", ["description"]), (RPA, "RPAの目標の合計は？", ["sum"]),
        (RPA, "RPAのR8は？", ["target"]), (RPA, "RPAはR8に何時間減らす？", ["target"]), (RPA, "RPAはR8にどこまで達成する？", ["target"]),
        (RPA, "RPAは総務課ですよね？", ["owner"]), (RPA, "RPAは重点事業ですか", ["category"]), (RPA, "RPAの令和8年度の実績は？", ["achievement"]),
        (RPA, "RPAで何ができるようになりますか", ["description"]),
        (DONE, "電子申請推進事業のH24は？", ["achievement"]), (DONE, "電子申請推進事業の達成状況は", ["achievement"]),
        (CASHLESS, "キャッシュレス、今の拠点数とR9の拠点数", ["baseline", "target"]), (CASHLESS, "キャッシュレスはいま何% 目標何%", ["baseline", "target"]),
        (CASHLESS, "How many sites should take cashless payments in FY2027, and where did it start from?", ["target", "baseline"]),
        (DONE, "電子申請推進事業の最初のころ、平成23年度は", ["achievement"]), (RPA, "RPA、計画つくった時の数字って何時間", ["baseline"]),
        (RPA, "RPAの成果は何で測る？R8の値も", ["indicator", "target"]),
        (CASHLESS, "キャッシュレス決済は令和4年度に何%だった", ["baseline"]), (CASHLESS, "キャッシュレス決済のR6は何拠点", ["target"]),
    ],
)  # fmt: skip
def test_fields_are_named_or_stood_for(read: Read, project: Titled, plan_of: Callable[[Project], Plan], title: str, question: str, fields: list[str]) -> None:
    """A year stands for its target or its achievement, whichever the project has; a year before the plan for the baseline; a department asserted for it."""
    assert fields_asked(read(question), project(title), plan_of(project(title)), residual=False) == fields


@pytest.mark.parametrize(("title", "question"), [(LIBRARY, "図書館DXのICタグは"), (LIBRARY, "図書館DXの内容はどれ"), (DONE, "電子申請推進事業は何件追加した")])
def test_what_stands_in_no_field_asks_for_none(read: Read, project: Titled, plan_of: Callable[[Project], Plan], title: str, question: str) -> None:
    """A thing, a which and a count are looked for in the project's texts."""
    assert fields_asked(read(question), project(title), plan_of(project(title)), residual=True) == []


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("RPAのR8の目標は", "R8"), ("RPAの最終年度の目標は", "R9"), ("RPAの初年度の目標は", "R6"),
        ("What is the RPA target in the last year of the plan?", "R9"),
        ("令和6年度から令和8年度のRPAの目標", "R6 R7 R8"), ("令和6年度から令和9年度のRPAの目標", ""), ("RPAの毎年度の目標は", ""), ("RPAの目標は", ""),
    ],
)  # fmt: skip
def test_years_by_place_come_from_the_plan(read: Read, project: Titled, plan_of: Callable[[Project], Plan], question: str, years: str) -> None:
    """最終年度 is the plan's last; every year, or all of the period, restricts nothing."""
    assert " ".join(year.code for year in asked_years(read(question), plan_of(project(RPA)))) == years


def test_the_last_year_is_that_of_the_projects_own_plan(read: Read, project: Titled, plan_of: Callable[[Project], Plan]) -> None:
    """最終年度 of the older plan is 平成26年度."""
    assert [year.code for year in asked_years(read("電子申請推進事業の最終年度の実績は"), plan_of(project(DONE)))] == ["H26"]


@pytest.mark.parametrize(
    ("title", "question", "years"),
    [
        (CASHLESS, "30拠点になるのは何年度", "R9"), (ARCHIVE, "180,000件になるのはいつ", "R8"), (CASHLESS, "31拠点になるのは何年度", ""),
        (ARCHIVE, "8件になるのはいつ", ""), (DONE, "17件になったのはいつ", ""),
    ],
)  # fmt: skip
def test_a_figure_leads_to_the_year_of_its_target(read: Read, project: Titled, title: str, question: str, years: str) -> None:
    """30拠点 is the target of one year; a figure of no target, of one digit alone, or of an achievement leads to none."""
    assert " ".join(year.code for year in years_of_figure(read(question), project(title))) == years


def test_figures_are_whole_numbers() -> None:
    """A comma and a decimal point belong to their figure; a single digit is none."""
    assert figures_of("１８０,０００件 と 13.4％ と 5件") == {"180,000", "13.4"}


def test_a_figure_reached_is_told_with_its_year(assistant: Assistant) -> None:
    """The year whose target holds the figure is the answer; a figure that no target holds has no year."""
    assert "令和9年度の目標値" in assistant.ask("キャッシュレス決済が30拠点になるのは何年度？").text
    answer = assistant.ask("キャッシュレス決済が31拠点になるのは何年度？")
    assert answer.status == "not_found" and "年度の目標値" not in answer.text


@pytest.mark.parametrize(
    ("question", "owner", "target"),
    [
        ("オープンデータ、R9の新規公開数と担当課をお願いします。", "DX推進課", "13 種類"),
        ("システム標準化、7年度に何業務対応する計画か。所管も。", "DX推進課", "20 業務"),
        (
            "For the renewal of the shared information platform system: what had to be reached in R6, and which division was responsible?",
            "DX推進課",
            "更新完了",
        ),
    ],
)
def test_a_year_beside_the_department_asks_for_a_target(ask: Callable[[str], Answer], question: str, owner: str, target: str) -> None:
    """The year says nothing of the department, so the figure of that year is told too."""
    answer = ask(question)
    assert owner in answer.text and target in answer.text


def test_a_target_that_was_wished_for_is_no_achievement(ask: Callable[[str], Answer]) -> None:
    """お考えだった asks for what was aimed at."""
    assert "800 人" in ask("市の文化のユーチューブに登録する人を、令和七年度には何人にしたいとお考えだったのですか。").text
