"""What is worked out from printed figures: differences, extremes, comparisons; refused where a cell gives no figure to calculate with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.arithmetic import amounts, target_rows
from assistant.assistant import Assistant
from corpus.library import Library
from corpus.settings import Settings
from corpus.values import Project, Span
from corpus.years import FiscalYear

SPAN = Span("d", 1, 1, 1)
SITE, SNS, RPA = "緑区特設サイトの充実", "SNS等を活用した文化事業及び文化資源に関する情報発信", "RPAによる業務効率化の推進"
Titled = Callable[[str], Project]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("26,250 件", [("", "26250", "件")]),
        ("25 拠点・15%", [("", "25", "拠点"), ("", "15", "%")]),
        ("24 拠点・13.4％（拠点数は R6.1 実績、利用率は R4 年度実績）", [("", "24", "拠点"), ("", "13.4", "%")]),
        ("X：600 人 YouTube：750 人", [("X", "600", "人"), ("YouTube", "750", "人")]),
        ("X 568 人、YouTube 730 人", [("X", "568", "人"), ("YouTube", "730", "人")]),
        ("1,027 人（R4 年度）", [("", "1027", "人")]),
    ],
)
def test_the_figures_of_a_cell(cell: str, expected: list[tuple[str, str, str]]) -> None:
    """Each figure with its unit and, where a cell holds several, its name."""
    assert [(each.name, str(each.value), each.unit) for each in amounts(cell, SPAN)] == expected


@pytest.mark.parametrize(
    "cell",
    [
        "30 校以上かつ150 件未満", "Ｒ5 年度実績から約 3％増", "更新完了", "－", "過年度の紙媒体の統計書を過去 14 年分オープンデータ化し、ホームページへ掲載",
        "紙資料を併用としている１以上の議会資料をペーパーレス化", "対前年度比5％増", "約100件", "全10件から順次", "",
    ],
)  # fmt: skip
def test_cells_that_give_nothing_to_calculate_with(cell: str) -> None:
    """Bounds, relative values and words."""
    assert amounts(cell, SPAN) == ()


@pytest.mark.parametrize(
    ("cell", "unit", "expected"), [("1,600", "世帯", ["1,600 世帯"]), ("40.0", "%", ["40.0%"]), ("約40", "件", []), ("40", "", []), ("40 件", "回", ["40 件"])]
)
def test_a_bare_figure_is_in_the_unit_of_its_indicator(cell: str, unit: str, expected: list[str]) -> None:
    """A unit printed with the name of the indicator holds for bare figures, and for no others."""
    assert [str(each) for each in amounts(cell, SPAN, unit)] == expected


def test_rows_of_targets(project: Titled) -> None:
    """A year's amounts stand where its target stands; a project of words alone has none."""
    rows = target_rows(project(SITE))
    assert [amount.value for row in rows.values() for amount in row] == [Decimal(26250), Decimal(27500), Decimal(28750), Decimal(30000)]
    assert target_rows(project("市議会対応事務の電子化")) == {}


@pytest.mark.parametrize(
    ("questions", "shown"),
    [
        (("緑区特設サイトの目標は、R6からR9でどれだけ増えますか",), ["30,000 － 26,250 = 3,750 件"]),
        (("緑区特設サイトのR7とR8の目標の差は？",), ["28,750 － 27,500 = 1,250 件"]),
        (("緑区特設サイトは、現状からR9までに何倍になりますか",), ["現状値（R5 年度）が25,000 件", "30,000 － 25,000 = 5,000 件", "30,000 ÷ 25,000 = 1.2 倍"]),
        (("緑区特設サイトのR6の目標は？", "R9との差は？"), ["30,000 － 26,250 = 3,750 件"]),
        (("RPAのR6とR9の目標の差は？",), ["4,415 － 4,415 = 0 時間"]),
        (("キャッシュレスの目標はR6とR9でどれだけ違う？差を教えて",), ["30 － 25 = 5 拠点", "17 － 14 = 3 ポイント"]),
        ((f"{SNS}の目標の増加率は、R6からR9で何%ですか",), ["X：750 － 600 = 150 人", "150 ÷ 600 × 100 = 25 ％", "YouTube：900 － 750 = 150 人"]),
        (("職員研修の受講者をR4からR9までに何人増やす？",), ["1,300 － 1,027 = 273 人"]),
        (("電子申請推進事業のH22とH24の追加件数の差は？",), ["10 － 1 = 9 件"]),
        (("What is the difference between the R6 and R9 targets of the Midori ward site?",), ["30,000 － 26,250 = 3,750 件", "the difference is"]),
    ],
)  # fmt: skip
def test_differences_are_shown_step_by_step(talk: Callable[..., Answer], questions: tuple[str, ...], shown: list[str]) -> None:
    """Both ends with their years, and the arithmetic; a percentage differs by points."""
    answer = talk(*questions)
    assert answer.status == "answered" and all(each in answer.text for each in shown), answer.text


