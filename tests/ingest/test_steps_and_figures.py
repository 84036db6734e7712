"""Tables of blocks: number, title and text, owners, and beside them a row of steps and one for each indicator (工程／指標)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.grid import Block, Grid, Page, Paragraph
from ingest.linearised import linearised
from ingest.offices_by_mark import offices_by_mark
from ingest.said_values import parts_apart
from tests.ingest.test_linearised import Row, grid_of

HEAD: list[Row] = [
    [("番号", 2, 1), ("措置の名称　・　内容", 2, 1), ("担　当", 2, 1), ("工程\n／指標", 2, 1), ("年　度　別　計　画", 1, 4)],
    ["現状\n(R7)", "R8\n(2026)", "R9\n(2027)", "R10\n(2028)"],
]
WATER: list[Row] = [
    [
        ("１－１", 4, 1),
        ("★水路の改修　【新規】\n古い水路を直します。\n≪これまでの取組≫\n・令和６年度：水路を調べた\n［財源］国・町", 4, 1),
        ("◎建　設　課\n○農林課\n（水土里の会）", 4, 1),
        "工　程", "", ("設計　→", 1, 2), "工事",
    ],
    ["①直した長さ（累計）", "31ｍ\n（R6）", "－", ("40ｍ", 1, 2)],
    ["②見回りの回数", "２回", "３回", "〃", "５回"],
    [("※　冬は工事をしない。", 1, 5)],
]  # fmt: skip
TREES: list[Row] = [
    [("１－２", 2, 1), ("並木の手入れ　【継続】\n並木を手入れします。", 2, 1), ("◎農林課\n　（緑化係）\n○建設課", 2, 1), "工　程", "", ("剪定　→", 1, 3)],
    ["①手入れした本数", "５本", "６本", "７本", "８本"],
]
REST: Row = ["１－２", "並木の手入れ（つづき）\n実生を育てます。\n［財源］町", "（前頁に同じ）", "②育てた苗", "０本", "－", "10本", "20本"]
LAMPS: list[Row] = [
    [("１－３", 2, 1), ("街灯の更新　【拡充】\n街灯を替えます。", 2, 1), ("◎総務課", 2, 1), "工　程", "", ("交換　→", 1, 3)],
    ["替えた数", "０基", "２基", "４基", "６基"],
]
LEGEND = ("担当欄の◎は主担当課、○は関係課、（　）は協力団体を示す。", "★は重点措置（特に力を入れるもの）", "方針１　整える　～町を整える～")


def _table(*rows: Row) -> Grid:
    return grid_of(*HEAD, *rows)


def _told(*pages: Sequence[Block]) -> dict[str, list[str]]:
    """The lines of each project, by its title as told."""
    found: dict[str, list[str]] = {}
    own: list[str] = []
    for line in linearised([Page(tuple(page)) for page in pages]).texts:
        if line.startswith("事業名  "):
            own = found.setdefault(line.removeprefix("事業名  "), [])
        elif line.strip():
            own.append(line)
    return found


PLAN = ([*map(Paragraph, LEGEND), _table(*WATER, *TREES), Paragraph("（次頁へつづく）")], [Paragraph("方針１　整える（つづき）"), _table(REST, *LAMPS)])


def test_a_row_of_steps_and_one_for_each_indicator() -> None:
    """A value across years is that of each; 〃 is the value beside it; the year in a baseline's cell is its year; a row that is a note is one."""
    told = _told(*PLAN)["水路の改修　【新規】"]
    assert told[told.index("指標名  ①直した長さ（累計）") :][:9] == [
        "指標名  ①直した長さ（累計）", "現状値（R6）  31ｍ", "目標値  令和8年度：－  令和9年度：40ｍ  令和10年度：40ｍ",
        "指標名  ②見回りの回数", "現状値（令和7年度）  ２回", "目標値  令和8年度：３回  令和9年度：３回  令和10年度：５回",
        "備考  ※　冬は工事をしない。", "年次計画", "令和8年度～令和9年度：設計",
    ]  # fmt: skip


