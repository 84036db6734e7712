"""Schedules: the steps of each fiscal year where the text says it, captions of drawn bars where it does not."""

from __future__ import annotations

import pytest

from ingest.lines import Piece
from ingest.profile import Profile
from ingest.schedule import own_lines, read_schedule


def _pieces(text: str) -> list[Piece]:
    return [Piece(number, 1, line.strip(), line.startswith((" ", "　"))) for number, line in enumerate(text.split("\n"), 1)]


def _read(text: str, profile: Profile) -> list[str]:
    steps = read_schedule(_pieces(text), profile, "d")
    return [f"{'・'.join(map(str, step.years))} {step.printed} l.{step.span.line_start}-{step.span.line_end}" for step in steps]


@pytest.fixture(scope="session")
def profile(profiles: dict[str, Profile]) -> Profile:
    """A layout that says nothing of its schedule."""
    return profiles["labelled-sheet"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Ｒ７　基本設計\nＲ８　実施設計・工事", ["R7 基本設計 l.1-1", "R8 実施設計・工事 l.2-2"]),
        ("令和７年度：設計 令和８年度：工事\n令和９年度：開所", ["R7 設計 l.1-1", "R8 工事 l.1-1", "R9 開所 l.2-2"]),
        ("・令和７年度　設計\n・令和８年度　工事\n 　（外構を含む）", ["R7 設計 l.1-1", "R8 工事（外構を含む） l.2-3"]),
        ("令和７年度 ・空調の整備\n ・トイレの設計\n令和８年度 ・トイレの設置", ["R7 空調の整備 l.1-1", "R7 トイレの設計 l.1-2", "R8 トイレの設置 l.3-3"]),
        ("令和７年度：公募 令和８年度：\n上限の引上げ 令和９年度：継続", ["R7 公募 l.1-1", "R8 上限の引上げ l.1-2", "R9 継続 l.2-2"]),
        ("令和８年度：３校の工事、手引\nの作成\n令和９年度：４校の工事", ["R8 ３校の工事、手引の作成 l.1-2", "R9 ４校の工事 l.3-3"]),
        ("○本庁舎\nR7 設計\n○支所\nR8 設計", ["R7 本庁舎：設計 l.1-2", "R8 支所：設計 l.3-4"]),
        ("（R7）検討、（R8）実施", ["R7 検討 l.1-1", "R8 実施 l.1-1"]),
        ("検討（R7）\n実施（R8～R9）", ["R7 検討 l.1-1", "R8・R9 実施 l.2-2"]),
        ("・職員の配置 １人（R7）、２人（R9）", ["R7・R9 職員の配置 １人（R7）、２人（R9） l.1-1"]),
        ("・令和７年度に設計を行う。\n・運用を続ける。", ["R7 令和７年度に設計を行う。 l.1-1", " 運用を続ける。 l.2-2"]),
        ("令和７年度 令和８年度 令和９年度\n検討 － 実施", ["R7 検討 l.1-2", "R9 実施 l.1-2"]),
        ("Ｒ７　開設\nＲ８　－\n※　能力は令和６年度末の値", ["R7 開設 l.1-1", " ※　能力は令和６年度末の値 l.3-3"]),
        ("R8.9議会に条例案を提出し、R9.4の施行を目指す。", [" R8.9議会に条例案を提出し、R9.4の施行を目指す。 l.1-1"]),
        ("検討\n\n運用開始", [" 検討 l.1-1", " 運用開始 l.3-3"]),
        ("令和７年度 令和８年度 令和９年度\n設計 工事", [" 令和７年度 令和８年度 令和９年度 設計 工事 l.1-2"]),
    ],
)
def test_each_step_has_the_years_that_the_text_says(text: str, steps: list[str], profile: Profile) -> None:
    """A year before or behind a step is its own, also for what is marked below; a dash plans nothing, and what no year settles has none."""
    assert _read(text, profile) == steps


def test_a_list_below_its_label_is_the_schedule(profile: Profile) -> None:
    """Where the label stands alone, the lines right below it are the schedule if they begin with a year; else they may be captions of any project."""
    listed, captions = _pieces("\nR7 設計\nR8 工事\n\n体制の準備"), _pieces("\n設計\n工事")
    assert [[piece.text for piece in part] for part in own_lines(listed, profile.schedule)] == [["", "R7 設計", "R8 工事"], ["", "体制の準備"]]
    assert [[piece.text for piece in part] for part in own_lines(captions, profile.schedule)] == [[], ["", "設計", "工事"]]
