"""Departments behind marks, told as what the legend of the plan says of these; without the marks where it says nothing:

担当欄の◎は主担当課、○は関係課を示す。                    担当  建設課
担当  ◎建設課、○農林課、○観光課                    ->    関係課  農林課、観光課
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.label_lines import OFFICE_MARKS
from ingest.lines import plain
from ingest.table_columns import bare, called

_IS = r"(?:印)?\s?(?:は|が|[=:]|\.{2,}|…+)\s?"
_LEGEND = re.compile(
    rf"(?P<leads>[{OFFICE_MARKS}]){_IS}(?:主|統括|所管|担当|中心)[^\s、,。()○●◎]{{0,8}}[、,\s/()・]*"
    rf"(?P<mark>[{OFFICE_MARKS}]){_IS}(?P<word>(?:関係|関連|協力|連携|副担当)(?:部署|部局|課室|所属|機関|課))"
)
_MARK = re.compile(rf"(?<![{OFFICE_MARKS}])[{OFFICE_MARKS}](?=[^\s{OFFICE_MARKS}])")


def offices_by_mark(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of the pages, those of departments without marks; the ones that only take part on a line of their own behind the word of their mark."""
    legend = next((match for page in pages for line in page if (match := _LEGEND.search(plain(line)))), None)
    leads, mark, word = (legend["leads"], legend["mark"], legend["word"]) if legend else ("", "", "")
    return [[told for line in page for told in _told(line, leads, mark, word)] for page in pages]


def _told(line: str, leads: str, mark: str, word: str) -> list[str]:
    label, _, text = line.partition("  ")
    if not text or bare(label) not in called("departments") or not _MARK.search(text):
        return [line]
    names = text.split("、")
    taking_part = [name for name in names if mark and name.startswith(mark)]
    if not taking_part or not any(name.startswith(leads) for name in names):
        return [type(line)(f"{label}  {_MARK.sub('', text)}")]
    in_charge = [name for name in names if name not in taking_part]
    return [type(line)(f"{each}  {_MARK.sub('', '、'.join(own))}") for each, own in ((label, in_charge), (word, taking_part))]
