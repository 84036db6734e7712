"""Several projects in one sentence or one conversation: each is answered with its own, none is dropped, and two are set against each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.together import named_together
from corpus.settings import default_settings
from corpus.text import normalise
from evals.sources import Sources
from evals.traced import check

Ask = Callable[[str], Answer]
Talk = Callable[..., Answer]
RPA, APPLY, ARCHIVE, LIBRARY = "RPAによる業務効率化の推進", "電子申請の利用促進", "デジタルアーカイブ推進事業", "図書館DXの推進"
MIDORI, TRAINING, OPEN_DATA = "緑区特設サイトの充実", "職員のICTスキル等の向上", "オープンデータの充実、活用の推進"
CASHLESS, BUILDING, BCP = "公金収納におけるキャッシュレス決済の推進", "建築確認台帳等管理システムの更新及び審査報告書等の電子化", "ICT-BCPの推進"
SNS, PORTAL, GENERATIVE = "SNS等を活用した文化事業及び文化資源に関する情報発信", "さがみはら地域ポータルサイトの構築事業", "生成AIの活用・研究"


@pytest.mark.parametrize(
    ("text", "names", "questions"),
    [
        ("RPAと職員研修のR9の目標を教えて", ["RPA", "職員研修"], ["RPAのR9の目標を教えて", "職員研修のR9の目標を教えて"]),
        ("緑区、図書館、研修の現状値は？", ["緑区", "図書館", "研修"], ["緑区の現状値は?", "図書館の現状値は?", "研修の現状値は?"]),
        ("令和9年度のRPAと研修の目標は？", ["令和9年度のRPA", "令和9年度の研修"], ["令和9年度のRPAの目標は?", "令和9年度の研修の目標は?"]),
        ("RPAの担当課と研修のR9の目標は？", ["RPAの担当課", "研修"], ["RPAの担当課は?", "研修のR9の目標は?"]),
        ("RPAと研修の担当課と目標は？", ["RPA", "研修"], ["RPAの担当課と目標は?", "研修の担当課と目標は?"]),
        ("RPAや研修の担当は？", ["RPA", "研修"], ["RPAの担当は?", "研修の担当は?"]),
        ("Who runs RPA and the training?", ["rpa", "training"], ["who runs rpa", "who runs training"]),
    ],
)
def test_what_is_asked_of_all_is_asked_of_each(text: str, names: list[str], questions: list[str]) -> None:
    """A year that stands first, and all that stands behind the last name."""
    read = named_together(normalise(text), ())
    assert [list(each.names) for each in read] == [list(map(normalise, names))]
    assert list(read[0].questions) == list(map(normalise, questions)) and not read[0].compared


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AIのR9は図書館のR9の何倍？", ["AIのR9", "図書館のR9"]),
        ("AIのR6は図書館のR6より何件多いですか？", ["AIのR6", "図書館のR6"]),
        ("Is the R9 target of AI higher than that of the library?", ["the R9 target of AI", "the library"]),
    ],
)
def test_the_first_of_two_is_set_against_the_second(text: str, names: list[str]) -> None:
    """In the order in which they are named."""
    read = named_together(normalise(text), ())
    assert list(read[0].names) == list(map(normalise, names)) and read[0].compared and read[0].directed


@pytest.mark.parametrize(
    "text",
    [
        "RPAの担当課と目標は？",
        "R8とR9の目標は？",
        "友達と話していたのですが、RPAの担当課は？",
        "RPA、いつから？",
        "平成26年度、職員向けのサイトの機能で、何を作りましたか",
    ],
)
def test_one_name_is_not_several(text: str) -> None:
    """Fields, years and clauses are no names."""
    assert named_together(normalise(text), ()) == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("RPAと職員研修のR9の目標を教えて", {RPA: "4,415 時間", TRAINING: "1,300 人"}),
        ("ICT-BCPの実施率と職員研修の受講者数のR7は？", {BCP: "100％", TRAINING: "1,250 人"}),
        ("RPAの削減時間と電子申請の手続数とオープンデータの種類数のR8は？", {RPA: "4,415 時間", APPLY: "15 手続", OPEN_DATA: "12 種類"}),
        ("通学路と研修の担当は？", {"通学路改善要望データのマッピング": "学務課", TRAINING: "人材育成課"}),
        ("さがポとごみ分別アプリの担当は？", {PORTAL: "市民協働推進課", "行政情報の提供・配信の充実": "広聴広報課"}),
        ("緑区、デジタルアーカイブ、研修の現状値は？", {MIDORI: "25,000 件", ARCHIVE: "現状値の記載がありません", TRAINING: "1,027 人"}),
        ("職員のICTスキル等の向上とデジタルアーカイブのR9は？", {TRAINING: "1,300 人", ARCHIVE: "240,000 件"}),
        ("スマホ教室とRPAの担当は？", {"デジタル・ディバイド対策事業": "DX推進課", RPA: "DX推進課"}),
        ("RPA・研修の担当は？", {RPA: "DX推進課", TRAINING: "人材育成課"}),
        ("Which departments run the library project and the training?", {LIBRARY: "図書館", TRAINING: "人材育成課"}),
        ("What are the R9 targets for the library, RPA and the training?", {LIBRARY: LIBRARY, RPA: "4,415 時間", TRAINING: "1,300 人"}),
        ("RPAの担当は？緑区のR9は？", {RPA: "DX推進課", MIDORI: "30,000 件"}),
        ("緑区のR9は？デジタルアーカイブのR6は？", {MIDORI: "30,000 件", ARCHIVE: "20,000 件"}),
        ("緑区のR9は？RPAは？", {MIDORI: "30,000 件", RPA: "4,415 時間"}),
        ("Jアラートはいつ更新？緑区のR9は？", {"緊急情報配信拡充事業": "平成22年度", MIDORI: "30,000 件"}),
    ],
)
def test_each_is_told_with_its_own(ask: Ask, question: str, told: dict[str, str]) -> None:
    """None is dropped, whether it is named by its title, an alias, a short name or its indicator; every figure is traced."""
    answer, sources = ask(question), Sources.load(default_settings())
    assert answer.status == "answered" and {project.title.printed for project in answer.projects} == set(told)
    places = [answer.text.index(f"「{title}」" if answer.language == "ja" else f'"{title}"') for title in told]
    assert places == sorted(places)
    assert all(figure in answer.text[place:] for place, figure in zip(places, told.values(), strict=True))
    assert check(answer.to_dict(), question, sources.lines, sources.names) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("デジタルアーカイブのR9は緑区特設サイトのR9の何倍？", "240,000 ÷ 30,000 = 8 倍"),
        ("緑区特設サイトのR9はデジタルアーカイブのR9の何倍？", "30,000 ÷ 240,000 ≒ 0.13 倍"),
        ("デジタルアーカイブのR9は緑区特設サイトのR9の8倍ですよね？", "はい、令和9年度の目標値は"),
        ("デジタルアーカイブのR9は緑区特設サイトのR9の6倍ですよね？", "いいえ、令和9年度の目標値は"),
        ("デジタルアーカイブのR9は緑区特設サイトのR9より210,000件多いですか", "はい、令和9年度の目標値は"),
        ("緑区のR9はデジタルアーカイブのR9より多いですよね", "いいえ、令和9年度の目標値は"),
        ("緑区特設サイトのR6はデジタルアーカイブのR6より何件多いですか？", "26,250 － 20,000 = 6,250 件"),
        ("職員研修の受講者とXのフォロワーのR9の差は？", "1,300 － 750 = 550 人"),
        ("キャッシュレスの利用率と建築確認のペーパーレス化率はR9でどれだけ差がある？", "17 － 7 = 10 ポイント"),
        ("ICT-BCPの実施率のR9はキャッシュレスの利用率のR9より何ポイント高い？", "100 － 17 = 83 ポイント"),
        ("YouTubeとXの差はR8で何人？", "850 － 700 = 150 人"),
        ("デジタルアーカイブのR9と緑区特設サイトのR6の差は？", "240,000 － 26,250 = 213,750 件"),
        ("緑区特設サイトとデジタルアーカイブの4年間の合計の差は？", "560,000 － 112,500 = 447,500 件"),
        ("緑区特設サイトとデジタルアーカイブ、R6からR9の伸びはどちらが大きい？", "220,000 － 3,750 = 216,250 件"),
        ("緑区とデジタルアーカイブならどっちがR9の目標が大きい？", "「デジタルアーカイブ推進事業」の方が「緑区特設サイトの充実」より大きく"),
        ("RPAと研修のR9を比べて", "単位（時間、人）が異なるため"),
        ("電子申請と研修のR9の差は？", "単位（手続、人）が異なるため"),
        ("Compare the R9 targets of the digital archive and the Midori ward site.", "240,000 － 30,000 = 210,000 件"),
        ("Which is larger in R7, the training or the digital archive?", "different units (人, 件)"),
        ("緑区のR9よりもデジタルアーカイブのR9が何件多い？", "240,000 － 30,000 = 210,000 件"),
        ("緑区のR9に対してデジタルアーカイブのR9は何倍？", "240,000 ÷ 30,000 = 8 倍"),
        ("緑区よりデジタルアーカイブの方がR9の目標は多いですか？", "はい、令和9年度の目標値は"),
        ("デジタルアーカイブのR9から緑区のR9を引くと？", "240,000 － 30,000 = 210,000 件"),
        ("Midori ward site vs digital archive R9 targets?", "240,000 － 30,000 = 210,000 件"),
        ("How many times larger is the digital archive target in R9 than the Midori ward site target in R9?", "240,000 ÷ 30,000 = 8 times"),
    ],
)
def test_two_projects_are_set_against_each_other(ask: Ask, question: str, said: str) -> None:
    """The same figure of each, with the calculation between the two and none inside one of them."""
    answer, sources = ask(question), Sources.load(default_settings())
    assert said in answer.text and answer.status == "answered"
    assert check(answer.to_dict(), question, sources.lines, sources.names) == []


def test_where_one_has_no_such_figure_no_difference_is_told(ask: Ask) -> None:
    """The other's is told, and what is missing."""
    text = ask("緑区特設サイトとデジタルアーカイブの現状値を比べて").text
    assert "25,000 件" in text and "現状値の記載がありません" in text and "比べられる形では示されていない" in text and "151,250" not in text


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("RPAと博物館の担当課は？", "「博物館」にあたる事業は、特定できませんでした", "図書館"),
        ("RPAと博物館のR9の差は？", "「博物館」にあたる事業を特定できなかったため、比べることができません", "差は"),
        ("RPAのR9は博物館のR9より大きいですか", "「博物館」にあたる事業を特定できなかったため、比べることができません", "いいえ"),
        ("RPAと研修の予算は？", "「職員のICTスキル等の向上」について、予算や費用は", "事業内容は"),
        ("Compare RPA and the museum in R9.", 'which project "museum" is', "difference"),
        ("RPAとOCRの担当課は？", "「OCR」にあたる事業は、特定できませんでした", "OCRの担当課"),
    ],
)
def test_what_could_not_be_told_is_said(ask: Ask, question: str, said: str, unsaid: str) -> None:
    """As it was typed, beside what is told of the other; nothing is compared with it."""
    answer = ask(question)
    assert RPA in answer.text
    assert said in answer.text and unsaid not in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("災害と防災の情報共有システムの担当課は？", "災害情報共有システムの構築事業"),
        ("国保と年金の担当課は？", "国民健康保険等事務業務のデジタル化の推進"),
        ("生成AIの活用と研究の担当は？", GENERATIVE),
        ("キャッシュレスの拠点数と利用率のR8は？", CASHLESS),
        ("XとYouTubeのR8の目標は？", SNS),
        ("建築確認の更新と電子化の担当課は？", BUILDING),
        ("オープンデータの充実・活用の推進の担当課は？", OPEN_DATA),
        ("パソコンと携帯電話から申請できるようにした事業の担当課は？", "電子申請推進事業"),
        ("RPAの担当課とR9の目標は？", RPA),
        ("前年に比べてRPAのR9は何時間多い？", RPA),
        ("What KPI does Sagamihara use for its digital archive, and what value is set for FY2026?", ARCHIVE),
        ("What does the city want to do with its own office rooms and furniture?", "働き方に合わせたファシリティの検討"),
        ("緑区のアクセス件数はR6よりR9が何件多い？", MIDORI),
        ("which department posts art and culture events on X and youtube?", SNS),
    ],
)
def test_words_of_one_project_are_not_parted(ask: Ask, question: str, title: str) -> None:
    """Though another project has one of them, too."""
    assert {project.title.printed for project in ask(question).projects} == {title}


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("デジタルアーカイブのR9は？", "緑区は？", "どっちが多い？"), "240,000 － 30,000 = 210,000 件"),
        (("デジタルアーカイブのR9は？", "緑区は？", "差は？"), "240,000 － 30,000 = 210,000 件"),
        (("デジタルアーカイブのR9は？", "緑区のR6は？", "差は？"), "240,000 － 26,250 = 213,750 件"),
        (("デジタルアーカイブのR9は？", "緑区は？", "どれくらい違う？"), "240,000 － 30,000 = 210,000 件"),
        (("デジタルアーカイブのR9は？", "緑区のR9より何件多い？"), "240,000 － 30,000 = 210,000 件"),
        (("デジタルアーカイブのR9は？", "緑区との差は？"), "240,000 － 30,000 = 210,000 件"),
        (("緑区とデジタルアーカイブのR9は？", "差は？"), "240,000 － 30,000 = 210,000 件"),
        (("What is the R9 target of open data?", "And e-application?", "Which is larger?"), "different units (種類, 手続)"),
        (("緑区のR8は？", "R9は？", "差は？"), "30,000 － 28,750 = 1,250 件"),
        (("緑区のR9は？", "現状値との差は？"), "30,000 － 25,000 = 5,000 件"),
        (("デジタルアーカイブのR9は？", "R6より何件多い？"), "240,000 － 20,000 = 220,000 件"),
    ],
)
def test_what_is_compared_in_a_conversation(talk: Talk, turns: tuple[str, ...], said: str) -> None:
    """The two projects asked about one behind the other; the years of one where that was asked of again."""
    assert said in talk(*turns).text


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("緑区の担当は？", "研修は？", "もう片方のR9は？"), "30,000 件"),
        (("緑区のR9は？", "研修は？", "もう一つのほうの担当は？"), "緑区役所地域振興課"),
        (("緑区のR9は？", "研修は？", "さっきのほうの担当は？"), "緑区役所地域振興課"),
        (("緑区のR9は？", "研修は？", "前の事業の担当は？"), "緑区役所地域振興課"),
        (("緑区の担当は？", "研修は？", "もう一方は？"), "緑区役所地域振興課"),
        (("Which department runs the council one?", "And BCP?", "What is the indicator of the other one?"), "市議会対応事務の電子化"),
    ],
)
def test_the_other_one_is_the_one_before(talk: Talk, turns: tuple[str, ...], said: str) -> None:
    """Of the two spoken of last, the one that was not asked about last."""
    assert said in talk(*turns).text


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("施策1-1の事業は？", "2番目のR8の目標は？", "3番目は？"), [BUILDING, "令和8年度", "1％"]),
        (("施策3-1の事業は？", "1つ目のR9は？", "2つ目は？"), ["統計データ利活用推進", "令和9年度"]),
        (("施策3-1の事業は？", "3番目の担当は？", "4番目は？"), ["通学路改善要望データのマッピング", "学務課"]),
        (("List projects of policy 1-1.", "What is the second one's R8 target?", "The third?"), [BUILDING, "1％"]),
    ],
)
def test_a_bare_place_keeps_pointing_into_the_list(talk: Talk, turns: tuple[str, ...], said: list[str]) -> None:
    """With the field and the year asked last."""
    answer = talk(*turns)
    assert len(answer.projects) == 1 and all(each in answer.text for each in said)


def test_a_short_question_stays_with_the_project_that_holds_its_words(talk: Talk) -> None:
    """Though another one's title has the word; where it only turns to that word it is asked back."""
    assert [project.title.printed for project in talk("デジタルアーカイブの概要は？", "いつ公開？").projects] == [ARCHIVE]
    answer = talk("図書館の概要は？", "AIは？")
    assert answer.status == "clarify" and [project.title.printed for project in answer.projects] == [LIBRARY, GENERATIVE]
    assert [project.title.printed for project in talk("RPAの担当は？", "研修は？").projects] == [TRAINING]
    assert [project.title.printed for project in talk("RPAの担当は？", "緑区は？").projects] == [MIDORI]


@pytest.mark.parametrize("ids", [(0, 3), (2, 6), (5, 9), (1, 11)])
def test_projects_of_other_cities_are_named_together(cities: Assistant, ids: tuple[int, int]) -> None:
    """By their titles, whatever these hold."""
    library, ask = cities.library, cities.ask
    two = [[each for each in library.projects if each.departments][place] for place in ids]
    answer = ask("と".join(each.title.printed for each in two) + "の担当課は？")
    assert {each.title.printed for each in two} <= {each.title.printed for each in answer.projects}
