"""Phrases in a question: the longest wins, Latin words stand alone, nothing is matched twice."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.phrases import PhraseTable, masked, uncut
from corpus.text import normalise
from corpus.words import inside_words

TAXES = PhraseTable([("税", "tax"), ("市民税", "city tax"), ("協議会", "council"), ("議会", "assembly")])
LATIN = PhraseTable([("LAN", "network"), ("application", "申請"), ("online application", "電子申請")])


def _found(table: PhraseTable[str], text: str) -> list[str]:
    return [match.value for match in table.longest_first(normalise(text))]


@pytest.mark.parametrize(("text", "values"), [("市民税と税", ["city tax", "tax"]), ("協議会", ["council"]), ("議会", ["assembly"]), ("会議", [])])
def test_the_longest_phrase_wins(text: str, values: list[str]) -> None:
    """A short phrase inside a longer one is not found, elsewhere it is."""
    assert _found(TAXES, text) == values


def test_a_match_ends_inside_the_text() -> None:
    """A longer phrase that begins alike does not lengthen the match of a shorter one at the end of the text."""
    table = PhraseTable([("情報", "short"), ("情報システム", "long")])
    assert [(match.value, match.start, match.end) for match in table.longest_first("市の情報")] == [("short", 2, 4)]


def test_a_longer_phrase_wins_though_it_starts_later() -> None:
    """A short phrase that comes first takes no characters of a longer one that starts inside it."""
    table = PhraseTable([("会議", "short"), ("議事録作成", "long")])
    assert [match.value for match in table.longest_first("会議事録作成")] == ["long"]
    assert [match.value for match in table.find("会議事録作成")] == ["short"]


@pytest.mark.parametrize(
    ("text", "values"), [("plan", []), ("the LAN plan", ["network"]), ("庁内LANの更新", ["network"]), ("LANs", ["network"]), ("LANscape", [])]
)
def test_latin_phrases_are_whole_words(text: str, values: list[str]) -> None:
    """LAN is not found in plan; a plural s and Japanese around it are let pass."""
    assert _found(LATIN, text) == values


def test_width_and_case_do_not_matter() -> None:
    """A phrase is found however it is typed."""
    assert _found(LATIN, "ＯＮＬＩＮＥ　Applications") == ["電子申請"]


def test_the_first_value_of_a_phrase_wins() -> None:
    """Phrases entered twice keep their first value, so that a city's own terms go before the general ones."""
    assert _found(PhraseTable([("RPA", "own"), ("rpa", "general")]), "RPA") == ["own"]


def test_a_mask_keeps_positions() -> None:
    """What is masked leaves blanks of the same length, so that places found later are places of the question."""
    text = "r8の目標と担当課"
    assert masked(text, [(0, 2), (3, 5)]) == "  の  と担当課"
    assert masked(text, [(0, 2)], "□").startswith("□□の") and len(masked(text, [(0, 2)])) == len(text)


@pytest.mark.parametrize(
    ("text", "places"), [("市民", {1}), ("現状の数字", {1, 4}), ("の表示", {2}), ("情報と表", {1}), ("市の表", set()), ("rpa", set()), ("", set())]
)
def test_places_inside_a_word_lie_between_two_kanji(text: str, places: set[int]) -> None:
    """市|民 and 数|字 are inside a word; a particle, Latin letters and the end of a word are not."""
    assert inside_words(text) == places


@pytest.mark.parametrize(
    ("text", "found"), [("現状の数字", []), ("現状の数は", ["の数"]), ("画面の表示", []), ("目標の表", ["の表"]), ("市民の声", []), ("市の声", ["市"])]
)
def test_a_phrase_cuts_no_word_in_two(text: str, found: list[str]) -> None:
    """の数 is not found in の数字, 市 not in 市民; where the word ends they are."""
    table = PhraseTable([(phrase, phrase) for phrase in ("の数", "の表", "市")])
    assert [match.phrase for match in uncut(table.longest_first(text), text)] == found


@given(st.text("市民税協議会lan s", max_size=30))
def test_matches_never_overlap(text: str) -> None:
    """Whatever the text, matches come in its order, do not overlap and say where they stand."""
    matches = PhraseTable([(phrase, phrase) for phrase in ("税", "市民税", "民", "議会", "協議会", "lan")]).longest_first(text)
    assert all(text[match.start : match.end] == match.phrase == match.value for match in matches)
    assert all(one.end <= other.start for one, other in itertools.pairwise(matches))
