"""Forms that each department fills in and prints its own way: bars, shaded labels, parts of one table, two rows to an indicator, and one order for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.alike import alike
from ingest.bars import bar, number_above
from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.linearised import linearised
from ingest.listed import headings_listed
from ingest.short_years import with_eras
from ingest.upper_lower import with_kinds
from tests.ingest.test_linearised import Row, grid_of

OWNED: list[Row] = [["担当課", "農林課　林務係"], ["概要", "わなを増やす。"]]


def _told(*blocks: Grid | Paragraph) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def _shaded(grid: Grid, *labels: str) -> Grid:
    """The table, the cells with these texts filled."""
    return Grid(tuple(replace(cell, shaded=cell.text in labels) for cell in grid.cells))


@pytest.mark.parametrize(
    ("first", "lines"),
    [
        ([("３－②　　里山の保全事業", 1, 1), "【継続・重点】"], ["事業名  里山の保全事業", "番号  ３－②", "区分  継続・重点"]),
        (["整理番号１０３　検診の受診率向上事業", "様式１"], ["事業名  検診の受診率向上事業", "番号  １０３"]),
        (["【簡易様式】", "104　移動販売支援事業"], ["事業名  移動販売支援事業", "番号  104"]),
        (["（重点プロジェクト）", "図書館移転事業", "シート番号", "２０３"], ["事業名  図書館移転事業", "番号  ２０３", "区分  重点プロジェクト"]),
        (["取　組　６　★", "学校図書の充実", "拡充"], ["事業名  学校図書の充実", "番号  取組6", "区分  拡充", "区分  ★"]),
        (["１－２", "港の朝市の開設", "★重点", "新規"], ["事業名  港の朝市の開設", "番号  １－２", "区分  新規", "位置付け  ★重点"]),
        (["ハード事業調書　　３０４", "道の駅再整備事業"], ["事業名  道の駅再整備事業", "番号  304"]),
        (["４－１　足を守る", "乗合い交通運行事業"], ["事業名  乗合い交通運行事業", "位置付け  ４－１　足を守る"]),
    ],
)
def test_a_bar_holds_the_title_of_a_form(first: Row, lines: list[str]) -> None:
    """Number, category and the name of the form stand beside a title that no label heads; the name of the form is not told."""
    told, rest = bar(grid_of(first, *OWNED))
    assert told == lines and rest.cells[0].text == "担当課"


def test_a_bar_above_a_labelled_title() -> None:
    """Where a label heads the title, the bar has number and category of the form; these may stand in a line above it."""
    told, _ = bar(grid_of(["事業シート", "No.204", "新規（Ｒ６～）"], ["事業の名称", "部活動の移行", ""], ["担当課", "学校課", ""]))
    assert told == ["番号  204", "区分  新規（Ｒ６～）"]
    assert number_above("ハード事業調書　　２０１", grid_of(*OWNED)) == ["番号  201"]
    assert number_above("次の表の２０１は参考です。", grid_of(*OWNED)) == []


@pytest.mark.parametrize("first", [["令和６年度", "令和７年度"], ["担当課", "税務課"], ["第一の話", "第二の話"]])
def test_other_rows_are_no_bars(first: Row) -> None:
    """Years, labels and two texts of which neither ends as titles do are not the bar of a form."""
    assert bar(grid_of(first, *OWNED))[0] == []


def test_the_office_in_the_name_of_a_form() -> None:
    """A form that says 林務係 alone is of the office with which its name begins."""
    _, rest = bar(grid_of(["農林課　事業シート　その２", "鳥獣対策事業"], ["担当", "林務係"]))
    assert [cell.text for cell in rest.cells] == ["担当", "農林課　林務係"]


def test_a_shaded_word_between_texts_is_a_label() -> None:
    """In a row that begins with a shaded label the next shaded word heads what is behind it, though no list has it."""
    grid = grid_of(["担当課", "図書課", "建設地", "旧支店跡地"])
    assert _told(grid) == ["担当課  図書課、建設地、旧支店跡地"]
    assert _told(_shaded(grid, "担当課", "建設地")) == ["担当課  図書課", "建設地  旧支店跡地"]


def _form() -> Grid:
    """A form that is one table: an indicator, amounts, and a text for each year."""
    grid = grid_of(
        [("担当課", 1, 2), ("保健課", 1, 6)],
        [("概要", 1, 2), ("受診を勧める。", 1, 6)],
        ["指標名", "単位", "", "R5", "R6", "R7", "R8", ""],
        [("受診率", 2, 1), ("％", 2, 1), "目標", ("38.4", 2, 1), "41.0", "43.0", "45.0"],
        ["実績", "40.2", "－", "－"],
        [("区　分", 1, 4), "R6決算", "R7見込", "R8当初", ""],
        [("事業費計", 1, 4), "8,640", "9,015", "9,400"],
        [("国・県支出金", 1, 4), "5,760", "6,010", "6,260"],
        ["６年度", ("はがきを年２回送った。", 1, 7)],
        ["７年度", ("対象者を選ぶ方法を試す。", 1, 7)],
        ["８年度", ("日曜日にも開く。", 1, 7)],
        [("その他", 1, 1), ("受診率は速報である。", 1, 7)],
    )
    return _shaded(grid, "担当課", "指標名", "単位", "R5", "R6", "R7", "R8", "区　分", "６年度", "７年度", "８年度", "その他")


def test_the_parts_of_a_form_that_is_one_table() -> None:
    """The year beside both rows of an indicator is that of its baseline; amounts are no indicators; texts by year end the table above, and so does a label."""
    assert _told(_form()) == [
        "担当課  保健課", "概要  受診を勧める。",
        "指標名  受診率（％）", "現状値（令和5年度）  38.4", "目標値  令和6年度：41.0  令和7年度：43.0  令和8年度：45.0",
        "実績値  令和6年度：40.2  令和7年度：－  令和8年度：－", "事業費計  令和6年度：8,640  令和7年度：9,015  令和8年度：9,400",
        "国・県支出金  令和6年度：5,760  令和7年度：6,010  令和8年度：6,260", "年度別の計画と実績", "令和6年度  実績  はがきを年２回送った。",
        "令和7年度  計画  対象者を選ぶ方法を試す。", "令和8年度  計画  日曜日にも開く。", "その他  受診率は速報である。",
    ]  # fmt: skip


def test_the_bars_of_a_schedule_are_steps() -> None:
    """Where the first column is headed 年次計画 whatever stands below the years is a step, however few there are of it."""
    grid = grid_of(["年次計画", "令和６年度", "令和７年度"], ["設計", "測量", ""], ["工事", "", "９月着工"])
    assert _told(grid) == ["年次計画", "○設計", "令和6年度：測量", "○工事", "令和7年度：９月着工"]


def test_a_baseline_of_a_day() -> None:
    """基準値 with the day of its value heads a baseline."""
    grid = grid_of(["指標名", "単位", "基準値\nR5.4.1", "R6", "R7"], ["定員", "人", "120", "130", "140"])
    assert "現状値（令和5年度）  120" in _told(grid)


def test_a_table_of_unknown_words_in_a_form() -> None:
    """Below a shaded head of no known words rows stand behind the first of these, so that no field goes on behind them."""
    head: Row = ["橋　名", "橋長", "年　度"]
    grid = grid_of(["担当課", ("土木課", 1, 2)], head, ["千鳥橋", "48.2", "R6"], ["上沢橋", "12.5", "R7"])
    assert _told(_shaded(grid, "担当課", *map(str, head)))[1:] == ["橋　名  橋長  年　度", "      千鳥橋  48.2  R6", "      上沢橋  12.5  R7"]


def test_rows_of_which_a_note_says_what_they_are() -> None:
    """上段：目標　下段：実績 tells two rows without words apart; without a note, or with words of their own, tables stay as they are."""
    grid = grid_of(["成果指標", "現状値(R5)", "R6", "R7"], [("協力者数", 2, 1), ("18", 2, 1), "22", "26"], ["24", "27"])
    noted = [Page((grid, Paragraph("上段：目標　下段：実績")))]
    assert _told(*noted[0].blocks)[2:] == ["目標値  令和6年度：22  令和7年度：26", "実績値  令和6年度：24  令和7年度：27"]
    assert with_kinds([Page((grid,))]) == [Page((grid,))]
    of_words = grid_of(["成果指標", "", "R6", "R7"], [("協力者数", 2, 1), "目標", "22", "26"], ["実績", "24", "27"])
    assert with_kinds([Page((of_words, *noted[0].blocks[1:]))])[0].blocks == (of_words,)


def test_a_head_of_years_says_what_upper_and_lower_lines_are() -> None:
    """上段：年次計画　下段：目標値 above years parts each cell: its values are the lower part, and what stands before them is a step of that year."""
    note = ("上段：年次計画　　下段：目標値", 1, 3)
    head: list[Row] = [[*((word, 2, 1) for word in ("番号", "取組名", "担当", "取組の内容", "指標", "R6\n現状")), note], ["R8", "R9", "R10"]]
    first: Row = ["１－１\n新規", "朝市の開設", "港湾課", "朝市を開く。", "出店者数", "－", "検討\n－", "準備\n計画\n20店", "→\n30店"]
    second: Row = ["１－２\n継続", "港の講座", "港湾課", "講座を開く。", "①講座の数\n②受講者", "①年１回\n②８人", "実施\n①年２回\n②10人", "→\n①年３回", "→"]
    assert _told(grid_of(*head, first, second)) == [
        *("取組名  朝市の開設", "番号  １－１", "区分  新規", "担当  港湾課", "取組の内容  朝市を開く。", "指標名  出店者数", "現状値（令和6年度）  －"),
        *(
            "目標値  令和8年度：－  令和9年度：20店  令和10年度：30店",
            "年次計画",
            "令和8年度：検討",
            "令和9年度～令和10年度：準備",
            "令和9年度～令和10年度：計画",
        ),
        *("取組名  港の講座", "番号  １－２", "区分  継続", "担当  港湾課", "取組の内容  講座を開く。", "指標名  講座の数", "現状値（令和6年度）  年１回"),
        *("目標値  令和8年度：年２回  令和9年度：年３回", "指標名  受講者", "現状値（令和6年度）  ８人", "目標値  令和8年度：10人"),
        *("年次計画", "令和8年度～令和10年度：実施"),
    ]


def test_what_stands_in_place_of_a_value() -> None:
    """〃 behind a value is that value, in a schedule it goes on; a dash is no step because of a note across the table."""
    values = grid_of(
        ["成果指標", "基準値", "R8", "R9", "R10"],
        ["進学率", "98％", "100％を維持", "〃", "〃"],
        ["組合員", "－", "－", "20人", "30人"],
        [("※R8は準備の年です。", 1, 5)],
    )
    assert _told(values) == [
        *("指標名  進学率", "現状値  98％", "目標値  令和8年度：100％を維持  令和9年度：100％を維持  令和10年度：100％を維持"),
        *("指標名  組合員", "現状値  －", "目標値  令和8年度：－  令和9年度：20人  令和10年度：30人", "※R8は準備の年です。"),
    ]
    steps = grid_of(["年次計画", "R8", "R9", "R10"], ["朝市", "準備", "開設", "〃"])
    assert _told(steps) == ["年次計画", "○朝市", "令和8年度：準備", "令和9年度～令和10年度：開設"]


def test_years_without_their_era() -> None:
    """６年度 beside ７年度 and ８年度 has the era that the document writes elsewhere; none where it writes two, and a lone one stays."""
    grid = grid_of(["６年度", "７年度", "８年度"])
    assert [cell.text for cell in _grid_of(with_eras([Page((grid, Paragraph("令和６年度から")))]))] == ["令和６年度", "令和７年度", "令和８年度"]
    assert _grid_of(with_eras([Page((grid, Paragraph("平成６年度から令和６年度まで")))])) == grid.cells
    assert _grid_of(with_eras([Page((grid,))])) == grid.cells
    alone = grid_of(["６年度", "予定"])
    assert _grid_of(with_eras([Page((alone, Paragraph("令和６年度から")))])) == alone.cells


def _grid_of(pages: list[Page]) -> tuple[Cell, ...]:
    return next(block for block in pages[0].blocks if isinstance(block, Grid)).cells


LISTED = grid_of(
    ["基本目標", "番号", "事業名", "頁"],
    [("基本目標１\n健やかなまち", 2, 1), "101", "産後ケア事業", "4"],
    ["102", "見守り事業", "6"],
    ["基本目標２\n学ぶまち", "201", "移転事業", "9"],
)


def test_a_list_says_what_projects_stand_under() -> None:
    """A form that names no goal stands under the one that the list has for its title, or its number; one that names its own keeps that."""
    forms = [
        grid_of(["事業名", "見守り事業"], ["担当課", "福祉課"], ["概要", "見守る。"]),
        grid_of(["事業名", "図書館の移転"], ["番号", "201"], ["担当課", "図書課"]),
        grid_of(["事業名", "産後ケア事業"], ["担当課", "保健課"], ["基本目標", "９　別のまち"]),
    ]
    told = _told(LISTED, *forms)
    assert told[told.index("事業名  見守り事業") + 1] == "基本目標１ 健やかなまち"
    assert told[told.index("番号  201") + 1] == "基本目標２ 学ぶまち"
    assert "基本目標  ９　別のまち" in told and told.count("基本目標１ 健やかなまち") == 1


def test_a_list_adds_nothing_where_goals_are_headed() -> None:
    """Where a goal of the list heads the forms themselves, these stand under that."""
    assert headings_listed([Page((LISTED,))])["見守り事業"] == ("基本目標１ 健やかなまち",)
    form = grid_of(["事業名", "見守り事業"], ["担当課", "福祉課"])
    assert headings_listed([Page((LISTED, Paragraph("基本目標２　学ぶまち"), form))]) == {}


def test_goals_of_a_preface_head_nothing() -> None:
    """Where they are told one below the other before the list, this says what stands under them; a table of several projects is no form."""
    preface = [Paragraph(text) for text in ("基本目標１　健やかなまち", "長く暮らせるまちです。", "基本目標２　学ぶまち", "学べるまちです。")]
    form = grid_of(["事業名", "見守り事業"], ["担当課", "福祉課"])
    table = grid_of(["事業名", "担当課", "内容"], ["見守り事業", "福祉課", "見守る。"], ["移転事業", "図書課", "移す。"])
    assert "基本目標１ 健やかなまち" in _told(*preface, LISTED, form)
    assert "基本目標１ 健やかなまち" not in _told(*preface, LISTED, table)


FORMS = [
    [
        "事業名  産後ケア",
        "担当課  保健課",
        "区分  継続",
        "会計  一般",
        "概要  助成する。",
        "指標名  日数",
        "目標値  令和6年度：50",
        "年次計画",
        "令和6年度：始める",
    ],
    [
        "事業の名称  見守り",
        "区分  新規",
        "担当課  福祉課",
        "概要  見守る。",
        "年次計画",
        "令和6年度：協定",
        "指標名  者数",
        "目標値  令和6年度：22",
        "備考  なし",
    ],
    ["事業の名称  移転", "担当課（主）  図書課", "担当課（副）  土木課", "概要  移す。"],
    ["事業名  交通", "担当課  防災課", "概要  運ぶ。"],
    ["事業名  橋", "担当課  土木課", "概要  直す。"],
]


def test_forms_of_several_orders_are_told_in_one() -> None:
    """Titles have one word, departments in charge and helping one line; fields have one order, what is no field stands behind them."""
    pages, differed = alike(FORMS, {"会計"})
    assert differed
    assert pages[0] == [
        "事業名  産後ケア", "区分  継続", "担当課  保健課", "概要  助成する。", "指標名  日数", "目標値  令和6年度：50", "年次計画", "令和6年度：始める",
        "会計  一般",
    ]  # fmt: skip
    assert pages[1][4:8] == ["指標名  者数", "目標値  令和6年度：22", "年次計画", "令和6年度：協定"]
    assert pages[2] == ["事業名  移転", "担当課  図書課、土木課", "概要  移す。"]


def test_forms_of_one_order_stay_as_they_are() -> None:
    """Where hardly a form has another order, nothing is moved, nor a title of a single form renamed."""
    told = [["事業の名称  産後ケア", *FORMS[0][1:]], *FORMS[3:]]
    assert alike(told, {"会計"}) == (told, False)


def test_indicators_of_a_form_stand_together() -> None:
    """One that the rest of a form names on its next page stands behind the first ones, before the steps."""
    form = [
        "事業名  見守り",
        "担当課  福祉課",
        "指標名  ①者数",
        "目標値  令和6年度：22",
        "年次計画",
        "令和6年度：協定",
        "指標名  ②回数",
        "目標値  令和6年度：4",
        "備考  なし",
    ]
    pages, differed = alike([form], set())
    assert pages == [[*form[:4], *form[6:8], *form[4:6], form[8]]] and not differed


def test_an_expense_of_no_list_is_no_target() -> None:
    """A row whose name ends with 費 below years alone tells what is spent, behind that name."""
    grid = grid_of(["", "Ｒ６", "Ｒ７"], ["建設改良費(千円)", "88,000", "93,500"])
    assert _told(grid) == ["建設改良費(千円)  令和6年度：88,000  令和7年度：93,500"]
