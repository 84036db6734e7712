"""What is said: owner, target, sum, achievement, time and detail, always cited, never the nearest number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.evidence import nested_text
from corpus.library import Library
from corpus.settings import HERE, Settings
from corpus.text import normalise, squeeze
from corpus.values import Project
from corpus.years import FiscalYear

Ask = Callable[[str], Answer]
Titled = Callable[[str], Project]
RPA, ARCHIVE, PORTAL = "RPAによる業務効率化の推進", "デジタルアーカイブ推進事業", "さがみはら地域ポータルサイトの構築事業"


# fmt: off
SCRAPS = (
    "RPA", "電子申請", "担当課", "目標", "R8", "令和6年度", "平成24年度", "の", "は", "？", "合計", "実績", "いつ", "DX推進課",
    "施策1-1", "何件", "事業", "ですか", "「", "」", "前の計画", "the", "who", "AI", "翌年度",
)
# fmt: on


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    """Asks one question and makes sure that every citation is of the lines it quotes and numbered in order."""

    def asked(question: str) -> Answer:
        answer = assistant.ask(question)
        assert [each.citation.number for each in answer.references] == list(range(1, len(answer.references) + 1))
        assert all(each.citation.quote == assistant.library.quote(each.citation.span) != "" for each in answer.references)
        return answer

    return asked


def test_owner_and_target_in_one_question(ask: Ask, project: Titled) -> None:
    """Both fields are told, each cited, and the first citation is the project that was asked about."""
    answer = ask("RPAの担当課とR8の目標は？")
    assert answer.status == "answered" and answer.language == "ja"
    assert "DX推進課" in answer.text and "令和8年度" in answer.text and "4,415 時間" in answer.text
    assert all(statement.citations for statement in answer.statements)
    assert answer.references[0].project == project(RPA)


def test_the_same_in_english(ask: Ask) -> None:
    """An English question has an English answer with names and figures as printed."""
    answer = ask("Who owns the RPA project and what is its R8 target?")
    assert answer.status == "answered" and answer.language == "en"
    assert all(said in answer.text for said in ("The department in charge", "DX推進課", "FY2026 (Reiwa 8)", "4,415 時間"))


def test_the_language_can_be_chosen(assistant: Assistant) -> None:
    """A language that is handed in wins over that of the question."""
    assert "department in charge" in assistant.ask("RPAの担当課は？", language="en").text
    assert "担当課は" in assistant.ask("Who owns the RPA project?", language="ja").text


def test_every_owner_is_told(ask: Ask, library: Library) -> None:
    """Asked by title, all departments of each project are told, and no other's."""
    for project in library.projects:
        answer = ask(f"{project.title.printed}の担当課は？")
        assert answer.status == "answered" and answer.projects == (project,)
        assert all(name in answer.statements[0].text for name in project.department_names)
        assert answer.references[0].project == project


def test_every_target_is_told_or_said_not_to_be_set(ask: Ask, library: Library) -> None:
    """Each cell of each table: the value as printed, or that the table shows a dash."""
    for project in library.projects:
        for target in project.targets:
            answer = ask(f"{project.title.printed}の{target.year.japanese}の目標値は？")
            assert (answer.status == "answered") == target.is_set
            assert (target.cell.printed in answer.text) if target.is_set else ("設定されていません" in answer.text)
            assert target.year.japanese in answer.text and answer.references[0].project == project


@pytest.mark.parametrize("year", ["令和5年度", "令和10年度"])
def test_a_year_outside_the_period_is_said_to_be_outside(ask: Ask, year: str) -> None:
    """The period is told with the lines where it stands; no neighbour's value is."""
    answer = ask(f"RPAの{year}の目標値は？")
    assert answer.status == "not_found" and "令和6年度～令和9年度" in answer.text and "4,415" not in answer.text
    assert any(reference.project is None for reference in answer.references)


