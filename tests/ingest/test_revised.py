"""Targets that the remarks of a form set anew."""

from __future__ import annotations

import pytest

from ingest.revised import with_revisions

TARGETS = "目標値  令和7年度：188t  令和8年度：190t  令和9年度：192t"


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("※６月の会議で見直し、R8は165t、R9は168tとする。", "目標値  令和7年度：188t  令和8年度：190t（見直し後165t）  令和9年度：192t（見直し後168t）"),
        ("令和９年度は１７０ｔに改める。", "目標値  令和7年度：188t  令和8年度：190t  令和9年度：192t（見直し後170t）"),
        ("単価を見直し、R8は6円とする。", TARGETS),
        ("R8は165tの見込みである。", TARGETS),
        ("令和８年度に目標を見直す。", TARGETS),
    ],
)
def test_a_target_is_told_with_the_one_that_replaces_it(remark: str, expected: str) -> None:
    """For the years that the remark names, in the unit of the target; what is no target, or only expected, changes none."""
    assert with_revisions(["指標名  回収量", TARGETS, f"備考  {remark}"])[1] == expected


def test_of_several_indicators_none_is_set_anew() -> None:
    """Where the remark does not say of which it is."""
    lines = ["指標名  回収量", TARGETS, "指標名  排出量", TARGETS, "備考  見直し、R8は165tとする。"]
    assert with_revisions(lines) == lines
