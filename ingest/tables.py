"""Target cells out of text order: which lines make the cell of which fiscal year.

A table row comes out of a PDF as one line, as one paragraph per cell, or with cells torn over several paragraphs; whatever
stood in the schedule follows without a mark. What tells the cells is that they repeat: the same words with other figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.text import is_unset, squeeze
from ingest.lines import Piece, groups, join, plain

_FIGURE = re.compile(r"\d[\d,.]*")
_PREFIX = re.compile(r"^(全|約|延べ|累計|計|年間|毎年|月)$")
_BEFORE_NUMBER = re.compile(r"^(全|約|延べ|累計|年間|計)$")
_ADDED = re.compile(r"^(?:以上|以下|未満|以内|程度|超|増|減|[(（][^()（）]+[)）])$")  # behind a unit
_BARE_NUMBER = re.compile(r"^(?:全|約|延べ|累計|年間|計)? ?[+＋]?[\d０-９][\d０-９,，.．]*$")
_VALUE = re.compile(r"^(?:全|約|延べ|累計|年間|計)? ?[+±]?\d[\d,.]* ?\S{0,4}?(?:以上|以下|未満|以内|程度|超|増|減|かつ|・)*$")
_LABELLED_FIGURE = re.compile(r"[:：]")
_UNFINISHED = re.compile(r"[のをがとへに・、,（(／/]$")  # no cell ends so: it goes on in the next line
_UNIT = re.compile(r"^[^\d\s]{1,4}$")
_NOTE = re.compile(r"^[※＊]")
_REMARK = re.compile(r"(?<=\S) ?[(（][^()（）]+[)）]$")  # behind a figure (20 業務 （全業務）)
MOST_PARAGRAPHS_PER_CELL = 4
SENTENCE_LINE, PROSE_WITHIN = 30, 3  # characters of a line that only a sentence has; lines below a heading within which one stands
_IN_BRACKETS = re.compile(r"^[(（][^()（）]+[)）]$")
MOST_ROW_LINES = 4  # over which a row of cells that are read one after the other goes on

Cell = list[Piece]


def split_cells(pieces: Sequence[Piece], count: int, at_page_end: bool = False) -> tuple[list[Cell], list[Piece], bool]:
    """The `count` cells at the start of `pieces`, the pieces behind them, and whether the split is certain.

    No cells come back when there are fewer paragraphs than cells. `at_page_end`: what stands there may as well be captions.
    """
    paragraphs = groups(pieces)
    if not paragraphs:
        return [], [], False
    row = split_row(paragraphs[0], count)
    if row and alike([cell_text(cell) for cell in row]):
        return row, _behind(pieces, paragraphs[0][-1]), not _another_row(paragraphs[1:], count)
    lines = [[piece] for paragraph in paragraphs for piece in paragraph]
    for atoms in (paragraphs, lines, [cell for line in lines for cell in _half_row(line[0], count)]):
        cells = _repeating(atoms, count)
        if cells:
            rest = _behind(pieces, cells[-1][-1])
            return cells, rest, (_has_value(cells) or not at_page_end) and not _another_row(groups(rest), count)
    if flowing := _flowing(paragraphs[0], count):
        return flowing, _behind(pieces, paragraphs[0][-1]), not _another_row(paragraphs[1:], count)
    if row:  # of words; a figure behind it may be a cell as well
        return row, _behind(pieces, paragraphs[0][-1]), not any(_FIGURE.search(piece.plain) for paragraph in paragraphs[1:] for piece in paragraph)
    if count > 1 and is_row(paragraphs[0][0], count):  # a row with something glued below it
        own, behind = paragraphs[0][0], _behind(pieces, paragraphs[0][0])
        return [[part] for part in _split_line(own, count) or ()], behind, is_value([own]) and _is_prose(paragraphs[0][1:], count)
    if len(paragraphs) >= count:
        cells = paragraphs[:count]
        certain = len(paragraphs) == count and not any(_holds_row(paragraph, count) for paragraph in paragraphs)
        certain = certain and (not at_page_end or all(_has_value([cell]) for cell in cells))
        return cells, _behind(pieces, cells[-1][-1]), certain
    return [], list(pieces), False


def _has_value(cells: Sequence[Cell]) -> bool:
    """Whether a cell holds a figure or a dash, as captions hardly do."""
    return any(is_unset(piece.text) or _FIGURE.search(piece.plain) for cell in cells for piece in cell)


def _another_row(paragraphs: Sequence[Cell], count: int) -> bool:
    """Whether the cells of another indicator follow, so that it is not clear what is measured by which."""
    alike = _repeating(paragraphs, count) if count > 1 else None
    return count > 1 and bool(paragraphs) and (is_row(paragraphs[0][0], count) or (alike is not None and _has_value(alike)))


def rows_apart(pieces: Sequence[Piece], count: int, before: re.Pattern[str] | None) -> list[Piece]:
    """The pieces, a row of `count` cells on a line of its own where a name or what `before` reads stands on its line (講座の参加者数（年間） 480 人 540 人),

    and a blank one before what is noted below it (※).
    """
    found: list[Piece] = []
    for piece in _rows_joined(pieces, count):
        at = _begin_of_row(piece, count, before)
        noted = _NOTE.match(piece.text) and found and not found[-1].blank
        found += [replace(piece, text="")] if noted else []
        found += [replace(piece, text=piece.text[:at].strip()), replace(piece, text=piece.text[at:].strip())] if at else [piece]
    return found


def _rows_joined(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """The pieces, with `count` cells that stand on a line each, right below a name and with no further cell behind, on one line."""
    found: list[Piece] = []
    for is_cell, run in groupby(pieces, lambda piece: not piece.blank and (is_value([piece]) or _IN_BRACKETS.match(piece.text) is not None)):
        own = list(run)
        cells: list[Piece] = []
        for piece in own if is_cell else ():
            if _IN_BRACKETS.match(piece.text) and cells and _FIGURE.search(cells[-1].plain):
                cells[-1] = replace(cells[-1], text=f"{cells[-1].text} {piece.text}", until=piece.last)
            else:
                cells.append(piece)
        named = bool(found) and not found[-1].blank
        row = replace(cells[0], text=" ".join(piece.text for piece in cells), until=cells[-1].last) if named and len(cells) == count > 1 else None
        found += [row] if row and is_row(row, count) and _has_value([[row]]) else own
    return found


def _begin_of_row(piece: Piece, count: int, before: re.Pattern[str] | None) -> int:
    """Where the row begins with which a line ends; 0 where it ends with none, or is one."""
    if count < 2 or is_row(piece, count):
        return 0
    for blank in re.finditer(r"[ 　]+", piece.text):
        named, row = piece.text[: blank.start()], replace(piece, text=piece.text[blank.end() :])
        cells = _split_line(row, count) if len(with_units(row.text.split())) == count else None
        if cells and is_row(row, count) and is_value([row]) and _has_value([cells]) and not _NOTE.match(named):
            values = is_value([replace(piece, text=named)]) and not (before and before.match(plain(named)))
            return 0 if values else blank.end()
    return 0


def _is_prose(lines: Sequence[Piece], count: int) -> bool:
    """Whether lines below a row are sentences of something else, and hold no row themselves."""
    begins = any(len(piece.text) >= SENTENCE_LINE for piece in lines[:PROSE_WITHIN])
    return begins and not any(is_row(piece, count) or _begin_of_row(piece, count, None) or is_value([piece]) for piece in lines)


def split_row(paragraph: Sequence[Piece], count: int) -> list[Cell] | None:
    """The cells of a table row, printed on one line or on several that each hold a part of every cell; None when it does not hold `count` cells."""
    lines = [_split_line(piece, count) for piece in paragraph]
    columns = [[line[i] for line in lines if line] for i in range(count)]
    if not all(lines) or (len(lines) > 1 and not alike([cell_text(cell) for cell in columns])):
        return None
    return columns


def is_row(piece: Piece, count: int) -> bool:
    """Whether a line is a row of `count` cells that are the same but for their figures."""
    cells = _split_line(piece, count)
    return bool(cells) and alike([cell.text for cell in cells or ()])


def _split_line(piece: Piece, count: int) -> Cell | None:
    """The parts of `count` cells on one line; None when it does not hold them."""
    words = with_units(piece.text.split())
    if len(words) % count or not words:
        return None
    size = len(words) // count
    texts = [" ".join(words[i : i + size]) for i in range(0, len(words), size)]
    if size > 1 and not alike(texts):
        return None
    return [replace(piece, text=text) for text in texts]


def _half_row(piece: Piece, count: int) -> list[Cell]:
    """The cells of a line that holds some of a row's, all the same but for their figures; else the line."""
    words = with_units(piece.text.split())
    if 1 < len(words) < count and alike(words) and _FIGURE.search(words[0]):
        return [[replace(piece, text=word)] for word in words]
    return [[piece]]


