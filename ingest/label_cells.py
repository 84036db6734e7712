"""Labels in tables and the cells beside and below them: years further up, several labels in a cell, marked choices, and judgements under several views."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.years import without_years
from ingest.grid import Cell, Grid
from ingest.label_lines import SENTENCE
from ingest.lines import plain
from ingest.table_columns import LONGEST_LABEL, Head, bare, called, is_generic, is_kind, is_label, of_year

_OPEN_BOXES = "□☐○"
_NUMBERED = re.compile(r"(?P<word>\D+?)[\s.:]*(?P<number>\d{1,3}(?:-\d{1,3})*)")
_CHOICE = re.compile(r"([□☐■☑☒✓✔レ○●])[　 ]?([^\s□☐■☑☒✓✔○●]+)")


def looks_like_label(word: str) -> bool:
    """Whether a word may be a label though no list has it: short, no sentence and without figures, but for a year."""
    said = without_years(word)
    return len(said) > 1 and len(word) <= LONGEST_LABEL and not re.search(r"\d", said) and not SENTENCE.search(word)


def heads_by_shade(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether a cell is shaded as the label is with which its row begins, and what stands behind it is not."""
    behind = next((each for each in row if each.left >= cell.right), None)
    return cell.shaded and row[0].shaded and behind is not None and not behind.shaded and looks_like_label(bare(cell.text))


def below_years(grid: Grid, label: Cell, inner: Grid) -> Grid:
    """The rows beside a label, below the years that head the same columns of a row further up, where they have none of their own.

    Where nothing names them but plan and actual, the label does (効果額).
    """
    heads = (years for row in reversed(grid.rows[: label.top]) if len(years := [cell for cell in row if of_year(cell.text)]) > 1)
    years = next(heads, [])
    columns = {(cell.left, cell.right) for cell in years}
    first = min((left for left, _ in columns), default=inner.width)
    values, before = ([cell for cell in inner.cells if (cell.left >= first) == behind] for behind in (True, False))
    if not values or Head.at(inner, 0) or any((cell.left, cell.right) not in columns or len(cell.text.split("\n")) > 1 for cell in values):
        return inner
    named = [replace(label, top=0, bottom=inner.height)] if before and all(is_kind(cell.text) for cell in before) else []
    below = (replace(cell, top=cell.top + 1, bottom=cell.bottom + 1) for cell in (*named, *inner.cells))
    return Grid(tuple(sorted((*(replace(cell, top=0, bottom=1) for cell in years), *below))))


def chosen(text: str) -> str:
    """What is marked of several choices in a cell (□拡充　■改善　□終了: 改善); the text as it is where none, or all, are marked."""
    choices = _CHOICE.findall(text)
    marked = [choice for box, choice in choices if box not in _OPEN_BOXES]
    listed = len(choices) > 1 and not _CHOICE.sub("", text).strip()
    return "、".join(marked) if listed and 0 < len(marked) < len(choices) else text


def apart(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of a row, two labels on lines of one cell (基本目標 / 施策) each before its line of the cell beside, where that has as many; and apart

    a number before a label and its word (№ 1 | 事業名), and what a cell behind a text has below a label on its first line (方向性 / ■拡充 □継続).
    """
    place = 0
    numbered = _NUMBERED.fullmatch(plain(cells[0].line)) if len(cells) > 1 and is_label(cells[1].text) else None
    if numbered and bare(numbered["word"]) in called("number"):
        yield from (replace(cells[0], text=text) for text in (numbered["word"].strip(), numbered["number"]))
        place = 1
    while place < len(cells):
        own = cells[place].text.split("\n")
        behind = cells[place + 1].text.split("\n") if place + 1 < len(cells) else []
        if len(own) == len(behind) > 1 and all(map(is_label, own)) and not any(map(is_label, behind)):
            yield from (replace(cells[place], text=text) for pair in zip(own, behind, strict=True) for text in pair)
            place += 1
        elif place > 1 and len(own) > 1 and is_label(own[0]) and not any(map(is_label, (cells[place - 1].text, *own[1:]))):
            yield from (replace(cells[place], text=text) for text in (own[0], "\n".join(own[1:])))
        else:
            yield cells[place]
        place += 1


def is_record(grid: Grid) -> bool:
    """Whether a table is one row under words that head its cells, the first of which says nothing by itself (区分, 理由)."""
    return grid.height == 2 and bool(grid.rows[0]) and is_generic(grid.rows[0][0].text) and _has_heads(grid)


def graded(label: Cell, inner: Grid) -> list[str]:
    """The lines of a label, one cell as high as it, and a row under words that head its cells beside that (総合評価: B | 必要性: A | 有効性: B); else none."""
    mark = inner.cells[0]
    record = inner.part(0, inner.height, mark.right)
    if not is_label(label.text) or is_label(mark.text) or mark.bottom < inner.height or record.height != 2 or not _has_heads(record):
        return []
    return [f"{label.line}  {mark.line}", *(f"{label.line}（{head.line}）  {cell.line}" for head, cell in zip(*record.rows, strict=True))]


def is_judged(grid: Grid) -> bool:
    """Whether a table has a row for each of several views (視点: 妥当性, 有効性), under words that head its cells."""
    head, *rows = grid.rows or ((),)
    whole = all(len(row) == len(head) > 1 and len(row[0].line) <= LONGEST_LABEL and not is_label(row[0].text) for row in rows)
    return len(rows) > 1 and whole and is_generic(head[0].text) and all(looks_like_label(bare(cell.text)) for cell in head)


def _has_heads(grid: Grid) -> bool:
    """Whether each cell of the first row heads the one below it."""
    if len(grid.rows[0]) != len(grid.rows[1]):
        return False
    return all((head.left, head.right) == (cell.left, cell.right) and looks_like_label(bare(head.text)) for head, cell in zip(*grid.rows, strict=True))
