"""Cells that hold what other tables have in cells of their own, put into such:

事業名 (№) | 事業概要／指標／基準値                          ->   事業名    | № | 事業概要  | 指標    | 基準値
校庭開放   | 校庭を開放する。＜指標＞団体数＜基準値＞58団体          校庭開放  | 20 | 校庭を…  | 団体数  | 58団体
(№20)

A column is parted where its head names several fields and its cells show where each begins: in brackets, as its label, or by a number. A row of results is
parted where its cells have a figure, what was done, and the mark by which that is judged (59団体 / ・鍵を変更した。/ 【○】).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.grid import Block, Cell, Grid, Page
from ingest.label_lines import AS_ABOVE, REMARKS
from ingest.lines import plain
from ingest.sheets import JUDGED
from ingest.table_columns import MOST_HEAD_ROWS, bare, called, is_kind, kind_of, of_year, other_labels

FIELDS = ("title", "number", "departments", "description", "indicator", "baseline", "category")
OTHER = "other"  # of a word that heads no field
ENOUGH = 0.5  # share of the cells of a column that must show each part
SOME = 0.3  # the same of those that show a part in the bracket of its word, which not all rows have
DONE, JUDGEMENT = "取組実績", "評価"
_OPEN, _CLOSE = "（(【＜<〈《〔［[", "）)】＞>〉》〕］]"
_BRACKETED = re.compile(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]+)[{re.escape(_CLOSE)}]")
_BETWEEN = re.compile(r"[・／/、\n]")
_NUMBER = re.compile(r"(?:No\.?\s?)?(?P<number>(?:\d{1,3}|[IVX]{1,4})(?:-\d{1,3})*)")
_NOTED = re.compile(r"\n(?=※)")
_MARK = re.compile(r"\n?[【\[（(]([^】\]）)]{1,2})[】\]）)]\s*$")
_FIGURE = re.compile(r"\D{0,3}?[▲△-]?\d[\d,.]*\D{0,6}")


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the fields that a head names: its word, and the bracket in which it stands, empty for none."""

    word: str
    field: str
    bracket: str


