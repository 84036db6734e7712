"""Invented projects of invented cities, and how people ask for them: what generalises is measured on them, not on the two plans.

Written for this project, without knowledge of the plans or of the evaluation cases, over all that a city does (Apache-2.0). Each has a title, a text and a
fact in the style of plans; questions for the project in five voices of Japanese and in English; a question that the fact answers; and one beyond both.
Detailed projects have five to eight lines that are easily taken for one another, and twelve questions, of which one line answers half and none the others.
Three quarters of each kind train models (training/); the others, which no model has seen, measure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "projects.jsonl"
DETAILS = Path(__file__).parent / "details.jsonl"
KEPT_EVERY = 4  # one in so many is kept from training
VOICES = ("clerk", "citizen", "elder", "child", "simple")


@dataclass(frozen=True, slots=True)
class Invented:
    """One project. `asked`: questions for it by voice; `english`: the same in English. `told`, `beyond`: what the fact answers and what nothing does."""

    title: str
    text: str
    fact: str
    asked: dict[str, str]
    english: tuple[str, ...]
    told: dict[str, str]
    beyond: dict[str, str]


@lru_cache(maxsize=1)
def load_invented() -> tuple[Invented, ...]:
    """All of them, in the order of the file."""
    return tuple(_project(json.loads(line)) for line in FILE.read_text("utf-8").splitlines())


def _project(row: dict[str, str | list[str]]) -> Invented:
    def text(key: str) -> str:
        value = row[key]
        return value if isinstance(value, str) else "".join(value)

    by_language = {kind: {language: text(f"{kind}_{language}") for language in ("ja", "en")} for kind in ("fact", "beyond")}
    return Invented(
        text("title"), text("text"), text("fact"), {voice: text(voice) for voice in VOICES}, tuple(row["en"]), by_language["fact"], by_language["beyond"]
    )


def taught() -> list[Invented]:
    """Those that a model may be trained on."""
    return [each for number, each in enumerate(load_invented()) if number % KEPT_EVERY]


def kept() -> list[Invented]:
    """Those that no model was trained on."""
    return [each for number, each in enumerate(load_invented()) if not number % KEPT_EVERY]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of detail; `line`: the place of the line that answers it, None where none does."""

    question: str
    language: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Detailed:
    """One project in lines, and what is asked of it."""

    title: str
    lines: tuple[str, ...]
    asked: tuple[Asked, ...]


@lru_cache(maxsize=1)
def load_details() -> tuple[tuple[Detailed, ...], tuple[Detailed, ...]]:
    """The detailed projects that a model may be trained on, and those that measure."""
    rows = [json.loads(line) for line in DETAILS.read_text("utf-8").splitlines()]
    found = [Detailed(row["title"], tuple(row["lines"]), tuple(Asked(each["q"], each["lang"], each["line"]) for each in row["asked"])) for row in rows]
    return tuple(each for number, each in enumerate(found) if number % KEPT_EVERY), tuple(found[::KEPT_EVERY])
