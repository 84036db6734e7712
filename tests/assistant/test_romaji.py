"""Japanese in Latin letters: how kana are typed so, and the words of the documents in an English question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.romaji import Romaji, romanised
from corpus.library import Library


@pytest.mark.parametrize(("kana", "letters"), [("しょうぼうすいり", "shobosuiri"), ("がっこう", "gako"), ("サッカー", "saka"), ("まっちゃ", "macha")])
def test_kana_are_typed_with_single_letters(kana: str, letters: str) -> None:
    """Long vowels and doubled consonants are left single, however they are typed."""
    assert romanised(kana) == letters


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the fire water system(shobo suiri)", "the fire water system(消防水利)"),
        ("the counter guidance support(madoguchi annai shien)", "the counter guidance support(窓口案内支援)"),
        ("people in need(saigaiji yōengosha)", "people in need(災害時要援護者)"),
        ("who runs the kokumin kenko hoken project", "who runs the 国民健康保険 project"),
        ("sagamihara has a site", "sagamihara has a site"),  # the publisher's name is no subject
        ("which site do more people use to make an application", "which site do more people use to make an application"),
        ("who runs zzoku nantoka", "who runs zzoku nantoka"),
    ],
)
def test_words_of_the_documents_are_restored(library: Library, text: str, told: str) -> None:
    """Only runs that are words of the documents throughout, and no English."""
    assert Romaji(library.readings, ("相模原",)).restored(text) == told


def test_a_romanised_name_finds_its_project(ask: Callable[[str], Answer]) -> None:
    """Without it the project is only near."""
    answer = ask("Which sections are responsible for the fire-fighting water supply system (shobo suiri)?")
    assert answer.status == "answered"
    assert "警防課" in answer.text
