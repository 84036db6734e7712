"""Numbers of headings in whatever they are written."""

from __future__ import annotations

import pytest

from corpus.numbering import ordinals


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("2-1", (2, 1)), ("10", (10,)), ("II-1", (2, 1)), ("IV", (4,)), ("IX-12", (9, 12)), ("XIV", (14,)), ("B-2", (2, 2)), ("三", (3,)), ("DX", ()), ("", ()),
    ],
)  # fmt: skip
def test_what_a_number_counts(number: str, expected: tuple[int, ...]) -> None:
    """Arabic, Roman and Japanese numbers and letters count alike; a word is no number."""
    assert ordinals(number) == expected


def test_roman_numbers_follow_each_other() -> None:
    """I to XX are one more each."""
    signs = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"]
    assert [ordinals(each) for each in signs] == [(value,) for value in range(1, 21)]
