"""Figures that a question asserts: read as numbers, set against what is printed, and told with a yes or no that is sure, or with none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.premises import number_of, printed_figures, values_borne_out
from corpus.years import FiscalYear

Ask = Callable[[str], Answer]
R8 = FiscalYear(2026)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("12万", 120000), ("2万8750", 28750), ("十二万", 120000), ("1.3千", 1300), ("1千3百", 1300), ("2万7千5百", 27500), ("30k", 30000), ("30 thousand", 30000)],
)
def test_a_number_is_one_value_however_written(printed: str, value: int) -> None:
    """In digits, kanji, both, and with English thousands."""
    assert number_of(printed) == Decimal(value)


def test_the_figures_of_a_cell_have_names_units_and_bounds() -> None:
    """30 校以上かつ150 件未満; X：600 人 YouTube：750 人; 約 3％増."""
    assert [(each.unit, each.relation) for each in printed_figures("30 校以上かつ150 件未満")] == [("校", "least"), ("件", "below")]
    assert [(each.name, int(each.value)) for each in printed_figures("X：600 人 YouTube：750 人")] == [("x", 600), ("youtube", 750)]
    assert [(int(each.value), each.relation, each.moves) for each in printed_figures("Ｒ5 年度実績から約 3％増")] == [(3, "about", True)]


@pytest.mark.parametrize(
    ("text", "cell", "verdict"),
    [
        ("1,000人を超えますか", "1,150 人", True),
        ("1,200人を超えますか", "1,150 人", False),
        ("1,150人を超えますか", "1,150 人", False),
        ("1,150人以上ですよね", "1,150 人", True),
        ("1,200人に届かないですよね", "1,150 人", True),
        ("1,100人を下回らないですよね", "1,150 人", True),
        ("1,000人より少ないですよね", "1,150 人", False),
        ("1,000名以下ではないですよね", "1,150 人", True),
        ("5,000人ではないですよね", "1,150 人", True),
        ("5,000人じゃないですか", "1,150 人", None),
        ("1,200人に足りないですよね", "1,150 人", None),
        ("1,200人近くですよね", "1,150 人", None),
        ("1,200人を超えないですよね", "1,150 人", True),
        ("1,000人より多いですよね", "1,150 人", True),
        ("年間およそ1万件ですよね", "年間約10万件", False),
        ("441万5千円ですよね", "4,415 千円", True),
        ("約1,200人ですよね", "1,150 人", True),
        ("約1,300人ですよね", "1,150 人", None),
        ("約2,000人ですよね", "1,150 人", False),
        ("2割ですよね", "20％", True),
        ("25%ですよね", "25 拠点・16％", False),
        ("25か所ですよね", "25 拠点・16％", True),
        ("25拠点で17%ですよね", "25 拠点・16％", False),
        ("25時間ですよね", "25 拠点", None),
        ("150件以上ですよね", "30 校以上かつ150 件未満", False),
        ("30校以上ですよね", "30 校以上かつ150 件未満", True),
        ("40校ですよね", "30 校以上かつ150 件未満", None),
        ("xは850人ですよね", "X：700 人 YouTube：850 人", False),
        ("750人ですよね", "X：700 人 YouTube：850 人", False),
        ("850人ですよね", "X：700 人 YouTube：850 人", None),
        ("2割増やすというのは本当か", "R5 年度実績から約 10％増", False),
        ("10%ですよね", "R5 年度実績から約 10％増", None),
        ("隣の事業との差は850人ですよね", "850 人", None),
        ("5,000人増えますよね", "1,150 人", None),
        ("is it over 1,000 people?", "1,150 人", True),
        ("isn't it 1,000 people?", "1,150 人", False),
        ("it is 1,150, isn't it?", "1,150 人", True),
        ("fewer than 1.2k people, right?", "1,150 人", True),
    ],
)
def test_a_claim_is_borne_out_or_not_or_it_cannot_be_told(text: str, cell: str, verdict: bool | None) -> None:
    """By number, unit and relation; without a verdict where one of them is not understood."""
    assert values_borne_out(text, {R8: cell}, "") is verdict


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("デジタルアーカイブの令和7年度は12万件ですね？", "はい、"),
        ("緑区特設サイトのR9は3万ですよね", "はい、"),
        ("緑区特設サイトのR7の目標は2万8750件ですか？", "いいえ、"),
        ("職員研修の令和6年度は1,000人を超えますか？", "はい、"),
        ("キャッシュレスの利用率は令和9年度でも20%未満ですよね？", "はい、"),
        ("ICT-BCPのR8は90%以上ですね？", "はい、"),
        ("通学路のR8は150件以上ですね？", "いいえ、"),
        ("XはR8に850人、YouTubeはR8に700人ですね？", "いいえ、"),
        ("XはR8に700人、YouTubeはR8に850人ですね？", "はい、"),
        ("職員研修は4年間で5,000人受講する計画ですね？", "はい、令和6年度から令和9年度までの目標値の合計は、1,150 + 1,250"),
        ("緑区特設サイトは4年間で12万件ですよね？", "いいえ、令和6年度から令和9年度までの目標値の合計"),
        ("電子申請は4年間で60手続増える計画ですよね？", "はい、"),
        ("緑区特設サイトは令和9年度に20％増えますね？", "はい、"),
        ("緑区特設サイトはR6からR9で5,000件増えますよね？", "いいえ、"),
        ("キャッシュレスの利用率はR6からR9で3ポイント上がりますよね？", "はい、"),
        ("電子申請推進事業は5年間で33件追加しましたね？", "はい、"),
        ("インターネット安全教室の参加者は3年間で186名ですね？", "はい、"),
        ("さがポのH24の掲載団体は70団体ですよね", "いいえ、「さがみはら地域ポータルサイトの構築事業」の平成24年度"),
        ("バナー広告はH26に3法人でしたよね", "いいえ、「さがみはら地域ポータルサイトの構築事業」の平成26年度"),
        ("RPAの目標は年々増えているんですよね？", "いいえ、"),
        ("緑区特設サイトの目標は年々増えますか？", "はい、"),
        ("掲載団体数は毎年増えていますか？", "はい、"),
        ("職員研修は毎年1,300人ですよね？", "いいえ、"),
        ("緑区特設サイトの現状は2万5千ですか？", "はい、"),
        ("Is it true that the R9 target of the Midori ward site is 30k?", "Yes. "),
        ("Is the digital archive target in R9 less than 300,000?", "Yes. "),
        ("Is the training target 5,000 people over the four years?", "Yes. "),
    ],
)
def test_what_is_asserted_gets_a_yes_or_no(ask: Ask, question: str, begins: str) -> None:
    """A figure of a year, a sum, a change, or the course over the years."""
    answer = ask(question)
    assert answer.status == "answered" and answer.text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "デジタルアーカイブのR9は緑区特設サイトのR9の8倍ですよね？",
        "デジタルアーカイブのR9は24万件、緑区のR9は5万件ですよね？",
        "デジタルアーカイブのアクセス件数は倍増しますか？",
        "フォロワーはR9に750人ですよね？",
        "RPAは令和7年度に目標の4,415時間を達成できたんですよね？",
        "職員研修は4年間で5,000人が受講しましたよね？",
        "電子申請の拠点数のR8は15ですよね？",
        "RPAの導入業務数のR8は4,415ですよね？",
        "緑区特設サイトのR6はデジタルアーカイブのR6より1,250件多いですよね？",
        "職員研修のR6は1,100人じゃないですか？",
        "デジタルアーカイブのR7は10万件台ですよね？",
        "RPAの令和8年度の目標は？",
        "Isn't the R8 target of RPA 4,415 hours?",
    ],
)
def test_what_cannot_be_judged_gets_neither(ask: Ask, question: str) -> None:
    """The figures are told without a verdict."""
    text = ask(question).text
    assert not text.startswith(("はい", "いいえ", "Yes", "No."))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("RPAは探索型ですよね？", "いいえ、"),
        ("RPAは重点事業ですよね？", "はい、"),
        ("生成AIは探索型ですか？", "はい、"),
        ("緑区特設サイトは施策3-1ですよね？", "いいえ、"),
        ("RPAは基本目標3ですよね？", "いいえ、"),
        ("RPAは総務法制課がやってるって聞いたけど本当？", "いいえ、"),
        ("RPAはDX推進課がやってるって聞いたけど本当？", "はい、"),
        ("RPAの担当はDX推進課で合ってますか", "はい、"),
        ("多言語対応は国際課だけが担当ですよね？", "「多言語対応"),
        ("RPA is run by DX推進課, right?", "Yes. "),
        ("RPA is run by 総務法制課, right?", "No. "),
        ("I heard the training is run by 総務法制課. Is that true?", "No. "),
    ],
)
def test_a_department_or_a_heading_that_is_asserted_is_judged(ask: Ask, question: str, begins: str) -> None:
    """The project's own is told, behind a yes or no."""
    answer = ask(question)
    assert answer.status == "answered" and len(answer.projects) == 1 and answer.text.startswith(begins)


