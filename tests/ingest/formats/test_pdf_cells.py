"""The cells of a PDF: where a page cuts them, and which of their lines belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ingest.formats.pdf import _cut, _grid, _unwrapped


def _edge(across: bool, first: float, last: float, place: float) -> dict[str, Any]:
    if across:
        return {"orientation": "h", "x0": first, "x1": last, "top": place, "bottom": place}
    return {"orientation": "v", "x0": place, "x1": place, "top": first, "bottom": last}


@pytest.mark.parametrize(("below", "cut"), [((40.0, 240.0), []), ((140.0, 240.0), [500.0])])
def test_a_table_without_its_last_rule_goes_on_over_the_page(below: tuple[float, float], cut: list[float]) -> None:
    """Where all upright rules end and the rule across leaves out some cells, these are closed there; a table that is ruled to its end is none."""
    upright = [_edge(False, 100.0, 500.0, place) for place in (40.0, 90.0, 140.0, 240.0)]
    assert _cut([*upright, _edge(True, 40.0, 240.0, 100.0), _edge(True, *below, 500.0)]) == cut


def test_an_entry_of_a_list_begins_a_line_of_its_cell() -> None:
    """A bullet begins an entry, though the line above is full; nothing else does."""
    assert _unwrapped([list(_chars("・駐車場を広げた。", 0)), list(_chars("・店を増やした。", 1))], 90.0, 100.0) == "・駐車場を広げた。\n・店を増やした。"
    assert _unwrapped([list(_chars("①二千四百五十メー", 0)), list(_chars("②九か所", 1))], 80.0, 90.0) == "①二千四百五十メー\n②九か所"
    assert _unwrapped([list(_chars("駐車場を広げ、案内", 0)), list(_chars("を出した。", 1))], 90.0, 100.0) == "駐車場を広げ、案内を出した。"


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        (("H30 図書館の本を増やした。", "R2 移動の車を更新した。"), 150.0, "H30 図書館の本を増やした。\nR2 移動の車を更新した。"),
        (("Ｒ元：講座を開いた（参加者", "Ｒ２：24人）"), 140.0, "Ｒ元：講座を開いた（参加者Ｒ２：24人）"),
        (("図書館", "健康推進課"), 220.0, "図書館\n健康推進課"),
        (("北部公", "民館"), 42.0, "北部公民館"),
        (("66", "61"), 65.0, "66\n61"),
    ],
)
def test_a_line_that_leaves_most_of_its_cell_is_whole(lines: tuple[str, str], width: float, text: str) -> None:
    """Where the next line would have fitted beside it, and where that begins with a year as the first does, outside brackets."""
    chars = [list(_chars(line, place)) for place, line in enumerate(lines)]
    assert _unwrapped(chars, max(float(line[-1]["x1"]) for line in chars), width) == text


def test_lines_of_cells_below_a_head_of_upper_and_lower_ones_are_apart() -> None:
    """上段：計画 下段：目標 says that each line of the cells below it is one of two, though the first fills its cell; beside it lines go on."""
    boxes = [(0.0, 0.0, 46.0, 20.0), (46.0, 0.0, 300.0, 20.0), (0.0, 20.0, 46.0, 60.0), (46.0, 20.0, 92.0, 60.0), (92.0, 20.0, 300.0, 60.0)]
    texts = [
        ("取組", 0, 0.0),
        ("上段：計画下段：目標値", 0, 50.0),
        ("港の朝市", 2, 0.0),
        ("開設", 3, 0.0),
        ("協定締結", 2, 50.0),
        ("－", 3, 50.0),
        ("実施", 2, 100.0),
    ]
    chars = [char | {"x0": char["x0"] + left, "x1": char["x1"] + left} for text, line, left in texts for char in _chars(text, line)]
    grid, _ = _grid(boxes, chars, set(), [])
    assert [cell.text for cell in grid.cells] == ["取組", "上段：計画下段：目標値", "港の朝市開設", "協定締結\n－", "実施"]


def _chars(text: str, line: int) -> Iterator[dict[str, Any]]:
    for place, char in enumerate(text):
        yield {"text": char, "x0": 10.0 * place, "x1": 10.0 * place + 10, "top": 12.0 * line, "bottom": 12.0 * line + 10, "fontname": "Mincho"}
