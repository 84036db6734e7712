"""How one undertaking runs through several plans."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.compose import Draft
from assistant.history import answer_history, in_other_plans
from assistant.understand import Query
from assistant.wording import load_wording
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.register import write_register
from corpus.settings import HERE, Settings
from corpus.values import DividedDocument, Line, Link, Plan, Project, Span, Text
from corpus.years import FiscalYear
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.decisions import Decided, Decisions
from ingest.profile import load_profiles

Ask = Callable[[str], Answer]
Titled = Callable[[str], Project]
NEW, OLD, RPA = "電子申請の利用促進", "電子申請推進事業", "RPAによる業務効率化の推進"
OPTIMISATION = "「業務・システム全体最適化」事業"


class TestHistory:
    """計画をまたいだ経緯は?"""

    @pytest.mark.parametrize(
        "question",
        [
            "電子申請の利用促進の経緯は？",
            "電子申請の利用促進は、前の計画からどう引き継がれてきましたか。",
            "電子申請の利用促進について、計画をまたいだ移り変わりを教えてください",
        ],
    )
    def test_what_was_done_is_told_in_its_turn(self, ask: Ask, project: Titled, question: str) -> None:
        """The older plan first, with all that it records; then the new one, the change of department, and that the link is inferred."""
        answer = ask(question)
        told = [statement.text for statement in answer.statements]
        assert answer.status == "answered" and OLD in told[1] and told[2] == f"「{OLD}」の主な実績は、次のとおりです。"
        done = told[3 : 3 + len(project(OLD).achievements)]
        assert all(text.startswith("・") for text in done) and any("17件" in text for text in done)
        assert NEW in told[3 + len(done)] and told[-2] == "担当課は、情報政策課からDX推進課に変わっています。" and "推定" in told[-1]

    def test_the_way_of_a_project_in_one_plan_is_what_was_done(self, ask: Ask) -> None:
        """From its first year to its last; that no other plan has it comes behind."""
        answer = ask("住民票が出てくる機械は、平成22年度に増やしてからどんなふうに変わってきたのか、順を追って教えてください")
        text = answer.text
        assert text.index("アリオ橋本") < text.index("13台") < text.index("順次廃止") < text.index("見当たりません")

    @pytest.mark.parametrize(
        "question",
        [
            "電子申請の利用促進の担当課は昔と今で変わりましたか",
            "電子申請の利用促進の担当課は、前の計画から変わりましたか",
        ],
    )
    def test_each_plan_in_its_turn(self, ask: Ask, project: Titled, question: str) -> None:
        """The older plan first, each with title, department, when something was done, and this year's target; then the change, and that it is inferred."""
        answer = ask(question)
        told = [statement.text for statement in answer.statements]
        assert answer.status == "answered" and answer.references[0].project == project(NEW)
        assert OLD in told[1] and "情報政策課" in told[1] and told[2] == "主な実績の記載がある年度は、平成22年度～平成26年度です。"
        assert NEW in told[3] and "DX推進課" in told[3] and "令和8年度" in told[4] and "15 手続" in told[4]
        assert told[5] == "担当課は、情報政策課からDX推進課に変わっています。" and "推定" in told[6] and len(told) == 7

    def test_every_sentence_is_cited(self, ask: Ask) -> None:
        """Figures, years and departments stand in the lines cited; none is left out for want of them."""
        answer = ask("電子申請の利用促進の経緯は？")
        assert all(statement.citations for statement in answer.statements) and not answer.trace.get("left_out")
        assert {reference.project.title.printed for reference in answer.references if reference.project} == {NEW, OLD}

    @pytest.mark.parametrize(
        "question",
        [f"Please tell me the history of {NEW} across plans.", f"How has {NEW} changed since the old plan?", f"Has the department in charge of {NEW} changed?"],
    )
    def test_in_english(self, ask: Ask, question: str) -> None:
        """The same, with the change of department and the word inferred."""
        answer = ask(question)
        assert answer.language == "en" and answer.status == "answered"
        assert "changed from 情報政策課 to DX推進課" in answer.text and "inferred" in answer.statements[-1].text
        assert "FY2010 (Heisei 22) to FY2014 (Heisei 26)" in answer.text and "15 手続" in answer.text

    def test_the_plan_of_today_is_the_one_spoken_of(self, ask: Ask) -> None:
        """A question that names no title is answered from the project that runs now, one that names the old title from the old one."""
        assert ask("ネットでできる電子申請って、担当の課は昔と今で変わりましたか？").projects[0].title.printed == NEW
        assert ask(f"{OLD}の経緯は？").projects[0].title.printed == OLD

    def test_without_a_link_its_own_plan_is_told(self, ask: Ask, project: Titled) -> None:
        """It says that no other plan has it, and what its own says; the nearest neighbour of the other plan is not named."""
        answer = ask(f"{RPA}は、前の計画から引き継がれた事業ですか。")
        assert "見当たりません" in answer.statements[0].text and "DX推進課" in answer.statements[1].text
        assert {each.project for each in answer.references if each.project} == {project(RPA)}

    def test_what_else_is_asked_is_told_once(self, ask: Ask) -> None:
        """A target of another year comes behind; this year's is not repeated."""
        assert ask(f"{NEW}の経緯とR8の目標は？").text.count("15 手続") == 1
        assert "令和7年度の目標値" in ask(f"{NEW}の経緯とR7の目標は？").text

    def test_it_follows_what_was_spoken_of(self, assistant: Assistant) -> None:
        """A follow-up asks it of the project before; with none before it is asked back."""
        before = assistant.ask("電子申請の担当課は？").conversation
        assert "情報政策課からDX推進課に" in assistant.ask("昔と比べて変わった？", before).text
        assert assistant.ask("経緯は？").status == "clarify"

    @pytest.mark.parametrize(
        "question",
        [
            "Which department is in charge of the address change procedure?",
            "How did the RPA target change from R6 to R9?",
            "RPAの目標はR6からR9でどう変わりますか",
        ],
    )
    def test_other_changes_are_no_history(self, assistant: Assistant, question: str) -> None:
        """A change inside one plan, or of something else, is asked of that plan."""
        assert "history" not in assistant.reader.read(question).asks


