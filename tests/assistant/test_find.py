"""Finding: the project that a question means comes first, and the public never finds what is for staff."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Conversation
from assistant.assistant import Assistant
from assistant.find import fit, shares
from corpus.embedding import load_embedder
from corpus.settings import HERE, Settings
from ingest.build import build_library
from ingest.catalog import load_catalog
from ingest.profile import load_profiles

PROGRESS = "sagamihara-progress-h22-h26"
STAFF_QUESTIONS = (
    "電子申請推進事業の担当課は？",
    "Jアラートの更新はいつ？",
    "さがみはら地域ポータルサイトの構築事業の実績は？",
    "平成24年度の電子申請の実績は？",
    "進行管理表の事業一覧",
    "昔の計画の事業は何件？",
    "情報政策課の事業は？",
    "「twitter」という言葉が出てくる事業を全部",
    "What was done for the portal site in FY2012?",
)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("RPAの担当課は？", "RPAによる業務効率化の推進"),
        ("犬の登録をデジタル化する事業", "畜犬登録受付業務のデジタル化"),
        ("お年寄りのスマホ", "デジタル・ディバイド対策事業"),
        ("現金を使わない支払い", "公金収納におけるキャッシュレス決済の推進"),
        ("議会の紙をなくす取組", "市議会対応事務の電子化"),
        ("通学路の安全", "通学路改善要望データのマッピング"),
        ("Jアラートの更新", "緊急情報配信拡充事業"),
        ("中学校給食ブログ", "さがみはら地域ポータルサイトの構築事業"),
        ("dog registration", "畜犬登録受付業務のデジタル化"),
        ("cashless payment at the counter", "公金収納におけるキャッシュレス決済の推進"),
        ("generative AI", "生成AIの活用・研究"),
        ("multilingual support", "多言語対応における更なるICT活用の検討"),
    ],
)
def test_the_project_that_is_meant_comes_first(assistant: Assistant, question: str, title: str) -> None:
    """Everyday words, abbreviations and English lead to the project; its title need not be named."""
    assert assistant.search(question)[0].project.title.printed == title


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("電子申青の利用促進", "電子申請の利用促進"),
        ("通学路改善要望データのマッピンク", "通学路改善要望データのマッピング"),
        ("でじたるあーかいぶ推進事業", "デジタルアーカイブ推進事業"),
        ("地域情報プラットホーム研究事業", "地域情報プラットフォーム研究事業"),
        ("緑区特設サイドの充実", "緑区特設サイトの充実"),
    ],
)
def test_a_misspelt_title_is_found(assistant: Assistant, question: str, title: str) -> None:
    """A wrong character or another script in a title leaves enough of it in common."""
    best = assistant.search(question)[0]
    assert best.project.title.printed == title and best.naming > 0


def test_every_title_finds_its_project(assistant: Assistant) -> None:
    """Whoever types a title gets that project, unless a policy has the very same name."""
    policies = {policy.name for plan in assistant.library.plans for policy in plan.policies}
    projects = [each for each in assistant.library.projects if each.title.printed not in policies]
    assert [each.id for each in projects] == [assistant.search(each.title.printed)[0].project.id for each in projects]


def test_results_are_best_first_and_tell_why(assistant: Assistant) -> None:
    """Scores fall, each project comes once with passages of its own, and no more come than asked for."""
    found = assistant.search("電子申請", limit=5)
    assert len({each.project.id for each in found}) == len(found) == 5
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(passage.project_id == each.project.id for each in found for passage in each.passages)
    assert found[0].coverage > 0 and found[0].likeness > 0 and found[0].naming > 0


def test_the_same_question_finds_the_same(assistant: Assistant) -> None:
    """Finding has no chance in it."""
    assert assistant.search("窓口の待ち時間") == assistant.search("窓口の待ち時間")


class TestHowSure:
    """The score of a search is a likelihood."""

    def test_one_that_is_named_is_sure(self, assistant: Assistant) -> None:
        """All of the likelihood goes to it, and no more than all there is."""
        found = assistant.search("RPAによる業務効率化の推進", 100)
        assert found[0].score > 0.95 and 0.95 < sum(each.score for each in found) <= 1.0

    def test_two_that_are_alike_share_it(self, assistant: Assistant) -> None:
        """Of two with one score each has half of what fits; the order stays."""
        first, second, *others = assistant.decider.ranked(query := assistant.reader.read("電子申請"), assistant.finder.passages(query))
        alike = shares([first, replace(second, score=first.score), *others])
        assert alike[0] == pytest.approx(alike[1]) and alike[0] < 0.5
        assert alike[0] + alike[1] > 0.9 > 0.1 > fit(replace(first, coverage=0.0, likeness=0.1, tenor=0.1, kinship=0.1, naming=0.0))

    def test_what_no_plan_tells_is_not_found(self, assistant: Assistant) -> None:
        """The nearest neighbour of nothing is no find, or hardly one."""
        assert assistant.search("zzzqqq") == [] and shares([]) == []
        assert all(each.score < 0.5 for question in ("カレーの作り方", "明日の天気") for each in assistant.search(question))

    def test_one_named_outright_stays_first(self, assistant: Assistant) -> None:
        """A lower score behind it does not turn the order of the likelihoods."""
        found = assistant.decider.ranked(query := assistant.reader.read("電子申請"), assistant.finder.passages(query))
        turned = shares([replace(found[0], score=0.1), *found[1:]])
        assert turned == sorted(turned, reverse=True)


class TestFilters:
    """A search among some projects alone."""

    def test_only_these_are_found_and_the_best_of_them_comes_first(self, assistant: Assistant) -> None:
        """The other plan's project of the same name is not there, and the rest keeps its order."""
        older = {project.id for project in assistant.library.projects_of(PROGRESS)}
        found = assistant.search("電子申請", 100, within=older)
        assert found[0].project.title.printed == "電子申請推進事業" and {each.project.id for each in found} <= older
        assert all(passage.project_id in older for each in found for passage in each.passages)

    def test_passages_beyond_the_limits_are_reached(self, assistant: Assistant) -> None:
        """The filter works while searching, not on what was found: a single project is found by words that fit others better."""
        only = next(project.id for project in assistant.library.projects if project.title.printed == "市議会対応事務の電子化")
        assert [each.project.id for each in assistant.search("電子申請の利用促進", 10, within={only})] in ([only], [])
        assert {hit.passage.project_id for hit in assistant.finder.passages(assistant.reader.read("電子申請"), {only})} == {only}

    def test_none_of_them_finds_nothing(self, assistant: Assistant) -> None:
        """An empty filter is not no filter."""
        assert assistant.search("電子申請", 10, within=()) == []


