"""Names that the plans coin (「ほんまる号」) are found however their kana are typed, and by their sound in English; words of every day are no such names."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.coined import Coined, romanised
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.settings import Settings
from ingest.build import build_library
from ingest.catalog import entry_for
from ingest.profile import load_profiles

UNKNOWN = Path(__file__).parents[1] / "ingest" / "drafted"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A progress report and a reform plan of two made-up cities, read without a profile."""
    folder = tmp_path_factory.mktemp("coined") / "library"
    entries = [entry_for(UNKNOWN / name, ()) for name in ("ashizawa-progress-r2-r6.txt", "ashigase-action-r7-r10.txt")]
    build_library(folder, entries, load_profiles(), load_embedder())
    return Library.open(folder)


@pytest.fixture(scope="module")
def asked(library: Library) -> Assistant:
    """The assistant over both, asked in 令和8年度."""
    return Assistant(library, Settings(today=datetime.date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ほんまる号は何か所を回るの", "「ほんまる号」は何か所を回るの"),
        ("ホンマル号は何か所を回るの", "「ほんまる号」は何か所を回るの"),
        ("「ほんまる号」は何か所を回るの", "「ほんまる号」は何か所を回るの"),
        ("how many places does the honmaru-go visit", "how many places does the 「ほんまる号」 visit"),
        ("あしまる号はいくら", "おでかけ支援バス「あしまる号」運行事業はいくら"),  # the title that holds it
        ("あしたくr9なにやるの", "デマンド交通「あしタク」の運行拡大r9なにやるの"),
        ("イベントはいつ", "イベントはいつ"),
        ("アシブエ号は何台", "移動図書館「あしぶえ号」の運行見直しは何台"),
        ("見守りシールは無料ですか", "見守りシールは無料ですか"),
        ("where is the center", "where is the center"),
    ],
)
def test_a_coined_name_is_told_as_it_is_printed(library: Library, text: str, told: str) -> None:
    """In brackets, or by the title that has it; a word that anybody knows stays as it is typed."""
    assert Coined.of(library).spelt_out(text) == told


@pytest.mark.parametrize(
    ("kana", "letters"), [("ほんまる", "honmaru"), ("あしタク", "ashitaku"), ("シャッキー", "shaki"), ("りゅうじん", "ryujin"), ("ティア", "tia")]
)
def test_kana_in_letters(kana: str, letters: str) -> None:
    """Hepburn, with long vowels and doubled consonants single."""
    assert romanised(kana) == letters


@pytest.mark.parametrize(
    ("question", "project", "told"),
    [
        ("ほんまる号って何かしょまわるの", "移動図書館・地区図書室充実事業", "22か所"),
        ("あしたく R9なにやるの", "デマンド交通「あしタク」の運行拡大", "西部地区で運行開始"),
        ("Which places does the Honmaru-go visit?", "移動図書館・地区図書室充実事業", "ほんまる号"),
    ],
)
def test_a_coined_name_leads_to_its_project(asked: Assistant, question: str, project: str, told: str) -> None:
    """However it is typed."""
    answer = asked.ask(question)
    assert answer.status == "answered" and [each.title.printed for each in answer.projects] == [project]
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("あしまる号に一回乗るといくらかかりますか", "300円", "予算"),
        ("小学校の給食費は1か月いくらになりますか", "", "612万円"),  # what is in arrears is no fee
        ("おでかけ支援バスの令和5年度の利用者数は何人でしたか", "8,143", "8,000"),
        ("グリーンベルトの令和4年度の設置実績は何kmですか", "2.9", ""),
        ("住宅用の設備の補助は、令和6年度までの累計のうち蓄電池は何件ですか", "", "800"),  # a part of what is counted
        ("水道料金は令和6年度に何パーセント上がりましたか", "", "51.3"),  # another thing than the indicator
        ("What percentage of the land for 都市計画道路駅東通り線整備事業 was to be acquired by FY2022?", "85.0", "79.5"),
    ],
)
def test_a_figure_is_told_of_what_is_asked(asked: Assistant, question: str, told: str, untold: str) -> None:
    """The actual value of an indicator answers no question for a part of it or for another thing; what was to be is the target."""
    answer = asked.ask(question)
    assert told in answer.text, answer.text
    assert not untold or untold not in answer.text, answer.text


