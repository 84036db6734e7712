"""PDF: the lines of each page, and its tables by their ruled lines (pdfplumber finds them)."""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import DocumentError
from corpus.text import radical_map
from ingest.formats.fills import is_shaded, shades
from ingest.formats.unruled import SAME_EDGE, Box, beside_labels, between_rules, inside
from ingest.grid import Block, Cell, Grid, Page, Paragraph
from ingest.lines import join

SAME_LINE = 0.5  # of a character's height by which the middles of characters on one line may lie apart
FEWEST_RULES = 3  # upright rules that end together
FEWEST_LINES = 3  # of a cell that is surely wrapped
MOSTLY, WHOLE = 0.5, 0.97  # share of their distance that rules across must cover, and do at the end of a table
APART = 0.35  # of a character's height, from which a gap is a blank; 0.25 is what justified text may leave
FAR = 1.5  # the same from which the gap parts two texts
LOOSE = 8  # the same that a line leaves of its cell at most, beside what begins the next one, where it is wrapped: padding, an indentation, a phrase kept whole
LOOSE_FIGURE = 2  # the same for a figure
NO_TEXT = "{label}: the PDF holds no text, only pictures of it. Run text recognition (OCR) over it first, and give the PDF that comes of it."
DAMAGED = "{label}: the PDF cannot be opened ({reason}). Open it in a viewer, save it anew without a password, and try again."

_FIGURE = re.compile(r"\D{0,4}[\d,.]+[億万千]?[^\d\s,.、。億万千年月日度]{1,4}")  # with its unit
_CLUSTER = re.compile(
    r"[（「『【〔(]*(?:[A-Za-z0-9.,%％]+|.)[、。，．）」』】〕)：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
)  # what no line break parts
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)  # in the name of a font
_JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-龯々]")
_BULLET = re.compile(  # begins no line but that of an entry, where the first line has one, too
    r"[・○※①-⑳]|(?:[HRＨＲ]|平成|令和)\s?(?:[\d０-９]{1,2}|元)(?:年度)?(?:[~～〜]|[ 　:：])"
)
_OPEN = re.compile(r"[（(][^（）()]*$")
_DOT = {0x2027: "・"}  # as some fonts give it

_Char = dict[str, Any]


