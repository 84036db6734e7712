"""Measures with projects below them and figures of their own, as plans of welfare, environment and education print them."""

from __future__ import annotations

from ingest.grid import Block, Page, Paragraph
from ingest.linearised import linearised
from ingest.measures import told_with_figures
from tests.ingest.test_linearised import grid_of

MEASURES = ("見守りの推進", "人材の育成", "権利擁護の推進", "災害時の支援")


def _pages(count: int) -> list[Page]:
    """So many measures, each on a page that begins with the chapter, and the last one without projects."""
    pages = []
    for number, title in enumerate(MEASURES[:count], 1):
        blocks: list[Block] = [Paragraph("第４章　施策の展開"), Paragraph(f"（{number}）{title}"), Paragraph("■ 現状と課題"), Paragraph("担い手が足りません。")]
        blocks += [Paragraph("■ 施策の方向"), Paragraph(f"{title}を進めます。"), Paragraph("【主な取組】")]
        projects = grid_of(["取組名", "内容", "担当課"], [f"{title}事業", "実施します。", "福祉課"], [f"{title}会議", "開催します。", "健康課"])
        figures = grid_of(["指標名", "現状値\n令和５年度", "目標値\n令和８年度", "目標値\n令和11年度"], [f"{title}の件数", f"{number}件", "20件", "30件"])
        pages.append(Page((*blocks, *([projects] if number < len(MEASURES) else []), Paragraph("【評価指標】"), figures)))
    return pages


def _told(count: int) -> list[str]:
    return [line for line in linearised(_pages(count)).texts if line.strip("\f")]


def test_a_measure_is_told_beside_its_projects() -> None:
    """Its direction describes it, what else is said stands under its own word, and its figures are told under its title, none of the last project's."""
    lines = _told(4)
    begin = lines.index("（1）見守りの推進") if "（1）見守りの推進" in lines else lines.index("（１）見守りの推進")
    expected = ["取組名  見守りの推進", "番号  （1）", "区分  施策", "事業内容  見守りの推進を進めます。", "現状と課題  担い手が足りません。"]
    assert lines[begin + 1 : begin + 6] == expected
    figures = lines.index("指標名  見守りの推進の件数")
    assert lines[figures - 1 : figures + 3] == [
        "取組名  見守りの推進",
        "指標名  見守りの推進の件数",
        "現状値（令和5年度）  1件",
        "目標値  令和8年度：20件  令和11年度：30件",
    ]


def test_one_without_projects_is_told_too() -> None:
    """Where three measures have projects and figures, a fourth with figures alone is one as well."""
    lines = _told(4)
    assert lines[lines.index("指標名  災害時の支援の件数") - 1] == "取組名  災害時の支援"


def test_two_are_no_layout() -> None:
    """Two headings with both leave the document as it is."""
    assert told_with_figures(_pages(2)) == _pages(2)


def _headed(count: int) -> list[Page]:
    """So many measures that a small table heads, as comprehensive plans print them."""
    pages = []
    for number, title in enumerate(MEASURES[:count], 1):
        head = grid_of([(f"施策１－{number}", 2, 1), (f"★重点施策\n{title}", 2, 1), "主管課", "福祉課"], ["関係課", "健康課、学校課"])
        figures = grid_of(["指標", "単位", "現状値\n（R5）", "R7", "R8"], [f"{title}の件数", "件", str(number), "20", "30"])
        projects = grid_of(["主要事業", "事業の概要", "担当課", "R7", "R8"], [f"{title}事業", "実施", "健康課", "検討", "開始"])
        blocks: list[Block] = [Paragraph("政策１　支えあうまち"), head, Paragraph("■ 目指す姿"), Paragraph("安心して暮らせています。")]
        blocks += [Paragraph("■ まちづくり指標"), figures, Paragraph("※件数は累計です。"), Paragraph("■ 主な取組"), Paragraph("（１）声かけ")]
        pages.append(Page((*blocks, Paragraph("■ 主要事業"), projects, Paragraph("■ 関連計画"), Paragraph("・福祉計画"))))
    return pages


def test_a_small_table_may_head_a_measure() -> None:
    """Title, mark, departments and what it aims at; figures and what stands behind tables are told under its title, and no part of it is a measure."""
    lines = [line for line in linearised(_headed(3)).texts if line.strip("\f")]
    begin = lines.index("事業名  人材の育成【重点施策】")
    assert lines[begin + 1 : begin + 5] == ["番号  施策１－2", "区分  施策", "主管課  福祉課", "関係課  健康課、学校課"]
    own = lines[begin : lines.index("事業名  権利擁護の推進【重点施策】")]
    assert "事業内容  安心して暮らせています。" in own
    at = own.index("指標名  人材の育成の件数（件）")
    assert own[at - 1] == "事業名  人材の育成"
    behind = own[at + 1 :]
    assert (
        behind.index("事業名  人材の育成")
        < behind.index("備考  ※件数は累計です。")
        < behind.index("主な取組  （１）声かけ")
        < behind.index("事業名  人材の育成事業")
    )
    assert behind[-3:-1] == ["関連計画  ・福祉計画", "\f政策１　支えあうまち"]
