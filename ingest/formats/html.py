"""HTML: the main part of a page, its headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree, html

from corpus.errors import DocumentError
from ingest.grid import Block, Cell, Page, Paragraph, block_of

LEFT_OUT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "svg", "button")
IN_LINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "data",
        "em",
        "font",
        "i",
        "img",
        "kbd",
        "label",
        "mark",
        "q",
        "rb",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
MOST_SPAN = 1000  # rows or columns of one cell
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, label: str) -> list[Page]:
    """The one page of an HTML file, without what stands around its main part. Raises DocumentError when it holds no text."""
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data)))
    except (etree.ParserError, LookupError, ValueError) as error:
        raise DocumentError(f"{label}: not readable as HTML ({error}). Save the page anew and try again.") from error
    for element in list(tree.iter(*LEFT_OUT)):
        element.drop_tree()
    main = next(iter(tree.xpath("//main | //*[@role='main'] | //article")), None)
    body = tree.find("body")
    blocks = tuple(_blocks(main if main is not None else body if body is not None else tree))
    if not blocks:
        raise DocumentError(f"{label}: the page holds no text. Save the page as the browser shows it, with its text, and try again.")
    return [Page(blocks)]


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page itself says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _blocks(element: html.HtmlElement) -> Iterator[Block]:
    """The blocks within an element, in order."""
    loose = element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            loose += child.tail or ""
        elif child.tag == "br" or child.tag in IN_LINE:
            loose += ("\n" if child.tag == "br" else _text(child)) + (child.tail or "")
        else:
            yield from _lines(loose)
            yield from _block(child)
            loose = child.tail or ""
    yield from _lines(loose)


def _block(element: html.HtmlElement) -> Iterator[Block]:
    if element.tag == "table":
        yield from _table(element)
    elif element.tag == "dl":
        yield from _definitions(element)
    elif element.tag == "li":
        own = list(_blocks(element))
        for place, block in enumerate(own):
            yield Paragraph(f"・{block.text}") if place == 0 and isinstance(block, Paragraph) else block
    else:
        yield from _blocks(element)


def _definitions(element: html.HtmlElement) -> Iterator[Block]:
    """A list of terms as a table, a row for each with what is said of it; a term of which more is said than text stands above that."""
    cells: list[Cell] = []
    for term, said in _terms(element):
        blocks = [block for each in said for block in _blocks(each)]
        text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
        if all(isinstance(block, Paragraph) for block in blocks):
            row = len(cells) // 2
            cells += [Cell(row, 0, row + 1, 1, term), Cell(row, 1, row + 1, 2, text)]
            continue
        yield from block_of(cells)
        yield from (*_lines(term), *blocks)
        cells = []
    yield from block_of(cells)


def _terms(element: html.HtmlElement) -> Iterator[tuple[str, list[html.HtmlElement]]]:
    """Each term of a list, and the elements that say something of it."""
    own = [each for each in element.iter("dt", "dd") if next(each.iterancestors("dl")) is element]
    for place, each in enumerate(own):
        if each.tag == "dt":
            yield _text(each).strip(), list(takewhile(lambda other: other.tag == "dd", own[place + 1 :]))


def _lines(text: str) -> Iterator[Paragraph]:
    """The lines of a text, parted where the page breaks them."""
    for line in text.split("\n"):
        if shown := _BLANKS.sub(" ", line).strip():
            yield Paragraph(shown)


def _text(element: html.HtmlElement) -> str:
    """The text of an element on lines as the page breaks them: at line breaks and around blocks."""
    text = _BLANKS.sub(" ", element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("rt", "rp"):  # readings beside the characters
            own = "\n" if child.tag == "br" else _text(child)
            text += own if child.tag in IN_LINE | {"br"} else f"\n{'・' if child.tag == 'li' else ''}{own.strip()}\n"
        text += _BLANKS.sub(" ", child.tail or "")
    return text


def _table(table: html.HtmlElement) -> Iterator[Block]:
    """A table with its caption; one of a single column as lines."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for caption in table.findall("caption"):
        yield from _lines(_text(caption))
    for top, row in enumerate(rows):
        place = 0
        for element in (child for child in row if child.tag in ("td", "th")):
            while (top, place) in taken:
                place += 1
            down, right = _span(element, "rowspan") or len(rows) - top, _span(element, "colspan") or 1
            bottom = min(top + down, len(rows))
            taken |= {(i, j) for i in range(top, bottom) for j in range(place, place + right)}
            text = "\n".join(line for each in _text(element).split("\n") if (line := _BLANKS.sub(" ", each).strip()))
            cells.append(Cell(top, place, bottom, place + right, text))
    yield from block_of(cells)


def _span(element: html.HtmlElement, name: str) -> int:
    """How many rows or columns a cell takes; 0 for all that are left."""
    value = element.get(name, "1").strip()
    return min(int(value), MOST_SPAN) if value.isdigit() else 1
