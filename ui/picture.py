"""Targets as a picture: only where every year's target is one plain number of the same unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.wording import Wording

ONE_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([^\d]*)")  # "4,415 時間": a number and what follows it
BAR: dict[str, Any] = {"type": "bar", "color": "#0b4f8a", "width": 56}
LABEL: dict[str, Any] = {"type": "text", "dy": -10, "fontSize": 15, "fontWeight": "bold", "color": "#333f48"}
AXIS: dict[str, Any] = {"labelFontSize": 14, "titleFontSize": 13, "labelColor": "#333f48", "tickCount": 4}
CHART_HEIGHT = 280
HEAD_ROOM = 1.15  # space above the highest bar for its label


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one unit by fiscal year; `printed` is the cell each was read from."""

    unit: str
    numbers: Mapping[str, float]
    printed: Mapping[str, str]


def number_of(cell: str) -> tuple[float, str] | None:
    """The number and unit of a cell that holds nothing else; None for words, signs, conditions and two figures."""
    found = ONE_NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return (float(found[1].replace(",", "")), found[2].strip()) if found else None


def series_of(targets: Mapping[str, str]) -> Series | None:
    """The targets as numbers; None when a year has no plain number, units differ, or there is only one year."""
    numbers = {year: number_of(cell) for year, cell in targets.items()}
    found = {year: number for year, number in numbers.items() if number is not None}
    units = {unit for _, unit in found.values()}
    if len(found) < max(2, len(targets)) or len(units) != 1:
        return None
    return Series(units.pop(), {year: number for year, (number, _) in found.items()}, targets)


def chart_of(series: Series, words: Wording) -> dict[str, Any]:
    """A Vega-Lite chart: a bar for each fiscal year with the printed target on top."""
    rows = [{"year": words.fiscal_year(year), "number": number, "printed": series.printed[year]} for year, number in series.numbers.items()]
    title = words.target_value.format(unit=series.unit) if series.unit else words.targets_title
    domain = [0, max(series.numbers.values()) * HEAD_ROOM or 1]
    years = {"field": "year", "type": "nominal", "sort": None, "axis": {"labelAngle": 0, "title": None} | AXIS}
    numbers = {"field": "number", "type": "quantitative", "title": title, "scale": {"domain": domain}, "axis": AXIS}
    return {
        "data": {"values": rows},
        "height": CHART_HEIGHT,
        "encoding": {"x": years, "y": numbers},
        "layer": [{"mark": BAR}, {"mark": LABEL, "encoding": {"text": {"field": "printed"}}}],
    }
