"""The tables: the cues by which a question is read, and the sentences in which it is answered."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import assistant
from assistant.cues import load_cues
from assistant.understand import ARITHMETIC_ASKS, CONDITIONS, FIELD_ASKS, HISTORY, LIST_ASKS, PLAN_ASKS
from assistant.wording import load_wording
from corpus.text import normalise
from corpus.years import FiscalYear

ROOM = Path(assistant.__file__).parent
SOURCE = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
SAID = re.compile(r'\.say\(\s*f?"([a-z_{}]+)"')
FORMS = {  # what stands in the braces of a key that is put together
    "{form}": ("", "_next"), "{kind}": ("policy", "goal"), "{counted}": ("", "_counted"), "{which}": ("largest", "smallest"), "{same}": ("", "_same"),
    "{suffix}": ("", "_counted", "_result"), "{of}": ("target", "counted", "result"),
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    """The cue file as it stands."""
    return tomllib.loads((ROOM / "data" / "cues.toml").read_text("utf-8"))


def _keys_said() -> set[str]:
    """Every key of a sentence that the code names."""
    keys = set(SAID.findall(SOURCE))
    for brace, forms in FORMS.items():
        keys = {key.replace(brace, form) for key in keys for form in forms}
    return keys


def test_every_pattern_is_a_regular_expression(table: dict[str, Any]) -> None:
    """Patterns, refusals and evidence compile."""
    patterns = [pattern for each in (*table["pattern"], table["refused"]) for pattern in (*each["ja"], *each["en"])]
    patterns += [each["evidence"] for each in table["absent"] if "evidence" in each]
    assert len([re.compile(pattern) for pattern in patterns]) == len(patterns) > 30


def test_what_is_asked_is_what_can_be_answered(table: dict[str, Any]) -> None:
    """Every field, plan fact, list and condition that the code answers has cues, and every cue leads to one of them."""
    answered = {*FIELD_ASKS, *PLAN_ASKS, *LIST_ASKS, *CONDITIONS, *ARITHMETIC_ASKS, HISTORY, "growth", "followup", "none"}
    assert {each["name"] for each in (*table["ask"], *table["pattern"])} == answered


def test_cues_have_both_languages(table: dict[str, Any]) -> None:
    """Each cue, absent attribute, time and phrase is known in Japanese and English."""
    single = [table[name] for name in ("phrases", "refused")]
    assert all(each["ja"] and each["en"] for each in (*table["ask"], *table["absent"], *single))


def test_absent_attributes_have_a_label_in_both_languages(table: dict[str, Any]) -> None:
    """What a plan does not give can be named when that is said."""
    assert all(each["label_ja"] and each["label_en"] for each in table["absent"])
    assert set(load_cues().absent) == {each["name"] for each in table["absent"]}


@pytest.mark.parametrize(
    ("phrase", "cue"),
    [
        ("担当課", ("ask", "owner")), ("who owns", ("ask", "owner")), ("目標値", ("ask", "target")), ("成果指標", ("ask", "indicator")),
        ("いくらかかる", ("absent", "budget")), ("phone number", ("absent", "contact")), ("計画期間", ("ask", "period")), ("何件", ("ask", "count")),
    ],
)  # fmt: skip
def test_a_cue_phrase_is_read_as_its_cue(phrase: str, cue: tuple[str, str]) -> None:
    """Typical words tell what is asked; attributes that plans do not give are told apart from fields."""
    assert cue in [match.value for match in load_cues().asks.longest_first(normalise(f"rpaの{phrase}"))]


def test_both_languages_have_the_same_sentences() -> None:
    """A sentence in Japanese has its English one with the same blanks to fill, but for joiners and marks."""
    japanese, english = load_wording("ja").sentences, load_wording("en").sentences
    assert japanese.keys() == english.keys()
    for key, sentence in japanese.items():
        blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (sentence, english[key])]
        assert blanks[0] == blanks[1], key


def test_every_sentence_the_code_names_exists() -> None:
    """No question can run into a sentence that is not there, in either language."""
    kinds = {"greeting", "help", "refused", "other_place", "unreadable"}
    said = _keys_said() | kinds
    assert len(said) > 50
    assert said <= load_wording("ja").sentences.keys()
    assert said <= load_wording("en").sentences.keys()


def test_years_are_said_as_people_write_them() -> None:
    """Three or more years in a row are a range; others are enumerated."""
    years = tuple(FiscalYear(year) for year in (2024, 2025, 2026))
    assert load_wording("ja").years(years) == "令和6年度～令和8年度"
    assert load_wording("en").years(years) == "FY2024 (Reiwa 6) to FY2026 (Reiwa 8)"
    assert load_wording("ja").years(years[:2]) == "令和6年度、令和7年度"
