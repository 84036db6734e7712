from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError, EncodingError
from ingest.encodings import decode
from ingest.read import read_lines

TEXT = "事業名　電子申請の利用促進\n担当課・機関　ＤＸ推進課\n令和８年度　15 手続\n"
LINES = TEXT.splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "shift_jis", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_japanese_text_is_read_in_any_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    """UTF-8, Shift_JIS, EUC-JP and UTF-16, with and without a byte order mark, with any line ends."""
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert read_lines(path) == LINES


def test_a_last_line_without_end_counts(tmp_path: Path) -> None:
    """The last line is a line, ended or not; form feeds and blank lines keep their places."""
    path = tmp_path / "plan.txt"
    path.write_text("一\n\n\f二", "utf-8")
    assert read_lines(path) == ["一", "", "\f二"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", " 　\t\r\n".encode(), "　\n".encode("utf-16")])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """Nothing, or white space alone, is no document."""
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=r"empty\.txt: the file is empty"):
        read_lines(path)


@pytest.mark.parametrize(
    ("magic", "kind"), [(b"\x89PNG\r\n", "PNG picture"), (b"\xff\xd8\xff\xe0", "JPEG picture"), (b"\xd0\xcf\x11\xe0", "Word, Excel or PowerPoint file")]
)
def test_a_binary_file_is_named_for_what_it_is(magic: bytes, kind: str) -> None:
    """A picture that is called .txt is refused as a picture."""
    with pytest.raises(EncodingError, match=f"plan.txt: this is a {kind}"):
        decode(magic + bytes(100), "plan.txt")


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_text(seed: int) -> None:
    """Noise is refused, and the message shows how it begins."""
    data = random.Random(seed).randbytes(4000)
    with pytest.raises(EncodingError, match=data[:8].hex(" ")):
        decode(data, "noise")


@pytest.mark.parametrize("data", [bytes(200), b"\x00\x01\x02\x03" * 100, b"text\x00\x00\x00" * 50, b"\x00" * 7 + b"abc"])
def test_nuls_are_no_text(data: bytes) -> None:
    """NUL bytes are neither text nor UTF-16."""
    with pytest.raises(EncodingError):
        decode(data, "nuls")


def test_a_missing_file_names_the_way_out(tmp_path: Path) -> None:
    """A wrong path and a folder say what to correct."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DocumentError, match=r"cannot be read .*Correct the path"):
            read_lines(path)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes break the reader."""
    try:
        assert isinstance(decode(data, "any"), str)
    except EncodingError as error:
        assert str(error).startswith("any: ")
