"""Word (.docx): paragraphs and tables in their order (python-docx opens it)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from corpus.errors import DocumentError
from ingest.formats.word_numbers import Numbering
from ingest.grid import Block, Cell, Page, Paragraph, block_of, tidied


def read_word(data: bytes, label: str) -> list[Page]:
    """The pages of a Word document, as its page breaks part them. Raises DocumentError when it cannot be opened or holds no text."""
    try:
        document: Document = docx.Document(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, InvalidXmlError) as error:
        raise DocumentError(f"{label}: the Word file cannot be opened ({error}). Save it anew as .docx, and try again.") from error
    pages: list[list[Block]] = [[]]
    numbering = Numbering.of(document)
    for element in document.iter_inner_content():
        if isinstance(element, Table):
            pages[-1] += _table(element, numbering)
            continue
        if _begins_page(element) and pages[-1]:
            pages.append([])
        pages[-1] += _paragraph(element, numbering)
        if _ends_page(element):
            pages.append([])
    found = [Page(tuple(blocks)) for blocks in pages if blocks]
    if not found:
        raise DocumentError(f"{label}: the Word file holds no text. Text in pictures or text boxes is not read; put it into the document itself.")
    return found


def _paragraph(paragraph: WordParagraph, numbering: Numbering) -> Iterator[Paragraph]:
    """The lines of a paragraph, the first behind the number or mark that it has in a list."""
    lines = [line.strip() for line in paragraph.text.split("\n") if line.strip()]
    mark = numbering.mark(paragraph) if lines else ""
    for line in lines:
        yield Paragraph(line if line.startswith(mark.strip()) else f"{mark}{line}")
        mark = ""


def _begins_page(paragraph: WordParagraph) -> bool:
    """Whether a page begins before this paragraph, or where its first text does."""
    if paragraph.paragraph_format.page_break_before:
        return True
    return bool(paragraph.rendered_page_breaks) and not _ends_page(paragraph)


def _ends_page(paragraph: WordParagraph) -> bool:
    """Whether a break behind its text ends the page."""
    return any(each.get(qn("w:type")) == "page" for each in paragraph._p.iter(qn("w:br")))


def _table(table: Table, numbering: Numbering) -> Iterator[Block]:
    """A table; one of a single column as lines."""
    places: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[Any, str] = {}
    for top, row in enumerate(table.rows):
        place = row.grid_cols_before
        for cell in row.cells:
            places.setdefault(cell._tc, []).append((top, place))
            if cell._tc not in texts:
                texts[cell._tc] = tidied("\n".join(_texts(cell, numbering)))
            place += 1
    cells = []
    for element, covered in places.items():
        rows, columns = zip(*covered, strict=True)
        cells.append(Cell(min(rows), min(columns), max(rows) + 1, max(columns) + 1, texts[element]))
    yield from block_of(cells)


def _texts(cell: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of a cell, those of a table within it too."""
    for element in cell.iter_inner_content():
        if isinstance(element, Table):
            for row in element.rows:
                yield "  ".join(dict.fromkeys(each.text for each in row.cells))
        else:
            yield from (paragraph.text for paragraph in _paragraph(element, numbering))
