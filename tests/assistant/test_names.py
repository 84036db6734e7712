"""The names a question speaks of: departments also misspelt, plans, policies and goals by name or number."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.names import Names, _is_called
from corpus.text import normalise

ICT, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"


@pytest.fixture(scope="module")
def names(assistant: Assistant) -> Names:
    """The names of the two plans, with what the glossary of their city calls them."""
    return assistant.reader.names


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


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("重点事業は", ["A"]), ("探索型の事業", ["C"]), ("priority projects", ["A"]), ("exploratory projects", ["C"]),
        ("区分C", ["C"]), ("区分のＣは", ["C"]), ("C区分の事業", ["C"]), ("category c", ["C"]), ("Category A projects", ["A"]),
        ("重点的に", []), ("深化型事業", ["B"]), ("区分の事業", []), ("category", []), ("区分D", []),
    ],
)  # fmt: skip
def test_categories_are_known_by_name_letter_and_in_english(names: Names, question: str, letters: list[str]) -> None:
    """探索型 and 区分C are categories, 重点的に is a word of every day; so is one that the plan only explains (深化型)."""
    assert [match.value for match in names.categories(normalise(question))] == letters


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("探索型は除く", ("A", "B")),
        ("探索型事業以外", ("A", "B")),
        ("重点事業と探索型事業", ("A", "C")),
        ("重点事業から探索型を除いて", ("A",)),
        ("探索型でない事業", ("A", "B")),
        ("探索型じゃなくて重点事業", ("A",)),
        ("探索型じゃないですか", ("C",)),
        ("探索型", ("C",)),
        ("除く", ()),
    ],
)
def test_a_category_may_be_taken_out(names: Names, question: str, letters: tuple[str, ...]) -> None:
    """Without the one taken out: those that are named, or else all others."""
    assert names.included(names.categories(normalise(question)), normalise(question)) == letters


@pytest.mark.parametrize(
    ("question", "departments"),
    [
        ("図書館の事業", ["図書館"]), ("図書館が担当する", ["図書館"]), ("担当は図書館ですか", ["図書館"]),
        ("図書館で本を借りる", []), ("図書館のアプリ", []), ("図書館は何時まで", []),
    ],
)  # fmt: skip
def test_an_everyday_word_is_a_department_where_it_is_spoken_of_as_one(names: Names, question: str, departments: list[str]) -> None:
    """図書館の事業 asks for the projects of the library; a book is borrowed at one."""
    assert [match.value for match in names.find(normalise(question)).departments] == departments


@pytest.mark.parametrize(
    ("question", "departments"),
    [
        ("緑区役所区民課の事業", []), ("区役所区民課の事業", ["区役所区民課"]), ("緑区役所地域振興課の事業", ["緑区役所地域振興課"]),
        ("総務課の事業", ["総務課"]), ("児童相談所総務課の事業", ["児童相談所総務課"]),
    ],
)  # fmt: skip
def test_a_department_inside_a_longer_name_is_not_spoken_of(names: Names, question: str, departments: list[str]) -> None:
    """緑区役所区民課 stands in the documents itself: neither 区役所区民課 nor a misspelling of another; a known longer one is taken whole."""
    assert [match.value for match in names.find(normalise(question)).departments] == departments


@pytest.mark.parametrize(("question", "departments"), [
    ("こうちょう広報課の事業 一覧", ["広聴広報課"]), ("広報課の事業", ["広報課"]), ("それと広報課の事業", ["広報課"]), ("こうちょう財政課の事業", ["財政課"]),
])  # fmt: skip
def test_a_department_half_in_kana_is_read(names: Names, question: str, departments: list[str]) -> None:
    """Kana before the end of a known name are its first part; words of the sentence are not."""
    assert [match.value for match in names.find(normalise(question)).departments] == departments


def test_a_department_without_what_it_belongs_to_is_called_in_full(names: Names) -> None:
    """区民課 is 区役所区民課; 広報課 is no other name of 広聴広報課, and a full name stays."""
    assert names.in_full(["区民課"]) == ("区役所区民課",)
    assert names.in_full(["広報課", "DX推進課"]) == ("広報課", "DX推進課")


@pytest.mark.parametrize(
    ("full", "name", "called"),
    [
        ("都市整備部都市政策課交通政策係", "都市政策課", True),
        ("市民課窓口担当", "市民課", True),
        ("区役所区民課", "区民課", True),
        ("介護保険課", "保険課", False),
        ("都市政策課交通対策室", "都市政策課", False),
    ],
)
def test_a_department_may_be_called_without_its_division(full: str, name: str, called: bool) -> None:
    """A division behind it is part of its full name; another department that only ends alike, or an office of its own, is none of it."""
    assert _is_called(full, name) == called


@pytest.mark.parametrize(
    ("question", "headings"),
    [
        ("誰一人取り残さないという施策", [("policy", "1-2", ICT)]), ("魅力的な地域づくりという施策の事業", [("policy", "3-2", ICT)]),
        ("行政サービスの推進という施策", []), ("誰一人取り残さない事業", []), ("取り残さないという施策", []),
    ],
)  # fmt: skip
def test_a_heading_is_called_by_a_part_of_its_name(names: Names, question: str, headings: list[tuple[str, str, str]]) -> None:
    """Where policies are spoken of, and the part is long enough and of one heading only."""
    assert [match.value for match in names.find(normalise(question)).headings] == headings


@pytest.mark.parametrize(
    ("question", "headings", "quoted"),
    [
        ("「利便性を高める行政サービの推進」の事業", [("policy", "1-1", ICT)], []), ("「データ利活用の推進」の事業", [("policy", "3-1", ICT)], []),
        ("「利便性のある生活」の事業", [], ["利便性のある生活"]),
    ],
)  # fmt: skip
def test_a_quoted_heading_may_be_misspelt(names: Names, question: str, headings: list[tuple[str, str, str]], quoted: list[str]) -> None:
    """A letter wrong is let pass; what only shares a word with a heading is something to look for."""
    named = names.find(normalise(question))
    assert [match.value for match in named.headings] == headings and [match.value for match in named.quoted] == quoted


def test_a_quoted_department_is_a_department(names: Names) -> None:
    """「DX推進課」 restricts a list, it is no word to look for."""
    named = names.find(normalise("「DX推進課」の事業"))
    assert [match.value for match in named.departments] == ["DX推進課"] and named.quoted == ()


def test_one_citys_name_chooses_no_plan(names: Names) -> None:
    """Where every plan is of one publisher, its name tells them not apart."""
    publishers = [match.value for match in names.publishers(normalise("相模原市の計画"))]
    assert publishers == ["相模原市"] and names.plans_of(publishers) == []


def test_quoted_words_are_kept_together(names: Names) -> None:
    """What stands between quotation marks is one thing to look for, whatever the marks."""
    assert [match.value for match in names.find(normalise("「オンライン」と『AI』")).quoted] == ["オンライン", "ai"]