def test_a_ratio_that_is_rounded_says_so(talk: Callable[..., Answer]) -> None:
    """1,300 ÷ 1,027 is 1.2658…: told as ≒ 1.27."""
    assert "1,300 ÷ 1,027 ≒ 1.27 倍" in talk("職員研修の受講者数は、現状値からR9までに何倍になりますか").text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("デジタルアーカイブの目標が一番大きい年度は？", ["最も大きいのは、令和9年度の240,000 件"]),
        ("デジタルアーカイブの目標が最も少ないのは何年度ですか", ["最も小さいのは、令和6年度の20,000 件"]),
        ("RPAの目標が最大なのは何年度？", ["令和6年度～令和9年度のいずれも4,415 時間で、同じ値"]),
        ("電子申請推進事業でメニューの追加が最も多かったのは何年度ですか", ["平成23年度の17 件", "H23年度に17件"]),
        ("In which year is the digital archive target highest?", ["240,000 件, in FY2027"]),
    ],
)
def test_the_largest_and_the_smallest(talk: Callable[..., Answer], question: str, shown: list[str]) -> None:
    """The year or years, with the figure; all the same is said."""
    answer = talk(question)
    assert answer.status == "answered" and all(each in answer.text for each in shown), answer.text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "デジタルアーカイブ推進事業と緑区特設サイトの充実、R8の目標はどちらが大きい？",
            ["「デジタルアーカイブ推進事業」の方が", "180,000 － 28,750 = 151,250 件"],
        ),
        ("電子申請の利用促進とオープンデータの充実、活用の推進のR8の目標を比べて", ["15 手続", "12 種類", "単位（手続、種類）が異なるため"]),
    ],
)
def test_projects_are_compared_where_their_units_agree(talk: Callable[..., Answer], question: str, shown: list[str]) -> None:
    """Each target is told; which is larger only where both count the same."""
    answer = talk(question)
    assert answer.status == "answered" and all(each in answer.text for each in shown), answer.text


@pytest.mark.parametrize(
    "question", ["通学路改善要望データのマッピングのR6とR9の目標の差は？", "ホームページ管理システム更新の目標はR6からR9でどれだけ増える？"]
)
def test_what_is_no_figure_is_told_as_it_is(talk: Callable[..., Answer], question: str) -> None:
    """The cells are told, and that nothing can be worked out from them."""
    answer = talk(question)
    assert "計算できる形では示されていません" in answer.text and "=" not in answer.text


@pytest.mark.parametrize("question", ["ホームページのアクセスはR6に実際どれだけ伸びましたか", "RPAで実際に減らした時間は、R6とR9でどれだけ差がありますか"])
def test_what_was_done_is_not_worked_out_of_targets(talk: Callable[..., Answer], question: str) -> None:
    """A plan of targets does not know what was reached."""
    assert "=" not in talk(question).text


def test_a_sum_over_years_in_which_nothing_was_counted_is_no_error(assistant: Assistant) -> None:
    """What was done then is told, or that nothing was."""
    before = assistant.ask("「インターネット安全教室」の参加人数は年度ごとに何人ですか")
    assert assistant.ask("令和3年度を合わせると何人？", before.conversation).status in ("answered", "not_found", "out_of_scope")


def test_the_years_asked_are_those_of_the_difference_though_they_are_the_whole_plan(library: Library) -> None:
    """Figures of years beyond the plan's period are no part of it."""
    plans = tuple(replace(plan, first_year=FiscalYear(2025), last_year=FiscalYear(2026)) for plan in library.plans)
    answer = Assistant(replace(library, plans=plans), Settings()).ask(f"{SITE}の目標は、R7からR8でどれだけ増えますか")
    assert "28,750 － 27,500 = 1,250 件" in answer.text and "26,250" not in answer.text, answer.text