def test_edges_of_the_period_are_years(ask: Ask) -> None:
    """最終年度 is the last year of the plan."""
    answer = ask("デジタルアーカイブの最終年度の目標は？")
    assert "240,000" in answer.text and "180,000" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("図書館DXの目標値は？", "目標値の記載がありません"),
        ("図書館DXの成果指標は？", "成果指標の記載がありません"),
        ("電子申請の現状値は？", "現状値の記載がありません"),
        ("RPAの実績は？", "実績の記載がありません"),
        ("RPAの予算は？", "予算や費用は計画に見当たりません"),
        ("RPAの電話番号は？", "連絡先は計画に見当たりません"),
        ("なぜRPAの目標は4,415時間なのですか", "理由は計画に見当たりません"),
    ],
)
def test_what_the_plan_does_not_give_is_said(ask: Ask, question: str, said: str) -> None:
    """A field or attribute without an entry is declined with the project cited."""
    answer = ask(question)
    assert answer.status == "not_found" and said in answer.text and answer.references


class TestSums:
    """Sums are shown with their arithmetic, and only of what can be added."""

    @pytest.mark.parametrize(
        ("question", "arithmetic"),
        [
            ("電子申請の目標値の合計は？", "15 + 15 + 15 + 15 = 60 手続"),
            ("電子申請のR6からR8の目標値の合計は？", "15 + 15 + 15 = 45 手続"),
            ("RPAの目標値の合計は？", "4,415 + 4,415 + 4,415 + 4,415 = 17,660 時間"),
            ("オープンデータの目標の合計は？", "12 + 12 + 12 + 13 = 49 種類"),
            ("What is the total of the online application targets?", "15 + 15 + 15 + 15 = 60 手続"),
        ],
    )
    def test_counts_are_added(self, ask: Ask, question: str, arithmetic: str) -> None:
        """What is new each year adds up."""
        answer = ask(question)
        assert answer.status == "answered" and arithmetic in answer.text

    @pytest.mark.parametrize(
        "question",
        [
            "ICT-BCPの推進の目標値の合計は？",  # a rate
            "SNSのフォロワーの目標値の合計は？",  # a stock
            "公金収納の目標の合計は？",  # a stock and a rate in one cell
            "公式ホームページ管理システム更新の目標値の合計は？",  # relative to an earlier year
            "通学路の目標値の合計は？",  # bounds
            "統計データの目標値の合計は？",  # a text with figures
        ],
    )
    def test_rates_stocks_and_relative_values_are_not(self, ask: Ask, question: str) -> None:
        """Where figures cannot be added, that is said and no sum is made."""
        answer = ask(question)
        assert answer.status == "not_found" and "足し合わせることのできる値ではない" in answer.text and "=" not in answer.text

    def test_what_was_counted_year_by_year_is_added(self, ask: Ask, project: Titled) -> None:
        """The figures of one sentence, with the years they belong to."""
        answer = ask("電子申請推進事業で追加したメニューの合計は何件？")
        assert "10 + 17 + 1 + 1 + 4 = 33 件" in answer.text and "平成22年度から平成26年度まで" in answer.text
        assert answer.references[0].project == project("電子申請推進事業")


class TestAchievements:
    """What was done, with the years as printed."""

    def test_all_of_a_project(self, ask: Ask, project: Titled) -> None:
        """Every achievement has its line, behind the lines it is nested under, with its mark."""
        lines = [each.text for each in ask(f"{PORTAL}の実績は？").statements if each.text.startswith("・")]
        items = project(PORTAL).achievements
        assert len(lines) == len(items)
        assert all(nested_text(item) in line and item.mark.strip("（）()") in line for item, line in zip(items, lines, strict=True))
        assert any("機能及びコンテンツ拡充：サイトへの掲載団体数：38団体（H23）" in line for line in lines)

    def test_of_one_year(self, ask: Ask, project: Titled) -> None:
        """Only what was done in that year, ranges expanded."""
        done = project(PORTAL).done_in(FiscalYear.from_code("H24"))
        lines = [each.text for each in ask(f"{PORTAL}の平成24年度の実績は？").statements if each.text.startswith("・")]
        assert len(lines) == len(done) and any("59団体" in line for line in lines) and not any("38団体" in line for line in lines)

    def test_of_a_year_without_any(self, ask: Ask) -> None:
        """A year in the period in which nothing is recorded is said to have none."""
        answer = ask("医療機関情報提供拡充の推進の平成22年度の実績は？")
        assert answer.status == "not_found" and "平成22年度の実績は、計画に記載がありません" in answer.text

    @pytest.mark.parametrize(("question", "year"), [("Jアラートの更新はいつ？", "平成22年度"), ("さがポの愛称を公募したのはいつ？", "平成25年度")])
    def test_when(self, ask: Ask, question: str, year: str) -> None:
        """The year in which something was done is told with the sentence that says so."""
        answer = ask(question)
        assert answer.status == "answered" and year in answer.text

    def test_a_counted_thing_is_quoted_for_each_year(self, ask: Ask) -> None:
        """掲載団体数 has a figure for several years; each is told with its own."""
        text = ask("地域ポータルサイトの掲載団体数は何団体ですか").text
        assert "平成23年度" in text and "38団体" in text and "平成24年度" in text and "59団体" in text


