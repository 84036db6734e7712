"""From the bytes of a file to its lines. The only place that opens documents."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from corpus.errors import DocumentError, EncodingError

ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")  # tried in this order; UTF-16 only where a byte order mark or NULs tell of it
BINARY_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP (Word, Excel)", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"\xd0\xcf\x11\xe0": "Office 97"}
MOST_CONTROL_SHARE = 0.01  # text has next to no control characters; decoded binaries have many
LEAST_LETTER_SHARE = 0.5  # share of Japanese or ASCII letters and digits among the visible characters of a text
_NEWLINE = re.compile(r"\r\n|\n|\r")


def read_lines(path: Path) -> list[str]:
    """The lines of the text file at `path`, without line ends, in whatever Japanese encoding it is.

    Raises DocumentError when it is missing or empty, EncodingError when its bytes are no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}). Correct the path in the catalogue or on the command line.") from error
    text = decode(data, str(path))
    if not text.strip():
        raise DocumentError(f"{path}: the file is empty. Put the text of the plan in it, or take it out of the catalogue.")
    lines = _NEWLINE.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def decode(data: bytes, label: str) -> str:
    """The text of `data`. Raises EncodingError, naming `label`, the likely format and the way out."""
    for magic, kind in BINARY_MAGIC.items():
        if data.startswith(magic):
            raise EncodingError(f"{label}: this is a {kind} file, not text. Extract its text to UTF-8 first.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, ("utf-16",), label)
    if data.count(0) > len(data) // 20:
        return _decoded(data, ("utf-16-le", "utf-16-be"), label)
    return _decoded(data, ENCODINGS, label)


def _decoded(data: bytes, encodings: tuple[str, ...], label: str) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_like_text(text):
            return text
    raise EncodingError(f"{label}: not text in UTF-8, UTF-16, Shift_JIS or EUC-JP (first bytes {data[:8].hex(' ')}). Save it as UTF-8 and try again.")


def _reads_like_text(text: str) -> bool:
    visible = [char for char in text if not char.isspace()]
    control = sum(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in visible)
    letters = sum(unicodedata.category(char)[0] in "LN" and _is_japanese_or_ascii(char) for char in visible)
    return control <= MOST_CONTROL_SHARE * len(visible) and letters >= LEAST_LETTER_SHARE * len(visible)


def _is_japanese_or_ascii(char: str) -> bool:
    """Whether the character is ASCII or of full or half width, as all of Japanese is; bytes decoded amiss seldom are."""
    return char.isascii() or unicodedata.east_asian_width(char) in "FWH"
