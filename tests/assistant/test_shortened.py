"""Compounds said short."""

from __future__ import annotations

import pytest

from assistant.shortened import Shortened

PRINTED = (
    "特定健康診査・特定保健指導事業",
    "放課後等デイサービス",
    "就労継続支援Ａ型",
    "就労継続支援Ｂ型",
    "児童発達支援",
    "情報システムの公開",
    "認知症サポーターの養成",
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("特定健診の受診率は", "特定健康診査の受診率は"),
        ("放デイの担当課は", "放課後等デイサービスの担当課は"),
        ("就労b型の所管は", "就労継続支援b型の所管は"),
        ("認知症サポの養成", "認知症サポの養成"),  # printed so, but for its end
        ("就労型の支援", "就労型の支援"),  # of two kinds
        ("情報公開の担当課は", "情報公開の担当課は"),  # of whole parts
        ("特定の健診", "特定の健診"),
        ("児童相談の件数", "児童相談の件数"),
    ],
)
def test_what_shortens_one_compound_is_spelt_out(said: str, meant: str) -> None:
    """Of the first characters of its parts, in their order; anything else stays as it is."""
    assert Shortened(PRINTED).spelt_out(said) == meant