class TestPremises:
    """A question that asserts something wrong is answered with いいえ."""

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("RPAの令和8年度の目標は20時間ですか？", "4,415 時間"),
            ("RPAの担当課は広聴広報課ですか？", "DX推進課"),
            ("市議会対応事務の電子化の担当課はDX推進課ですか？", "総務法制課"),
            ("Jアラートの更新は平成24年度でしたよね？", "平成22年度"),
        ],
    )
    def test_a_wrong_one_is_corrected(self, ask: Ask, question: str, said: str) -> None:
        """The right value follows."""
        text = ask(question).text
        assert text.startswith("いいえ、") and said in text

    @pytest.mark.parametrize(
        "question", ["RPAの令和8年度の目標は4,415時間ですか？", "RPAの担当課はDX推進課ですか？", "Jアラートの更新は平成22年度でしたよね？", "RPAの担当課は？"]
    )
    def test_a_right_one_is_not(self, ask: Ask, question: str) -> None:
        """What is so, or is only asked, gets no いいえ."""
        answer = ask(question)
        assert answer.status == "answered" and "いいえ" not in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("RPAの担当課は総務課ですか？", "いいえ、「RPAによる業務効率化の推進」の担当課は、DX推進課です。"),
        ("RPAの担当は国際課で合ってますか", "いいえ、「RPAによる業務効率化の推進」の担当課は、DX推進課です。"),
        ("Jアラート更新はH25ですよね", "いいえ、「緊急情報配信拡充事業」の「Ｊアラートを更新した。」は、平成22年度"),
        ("電子申請の目標は20手続ですか", "いいえ、「電子申請の利用促進」の令和6年度の目標値"),
    ],
)
def test_a_wrong_premise_is_put_right_once(ask: Ask, question: str, begins: str) -> None:
    """What the question takes for granted is denied in the first sentence, and there alone."""
    answer = ask(question)
    assert answer.text.startswith(begins) and answer.text.count("いいえ") == 1


def test_the_neighbours_figure_is_not_told(ask: Ask) -> None:
    """A year that only the neighbour's plan covers, or a quantity that no plan has, leads to no figure."""
    for question in ("南区特設サイトのR7のアクセス目標", "学校ホームページのアクセス数のR8目標", "観光サイトのアクセス件数のR8目標"):
        assert ask(question).status == "not_found" and not ask(question).projects
    assert "27,500 件" in ask("緑区のサイトのR7の目標").text
    mail, downloads = ask("防災メールの登録者数のR8目標"), ask("オープンデータのダウンロード数の目標は")
    assert mail.status == downloads.status == "not_found"
    assert "フォロワー" not in mail.text and "（ダウンロード数）の目標値は、計画に記載がありません" in downloads.text and "12" not in downloads.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("財政課の事業は？", "財政課が担当する事業は、計画に記載がありません。"),
        ("広聴公報課が担当する事業は？", "広聴公報課が担当する事業は、計画に記載がありません。"),
    ],
)
def test_a_department_without_projects_has_none(ask: Ask, question: str, said: str) -> None:
    """Neither the words of its name nor its neighbours stand in for it."""
    answer = ask(question)
    assert answer.status == "not_found" and said in answer.text


