"""Tables by which the progress of projects is kept: marks below years, texts below the values, rows of years, and what heads their pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

from corpus.values import DividedDocument
from ingest.build import divide_entry
from ingest.catalog import Entry
from ingest.grid import Block, Page, Paragraph
from ingest.linearised import linearised
from ingest.sheets import find_labels
from tests.ingest.test_linearised import Row, grid_of

VALUES: list[Row] = [
    [*((word, 2, 1) for word in ("番号", "取組名", "担当課", "指標", "基準(R4)")), ("R5", 1, 2), ("評　価", 1, 2)],
    ["計画", "実績", "R5", "R6"],
]


def _told(*blocks: Block) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def _with_texts(*texts: tuple[str, str]) -> list[str]:
    """What is told of a project with these words and texts below its values."""
    rows: list[Row] = [[label, (text, 1, 6)] for label, text in texts]
    height = 1 + len(rows)
    first: Row = [("3-1", height, 1), ("橋の修繕", height, 1), "道路課", "橋の数", "2橋", "4橋", "3橋", "△", "○"]
    other: Row = ["3-2", "橋の点検", "道路課", "点検の数", "5橋", "6橋", "6橋", "○", "○"]
    told = _told(grid_of(*VALUES, first, *rows, other))
    return told[: told.index("取組名  橋の点検")]


def test_marks_below_years_and_texts_below_the_values() -> None:
    """Years below 評価 have marks and no targets; a word in the column of the departments with a text across the years is no department."""
    told = _with_texts(("内　容", "古い橋を直す。"), ("実　績", "R5：3橋を直した。　R6：設計のみ。"), ("今後の予定", "R8は6橋を直す。"), ("財　源", "国の補助"))
    assert told == [
        *("取組名  橋の修繕", "番号  3-1", "担当課  道路課", "内容  古い橋を直す。", "取組実績  R5：3橋を直した。　R6：設計のみ。"),
        *("年次計画  R8は6橋を直す。", "財源  国の補助", "指標名  橋の数", "現状値（令和4年度）  2橋"),
        *("目標値  令和5年度：4橋", "実績値  令和5年度：3橋", "評価（令和5年度）  △", "評価（令和6年度）  ○"),
    ]


def test_a_row_that_counts_the_marks_leaves_them_marks() -> None:
    """Most cells below 評価 are marks: the numbers below them in a row of no project are none of a schedule."""
    head: list[Row] = [[*((word, 2, 1) for word in ("番号", "取組名", "担当課")), ("評価", 1, 2)], ["R5", "R6"]]
    rows: list[Row] = [["1", "橋の修繕", "道路課", "○", "△"], ["2", "橋の点検", "道路課", "◎", "○"], [("○の数", 1, 3), "1", "1"]]
    told = _told(grid_of(*head, *rows))
    assert told[3:5] == ["評価（令和5年度）  ○", "評価（令和6年度）  △"] and not any(line.startswith("年次計画") for line in told)


@pytest.mark.parametrize(
    ("caption", "last", "lines"),
    [
        ("【各年度に行ったこと】", ["令和７年度", "内覧会。"], ["取組実績", "令和5年度：意見の聴取。", "令和6年度：改修。", "令和7年度：内覧会。"]),
        (
            "■ 経過",
            ["令和７年度の予定", "・光回線の引込み\n・お試し入居"],
            [
                *("年度別の計画と実績", "令和5年度  実績  意見の聴取。", "令和6年度  実績  改修。"),
                *("令和7年度  計画  光回線の引込み", "令和7年度  計画  お試し入居"),
            ],
        ),
        ("■ 経過", ["令和７年度", "内覧会。"], ["年次計画", "令和5年度：意見の聴取。", "令和6年度：改修。", "令和7年度：内覧会。"]),
    ],
)
def test_texts_by_year_are_done_where_the_document_says_so(caption: str, last: list[str], lines: list[str]) -> None:
    """By the line above them, or since a later year alone is headed as planned; where neither says so they are a schedule."""
    told = _told(Paragraph(caption), grid_of(["令和５年度", "意見の聴取。"], ["令和６年度", "改修。"], last))
    assert told == [caption, *lines]


def test_a_line_that_says_several_things_far_apart() -> None:
    """The goal that heads a page has a line to itself, and so has the date of its figures; other parts of a line stay."""
    assert _told(Paragraph("第３　進捗状況　　柱１　総量を減らす        令和８年３月31日現在")) == [
        *("令和８年３月31日現在", "第３　進捗状況", "柱１　総量を減らす"),
    ]
    for line in ("柱１　総量を減らす　　　６取組", "柱１　総量を減らす　　施策１　建物", "令和８年３月　　椋野"):
        assert _told(Paragraph(line)) == [line]
    running = Page((Paragraph("第３　進捗状況　　柱１　総量を減らす"),))
    assert [line for line in linearised([running, running]).texts if "柱１" in line and "第３" not in line] == []


def test_a_note_below_the_values_stands_before_the_marks() -> None:
    """It is one of the indicator, and not of how the last year was judged."""
    head: Row = ["指標", "基準値(R4)", "区分", "R5", "R6"]
    rows: list[Row] = [[("開館", 2, 1), ("－", 2, 1), "計画", "設計", "工事"], ["実績", "設計", "工事"], [("評価", 1, 3), "○", "△"]]
    told = _told(grid_of(head, *rows, [("※開館は令和11年4月。", 1, 5)]))
    assert told.index("※開館は令和11年4月。") < told.index("評価（令和6年度）  △")


def test_departments_without_the_part_that_each_takes() -> None:
    """（主） and （関係） before the names are none of them."""
    told = _told(grid_of(["取組名", "施設の複合化"], ["担当課", "（主）生涯学習課\n（関係）福祉課、企画課"], ["取組内容", "一つにまとめる。"]))
    assert "担当課  生涯学習課、福祉課、企画課" in told


def test_a_mark_at_the_end_of_a_line_is_none_of_the_next_label() -> None:
    """○ behind one label is no mark before the one on the next line."""
    found = {label.printed: len(label.places) for label in find_labels(["評価(令和5年度) ○", "評価(令和6年度) ○", "評価(令和7年度) ○"], ["評価"], False)}
    assert found == {"評価(令和5年度)": 1, "評価(令和6年度)": 1, "評価(令和7年度)": 1}


def _rows(*rows: str) -> str:
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def _form(title: str, number: int) -> str:
    """A form whose texts by year stand behind its indicator."""
    sheet = _rows(*(_cells(*pair) for pair in (("取組名", title), ("担当課", "（主）建設課<br>（関係）福祉課"), ("取組内容", f"{title}を進める。"))))
    values = _rows(_cells("指標", "基準値(R4)", "R5", "R6", "R7"), _cells("件数", "0件", f"{number}件", f"{number + 1}件", f"{number + 2}件"))
    years = ("令和５年度", f"{title}の調査。"), ("令和６年度", f"{title}の設計。"), ("令和７年度の予定", f"{title}の工事。")
    steps = _rows(*(_cells(*pair) for pair in years))
    return f"<h2>柱２　まちを生かす　重点個票</h2><table>{sheet}</table><p>値</p><table>{values}</table><p>各年度に行ったこと</p><table>{steps}</table>"


@pytest.fixture
def document(entry: Callable[..., Entry]) -> DividedDocument:
    """A table of projects that tells what was done before the values, and forms that tell it behind them."""
    titles = ("橋の修繕", "橋の点検", "道の補修")
    head = _cells("番号", "取組名", "担当課", "取組内容", "主な取組実績", "指標", "基準値(R4)", "R5", "R6", "R7")
    done = "【R5】点検した。【R6】R7.2に直した。"
    rows = [_cells(f"1-{at}", title, "道路課", f"{title}を行う。", done, "橋の数", "1橋", "2橋", "3橋", "4橋") for at, title in enumerate(titles, 1)]
    listed = _rows(_cells("取組名", "番号", "担当課"), *(_cells(title, f"1-{at}", "道路課") for at, title in enumerate(titles, 1)))
    forms = "".join(_form(title, at) for at, title in enumerate(("住宅の集約", "公園の更新", "校舎の活用"), 1))
    text = f"<h2>柱１　長く使う</h2><table>{_rows(head, *rows)}</table><h2>柱２　まちを生かす</h2><table>{listed}</table>{forms}"
    return divide_entry(entry(f"<html><body><h1>施設の計画</h1>{text}</body></html>".encode(), "plan.html"), {})


def test_forms_tell_steps_behind_their_indicators(document: DividedDocument) -> None:
    """Though the rows of the table tell them before: each is read where it stands, and none is lost."""
    form = next(project for project in document.projects if project.title.printed == "住宅の集約")
    assert [(str(item.years[0]), item.text.printed) for item in form.achievements] == [("R5", "住宅の集約の調査。"), ("R6", "住宅の集約の設計。")]
    assert [(str(action.years[0]), action.printed) for action in form.actions] == [("R7", "住宅の集約の工事。")]
    assert [target.cell.printed for target in form.targets] == ["1件", "2件", "3件"]


def test_what_was_done_behind_years_in_brackets(document: DividedDocument) -> None:
    """【R5】 begins what was done in a year, on a line of its own or not; a date behind it is none."""
    row = document.projects[0]
    assert [(str(item.years[0]), item.text.printed) for item in row.achievements] == [("R5", "点検した。"), ("R6", "R7.2に直した。")]


def test_a_heading_that_a_form_prints_with_what_it_is(document: DividedDocument) -> None:
    """柱２ has the name that it has where it stands alone."""
    goals = chain.from_iterable([project.goal] if project.goal else [] for project in document.projects)
    assert {goal.name for goal in goals} == {"長く使う", "まちを生かす"}


def test_rows_of_a_schedule_that_are_indicators() -> None:
    """By the word above the name, by where it stood behind that, or by its number: they have targets, and the other rows are steps."""
    years: Row = [("年度別計画", 5, 1), "", "R7", "R8"]
    rows: list[Row] = [
        ["行動目標", "窓口を広げる。", "税の窓口へ広げる。"],
        ["成果指標\n①手続の数（累計）〔R6見込み：24手続〕", "36手続", "52手続"],
        ["②待つ時間", "50分", "－"],
        ["講座の参加者数〔R5：396人〕", "480人", "540人"],
    ]
    told = _told(grid_of(["事業名", ("書かない窓口", 1, 3)], ["担当課", ("市民課", 1, 3)], years, *rows))
    assert told[2:] == [
        *("指標名  ①手続の数（累計）", "現状値（R6見込み）  24手続", "目標値  令和7年度：36手続  令和8年度：52手続"),
        *("指標名  ②待つ時間", "目標値  令和7年度：50分  令和8年度：－"),
        *("指標名  講座の参加者数", "現状値（R5）  396人", "目標値  令和7年度：480人  令和8年度：540人"),
        *("年度別計画", "令和7年度：窓口を広げる。", "令和8年度：税の窓口へ広げる。"),
    ]


def test_figures_in_square_metres_are_targets() -> None:
    """Though the unit ends with a digit once it is put plainly (m2)."""
    rows: list[Row] = [[("数値目標", 2, 1), ("床面積", 2, 1), "目標", "78,420㎡", "78,000㎡"], ["実績", "78,420㎡", ""]]
    told = _told(grid_of(["事業名", ("施設の再編", 1, 4)], ["担当課", ("総務課", 1, 4)], [("年度別計画", 1, 3), "令和5年度", "令和6年度"], *rows))
    assert told[-3:] == ["指標名  床面積", "目標値  令和5年度：78,420㎡  令和6年度：78,000㎡", "実績値  令和5年度：78,420㎡"]
