"""Sheets that a frame draws around a bar, lines, texts side by side and tables that do not touch it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ingest.formats.fills import thumb_index
from ingest.formats.framed import bar_of, boxes_around, frames, stand_apart
from ingest.formats.pdf import _unwrapped
from ingest.formats.unruled import Box

FRAME: Box = (50.0, 100.0, 550.0, 300.0)
BAR: Box = (50.5, 100.5, 549.5, 125.0)
TABLE: list[Box] = [(55.0, 240.0, 200.0, 260.0), (200.0, 240.0, 545.0, 260.0)]


def _chars(text: str, left: float, top: float) -> Iterator[dict[str, Any]]:
    for place, char in enumerate(text):
        yield {"text": char, "x0": left + 10.0 * place, "x1": left + 10.0 * place + 10, "top": top, "bottom": top + 10, "fontname": "Gothic"}


def _upright(left: float, top: float, bottom: float) -> dict[str, Any]:
    return {"orientation": "v", "x0": left, "x1": left, "top": top, "bottom": bottom}


def _level(left: float, right: float, top: float) -> dict[str, Any]:
    return {"orientation": "h", "x0": left, "x1": right, "top": top, "bottom": top}


SIDES = [_upright(50.0, 100.0, 300.0), _upright(550.0, 100.0, 300.0)]


def test_a_frame_has_a_bar_at_its_top_or_is_open_there() -> None:
    """A box with a coloured bar over its width is a sheet, and so is what goes on from the page before; a box with rules alone is none."""
    closed = [*SIDES, _level(50.0, 550.0, 100.0), _level(50.0, 550.0, 300.0)]
    assert frames(closed, [BAR], 600.0) == [FRAME]
    assert frames(closed, [(50.0, 100.0, 550.0, 100.8)], 600.0) == []
    assert frames(closed, [], 600.0) == []
    assert frames([*SIDES, _level(50.0, 550.0, 300.0)], [], 600.0) == [FRAME]
    assert bar_of(FRAME, [BAR]) == BAR


@pytest.mark.parametrize(("begins", "left", "apart"), [(55.0, 60.0, True), (50.0, 60.0, False), (55.0, 42.0, True), (55.0, 51.0, False)])
def test_tables_within_a_frame_have_rules_of_their_own(begins: float, left: float, apart: bool) -> None:
    """A table whose rules begin at the frame is that table itself, and so is one beside whose rows something stands within the frame."""
    assert stand_apart([TABLE], FRAME, [*SIDES, _level(begins, 545.0, 250.0)], list(_chars("№", left - 5, 245.0))) is apart


def test_what_stands_around_the_tables_of_a_frame() -> None:
    """The number, title and mark of the bar, the owner behind its label, and texts side by side each behind the label above it."""
    chars = [
        *(*_chars("１－２", 60.0, 107.0), *_chars("見守りの充実", 110.0, 107.0), *_chars("新規", 500.0, 107.0)),
        *(*_chars("担当", 60.0, 135.0), *_chars("福祉課", 90.0, 135.0)),
        *(*_chars("◆現状と課題", 60.0, 155.0), *_chars("◆取組の内容", 220.0, 155.0)),
        *(*_chars("一人で暮らす人が", 60.0, 170.0), *_chars("○家を訪ねて話を聞く", 220.0, 170.0)),
        *(*_chars("増えています。", 60.0, 185.0), *_chars("相談員を置きます。", 230.0, 185.0)),
        *_chars("※国の決定を前提とします。", 60.0, 270.0),
    ]
    found = boxes_around(FRAME, BAR, [TABLE], chars)
    rows = [
        ["".join(char["text"] for line in found[box] for char in line) for box in sorted(found) if box[1] == top] for top in sorted({box[1] for box in found})
    ]
    assert rows == [
        ["１－２", "見守りの充実", "新規"],
        ["担当", "福祉課"],
        ["現状と課題", "一人で暮らす人が増えています。"],
        ["取組の内容", "○家を訪ねて話を聞く相談員を置きます。"],
        ["※国の決定を前提とします。"],
    ]
    assert {box[0] for box in found if box[1] > 125} - {200.0} <= {55.0, 85.0, 177.5} and max(box[2] for box in found) == 545.0


def test_a_line_further_right_than_its_bullet_goes_on_with_it() -> None:
    """Where lines hang behind bullets, one that is not full goes on as well; otherwise it is one of its own."""
    lines = [list(_chars("○家を訪ねて聞", 0.0, 0.0)), list(_chars("く。", 10.0, 12.0)), list(_chars("○相談員を置き、皆に知らせる。", 0.0, 24.0))]
    assert _unwrapped(lines, 150.0, 150.0, hanging=True) == "○家を訪ねて聞く。\n○相談員を置き、皆に知らせる。"
    assert _unwrapped(lines, 150.0, 150.0) == "○家を訪ねて聞\nく。\n○相談員を置き、皆に知らせる。"


def test_a_thumb_index_is_no_text_of_the_page() -> None:
    """What is printed downwards on colour beside everything else is left out; beside nothing, or among other texts, it is text."""
    downwards = [char for place, letter in enumerate("目標１") for char in _chars(letter, 560.0, 100.0 + 12 * place)]
    page = list(_chars("見守りの充実", 60.0, 107.0))
    assert thumb_index([*page, *downwards], [(558.0, 95.0, 575.0, 140.0)]) == [6, 7, 8]
    assert thumb_index([*page, *downwards, *_chars("頁", 580.0, 300.0)], [(558.0, 95.0, 575.0, 140.0)]) == []
    assert thumb_index([*page, *downwards], []) == []
