"""How a list is told: cut at ten, whole where that is asked for, and bounded however many projects a library holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.listing import MOST_NAMED, MOST_TOLD, MOST_TOLD_WHOLE
from corpus.library import Library

DX = "DX推進課の事業は？"


def _lines(answer: Answer) -> int:
    return sum(each.text.startswith("・") for each in answer.statements)


@pytest.fixture(scope="module")
def crowd(assistant: Assistant) -> Assistant:
    """The assistant over the two plans with every project twenty times."""
    library = assistant.library
    many = tuple(replace(project, id=f"{project.id}-{copy}") for plan in library.plans for project in library.projects_of(plan.id) for copy in range(20))
    return Assistant(replace(library, projects=many), assistant.settings)


@pytest.mark.parametrize(
    ("question", "rest"), [(DX, "このほかに4件の事業があります。「すべて見せて」"), ("Which projects does DX推進課 run?", "4 more projects.")]
)
def test_a_long_list_is_cut(assistant: Assistant, question: str, rest: str) -> None:
    """Its count, ten projects, and how many more there are; all are named and cited."""
    answer = assistant.ask(question)
    assert "14" in answer.statements[0].text and _lines(answer) == MOST_TOLD and answer.statements[-1].text.startswith(rest)
    assert len(answer.projects) == len(answer.statements[0].citations) == 14
    assert answer.text.splitlines()[-1].startswith(rest)


@pytest.mark.parametrize(("question", "asked"), [(DX, "すべて見せて"), ("Which projects does DX推進課 run?", "Show all")])
def test_the_suggestion_of_a_cut_list_shows_it_whole(assistant: Assistant, question: str, asked: str) -> None:
    """What is suggested may be asked next, in either language, and nothing is left to be suggested."""
    cut = assistant.ask(question)
    whole = assistant.ask(asked, cut.conversation)
    assert cut.suggestions == (asked,) and whole.suggestions == ()
    assert whole.projects == cut.projects and _lines(whole) == 14 and "14" in whole.statements[0].text and whole.language == cut.language


@pytest.mark.parametrize("question", ["DX推進課の事業を全部教えて", "DX推進課の事業一覧", "List all projects of DX推進課"])
def test_a_list_that_was_asked_for_as_a_whole_is_not_cut(assistant: Assistant, question: str) -> None:
    """全部 and 一覧 ask for every project."""
    assert _lines(assistant.ask(question)) == 14


def test_a_short_list_has_no_more(assistant: Assistant) -> None:
    """Ten and less are told, with nothing behind."""
    answer = assistant.ask("広聴広報課の事業は？")
    assert _lines(answer) == len(answer.projects) == 6 and len(answer.statements) == 7 and not answer.suggestions


def test_very_many_projects_are_not_counted_to_the_end(crowd: Assistant) -> None:
    """Beyond two hundred that there are more is traced to two hundred citations, and nothing else is named or kept."""
    answer = crowd.ask(DX)
    assert answer.statements[0].text == f"DX推進課が担当する事業は、{MOST_NAMED}件を超えます。" and _lines(answer) == MOST_TOLD
    assert len(answer.projects) == len(answer.references) == len(answer.conversation.project_ids) == MOST_NAMED
    assert answer.conversation.listed == "part" and "このほかにも事業があります" in answer.text


def test_very_many_projects_are_shown_to_a_hundred(crowd: Assistant) -> None:
    """Asked for all, a hundred are told and the register is named."""
    answer = crowd.ask("すべて見せて", crowd.ask(DX).conversation)
    assert "200件を超えます" in answer.statements[0].text and _lines(answer) == MOST_TOLD_WHOLE and "事業一覧" in answer.statements[-1].text


def test_a_list_that_is_not_kept_whole_is_not_narrowed(crowd: Assistant) -> None:
    """A part of the first two hundred would be a wrong count."""
    assert crowd.ask("そのうち重点事業は？", crowd.ask(DX).conversation).status == "clarify"
    assert crowd.ask("情報政策課のものも", crowd.ask(DX).conversation).status == "clarify"


def test_the_count_between_ten_and_two_hundred_is_exact(crowd: Assistant, library: Library) -> None:
    """Twenty copies of six projects are a hundred and twenty, ten of them told, a hundred where all are asked for."""
    answer = crowd.ask("広聴広報課の事業は？")
    assert "、120件です" in answer.statements[0].text and "このほかに110件" in answer.statements[-1].text
    assert "このほかに20件の事業があります。事業一覧" in crowd.ask("全部", answer.conversation).statements[-1].text
