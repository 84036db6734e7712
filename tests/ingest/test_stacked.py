"""Tables whose cells stand one below the other: years, rows of lists and figures, and indicators."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.stacked import unstacked

YEARS = {"stacked": "令和８年度\n\n令和９年度\n\n令和10年度", "beside": "令和８年度 令和９年度 令和10年度"}
COSTS = {"stacked": "38,620\n\n41,350\n\n4{number},100", "beside": "38,620 41,350 4{number},100"}
INDICATORS = {
    "stacked": "成果指標\n\n単位\n\n現状値\n（令和６年度）\n\n目標値\n（令和10年度）\n\n利用者数\n\n人\n\n46\n\n11{number}\n\n登録の割合\n\n％\n\n－\n\n30.5",
    "beside": "成果指標 単位 現状値 目標値\n（令和６年度） （令和10年度）\n\n利用者数 人 46 11{number}\n登録の割合 ％ － 30.5",
}
SHEET = """事業番号 1-{number}

事業名 {title}

所管課 {owner}

事業概要

{title}を市内の全域で進め、毎年その結果を公表する。

年度別計画

{years}

取組内容

・{thing}の実態調査（小学5年
生～中学3年生）の実施
・委員会の設置

・訪問支援の開始

・相談の本格実施
・{thing}の検証

事業費（千円）

{costs}

{indicators}

- {number} -
"""
SHEETS = (
    ("高齢者見守りネットワーク事業", "長寿福祉課", "独居"), ("病児保育事業", "こども課", "保育"), ("移動図書館運行事業", "生涯学習課", "巡回"),
    ("空き店舗活用支援事業", "商工課", "店舗"),
)  # fmt: skip


@pytest.fixture(params=["stacked", "beside"])
def plan(request: pytest.FixtureRequest, divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """A plan whose tables come out with a cell on each line, or with a row on each."""
    form = str(request.param)
    sheets = (
        SHEET.format(
            number=number,
            title=title,
            owner=owner,
            thing=thing,
            years=YEARS[form],
            costs=COSTS[form].format(number=number),
            indicators=INDICATORS[form].format(number=number),
        )
        for number, (title, owner, thing) in enumerate(SHEETS, 1)
    )
    return divide_text("試見市実施計画（令和８年度～令和10年度）\n\n\f" + "\f".join(sheets))


def test_each_cell_is_of_its_year(plan: DividedDocument) -> None:
    """Nothing of another year is told of the last one, as it was when the years stood right above."""
    for number, (project, (title, owner, thing)) in enumerate(zip(plan.projects, SHEETS, strict=True), 1):
        assert (project.title.printed, project.department_names) == (title, (owner,))
        assert [(action.printed, [str(year) for year in action.years]) for action in project.actions] == [
            (f"{thing}の実態調査（小学5年生～中学3年生）の実施", ["R8"]),
            ("委員会の設置", ["R8"]),
            ("訪問支援の開始", ["R9"]),
            ("相談の本格実施", ["R10"]),
            (f"{thing}の検証", ["R10"]),
        ]
        assert [remark.text.printed for remark in project.remarks] == [f"令和８年度38,620令和９年度41,350令和10年度4{number},100"]


def test_indicators_are_read(plan: DividedDocument) -> None:
    """Whether their cells stand below each other, or the years below the words that they date."""
    for number, project in enumerate(plan.projects, 1):
        assert project.indicator is not None and project.baseline is not None
        assert project.indicator.printed == "① 利用者数 ② 登録の割合"
        assert project.baseline.printed == "① 46 人 ② －（令和6年度）"
        assert [(str(target.year), target.cell.printed) for target in project.targets] == [("R10", f"① 11{number} 人 ② 30.5％")]


def test_a_row_with_another_number_of_cells_is_of_no_year() -> None:
    """Two lists below three years tell not whose they are; they are left below the line of all years."""
    text = "令和８年度\n\n令和９年度\n\n令和10年度\n\n取組内容\n\n・調査\n\n・開始\n\n成果指標"
    lines = [Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)]
    assert [line.text for line in unstacked(lines, ()) if line.text] == ["令和８年度 令和９年度 令和10年度", "取組内容", "・調査", "・開始", "成果指標"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # nothing names the row, and a year is torn by blanks
            "年次計画\n\n令和７年度\n\n令和 10 年度\n\n訪問型の対象を生後１\n年未満に拡大\n\n事業の検証\n\n数値目標",
            ["年次計画", "令和７年度", "訪問型の対象を生後１", "年未満に拡大", "令和10年度", "事業の検証", "数値目標"],
        ),
        (
            "年次計画\n\n令和７年度 令和８年度\n\n・調査\n\n・開始\n\n・検証\n\n数値目標",
            ["年次計画", "令和７年度 令和８年度", "・調査", "・開始", "・検証", "数値目標"],
        ),
        ("実施校を\n募集\n\n令和 10 年度\n\n11校で実施", ["実施校を", "募集", "令和10年度", "11校で実施"]),
        ("取組番号 取組名\n\n3 放課後教室事業", ["取組番号 3", "取組名 放課後教室事業"]),
        (
            "数値目標\n\n指標名\n\n単位 基準値\n（令和５年度）\n\n令和７年度 令和８年度\n\n実施校数\n\n校\n\n9 9\n\n10",
            ["数値目標 指標名 単位 基準値 （令和５年度） 令和７年度", "令和８年度", "実施校数", "校", "9 9", "10"],
        ),
    ],
)
def test_lines_are_put_in_order(text: str, told: list[str]) -> None:
    """As many cells as years up to the next label are those of the years; more of them are of none."""
    lines = [Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)]
    assert [line.text for line in unstacked(lines, ()) if line.text] == told
