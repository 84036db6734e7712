"""Plans written like a book: texts behind numbered titles without a label, and tables with a cell on each line below a head with years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.values import DividedDocument, Line
from ingest.unlabelled import LABEL, with_labelled_texts

TITLES = ("産後ケア事業", "一時預かり事業", "移動図書館の巡回", "公園遊具の更新")
OWNERS = ("こども家庭課", "保育課", "中央図書館", "公園緑地課")
PLANNED = "【今後の予定】\n・令和７年度　試行\n・令和８年度　{number}か所で実施\n\n"
SECTION = """１－１－{number}　{title}
　{title}を、市内の協力事業者とともに進めます。申込みは市の窓口で受け付け、費用は無料
とします。実施は年{number}回です。

{planned}【担当課】{owner}

指標

単位

現状値
（令和５年度）

目標値

令和７年度

令和８年度

{title}の利用者数

人

2{number}4

3{number}0

4{number}0

"""


@pytest.fixture
def text() -> str:
    """A book with a list of its projects before their sections."""
    listed = "\n".join(f"１－１－{i}　{title}\n{owner}" for i, (title, owner) in enumerate(zip(TITLES, OWNERS, strict=True), 1))
    parts = zip(TITLES, OWNERS, strict=True)
    sections = (
        SECTION.format(number=i, title=title, owner=owner, planned=PLANNED.format(number=i) if i > 1 else "") for i, (title, owner) in enumerate(parts, 1)
    )
    return f"試見市こども計画\n\n{listed}\n\n第４章　施策の展開\n\n施策１－１　切れ目のない支援\n\n" + "".join(sections)


def test_each_text_is_its_projects(divide_text: Callable[[str], DividedDocument], text: str) -> None:
    """A text is read with its title, and ends where a label begins, also one that not all sections have."""
    plan = divide_text(text)
    assert [project.title.printed for project in plan.projects] == list(TITLES)
    for number, project in enumerate(plan.projects, 1):
        said = f"{project.title.printed}を、市内の協力事業者とともに進めます。申込みは市の窓口で受け付け、費用は無料とします。実施は年{number}回です。"
        assert project.description is not None and project.description.printed == said
        assert project.department_names == (OWNERS[number - 1],)
        steps = [(action.printed, [str(year) for year in action.years]) for action in project.actions]
        assert steps == ([("試行", ["R7"]), (f"{number}か所で実施", ["R8"])] if number > 1 else [])


def test_a_table_with_a_cell_on_each_line(divide_text: Callable[[str], DividedDocument], text: str) -> None:
    """The year in brackets is of the baseline, the others are of the targets."""
    for number, project in enumerate(divide_text(text).projects, 1):
        assert project.indicator is not None and project.indicator.printed == f"{project.title.printed}の利用者数"
        assert project.baseline is not None and project.baseline.printed.startswith(f"2{number}4")
        assert [(str(target.year), target.cell.printed) for target in project.targets] == [("R7", f"3{number}0 人"), ("R8", f"4{number}0 人")]


@pytest.mark.parametrize("behind", ["事業内容\n見守りを続ける。\n担当課 福祉課", "見守りを続ける。", "担当課 福祉課\n見守りを続ける。"])
def test_a_text_that_has_a_label_or_no_departments_stays(behind: str) -> None:
    """Nothing is put before a text that has a label of its own, that no departments follow, or that stands behind them."""
    text = "\n".join(f"1-{i} {title}\n{behind}" for i, title in enumerate(TITLES, 1))
    lines = [Line(number, 1, each) for number, each in enumerate(text.split("\n"), 1)]
    assert LABEL not in [line.text for line in with_labelled_texts(lines)]