class TestEverydaySpeech:
    """People who know no term of a plan."""

    @pytest.mark.parametrize(
        ("question", "title"),
        [
            ("ろぼっとがおしごとをてつだうやつ", "RPAによる業務効率化の推進"),
            ("がいこくのひととはなすきかい", "多言語対応における更なるICT活用の検討"),
            ("びょういんをさがす ページ", "医療機関情報提供拡充の推進"),
            ("窓口へ出向くことなく電子申請", "電子申請の利用促進"),
            ("analyzing call center inquiries", "コールセンター「市民の声」活用事業(CRMの推進)"),
            ("putting paper statistics books online", "統計データ利活用推進"),
        ],
    )
    def test_kana_everyday_words_and_english_find_the_project(self, assistant: Assistant, question: str, title: str) -> None:
        """Meaning is compared, not spelling."""
        assert assistant.search(question)[0].project.title.printed == title


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two plans, the older one for staff."""
    folder = tmp_path_factory.mktemp("staff") / "library"
    entries = [replace(entry, visibility="staff") if entry.id == PROGRESS else entry for entry in load_catalog(HERE / "catalog.toml")]
    build_library(folder, entries, load_profiles(), load_embedder())
    return folder


@pytest.fixture(scope="module")
def public(folder: Path, assistant: Assistant) -> Assistant:
    """The assistant of the public."""
    return Assistant.open(folder, settings=assistant.settings)


class TestVisibility:
    """A library that holds a plan for staff."""

    @pytest.mark.parametrize("question", STAFF_QUESTIONS)
    def test_the_public_is_told_nothing_of_it(self, public: Assistant, question: str) -> None:
        """No answer shows a project, a citation, a suggestion or the title of a plan for staff."""
        answer = public.ask(question)
        assert all(each.plan_id != PROGRESS for each in answer.projects)
        assert all(each.plan.id != PROGRESS for each in answer.references)
        assert "進行管理表" not in answer.text and "電子申請推進事業" not in f"{answer.text} {answer.suggestions}"
        assert all(each.project.plan_id != PROGRESS for each in public.search(question, 100))

    @pytest.mark.parametrize("question", ["担当課は？", "実績は？", "平成25年度は？", "昔の計画では？"])
    def test_a_conversation_does_not_open_it(self, public: Assistant, question: str) -> None:
        """The id of a project for staff, handed in as spoken of before, leads nowhere."""
        answer = public.ask(question, Conversation(project_ids=(f"{PROGRESS}-01",), asks=("owner",), plan_ids=(PROGRESS,)))
        assert "情報政策課" not in answer.text and all(each.plan.id != PROGRESS for each in answer.references)

    def test_staff_are_told(self, folder: Path, assistant: Assistant) -> None:
        """The same library answers staff from that plan."""
        answer = Assistant.open(folder, "staff", assistant.settings).ask(STAFF_QUESTIONS[0])
        assert answer.status == "answered" and "情報政策課" in answer.text

    def test_a_relation_to_it_is_not_told(self, public: Assistant, assistant: Assistant) -> None:
        """The undertaking in the other plan is mentioned only to who may see it."""
        question = "電子申請の利用促進の担当課は？"
        assert "電子申請推進事業" in assistant.ask(question).text
        assert "電子申請推進事業" not in public.ask(question).text


def test_without_any_visible_plan_nothing_is_known(tmp_path: Path) -> None:
    """A library for staff alone answers the public that it does not know, without an error."""
    entries = [replace(entry, visibility="staff") for entry in load_catalog(HERE / "catalog.toml")]
    build_library(tmp_path / "library", entries, load_profiles(), load_embedder())
    public = Assistant.open(tmp_path / "library", settings=Settings())
    for question in ("RPAの担当課は？", "RPAの令和8年度の目標は？", "こんにちは"):
        answer = public.ask(question)
        assert not answer.references and not answer.projects and "DX推進課" not in answer.text
    assert public.search("RPA") == []
