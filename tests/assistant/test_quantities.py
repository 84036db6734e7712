"""Quantities: which one a question asks a figure of, and which ones an indicator gives."""

from __future__ import annotations

import pytest

from assistant.quantities import asked_units, counter_of, given_units, gives_measure, other_quantity
from corpus.text import normalise

HOURS = "簡易作業に係る作業削減時間 4,415 時間"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("利用者数の目標は", {"people": "利用者数"}), ("フォロワー数は", {"people": "フォロワー数"}), ("何名が参加", {"people": "何名"}),
        ("何時間減らす", {"hours": "何時間"}), ("実施率は？", {"percent": "実施率"}), ("何％の", {"percent": "何%"}), ("金額は", {"yen": "金額"}),
        ("研修の回数は", {"times": "回数"}), ("何拠点に導入", {"sites": "何拠点"}), ("件数は", {"cases": "件数"}), ("CO2は何トン減る", {"weight": "何トン"}),
        ("how many people use it", {"people": "how many people"}), ("the number of participants", {"people": "number of participants"}),
    ],
)  # fmt: skip
def test_a_quantity_is_asked_for_by_counter_noun_or_english(question: str, asked: dict[str, str]) -> None:
    """何名, 利用者数 and how many people ask for people, with the words that do."""
    assert asked_units(normalise(question)) == asked


@pytest.mark.parametrize(
    ("question", "counter"),
    [
        ("紙を何枚減らせる見込みですか", "枚"), ("何人来ましたか", "人"), ("何人待っているか", "人"), ("何回ダウンロードされましたか", "回"),
        ("何サイト作りましたか", "サイト"), ("何法人でしたか", "法人"),
        ("何カ所ありますか", "カ所"), ("何年度ですか", None), ("何を作りますか", None),
    ],
)  # fmt: skip
def test_a_counter_ends_where_a_verb_or_another_word_begins(question: str, counter: str | None) -> None:
    """何枚減らす asks for 枚; a date and a thing are not counted."""
    assert counter_of(normalise(question)) == counter


@pytest.mark.parametrize("question", ["R8の目標は", "確率の話", "効率の向上", "何番目", "何度目ですか", "満足度の目標は", "what is the target", "人が減る"])
def test_words_that_look_like_a_quantity_ask_for_none(question: str) -> None:
    """確率 and 効率 are words, 何番目 is a place; a target asked for by itself is of any quantity."""
    assert asked_units(normalise(question)) == {}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (HOURS, {"hours"}), ("アクセス件数 180,000 件", {"cases", "times"}), ("職員研修の受講者数", {"people"}), ("利用率 １７％", {"percent"}),
        ("30校以上かつ150件未満", {"schools", "cases"}), ("名称", set()), ("名簿", set()), ("回答", set()), ("更新完了", set()),
    ],
)  # fmt: skip
def test_what_an_indicator_gives_is_told_by_its_units(text: str, given: set[str]) -> None:
    """Two figures in one cell are two quantities; 名 in 名称 and 回 in 回答 are none."""
    assert given_units(text) == given


@pytest.mark.parametrize(
    ("question", "given", "other"),
    [
        ("利用者数の目標は", HOURS, "利用者数"), ("how many people", HOURS, "how many people"), ("何件減らす", HOURS, "何件"),
        ("何時間減らす", HOURS, None), ("目標は", HOURS, None), ("何人が使う", "更新完了", "何人"), ("何件の参加", "参加団体 3団体", None),
    ],
)  # fmt: skip
def test_another_quantity_is_told_apart(question: str, given: str, other: str | None) -> None:
    """People are not hours; 何件 asks in a general way, which a count of 団体 meets and hours do not; people are no word either."""
    assert other_quantity(normalise(question), given) == other


@pytest.mark.parametrize(
    ("question", "text", "gives"),
    [
        ("何名が参加しましたか", "参加人数52名", True), ("何名が参加しましたか", "6回開催した", False), ("何時間減らす", "4,415 時間", True),
        ("何時間減らす", "15手続", False), ("何団体", "77団体", True), ("どこで開催したか", "公民館で開催した", True),
        ("how many people used the machines", "13台を更新した", False), ("how many machines", "13台を更新した", True),
    ],
)  # fmt: skip
def test_a_measure_is_met_by_its_own_unit(question: str, text: str, gives: bool) -> None:
    """People are no machines and hours no procedures; what is counted in many words, or not asked in figures, is not judged here."""
    assert gives_measure(normalise(question), text) == gives


@pytest.mark.parametrize(("text", "counter"), [("何件未満に抑える", "件"), ("何校以上を目指す", "校"), ("何人程度か", "人")])
def test_a_bound_is_no_part_of_the_unit(text: str, counter: str) -> None:
    """未満 and 以上 say how the figure is meant."""
    assert counter_of(text) == counter
