"""What two examiners found: what was done is not denied, fields asked for together are all told, and follow-ups keep to what was spoken of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Jアラートは更新されたんですか", "Ｊアラートを更新した"),
        ("ごみ分別アプリは公開されたんですか", "ごみ分別アプリを開発し公開した"),
        ("生成AIの協定は締結されましたか", "協定を締結し"),
        ("自動交付機は廃止されるんですか", "順次廃止することを決定した"),
    ],
)
def test_what_was_done_is_quoted_where_it_is_asked_whether_it_was(ask: Ask, question: str, told: str) -> None:
    """A line that holds the thing and what was done with it answers, in place of what the project is for."""
    answer = ask(question)
    assert answer.status == "answered" and told in answer.text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("RPAの事業内容と担当課は？", ("事業内容は", "DX推進課")),
        ("RPAの担当課と概要を教えて", ("DX推進課", "RPA ツールを")),
        ("RPAの概要、担当課、目標", ("RPA ツールを", "DX推進課", "4,415")),
        ("What is the description and department of RPA?", ("RPA ツールを", "DX推進課")),
    ],
)
def test_the_description_is_told_beside_other_fields(ask: Ask, question: str, parts: tuple[str, ...]) -> None:
    """None of the fields that are asked for together is left out."""
    text = ask(question).text
    assert all(part in text for part in parts)


@pytest.mark.parametrize(
    ("turns", "told", "untold"),
    [
        (("さがポの掲載団体はH25でいくつ？", "H26は？", "差は？"), "77 － 70 = 7 団体", "法人で"),
        (("地域情報サポーターの養成講座はH24に何回？", "H25は？", "合計は？"), "11 + 8 = 19 回", "122"),
        (("電子申請の利用促進の担当課と目標は？", "来年度の予算はいくらですか"), "予算や費用は計画に見当たりません", "DX推進課"),
        (("RPAの担当は？", "昔の計画では？"), "お尋ねの計画には、関連すると推定される事業は見当たりません", "担当課は"),
        (("デジタルサイネージの担当は？", "新しい計画では？"), "個別事業進行管理表", "シティセールス"),
        (("電子申請の担当は？", "昔の計画では？"), "情報政策課", "DX推進課です"),
    ],
)
def test_follow_ups_keep_to_what_was_spoken_of(ask: Ask, turns: tuple[str, ...], told: str, untold: str) -> None:
    """The figures of one line are worked with, another question drags nothing along, and a plan without the project is said to have none."""
    conversation = None
    for turn in turns:
        answer = ask(turn, conversation)
        conversation = answer.conversation
    assert told in answer.text and untold not in answer.text


def test_an_undertaking_without_a_predecessor_is_said_to_have_none(ask: Ask) -> None:
    """昔の計画にもある asks of the other plan, and not what the project is."""
    assert "他の計画には、「RPAによる業務効率化の推進」に関連すると推定される事業は見当たりません" in ask("RPAは昔の計画にもある？").text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Xのフォロワーは令和9年度までに700人になりますか", "はい、"),
        ("Will the archive reach 200,000 by FY2027?", "Yes."),
        ("緑区特設サイトは令和7年度に現状値の5%増ですか", "いいえ、"),
        ("生成AIは重点事業でDX推進課が担当ですか", ""),
        ("RPAはDX推進課が担当で、目標は5,000時間ですか", ""),
        ("リーフレットは10000部ですか", ""),
        ("新規団体は7団体ですか", ""),
    ],
)
def test_a_verdict_is_on_all_that_is_asserted(ask: Ask, question: str, verdict: str) -> None:
    """Reaching is at least, growth is on what is named, and none is given where only a part could be judged or another line bears it out."""
    text = ask(question).text
    assert text.startswith(verdict) and (verdict or not text.startswith(("はい", "いいえ")))


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("市役所に勤めて3年目ですが、オープンデータの目標は？", ""),
        ("前年度まで担当していた者ですが、RPAの担当課は？", "目標値"),
        ("最初に図書館DXの推進の担当課を教えてください", "現状値"),
    ],
)
def test_how_one_begins_asks_for_nothing(ask: Ask, question: str, untold: str) -> None:
    """Years of the one who asks, and 最初に, are of no field."""
    answer = ask(question)
    assert answer.status == "answered" and (untold not in answer.text if untold else "13" in answer.text and "12" in answer.text)


@pytest.mark.parametrize(
    ("question", "count"),
    [("施策3-1と3-2の事業", 6), ("基本目標2と3の重点事業", 12), ("窓口に関する重点事業は？", 2), ("DX推進課の窓口に関する事業は？", 4)],
)
def test_a_list_is_of_all_that_is_named(ask: Ask, question: str, count: int) -> None:
    """Numbers added to the first one, and a topic beside a category or a department."""
    assert f"{count}件です" in ask(question).text


def test_garbage_day_is_no_matter_of_these_plans(ask: Ask) -> None:
    """日 is all that the analyser leaves of it, and leads to no project."""
    assert ask("ごみの日はいつですか").status == "out_of_scope"
