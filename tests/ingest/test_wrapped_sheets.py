"""Sheets of a reform plan as `pdftotext -layout` prints them: every cell in the middle of its row, hardly parted from the one beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line, Project
from ingest.columns import unfolded

SHEET = """                                     試見市行政改革実施計画 個別取組シート
  取組番号          110{number}  取組名 {title}
  推進項目        1－{number} {title}の強化
      所管課     {owner}、デジタル推進 関係課 北部支所、東部支所
              課
  現状と課題       市の{title}は手作業が多く、年間の処理に延べ1,200時間を要している。
              手順を見直し、機械に任せられる作業は{number}台の端末で処理し、その分の職員
  取組内容        を相談の窓口に置く。機械に不慣れな人のため、市内9か所の公民館で月2回
              の相談会を開く。
 期待される効果      来庁に要する時間の短縮、窓口の混雑の緩和
■ 成果指標
            指標名           単位   基準値   区分   R5        R6     R7   R8    R9

見直した手続の数
（累計）                      手続    112 目標     150       200    250 300 35{number}
                                    実績     158       214    263
                                    目標    20.0      27.0   35.0 42.0 50.0
申請率                           ％    14.2
                                    実績    21.6      26.1   33.8
相談できる窓口の 施設                      目標   14        14 38 38 38
数                                 1{number}
                                    実績   14        14 31
■ 年度別計画と実績
 年度               年度別計画                        実績                     評価
     全手続の棚卸し、電子納付   全1,246手続を棚卸しし、46手続を新たにオンラ
 R5 の試行             イン化した。電子納付は住民票の写しなど3手続 Ｂ
                    で10月に始めた。
 R6 先進市の視察、業務の流れ
     の見直し
                    2市を視察し、転入・転出・出生など{number}手続の業 Ａ
                    務の流れを見直した。
 R7 窓口への導入         北部支所で10月1日に開始。次の手続を選んだ。 Ｂ
 R8 入力項目の削減、マイナン
     バーカードによる自動入力
 R9 全手続への拡大
 課題と今後の方向 令和8年度中に、英語など6言語の画面を加える。
"""
TITLES = ("窓口の改善", "通知の見直し", "台帳の整理", "受付の予約")
OWNERS = ("市民課", "税務課", "資産課", "収納課")


@pytest.fixture
def projects(divide_text: Callable[[str], DividedDocument]) -> tuple[Project, ...]:
    """The projects of a document of such sheets, one on each page."""
    sheets = (SHEET.format(number=i, title=title, owner=owner) for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    return divide_text("試見市行政改革大綱 実施計画\n\n\f" + "\f".join(sheets)).projects


def test_departments_side_by_side(projects: tuple[Project, ...]) -> None:
    """What goes on below is of the label above it, not of the last one on the line."""
    assert [project.department_names for project in projects] == [(owner, "デジタル推進課") for owner in OWNERS]
    assert {remark.text.printed for project in projects for remark in project.remarks if remark.label == "関係課"} == {"北部支所、東部支所"}


def test_a_description_whose_label_stands_in_its_middle(projects: tuple[Project, ...]) -> None:
    """From its first line, and nothing of it is told of the field before; the heads of pages are no field."""
    for number, project in enumerate(projects, 1):
        assert project.description
        assert project.description.printed.startswith("手順を見直し") and f"{number}台" in project.description.printed
        assert not any("相談会" in remark.text.printed or "個別取組シート" in remark.text.printed for remark in project.remarks)


def test_an_indicator_whose_name_stands_around_its_rows(projects: tuple[Project, ...]) -> None:
    """Name, unit and baseline on the lines before, on and between the two rows; results are of the first years."""
    for number, project in enumerate(projects, 1):
        assert str(project.indicator) == "① 見直した手続の数（累計）（手続） ② 申請率（％） ③ 相談できる窓口の数（施設）"
        assert str(project.baseline) == f"① 112 ② 14.2 ③ 1{number}"
        assert str(project.targets[-1].cell) == f"① 35{number} ② 50.0 ③ 38"
        assert [(str(result.year), str(result.cell)) for result in project.results] == [
            ("R5", "① 158 ② 21.6 ③ 14"), ("R6", "① 214 ② 26.1 ③ 14"), ("R7", "① 263 ② 33.8 ③ 31"),
        ]  # fmt: skip


def test_a_row_for_each_year_with_wrapped_cells(projects: tuple[Project, ...]) -> None:
    """What was planned, done and how it is judged are each of their year, whichever line the year stands on."""
    for number, project in enumerate(projects, 1):
        assert {str(year): action.printed for action in project.actions for year in action.years} == {
            "R5": "全手続の棚卸し、電子納付の試行", "R6": "先進市の視察、業務の流れの見直し", "R7": "窓口への導入",
            "R8": "入力項目の削減、マイナンバーカードによる自動入力", "R9": "全手続への拡大",
        }  # fmt: skip
        assert [(str(item.years[0]), item.text.printed) for item in project.achievements] == [
            ("R5", "全1,246手続を棚卸しし、46手続を新たにオンライン化した。電子納付は住民票の写しなど3手続で10月に始めた。"),
            ("R6", f"2市を視察し、転入・転出・出生など{number}手続の業務の流れを見直した。"),
            ("R7", "北部支所で10月1日に開始。次の手続を選んだ。"),
        ]
        marks = {remark.label: remark.text.printed for remark in project.remarks if "評価" in remark.label}
        assert marks == {"R5年度の評価": "Ｂ", "R6年度の評価": "Ａ", "R7年度の評価": "Ｂ"}


@pytest.mark.parametrize(
    "rows",
    [
        [" R5 先進市の視察を行い、の", "     業務の流れを見直してい", "     手順書を改めていくこと", " R6 新しい手順での運用開始"],  # where the first cell ends
        [" R5 視察             行った。 Ｂ", " R6 運用              始めた。 Ｂ  備考"],  # a cell more
    ],
)
def test_a_table_that_is_not_clear_stays(rows: list[str]) -> None:
    """Where two ways to part the lines are as likely, or a line has no place, the table is left as it is printed."""
    head = " 年度       年度別計画           実績             評価"
    lines = [Line(number, 1, text) for number, text in enumerate([head, *rows, ""] * 3, 1)]
    assert [line.text for line in unfolded(lines).lines if "年度別計画" in line.text] == [head] * 3
