"""What is written in kana alone is read as words."""

from __future__ import annotations

import pytest

from corpus.kana import is_kana, likeliest, with_words
from ingest.dictionary import commonest


@pytest.mark.parametrize(
    ("kana", "text"),
    [
        ("えきにあるおおきながめん", "駅にある大きな画面"),
        ("びょういんを さがす ページ", "病院を探すページ"),
        ("ろぼっと", "ロボット"),
        ("べんきょう する", "勉強する"),
        ("", ""),
        ("ＡＩ", "ai"),
    ],
)
def test_kana_become_the_likeliest_words(kana: str, text: str) -> None:
    """Katakana and kanji come back; white space goes; what is no kana stays."""
    assert with_words(kana) == text


def test_what_is_no_word_stays() -> None:
    """Nothing is lost of a run that no word begins."""
    assert "".join(likeliest("ゔゔゔ")) == "ゔゔゔ" and likeliest("") == ()


def test_a_text_with_its_kanji_is_not_read_anew() -> None:
    """Only what is kana for the most part."""
    assert is_kana("いぬのとうろく") and is_kana("うちの犬をとうろくするには") and not is_kana("犬の登録をしたい") and not is_kana("DX")


def test_of_words_that_are_read_alike_the_common_one_wins() -> None:
    """きかん is 期間 more often than 気管; words without a known reading are left out."""
    found = commonest([("気管", -11.0), ("期間", -7.0), ("カード", -8.0), ("する", -5.0), ("data", -6.0)])
    assert found == {"きかん": ("期間", -7.0), "かーど": ("カード", -8.0), "する": ("する", -5.0)}
