"""Deciding: what a question is about - one project, several that fit equally, a list, a plan, or nothing in the documents."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.listing import MOST_TOLD, MOST_TOLD_WHOLE
from corpus.library import Library
from corpus.values import Project

ICT, PROGRESS = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"


def _ids(projects: Collection[Project]) -> set[str]:
    return {project.id for project in projects}


def _where(library: Library, holds: Callable[[Project], bool], plan_id: str = ICT) -> set[str]:
    """Ids of the projects of a plan for which `holds` is true: the list made from the register by hand."""
    return _ids([project for project in library.projects_of(plan_id) if holds(project)])


def _listed(answer: Answer, expected: set[str], most: int = MOST_TOLD) -> bool:
    """Whether the answer names exactly these projects, the first `most` in a line each, and says how many."""
    lines = [each for each in answer.statements if each.text.startswith("・")]
    head = answer.statements[0].text
    return answer.status == "answered" and _ids(answer.projects) == expected and len(lines) == min(len(expected), most) and str(len(expected)) in head


def test_equals_are_asked_back(assistant: Assistant) -> None:
    """Where words fit several projects equally, all are named and cited, and the answer chooses none."""
    answer = assistant.ask("システム更新の担当課は？")
    titles = [each.title.printed for each in answer.projects]
    assert answer.status == "clarify" and len(titles) > 1
    assert all(title in answer.text for title in titles) and "課です" not in answer.text
    assert len(answer.suggestions) >= 2


def test_front_matter_answers_what_no_project_is_about(assistant: Assistant) -> None:
    """Though nothing says that the plan is asked about; a word that the line does not hold is another matter."""
    answer = assistant.ask("計上事業の伴走支援、誰が担当者になるか。")
    assert answer.status == "answered" and "情報政策所管課職員" in answer.text
    assert assistant.ask("相模原市のメタバース市役所の事業はどの課がやるの").status == "not_found"


@pytest.mark.parametrize("question", ["量子コンピュータの担当課は？", "水族館の目標値は？", "Quantum computer department?", "ブロックチェーンの成果指標は？"])
def test_what_no_plan_holds_is_not_found(assistant: Assistant, question: str) -> None:
    """A project that is not in the plans is said not to be there; the nearest one is not told."""
    answer = assistant.ask(question)
    assert answer.status == "not_found" and not answer.projects and not answer.references


@pytest.mark.parametrize(
    "question", ["今日の天気は？", "カレーの作り方を教えて", "What is the weather today?", "横浜市のRPAの担当課は？", "RPA in Tokyo: which department?"]
)
def test_what_is_outside_the_plans_is_out_of_scope(assistant: Assistant, question: str) -> None:
    """Weather, cooking and other places are not answered; the plans that are covered are named."""
    answer = assistant.ask(question)
    assert answer.status == "out_of_scope" and not answer.references and "ICT総合戦略" in answer.text


@pytest.mark.parametrize("question", ["担当課は？", "その目標は？", "What is the target?"])
def test_without_a_subject_it_is_asked_for(assistant: Assistant, question: str) -> None:
    """A field of nothing is asked back."""
    assert assistant.ask(question).status == "clarify"


class TestLists:
    """Lists and counts agree with the register."""

    @pytest.mark.parametrize("question", ["DX推進課の事業は？", "DX推進課が担当する事業は何件？", "Which projects does the DX推進課 run?", "DX推進課"])
    def test_by_department(self, assistant: Assistant, library: Library, question: str) -> None:
        """Every project of a department, also where it shares it."""
        assert _listed(assistant.ask(question), _where(library, lambda project: "DX推進課" in project.department_names))

    @pytest.mark.parametrize(
        "question", ["施策1-1の事業一覧", "「利便性を高める行政サービスの推進」の事業は？", "利便性を高める行政サービスの推進には何事業ありますか"]
    )
    def test_by_policy(self, assistant: Assistant, library: Library, question: str) -> None:
        """A policy is known by number and by name."""
        assert _listed(assistant.ask(question), _where(library, lambda project: bool(project.policy and project.policy.number == "1-1")))

    def test_by_goal(self, assistant: Assistant, library: Library) -> None:
        """The projects of a goal are those of its policies."""
        assert _listed(assistant.ask("基本目標2の事業は？"), _where(library, lambda project: bool(project.goal and project.goal.number == "2")))

    @pytest.mark.parametrize(("question", "letter"), [("重点事業は何件？", "A"), ("探索型事業の一覧", "C"), ("How many priority projects are there?", "A")])
    def test_by_category(self, assistant: Assistant, library: Library, question: str, letter: str) -> None:
        """A category is known by its spoken name in both languages."""
        assert _listed(assistant.ask(question), _where(library, lambda project: bool(project.category and project.category.number == letter)))

    def test_by_keyword(self, assistant: Assistant, library: Library) -> None:
        """A quoted word is looked for in everything a project says; a Latin one as a word."""
        expected = {each.id for each in library.projects if any("twitter" in text.lower() for text in each.texts())}
        assert expected and _listed(assistant.ask("「twitter」という言葉が出てくる事業を全部"), expected)

    def test_all_of_a_plan(self, assistant: Assistant, library: Library) -> None:
        """Without a filter the plan in force is listed; a former one where it is asked for."""
        assert _listed(assistant.ask("今の計画の事業一覧"), _where(library, lambda project: True), MOST_TOLD_WHOLE)
        assert _listed(assistant.ask("前の計画の事業は全部で何件？"), _where(library, lambda project: True, PROGRESS))

    def test_nothing_fits(self, assistant: Assistant) -> None:
        """A category that no project bears lists none, and no other one's projects."""
        answer = assistant.ask("深化型の事業は？")
        assert answer.status != "answered" and not answer.projects


