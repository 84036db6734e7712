"""Projects by their marks: how a mark is printed, how a question names it, and what is no mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.marks import Mark, marks_of, spelt_as_marks, with_mark
from assistant.understand import Query
from corpus.library import Library
from corpus.values import Heading, Project, Remark, Text

Read = Callable[[str], Query]
Told = tuple[str, str | None, str]


def _noted(library: Library, *notes: tuple[str, str], category: str = "") -> Project:
    first = library.projects[0]
    remarks = tuple(Remark(label, Text(text, first.title.span)) for label, text in notes)
    return replace(first, remarks=remarks, category=Heading(category, category, first.title.span) if category else None)


def _marks(project: Project) -> tuple[Mark, ...]:
    """The marks of a project that is the only one of its plan."""
    return marks_of([project]).get(project.id, ())


@pytest.mark.parametrize(
    ("label", "text", "marks"),
    [
        ("評価", "Ａ", [("評価", None, "a")]),
        ("評価（令和６年度）", "Ｂ", [("評価", "R6", "b")]),
        ("評価", "令和４年度 Ｂ、令和５年度 Ａ", [("評価", "R4", "b"), ("評価", "R5", "a")]),
        ("評価", "Ｒ４：－ Ｒ５：○ Ｒ６：×", [("評価", "R5", "○"), ("評価", "R6", "×")]),
        ("評価", "登録者数（累計） 令和5年度：◎ 令和6年度：△", [("評価", "R5", "◎"), ("評価", "R6", "△")]),
        ("評価", "Ｃ、Ａ", [("評価", None, "c"), ("評価", None, "a")]),
        ("評価", "Ｂ 雪のため２回が中止となった。", [("評価", None, "b")]),
        ("評価", "Ａ（計画を上回って進んでいる）", [("評価", None, "a")]),
        ("今後の方針", "【見直し】壁に穴を開けない器具を対象に加える。", [("今後の方針", None, "見直し")]),
        ("方向性", "拡充", [("方向性", None, "拡充")]),
        ("現状と課題", "●本町の出生数は、減少しています。", []),  # a bullet
        ("備考", "令和６年度の点検結果を踏まえて設定する。", []),
        ("評価", "－", []),
    ],
)
def test_a_mark_stands_alone_before_its_reason_in_brackets_or_by_year(
    library: Library, label: str, text: str, marks: list[tuple[str, str | None, str]]
) -> None:
    """Whatever else is told, and an unset cell, is no mark."""
    found = _marks(_noted(library, (label, text)))
    assert [(mark.label, mark.year.code if mark.year else None, mark.value) for mark in found] == marks


def test_a_category_of_two_marks_is_both(library: Library) -> None:
    """【重点】新規 is 重点 and 新規; where no project of a plan has two, a single name is a category, and no mark."""
    both, one = (replace(_noted(library, category=name), id=name) for name in ("【重点】新規", "新規"))
    assert [mark.value for mark in _marks(both)] == ["重点", "新規"] and _marks(one) == ()
    assert {id: [mark.value for mark in marks] for id, marks in marks_of([both, one]).items()} == {"【重点】新規": ["重点", "新規"], "新規": ["新規"]}


@pytest.mark.parametrize(
    ("question", "name", "year", "titles"),
    [
        ("令和6年度の評価がＢだった取組はどれですか", "評価「Ｂ」", "R6", ["一", "二"]),
        ("令和5年度の評価がＢだった取組はどれですか", "評価「Ｂ」", "R5", ["三"]),
        ("評価がＣの事業は", "評価「Ｃ」", "R6", ["三"]),  # of the latest year
        ("評価がＢかＣの事業を全部", "評価「Ｂ」「Ｃ」", "R6", ["一", "二", "三"]),
        ("Which projects were rated C?", "評価「Ｃ」", "R6", ["三"]),
        ("Which projects were given a C in the self-evaluation for FY2024?", "評価「Ｃ」", "R6", ["三"]),
        ("方向性が「見直し」の事業は何件", "方向性「見直し」", None, ["二"]),
        ("一番良い二重丸がついたのはどれ", "達成度「◎」", None, ["一"]),
        ("有効性がＡの事業は", "評点(有効性)「Ａ」", None, ["二"]),
        ("今回新しく始める取組は何件あり、それぞれ何か", "位置付け「新規」", None, ["三"]),
    ],
)
def test_a_question_names_a_mark_with_its_label_or_alone(read: Read, library: Library, question: str, name: str, year: str | None, titles: list[str]) -> None:
    """The year asked for or else the latest one; a part of a label by its name; a sign by what it is called."""
    projects = [
        _noted(library, ("評価", "R5 Ａ、R6 Ｂ"), ("方向性", "継続"), ("達成度", "◎")),
        _noted(library, ("評価", "R5 Ａ、R6 Ｂ"), ("方向性", "見直し"), ("達成度", "○"), ("評点(有効性)", "Ａ"), ("評点(効率性)", "Ｂ")),
        _noted(library, ("評価", "R5 Ｂ、R6 Ｃ"), ("方向性", "継続"), ("達成度", "○"), ("評点(有効性)", "Ｂ"), ("評点(効率性)", "Ａ"), ("位置付け", "新規")),
    ]
    told = [(replace(each, id=title, title=Text(title, each.title.span)), _marks(each)) for title, each in zip("一二三", projects, strict=True)]
    found = with_mark(read(question), told)
    assert found is not None
    assert (found.name, found.year.code if found.year else None, [project.title.printed for project in found.projects]) == (name, year, titles)
    assert set(found.spans) == set(titles)


@pytest.mark.parametrize("question", ["評点がＡの事業は", "評価の高い事業は", "Ｂ型の事業は", "What is a project?"])
def test_no_mark_is_guessed(read: Read, library: Library, question: str) -> None:
    """Of a label with parts the part must be named; a letter in a word, and an article, name no mark."""
    told = [_noted(library, ("評点(有効性)", "Ａ"), ("評点(効率性)", "Ｂ")), _noted(library, ("評点(有効性)", "Ｂ"), ("評点(効率性)", "Ａ"))]
    assert with_mark(read(question), [(replace(each, id=str(place)), _marks(each)) for place, each in enumerate(told)]) is None


def test_signs_are_called_by_their_names() -> None:
    """二重丸 is ◎."""
    assert spelt_as_marks("二重丸の事業と三角の事業") == "◎の事業と△の事業"


def test_a_grade_that_no_project_has_is_said_to_be_none(read: Read, library: Library) -> None:
    """評価がＥの事業 where none is: not those that only have the word."""
    told = [(project := _noted(library, ("評価", "Ａ")), _marks(project))]
    found = with_mark(read("評価がＥの事業は"), told)
    assert found is not None and (found.name, found.projects) == ("評価「E」", ())
