"""An indicator whose results and targets stand in two tables of one sheet."""

from __future__ import annotations

from ingest.same_indicator import told_once

HEAD = ["事業名  おはなし会", "担当  図書館"]


def _told(first: str, second: str, *more: str) -> list[str]:
    results = [f"指標名  {first}", "実績値  令和6年度：512"]
    return told_once([*HEAD, *results, f"指標名  {second}", "現状値（令和6年度）  512人", "目標値  令和8年度：600", *more])[2:]


def test_results_and_targets_of_one_indicator_are_told_once() -> None:
    """The second name may leave out the unit, or a part of what stands in brackets."""
    whole = ["指標名  参加者数（延べ・人）", "現状値（令和6年度）  512人", "目標値  令和8年度：600", "実績値  令和6年度：512"]
    assert _told("参加者数（延べ・人）", "参加者数（延べ）") == whole
    assert _told("参加者数（延べ・人）", "参加者数", "備考  ※速報") == [*whole, "備考  ※速報"]


def test_indicators_that_may_be_two_stay() -> None:
    """Of other people, of another name, or where several have the name, or of the next project."""
    for first, second in (("参加者数（子ども）", "参加者数（大人）"), ("不読率 小５", "不読率 小学５年")):
        assert _told(first, second)[:3] == [f"指標名  {first}", "実績値  令和6年度：512", f"指標名  {second}"]
    assert len(_told("参加者数（人）", "参加者数", "指標名  参加者数（人）", "実績値  令和6年度：9")) == 7
    apart = [*HEAD, "指標名  回数（回）", "実績値  令和6年度：5", *HEAD, "指標名  回数", "目標値  令和8年度：6"]
    assert told_once(apart) == apart