def read_pdf(data: bytes, label: str) -> list[Page]:
    """The pages of a PDF. Raises DocumentError, naming `label`, when it cannot be opened or holds no text."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a box
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        read = [(page, page.dedupe_chars().chars) for page in pdf.pages]
    except (PdfminerException, ValueError, TypeError, KeyError, AttributeError, AssertionError) as error:  # what a damaged file may raise
        raise DocumentError(DAMAGED.format(label=label, reason=error or type(error).__name__)) from error
    with pdf:
        pages = [_page(page, chars) for page, chars in read]
    if not any(page.blocks for page in pages):
        raise DocumentError(NO_TEXT.format(label=label))
    return pages


def _page(page: Any, chars: Sequence[_Char]) -> Page:
    """The lines and tables of one page with these characters, from top to bottom."""
    found: list[tuple[float, Block]] = []
    taken: set[int] = set()
    settings = {"explicit_horizontal_lines": _cut(page.edges)}
    areas = shades(page)
    shown = [char for char in chars if char["text"].strip()]
    right = max((float(char["x1"]) for char in shown), default=0.0) + SAME_EDGE
    tables = [_boxes(table) for table in page.find_tables(settings)]
    ruled = [boxes for boxes in tables if len({box[0] for box in boxes}) > 1]  # and no frame around a text
    free = [char for char in shown if not any(inside(char, box) for boxes in ruled for box in boxes)]
    across = between_rules(page.edges, free, float(page.width))
    labels = [both for boxes in tables if boxes not in ruled and (both := beside_labels(boxes, free, right))]
    for boxes in sorted([*ruled, *across, *labels], key=lambda boxes: (boxes[0][1], boxes[0][0])):
        grid, own = _grid(boxes, chars, taken, areas)
        if grid.width > 1:
            found.append((min(box[1] for box in boxes), grid))
            taken |= own
    left = min((char["x0"] for char in chars if char["text"].strip()), default=0.0)
    for line in _lines(char for place, char in enumerate(chars) if place not in taken):
        found.append((min(char["top"] for char in line), Paragraph(_text(line, left))))
    return Page(tuple(block for _, block in sorted(found, key=lambda each: each[0])))


def _cut(edges: Sequence[dict[str, Any]]) -> list[float]:
    """Where several upright rules end and none, or hardly any, goes across: a row is cut there by the end of the page. Where all upright rules end, and those

    across leave out some cells, these go on over the page.

    A rule that is drawn in pieces goes on where its next piece begins.
    """
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    found: list[float] = []
    for place in _edges(float(edge[end]) for edge in upright for end in ("top", "bottom")):
        above, below = ([float(edge["x0"]) for edge in upright if abs(edge[end] - place) <= SAME_EDGE] for end in ("bottom", "top"))
        ends = [*_apart(above, below), *_apart(below, above)]
        across = sum(edge["x1"] - edge["x0"] for edge in edges if edge["orientation"] == "h" and abs(edge["top"] - place) <= SAME_EDGE)
        if len(_edges(ends)) >= FEWEST_RULES and (across < MOSTLY * (max(ends) - min(ends)) or _ends_open(edges, place, ends)):
            found.append(place)
    return found


def _ends_open(edges: Sequence[dict[str, Any]], place: float, ends: Sequence[float]) -> bool:
    """Whether all upright rules end at a place, and those across there leave out cells between them."""
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > SAME_EDGE]
    if any(edge["bottom"] > place + SAME_EDGE and edge["top"] < place + SAME_EDGE for edge in upright):
        return False
    across = sorted((edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h" and abs(edge["top"] - place) <= SAME_EDGE)
    covered, end = 0.0, min(ends)
    for first, last in across:
        covered += max(0.0, last - max(first, end))
        end = max(end, last)
    return bool(across) and covered < WHOLE * (max(ends) - min(ends))


def _apart(places: Sequence[float], others: Sequence[float]) -> list[float]:
    """The places that are none of the others."""
    return [place for place in places if all(abs(place - other) > SAME_EDGE for other in others)]


def _boxes(table: Any) -> list[Box]:
    """The cells of a table that pdfplumber found."""
    return sorted({(float(box[0]), float(box[1]), float(box[2]), float(box[3])) for row in table.rows for box in row.cells if box})


def _grid(boxes: Sequence[Box], chars: Sequence[_Char], taken: set[int], areas: Sequence[Box]) -> tuple[Grid, set[int]]:
    """The cells of a table with their texts, and the places of the characters within; none of those that another one has `taken`. `areas`: the shaded ones."""
    columns, rows = (_edges(edge for box in boxes for edge in (box[at], box[at + 2])) for at in (0, 1))
    within: dict[Box, list[_Char]] = {box: [] for box in boxes}
    used: set[int] = set()
    for place, char in enumerate(chars):
        box = next((box for box in boxes if inside(char, box)), None)
        if box and place not in taken:
            within[box].append(char)
            used.add(place)
    placed = {box: (_place(columns, box[0]), _place(columns, box[2])) for box in boxes}
    lines = {box: list(_lines(own)) for box, own in within.items()}
    ends = {column: _end([lines[box] for box in boxes if placed[box] == column]) for column in placed.values()}
    texts = {box: _unwrapped(lines[box], ends[placed[box]], box[2] - box[0]) for box in boxes}
    cells = [Cell(_place(rows, box[1]), placed[box][0], _place(rows, box[3]), placed[box][1], texts[box], is_shaded(box, areas)) for box in boxes]
    return Grid.of(cells, columns), used


def _end(cells: Sequence[Sequence[Sequence[_Char]]]) -> float:
    """Where the lines of these cells end, which stand below each other: the longest of those that are surely wrapped, or of all."""
    longest = [(len(lines), max(float(line[-1]["x1"]) for line in lines)) for lines in cells if lines]
    wrapped = [end for count, end in longest if count >= FEWEST_LINES]
    return median(wrapped) if wrapped else max((end for _, end in longest), default=0.0)


def _edges(edges: Iterable[float]) -> list[float]:
    """Edges in order, those that are one edge told once."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > SAME_EDGE:
            found.append(edge)
    return found


