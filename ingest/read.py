"""From the bytes of a file to its lines. The only place that opens documents."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import DocumentError
from ingest.encodings import decode
from ingest.formats import reader_of
from ingest.linearised import Document, linearised

SUFFIXES = (".txt", ".pdf", ".docx", ".xlsx", ".html", ".htm", ".csv", ".tsv")  # of the documents in a folder
_NEWLINE = re.compile(r"\r\n|\n|\r")


def read_lines(path: Path) -> list[str]:
    """The lines of the document at `path`, as `read_document` gives them."""
    return list(read_document(path).texts)


def read_document(path: Path) -> Document:
    """The document at `path`: the lines of a text file in whatever Japanese encoding it is, or what a PDF, Word, Excel, HTML or CSV file holds, its tables told

    line by line.

    Raises DocumentError when it is missing, empty or cannot be opened, EncodingError when its bytes are no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}). Correct the path in the catalogue or on the command line.") from error
    if reader := reader_of(data, str(path), path.suffix):
        return linearised(reader(data, str(path)))
    text = decode(data, str(path))
    if not text.strip():
        raise DocumentError(f"{path}: the file is empty. Put the text of the plan in it, or take it out of the catalogue.")
    lines = _NEWLINE.split(text)
    return Document(tuple(lines[:-1] if lines[-1] == "" else lines), is_text=True)
