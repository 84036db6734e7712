"""A report on a plan: actual values beside targets, what stands behind other labels, and projects listed by their mark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant

TAXI, LIBRARIANS, SHOPS = "デマンド型乗合タクシー運行事業", "学校司書配置事業", "空き店舗活用創業支援事業"


@pytest.mark.parametrize(
    ("questions", "told", "not_told"),
    [
        (["自主防災組織の組織率 令和5年度の実績"], ["令和5年度の実績値", "78.8"], "83.0"),
        (
            [f"{TAXI}の運行区域数、令和6年度の計画と実績は？"],
            ["目標値（運行区域数（単位：区域））は、4です", "実績値（運行区域数（単位：区域））は、3です"],
            "8,259",
        ),
        (["空き店舗の新規出店数、R5の計画値は？"], ["目標値", "は、5です"], "4です"),
        ([f"{LIBRARIANS}の配置校数、令和6年度の計画と実績の差は？"], ["計画値が14 校、実績値が11 校", "14 － 11 = 3 校"], "38.0"),
        (
            [f"{TAXI}って何？", "令和6年度は何人乗った？", "前の年と比べてどれだけ増えた？"],
            ["令和5年度の実績値が6,633 人", "8,259 － 6,633 = 1,626 人"],
            "7,000",
        ),
        (["自主防災組織の組織率 令和5年度の実績", f"{LIBRARIANS}の配置校数、令和6年度の計画と実績の差は？"], ["14 － 11 = 3 校"], "令和5年度"),
        ([f"{LIBRARIANS}の配置校数は、令和6年度の目標に何校足りなかったのですか"], ["14 － 11 = 3 校"], "38.0"),
        ([f"{LIBRARIANS}の配置校数は令和6年度の目標を達成しましたか"], ["目標値", "14", "実績値", "11"], "38.0"),
        (["認知症サポーターは今何人？"], ["令和6年度の実績値", "8,715"], "8,600"),
        ([f"{LIBRARIANS}の課題は？"], ["課題には", "会計年度任用職員の応募が少なく"], "担当課"),
        ([f"{SHOPS}の課題と担当課は？"], ["所有者が貸出しに消極的", "商工観光課"], "実績値"),
        ([f"What is the main problem with {LIBRARIANS}?"], ["会計年度任用職員の応募"], "実績値"),
        (["地域子育てひろばの今後の方向性は？"], ["出張ひろばに振り替える"], "実績値"),
    ],
)
def test_what_a_report_tells(talk_of_cities: Callable[..., Answer], questions: list[str], told: list[str], not_told: str) -> None:
    """The actual value and not the target, the year that is asked for, and the text behind a label."""
    first, *others = questions
    answer = talk_of_cities(first if first.isascii() else f"汐見野市の{first}", *others)
    text = "".join(statement.text for statement in answer.statements)
    assert answer.status == "answered"
    assert [each for each in told if each not in text] == []
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("汐見野市のD評価の事業は？", [SHOPS]),
        ("汐見野市で評価がＣの事業を全部教えて", [LIBRARIANS, "木造住宅耐震化促進事業"]),
        ("楢崎市で今後の方向性が継続の事業は何件？", None),
    ],
)
def test_projects_are_listed_by_their_mark(cities: Assistant, question: str, titles: list[str] | None) -> None:
    """評価 and 方向性 of a sheet choose projects, and no project with another mark is among them."""
    answer = cities.ask(question)
    assert answer.status == "answered"
    found = [project.title.printed for project in answer.projects]
    assert sorted(found) == sorted(titles) if titles is not None else len(found) == 9


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{LIBRARIANS}の令和6年度の児童1人当たり貸出冊数の実績は？", "表の記載は「－」です"),
        (f"{TAXI}の令和7年度の利用者の実績は？", "令和7年度は、"),
    ],
)
def test_a_value_that_is_not_there_is_told_so(cities: Assistant, question: str, told: str) -> None:
    """Not the target, nor the value of the year before."""
    answer = cities.ask(question)
    assert answer.status == "not_found"
    assert told in answer.statements[0].text