def test_departments_are_known_by_the_glossarys_names(library: Library) -> None:
    """An English name in the city's glossary stands for the department."""
    answer = Assistant(library, Settings(glossary=HERE / "glossary.toml")).ask("How many projects does the DX Promotion Division run?")
    count = sum("DX推進課" in each.department_names for each in library.projects)
    assert answer.statements[0].text == f"Projects in the charge of DX推進課: {count}."


def test_words_joined_by_or_are_either(ask: Ask) -> None:
    """や lists the projects that hold one word or the other."""
    either, one, other = (ask(f"{words}に関する事業をすべて挙げて") for words in ("健康や福祉", "健康", "福祉"))
    assert {each.id for each in either.projects} == {each.id for answer in (one, other) for each in answer.projects}
    assert "又は" in either.statements[0].text


def test_all_but_one_department_are_counted(ask: Ask, library: Library) -> None:
    """The department that is left out is not named, since no line that is cited holds it."""
    answer = ask("情報政策課以外が担当する事業")
    assert answer.statements[0].text.startswith(f"お尋ねの部署以外が担当する事業は、{len(answer.projects)}件です")


def test_uncertain_captions_are_said_to_be_uncertain(ask: Ask, project: Titled) -> None:
    """Steps of which the page does not tell whose they are come last, in a sentence that says so."""
    unsure = [action.printed for action in project(RPA).actions if not action.certain]
    last = ask("RPAの行動目標は？").statements[-1].text
    assert unsure and all(action in last for action in unsure) and "確定できません" in last
    assert not any(action in statement.text for action in unsure for statement in ask("RPAの行動目標は？").statements[:-1])


def test_the_same_undertaking_in_another_plan_is_said_to_be_inferred(ask: Ask, project: Titled) -> None:
    """The related project comes after the answer, cited as itself, and the link is called inferred."""
    answer = ask("電子申請の利用促進の担当課は？")
    assert "推定" in answer.statements[-1].text and "電子申請推進事業" in answer.statements[-1].text
    assert answer.references[0].project == project("電子申請の利用促進") and answer.references[-1].project == project("電子申請推進事業")
    assert "inferred" in ask("Who owns 電子申請の利用促進?").text


def test_suggestions_lead_to_answers(assistant: Assistant) -> None:
    """Each question that is suggested is answered when it is asked."""
    for question in ("RPAの担当課は？", f"{PORTAL}の実績は？", "Who owns the RPA project?", "こんにちは"):
        suggestions = assistant.ask(question).suggestions
        assert suggestions and question not in suggestions
        assert {assistant.ask(each).status for each in suggestions} == {"answered"}


def test_the_answer_is_the_contract(ask: Ask) -> None:
    """As JSON an answer has the fields of the HTTP contract, its citations the lines and an address."""
    data = ask("RPAの担当課とR8の目標は？").to_dict()
    assert set(data) == {"answer", "status", "language", "conversation_id", "citations", "projects", "suggestions"}
    first = data["citations"][0]
    assert first["number"] == 1 and first["title"] == RPA and first["period"] == "R6-R9" and squeeze("DX推進課") in squeeze(first["quote"])
    assert first["url"].startswith("/v1/documents/") and first["line_start"] <= first["line_end"]
    assert data["projects"][0]["departments"] == ["DX推進課"] and "[1]" in data["answer"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(SCRAPS),
        max_size=9,
    )
)
def test_no_question_breaks_it(assistant: Assistant, words: list[str]) -> None:
    """Whatever is strung together, an answer comes; what is answered is cited in order, and no statement cites what is not there."""
    question = "".join(words)
    if not normalise(question):
        return
    answer = assistant.ask(question)
    numbers = [each.citation.number for each in answer.references]
    assert answer.statements and numbers == list(range(1, len(numbers) + 1))
    assert all(set(statement.citations) <= set(numbers) for statement in answer.statements)
    assert answer.status != "answered" or answer.references
