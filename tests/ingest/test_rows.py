"""Tables with one row for each indicator: what is read of them, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.lines import Piece
from ingest.profile import IndicatorTable
from ingest.rows import Table, Tables

RULES = IndicatorTable(name="指標", unit="単位", baseline="現状")
HEAD = "指標　単位　現状（R5）　R7　R8\n"
Pieces = Callable[[str], list[Piece]]
Read = Callable[..., Table | None]


@pytest.fixture
def read(pieces: Pieces) -> Read:
    """Reads the table in a text. `elsewhere`: what another sheet of the document prints."""

    def read(text: str, rules: IndicatorTable = RULES, elsewhere: str = "") -> Table | None:
        tables = Tables(rules, "plan")
        sheets = [{"indicator": [Piece(each.number, each.page, each.text.replace("\u3000", " ")) for each in pieces(printed)]} for printed in (text, elsewhere)]
        tables.learn(sheets)
        return tables.read(sheets[0])

    return read


def _said(table: Table | None) -> tuple[str, str, dict[str, str]]:
    assert table is not None
    return str(table.name or ""), str(table.baseline or ""), {str(target.year): str(target.cell) for target in table.targets if target.cell.certain}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}ＬＥＤ化率　％　38.5　50.0　100", ("ＬＥＤ化率", "38.5％（R5）", {"R7": "50.0％", "R8": "100％"})),
        (f"{HEAD}不法投棄　件　78　70以下　1,065", ("不法投棄", "78 件（R5）", {"R7": "70 件以下", "R8": "1,065 件"})),
        (f"{HEAD}調査　－　－　基礎調査　－", ("調査", "", {"R7": "基礎調査", "R8": "－"})),
        (f"{HEAD}地区の数　地区　なし　約3　全10地区", ("地区の数", "なし（R5）", {"R7": "約3 地区", "R8": "全10地区"})),
        (f"{HEAD}ＬＥＤ　化率　％　38　50　－", ("ＬＥＤ 化率", "38％（R5）", {"R7": "50％", "R8": "－"})),
        (f"{HEAD}排出量　千t-CO2　5　4　3", ("排出量", "5 千t-CO2（R5）", {"R7": "4 千t-CO2", "R8": "3 千t-CO2"})),
        (f"{HEAD}10代の参加率　％　5　6　7", ("10代の参加率", "5％（R5）", {"R7": "6％", "R8": "7％"})),
        ("指標　単位　現状\n（R5）　R7　R8\nＬＥＤ化率　％　38.5　50.0　100", ("ＬＥＤ化率", "38.5％（R5）", {"R7": "50.0％", "R8": "100％"})),
        ("指標　単位　現状値　目標値\nR5　R7　R8\n件数　件　1　2　3", ("件数", "1 件（R5）", {"R7": "2 件", "R8": "3 件"})),
        ("指標　単位　現状値　R6　R7　R8\n件数　件　1　2　3　4", ("件数", "1 件", {"R6": "2 件", "R7": "3 件", "R8": "4 件"})),
        ("指 標　単 位　現 状（令和 5 年度）　令和 7 年度　8 年度\n件数　件　1　2　3", ("件数", "1 件（令和5年度）", {"R7": "2 件", "R8": "3 件"})),
        ("指標　R7　R8\n店の数　23　店　30　店", ("店の数", "", {"R7": "23 店", "R8": "30 店"})),
        ("単位　現状（R5）　R7　R8\n件数　件　1　2　3", ("件数", "1 件（R5）", {"R7": "2 件", "R8": "3 件"})),
    ],
)  # fmt: skip
def test_a_row_is_read_by_its_columns(read: Read, text: str, said: tuple[str, str, dict[str, str]]) -> None:
    """Each cell with the unit of its row, the baseline with the year of its column; words, dashes and figures with a unit stay as they are."""
    assert _said(read(text)) == said


def test_several_rows_stay_apart(read: Read) -> None:
    """Each figure has the mark of the indicator that it is of; a year that no row sets is a dash."""
    table = read(f"{HEAD}太陽光の補助　件　86　100　－\n蓄電池の補助　回　54　70　－")
    said = ("① 太陽光の補助 ② 蓄電池の補助", "① 86 件 ② 54 回（R5）", {"R7": "① 100 件 ② 70 回", "R8": "－"})
    assert _said(table) == said
    assert table is not None
    assert (table.targets[0].cell.span.line_start, table.targets[0].cell.span.line_end, table.targets[0].row.line_start) == (2, 3, 1)


@pytest.mark.parametrize(
    ("rows", "name", "cell"),
    [
        ("１人１日当たりの家庭系ごみ排\n出量　ｇ　612　600　590", "１人１日当たりの家庭系ごみ排出量", "600 ｇ"),
        ("ペレットストーブ等の補助件\n数\n件　12　15　20", "ペレットストーブ等の補助件数", "15 件"),
        ("実施地区　－　－　モデル地\n区\nモデル地\n区", "実施地区", "モデル地区"),
        ("農作物被害額\n千円\n8\n15\n10", "農作物被害額", "15 千円"),
        ("農作物被害額\n千円　8　15　10", "農作物被害額", "15 千円"),
        ("１人１日当たりの家庭系ごみ排　ｇ　6　5　4\n出量\n処理機の補助　基　1　2　3", "① １人１日当たりの家庭系ごみ排出量 ② 処理機の補助", "① 5 ｇ ② 2 基"),
        ("補助を受けた出店件数　件　－　4　10\n（累計）", "補助を受けた出店件数（累計）", "4 件"),
        ("海岸クリーンデーの参加者\n（延べ）　人　1　2　3", "海岸クリーンデーの参加者（延べ）", "2 人"),
    ],
)
def test_names_and_cells_that_are_torn(read: Read, rows: str, name: str, cell: str) -> None:
    """A name goes on in the next line where it fills its column, and a cell where the lines are as wide as a column."""
    table = read(f"{HEAD}{rows}", elsewhere=f"{HEAD}補助　件　1　2　3")
    assert (_said(table)[0], _said(table)[2]["R7"]) == (name, cell)


@pytest.mark.parametrize(
    "rows",
    [
        "太陽光　件　86　100",  # a cell is missing
        "太陽光　の補助　件　86　100",
        "太陽光　件　86　100　110　120",
        "太陽光の補助　件　86　100　110\n蓄電池の補助　件　54　70",
        "農作物の年間被害額\n千\n円　8　9　10",  # 円, or 千円
        "実施地区　－　－　モデル\n地区\nモデル地\n区",
        "実施地区　－　－　モデル地\n区",  # a cell is missing, or torn
        "480\n560\n640\n720\n800\n810",
        "指標　単位　現状（R5）　R9　R10\n件数　件　1　2　3",  # years of another table
    ],
)
def test_rows_that_do_not_fill_their_columns_are_told(read: Read, rows: str) -> None:
    """Where cells and columns do not agree nothing is guessed: no field is read, and the warning shows the lines and says what settles them."""
    table = read(f"{HEAD}{rows}", elsewhere=f"{HEAD}補助　件　1　2　3")
    assert _said(table) == ("", "", {})
    assert table is not None
    ((piece, message),) = table.doubts
    assert piece.text in message
    assert piece.number > 1
    assert "Write each row on one line" in message


def test_a_table_without_rows_is_told(read: Read) -> None:
    """The head of a table is no indicator, and a note below it is no target."""
    table = read(f"{HEAD}※数値目標は設定しない。")
    assert _said(table) == ("", "", {})
    assert table is not None
    assert "※数値目標は設定しない。" in table.doubts[0][1]


def test_notes_and_captions_are_no_rows(read: Read) -> None:
    """A note below the rows is left aside and told; what stands behind an empty line is not of the table."""
    table = read(f"{HEAD}件数　件　1　2　3\n※R7は見込み\n\n様式の作成")
    assert _said(table)[0] == "件数"
    assert table is not None
    assert [message for _, message in table.doubts] == ["left aside beside the rows of the table: ※R7は見込み"]
    assert [piece.text for piece in table.rest if not piece.blank] == ["様式の作成"]


def test_the_head_may_stand_again_on_the_next_page(read: Read) -> None:
    """Where a table goes on over the page its head is printed anew; the rows are one table."""
    table = read(f"{HEAD}太陽光　件　86　100　110\n\n{HEAD}蓄電池　件　54　70　80")
    assert _said(table)[2] == {"R7": "① 100 件 ② 70 件", "R8": "① 110 件 ② 80 件"}


def test_a_sheet_without_the_head_has_no_table(read: Read) -> None:
    """Other words or no years head nothing."""
    assert read("名前　単位　R7　R8\n件数　件　1　2") is None
    assert read("件数\n50 件　60 件") is None
