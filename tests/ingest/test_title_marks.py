"""Marks before titles: no part of them, and the category that a legend gives them."""

from __future__ import annotations

import pytest

from ingest.grid import Cell, Page, Paragraph
from ingest.label_lines import pair, parted, titled
from ingest.linearised import linearised
from ingest.title_marks import categories_told
from tests.ingest.test_linearised import grid_of

TABLE = grid_of(["事業名", "担当課", "内容"], ["★見守り", "福祉課", "見守ります。"], ["◎相談", "福祉課", "聞きます。"], ["○○の会", "福祉課", "集まります。"])


def _told(*above: str) -> list[str]:
    return [line for line in linearised([Page((*map(Paragraph, above), TABLE))]).texts if line]


def test_a_mark_is_told_as_what_the_legend_says() -> None:
    """★＝新規 in a note; what no legend names is left out, and two marks are letters of a name."""
    lines = _told("※　○＝達成　△＝未達成", "※　★＝新規　◎＝拡充　○＝継続")
    assert [line for line in lines if line.startswith(("事業名", "区分"))] == ["事業名  見守り", "区分  新規", "事業名  相談", "区分  拡充", "事業名  ○○の会"]


@pytest.mark.parametrize(
    ("legend", "word"),
    [
        ("◎は、特に力を入れる「重点取組」です。", ["区分  重点取組"]),
        ("番号欄の◎は重点取組を示す。", ["区分  重点取組"]),
        ("具体的な施策（◎は重点事業）", ["区分  重点事業"]),
        ("◎…特別にまとめて取り組む事業（備考欄に表示）　○…施設整備", ["区分  特別にまとめて取り組む事業"]),
        ("◎…町民のみなさまとともに力を合わせて進めていく事業", []),
        ("◎は重点取組（６取組）です。", ["区分  重点取組"]),
        ("◎は重点措置（特に力を入れるもの）", ["区分  重点措置"]),
        ("◎は重点取組に向けて進めます。", []),
        ("◎印は重点です。", []),
        ("", []),
    ],
)
def test_a_legend_may_be_a_sentence(legend: str, word: list[str]) -> None:
    """A word in quotation marks is what the mark stands for; nothing is made up."""
    assert categories_told([[legend, "事業名  相談"], ["区分  ◎"]])[1] == word


@pytest.mark.parametrize("lines", [["区分  新規", "区分  ★"], ["区分  ★", "担当  福祉課", "区分  新規"]])
def test_a_mark_beside_a_category_is_a_place_in_the_plan(lines: list[str]) -> None:
    """A project of its own category keeps it; what the legend says of its mark is told beside it."""
    assert "位置付け  重点取組" in categories_told([["★は重点取組です。"], ["事業名  相談", *lines]])[1]


def test_a_mark_beside_one_behind_the_title() -> None:
    """What stands behind the title is the category."""
    lines = ["★は重点取組です。", "事業名  相談　【新規】", "番号  １", "区分  ★", "事業名  訪問", "区分  ★"]
    assert categories_told([lines])[0][3:] == ["位置付け  重点取組", "事業名  訪問", "区分  重点取組"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１－１　◎相談", ("１－１", "相談")),
        ("居場所の運営（つづき）", ("", "居場所の運営")),
        ("◎居場所【前ページの続き】", ("", "居場所")),
        ("取組15★　居場所", ("取組15", "居場所")),
        ("居場所（前ページからの続き）", ("", "居場所")),
        ("見守り○歳", ("", "見守り○歳")),
    ],
)
def test_a_title_by_itself(text: str, expected: tuple[str, str]) -> None:
    """Without its number, its mark, and the word that it goes on from the page before."""
    assert parted(text) == expected


def test_the_mark_is_kept_beside_the_title() -> None:
    """Until the legend is known it is a category of its own."""
    assert list(titled("事業名", "（1）★相談")) == ["事業名  相談", "番号  （1）", "区分  ★"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("町立汐見\n病院", "町立汐見病院"),
        ("子ども家庭課\n（こども家庭\nセンター）", "子ども家庭課（こども家庭センター）"),
        ("福祉課\n※社会福祉\n協議会へ\n委託", "福祉課（※社会福祉協議会へ委託）"),
        ("産業振興課・\n健康課", "産業振興課、健康課"),
        ("福祉課\n社会福祉協議会\n健康課", "福祉課、社会福祉協議会、健康課"),
        ("防災課※２", "防災課※２"),
        ("防　災　課\n総務課", "防災課、総務課"),
        ("税務課\n下 水 道 課総 務 課", "税務課、下水道課、総務課"),
    ],
)
def test_names_of_departments_broken_by_hand(lines: str, told: str) -> None:
    """A name that the next line makes whole is one, and a note stands in brackets."""
    (cell,), (label,) = grid_of([lines]).cells, grid_of(["担当課"]).cells
    assert list(pair(label, [cell])) == [f"担当課  {told}"]


@pytest.mark.parametrize(("printed", "number"), [("★\nⅠ－２", "Ⅰ－２"), ("３★", "３"), ("No.4", "")])
def test_a_mark_beside_a_number_is_a_category(printed: str, number: str) -> None:
    """It stands above the number or behind it, is kept there, and told as a mark before a title is."""
    told = list(pair(Cell(0, 0, 1, 1, "番号"), [Cell(0, 1, 1, 2, printed)]))
    assert told == ([f"番号  {number}★", "区分  ★"] if number else [f"番号  {printed}"])


def test_a_project_has_one_category() -> None:
    """The one that it prints itself, though its number has a mark that a legend explains."""
    lines = ["（★は重点事業）", "番号  1★", "区分  ★", "事業名  相談", "区分  新規", "", "番号  2★", "区分  ★", "事業名  見守り", "", "区分  継続"]
    assert [line for line in categories_told([lines])[0] if line.startswith("区分")] == ["区分  新規", "区分  重点事業", "区分  継続"]


def test_several_marks_are_told_as_their_words() -> None:
    """◎☆ is both; what a legend says of both together is of neither alone, and where one is unknown nothing is told."""
    legend = "【区分】　◎：重点取組　　○：継続　　☆：新規　（◎☆は重点かつ新規）"
    assert categories_told([[legend], ["区分  ☆"], ["区分  ◎☆"], ["区分  ★☆"]])[1:] == [["区分  新規"], ["区分  【重点取組】新規"], []]
