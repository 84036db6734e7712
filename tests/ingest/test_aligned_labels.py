"""Labels that blanks or brackets part from their text, below titles: each project's lines are told under them, whichever of its labels comes first."""

from __future__ import annotations

import pytest

from ingest.aligned_labels import labelled_parts
from ingest.grid import Block, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

FIRST = [
    ("１－１　◎夜間パトロール", "担　　当　　くらし課（防犯係）", "取組内容　　車で見回ります。"),
    ("１－２　見守り隊の支援", "担　　当　　学校教育課", "取組内容　　旗を貸し出します。"),
    ("１－３　防犯灯の更新", "担　　当　　建設課", "取組内容　　明るくします。"),
]
SECOND = [
    ("（１）　歩道の整備", "【所管】\t建設課", "【事業概要】\t歩道を広げます。"),
    ("（２）　交通教室", "【所管】\t学校教育課", "【事業概要】\t渡り方を学びます。"),
    ("（３）　標識の点検", "【所管】\t建設課", "【事業概要】\t標識を点検します。"),
]


def _told(*behind: Block, projects: list[tuple[str, ...]] | None = None) -> list[str]:
    """The lines of three projects, `behind` standing below the first."""
    blocks: list[Block] = []
    for number, texts in enumerate(projects or FIRST):
        blocks += [*map(Paragraph, texts), *(behind if not number else ())]
    return [line for line in linearised([Page(tuple(blocks))]).texts if line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("担　　当　　くらし課（防犯係）", [("担当", "くらし課（防犯係）")]),
        ("現 状 値　　６事業者", [("現状値", "６事業者")]),
        ("所　　管　：　環境課（環境係）　　　関係機関　：　町商工会", [("所管", "環境課（環境係）"), ("関係機関", "町商工会")]),
        ("【成果指標】\t延長　　［基準値　Ｒ６：１７か所］", [("成果指標", "延長"), ("基準値", "Ｒ６：１７か所")]),
        ("指標　点灯率　　現状値　７１％", [("指標", "点灯率"), ("現状値", "７１％")]),
        ("目 標 値　　Ｒ８　３２０人　　Ｒ９　３２５人", [("目標値", "Ｒ８　３２０人　　Ｒ９　３２５人")]),
        ("【これまで】\t５か所で終えました。", [("これまでの取組", "５か所で終えました。")]),
        ("これまで　５か所で終えました。", []),
        ("１－２　見守り隊の支援", []),
        ("令和８年度　　１０人", []),
    ],
)
def test_the_labels_of_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    """A label that plans use, with what stands behind each; years are none."""
    assert labelled_parts(line) == expected


def test_blanks_part_labels_from_texts() -> None:
    """Owner and text stand under their labels; the bracket of a division is kept."""
    assert _told()[:4] == ["事業名  夜間パトロール", "番号  １－１", "担当  くらし課（防犯係）", "取組内容  車で見回ります。"]


def test_two_chapters_may_use_two_words() -> None:
    """Projects below 担当 and projects below 【所管】 are both told."""
    titles = [line for line in _told(projects=[*FIRST, *SECOND]) if line.startswith("事業名")]
    assert titles == [f"事業名  {title}" for title in ("夜間パトロール", "見守り隊の支援", "防犯灯の更新", "歩道の整備", "交通教室", "標識の点検")]


def test_departments_go_on_below_their_label() -> None:
    """A department on a line of its own below the owner is one more; a sentence is none."""
    lines = _told(projects=[(*FIRST[0][:2], "総務課（職員係）", FIRST[0][2]), *FIRST[1:]])
    assert lines[2:4] == ["担当  くらし課（防犯係）、総務課（職員係）", "取組内容  車で見回ります。"]


def test_a_sentence_broken_by_hand_is_whole() -> None:
    """A long line that ends within a sentence goes on in the next one."""
    broken = ("取組内容　　町内会等を単位とする自主防犯団体に対し、活動用のベスト、帽子、合図灯などの", "貸与と、保険料の補助を行います。")
    lines = _told(projects=[(*FIRST[0][:2], *broken), *FIRST[1:]])
    assert lines[3] == "取組内容  町内会等を単位とする自主防犯団体に対し、活動用のベスト、帽子、合図灯などの貸与と、保険料の補助を行います。"


def test_what_was_done_goes_on_year_by_year() -> None:
    """Years on the lines below a label are of it."""
    lines = _told(Paragraph("実　　績　　令和４年度　　１１８日"), Paragraph("令和５年度　　１３１日"))
    assert lines[4:7] == ["実績", "令和4年度：１１８日", "令和5年度：１３１日"]


def test_a_label_behind_a_table_is_of_the_project() -> None:
    """A schedule between the text and the indicator parts them not, also over a page."""
    schedule = grid_of(["R8", "R9"], ["協議", "工事"])
    blocks = [*map(Paragraph, FIRST[0]), Paragraph("－１－"), schedule, Paragraph("指　　標　　延長　　目標値　１地区（Ｒ10）、２地区（Ｒ11）")]
    blocks += [Paragraph(text) for project in FIRST[1:] for text in project]
    lines = linearised([Page(tuple(blocks[:4])), Page(tuple(blocks[4:]))])
    told = [lines.texts[number - 1] for number in sorted(lines.told or ())]
    assert "指標名  延長" in told
    assert "目標値  R10：１地区  R11：２地区" in told


def test_values_of_several_years_are_told_for_each() -> None:
    """R10~R12 each has what stands behind."""
    assert "目標値  R8：２７回  令和9年度：３０回  令和10年度：３０回" in _told(
        Paragraph("指標　回数"), Paragraph("目標値　　Ｒ８　２７回　　Ｒ９～Ｒ10　各３０回")
    )


def test_labels_alone_on_their_lines_are_left_to_sheets() -> None:
    """Where each text has headings such as ■実績 on lines of their own, it is no prose."""
    projects = [(f"【１－{number}】{name}", "■担当課　建設課", "■実　績", "旗を貸しました。") for number, name in enumerate(("旗", "灯", "車"), 1)]
    assert not any(line.startswith("事業名") for line in _told(projects=projects))