def test_goals_are_called_as_the_plan_calls_them(asked: Assistant) -> None:
    """方針3 is a goal of the plan that numbers its goals so, and is told by that word."""
    answer = asked.ask("方針3に属する取組の数と名称を教えてください")
    assert answer.status == "answered" and len(answer.projects) == 6 and "方針3「安全・安心を支えるインフラと防災体制の最適化」" in answer.text
    owned = asked.ask("介護予防「通いの場」の拡大はどの方針の取組ですか")
    assert "方針2「こども・高齢者の暮らしを支えるサービスの見直し」" in owned.text, owned.text


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over a report whose sheets are assessed (令和6年度の評価 Ｂ), read without a profile."""
    folder = tmp_path_factory.mktemp("report") / "library"
    build_library(folder, [entry_for(UNKNOWN / "mizukawa-environment-r4-r13.txt", ())], load_profiles(), load_embedder())
    return Assistant(Library.open(folder), Settings(today=datetime.date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("question", "count", "said"),
    [
        ("令和6年度の評価がCの事業は", 2, "「Ｃ」"),
        ("評価がＣの事業は", 2, "評価「Ｃ」"),
        ("令和6年度の評価がA又はCの事業は", 13, "「Ａ」「Ｃ」"),
    ],
)
def test_projects_are_listed_by_their_marks(report: Assistant, question: str, count: int, said: str) -> None:
    """One mark or several, of the year that is asked for or of the one that there is; the first sentence says which."""
    answer = report.ask(question)
    assert answer.status == "answered" and len(answer.projects) == count
    assert said in answer.statements[0].text, answer.statements[0].text
    assert report.ask("令和5年度の評価がCの事業は").status != "answered"


ASSESSED = """取組番号  {number}
取組名    {title}
担当課    総務課
取組内容  {title}を進める。
実施状況
  R6  {title}の会議を開いた。
進捗評価  {mark}  {reason}

"""


@pytest.fixture(scope="module")
def reasoned(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over a report that prints a reason behind each mark."""
    folder = tmp_path_factory.mktemp("reasoned")
    titles = ("窓口の見直し", "広報の充実", "補助金の適正化", "図書館の集約")
    marks = (("Ｂ", "雪のため２回が中止となった。"), ("Ａ", "目標を達成した。"), ("Ｃ", "Ａを目指したが届かなかった。"), ("Ｂ", "遅れている。"))
    sheets = (ASSESSED.format(number=i, title=title, mark=mark, reason=why) for i, (title, (mark, why)) in enumerate(zip(titles, marks, strict=True), 1))
    (folder / "report.txt").write_text("試見市改革プラン 令和6年度報告書\n\n" + "".join(sheets), "utf-8")
    build_library(folder / "library", [entry_for(folder / "report.txt", ())], load_profiles(), load_embedder())
    return Assistant(Library.open(folder / "library"), Settings(today=datetime.date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Ｂ評価の取組を全て挙げてください", ["窓口の見直し", "図書館の集約"]),
        ("進捗評価がAの取組は", ["広報の充実"]),
        ("評価がＡ又はＣの取組は", ["広報の充実", "補助金の適正化"]),
        ("How many projects were rated B?", ["窓口の見直し", "図書館の集約"]),
    ],
)
def test_a_mark_may_stand_before_its_reason(reasoned: Assistant, question: str, titles: list[str]) -> None:
    """And 評価 asks for 進捗評価; a letter within a reason is no mark."""
    answer = reasoned.ask(question)
    assert [project.title.printed for project in answer.projects] == titles, answer.text
