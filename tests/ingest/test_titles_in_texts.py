"""Tables whose texts begin with the title of their project, behind a mark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalog import Entry
from ingest.divide import divide
from ingest.drafted import draft_profile
from ingest.grid import Cell, Grid, Page, Paragraph
from ingest.linearised import linearised
from ingest.titles_in_texts import begins_with_title, with_titles_apart
from tests.ingest.test_linearised import Row, grid_of

HEAD = (
    Cell(0, 0, 2, 1, "施策区分"), Cell(0, 1, 2, 2, "事業名\n（施設名）"), Cell(0, 2, 1, 6, "事業内容"),
    Cell(0, 6, 2, 7, "事業主体\n（担当課）"), Cell(0, 7, 2, 8, "備考"),
    Cell(1, 2, 2, 3, "指標"), Cell(1, 3, 2, 4, "基準値\n（Ｒ６）"), Cell(1, 4, 2, 5, "Ｒ８"), Cell(1, 5, 2, 6, "Ｒ９"),
)  # fmt: skip
BODY = (
    Cell(2, 0, 11, 1, "１\n福祉の\n向　上"),
    Cell(2, 1, 7, 2, "(4)特別事業\n　福　祉"),
    Cell(2, 2, 3, 6, "◎　配食事業\n夕食を届ける。\n〔前計画の実績〕Ｒ３～Ｒ５　延べ１２０食、Ｒ６　５０食"),
    Cell(2, 6, 5, 7, "町、\n協議会\n（健康課、\n福祉課）"), Cell(2, 7, 5, 8, "柱１\n★"),
    Cell(3, 2, 4, 3, "食数"), Cell(3, 3, 4, 4, "50食"), Cell(3, 4, 4, 5, "60食"), Cell(3, 5, 4, 6, "70食"),
    Cell(4, 2, 5, 6, "※　年末は休む。"),
    Cell(5, 2, 6, 6, "○　道づくり事業\n道を広げる。"), Cell(5, 6, 7, 7, "町\n（建設課）"), Cell(5, 7, 7, 8, "柱２"),
    Cell(6, 2, 7, 4, "町道北線\nL＝100ｍ"), Cell(6, 4, 7, 5, "－"), Cell(6, 5, 7, 6, "工　事　⇒"),
    Cell(7, 1, 11, 2, "(5)施　設"),
    Cell(7, 2, 8, 6, "○　公園整備事業\n遊具を替える。"), Cell(7, 6, 9, 7, "〃"), Cell(7, 7, 9, 8, "柱２"),
    Cell(8, 2, 9, 3, "－"), Cell(8, 3, 9, 4, "－"), Cell(8, 4, 9, 6, "続けて行う"),
    Cell(9, 2, 10, 6, "◎　相談事業\n相談に応じる。"), Cell(9, 6, 11, 7, "町\n（診療所事務局、\n健康課）"), Cell(9, 7, 11, 8, "柱１"),
    Cell(10, 2, 11, 3, "件数"), Cell(10, 3, 11, 4, "－"), Cell(10, 4, 11, 5, "試　行"), Cell(10, 5, 11, 6, "５件"),
)  # fmt: skip
ABOVE = ("◎…特別事業（ソフト事業）　　○…施設整備等の事業（ハード事業）", "柱１　ひと…　人を増やす", "柱２　まち　…　町を守る")


def _told() -> list[list[str]]:
    """The lines of each project, with those of the headings above it."""
    lines = linearised([Page((*map(Paragraph, ABOVE), Grid.of([*HEAD, *BODY])))]).texts[len(ABOVE) + 1 :]
    found: list[list[str]] = [[]]
    for line in lines:
        found = [*found, []] if not line else [*found[:-1], [*found[-1], line]]
    return [each for each in found if each]


def test_the_title_is_that_of_the_text() -> None:
    """What the table calls 事業名 says of which kind projects are; a mark before the title is the category that a legend gives it, and the office stands in

    the bracket that the head has around its word.
    """
    first = _told()[0]
    assert first[:5] == ["柱1 ひと", "施策区分１ 福祉の向上", "事業名  配食事業", "区分  特別事業", "担当課  健康課、福祉課"]
    assert first[5:7] == ["事業内容  夕食を届ける。", "      ※　年末は休む。"]
    assert [line for line in first if line.startswith(("事業主体", "備考", "位置付け"))] == ["位置付け  (4)特別事業", "事業主体  町、", "備考  ★"]


def test_two_projects_of_one_kind_are_told_apart() -> None:
    """A text that begins with a title ends the project above, its figures and its owner with it."""
    assert [[line for line in each if line.startswith("事業名")] for each in _told()] == [
        ["事業名  配食事業"], ["事業名  道づくり事業"], ["事業名  公園整備事業"], ["事業名  相談事業"],
    ]  # fmt: skip
    assert "目標値  令和8年度：60食  令和9年度：70食" in _told()[0]
    owners = [line.partition("  ")[2] for each in _told() for line in each if line.startswith("担当課")]
    assert owners == ["健康課、福祉課", "建設課", "建設課", "診療所事務局、健康課"]


def test_results_in_a_text_are_told_as_such() -> None:
    """What is said of several years together is not told of each."""
    assert _told()[0][-4:] == ["取組実績", "○前計画の実績", "令和3年度～令和5年度：延べ１２０食", "令和6年度：５０食"]


def test_rows_that_name_no_indicator_are_steps() -> None:
    """A name across the column of where an indicator stood has steps, and so has a dash; blanks that spread a word over its cell are no part of it."""
    second, third, fourth = _told()[1:]
    assert second[-3:] == ["年次計画", "○町道北線L＝100ｍ", "令和9年度：工事"]
    assert third[-2:] == ["年次計画", "令和8年度～令和9年度：続けて行う"]
    assert fourth[-3:] == ["指標名  件数", "現状値（令和6年度）  －", "目標値  令和8年度：試行  令和9年度：５件"]


def test_goals_that_take_turns_are_told_anew() -> None:
    """Each time with the policy below them, which a goal would end."""
    headed = [[line for line in each if line.startswith(("柱", "施策"))] for each in _told()]
    assert headed == [["柱1 ひと", "施策区分１ 福祉の向上"], ["柱2 まち", "施策区分１ 福祉の向上"], [], ["柱1 ひと", "施策区分１ 福祉の向上"]]


@pytest.mark.parametrize(("before", "number"), [("", []), ("（１）", ["番号  （１）"]), ("○ ", [])])
def test_titles_without_marks(before: str, number: list[str]) -> None:
    """A line that ends as titles do, with a number or above sentences, is one, too; not one in a list."""
    rows: list[Row] = [["事業名", "事業内容", "担当課"], *(["特別事業", f"{before}{name}支援事業\n支援する。", "健康課"] for name in ("相談", "訪問", "講座"))]
    lines = linearised([Page((grid_of(*rows),))]).texts
    assert [line for line in lines if line][: 2 + len(number)] == ["事業名  相談支援事業", *number, "担当課  健康課"]
    assert not begins_with_title("（１）相談支援事業\n（２）訪問支援事業")
    assert not begins_with_title("相談支援事業\n訪問支援事業")


def test_projects_keep_their_policy_where_goals_take_turns() -> None:
    """Policies that follow each other under goals that do not are no sign of pages out of order."""
    document = linearised([Page((*map(Paragraph, ABOVE), Grid.of([*HEAD, *BODY]))), Page((Grid.of([*HEAD, *_second_policy()]),))])
    profile = draft_profile(document.texts, "plan", document.told, document.labels)
    assert profile
    divided = divide(document.texts, Entry("plan", Path("plan.docx"), "計画", "町"), profile, document.told)
    under = {project.title.printed: (str(project.goal), str(project.policy)) for project in divided.projects}
    assert under["公園整備事業"] == ("2 まち", "1 福祉の向上")
    assert under["相談事業"] == ("1 ひと", "1 福祉の向上")
    assert under["茶摘み事業"] == ("1 ひと", "2 産業")
    assert not [doubt for doubt in divided.warnings if "out of order" in doubt.message]


def _second_policy() -> list[Cell]:
    """The cells of three projects of another policy, the second of another goal."""
    cells = [Cell(2, 0, 8, 1, "２\n産業")]
    for top, (title, goal) in zip((2, 4, 6), (("朝市", "柱１"), ("農道", "柱２"), ("茶摘み", "柱１")), strict=True):
        cells += [Cell(top, 1, top + 2, 2, "(1)特別事業"), Cell(top, 2, top + 1, 6, f"◎　{title}事業\n{title}を続ける。")]
        cells += [Cell(top, 6, top + 2, 7, "町\n（産業課）"), Cell(top, 7, top + 2, 8, goal)]
        cells += [Cell(top + 1, place, top + 2, place + 1, text) for place, text in enumerate(("回数", "1回", "2回", "3回"), 2)]
    return cells


def test_a_table_with_titles_of_its_own_keeps_them() -> None:
    """Marks before lines of a text are bullets where each project has a title of its own, or where a text has several."""
    rows: list[Row] = [["事業名", "事業内容", "担当課"], *([name, f"○{name}の充実事業\n充実させる。", "健康課"] for name in ("相談", "訪問", "講座"))]
    bullets: list[Row] = [["事業名", "事業内容", "担当課"], *(["特別事業", "○講座の実施\n○相談の実施", "健康課"] for _ in range(3))]
    for own in (rows, bullets):
        page = Page((grid_of(*own),))
        assert with_titles_apart([page]) == [page]


def test_a_text_that_goes_on_over_the_page_has_no_title_of_its_own() -> None:
    """It is joined with what stands on the page before, and so is the kind of its project."""
    cut = [replace(cell, bottom=min(cell.bottom, 6)) for cell in (*HEAD, *BODY) if cell.top < 6]
    text = [Cell(2, 0, 4, 1, "促進"), Cell(2, 1, 4, 2, "祉"), Cell(2, 2, 3, 6, "幅を４ｍとする。")]
    rest = [*text, *_moved([cell for cell in BODY if cell.top > 5], -3)]
    lines = linearised([Page((Grid.of(cut),)), Page((Grid.of([*HEAD, *rest]),))]).texts
    assert [line for line in lines if line.startswith("事業名")] == ["事業名  配食事業", "事業名  道づくり事業", "事業名  公園整備事業", "事業名  相談事業"]
    assert "事業内容  道を広げる。幅を４ｍとする。" in lines


def _moved(cells: list[Cell], rows: int) -> list[Cell]:
    return [replace(cell, top=cell.top + rows, bottom=cell.bottom + rows) for cell in cells]
