"""In which years a figure meets a condition, and in which it grows most."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.year_where import condition_of

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "met", "unmet"),
    [
        ("オープンデータの目標が12種類でない年度は？", "令和9年度の13 種類", "令和8年度"),
        ("研修の受講者が1,300人未満の年度は？", "令和6年度の1,150 人、令和7年度の1,250 人", "令和8年度"),
        ("キャッシュレスの導入拠点が25拠点を超えるのはいつ？", "令和9年度の30 拠点", "令和8年度"),
        ("Xのフォロワーが700人を超えるのは何年度？", "令和9年度のX：750 人", "YouTube："),
        ("デジタルアーカイブのアクセス件数が10万件を超えるのはいつ？", "令和7年度の120,000 件", "令和6年度"),
        ("受講者が1300人の年度は？", "令和8年度の目標値（職員研修の受講者数）は、1,300 人", "令和7年度"),
        ("職員研修の目標が前年度と同じなのは何年度？", "令和9年度の1,300 人", "令和7年度"),
        ("オープンデータの目標が前年度を上回る年度は？", "令和9年度の13 種類", "令和7年度"),
        ("地域情報サポーター講座が9回でない年度は？", "平成24年度の11 回", "平成23年度の"),
        ("In which year does the digital archive target exceed 100,000?", "FY2025 (Reiwa 7) (120,000 件)", "FY2024"),
    ],
)
def test_the_years_that_meet_a_condition_are_told(ask: Ask, question: str, met: str, unmet: str) -> None:
    """Those in which it is so, with their figures; no year at whose figure the bound stands."""
    answer = ask(question)
    assert answer.status == "answered" and met in answer.text and unmet not in answer.text.replace("フォロワー数、YouTube の", "")


def test_no_year_is_said_to_be_none(ask: Ask) -> None:
    """Where no year meets the condition, that is said, with all figures."""
    answer = ask("RPAの目標が前年度から変わる年度は？")
    assert "お尋ねの条件に合う年度はありません" in answer.text and answer.text.count("4,415") == 4


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("デジタルアーカイブのアクセス件数の伸びが最も大きい年は？", "令和7年度です（120,000 － 20,000 = 100,000 件）"),
        ("掲載団体数の伸びが最も大きい年度は？", "平成24年度です（59 － 38 = 21 団体）"),
        ("Which year has the biggest increase in the digital archive target?", "120,000 － 20,000 = 100,000"),
    ],
)
def test_the_greatest_growth_is_no_greatest_figure(ask: Ask, question: str, told: str) -> None:
    """The step from one year to the next is worked out, and shown."""
    assert told in ask(question).text


@pytest.mark.parametrize(
    ("question", "bound"),
    [("2万8750件を超えるのは何年度", "28750"), ("1.5万件以上になるのはいつ", "15000"), ("3千人に達するのは何年度", "3000"), ("1,300人の年は", "1300")],
)
def test_bounds_are_read_as_they_are_written(question: str, bound: str) -> None:
    """万 and 千 are of the number."""
    condition = condition_of(question)
    assert condition and condition.bound == Decimal(bound)


@pytest.mark.parametrize(
    "question", ["RPAの担当課は？", "令和8年度の目標は？", "4,415時間を超えますか", "令和9年度以降はいつ始まる？", "令和6年度は1,000人を超えますか"]
)
def test_what_asks_for_no_such_year_has_no_condition(question: str) -> None:
    """A year is asked for, and one bound is named."""
    assert condition_of(question) is None


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("さがポの新規団体のH24からH26の合計は？", "21 + 11 + 7 = 39", "206"),
        ("さがポの掲載団体数の合計は？", "合計することはできません", "244"),
        ("さがポの新規団体が最も多い年は？", "平成24年度の21 団体", "77 団体です"),
        ("デジタルアーカイブの現状値とR9の目標の差は？", "現状値の記載がありません", "60,000"),
        ("デジタルアーカイブのR6はR9の何倍？", "20,000 ÷ 240,000", "= 12"),
        ("電子申請推進事業のH23はH26の何倍？", "17 ÷ 4 = 4.25", "0.24"),
    ],
)
def test_figures_are_those_that_are_asked_for(ask: Ask, question: str, told: str, untold: str) -> None:
    """What was new is not what there is; no baseline is none; and a ratio is that of the one to the other."""
    text = ask(question).text
    assert told in text and untold not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("RPAの削減時間は？", "4,415"),
        ("RPAのR7は何時間でしたか", "4,415"),
        ("緑区のサイトの今のアクセスは？", "25,000"),
        ("デジタルアーカイブのアクセス数は？", "240,000"),
        ("緑区サイトはR9に30,000件になると聞きました", "30,000"),
    ],
)
def test_what_is_printed_is_not_denied(ask: Ask, question: str, told: str) -> None:
    """A baseline is what was reached in its year, a measure is asked for by its name alone, and polite endings are no past."""
    answer = ask(question)
    assert answer.status == "answered" and told in answer.text


@pytest.mark.parametrize(("question", "told"), [("職員研修の令和4年度の実績は？", "1,027"), ("キャッシュレスの拠点数の実績は？", "24 拠点")])
def test_a_baseline_is_told_where_no_result_is_recorded(ask: Ask, question: str, told: str) -> None:
    """The plan records no achievements; the figure that it gives of that year, or as an actual value, is told beside that."""
    answer = ask(question)
    assert answer.status == "not_found" and "実績の記載がありません" in answer.text and told in answer.text