def _holds_row(paragraph: Sequence[Piece], count: int) -> bool:
    """Whether a line of the paragraph has words enough to be a row of its own, or to run on from one."""
    return any(len(with_units(piece.text.split())) >= max(count, 2) for piece in paragraph)


def is_value(paragraph: Sequence[Piece]) -> bool:
    """Whether a paragraph holds nothing but figures with their units, and dashes: a cell or a row of cells, and no words of what is done."""
    words = with_units([word for piece in paragraph for word in piece.plain.split()])
    return all(is_unset(word) or _VALUE.search(_REMARK.sub("", word)) is not None for word in words)


def cell_text(cell: Cell) -> str:
    """The printed text of a cell; a figure with a label of its own (`YouTube：750 人`) keeps a blank before it."""
    text = ""
    for piece in cell:
        labelled = _LABELLED_FIGURE.search(piece.text) and _LABELLED_FIGURE.search(text)
        text = f"{text} {piece.text}" if labelled else join([text, piece.text])
    return text


def with_units(words: list[str]) -> list[str]:
    """Words with each bare number joined to the unit behind it, to what limits it (全 42 手続 以上) and to what is remarked in brackets."""
    joined: list[str] = []
    for word in words:
        last = joined[-1] if joined else ""
        has_unit = _BARE_NUMBER.match(last) and not word[0].isdigit() and not is_unset(word)
        if has_unit or (_BEFORE_NUMBER.match(last) and _BARE_NUMBER.match(word)) or (_FIGURE.search(last) and _ADDED.match(word)):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _flowing(paragraph: Sequence[Piece], count: int) -> list[Cell] | None:
    """The cells of a row that goes on over its lines, one cell behind the other; None where that is not certain.

    A line break lies in a cell only where the cell cannot end there: at a particle (実態調査の / 実施), or at a figure without the unit that others have
    (1,000 / 人). All other cells are figures with one unit, or dashes, so that no blank can lie in one of them.
    """
    if not 1 < len(paragraph) <= MOST_ROW_LINES:
        return None
    lines = [[replace(piece, text=word) for word in with_units(piece.text.split())] for piece in paragraph]
    units = {match for line in lines for word in line if _VALUE.search(word.plain) and (match := _FIGURE.sub("", word.plain).strip())}
    cells: list[Cell] = [[word] for word in lines[0]]
    for line in lines[1:]:
        torn = _goes_on(cells[-1][-1], line[0], units)
        cells = [*cells[:-1], [*cells[-1], line[0]], *([word] for word in line[1:])] if torn else [*cells, *([word] for word in line)]
    whole = [cell_text(cell) for cell in cells if len(cell) == 1 or _VALUE.search(cell_text(cell))]
    figures = all(is_unset(text) or _VALUE.search(plain(text)) for text in whole) and any(_FIGURE.search(text) for text in whole)
    return cells if len(cells) == count and figures and alike(whole) else None


def _goes_on(word: Piece, behind: Piece, units: Collection[str]) -> bool:
    """Whether a cell that ends a line with `word` must go on with what begins the next line."""
    if _BARE_NUMBER.match(word.text):
        return bool(_UNIT.match(behind.text)) and behind.plain in units
    return bool(_UNFINISHED.search(word.text))


def _repeating(atoms: Sequence[Cell], count: int) -> list[Cell] | None:
    for size in range(1, MOST_PARAGRAPHS_PER_CELL + 1):
        if len(atoms) < size * count:
            return None
        cells = [[piece for atom in atoms[i * size : (i + 1) * size] for piece in atom] for i in range(count)]
        if alike([cell_text(cell) for cell in cells]):
            return cells
    return None


def alike(texts: Sequence[str]) -> bool:
    """Whether the texts are the same but for their figures and remarks; cells that set no target are like any other."""
    shapes = {_FIGURE.sub("0", squeeze(_REMARK.sub("", text))) for text in texts if not is_unset(text)}
    return len(shapes) <= 1


def _behind(pieces: Sequence[Piece], last: Piece) -> list[Piece]:
    return [piece for piece in pieces if piece.number > last.number]
