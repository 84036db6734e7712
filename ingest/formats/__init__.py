"""Documents that are no plain text: what each format holds, as pages of paragraphs and tables. Each library is imported when a file needs it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from corpus.errors import DocumentError
from ingest.grid import Page

Reader = Callable[[bytes, str], list[Page]]
OF_SUFFIX = {".csv": "csv", ".tsv": "csv", ".html": "html", ".htm": "html", ".xhtml": "html"}
OF_PART = {"word/document.xml": "word", "xl/workbook.xml": "excel"}  # which a ZIP archive holds
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
UNKNOWN_ZIP = "{label}: this is a ZIP archive, but neither a Word (.docx) nor an Excel file (.xlsx). Take the document out of it, or save it as one of these."


def reader_of(data: bytes, label: str, suffix: str = "") -> Reader | None:
    """What reads a file with these bytes and this end of its name; None where it is plain text. Raises DocumentError for an archive of another kind."""
    if data.startswith(b"%PDF"):
        return _reader("pdf")
    if data.startswith(b"PK\x03\x04"):
        return _reader(_of_archive(data, label))
    if _HTML.match(data[:4096]):
        return _reader("html")
    return _reader(OF_SUFFIX[suffix.lower()]) if suffix.lower() in OF_SUFFIX else None


def _of_archive(data: bytes, label: str) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile as error:
        raise DocumentError(f"{label}: the file is damaged ({error}). Save it anew and try again.") from error
    kind = next((kind for part, kind in OF_PART.items() if part in names), None)
    if kind is None:
        raise DocumentError(UNKNOWN_ZIP.format(label=label))
    return kind


def _reader(kind: str) -> Reader:
    if kind == "pdf":
        from ingest.formats.pdf import read_pdf as read
    elif kind == "word":
        from ingest.formats.word import read_word as read
    elif kind == "excel":
        from ingest.formats.excel import read_excel as read
    elif kind == "html":
        from ingest.formats.html import read_html as read
    else:
        from ingest.formats.separated import read_separated as read
    return read
