"""English words and the katakana of titles."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.loanwords import LoanWords, of_english, of_katakana

TITLES = ("ファミリー・サポート・センター事業", "ヤングケアラー支援体制の構築", "ブックスタート事業", "職員のICTスキル等の向上", "緑区特設サイトの充実")


@pytest.mark.parametrize(
    ("english", "katakana"),
    [
        ("family", "ファミリー"), ("support", "サポート"), ("centre", "センター"), ("archive", "アーカイブ"), ("digital", "デジタル"),
        ("signage", "サイネージ"), ("volunteers", "ボランティア"), ("recycle", "リサイクル"), ("platform", "プラットフォーム"), ("knowledge", "ナレッジ"),
    ],
)  # fmt: skip
def test_both_sound_alike(english: str, katakana: str) -> None:
    """By the consonants that both keep."""
    assert of_katakana(katakana) in of_english(english)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("who runs the family support center?", ["ファミリー・サポート・センター"]),
        ("young carers: what is done?", ["ヤングケアラー"]),
        ("what is the young carer project?", ["ヤングケアラー"]),
        ("the bookstart project", ["ブックスタート"]),
        ("which school has the skill", []),
        ("the store closes without notice", []),
        ("", []),
    ],
)
def test_they_are_found(question: str, found: list[str]) -> None:
    """Most words first; what is short sounds like too much."""
    assert [match.value for match in LoanWords(TITLES).find(question)] == found


def test_nothing_is_found_without_titles() -> None:
    """A plan in kanji."""
    assert LoanWords(["電子申請の利用促進"]).find("family support center") == []


def test_a_title_of_loan_words_is_asked_about_in_english(cities: Assistant) -> None:
    """Not the project of the nearest words (子育て世代包括支援センター)."""
    answer = cities.ask("Which department of 楢崎市 runs the Family Support Center?")
    assert answer.status == "answered" and answer.references[0].project and answer.references[0].project.title.printed == "ファミリー・サポート・センター事業"