class TestConditions:
    """Lists of projects that are a certain way."""

    def test_without_a_target(self, assistant: Assistant, library: Library) -> None:
        """Projects without a table, or with dashes alone, have no target."""
        expected = _where(library, lambda project: not any(target.is_set for target in project.targets))
        assert _listed(assistant.ask("目標値が設定されていない事業は？"), expected)

    def test_without_a_target_in_one_year(self, assistant: Assistant, library: Library) -> None:
        """A dash in that year's cell is enough."""
        expected = _where(library, lambda project: not any(target.is_set for target in project.targets if target.year.code == "R8"))
        assert _listed(assistant.ask("令和8年度の目標が設定されていない事業は？"), expected)

    def test_several_departments(self, assistant: Assistant, library: Library) -> None:
        """Projects that departments share."""
        assert _listed(assistant.ask("複数の課が担当する事業は？"), _where(library, lambda project: len(project.departments) > 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("計画期間は？", "令和６年度から令和９年度まで"),
        ("基本理念は？", "選ばれ・愛される"),
        ("いつまでの計画ですか", "令和９年度"),
        ("進行管理はどのように行いますか？", "PDCA"),
        ("基本目標はいくつ", "3つ"),
        ("施策一覧", "8施策"),
        ("施策1-1の名称は？", "利便性を高める行政サービスの推進"),
    ],
)
def test_a_plan_tells_of_itself(assistant: Assistant, question: str, said: str) -> None:
    """Period, idea, management, goals and policies are answered from the plan, not from a project."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and said in answer.text
    assert answer.references[0].project is None and answer.references[0].plan.id == ICT


def test_several_named_projects_are_answered_each(assistant: Assistant) -> None:
    """キャッシュレスと電子申請とRPA: three answers in that order, each cited."""
    answer = assistant.ask("キャッシュレスと電子申請とRPAの担当課は？")
    assert [each.title.printed for each in answer.projects] == ["公金収納におけるキャッシュレス決済の推進", "電子申請の利用促進", "RPAによる業務効率化の推進"]
    assert [each.project for each in answer.references[:3]] == list(answer.projects)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("RPAの基本目標は？", "基本目標2「経営資源を最大限に活用した行財政改革」"),
        ("Which policy does RPA belong to?", "policy 2-1"),
        ("情報システムの標準化・共通化の推進", "標準システムのスムーズな運用"),
    ],
)
def test_a_projects_heading_is_its_own(assistant: Assistant, question: str, said: str) -> None:
    """基本目標 is no yearly target, and a title that is also a policy's name is the project."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and said in answer.text


def test_what_nobody_knows_is_not_searched(assistant: Assistant) -> None:
    """The nearest neighbour of a word that no document holds is no find."""
    assert assistant.search("zzzqqq") == []


@pytest.mark.parametrize("question", ["何ができますか", "who are you"])
def test_who_answers_may_be_asked(assistant: Assistant, question: str) -> None:
    """A question about the assistant itself is told what can be asked, though it holds words of a field."""
    assert assistant.ask(question).status == "greeting"


def test_a_fact_is_one_sentence_told_once(assistant: Assistant) -> None:
    """A heading ends the paragraph before it, and a line that is two facts is said once."""
    assert "進行管理各事業" not in assistant.ask("重点事業とは？").text
    period = [statement.text for statement in assistant.ask("計画期間は？").statements]
    assert len(period) == len(set(period)) > 0


def test_a_loan_word_inside_a_longer_one_is_known(assistant: Assistant) -> None:
    """テキストマイニング stands in テキストマイニングシステム, also when asked in English."""
    answer = assistant.ask("When was the call centre's text mining tool bought?")
    assert answer.status == "answered" and "FY2011" in answer.text


def test_who_of_a_relative_clause_asks_no_owner(assistant: Assistant) -> None:
    """People who … are no department."""
    assert "The plan describes" in assistant.ask("What is the plan doing about elderly people who can't use smartphones?").text
