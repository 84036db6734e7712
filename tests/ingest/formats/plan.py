"""A plan of an invented city with what a reader sees in it, and the files of every format that say it."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

FRONT = (
    "星見野市まちづくり実施計画",
    "この計画の期間は、令和7年度から令和9年度までの3年間です。",
    "毎年度、担当課が進捗を確かめ、8月に市ホームページで公表します。",
)
YEARS = ("令和7年度", "令和8年度", "令和9年度")


@dataclass(frozen=True)
class Told:
    """One project as its author wrote it. `steps`: each with the places of its first and last year."""

    number: str
    title: str
    departments: tuple[str, ...]
    description: str
    indicator: str
    baseline: str
    targets: tuple[str, str, str]
    result: str
    steps: tuple[tuple[int, int, str], ...]


PROJECTS = (
    Told("1-1", "星見台公園再整備事業", ("公園緑地課",),
         "老朽化した遊具を、だれもが遊べるインクルーシブ遊具に更新します。駐車場を12台分増やし、授乳室を設けます。",
         "公園の年間利用者数（人）", "18,400", ("19,000", "21,500", "24,000"), "19,320", ((0, 0, "実施設計"), (1, 2, "遊具の更新工事"))),
    Told("1-2", "雨水貯留施設整備事業", ("下水道整備課", "危機管理課"),
         "大雨のたびに道路が冠水する柳川地区に、8,000立方メートルの貯留施設を整備します。",
         "床上浸水の件数（件）", "14", ("12", "－", "0"), "11", ((0, 1, "貯留施設の築造"), (2, 2, "供用開始"))),
    Told("2-1", "移動図書館「ほしぞら号」運行事業", ("図書館",),
         "図書館から2キロメートル以上離れた16か所を、2週間に1度巡回します。車両に約3,200冊を積みます。",
         "貸出冊数（冊）", "31,250", ("32,000", "33,000", "34,000"), "30,870", ((0, 0, "巡回先の見直し"), (1, 1, "車両の更新"), (2, 2, "新しい車両での巡回"))),
    Told("2-2", "学校給食地産地消推進事業", ("学校給食課", "農政課"),
         "市内産の野菜を使う献立を月に3回に増やし、生産者が教室を訪れる給食交流会を開きます。",
         "市内産野菜の使用割合（％）", "21.4", ("23.0", "26.0", "30.0"), "23.8", ((0, 2, "献立の開発と給食交流会"),)),
)  # fmt: skip


Row = list[tuple[str, int, int]]


def rows(told: Told) -> list[Row]:
    """The sheet of a project as a table of seven columns: of each row the cells that begin in it, each with the rows and columns that it takes."""
    years: Row = [(year, 1, 1) for year in YEARS]
    return [
        [("事業番号", 1, 1), (told.number, 1, 1), ("事業名", 1, 1), (told.title, 1, 4)],
        [("担当課", 1, 1), ("\n".join(told.departments), 1, 6)],
        [("事業概要", 1, 1), (told.description, 1, 6)],
        [("成果指標", 3, 1), ("指標名", 1, 1), ("区分", 1, 1), ("現状値\n（令和5年度）", 1, 1), *years],
        [(told.indicator, 2, 1), ("目標", 1, 1), (told.baseline, 2, 1), *((target, 1, 1) for target in told.targets)],
        [("実績", 1, 1), (told.result, 1, 1), ("", 1, 1), ("", 1, 1)],
        [("年度別スケジュール", 2, 4), *years],
        [(text, 1, last - first + 1) for first, last, text in told.steps],
    ]


def placed(told: Told) -> list[tuple[int, int, int, int, str]]:
    """The same cells with the first row and column and those behind the last, counted from 1."""
    taken: set[tuple[int, int]] = set()
    found = []
    for top, row in enumerate(rows(told), 1):
        left = 1
        for text, down, right in row:
            while (top, left) in taken:
                left += 1
            taken |= {(i, j) for i in range(top, top + down) for j in range(left, left + right)}
            found.append((top, left, top + down, left + right, text))
    return found


def as_html() -> str:
    """The plan as a page, which can be printed: a sheet for each project, the last one over the end of a page."""
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in FRONT)
    for told in PROJECTS:
        cells = [
            "<tr>" + "".join(f"<td rowspan={down} colspan={right}>{html.escape(text).replace(chr(10), '<br>')}</td>" for text, down, right in row) + "</tr>"
            for row in rows(told)
        ]
        shown += f"<table>{''.join(cells)}</table>"
    style = "body{font-family:'Noto Sans CJK JP';font-size:10.5pt} table{border-collapse:collapse;width:100%;margin:14mm 0} td{border:1px solid;padding:2mm}"
    head = f"<!doctype html><html lang=ja><meta charset=utf-8><title>x</title><style>{style}</style>"
    return f"{head}<body><nav><p>ホーム</p></nav><main>{shown}</main></body></html>"


def as_design() -> str:
    """The plan as a design office lays it out: titles above, labels on coloured ground beside their texts, and figures between rules that only go across."""
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in FRONT)
    for place, told in enumerate(PROJECTS, 1):
        texts = (("担当課", "、".join(told.departments)), ("事業概要", told.description))
        blocks = "".join(f"<div class=row><div class=label>{label}</div><div class=text>{html.escape(text)}</div></div>" for label, text in texts)
        heads = "".join(f"<th>{head}</th>" for head in ("指標名", "現状値<br>（令和5年度）", *YEARS))
        cells = "".join(f"<td>{cell}</td>" for cell in (html.escape(told.indicator), told.baseline, *told.targets))
        shown += f"<h3>取組{place:02d}　{html.escape(told.title)}</h3>{blocks}<p>■ 成果指標と目標値</p><table><tr>{heads}</tr><tr>{cells}</tr></table>"
    style = "body{font-family:'Noto Sans CJK JP';font-size:10.5pt} .row{display:flex} .label{background:#cde;width:30mm;padding:2mm;border:1px solid #cde}"
    style += ".text{flex:1;padding:2mm} table{border-collapse:collapse;width:100%}"
    style += "th,td{border-top:1px solid;border-bottom:1px solid;padding:2mm 4mm;text-align:left}"
    return f"<!doctype html><html lang=ja><meta charset=utf-8><style>{style}</style><body>{shown}</body></html>"


def write_word(path: Path) -> None:
    """The plan as a Word document."""
    document = docx.Document()
    for line in FRONT:
        document.add_paragraph(line)
    for told in PROJECTS:
        table = document.add_table(rows=8, cols=7)
        for top, left, bottom, right, text in placed(told):
            table.cell(top - 1, left - 1).merge(table.cell(bottom - 2, right - 2)).text = text
        document.add_page_break()
    document.save(str(path))


def write_excel(path: Path) -> None:
    """The plan as a workbook: its front matter on the first sheet, the projects below each other on the second, figures as figures."""
    book = openpyxl.Workbook()
    for place, line in enumerate(FRONT, 1):
        book.worksheets[0].cell(place, 1, line)
    sheet = book.create_sheet("個票")
    for block, told in enumerate(PROJECTS):
        for top, left, bottom, right, text in placed(told):
            first = block * 10 + top
            cell = sheet.cell(first, left, text)
            plain = text.replace(",", "")
            if plain.replace(".", "").isdigit():
                cell.value = float(plain) if "." in plain else int(plain)
                cell.number_format = "0.0" if "." in plain else "#,##0"
            if (bottom, right) != (top + 1, left + 1):
                sheet.merge_cells(start_row=first, start_column=left, end_row=block * 10 + bottom - 1, end_column=right - 1)
    book.create_sheet("作業用").sheet_state = "hidden"
    book["作業用"].cell(1, 1, "事業名")
    book.save(path)


def as_csv() -> bytes:
    """The projects as a list in Shift_JIS, a row for each."""
    out = io.StringIO()
    writer = csv.writer(out)
    head = ["番号", "事業名", "担当課", "事業概要", "指標名", "現状値（令和5年度）", *(f"目標値（{year}）" for year in YEARS), "実績値（令和7年度）"]
    writer.writerow([*head, *(f"取組予定（{year}）" for year in YEARS)])
    for told in PROJECTS:
        steps = [next(text for first, last, text in told.steps if first <= place <= last) for place in range(len(YEARS))]
        writer.writerow(
            [told.number, told.title, "\n".join(told.departments), told.description, told.indicator, told.baseline, *told.targets, told.result, *steps]
        )
    return out.getvalue().encode("cp932")
