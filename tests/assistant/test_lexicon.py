"""English words that no glossary has, by the dictionary that ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.lexicon import DICTIONARY, in_japanese, is_english
from assistant.spelling import Spelling
from assistant.understand import Query


def test_the_dictionary_is_in_order() -> None:
    """It is searched by halves; no word stands twice, and each has a Japanese one of two characters or more."""
    rows = [line.split("\t") for line in DICTIONARY.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = [english for english, _ in rows]
    assert words == sorted(set(words)) and len(words) > 40_000
    assert all(len(word) > 1 for _, japanese in rows for word in japanese.split(" "))


@pytest.mark.parametrize(
    ("english", "japanese"), [("raccoon", "アライグマ"), ("raccoons", "アライグマ"), ("shelters", "避難所"), ("dementia", "認知症"), ("borrows", "借りる")]
)
def test_a_word_is_told_by_any_of_its_forms(english: str, japanese: str) -> None:
    """Endings fall away; the common words come first."""
    assert japanese in in_japanese(english)
    assert is_english(english)


def test_what_is_no_word_is_none() -> None:
    """A slip, a part of a word, what stands before the first word or behind the last one."""
    for typed in ("shelterr", "raccoo", "", "#", "zzzz", "aaaa"):
        assert in_japanese(typed) == () and not is_english(typed)


def test_a_word_of_the_dictionary_is_no_slip() -> None:
    """Trapping is no training."""
    assert Spelling(["training"]).corrected("trapping animals") == "trapping animals"


def test_words_that_only_the_dictionary_knows_are_searched_by(read: Callable[[str], Query]) -> None:
    """Those that the documents hold in Japanese are no longer unknown; the rest stays so."""
    query = read("Where can a patient find a clinic with a raincoat?")
    assert ("患者",) in query.foreign
    assert "raincoat" in query.unknown and "patient" not in query.unknown
    assert {*query.terms, *query.foreign, *((word,) for word in query.unknown)} == set(query.searched)


def test_japanese_questions_do_without_it(read: Callable[[str], Query]) -> None:
    """A Latin word among Japanese is a name."""
    assert read("Raincoatの調達は？").foreign == ()
