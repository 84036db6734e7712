"""Text in whatever Japanese encoding it is."""

from __future__ import annotations

import codecs
import unicodedata

from corpus.errors import EncodingError

ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")  # tried in this order; UTF-16 only where a byte order mark or NULs tell of it
PICTURE = "Run text recognition (OCR) over it, and give the PDF or the text that comes of it."
BINARY_MAGIC = {
    b"\x89PNG": ("PNG picture", PICTURE),
    b"\xff\xd8\xff": ("JPEG picture", PICTURE),
    b"\xd0\xcf\x11\xe0": ("Word, Excel or PowerPoint file of before 2007", "Save it as .docx, .xlsx or PDF."),
}
MOST_CONTROL_SHARE = 0.01  # text has next to no control characters; decoded binaries have many
LEAST_LETTER_SHARE = 0.5  # share of Japanese or ASCII letters and digits among the visible characters of a text


def decode(data: bytes, label: str) -> str:
    """The text of `data`. Raises EncodingError, naming `label`, the likely format and the way out."""
    for magic, (kind, way_out) in BINARY_MAGIC.items():
        if data.startswith(magic):
            raise EncodingError(f"{label}: this is a {kind}, not text. {way_out}")
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
