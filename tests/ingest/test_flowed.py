"""Text taken from a PDF line by line whose sheets are prose and tables: put together again, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from corpus.errors import TornTextError
from corpus.values import DividedDocument
from ingest.flowed import flowed
from ingest.grid import Grid, Page, Paragraph

PROJECTS = """施策１－１　支え合い
【主な事業】
{head}
①　高齢者見守り協
定事業
新聞販売店や郵便局などの事業者と協定を結び、異変に気付い
たときは市に連絡します。
福祉課
②　通いの場の支援
住民が運営する体操の場に、立ち上げの費用を補助します。令
和７年度から
健康課
は指導者も派遣し、活動を続けられるようにします。
③　配食サービス事業
昼食を届けるときに安否を確かめ、異変があれば家族に連絡し
ます。
福祉課
健康課
【指　標】
事業 指標名 現状値 (令和５年度) 目標値 R7 R8
高齢者見守り協定事
業
協定を結んだ事業者の
数（累計） 12 者 15 者 20 者
通報の件数 － ※１ 5件 8 件
配食サービス事業 配食の数（年間） 1,200 食 1,400食 準備中
※１　協定は令和６年度から結びます。
"""
PAGES = "第２次みなと市計画 第４章\n{0}\n－ {1} －\n"


def _grids(pages: Sequence[Page] | None) -> list[list[list[str]]]:
    """The texts of each table, row by row."""
    assert pages is not None
    return [[[cell.text for cell in row] for row in block.rows] for page in pages for block in page.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("head", ["事業名 内　　容 担当課", "事業名\n内　　容\n担当課"])
def test_a_table_of_projects(head: str) -> None:
    """Title, text and departments follow each other; departments in the middle of a text are none of it."""
    projects, _ = _grids(flowed(PROJECTS.format(head=head).split("\n")))
    assert [row[0] for row in projects[1:]] == ["①　高齢者見守り協定事業", "②　通いの場の支援", "③　配食サービス事業"]
    assert [row[2] for row in projects[1:]] == ["福祉課", "健康課", "福祉課\n健康課"]
    assert projects[2][1] == "住民が運営する体操の場に、立ち上げの費用を補助します。令和７年度からは指導者も派遣し、活動を続けられるようにします。"


def test_a_table_of_indicators() -> None:
    """Each row has its values at the end of its lines; a title that stands elsewhere is that of its project, which the row below shares."""
    _, table = _grids(flowed(PROJECTS.format(head="事業名 内容 担当課").split("\n")))
    assert table[:2] == [["事業", "指標名", "現状値（令和5年度）", "目標値"], ["R7", "R8"]]
    assert table[2] == ["高齢者見守り協定事業", "協定を結んだ事業者の数（累計）", "12 者", "15 者", "20 者"]
    assert table[3] == ["通報の件数", "－ ※１", "5件", "8 件"]
    assert table[4] == ["配食サービス事業", "配食の数（年間）", "1,200 食", "1,400食", "準備中"]


@pytest.mark.parametrize("row", ["通報の件数 3 件 5 件", "通報の件数 3 件 5 件 8 件 9 件", "通報の件数 3 件 現状維持"])
def test_a_table_with_other_cells_than_its_head_has_columns_stays_lines(row: str) -> None:
    """A merged cell, or one too many: no value of it is told of a year."""
    text = f"指標名 現状値 (令和５年度) 目標値 R7 R8\n受診率 40％ 45％ 50％\n{row}\n通いの場の数 3か所 4か所 5 か所"
    assert _grids(flowed(text.split("\n"))) == []


def test_rows_without_a_known_title_are_of_no_project() -> None:
    """Where it is not clear which words name the project, the table is not read."""
    text = "事業 指標名 現状値 目標値 R7 R8\n見守り協\n定事業\n協定の数 12 者 15 者 20 者"
    assert _grids(flowed(text.split("\n"))) == []


def test_a_table_of_projects_that_is_not_whole_refuses_the_text() -> None:
    """A row without departments between others: nothing of the text is read."""
    text = PROJECTS.format(head="事業名 内容 担当課").replace("\n健康課\nは", "\nは")
    assert flowed(text.split("\n")) is None


def test_what_pages_print_anew_is_of_no_row() -> None:
    """Page numbers, the title of the plan and the head of the table stand between the lines of a row."""
    lines = PROJECTS.format(head="事業名 内容 担当課").split("\n")
    cut = lines.index("③　配食サービス事業") + 2
    texts = ["\n".join(lines[:cut]), "事業名 内容 担当課\n" + "\n".join(lines[cut:]), "第５章　推進体制", "資料"]
    pages = flowed("".join(PAGES.format(text, number) for number, text in enumerate(texts, 1)).split("\n"))
    assert pages is not None
    assert len(pages) == len(texts)
    assert _grids(pages)[0][3][1] == "昼食を届けるときに安否を確かめ、異変があれば家族に連絡します。"
    assert not any(isinstance(block, Paragraph) and block.text.startswith("第２次") for block in pages[1].blocks)


def test_the_text_is_divided_with_its_indicators(divide_text: Callable[[str], DividedDocument]) -> None:
    """Projects with owner and targets, and a warning that says that the lines were put together."""
    document = divide_text("計画期間：令和７年度～令和８年度\n" + PROJECTS.format(head="事業名 内容 担当課"))
    found = {project.title.printed: project for project in document.projects if project.departments}
    assert {title: project.department_names for title, project in found.items()} == {
        "高齢者見守り協定事業": ("福祉課",),
        "通いの場の支援": ("健康課",),
        "配食サービス事業": ("福祉課", "健康課"),
    }
    assert {target.year.code: target.cell.printed for target in found["高齢者見守り協定事業"].targets} == {"R7": "① 15 者 ② 5件", "R8": "① 20 者 ② 8 件"}
    assert {target.year.code: target.cell.printed for target in found["配食サービス事業"].targets} == {"R7": "1,400食", "R8": "準備中"}
    assert "put together" in document.warnings[0].message
    assert not any("left out" in warning.message for warning in document.warnings)


def test_a_table_of_indicators_that_is_left_out_is_told(divide_text: Callable[[str], DividedDocument]) -> None:
    """A warning says how many there are: their projects have targets that are missing."""
    torn = PROJECTS.format(head="事業名 内容 担当課").replace("15 者 20 者", "15 者")
    document = divide_text("計画期間：令和７年度～令和８年度\n" + torn)
    assert document.warnings[1].message.startswith("1 tables of indicators are not whole")
    assert not any(project.targets for project in document.projects)


def test_prose_with_owners_is_divided(divide_text: Callable[[str], DividedDocument]) -> None:
    """Titles with a line that names their owner below."""
    parts = (f"（{number}）{title}\n所管課：{owner}\n{text}\n" for number, (title, owner, text) in enumerate(_PROSE, 1))
    document = divide_text("計画期間：令和７年度～令和８年度\n第３章　施策別の取組\n" + "".join(parts))
    assert [(project.title.printed, project.department_names) for project in document.projects] == [(title, (owner,)) for title, owner, _ in _PROSE]


_PROSE = (
    ("病児保育事業", "保育課", "回復期にあるこどもを預かります。"),
    ("図書の宅配", "図書館", "来館できない方に本を届けます。"),
    ("道路の点検", "道路課", "市道を毎月点検します。"),
)


def test_departments_that_are_no_names_refuse_the_text(divide_text: Callable[[str], DividedDocument]) -> None:
    """Where other cells stand behind the label of the departments, the text is torn; what to give instead is said."""
    sheet = "事業名 {0}\n担当課 会計一般会計基本施策1-1\n事業内容 {0}を進めます。\n成果指標 件数\n目標値 R7 R8\n5件 8件\n"
    with pytest.raises(TornTextError, match=r"3 of the 3 names of departments are none.*give the PDF itself"):
        divide_text("計画期間：令和７年度～令和８年度\n" + "".join(sheet.format(title) for title in ("病児保育事業", "図書の宅配", "道路の点検")))


def test_titles_that_end_as_departments_refuse_the_text(divide_text: Callable[[str], DividedDocument]) -> None:
    """Where a goal and the departments of another sheet stand behind the label of the title."""
    sheet = "事業名 利便性の向上{0}\n担当課 総務課\n事業内容 事業を進めます。\n成果指標 件数\n目標値 R7 R8\n5件 8件\n"
    with pytest.raises(TornTextError, match=r"3 of the 3 titles are none"):
        divide_text("計画期間：令和７年度～令和８年度\n" + "".join(sheet.format(owner) for owner in ("住民課", "税務課", "会計課")))


def test_titles_that_go_on_over_other_cells_refuse_the_text(divide_text: Callable[[str], DividedDocument]) -> None:
    """Where a goal with its name stands behind them."""
    sheet = "事業名 {0}基本目標１海と大地の恵みを生かして稼ぐ力と働く場をつくる施策1-1農林水産業の担い手と資源を守ること\n担当課 総務課\n事業内容 進めます。\n"
    with pytest.raises(TornTextError, match=r"3 of the 3 titles are none"):
        divide_text("計画期間：令和７年度～令和８年度\n" + "".join(map(sheet.format, ("藻場の再生", "わかめの販売", "漁業の担い手"))))


def test_indicators_with_the_years_of_a_head_refuse_the_text(divide_text: Callable[[str], DividedDocument]) -> None:
    """Where the cells of the table above stand behind the names of indicators: a column below the other, whose figures are of no known year."""
    sheet = "事業名 {0}\n担当課 総務課\n事業内容 {0}を進めます。\n成果指標\n{1}\nＲ８\n準備\nＲ９\n5件\n8件\n"
    titles = (("病児保育事業", "保育の件数"), ("図書の宅配", "宅配の件数"), ("道路の点検", "点検の件数"))
    with pytest.raises(TornTextError, match=r"3 of the 3 names of indicators are none"):
        divide_text("計画期間：令和８年度～令和９年度\n" + "".join(sheet.format(*each) for each in titles))