def _place(edges: Sequence[float], edge: float) -> int:
    return bisect_left(edges, edge - SAME_EDGE)


def _lines(chars: Iterable[_Char]) -> Iterator[list[_Char]]:
    """The characters of each line from left to right, lines from top to bottom; blanks only between others."""
    lines: list[list[_Char]] = []
    for char in sorted(chars, key=lambda char: float(char["top"] + char["bottom"]) / 2):
        last = lines[-1][-1] if lines else None
        if last is None or _middle(char) - _middle(last) > SAME_LINE * min(_height(char), _height(last)):
            lines.append([])
        lines[-1].append(char)
    for line in lines:
        ordered = sorted(line, key=lambda char: float(char["x0"]))
        shown = [place for place, char in enumerate(ordered) if char["text"].strip()]
        if shown:
            yield ordered[shown[0] : shown[-1] + 1]


def _middle(char: _Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _height(char: _Char) -> float:
    return max(float(char["bottom"] - char["top"]), 1.0)


def _text(line: Sequence[_Char], left: float | None = None) -> str:
    """The text of a line, with as many blanks as half-width characters fit where a gap parts texts, and before it, counted from `left`."""
    half = _height(line[0]) / 2
    text = " " * round((line[0]["x0"] - left) / half) if left is not None else ""
    before = None
    for char in line:
        if not char["text"].strip():
            text += "" if text.endswith(" ") else " "
            continue
        gap = char["x0"] - before["x1"] if before else 0.0
        if gap > APART * _height(char):
            text = text.rstrip(" ") + " " * (round(gap / half) if gap > FAR * _height(char) else 1)
        text += char["text"].translate(radical_map()).translate(_DOT)
        before = char
    return text


def _weights(line: Sequence[_Char]) -> frozenset[bool]:
    """Whether the Japanese characters of a line are printed bold; others may be of another font anywhere."""
    return frozenset(bool(_BOLD.search(char["fontname"])) for char in line if _JAPANESE.match(char["text"]))


def _unwrapped(lines: Sequence[Sequence[_Char]], end: float, width: float) -> str:
    """The lines of a cell of this width, joined where what begins the next one would not have fitted before `end` and both are bold, or neither.

    Figures below each other with their units stay apart.
    """
    found: list[str] = []
    before, long, weights = end, 0.0, frozenset[bool]()
    if len(lines) > 1 and all(_FIGURE.fullmatch(_text(line)) for line in lines):
        return "\n".join(map(_text, lines))
    for line in lines:
        text = _text(line)
        first = line[: len(_CLUSTER.match(text)[0])] if len(text) == len(line) else line[:1]  # type: ignore[index]
        above, weights = weights, _weights(line)
        entry = found and _BULLET.match(text) and _BULLET.match(found[0]) and not _OPEN.search(found[-1])
        figure = bool(found) and found[-1][-1:].isdigit() and text[:1].isdigit()
        left = width - long - first[-1]["x1"] + first[0]["x0"]
        wrapped = before + first[-1]["x1"] - first[0]["x0"] > end and left <= (LOOSE_FIGURE if figure else LOOSE) * _height(line[0])
        if found and wrapped and not entry and not (above and weights and above.isdisjoint(weights)):
            found[-1] = found[-1] + text if figure else join([found[-1], text])
        else:
            found.append(text)
        before, long = line[-1]["x1"], line[-1]["x1"] - line[0]["x0"]
    return "\n".join(found)
