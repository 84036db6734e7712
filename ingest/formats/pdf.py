"""PDF: the lines of each page, and its tables by their ruled lines (pdfplumber finds them)."""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import DocumentError
from ingest.formats.characters import Char, height, lines_of, text_of_line
from ingest.formats.fills import is_shaded, shades, thumb_index
from ingest.formats.framed import Lines, bar_of, boxes_around, frames, stand_apart
from ingest.formats.unruled import SAME_EDGE, Box, beside_labels, between_rules, inside
from ingest.grid import Block, Cell, Grid, Page, Paragraph
from ingest.lines import join

FEWEST_RULES = 3  # upright rules that end together
FEWEST_LINES = 3  # of a cell that is surely wrapped
MOSTLY, WHOLE = 0.5, 0.97  # share of their distance that rules across must cover, and do at the end of a table
SAME_RULE = 1.0  # points by which the two sides of a rule within a frame lie apart at most, where tables stand close below each other
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
_UPPER_LOWER = re.compile(r"上段\D*下段")  # heads cells with two kinds of lines
_OPEN = re.compile(r"[（(][^（）()]*$")


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


def _page(page: Any, chars: Sequence[Char]) -> Page:
    """The lines and tables of one page with these characters, from top to bottom."""
    found: list[tuple[float, Block]] = []
    areas = shades(page)
    taken = set(thumb_index(chars, areas))
    shown = [char for place, char in enumerate(chars) if char["text"].strip() and place not in taken]
    for frame, sheet in _sheets(page, shown, areas):
        grid, _ = _grid(list(sheet), chars, taken, areas, sheet)
        found.append((frame[1], grid))
        taken |= {place for place, char in enumerate(chars) if inside(char, frame)}
    shown = [char for place, char in enumerate(chars) if char["text"].strip() and place not in taken]
    right = max((float(char["x1"]) for char in shown), default=0.0) + SAME_EDGE
    ruled, framed = _ruled(page)
    free = [char for char in shown if not any(inside(char, box) for boxes in ruled for box in boxes)]
    across = between_rules(page.edges, free, float(page.width))
    labels = [both for boxes in framed if (both := beside_labels(boxes, free, right))]
    for boxes in sorted([*ruled, *across, *labels], key=lambda boxes: (boxes[0][1], boxes[0][0])):
        grid, own = _grid(boxes, chars, taken, areas)
        if grid.width > 1:
            found.append((min(box[1] for box in boxes), grid))
            taken |= own
    left = min((char["x0"] for char in chars if char["text"].strip()), default=0.0)
    for line in lines_of(char for place, char in enumerate(chars) if place not in taken):
        found.append((min(char["top"] for char in line), Paragraph(text_of_line(line, left))))
    return Page(tuple(block for _, block in sorted(found, key=lambda each: each[0])))


def _ruled(page: Any, **settings: Any) -> tuple[list[list[Box]], list[list[Box]]]:
    """The cells of each table of a page by its rules, and those of one column, which are frames around texts.

    settings: those of pdfplumber that are other than usual.
    """
    tables = [_boxes(table) for table in page.find_tables({"explicit_horizontal_lines": _cut(page.edges)} | settings)]
    whole = [len({box[0] for box in boxes}) > 1 for boxes in tables]
    return [boxes for boxes, own in zip(tables, whole, strict=True) if own], [boxes for boxes, own in zip(tables, whole, strict=True) if not own]


def _sheets(page: Any, shown: Sequence[Char], areas: Sequence[Box]) -> Iterator[tuple[Box, dict[Box, Lines]]]:
    """The frame of each sheet that one draws on the page, with its boxes and the lines of those that no rules part."""
    for frame in frames(page.edges, areas, float(page.width)):
        within = page.within_bbox((frame[0] + SAME_EDGE, frame[1] - SAME_EDGE, frame[2] - SAME_EDGE, frame[3] + SAME_EDGE))
        tables = _ruled(within, snap_tolerance=SAME_RULE)[0]
        if not stand_apart(tables, frame, page.edges, shown):
            continue
        own = [char for char in shown if inside(char, frame) and not any(inside(char, box) for boxes in tables for box in boxes)]
        yield frame, boxes_around(frame, bar_of(frame, areas), tables, own) | {box: [] for boxes in tables for box in boxes}


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


