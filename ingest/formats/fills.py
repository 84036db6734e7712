"""The filled areas of a PDF's page: which cells of its tables are shaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ingest.formats.unruled import Box, inside

LARGEST = 0.5  # share of the page from which a filled area is its ground
_WHITES = ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))  # grey, RGB, CMYK


def shades(page: Any) -> list[Box]:
    """The areas of a page that are filled with another colour than white."""
    most = LARGEST * float(page.width) * float(page.height)
    filled = [rect for rect in page.rects if rect["fill"] and _colour(rect["non_stroking_color"]) not in _WHITES]
    areas = [(float(rect["x0"]), float(rect["top"]), float(rect["x1"]), float(rect["bottom"])) for rect in filled]
    return [area for area in areas if (area[2] - area[0]) * (area[3] - area[1]) < most]


def is_shaded(box: Box, areas: Sequence[Box]) -> bool:
    """Whether the middle of a cell lies in one of these areas."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in areas)


def thumb_index(chars: Sequence[dict[str, Any]], areas: Sequence[Box]) -> list[int]:
    """The places of the characters that are printed downwards on an area beside everything else on the page, to find its chapter while leafing through."""
    for area in areas:
        own = [place for place, char in enumerate(chars) if inside(char, area)]
        others = [char for place, char in enumerate(chars) if place not in own and char["text"].strip()]
        downwards = len(own) > 1 and all(chars[lower]["top"] > chars[upper]["top"] for upper, lower in pairwise(sorted(own, key=lambda at: chars[at]["top"])))
        upright = area[3] - area[1] > area[2] - area[0]
        if downwards and upright and (all(char["x1"] <= area[0] for char in others) or all(char["x0"] >= area[2] for char in others)):
            return own
    return []


def _colour(colour: Any) -> tuple[float, ...]:
    """A colour as its parts; empty where the file names none as figures."""
    parts = colour if isinstance(colour, list | tuple) else (colour,)
    return tuple(float(part) for part in parts) if all(isinstance(part, int | float) for part in parts) else ()
