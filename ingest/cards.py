"""Cards: projects in boxes under a bar with number, title and mark, whose owner stands behind its label in one cell (担当：管財課), as booklets print them."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.grid import Cell, Grid
from ingest.label_lines import CATEGORY, DESCRIPTION, LONGEST_TITLE, NUMBER, SENTENCE, TITLE, below, pair
from ingest.lines import plain
from ingest.table_columns import Head, bare, called, is_label

FEWEST_ROWS = 3  # the bar, the owner and a text
LONGEST_MARK = 6  # characters of what marks a project in its bar (新規, 重点)
_NUMBER = re.compile(r"(?:No\.?|事業|取組|施策)?\s?\d{1,3}(?:-\d{1,3})*")
_OWNED = re.compile(r"(?P<label>\S{2,10}?)\s?[:：]\s?(?P<owners>.+)", re.DOTALL)
_BESIDE = re.compile(r"(?P<label>[A-Za-z一-龯ァ-ヴー]{2,8})[\s　:：]+(?P<text>.+)", re.DOTALL)  # SDGs 7・13
_ARROWED = re.compile(r"[▶▷►➤⇒](?P<label>[^\s　:：]{2,8})[\s　:：]+(?P<text>.+)", re.DOTALL)  # ▶これまで 充電設備を設置しました

_SPELT_OUT = {"これまで": "これまでの取組"}  # as sheets have it


def card(grid: Grid) -> tuple[list[str], Grid] | None:
    """The lines of the bar, the owner and the text of a card, and the tables below them; None where the grid is none."""
    if grid.height < FEWEST_ROWS or not grid.rows[0] or not grid.rows[1] or Head.at(grid, 0):
        return None
    bar, (owner, *beside) = grid.rows[0], grid.rows[1]
    owned = _OWNED.fullmatch(owner.text)
    if owned is None or bare(owned["label"]) not in called("departments") or any(is_label(cell.text) for cell in bar):
        return None
    number = bar[:1] if len(bar) > 1 and _NUMBER.fullmatch(plain(bar[0].line)) else ()
    title, *marks = bar[len(number) :]
    if not 1 < len(title.line) <= LONGEST_TITLE or SENTENCE.search(title.line) or any(len(mark.line) > LONGEST_MARK for mark in marks):
        return None
    lines = [f"{TITLE}  {title.line}", *(f"{NUMBER}  {cell.line}" for cell in number), *(f"{CATEGORY}  {mark.line}" for mark in marks)]
    lines += pair(_cell(owned["label"]), [_cell(owned["owners"])])
    lines += [f"{match['label']}  {_cell(match['text']).line}" if (match := _BESIDE.fullmatch(cell.text)) else cell.line for cell in beside]
    texts = [row[0] for row in takewhile(lambda row: len(row) == 1 and row[0].right - row[0].left == grid.width, grid.rows[2:])]
    told: list[tuple[str, list[str]]] = [(DESCRIPTION, [])]
    for line in (line for cell in texts for line in cell.text.split("\n")):
        arrowed = _ARROWED.fullmatch(line)
        told += [(_SPELT_OUT.get(arrowed["label"], arrowed["label"]), [arrowed["text"]])] if arrowed else []
        told[-1][1].extend([] if arrowed else [line])
    lines += [line for label, own in told if own for line in below(label, own)]
    return lines, grid.part(2 + len(texts), grid.height)


def _cell(text: str) -> Cell:
    return Cell(0, 0, 1, 1, text)
