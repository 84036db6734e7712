"""Of several indicators of one project the one that is asked for is told, with its own figures."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.indicators import asked_indicator, indicators_of, unit_of
from corpus.text import marked_parts
from corpus.values import FiscalYear, Project, Span, Target, Text

SPAN = Span("d", 1, 1, 1)
MEETINGS = "とおみこども会議の開催"


def _project(indicator: str, baseline: str, *cells: str) -> Project:
    targets = tuple(Target(FiscalYear(2025 + place), Text(cell, SPAN), SPAN) for place, cell in enumerate(cells))
    return Project("p", "plan", Text("学校の安全の推進", SPAN), indicator=Text(indicator, SPAN), baseline=Text(baseline, SPAN), targets=targets)


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("① 97％ ② 95％", {"①": "97％", "②": "95％"}),
        ("(1) 会議の回数 (2) 参加者（人）", {"(1)": "会議の回数", "(2)": "参加者（人）"}),
        ("97％", {}),
        ("合計 ① 97％", {}),
        ("① 97％ ① 95％", {}),
    ],
)
def test_what_stands_behind_each_mark(printed: str, parts: dict[str, str]) -> None:
    """A text that a mark opens, each mark once."""
    assert marked_parts(printed) == parts


def test_each_indicator_has_its_own_figures() -> None:
    """Name, baseline and targets of each; a year in which only a dash stands is unset for both."""
    each = indicators_of(_project("① 訓練の回数（回） ② 参加者数（人）", "① 2 ② 300", "① 3 ② 350", "－"))
    told = [(str(one.indicator), str(one.baseline), [str(target.cell) for target in one.targets], unit_of(one)) for one in each]
    assert told == [("訓練の回数（回）", "2", ["3", "－"], "回"), ("参加者数（人）", "300", ["350", "－"], "人")]


@pytest.mark.parametrize("baseline", ["2 回、300 人", "① 2", "② 300 ① 2"])
def test_figures_that_do_not_say_whose_they_are_stay_together(baseline: str) -> None:
    """One cell without the marks of the names, and nothing is told apart."""
    project = _project("① 訓練の回数 ② 参加者数", baseline, "① 3 ② 350")
    assert indicators_of(project) == (project,)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("学校の安全の訓練の回数の目標は？", "訓練の回数（回）"),
        ("学校の安全、参加者の目標は？", "参加者数（人）"),
        ("学校の安全は何人の目標？", "参加者数（人）"),
        ("学校の安全の目標は？", "① 訓練の回数（回） ② 参加者数（人）"),
        ("学校の安全の訓練の回数と参加者の目標は？", "① 訓練の回数（回） ② 参加者数（人）"),
    ],
)
def test_the_words_of_a_question_choose_an_indicator(cities: Assistant, question: str, indicator: str) -> None:
    """Its name or its unit; words of both, or of none, choose none."""
    project = _project("① 訓練の回数（回） ② 参加者数（人）", "① 2 ② 300", "① 3 ② 350")
    assert str(asked_indicator(cities.reader.read(question), project).indicator) == indicator


@pytest.mark.parametrize("question", ["学校の安全の参加者の割合の目標は？", "What is the target for the share of participants of 学校の安全?"])
def test_a_share_is_asked_for(cities: Assistant, question: str) -> None:
    """The one indicator that is a share, though another has the word beside it in its name."""
    project = _project("① 参加者数（人） ② 訓練参加率", "① 300 ② 20％", "① 350 ② 25％")
    assert str(asked_indicator(cities.reader.read(question), project).indicator) == "訓練参加率"


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        (f"{MEETINGS}の開催回数のR9目標は？", "（こども会議の開催回数）は、４回です", "件以上"),
        (f"{MEETINGS}のR9目標は？", "① ４回 ② ２件以上です", "："),
        (f"{MEETINGS}の開催回数はR8からR10で何回増える？", "4 － 3 = 1 回", "反映"),
        (f"{MEETINGS}の開催回数を全部足すと？", "2 + 3 + 4 + 4 + 4 = 17 回", "反映"),
    ],
)
def test_answers_about_one_of_two_indicators(cities: Assistant, question: str, told: str, not_told: str) -> None:
    """Its figure alone, and what is worked out from its figures alone; both where neither is named."""
    answer = cities.ask(question)
    text = "".join(statement.text for statement in answer.statements)
    assert answer.status == "answered"
    assert told in text
    assert not_told not in text