def test_a_ditto_mark_that_may_stand_for_what_is_above() -> None:
    """〃 in a row of results below one of targets, or among steps, is told as printed; 同左 is the value beside it."""
    rows: list[Row] = [
        ["事業名", "担当課", "指標", "区分", "R7", "R8"],
        [("相談", 2, 1), ("福祉課", 2, 1), ("件数", 2, 1), "目標", "5件", "同左"],
        ["実績", "4件", "〃"],
    ]
    told = _told([grid_of(*rows)])["相談"]
    assert told[-2:] == ["目標値  令和7年度：5件  令和8年度：5件", "実績値  令和7年度：4件  令和8年度：〃"]
    assert "令和8年度：〃" in _told([grid_of(["事業名", "担当課", "R7", "R8"], ["訪問", "福祉課", "道を測る", "〃"])])["訪問"]


def test_what_else_the_cell_of_a_title_says() -> None:
    """Its first line is the title, a mark before it what the legend says; labels in brackets head what was done, and what is no field."""
    told = _told(*PLAN)["水路の改修　【新規】"]
    assert told[:2] == ["位置付け  重点措置", "事業内容  古い水路を直します。"]
    assert told[-4:] == ["財源  国・町", "取組実績", "○これまでの取組", "令和６年度：水路を調べた"]


def test_owners_by_their_marks() -> None:
    """Who only takes part is told so; a name spread over its cell is whole, and a division stays with its department."""
    told = _told(*PLAN)
    assert [line for line in told["水路の改修　【新規】"] if "課  " in line or line.startswith("担当")] == ["担当  建設課", "関係課  農林課（水土里の会）"]
    assert {"担当  農林課（緑化係）", "関係課  建設課"} <= set(told["並木の手入れ　【継続】"])


@pytest.mark.parametrize("legend", ["", "◎は達成、○はおおむね達成", "○は関係課"])
def test_marks_without_a_legend_of_owners(legend: str) -> None:
    """All of them are in charge as before; a placeholder is no mark."""
    lines = ["担当  ◎建設課、○農林課（緑化係）", "担当  ○○課", "備考  ○農林課"]
    assert offices_by_mark([[legend], lines])[1] == ["担当  建設課、農林課（緑化係）", "担当  ○○課", "備考  ○農林課"]


def test_a_block_that_goes_on_by_hand() -> None:
    """Its text, its owners, which are those of the page before, and its further indicator are the project's; the next one begins apart."""
    told = _told(*PLAN)
    assert list(told) == ["水路の改修　【新規】", "並木の手入れ　【継続】", "街灯の更新　【拡充】"]
    trees = told["並木の手入れ　【継続】"]
    assert [line.strip() for line in trees[:2]] == ["事業内容  並木を手入れします。", "実生を育てます。"]
    assert "目標値  令和8年度：－  令和9年度：10本  令和10年度：20本" in trees
    assert "財源  町" in trees
    assert not [line for each in told.values() for line in each if "前頁" in line]


def test_a_label_alone_on_the_next_page() -> None:
    """A cell whose last line, behind its label in brackets, a page parts from it."""
    whole = _table(*WATER)
    above = Grid(tuple(replace(cell, text=cell.text.removesuffix("\n［財源］国・町")) for cell in whole.cells))
    below = _table(["", "［財源］国・町", "", "", "", "", "", ""], *TREES)
    told = _told([above], [below])["水路の改修　【新規】"]
    assert told[-4:] == ["財源  国・町", "取組実績", "○これまでの取組", "令和６年度：水路を調べた"]


@pytest.mark.parametrize(
    ("text", "rest", "others", "done"),
    [
        ("直します。［財源］町", ["直します。"], ["財源  町"], []),
        ("［財源］町\n直します。", ["直します。"], ["財源  町"], []),
        ("【課題】水路が古くなり、水の漏れるところが各地に\nあります。", ["【課題】水路が古くなり、水の漏れるところが各地に", "あります。"], [], []),
        (
            "【課題】水路が古くなり、水の漏れるところが各地にある。\n【内容】直します。",
            ["【内容】直します。"],
            ["課題  水路が古くなり、水の漏れるところが各地にある。"],
            [],
        ),
        ("直します。［水路］の", ["直します。［水路］の"], [], []),
        ("≪これまでの取組≫\n直してきました。", ["≪これまでの取組≫", "直してきました。"], [], []),
        ("【主な実績】\n・柵を直した\n直します。", ["直します。"], [], ["取組実績", "○主な実績", "・柵を直した"]),
    ],
)
def test_labels_in_brackets_in_a_text(text: str, rest: list[str], others: list[str], done: list[str]) -> None:
    """A label behind a sentence heads the rest of its line; entries are those with bullets, and a sentence stays where it stands."""
    assert parts_apart(text.split("\n")) == (rest, others, done)
