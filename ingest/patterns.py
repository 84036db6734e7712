"""Patterns of a layout profile: brought into the form that lines are compared in, and checked for the groups that are read from them.

Lines are compared after normalisation (№ is No, （ is (, １ is 1), and a city types what it sees. Characters of a pattern that normalisation changes are
therefore changed in the same way, those that mean something in a regular expression being taken as the character.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from ingest.lines import plain

_TOKENS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)  # an escaped character, a class of characters, any other character
_MEMBERS = re.compile(r"\\.|.", re.DOTALL)  # of a class


def as_compared(pattern: Any) -> Any:
    """The pattern with every character as normalised text has it; anything but a text as it is."""
    return "".join(map(_token, _TOKENS.findall(pattern))) if isinstance(pattern, str) else pattern


def _token(token: str) -> str:
    if len(token) == 1:
        return _character(token)
    return _class(token) if token[0] == "[" else token if token[1].isascii() else _character(token[1])


def _character(char: str) -> str:
    """One character outside a class."""
    compared = _compared(char)
    if compared == char:
        return char
    return re.escape(compared) if len(compared) == 1 else f"(?:{re.escape(compared)})"


def _class(token: str) -> str:
    """A class of characters; where normalisation makes one of them several (№ in [№#]), these stand beside it."""
    start = 2 if token[1] == "^" else 1
    members = _MEMBERS.findall(token[start:-1])
    compared = [each if each[-1].isascii() else _compared(each[-1]) for each in members]
    single = [each if each == member else re.escape(each) for each, member in zip(compared, members, strict=True) if len(each) == 1 or each[0] == "\\"]
    several = sorted({each for each in compared if len(each) > 1 and each[0] != "\\"}, key=len, reverse=True)
    inside = "".join(single)
    if not several:
        return f"{token[:start]}{inside}]"
    if start > 1:
        raise ValueError(f"{token}: {several[0]} is several characters in normalised text; a class cannot leave it out")
    return f"(?:{'|'.join(map(re.escape, several))}{f'|[{inside}]' if inside else ''})"


def _compared(char: str) -> str:
    """The character in normalised text; a blank stays a blank."""
    return char if char.isascii() else plain(char) or " "


def needs(*groups: str) -> AfterValidator:
    """A check that a pattern has the groups that are read from it."""

    def check(pattern: re.Pattern[str]) -> re.Pattern[str]:
        if missing := [group for group in groups if group not in pattern.groupindex]:
            raise ValueError(f"{pattern.pattern!r} lacks {' and '.join(f'(?P<{group}>...)' for group in missing)}")
        return pattern

    return AfterValidator(check)


def _no_groups(pattern: re.Pattern[str]) -> re.Pattern[str]:
    if pattern.groups:
        raise ValueError(f"{pattern.pattern!r} has a group in round brackets; write (?:...) for it, or a class such as [、,/]")
    return pattern


Printed = re.Pattern[str]  # searched in text as printed
Compared = Annotated[re.Pattern[str], BeforeValidator(as_compared)]  # searched in normalised text
Separator = Annotated[Compared, AfterValidator(_no_groups)]  # text is split at it
PrintedSeparator = Annotated[Printed, AfterValidator(_no_groups)]
HeadingPattern = Annotated[Compared, needs("number", "name")]
