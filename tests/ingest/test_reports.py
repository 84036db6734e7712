"""Years of a report's tables: what was reached before the year of the target is no target."""

from __future__ import annotations

import pytest

from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

HEAD = ["指標名", "基準値（令和２年度）", "令和３年度", "令和４年度"]


def _told(title: str, table: Grid) -> list[str]:
    pages = [Page((Paragraph(title), Paragraph("【1-1】生ごみ処理機の補助"), table))]
    return [line for line in linearised(pages).texts if line.startswith(("目標値", "実績値"))]


@pytest.mark.parametrize(
    ("title", "head", "told"),
    [
        ("行動計画　進捗状況報告書", [*HEAD, "目標値（令和５年度）"], ["目標値  令和5年度：9件", "実績値  令和3年度：3件  令和4年度：5件"]),
        ("行動計画の進捗状況（令和６年度）", [*HEAD, "目標値（令和５年度）"], ["目標値  令和5年度：9件", "実績値  令和3年度：3件  令和4年度：5件"]),
        ("第３章　計画の進捗状況の点検", [*HEAD, "目標値（令和５年度）"], ["目標値  令和3年度：3件  令和4年度：5件  令和5年度：9件"]),
        ("第４章　進捗状況", [*HEAD, "目標値（令和５年度）"], ["目標値  令和3年度：3件  令和4年度：5件  令和5年度：9件"]),
        ("行動計画", [*HEAD, "目標値（令和５年度）"], ["目標値  令和3年度：3件  令和4年度：5件  令和5年度：9件"]),
        ("行動計画　進捗状況報告書", [*HEAD, "令和５年度"], ["目標値  令和3年度：3件  令和4年度：5件  令和5年度：9件"]),
    ],
)
def test_years_before_that_of_a_target(title: str, head: list[str], told: list[str]) -> None:
    """Of a report they have actual values; of a plan, or where no year is said to be that of a target, they are as they were."""
    assert _told(title, grid_of(head, ["補助件数", "1件", "3件", "5件", "9件"])) == told


def test_years_below_the_word_for_targets_stay_targets() -> None:
    """Whatever one of them says besides."""
    table = grid_of([("指標名", 2, 1), ("目標値", 1, 2)], ["令和４年度", "令和５年度目標"], ["補助件数", "5件", "9件"])
    assert _told("計画の進捗状況報告書", table) == ["目標値  令和4年度：5件  令和5年度：9件"]


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("表２　第１期計画の主な実績", ["実績値  令和3年度：3件  令和4年度：5件  令和5年度：9件（見込）"]),
        ("補助の実績（令和３～５年度）", ["実績値  令和3年度：3件  令和4年度：5件  令和5年度：9件（見込）"]),
        ("補助の件数", ["目標値  令和3年度：3件  令和4年度：5件  令和5年度：9件"]),
    ],
)
def test_years_of_a_table_of_results(caption: str, told: list[str]) -> None:
    """Below a line that calls a table one of results its years have actual values, in a plan too; what is expected of the last one is said beside it."""
    table = grid_of(["指標名", "令和３年度", "令和４年度", "令和５年度（見込）"], ["補助件数", "3件", "5件", "9件"])
    lines = linearised([Page((Paragraph("行動計画"), Paragraph("２　振り返り"), Paragraph(caption), table))]).texts
    assert [line for line in lines if line.startswith(("目標値", "実績値"))] == told
