"""Cards of a booklet: a bar with number, title and mark, the owner behind its label, texts and tables below; and what stands beside them."""

from __future__ import annotations

import pytest

from ingest.cards import card
from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

TITLES = ["公用車の電動化", "里山の保全", "水質の監視"]


def _card(number: int, title: str) -> Grid:
    """One card."""
    return grid_of(
        [f"1-{number}", (title, 1, 2), "拡充"],
        [("担当：管財課、環境政策課", 1, 2), ("SDGs 7・13", 1, 2)],
        [(f"{title}を進めます。\n▶これまで 手引を作りました（令和５年度）。", 1, 4)],
        ["指標", "現状値(R6)", "R7", "R8"],
        ["件数", "3件", "4件", "5件"],
    )


def test_a_card_is_told_as_a_sheet() -> None:
    """Number, title and mark of the bar, the owner, what is written beside it, the text and what was done."""
    told = card(_card(4, TITLES[0]))
    assert told is not None
    lines, rest = told
    assert lines == [
        "事業名  公用車の電動化", "番号  1-4", "区分  拡充", "担当  管財課、環境政策課", "SDGs  7・13", "事業内容  公用車の電動化を進めます。",
        "これまでの取組  手引を作りました（令和５年度）。",
    ]  # fmt: skip
    assert [cell.text for cell in rest.rows[0]] == ["指標", "現状値(R6)", "R7", "R8"]


def test_what_stands_beside_cards_is_of_none_of_them() -> None:
    """A column of explanations goes on beside the cards: its lines are none of the project above them."""
    pages = [
        Page(
            tuple(block for number, title in enumerate(TITLES, 1) for block in (_card(number, title), Paragraph("      電動車とは、電池で走る車をいいます。")))
        )
    ]
    document = linearised(pages)
    beside = [number for number, line in enumerate(document.texts, 1) if "電池で走る" in line]
    assert document.told is not None and len(beside) == len(TITLES) and not document.told & set(beside)
    assert document.texts.index("目標値  令和7年度：4件  令和8年度：5件") + 1 in document.told


@pytest.mark.parametrize(
    "rows",
    [
        [["1-4", "公用車の電動化"], ["内容：電動車にする", "SDGs 7"], ["本文です。", ""]],  # no owner
        [["事業名", "公用車の電動化"], ["担当：管財課", "SDGs 7"], ["本文です。", "予算"]],  # a label in the bar
        [["1-4", "公用車を電動車に替えます。"], ["担当：管財課", "SDGs 7"], ["本文です。", "予算"]],  # a sentence
        [["1-4", "公用車の電動化"], ["担当：管財課", "SDGs 7"]],  # nothing below
    ],
)
def test_other_tables_are_no_cards(rows: list[list[str]]) -> None:
    """A table that has no bar with a title, or no owner below it, is told as any other."""
    assert card(grid_of(*rows)) is None
