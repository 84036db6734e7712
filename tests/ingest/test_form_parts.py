"""A form that is filled in for project after project: the headings of its parts, what stands below them, and cells with several labels or choices."""

from __future__ import annotations

from ingest.grid import Block, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

PROJECTS = ["防災アプリ", "出前講座", "空き家台帳"]


def _form(number: int, title: str) -> Page:
    """One sheet of the form."""
    blocks: list[Block] = [
        Paragraph("様式第２号（第４条関係）"),
        grid_of(
            ["整理番号", f"0{number}", "事業期間", "平成29年度～"],
            ["事業名", (title, 1, 3)],
            ["担当部・課", "総務部　危機管理課", "基本目標\n施　策", "１　安全・安心\n１－１　防災の推進"],
        ),
        Paragraph("１　事業の概要"),
        grid_of(["事業の目的", f"{title}を広める。"], ["事業内容", "・周知"]),
        Paragraph("４　令和６年度の取組実績"),
        Paragraph(f"６月に{title}の説明会を開いた。"),
        Paragraph("９月に市報で知らせた。"),
        Paragraph("５　評　価"),
        grid_of([("総合評価", 2, 1), ("Ｂ", 2, 1), "必要性", "効率性"], ["Ａ", "Ｃ"], ["課題", ("周知が足りない。", 1, 3)]),
        Paragraph("６　今後の方向性"),
        grid_of(["方向性", "□拡充　　■改善　　□終了"], ["対象", "□市民　□職員"]),
    ]
    return Page(tuple(blocks))


def _told() -> list[str]:
    """The lines of the second sheet."""
    lines = [line.lstrip("\f") for line in linearised([_form(number, title) for number, title in enumerate(PROJECTS, 1)]).texts if line.strip()]
    return lines[lines.index("事業名  出前講座") : lines.index("事業名  空き家台帳")]


def test_a_sheet_is_told_from_its_title_on() -> None:
    """What stands above the title is of its project, and the heading of a part is no title."""
    assert _told()[:3] == ["事業名  出前講座", "整理番号  02", "事業期間  平成29年度～"]
    assert not any(line.startswith(("事業名  事業の概要", "１　事業の概要")) for line in _told())


def test_labels_on_lines_of_one_cell_have_each_their_line() -> None:
    """基本目標 and 施策 in one cell, with what they head beside them line by line."""
    told = _told()
    assert "基本目標  １　安全・安心" in told and "施策  １－１　防災の推進" in told


def test_paragraphs_are_told_under_the_heading_of_their_part() -> None:
    """The texts below a numbered heading that is a label stand behind it."""
    told = _told()
    place = told.index("令和６年度の取組実績  ６月に出前講座の説明会を開いた。")
    assert told[place + 1].strip() == "９月に市報で知らせた。"


def test_marks_beside_a_mark_have_the_words_that_head_them() -> None:
    """The mark as high as its label is told first, the others under their own words."""
    told = _told()
    place = told.index("総合評価  Ｂ")
    assert told[place : place + 3] == ["総合評価  Ｂ", "総合評価（必要性）  Ａ", "総合評価（効率性）  Ｃ"]


def test_what_is_marked_of_choices_is_told() -> None:
    """■ among □ is what was chosen; where nothing is marked, all stand as they are."""
    told = _told()
    assert "方向性  改善" in told and "対象  □市民　□職員" in told


def test_the_number_of_a_form_is_not_told() -> None:
    """It is of the page, and goes on with nothing."""
    assert not any("様式" in line for line in _told())