def _grid(
    boxes: Sequence[Box], chars: Sequence[Char], taken: set[int], areas: Sequence[Box], known: Mapping[Box, Lines] | None = None
) -> tuple[Grid, set[int]]:
    """The cells of a table with their texts, and the places of the characters within; none of those that another one has `taken`. `areas`: the shaded ones.

    known: the lines of boxes that do not hold them where they are printed.
    """
    columns, rows = (_edges(edge for box in boxes for edge in (box[at], box[at + 2])) for at in (0, 1))
    given = {box: lines for box, lines in (known or {}).items() if lines}
    elsewhere = {id(char) for lines in given.values() for line in lines for char in line}
    within: dict[Box, list[Char]] = {box: [] for box in boxes if box not in given}
    used = {place for place, char in enumerate(chars) if id(char) in elsewhere}
    for place, char in enumerate(chars):
        box = next((box for box in within if inside(char, box)), None)
        if box and place not in taken and place not in used:
            within[box].append(char)
            used.add(place)
    placed = {box: (_place(columns, box[0]), _place(columns, box[2])) for box in boxes}
    lines = {box: list(lines_of(own)) for box, own in within.items()} | given
    ends = {column: _end([lines[box] for box in boxes if placed[box] == column]) for column in placed.values()}
    texts = {box: _unwrapped(lines[box], ends[placed[box]], box[2] - box[0]) for box in within}
    texts |= {box: _unwrapped(own, *_reach(own), hanging=True) for box, own in given.items()}
    for box in [box for box in within if _UPPER_LOWER.search(texts[box])]:  # lines of cells below it are apart
        below = [other for other in within if other[1] >= box[3] - SAME_EDGE and box[0] - SAME_EDGE <= other[0] and other[2] <= box[2] + SAME_EDGE]
        texts |= {other: "\n".join(map(text_of_line, lines[other])) for other in below}
    cells = [Cell(_place(rows, box[1]), placed[box][0], _place(rows, box[3]), placed[box][1], texts[box], is_shaded(box, areas)) for box in boxes]
    return Grid.of(cells, columns), used


def _end(cells: Sequence[Sequence[Sequence[Char]]]) -> float:
    """Where the lines of these cells end, which stand below each other: the longest of those that are surely wrapped, or of all."""
    longest = [(len(lines), max(float(line[-1]["x1"]) for line in lines)) for lines in cells if lines]
    wrapped = [end for count, end in longest if count >= FEWEST_LINES]
    return median(wrapped) if wrapped else max((end for _, end in longest), default=0.0)


def _reach(lines: Lines) -> tuple[float, float]:
    """Where the longest of these lines ends, and how wide all are."""
    end = max(float(line[-1]["x1"]) for line in lines)
    return end, end - min(float(line[0]["x0"]) for line in lines)


def _edges(edges: Iterable[float]) -> list[float]:
    """Edges in order, those that are one edge told once."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > SAME_EDGE:
            found.append(edge)
    return found


def _place(edges: Sequence[float], edge: float) -> int:
    return bisect_left(edges, edge - SAME_EDGE)


def _weights(line: Sequence[Char]) -> frozenset[bool]:
    """Whether the Japanese characters of a line are printed bold; others may be of another font anywhere."""
    return frozenset(bool(_BOLD.search(char["fontname"])) for char in line if _JAPANESE.match(char["text"]))


def _unwrapped(lines: Sequence[Sequence[Char]], end: float, width: float, hanging: bool = False) -> str:
    """The lines of a cell of this width, joined where what begins the next one would not have fitted before `end` and both are bold, or neither.

    Figures below each other with their units stay apart. `hanging`: whether a line further right than the bullet above goes on with its entry.
    """
    found: list[str] = []
    before, long, weights, bullet = end, 0.0, frozenset[bool](), float("inf")
    if len(lines) > 1 and all(_FIGURE.fullmatch(text_of_line(line)) for line in lines):
        return "\n".join(map(text_of_line, lines))
    for line in lines:
        text = text_of_line(line)
        first = line[: len(_CLUSTER.match(text)[0])] if len(text) == len(line) else line[:1]  # type: ignore[index]
        above, weights = weights, _weights(line)
        entry = found and _BULLET.match(text) and _BULLET.match(found[0]) and not _OPEN.search(found[-1])
        figure = bool(found) and found[-1][-1:].isdigit() and text[:1].isdigit()
        left = width - long - first[-1]["x1"] + first[0]["x0"]
        hangs = hanging and line[0]["x0"] > bullet + height(line[0]) / 2
        bullet = float(line[0]["x0"]) if _BULLET.match(text) else bullet if hangs else float("inf")
        wrapped = hangs or (before + first[-1]["x1"] - first[0]["x0"] > end and left <= (LOOSE_FIGURE if figure else LOOSE) * height(line[0]))
        if found and wrapped and not entry and not (above and weights and above.isdisjoint(weights)):
            found[-1] = found[-1] + text if figure else join([found[-1], text])
        else:
            found.append(text)
        before, long = line[-1]["x1"], line[-1]["x1"] - line[0]["x0"]
    return "\n".join(found)
