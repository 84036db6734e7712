"""Several cities in one library: a city, a plan's short title or a department says whose plans are meant."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant

SHIRASEGAWA, TSUKIMORI, KAZAMIDAI = "shirasegawa-digital-r7-r10", "tsukimori-action-2025-2028", "kazamidai-review-r2-r6"


@pytest.mark.parametrize(
    ("question", "plans"),
    [
        ("白瀬川市の事業一覧", {SHIRASEGAWA}), ("白瀬川の計画の期間は？", {SHIRASEGAWA}), ("月森町の事業は何件", {TSUKIMORI}),
        ("白瀬川市と月森町の事業", {SHIRASEGAWA, TSUKIMORI}), ("事業一覧", set()), ("市の事業", set()),
    ],
)  # fmt: skip
def test_a_publisher_chooses_its_plans(cities: Assistant, question: str, plans: set[str]) -> None:
    """With or without 市; two cities choose two; none chooses none."""
    assert set(cities.reader.read(question).plan_ids) == plans


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("デジタル推進計画の期間は？", SHIRASEGAWA), ("第3次デジタル推進計画の事業", SHIRASEGAWA), ("デジタル化行動計画の事業は？", TSUKIMORI),
        ("行政改革プランの事業一覧", KAZAMIDAI), ("実施計画の期間は？", None), ("行政改革の事業は？", None), ("個別取組シートの書き方", None),
    ],
)  # fmt: skip
def test_a_plan_is_called_by_a_short_title(cities: Assistant, question: str, plan: str | None) -> None:
    """Its title without publisher and count; a part too short, or one that names no plan, is none."""
    assert cities.reader.read(question).plan_ids == ((plan,) if plan else ())


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("月森町の税務課の事業は？", ["町税の納付方法の拡大"]), ("風見台市の税務課の事業は？", ["窓口の待ち時間の短縮"]),
        ("税務課の事業は？", ["町税の納付方法の拡大", "窓口の待ち時間の短縮"]),
    ],
)  # fmt: skip
def test_a_department_of_one_city_is_not_that_of_another(cities: Assistant, question: str, titles: list[str]) -> None:
    """Two cities have a 税務課: the city named tells them apart, without it both are listed."""
    assert [project.title.printed for project in cities.ask(question).projects] == titles


@pytest.mark.parametrize(
    ("question", "departments"),
    [
        ("教育委員会の事業は？", ("教育委員会",)),
        ("会計室の担当する事業は？", ("会計室",)),
        ("会計室で払えますか", ()),
        ("議会事務局調査課の事業", ("議会事務局調査課",)),
    ],
)
def test_short_names_are_departments_where_they_own(cities: Assistant, question: str, departments: tuple[str, ...]) -> None:
    """会計室 of three letters is spoken of as a department only as an owner; a long name always is."""
    assert cities.reader.read(question).departments == departments


def test_a_plan_tells_of_itself_by_city(cities: Assistant) -> None:
    """The period is that of the city's own plan, though others are in force too."""
    answer = cities.ask("白瀬川市の計画の期間は？")
    assert "令和１０年度" in answer.text and {reference.plan.id for reference in answer.references} == {SHIRASEGAWA}


def test_a_measure_that_is_the_projects_own_indicator_is_told(cities: Assistant) -> None:
    """満足度 is rarely in a plan; where it is the project's own indicator its targets are told, elsewhere it is said not to be there."""
    own, other = cities.ask("町公式アプリの満足度の目標は？").text, cities.ask("おくやみ窓口の満足度の目標は？").text
    assert "1,000人／65％" in own and "満足度は計画に見当たりません" not in own
    assert "満足度は計画に見当たりません" in other


def test_a_year_without_a_column_is_told_as_unlisted(cities: Assistant) -> None:
    """In the period, but not in the table: said so, with the years that are listed; the figure of another year is not told."""
    answer = cities.ask("学校図書館の蔵書データの統合の令和8年度の目標は？")
    assert answer.status == "not_found" and "令和8年度の目標値は、計画に記載がありません" in answer.text and "令和10年度" in answer.text
    assert "全５校" not in answer.text and "全５校" in cities.ask("学校図書館の蔵書データの統合の令和10年度の目標は？").text
