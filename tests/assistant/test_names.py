"""The names a question speaks of: departments also misspelt, plans, policies and goals by name or number."""

from __future__ import annotations

import pytest

from assistant.names import Names
from corpus.library import Library
from corpus.text import normalise

ICT, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"


@pytest.fixture(scope="module")
def names(library: Library) -> Names:
    """The names of the two plans."""
    return Names(library)


@pytest.mark.parametrize(
    ("question", "departments"),
    [
        ("DX 推進課の事業は？", ["DX推進課"]),
        ("ＤＸ推進課と学務課の事業は？", ["DX推進課", "学務課"]),
        ("緑区役所地域振興課", ["緑区役所地域振興課"]),
        ("情報公開・文書官理課の事業は？", ["情報公開・文書管理課"]),
        ("児童相談所総務化", []),
        ("水道局の事業は？", []),
        ("財政課の事業は？", ["財政課"]),
        ("RPAの担当課は？", []),
        ("庁内各課の課題は？", []),
    ],
)
def test_departments_are_found_however_they_are_typed(names: Names, question: str, departments: list[str]) -> None:
    """Blanks, width and a wrong character do not hide a department; what is none stays none."""
    assert [match.value for match in names.find(normalise(question)).departments] == departments


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("利便性を高める行政サービスの推進の事業は？", ("policy", "1-1", ICT)),
        ("データ利活用の促進という施策", ("policy", "3-1", ICT)),
        ("利用者中心の行政サービス改革の下にある事業", ("goal", "1", ICT)),
    ],
)
def test_policies_and_goals_are_known_by_name(names: Names, question: str, heading: tuple[str, str, str]) -> None:
    """The name of a heading says which one it is and in which plan."""
    assert [match.value for match in names.find(normalise(question)).headings] == [heading]


@pytest.mark.parametrize(
    ("question", "numbered"),
    [("施策１－１の事業", ("policy", "1-1")), ("policy 2-3", ("policy", "2-3")), ("基本目標２の事業", ("goal", "2")), ("basic goal 3", ("goal", "3"))],
)
def test_policies_and_goals_are_known_by_number(names: Names, question: str, numbered: tuple[str, str]) -> None:
    """A number behind 施策, policy, 基本目標 or goal is that of a heading, full width or not."""
    assert [match.value for match in names.find(normalise(question)).numbered] == [numbered]


def test_how_many_goals_there_are_names_none(names: Names) -> None:
    """基本目標3つ counts the goals, it does not name goal 3."""
    assert names.find(normalise("基本目標3つを教えて")).numbered == ()


def test_a_title_wins_over_what_it_holds(names: Names) -> None:
    """A policy that has the words of a project's title is not named where the title is."""
    named = names.find(normalise("情報システムの標準化・共通化の推進の担当課は？"))
    assert [match.value for match in named.titles] == [f"{ICT}-19"]
    assert named.headings == ()


@pytest.mark.parametrize(
    ("question", "plan"), [("第2次相模原市ICT総合戦略の期間", ICT), ("実施事業集の理念", ICT), ("進行管理表の事業", PROGRESS), ("the progress table", PROGRESS)]
)
def test_plans_are_known_by_their_other_names(names: Names, question: str, plan: str) -> None:
    """The aliases of the catalogue lead to the plan."""
    assert [match.value for match in names.find(normalise(question)).plans] == [plan]


@pytest.mark.parametrize(("question", "letters"), [("重点事業は", ["A"]), ("探索型の事業", ["C"]), ("深化型事業", ["B"]), ("重点的に", [])])
def test_categories_are_known_by_their_spoken_names(names: Names, question: str, letters: list[str]) -> None:
    """探索型 is a category, 重点的に is a word of every day."""
    assert [match.value for match in names.categories(normalise(question))] == letters


def test_quoted_words_are_kept_together(names: Names) -> None:
    """What stands between quotation marks is one thing to look for, whatever the marks."""
    assert [match.value for match in names.find(normalise("「オンライン」と『AI』")).quoted] == ["オンライン", "ai"]
