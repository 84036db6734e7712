"""Questions after one of a kind that no line names: which languages, which companies, how many of another thing, what people answered."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "市役所の自動翻訳機は、どの言語に対応する予定ですか",
        "The automatic translation machines at the counters, which languages do they cover?",
        "City made agreement with four phone companies for lending smartphones to old people. Which companies?",
        "How many smartphones did the city lend for free to older people in the mountain areas?",
        "スマートフォン教室は、どこの公民館でやっているのでしょうか。",
        "スマートフォン教室は何歳から入れますか",
        "さがみはらキッズにはどんなゲームがありますか？",
        "平成24年度のホームページのリニューアルのアンケートでは、市民は何と答えましたか",
        "DX推進課の職員さんは現在何人いらっしゃるんですか",
        "how many operators work at the city call center?",
    ],
)
def test_what_no_line_names_is_not_told(assistant: Assistant, question: str) -> None:
    """Though a line is about the matter, and counts something else."""
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("地域情報サポーターの養成講座、H24の開催回数は？", "11回"),
        ("How many schools had requests for safer school routes at the baseline?", "25 校"),
        ("待ち人数表示システムは平成25年度にどの区役所に導入しましたか", "南区役所"),
        ("How many staff took the ICT training at the baseline?", "1,027 人"),
    ],
)
def test_what_a_line_names_is_told(assistant: Assistant, question: str, told: str) -> None:
    """The same kinds, where the plan tells them."""
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text
