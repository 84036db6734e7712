"""Several indicators on one sheet: each figure keeps the mark of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import Project
from ingest.indicator import read_indicator
from ingest.lines import Piece
from ingest.profile import Profile

Pieces = Callable[[str], list[Piece]]
HEAD = "現状値（R5 年度） 令和７年度 令和８年度"


@pytest.fixture
def read(pieces: Pieces, profiles: dict[str, Profile]) -> Callable[[str, str], dict[str, str]]:
    """The certain fields of an indicator, its cells below the head of the table."""

    def read(name: str, cells: str) -> dict[str, str]:
        lines = pieces(f"{name}\n{HEAD}\n{cells}")
        head = next(i for i, piece in enumerate(lines) if piece.text == HEAD)
        found = read_indicator({"indicator": lines[:head], "years": lines[head:], "schedule": []}, profiles["labelled-sheet"].project, "d")
        targets = {target.year.code: str(target.cell) for target in found.targets if target.cell.certain}
        assert found.certain == bool(targets)
        return {"name": str(found.name), "baseline": str(found.baseline), **targets} if found.certain else {}

    return read


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("① 受診率\n② 満足度", "① 96％ 97％ 98％\n② 5 点 6 点 7 点", {"baseline": "① 96％ ② 5 点", "R7": "① 97％ ② 6 点", "R8": "① 98％ ② 7 点"}),
        ("① 受診率 ② 満足度", "① 96％ 97％ 98％\n\n② － － 7 点", {"baseline": "① 96％ ② －", "R7": "① 97％ ② －", "R8": "① 98％ ② 7 点"}),
        ("(1) 回数\n(2) 件数", "(1) － 2 回 3 回\n(2) － － 1 件以上", {"baseline": "－", "R7": "(1) 2 回 (2) －", "R8": "(1) 3 回 (2) 1 件以上"}),
        (
            "（ア）定員\n（イ）箇所",
            "（ア）10 人 20 人 30 人\n（イ）1 20 30",
            {"baseline": "（ア） 10 人 （イ） 1", "R7": "（ア） 20 人 （イ） 20", "R8": "（ア） 30 人 （イ） 30"},
        ),
        ("① 人数\n② 割合", "①10 人\n②5％\n\n①20 人\n②6％\n\n①30 人\n②7％", {"baseline": "①10 人 ②5％", "R7": "①20 人 ②6％", "R8": "①30 人 ②7％"}),
    ],
)
def test_each_figure_keeps_its_mark(read: Callable[[str, str], dict[str, str]], name: str, cells: str, expected: dict[str, str]) -> None:
    """The names stay together as printed, and so do the figures of a year; what no row sets is a dash."""
    assert read(name, cells) == {"name": name.replace("\n", " "), **expected}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("① 受診率\n② 満足度", "② 96％ 97％ 98％\n① 5 点 6 点 7 点"),
        ("① 受診率\n② 満足度", "① 96％ 97％ 98％"),
        ("① 受診率\n② 満足度", "96％ 97％ 98％"),
        ("① 受診率\n② 満足度", "① 96％ 97％ 98％\n② 5 点 6 点"),
        ("① 受診率\n② 満足度", "① 96％ 97％ 98％\n② 5 点 6 点 7 点\n③ 1 件 2 件 3 件"),
        ("受診率", "① 96％ 97％ 98％\n② 5 点 6 点 7 点"),
        ("受診率", "① 96％ 97％"),
        ("1 受診率\n2 満足度", "1 96％ 97％ 98％\n2 93％ 95％ 96％"),
    ],
)
def test_rows_that_are_not_the_names_are_uncertain(read: Callable[[str, str], dict[str, str]], name: str, cells: str) -> None:
    """In another order, one too few or too many, without marks, or with a cell missing: no figure is told of any indicator."""
    assert read(name, cells) == {}


def test_cells_that_cannot_be_told_apart_are_kept_with_every_year(titled: Callable[[str], Project]) -> None:
    """Before the next label the text is the project's own: each year has all of it, uncertain, so that no answer says that there are no targets."""
    project = titled("子育て支援センター「ひだまり」の移転整備")
    assert {target.cell.printed[:12] for target in project.targets} == {"基本構想 策定済み 基本"}
    assert not any(target.cell.certain for target in project.targets) and len(project.targets) == 5
    assert all(action.certain for action in project.actions)
