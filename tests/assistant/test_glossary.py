"""The glossary leads from the words people use to the words of the plans; a city adds its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.glossary import BUILT_IN, Everyday, load_everyday, load_glossary, read_terms
from corpus.errors import GlossaryError
from corpus.library import Library
from corpus.settings import HERE, Settings
from corpus.text import normalise

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a glossary file."""

    def written(text: str) -> Path:
        path = tmp_path / "words.toml"
        path.write_text(text, "utf-8")
        return path

    return written


def _printed(path: Path | None, question: str) -> list[str]:
    return [match.value.printed for match in load_glossary(path).find(normalise(question))]


@pytest.mark.parametrize(
    ("question", "term"),
    [("ネットで申請したい", "電子申請"), ("online applications", "電子申請"), ("ＰａｙＰａｙで払いたい", "キャッシュレス")],
)
def test_everyday_words_lead_to_the_term_of_the_plans(question: str, term: str) -> None:
    """People find what plans call otherwise, in Japanese and English, whatever the width of their letters."""
    assert term in _printed(None, question)


@pytest.mark.parametrize("path", [BUILT_IN, HERE / "glossary.toml"])
def test_the_shipped_glossaries_are_valid(path: Path) -> None:
    """Each term has a printed form, and no word of a file leads to two terms."""
    terms = read_terms(path)
    words = [normalise(word) for term in terms for word in {normalise(each) for each in (*term.japanese, *term.english)}]
    assert terms and len(words) == len(set(words))
    assert all(term.printed == term.japanese[0] for term in terms)


def test_a_word_under_two_terms_is_refused(write: Write) -> None:
    """The message names the file, the word and both terms, also when only the width of the letters differs."""
    path = write('[[term]]\nja = ["電子申請", "ネット申請"]\n[[term]]\nja = ["届出", "ﾈｯﾄ申請"]\n')
    with pytest.raises(GlossaryError, match=r"words\.toml") as raised:
        read_terms(path)
    assert all(name in str(raised.value) for name in ("ネット申請", "電子申請", "届出"))


def test_a_loop_is_refused(write: Write) -> None:
    """Two terms that lead to each other are told as a word under both."""
    path = write('[[term]]\nja = ["届出", "申請"]\n[[term]]\nja = ["申請", "届出"]\n')
    with pytest.raises(GlossaryError, match=r"words\.toml.*under 届出 and under 申請"):
        read_terms(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[term]\nja=", "TOML"),
        ("", "no [[term]]"),
        ('[[term]]\nen = ["form"]\n', "term 1"),
        ('[[term]]\nja = ["届出"]\n[[term]]\nja = "申請"\n', "term 2"),
        ('[[term]]\nja = ["届出", " "]\n', "term 1"),
    ],
)
def test_a_bad_glossary_is_told_by_file_and_term(write: Write, text: str, message: str) -> None:
    """A file that is no glossary is refused with its name and the number of the term."""
    with pytest.raises(GlossaryError) as raised:
        read_terms(write(text))
    assert "words.toml" in str(raised.value) and message in str(raised.value)


def test_a_missing_glossary_names_the_setting(tmp_path: Path) -> None:
    """Where the file of the setting is not there, the message names both."""
    with pytest.raises(GlossaryError, match=re.escape(str(tmp_path / "none.toml"))) as raised:
        load_glossary(tmp_path / "none.toml")
    assert "glossary" in str(raised.value)


def test_a_citys_own_terms_win(write: Write) -> None:
    """A word that the city gives another meaning leads there; the general terms stay for the rest."""
    path = write('[[term]]\nja = ["しんせいくん", "ネット申請"]\nen = ["shinsei kun"]\n')
    assert _printed(path, "ネット申請") == _printed(path, "Shinsei Kun") == ["しんせいくん"]
    assert _printed(path, "オンライン申請") == ["電子申請"]


def test_an_own_word_finds_its_project(library: Library, write: Write) -> None:
    """A nickname that only the city knows leads to the project it means."""
    path = write('[[term]]\nja = ["RPA", "ロボまる"]\n')
    known = Assistant(library, Settings(glossary=path)).ask("ロボまるの担当課は？")
    assert [each.title.printed for each in known.projects] == ["RPAによる業務効率化の推進"]
    assert Assistant(library, Settings()).ask("ロボまるの担当課は？").status in ("not_found", "clarify")


class TestEveryday:
    """What people say without a term of the plans."""

    def test_what_is_said_becomes_words_of_plans(self) -> None:
        """The longest phrase wins; speech that says nothing goes; the rest stays."""
        everyday = Everyday([("逃げ", ("避難",)), ("一人で逃げ", ("要援護者", "避難")), ("という話", ())])
        assert everyday.in_other_words("一人で逃げられない母という話") == "要援護者 避難 られない母"
        assert everyday.in_other_words("逃げる") == "避難 る" and everyday.in_other_words("公園") == "公園" and everyday.in_other_words("") == ""

    def test_the_table_that_ships_is_valid_and_leads_to_words_the_model_knows(self) -> None:
        """It loads, and speaks of 避難 for 逃げる."""
        assert "避難" in load_everyday().in_other_words("逃げる")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('[[sense]]\nsaid = ["逃げ"]\nmeans = ["避難"]\n[[sense]]\nsaid = ["逃げ"]\nmeans = ["防災"]', r"'逃げ' stands twice"),
            ('empty = ["逃げ"]\n[[sense]]\nsaid = ["逃げ"]\nmeans = ["避難"]', r"'逃げ' stands twice"),
            ('[[sense]]\nsaid = ["逃げ"]\nmeans = ["避難"]\n[[sense]]\nsaid = ["避難"]\nmeans = ["逃げ"]', "a loop"),
            ('[[sense]]\nsaid = "逃げ"\nmeans = ["避難"]', "sense 1: said"),
            ('[[sense]]\nsaid = ["逃げ"]', "sense 1: means"),
            ("empty = [1]", "empty"),
            ("empty = [", "TOML"),
        ],
    )
    def test_a_table_that_is_not_valid_is_refused(self, tmp_path: Path, text: str, told: str) -> None:
        """The message names file and phrase."""
        path = tmp_path / "everyday.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(GlossaryError, match=rf"everyday\.toml.*{told}"):
            load_everyday(path)
