"""Labels that blanks or brackets part from their text, told with a colon:

担　　当　　くらし安全課                          担当：くらし安全課
【成果指標】　補修延長　　基準値　６．２ｋｍ      成果指標：補修延長
                                                  基準値：６．２ｋｍ
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.grid import Block, Page, Paragraph, text_of
from ingest.lines import plain
from ingest.sheets import JUDGED
from ingest.table_columns import is_label, of_year

_IN_FULL = {"これまで": "これまでの取組"}  # of words that are labels in brackets alone
_WIDE = re.compile(r"[ 　]{2,}|\t[ 　\t]*")
_MARK = r"[■◆●◇○・▼▶◎]?\s?"
_FORMS = (  # how a label stands before its text
    re.compile(rf"{_MARK}(?P<open>[【［〔\[])(?P<label>[^\s【】［］〔〕\[\]]{{2,16}})[】］〕\]]\s*[:：]?\s*(?=\S)"),
    re.compile(rf"{_MARK}(?P<label>[^\s:：]{{2,16}})\s*[:：]\s*(?=\S)"),
    re.compile(rf"{_MARK}(?P<label>\S{{2,16}})(?:[ 　]{{2,}}|　|\t)[ 　\t]*(?=\S)"),
    *(re.compile(rf"{_MARK}(?P<label>[^\s:：](?:[ 　]+[^\s:：]){{{more}}})(?:[ 　]*[:：]|[ 　]{{2,}}|　|\t)[ 　\t]*(?=\S)") for more in (4, 3, 2, 1)),
)
_ENCLOSED = re.compile(r"[［\[(（〔](?P<within>[^［］\[\]〔〕]+)[］\])）〕]")


def with_colons(page: Page) -> Page:
    """The page, each line that begins with a label as one line for each label on it, with a colon behind."""
    return Page(tuple(told for block in _marks_behind(page.blocks) for told in _told(block)))


def _marks_behind(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a mark that stands alone below a line of labels which ends with one (… 評価 / ○) behind that."""
    left_out = False
    for block, behind in pairwise((*blocks, Paragraph(""))):
        text = text_of(block)
        *before, last = _WIDE.split(text)
        open_ended = bool(before) and is_label(last) and bool(labelled_parts(text)) and bool(JUDGED.fullmatch(plain(text_of(behind))))
        if not left_out:
            yield Paragraph(f"{text}　　{text_of(behind)}") if open_ended else block
        left_out = open_ended


def _told(block: Block) -> Iterator[Block]:
    parts = labelled_parts(block.text.strip()) if isinstance(block, Paragraph) else []
    yield from (Paragraph(f"{label}：{text}") for label, text in parts) if parts else [block]


def labelled_parts(text: str) -> list[tuple[str, str]]:
    """The labels of a line with what stands behind each; none where the line begins with none."""
    enclosed = _ENCLOSED.fullmatch(text)
    text = enclosed["within"] if enclosed else text
    match = next((match for form in _FORMS if (match := form.match(text)) and _label(match)), None)
    if match is None:
        return []
    label, behind = _label(match), text[match.end() :]
    for blank in _WIDE.finditer(behind):
        if further := labelled_parts(behind[blank.end() :]):
            return [(label, behind[: blank.start()].strip()), *further]
    return [(label, behind.strip())]


def _label(match: re.Match[str]) -> str:
    """The label without blanks and in full; empty where it is none."""
    word = "".join(match["label"].split())
    if word in _IN_FULL and "open" in match.groupdict():
        return _IN_FULL[word]
    return word if is_label(word) and of_year(word) is None else ""