def with_cells_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages, cells of their tables that hold several fields parted."""
    return [Page(tuple(map(_apart, page.blocks))) for page in pages]


def _apart(block: Block) -> Block:
    if not isinstance(block, Grid):
        return block
    for head in sorted((cell for cell in block.cells if cell.top <= MOST_HEAD_ROWS), key=lambda cell: -cell.left):
        parts = _parts(head.text)
        if len(parts) > 1:
            block = _with_columns(block, head, parts)
    return _with_rows(block)


def _parts(text: str) -> list[_Part]:
    """The fields that a head names, each with its bracket; none where one of its words heads no field."""
    found = [(match[1], match[0][0]) for match in _BRACKETED.finditer(text)]
    words = [(word, "") for word in _BETWEEN.split(_BRACKETED.sub("\n", text)) if word.strip()]
    if len(words) == len(found) == 1 and bare(found[0][0]) in called("departments") and bare(words[0][0]) in other_labels():
        return [_Part("".join(words[0][0].split()), OTHER, ""), _Part("".join(found[0][0].split()), "departments", found[0][1])]  # 事業主体（担当課）
    fields = [(word, next((field for field in FIELDS if bare(word) in called(field)), None), bracket) for word, bracket in (*words, *found)]
    if not all(field and not (bracket and field == "category") for _, field, bracket in fields):  # 【区分】 is a mark behind a title
        return []
    if len({field for _, field, _ in fields}) < len(fields):  # KPI（指標）
        return []
    return [_Part("".join(word.split()), field, bracket) for word, field, bracket in fields if field]


def _with_columns(grid: Grid, head: Cell, parts: Sequence[_Part]) -> Grid:
    """The table, the column below a head with a column for each part; as it is where its cells do not show the parts."""
    own = [cell for cell in grid.cells if cell.top >= head.bottom and (cell.left, cell.right) == (head.left, head.right)]
    texts = {cell: _told_apart(cell.text, parts) for cell in own}
    shown = {part: sum(bool(found.get(part.word)) for found in texts.values()) for part in parts}
    if not own or any(times <= (SOME if part.bracket else ENOUGH) * len(own) for part, times in shown.items()):
        return grid
    words = [*(part.word for part in parts), *([REMARKS] if any(REMARKS in found for found in texts.values()) else [])]
    further = len(words) - 1
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell in texts or cell == head:
            said = {word: word for word in words} if cell == head else texts[cell]
            cells += [replace(cell, left=cell.left + at, right=cell.left + at + 1, text=said[word]) for at, word in enumerate(words) if said.get(word)]
        else:
            cells.append(replace(cell, left=cell.left + further * (cell.left > head.left), right=cell.right + further * (cell.right > head.left)))
    return Grid(tuple(sorted(cells)))


def _told_apart(text: str, parts: Sequence[_Part]) -> dict[str, str]:
    """What a cell says of each part, by its word: what stands behind it as a label, in its bracket, the number at the begin, and the rest."""
    if AS_ABOVE.fullmatch("".join(text.split())):
        return {part.word: text for part in parts}
    found: dict[str, str] = {}
    text, *notes = _NOTED.split(text, maxsplit=1)
    for part in parts:
        label = re.search(rf"[{re.escape(_OPEN)}]\s*{re.escape(part.word)}\s*[{re.escape(_CLOSE)}]", text)
        if label and not part.bracket:
            ends = [match.start() for other in parts if (match := re.search(rf"[{re.escape(_OPEN)}]\s*{re.escape(other.word)}", text[label.end() :]))]
            end = label.end() + min(ends, default=len(text))
            found[part.word] = text[label.end() : end].strip()
            text = f"{text[: label.start()]}{text[end:]}"
    for part in (part for part in parts if part.bracket):
        match = next((match for match in reversed(list(_BRACKETED.finditer(text))) if match[0][0] == part.bracket and _is_of(match[1], part)), None)
        if match:
            found[part.word] = _bare_number(match[1]) if part.field == "number" else match[1].strip()
            text = f"{text[: match.start()].rstrip()}{text[match.end() :]}"
    rest = [part for part in parts if part.word not in found and not part.bracket]
    if len(rest) > 1 and rest[0].field == "number":
        first, _, behind = text.partition("\n")
        if behind and _NUMBER.fullmatch(plain(first)):
            found[rest.pop(0).word], text = first, behind
    if len(rest) == 1 and text.strip():
        found[rest[0].word] = text.strip()
    return {**found, REMARKS: notes[0]} if notes and found else found


def _is_of(text: str, part: _Part) -> bool:
    """Whether what stands in a bracket is of the part with this bracket."""
    if part.field == "number":
        return bool(_NUMBER.fullmatch(plain(text)))
    return part.field != "baseline" or bool(re.search(r"\d|^[-－―]|未", plain(text)))


def _bare_number(text: str) -> str:
    match = _NUMBER.fullmatch(plain(text))
    return match["number"] if match else text


def _with_rows(grid: Grid) -> Grid:
    """The table, its rows of results whose cells hold a figure, what was done, and a mark each as rows of one of them."""
    for row in reversed(range(grid.height)):
        years = [cell for cell in grid.cells if cell.top < row and of_year(cell.text)]
        kind = next((cell for cell in grid.rows[row] if is_kind(cell.text) and kind_of(cell.text) == "actual" and cell.bottom == row + 1), None)
        results = [cell for cell in grid.rows[row] if kind and cell.left >= kind.right and any(year.left == cell.left for year in years)]
        told = {cell: _result(cell.text) for cell in results}
        if kind and sum(bool(mark) for _, _, mark in told.values()) > ENOUGH * len(told) and any(done for _, done, _ in told.values()):
            grid = Grid(tuple(sorted(_result_rows(grid, kind, told))))
    return grid


def _result_rows(grid: Grid, kind: Cell, told: dict[Cell, tuple[str, str, str]]) -> Iterator[Cell]:
    """The cells of the table with a row for each of the three in place of the row of results."""
    for cell in grid.cells:
        if cell in told or cell is kind:
            said = (cell.text, DONE, JUDGEMENT) if cell is kind else told[cell]
            yield from (replace(cell, top=cell.top + at, bottom=cell.top + at + 1, text=text) for at, text in enumerate(said) if text)
        else:
            yield replace(cell, top=cell.top + 2 * (cell.top > kind.top), bottom=cell.bottom + 2 * (cell.bottom > kind.top))


def _result(text: str) -> tuple[str, str, str]:
    """The figure with which a cell begins, what it says was done, and the mark at its end; each may be empty."""
    mark = _MARK.search(text)
    if mark is None or not (JUDGED.fullmatch(plain(mark[1])) or plain(mark[1]) in "-－"):
        return ("", text, "")
    rest = text[: mark.start()].strip()
    first, _, behind = rest.partition("\n")
    if _FIGURE.fullmatch(plain(first)) and (not behind or behind.startswith("・")):
        return (first, behind, mark[1])
    return ("", rest, mark[1])
