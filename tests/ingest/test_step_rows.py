"""A table of years whose rows are steps, and goals among them: every step has its years, every goal its indicator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument
from ingest.lines import Piece
from ingest.step_rows import read_step_table

SHEET = """取組番号 {number}    取組名    {title}
所管課        市民課・デジタル推進課
改革の柱{pillar}     柱の名{pillar}      推進項目（{number}）窓口の見直し{number}
取組内容      {title}を進める。
              {title}の対象を広げる。
目標          {goal}
年度別計画                              R5        R6        R7
              システムの選定・導入      検討      実施      →
              {title}の拡大             －        →         実施
{rows}
"""
ONE = {"goal": "指標：所要時間（分）               現状値（R4） 48", "rows": "              目標値（分）              －        35        30"}
TWO = {
    "goal": "指標①：手続数（手続）              現状値（R4） 112\n              指標②：利用率（％）                現状値（R4） 18.4",
    "rows": "              目標値①（手続）          150       200       260\n              目標値②（％）            22.0      28.0      34.0",
}
SHEETS = [("窓口の改善", ONE), ("手続の電子化", TWO), ("証明書の交付", ONE), ("窓口の案内", ONE)]


def _pieces(text: str) -> list[Piece]:
    return [Piece(number, 1, " ".join(line.split())) for number, line in enumerate(text.split("\n"), 1)]


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """A plan of four sheets with such tables, read by a drafted profile."""
    sheets = (SHEET.format(number=number, pillar=(number + 1) // 2, title=title, **goals) for number, (title, goals) in enumerate(SHEETS, 1))
    return divide_text("".join(sheets))


def test_each_step_has_the_years_of_its_cell_and_of_the_arrows_behind(plan: DividedDocument) -> None:
    """An arrow goes on with the cell before it; one with nothing before it says only the row's name; a dash plans nothing."""
    steps = [(action.printed, [str(year) for year in action.years]) for action in plan.projects[0].actions]
    assert steps == [
        ("システムの選定・導入：検討", ["R5"]),
        ("システムの選定・導入：実施", ["R6", "R7"]),
        ("窓口の改善の拡大", ["R6"]),
        ("窓口の改善の拡大：実施", ["R7"]),
    ]


def test_goals_among_the_steps_are_targets(plan: DividedDocument) -> None:
    """A row of goals is no step; its cells are the targets of the indicator, whose baseline stands behind its name."""
    project = plan.projects[0]
    assert (str(project.indicator), str(project.baseline)) == ("所要時間（分）", "48（R4）")
    assert {str(target.year): str(target.cell) for target in project.targets} == {"R5": "－", "R6": "35", "R7": "30"}


def test_each_goal_goes_to_the_indicator_of_its_mark(plan: DividedDocument) -> None:
    """Two rows of goals measure two indicators, each with its own baseline."""
    project = plan.projects[1]
    assert (str(project.indicator), str(project.baseline)) == ("① 手続数（手続） ② 利用率（％）", "① 112（R4） ② 18.4（R4）")
    assert str(project.targets[2].cell) == "① 260 ② 34.0"


def test_a_line_of_headings_within_a_sheet_puts_it_under_them(plan: DividedDocument) -> None:
    """The pillar and the item that a line of the sheet's head names, the second with its number in brackets, are the goal and the policy."""
    headings = [(project.goal, project.policy) for project in plan.projects]
    assert [(goal.number, goal.name, policy.number, policy.name) for goal, policy in headings if goal and policy] == [
        (str((number + 1) // 2), f"柱の名{(number + 1) // 2}", str(number), f"窓口の見直し{number}") for number in range(1, 5)
    ]


@pytest.mark.parametrize(
    "text",
    ["R5 R6 R7\n190 手続 230 手続 270 手続", "R5 R6 R7\n目標値 10 20 30", "選定 検討 実施 →", "R5 R6 R7\n準備を進め、運用を始める令和6年度の計画を立てる"],
)
def test_rows_of_figures_and_sentences_are_no_steps(text: str) -> None:
    """Figures with or without units, rows without years above them, and running text are left to others."""
    assert read_step_table(_pieces(text)) is None


def test_cells_without_a_mark_are_told_by_where_they_stand() -> None:
    """A blank cell plans nothing; the columns of the years say whose the others are."""
    printed = {1: "              R5        R6        R7", 2: "  支所への拡大            調査      運用", 3: "  アンケート  実施                実施"}
    table = read_step_table([Piece(number, 1, " ".join(line.split())) for number, line in printed.items()], printed)
    assert table is not None
    steps = [(action.printed, [str(year) for year in action.years]) for action in table.actions("d")]
    assert steps == [("支所への拡大：調査", ["R6"]), ("支所への拡大：運用", ["R7"]), ("アンケート：実施", ["R5"]), ("アンケート：実施", ["R7"])]


def test_cells_that_fill_their_column_go_on_below() -> None:
    """Where several cells are as wide as the widest, that is the width of the column, and such a cell goes on in the next line; a shorter one ends."""
    printed = {
        1: "            R5                  R6                  R7",
        2: "            利用者調査、地区    運行の見直し        新しい路線の運行",
        3: "            別の意見交換会      市民への周知と広    を始める準備",
        4: "                                報",
    }
    table = read_step_table([Piece(number, 1, " ".join(line.split())) for number, line in printed.items()], printed)
    assert table is not None
    steps = [(action.printed, [str(year) for year in action.years]) for action in table.actions("d")]
    assert steps == [
        ("利用者調査、地区別の意見交換会", ["R5"]),
        ("運行の見直し", ["R6"]),
        ("新しい路線の運行を始める準備", ["R7"]),
        ("市民への周知と広報", ["R6"]),
    ]