class TestList:
    """計画をまたいで続いている事業は?"""

    @pytest.mark.parametrize(
        "question", ["計画をまたいで続いている事業は？", "前の計画から引き継がれた事業は何ですか", "Which projects run through both plans?"]
    )
    def test_what_goes_on_is_listed(self, ask: Ask, question: str) -> None:
        """Pair by pair, each with plan and department, called inferred."""
        answer = ask(question)
        assert answer.status == "answered" and len(answer.statements) == 2
        assert OLD in answer.statements[1].text and NEW in answer.statements[1].text and ("推定" in answer.text or "inferred" in answer.text)

    def test_of_one_department(self, ask: Ask) -> None:
        """A department restricts the list; one whose projects are all new has none."""
        assert NEW in ask("DX推進課の事業で、前の計画から引き継がれたものは？").text
        assert ask("学務課の事業で、前の計画から引き継がれた事業は？").status == "not_found"


def test_an_owner_is_told_with_the_change_pointed_out(ask: Ask) -> None:
    """An ordinary question for the department names that of its own plan, and says that the other plan has another one."""
    answer = ask(f"{NEW}の担当課は？")
    assert answer.statements[-1].text.endswith("その計画での担当課は、異なります。") and "情報政策課" not in answer.text
    assert "異なります" not in ask(f"{NEW}の令和8年度の目標は？").text


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the two plans, whose city confirmed a link that likeness did not find and denied the one it found."""
    entries = load_catalog(HERE / "catalog.toml")
    plans = entries[0].id, entries[1].id
    decisions = (
        Decided("denied 1", False, (f"{plans[0]}-01", f"{plans[1]}-01"), plans),
        Decided("confirmed 1", True, (f"{plans[0]}-10", f"{plans[1]}-21"), plans),
    )
    folder = tmp_path_factory.mktemp("decided") / "library"
    build_library(folder, entries, load_profiles(), load_embedder(), decisions=Decisions(Path("links.toml"), decisions))
    return Assistant(Library.open(folder), Settings(today=datetime.date(2026, 7, 1)))


class TestDecided:
    """What the city says of the links."""

    def test_a_confirmed_link_is_inferred_all_the_same(self, decided: Assistant) -> None:
        """It is told, called inferred, and said to be confirmed."""
        for question in (f"{RPA}の経緯は？", f"{RPA}の担当課は？"):
            text = decided.ask(question).text
            assert OPTIMISATION in text and "推定" in text and "確認しています" in text
        assert "inferred" in decided.ask("Who owns the RPA project?").text

    def test_a_denied_link_is_not_followed(self, decided: Assistant) -> None:
        """Neither in the history, nor in a remark, nor by a follow-up."""
        for question in (f"{NEW}の経緯は？", f"{NEW}の担当課は？"):
            assert OLD not in decided.ask(question).text
        assert OLD not in decided.ask("昔の計画では？", decided.ask(f"{NEW}の担当課は？").conversation).text


def test_an_undertaking_is_followed_from_plan_to_plan(tmp_path: Path) -> None:
    """A plan that is linked only by the plan between is reached; a plan that is reached already is not entered again by another project."""
    library, (a1, _), (b1, _), (c1, c2) = _three(tmp_path, (2010, 2014, 2018))
    assert [link.other.id for link in in_other_plans(library, a1)] == [b1.id, c1.id]
    assert [link.other.id for link in in_other_plans(library, b1)] == [a1.id, c1.id, c2.id]  # its own links, all of them


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((2010, 2014, 2018), ["担当課は、a課からb課に変わっています。", "担当課は、b課からc課に変わっています。"]),
        ((2010, 2012, 2018), ["担当課は、計画によって異なり、a課とb課です。"]),
    ],
)
def test_departments_of_three_plans(tmp_path: Path, years: tuple[int, int, int], told: list[str]) -> None:
    """One change after the other. Two projects that one became do not change into each other, and plans that run at one time differ."""
    library, _, (b1, _), _ = _three(tmp_path, years)
    draft = Draft(library, load_wording("ja"), Query("", "ja"))
    answer_history(draft, b1, FiscalYear(2026))
    said = [statement.text for statement in draft.statements]
    assert all(sentence in said for sentence in told) and sum(text.startswith("担当課は") for text in said) == 2
    assert sum(text.startswith("・") for text in said) == 4


def _three(folder: Path, years: tuple[int, int, int]) -> tuple[Library, tuple[Project, ...], tuple[Project, ...], tuple[Project, ...]]:
    """A library of three plans that begin in these years, of which the first projects are linked, and the first of the second plan with both of the third."""
    plans = [_plan(name, year) for name, year in zip(("a", "b", "c"), years, strict=True)]
    (a1, _), (b1, _), (c1, c2) = (plan.projects for plan in plans)
    links = [Link(a1, b1, 0.9, "inferred"), Link(b1, c1, 0.8, "inferred"), Link(b1, c2, 0.79, "inferred")]
    build = folder / "builds" / "one"
    build.mkdir(parents=True)
    (folder / "current").write_text("one")
    write_register(build, plans, [], {}, {"embedding_model": load_embedder().name, "build": "one", "documents": "[]"}, links)
    return Library.open(folder), *(plan.projects for plan in plans)


def _plan(name: str, year: int) -> DividedDocument:
    span = Span(name, 1, 1, 1)
    plan = Plan(name, name, "市", FiscalYear(year), FiscalYear(year + 3), name, "", "public", span)
    return DividedDocument(
        plan, tuple(Project(f"{name}-{i:02d}", name, Text(f"事業{i}", span), departments=(Text(f"{name}課", span),)) for i in (1, 2)), (Line(1, 1, name),)
    )


def test_an_undertaking_is_followed_by_the_words_of_the_question(ask: Callable[[str], Answer]) -> None:
    """Where no link leads into a plan, its project that fits by itself is told, as inferred, with the line that speaks of the matter."""
    answer = ask("オープンデータって今の計画の前からやってたんですか？")
    assert [each.title.printed for each in answer.projects][:1] == ["オープンデータの充実、活用の推進"]
    assert "行政情報の提供・配信の充実" in answer.text and "オープンデータライブラリ" in answer.text and "推定です" in answer.text
    assert "見当たりません" not in answer.text


def test_no_project_of_another_plan_is_made_up(ask: Callable[[str], Answer]) -> None:
    """What fits no project of the other plan is followed into none."""
    assert "見当たりません" in ask("デジタルサイネージの事業の経緯を、前の計画から今の計画まで教えて").text


def test_two_plans_that_are_named_are_both_told(ask: Callable[[str], Answer]) -> None:
    """Each by its own project."""
    answer = ask("オープンデータ、前の計画（H22-26）と今の計画でそれぞれ何をしたか・するか。")
    assert [each.title.printed for each in answer.projects] == ["行政情報の提供・配信の充実", "オープンデータの充実、活用の推進"]
