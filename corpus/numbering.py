"""The numbers of headings, whatever they are written in, as numbers that can be compared."""

from __future__ import annotations

import re

_KANJI = "一二三四五六七八九十"
_NUMBER = re.compile(rf"\d+|(?<![A-Z])(?:[IVX]+|[A-H])(?![A-Z])|[{_KANJI}]")  # NFKC makes I, II, III of Ⅰ, Ⅱ, Ⅲ
_ROMAN = {"I": 1, "V": 5, "X": 10}


def ordinals(number: str) -> tuple[int, ...]:
    """The numbers in a heading's number, outermost first: 2-1 and II-1 are (2, 1); a letter counts by its place, so that B-1 is (2, 1), too."""
    return tuple(_ordinal(each) for each in _NUMBER.findall(number))


def _ordinal(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number in _KANJI:
        return _KANJI.index(number) + 1
    return _roman(number) if number[0] in _ROMAN else ord(number) - ord("A") + 1


def _roman(number: str) -> int:
    """The value of a Roman number: a smaller sign before a larger one is taken away."""
    values = [_ROMAN[sign] for sign in number]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))