def test_what_a_department_is_said_to_run_is_no_list_of_its_projects(ask: Ask) -> None:
    """The library system is run by …, right?"""
    assert len(ask("The library system is run by DX推進課, right?").projects) < 2


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("さがポの構築はH23ですよね？", "いいえ、", "平成22年度にポータルサイト構築"),
        ("アリオ橋本の証明書自動交付機はH24ですよね？", "いいえ、", "平成22年度"),
        ("相模原チャンネルの創設はH24ですよね？", "いいえ、", "平成23年度"),
        ("災害情報共有システムの構築はH24ですよね？", "いいえ、", "平成25年度"),
        ("災害情報共有システムができたのはH24ですよね", "いいえ、", "平成25年度"),
        ("橋本パスポートセンターの待ち人数表示システムはH24ですよね？", "いいえ、", "平成25年度"),
        ("Jアラートは平成24年に更新した？", "いいえ、", "平成22年度"),
        ("携帯電話からの申請はH24からですか？", "いいえ、", "平成23年度"),
        ("携帯電話からの申請はH23からですか？", "「電子申請推進事業」", "携帯電話からの申請・届出を開始した"),
        ("さがポの構築はH22ですよね？", "「", "構築"),
        ("災害情報共有システムの構築はH25ですよね？", "「", "構築した。（H25）"),
        ("相模大野パスポートセンターの待ち人数表示システムはH24ですよね？", "「", "H24"),
        ("市ホームページのリニューアルは平成26年度ですか？", "「行政情報の提供", "H25～H26"),
    ],
)
def test_the_year_of_an_act_is_put_right(ask: Ask, question: str, begins: str, said: str) -> None:
    """Where another year is asserted than the one in which it was done; not where the year is right, or what led up to it was done then."""
    answer = ask(question)
    assert answer.status == "answered" and answer.text.startswith(begins) and said in answer.text and answer.text.count("いいえ") == (begins == "いいえ、")


@pytest.mark.parametrize(
    "question",
    [
        "職員研修の受講者目標は2027年度に2026年度より上積みされていますか、据え置きですか。",
        "デジタルアーカイブのR9は24万件ですか、30万件ですか",
        "人口の統計書の公開は、今は12年分で、令和7年度には16年分まで遡る計画だという認識でよろしいですね。",
    ],
)
def test_one_of_two_and_figures_of_two_times_get_no_verdict(ask: Ask, question: str) -> None:
    """Which of two is so has no yes or no; and what is now is not set against the target."""
    answer = ask(question)
    assert answer.status == "answered" and not answer.text.startswith(("はい", "いいえ"))
