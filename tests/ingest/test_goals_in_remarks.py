"""Cells that say no more than under which goal a project stands."""

from __future__ import annotations

import pytest

from ingest.goals_in_remarks import with_goals
from ingest.grid import Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import Row, grid_of

LISTED = ("目次", "柱１　ひと・・・・・・ 3", "柱１　ひと　…　人を増やす", "柱２　まち：町を守る")
HEAD: Row = ["事業名", "担当課", "事業内容", "備考"]


def test_each_project_stands_under_the_goal_that_is_named() -> None:
    """The list of the plan gives its name, a table of contents does not; what else the cell says stays."""
    first: Row = ["相談", "健康課", "相談に応じます。", "柱１\n★"]
    grid = grid_of(HEAD, first, ["道づくり", "建設課", "道を広げます。", "柱２"], ["訪問", "健康課", "訪ねます。", "柱１"])
    lines = [line for line in linearised([Page((*map(Paragraph, LISTED), grid))]).texts[len(LISTED) :] if line]
    assert [line for line in lines if line.startswith(("柱", "事業名", "備考"))] == [
        "柱1 ひと", "事業名  相談", "備考  ★", "柱2 まち", "事業名  道づくり", "柱1 ひと", "事業名  訪問",
    ]  # fmt: skip


@pytest.mark.parametrize("remark", ["", "柱３", "柱１、柱２", "継続"])
def test_where_one_project_names_none_or_several_no_cell_is_read_so(remark: str) -> None:
    """It would stand under the goal of the project above it."""
    grid = grid_of(HEAD, ["相談", "健康課", "相談に応じます。", "柱１"], ["道づくり", "建設課", "道を広げます。", remark])
    (page,) = with_goals([Page((*map(Paragraph, LISTED), grid))])
    assert isinstance(page.blocks[-1], Grid)
    assert page.blocks[-1] == grid
