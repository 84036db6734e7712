"""What stands side by side on one line of a sheet, each on a line of its own:

総合評価 A 今後の方向性 対象を広げる                          総合評価 A
指標 利用件数 【目標】令和7年度：300件 令和8年度：500件  ->   今後の方向性 対象を広げる
                                                              指標 利用件数
                                                              目標値 令和7年度：300件 令和8年度：500件

Labels of what is no field are parted where the same two stand so on several sheets, with a short value between them. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.values import Line
from ingest.lines import Piece, between, plain
from ingest.sheets import OPEN, ROWS, YEAR, spaced, words

FEWEST = 3  # lines with the same two labels
LONGEST_VALUE = 8  # characters between two labels
_CELLS = re.compile(r"^[ 　]|[ 　]{2}")
_VALUES = re.compile(
    rf"(?<=\S)\s*(?:{OPEN}(?P<kind>(?:目標|現状|基準|実績)値?)[】\]〕》>)]|\s(?P<bare>(?:目標|実績)値?)\s?:)\s?:?\s?(?=(?:{YEAR}|20\d\d)年度?\s?:\s?\S)"
)


def parted_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, with what stands side by side on one on lines of its own."""
    either = "|".join(map(spaced, sorted(set(words()["other"]["words"]) - ROWS, key=len, reverse=True)))
    beside = re.compile(rf"(?P<one>{either})\s(?P<value>\S{{1,{LONGEST_VALUE}}})\s(?P<other>{either})(?=\s|$)")
    dense = [line for line in lines if not _CELLS.search(line.text)]  # a line that keeps its columns is read by them
    found = {line.number: match for line in dense if (match := beside.match(plain(line.text)))}
    often = Counter((match["one"], match["other"]) for match in found.values())
    return [part for line in lines for part in _parts(line, found.get(line.number), often)]


def _parts(line: Line, match: re.Match[str] | None, often: Counter[tuple[str, str]]) -> Iterator[Line]:
    piece = Piece(line.number, line.page, line.text)
    if match and often[match["one"], match["other"]] >= FEWEST:
        yield replace(line, text=between(piece, 0, match.start("other")).text)
        yield replace(line, text=between(piece, match.start("other")).text)
    elif (values := _VALUES.search(piece.plain)) and not _CELLS.search(line.text):
        kind = values["kind"] or values["bare"]
        yield replace(line, text=between(piece, 0, values.start()).text)
        yield replace(line, text=f"{kind.removesuffix('値')}値 {between(piece, values.end()).text}")
    else:
        yield line
