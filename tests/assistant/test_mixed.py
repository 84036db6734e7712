"""Words half in kanji and half in kana."""

from __future__ import annotations

import pytest

from assistant.mixed import Mixed

READINGS = {
    "としょかん": ["図書館"], "さいがい": ["災害"], "けいたい": ["携帯", "形態"], "りよう": ["利用"], "けんとう": ["検討"], "しょくいん": ["職員"],
    "けんこう": ["健康"],
}  # fmt: skip
MIXED = Mixed(READINGS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("図書かんの本", "図書館の本"),
        ("災がいのとき", "災害のとき"),
        ("検とう中ですか", "検討中ですか"),
        ("しょく員さんの部屋", "職員さんの部屋"),
        ("けい帯の会社", "携帯の会社"),
    ],
)
def test_a_word_half_in_kana_is_put_back(written: str, meant: str) -> None:
    """Whichever half is in kana; of two words that are read alike the kanji tells which."""
    assert MIXED.restored(written) == meant


@pytest.mark.parametrize("text", ["便利ような気がする", "図書館から", "健康です", "災難のとき", "市から", "しょく員会"])
def test_what_is_whole_stays(text: str) -> None:
    """A further kanji beside it makes it another word; one kana is a particle."""
    assert MIXED.restored(text) == text


def test_a_half_that_two_words_have_stays() -> None:
    """検かん may be 検関 or 検官: nobody knows."""
    assert Mixed({"けんかん": ["検官", "検関"]}).restored("検かん") == "検かん"
