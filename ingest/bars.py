"""The bar with which a form begins: its title where no label heads that, and what marks the form beside it.

【簡易様式】 | 104　認知症カフェ運営事業                  事業名  認知症カフェ運営事業
                                                    番号  104
事業シート | No.204 | 新規（Ｒ６～）                    番号  No.204
                                                    区分  新規（Ｒ６～）

Each department that fills in forms prints its bar its own way. What says only which form it is, is not told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grid import Cell, Grid
from ingest.label_lines import CATEGORY, LONGEST_TITLE, NUMBER, SENTENCE, TITLE, is_number, parted, titled
from ingest.lines import plain
from ingest.sheets import words
from ingest.table_columns import Head, bare, called, is_label

PLACE = "位置付け"  # of a project in the plan
_FORM = re.compile(r".*(?:シート|調書|個票|カルテ)(?P<number>\d{1,3}(?:-\d{1,3})*)?(?:その\d+)?|.*様式(?:第?\d+号?)?|\S+提出")
_CATEGORY = re.compile(
    r"[★☆]?(?:新規|一般|継続|拡充|拡大|充実|重点|見直し|縮小|廃止|完了|終了|統合|改善)(?:プロジェクト|事業|取組|施策|項目)?(?:[・、/／]\S{1,6})*(?:\(.*\))?"
)
_OFFICE = re.compile(r"(?P<office>[^\s　]+[課室局部所])[\s　]")
_SECTION = re.compile(r"[^\s　、,・課室局部]+[係班]")
_WORD = re.compile(r"^No[.．]?\s?")
_BRACKETS = re.compile(r"[【】\[\]〔〕《》<>]+")
_BLANK_IN_WORD = re.compile(r"(?<=[^\d\s])\s+")  # 取 組 1
_STARS = "★☆"
_AROUND = "【】[]〔〕《》<>()"


@dataclass(frozen=True, slots=True)
class Bar:
    """What the first row of a form says: the cells of its number, of what marks it, of what may be its title, and which of them say no more than its form.

    stars: what marks it beside the number (取組１ ★).
    """

    number: str
    marks: tuple[str, ...]
    stars: tuple[str, ...]
    others: tuple[Cell, ...]
    forms: tuple[str, ...]

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Bar | None:
        """The bar that these cells are; None where a label stands among them that is not the number's."""
        numbers, marks, stars, others, forms = list[str](), list[str](), list[str](), list[Cell](), list[str]()
        for before, cell in pairwise([None, *cells]):
            assert cell is not None
            word = bare(cell.text).strip(_AROUND)
            form = _FORM.fullmatch(word)
            if before and bare(before.text) in called("number"):
                numbers.append(cell.line)
            elif bare(cell.text) in called("number"):
                continue
            elif is_label(cell.text):
                return None
            elif is_number(number := _BLANK_IN_WORD.sub("", plain(cell.line)).strip(_STARS + " ")):
                numbers.append(cell.line if number == plain(cell.line) else number)
                stars += [mark for mark in _STARS if mark in cell.line]
            elif form:
                forms.append(cell.line)
                numbers += [form["number"]] if form["number"] else []
            elif _CATEGORY.fullmatch(_BRACKETS.sub("・", plain(cell.line)).strip("・")) or _CATEGORY.fullmatch(word):
                marks.append(_unbracketed(cell.line))
            else:
                others.append(cell)
        return cls(_WORD.sub("", numbers[0]) if numbers else "", tuple(marks), tuple(stars), tuple(others), tuple(forms))

    def title(self, listed: Collection[str]) -> Cell | None:
        """The cell with the title: one that a list of the projects has, or that ends as titles do, or the only one."""
        able = [cell for cell in self.others if 1 < len(parted(cell.line)[1]) <= LONGEST_TITLE and not SENTENCE.search(parted(cell.line)[1])]
        known = [cell for cell in able if "".join(parted(cell.line)[1].split()) in listed]
        ending = [cell for cell in able if _ends_as_titles(cell.line)]
        return next(iter([*known, *ending, *(able if len(self.others) == 1 else [])]), None)


def bar(grid: Grid, listed: Collection[str] = ()) -> tuple[list[str], Grid]:
    """The lines of the bar with which a form begins, and what stands below it; none of another table, or of one whose first row are labels and texts.

    listed: the titles without blanks that a list of the projects has.
    """
    first = grid.rows[0] if grid.rows else ()
    if not {bare(cell.text) for cell in grid.cells} & called("departments") or not first or any(cell.bottom > 1 for cell in first) or Head.at(grid, 0):
        return [], grid
    headed = any(bare(label.text) in called("title") and not is_label(text.text) for row in grid.rows for label, text in pairwise(row))
    found = Bar.of(first) or Bar.of(first[:2] if _begins_numbered(first) else ())
    title = found.title(listed) if found else None
    if found is None or (title is None and not (headed and (found.number or found.marks))) or (headed and found.others):
        return [], grid
    told = [*titled(TITLE, title.line)] if title else []
    numbered = any(line.startswith(f"{NUMBER}  ") for line in told)
    told += [f"{NUMBER}  {found.number}"] if found.number and not numbered else []
    first_mark, *further = sorted(found.marks, key=lambda mark: mark[0] in _STARS) or [""]  # 新規 before ★重点
    told += [f"{CATEGORY}  {mark}" for mark in (first_mark, *found.stars[:1]) if mark]
    told += [f"{PLACE}  {text}" for text in (*further, *(cell.line for cell in found.others if cell is not title))]
    taken = first if Bar.of(first) else first[:2]
    return told, _with_office(Grid(tuple(cell for cell in grid.cells if cell not in taken)), found.forms)


def _with_office(grid: Grid, forms: Sequence[str]) -> Grid:
    """The table, its departments with the office that the name of the form begins with where it gives a section alone (農林課 事業シート, 担当: 林務係)."""
    offices = [match["office"] for form in forms if (match := _OFFICE.match(form))]
    sections = {
        text: replace(text, text=f"{offices[0]}　{text.text}")
        for row in grid.rows
        for label, text in pairwise(row)
        if offices and bare(label.text) in called("departments") and _SECTION.fullmatch(text.line)
    }
    return Grid(tuple(sections.get(cell, cell) for cell in grid.cells))


def number_above(text: str, grid: Grid) -> list[str]:
    """The line of the number behind the name of a form that stands right above it (ハード事業調書　２０１); none where it is none, or the title has its own."""
    found = Bar.of([Cell(0, 0, 1, 1, text)])
    owned = {bare(cell.text) for cell in grid.cells} & called("departments")
    numbered = any(bare(label.text) in called("title") and parted(title.line)[0] for row in grid.rows for label, title in pairwise(row))
    return [f"{NUMBER}  {found.number}"] if found and found.forms and found.number and owned and not numbered else []


def _begins_numbered(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with a number and a name, with labels behind them."""
    return len(cells) > 1 and is_number(cells[0].line) and not is_label(cells[1].text)


def _ends_as_titles(text: str) -> bool:
    return bool(re.search(words()["profile"]["titles"]["ends"], plain(text)))


def _unbracketed(text: str) -> str:
    """A mark without the brackets around it (【継続・重点】)."""
    whole = re.fullmatch(r"[【\[〔《<(（](?P<mark>[^】\]〕》>)）]+)[】\]〕》>)）]", text.strip())
    return whole["mark"] if whole else text
