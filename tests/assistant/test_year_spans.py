"""Years that are meant by way of others: from one on, before it, other than it, the one after it; and years that are only told of oneself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.understand import Query

Ask = Callable[..., Answer]
Read = Callable[[str], Query]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("令和9年度以外の職員研修の目標は？", "R6 R7 R8"),
        ("令和8年度より前の職員研修の目標は？", "R6 R7"),
        ("職員研修の令和7年度の翌年の目標は？", "R8"),
        ("職員研修のR8の前の年の目標は？", "R7"),
        ("職員研修のR9の2年前の目標は？", "R7"),
        ("職員研修の令和8年度以降の目標は？", "R8 R9"),
        ("職員研修のR8までの目標は？", "R6 R7 R8"),
        ("証明書自動交付のH24以前の実績は？", "H22 H23 H24"),
        ("証明書自動交付の平成25年度を除く実績は？", "H22 H23 H24 H26"),
        ("What is the training target after R7?", "R8 R9"),
        ("What was done for certificates before H24?", "H22 H23"),
        ("What is the training target in every year except R9?", "R6 R7 R8"),
        ("R9の前年度との差は、デジタルアーカイブでいくつ？", "R9 R8"),
        ("デジタルアーカイブはR9までに何件？", "R9"),
        ("R6からR8までの職員研修の目標は？", "R6 R7 R8"),
        ("職員研修の令和8年度の目標は？", "R8"),
        ("令和7年度は前年度比で何人増える？", "R6 R7"),
        ("R8の後半は何をする？", "R8"),
    ],
)
def test_years_are_those_that_are_meant(read: Read, question: str, codes: str) -> None:
    """What stands behind or before a year says which years are asked for."""
    assert " ".join(year.code for year in read(question).years) == codes


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("平成元年から住んでいます。緑区サイトの目標は何件ですか", ""),
        ("平成元年から住んでいますが、緑区サイトの目標は何件ですか", ""),
        ("I moved here in 2013. What is the target of RPA?", ""),
        ("昨年孫が生まれました。職員研修の目標は何人ですか", ""),
        ("令和7年度の職員研修について伺います。目標は何人ですか", "R7"),
        ("In FY2012 the machine was moved. Where did they move it?", "H24"),
    ],
)
def test_what_someone_tells_of_himself_asks_of_no_year(read: Read, question: str, codes: str) -> None:
    """A year of one's own life is none of the plan; one of the matter is, in whatever sentence."""
    assert " ".join(year.code for year in read(question).years) == codes


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("オープンデータの後半2年の合計は？", "12 + 13 = 25", "49"),
        ("RPAの最初の3年の削減時間の合計は？", "= 13,245", "17,660"),
        ("職員研修の3年目と4年目の目標の差は？", "1,300 － 1,300 = 0", "1,027"),
        ("オープンデータは令和9年度までに累計何種類になる？", "= 49", "25"),
        ("電子申請推進事業のH22を除く合計は？", "17 + 1 + 1 + 4 = 23", "10 ="),
    ],
)
def test_parts_of_the_period_are_added_up(ask: Ask, question: str, told: str, untold: str) -> None:
    """The first three years, the last two, all but one: neither the whole period nor the year named alone."""
    answer = ask(question)
    assert answer.status == "answered" and told in answer.text and untold not in answer.text


def test_years_that_are_added_are_named(ask: Ask) -> None:
    """Two years that are not side by side are no stretch from one to the other."""
    answer = ask("職員研修のR6とR9の合計は？")
    assert "令和6年度、令和9年度の目標値の合計" in answer.text and "2,450" in answer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("デジタルアーカイブのR9は？", "前年度との差は？"), "240,000 － 180,000 = 60,000"),
        (("オープンデータのR9は？", "前の年より何種類多い？"), "13 － 12 = 1"),
        (("安全教室のH26は？", "前年度は？"), "参加人数52名"),
        (("緑区のR8は？", "すみません、R7でした"), "27,500"),
        (("緑区のR8は？", "間違えました。R9です"), "30,000"),
    ],
)
def test_the_year_before_is_that_of_the_year_spoken_of(ask: Ask, turns: tuple[str, ...], told: str) -> None:
    """前年度 behind a question about R9 is R8; and a correction in polite past asks for no result."""
    conversation = None
    for turn in turns:
        answer = ask(turn, conversation)
        conversation = answer.conversation
    assert told in answer.text
