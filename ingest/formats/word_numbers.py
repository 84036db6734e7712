"""The numbers and marks that Word shows before paragraphs, which the text of a paragraph does not hold (ECMA-376 Part 1, 17.9 Numbering).

A document tells of each list what its levels look like (第%1章, （%1）, ・) and counts on; which list and level a paragraph is of, it or its style says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

NO_LIST = "0"  # the number of a list that takes a paragraph out of the one its style has
LEVELS = 9
BULLET = "・"  # in place of a mark of a font of pictures
_PLACE = re.compile(r"%([1-9])")
_SHOWN = re.compile(r"[・●○◎◆◇■□▪◦※★☆▶▷►➢✓*–‐－-]+")  # marks that are what they look like
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "〇一二三四五六七八九"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is shown: `text` holds %1 … %9 for the counts of the levels up to this one."""

    start: int
    form: str
    text: str
    parted: bool  # whether a blank stands behind it
    style: str | None


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted; paragraphs are asked for in their order."""

    _levels: dict[str, dict[int, _Level]]  # of each definition of a list
    _lists: dict[str, tuple[str, dict[int, int]]]  # of each list its definition, and where levels of it begin anew
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document) -> Numbering:
        """The lists of a document; none where it defines none."""
        part = next((each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING), None)
        root = part.element if part is not None and hasattr(part, "element") else None
        definitions = [] if root is None else root.findall(qn("w:abstractNum"))
        lists = [] if root is None else root.findall(qn("w:num"))
        levels = {each.get(qn("w:abstractNumId")): dict(_levels(each)) for each in definitions}
        return cls(levels, {each.get(qn("w:numId")): (_value(each, "w:abstractNumId") or "", dict(_anew(each))) for each in lists})

    def mark(self, paragraph: Paragraph) -> str:
        """What stands before the text of a paragraph, a blank behind it where one parts them; empty for a paragraph of no list. Counts on."""
        number, place = self._place(paragraph)
        definition, anew = self._lists.get(number, ("", {}))
        levels = self._levels.get(definition, {})
        if place not in levels:
            return ""
        level, counted = levels[place], self._counted.setdefault(definition, {})
        if number not in self._begun and place in anew:
            counted[place] = anew[place]
            self._begun.add(number)
        else:
            counted[place] = counted.get(place, level.start - 1) + 1
        for deeper in [each for each in counted if each > place]:
            del counted[deeper]
        if level.form == "bullet":
            return level.text if _SHOWN.fullmatch(level.text) else BULLET
        text = _PLACE.sub(lambda match: self._shown(levels, counted, int(match[1]) - 1), level.text)
        return f"{text} " if text.strip() and level.parted else text

    def _shown(self, levels: Mapping[int, _Level], counted: Mapping[int, int], place: int) -> str:
        level = levels.get(place)
        return _formatted(counted.get(place, level.start), level.form) if level else ""

    def _place(self, paragraph: Paragraph) -> tuple[str, int]:
        """The list and the level, from 0, that the paragraph is of, as it says itself or else its style or one that this is based on."""
        number, place = _said(paragraph._p.pPr)
        style = paragraph.style
        while style is not None and number is None:
            number, of_style = _said(style.element.pPr)
            levels = self._levels.get(self._lists.get(number or "", ("", {}))[0], {})
            own = next((each for each, level in levels.items() if level.style == style.style_id), of_style)
            place = place if place is not None else own
            style = style.base_style
        return (number or NO_LIST, place or 0)


def _said(properties: Any) -> tuple[str | None, int | None]:
    """The list and the level that the properties of a paragraph or style name."""
    named = properties.find(qn("w:numPr")) if properties is not None else None
    if named is None:
        return None, None
    level = _value(named, "w:ilvl")
    return _value(named, "w:numId"), int(level) if level else None


def _levels(definition: Any) -> Iterator[tuple[int, _Level]]:
    for each in definition.findall(qn("w:lvl")):
        start, form = _value(each, "w:start"), _value(each, "w:numFmt")
        parted = (_value(each, "w:suff") or "tab") != "nothing"
        yield int(each.get(qn("w:ilvl"))), _Level(int(start or 1), form or "decimal", _value(each, "w:lvlText") or "", parted, _value(each, "w:pStyle"))


def _anew(numbered: Any) -> Iterator[tuple[int, int]]:
    for each in numbered.findall(qn("w:lvlOverride")):
        if start := _value(each, "w:startOverride"):
            yield int(each.get(qn("w:ilvl"))), int(start)


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name))
    value = found.get(qn("w:val")) if found is not None else None
    return str(value) if value is not None else None


def _letter(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


def _kanji(number: int) -> str:
    """12 as 十二, below 100."""
    tens, ones = divmod(number, 10)
    return f"{_KANJI[tens] if tens > 1 else ''}{'十' if tens else ''}{_KANJI[ones] if ones or not tens else ''}"


def _roman(number: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        told, number = told + letters * (number // value), number % value
    return told


def _circled(number: int) -> str:
    """① to ⑳; the number itself beyond."""
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "japaneseCounting": _kanji,
    "japaneseDigitalTenThousand": _kanji,
    "ideographDigital": lambda number: "".join(_KANJI[int(digit)] for digit in str(number)),
    "chineseCounting": _kanji,
    "aiueo": _letter(_KANA),
    "aiueoFullWidth": _letter(_KANA),
    "iroha": _letter(_IROHA),
    "irohaFullWidth": _letter(_IROHA),
    "lowerLetter": _letter(_LATIN),
    "upperLetter": _letter(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}


def _formatted(number: int, form: str) -> str:
    """A count as a form of ST_NumberFormat (17.18.59) shows it; in Arabic digits where it is another."""
    return _FORMS.get(form, str)(number)
