"""Spelling of English questions: a slip is repaired, a word that is known or too far from all is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.spelling import Spelling
from assistant.understand import Query

SPELLING = Spelling(["department", "Digitalization", "open data", "target"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("departmnt", "department"), ("deprtmnt", "department"), ("digitalizaton", "digitalization"), ("taregt", "target"), ("trget", "target"),
        ("oepn", "open"), ("the taregt of oepn data", "the target of open data"),
    ],
)  # fmt: skip
def test_a_slip_is_repaired(typed: str, meant: str) -> None:
    """A letter too few, too many, wrong or swapped; two of them in a word of eight letters or more."""
    assert SPELLING.corrected(typed) == meant


@pytest.mark.parametrize("typed", ["targets", "table", "which", "dprt", "tgt", "kepartment", "digitlizatn", "rpa", "電子申請の目標"])
def test_what_is_no_slip_is_left(typed: str) -> None:
    """Known words and their forms, short words, another first letter, too many slips, and Japanese stay as typed."""
    assert SPELLING.corrected(typed) == typed


def test_no_word_is_known_without_a_vocabulary() -> None:
    """Without a vocabulary only everyday words are repaired to."""
    assert Spelling(()).corrected("digitalizaton") == "digitalizaton"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Which departmnt is in charge of RPA?", "Which department is in charge of RPA?"),
        ("What is the R8 tagret of RPA?", "What is the R8 target of RPA?"),
        ("Who owns digitla archive?", "Who owns digital archive?"),
    ],
)
def test_a_misspelt_question_is_answered_as_the_one_meant(ask: Callable[[str], Answer], typed: str, meant: str) -> None:
    """A slip in a cue or in the subject changes nothing."""
    assert ask(meant).status == "answered" and ask(typed).text == ask(meant).text


@pytest.mark.parametrize(
    ("question", "text"), [("Departmnt X1の担当課は？", "departmnt x1の担当課は?"), ("Which departmnt owns RPA?", "which department owns rpa?")]
)
def test_only_english_questions_are_spelt_anew(read: Callable[[str], Query], question: str, text: str) -> None:
    """A Latin name in a Japanese question is a name."""
    assert read(question).text == text
