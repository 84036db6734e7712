"""Sheets of which every cell stands by itself, titles below their numbers and labels among those of other columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.stacked_heads import with_heads

SHEET = """重点{number}

{title}

担当課

{owner}

事業概要

{title}を市内の全域で進め、毎年その結果を公表する。

成果指標

行動目標

{category}

区分

指標名

現状値
（令和６年度）

令和８年度

令和９年度

令和 10 年度

① {title}
の利用件数

－

導入準備

3,{number}00 件

４，{number}００
件

② 登録の割合

1{number}.4％

20％

30％

4{number}％

"""
SHEETS = (("窓口の予約", "市民課", "新規"), ("電子申請の拡充", "総務課", "拡充"), ("キャッシュレス決済", "会計課", "継続"), ("図書館の更新", "図書館", "継続"))


@pytest.fixture
def plan(divide_text: Callable[[str], DividedDocument]) -> DividedDocument:
    """The plan read by a drafted profile."""
    sheets = (SHEET.format(number=number, title=title, owner=owner, category=category) for number, (title, owner, category) in enumerate(SHEETS, 1))
    return divide_text("試見市実施計画\n\n令和８年度～令和10年度\n\n\f" + "\f".join(sheets))


def test_heads_are_read(plan: DividedDocument) -> None:
    """The title below its number, and the category above its label."""
    found = [(project.title.printed, project.department_names[0], project.category and project.category.name) for project in plan.projects]
    assert found == list(SHEETS)


def test_rows_of_values_are_read(plan: DividedDocument) -> None:
    """Each cell is of its column, torn ones whole; the lines of the row are cited from its name to its last cell."""
    for number, project in enumerate(plan.projects, 1):
        assert project.indicator is not None and project.baseline is not None
        assert project.indicator.printed == f"① {project.title.printed}の利用件数 ② 登録の割合"
        assert project.baseline.printed == f"① － ② 1{number}.4％（令和6年度）"
        cells = [(str(target.year), "".join(target.cell.printed.split())) for target in project.targets]
        assert cells == [("R8", "①導入準備②20％"), ("R9", f"①3,{number}00件②30％"), ("R10", f"①４，{number}００件②4{number}％")]
        cited = [line.text for line in plan.lines[project.targets[2].cell.span.line_start - 1 : project.targets[2].cell.span.line_end]]
        assert f"４，{number}００" in cited and f"4{number}％" in cited


@pytest.mark.parametrize(
    "text",
    ["事業番号 1\n\n事業名 甲\n\n担当課\n\n総務課\n\n" * 4, "1\n\n甲を進めます。\n\n担当課\n\n総務課\n\n" * 4, "重点１\n\n甲\n\n担当課\n\n総務課\n\n" * 2],
)
def test_other_heads_stay(text: str) -> None:
    """Heads with labels, sentences below a number, and too few to be sure of."""
    lines = [Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)]
    assert with_heads(lines, ()) == lines
