"""CSV and TSV: one table, a row of the file for each of its own."""

from __future__ import annotations

import csv
import io

from corpus.errors import DocumentError
from ingest.encodings import decode
from ingest.grid import Cell, Grid, Page, tidied


def read_separated(data: bytes, label: str) -> list[Page]:
    """The one page of a file of values. Raises EncodingError when its bytes are no text, DocumentError when it is empty or a quotation mark is missing."""
    text = decode(data, label)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if first.count("\t") > first.count(",") else ",", strict=True)
    cells: list[Cell] = []
    try:
        for row, values in enumerate(rows):
            cells += [Cell(row, place, row + 1, place + 1, tidied(value)) for place, value in enumerate(values)]
    except csv.Error as error:
        raise DocumentError(
            f"{label}: line {rows.line_num}: not readable as CSV ({error}). Put quotation marks around cells with commas, and try again."
        ) from error
    if not any(cell.text for cell in cells):
        raise DocumentError(f"{label}: the file is empty. Put the table of the plan in it, or take it out of the catalogue.")
    return [Page((Grid.of(cells),))]
