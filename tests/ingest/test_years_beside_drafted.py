"""What is drafted of a plan with two kinds of forms, and of the list of headings before them."""

from __future__ import annotations

from ingest.drafted import draft_table
from ingest.grid import Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of
from tests.ingest.test_years_beside import FARMS, HEAD

YEARS: Row = ["指標", "基準値", "", "R3", "R4"]
FARM = "農－１\n{name}就農者\nサポート事業\n〈担当〉\n農林課"


def _forest(number: int, title: str) -> list[Row]:
    return [
        [f"森－{number}", (title, 1, 2), "担当", "林務課"],
        ["事業概要", ("山を守る。", 1, 4)],
        YEARS,
        [("面積【ha】", 2, 1), ("48", 2, 1), "目標", "50", "55"],
        ["実績", "51", ""],
        ["主な取組・実績", ("・道を直した。(R3)", 1, 4)],
        ["R4・R5の予定", ("橋を直す。", 1, 4)],
    ]


def test_two_kinds_of_forms_and_headings_that_a_list_names_before_them() -> None:
    """Both words for what was done head it, years may be of a label, and headings look as they do above the forms, not as in the list."""
    farms = [row for name in ("新規", "若手", "女性") for row in ([(FARM.format(name=name), len(FARMS), 1), *FARMS[0][1:]], *FARMS[1:])]
    listed = [Paragraph("方針１　担い手を育てる　　農－１"), Paragraph("方針２　山を守る　　森－１")]
    forests = [grid_of(*_forest(number, title)) for number, title in ((1, "間伐の促進"), (2, "植林の促進"), (3, "巡視の強化"))]
    blocks = (*listed, Paragraph("■方針１　担い手を育てる"), grid_of(HEAD, *farms), Paragraph("■方針２　山を守る"), *forests)
    document = linearised([Page(blocks)])
    table = draft_table(document.texts, "drafted", told=document.told)
    assert table is not None
    assert table["labels"]["achievements"] == "年度別の計画と実績|主な取組・実績"
    assert "R4・R5の予定" in table["labels"]["other"]
    assert table["headings"]["goal"].startswith("^■")
