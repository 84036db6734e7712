"""Several tables that tell of one project: which of their rows are its, by number, by a shorter title, or by a column that names it."""

from __future__ import annotations

from ingest.formats.html import read_html
from ingest.grid import Block, Grid, Page, Paragraph
from ingest.linearised import linearised
from tests.ingest.test_linearised import grid_of

PROJECTS = grid_of(
    ["番号", "事業名", "担当課", "事業内容"],
    ["1-1", "野菜もうひと皿運動推進事業", "健康課", "店を登録します。"],
    ["1-2", "親子で学ぶ食と農の体験事業", "農林課", "田植えをします。"],
    ["1-3★", "短期入所", "福祉課", "短期間の入所です。"],
)


def _told(*blocks: Block) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def _of(lines: list[str], title: str) -> list[str]:
    """The lines behind a title, up to the next one, wherever it stands."""
    found: list[str] = []
    own = False
    for line in lines:
        own = line == f"事業名  {title}" if line.startswith("事業名  ") else own
        found += [line] if own else []
    return found


def test_a_shorter_title_with_the_number_is_that_project() -> None:
    """食と農の体験 1-2 is 親子で学ぶ食と農の体験事業 1-2; with another number it is a project of its own."""
    figures = grid_of(
        ["事業名", "活動指標", "現状値（R5）", "R7", "R8"],
        ["1-1 野菜もうひと皿運動", "登録数", "8店", "10店", "12店"],
        ["1-2 食と農の体験", "参加組数", "18組", "－※2", "20組"],
        ["1-4 短期入所", "利用者数", "3人", "4人", "5人"],
    )
    lines = _told(PROJECTS, figures)
    assert "目標値  令和7年度：10店  令和8年度：12店" in _of(lines, "野菜もうひと皿運動推進事業")
    assert "指標名  参加組数" in _of(lines, "親子で学ぶ食と農の体験事業")
    assert not {"事業名  野菜もうひと皿運動", "事業名  食と農の体験"} & set(lines)


def test_indicators_stand_under_the_projects_that_a_column_numbers() -> None:
    """関連事業 1-1、1-3 gives the indicator to both, its department to none; a band of a goal is no indicator."""
    figures = grid_of(
        ["No.", "指 標", "策定時\n（令和３年度）", "実 績\nR5", "目 標\nR8", "関連\n事業", "担当課"],
        [("基本目標１　健やかなまち", 1, 7)],
        ["1", "受診率", "20.4％", "21.7％", "28％", "1-1、1-3", "統計課"],
    )
    lines = _told(PROJECTS, Paragraph("【達成状況】 ◎：達成    －：調査未実施"), figures)
    for title in ("野菜もうひと皿運動推進事業", "短期入所"):
        assert _of(lines, title)[-4:] == ["指標名  受診率", "現状値（令和3年度）  20.4％", "目標値  令和8年度：28％", "実績値  令和5年度：21.7％"]
    assert not [line for line in lines if "統計課" in line or line == "指標名  基本目標１　健やかなまち"]


def test_a_column_of_services_before_what_is_counted_names_them() -> None:
    """What a cell says beside the title stays with the name of the indicator (短期入所（福祉型）)."""
    figures = grid_of(
        ["サービス名", "区分", "単位", "令和７年度", "令和８年度"],
        [("短期入所（福祉型）", 2, 1), "利用者数", "人/月", "32", "35"],
        ["利用量", "人日/月", "182", "200"],
        ["親子で学ぶ食と農の体験事業", "参加組数", "組", "20", "22"],
    )
    lines = _told(PROJECTS, figures)
    assert _of(lines, "短期入所")[-4:] == [
        "指標名  短期入所（福祉型）利用者数（人/月）", "目標値  令和7年度：32  令和8年度：35",
        "指標名  短期入所（福祉型）利用量（人日/月）", "目標値  令和7年度：182  令和8年度：200",
    ]  # fmt: skip
    assert "指標名  参加組数（組）" in _of(lines, "親子で学ぶ食と農の体験事業")


REPORT = ["番号", "具体的施策\n（事業名・内容）", "担当課", "令和６年度の実績", "評価"]


def test_a_cell_may_hold_title_and_text_and_go_on_over_the_page() -> None:
    """Its first line is the title; a row without a number at the head of the next page is the rest of the last one."""
    rows = [[str(i), f"事業{i}\n事業{i}の内容を", "総務課", "・行った。", "Ａ"] for i in (1, 2, 3)]
    rest = grid_of(REPORT, ["", "進めます。", "市民課", "・配った。", ""])
    rest = Grid(tuple(cell for cell in rest.cells if cell.text))
    lines = [line for line in linearised([Page((grid_of(REPORT, *rows),)), Page((rest,))]).texts if line.strip()]
    last = _of(lines, "事業3")
    assert last[1:5] == ["事業内容  事業3の内容を進めます。", "番号  3", "担当課  総務課、市民課", "評価  Ａ"]
    assert last[5:] == ["取組実績", "令和6年度：行った。", "令和6年度：配った。"]


def test_a_step_with_a_figure_among_steps_is_one() -> None:
    """看護師１人を配置 stands among words of other years; 新規 beside it is the category and no name."""
    head = ["事業名", "内 容", "担当課", "区分", "R7", "R8"]
    lines = _told(grid_of(head, *[[f"事業{i}", "受け入れます。", "学校課", "新規", "手順を作る", f"看護師{i}人を配置"] for i in (1, 2, 3)]))
    assert _of(lines, "事業2")[-4:] == ["区分  新規", "年次計画", "令和7年度：手順を作る", "令和8年度：看護師2人を配置"]


def test_what_explains_indicators_is_no_title() -> None:
    """A list of indicators with how each is calculated and whose it is tells of no projects."""
    listed = grid_of(["指標", "算出方法", "担当課"], ["受診率", "受診者数÷対象者数", "健康課"], ["利用者数", "延べ人数", "福祉課"])
    assert not [line for line in _told(PROJECTS, listed) if line.startswith("事業名  受診者数")]


def test_a_list_of_terms_on_a_web_page_is_a_sheet() -> None:
    """Each term heads what is said of it; a table below a term stands by itself."""
    sheet = "<h4>取組９　医療通訳の派遣</h4><dl><dt>担当課</dt><dd>健康課</dd><dt>取組の内容</dt><dd>通訳者を派遣します。</dd><dt>目標</dt><dd>{}</dd></dl>"
    table = "<table><tr><th>指標</th><th>現状値<br>令和５年度</th><th>令和７年度</th></tr><tr><td>件数</td><td>28件</td><td>40件</td></tr></table>"
    page = f"<html><body>{''.join(sheet.format(table).replace('９', str(i)) for i in (1, 2, 3))}</body></html>"
    lines = [line for line in linearised(read_html(page.encode(), "plan.html")).texts if line]
    at = lines.index("事業名  医療通訳の派遣")
    assert lines[at + 1 : at + 4] == ["番号  取組1", "担当課  健康課", "取組の内容  通訳者を派遣します。"]
    assert "目標値  令和7年度：40件" in lines


def test_marks_of_progress_are_judgements() -> None:
    """◎ and △ below years are told under the word of their column, none of them as a result."""
    grid = grid_of(
        [("取組名", 2, 1), ("担当課", 2, 1), ("取組内容", 2, 1), ("実績", 1, 2), ("進捗状況", 1, 2)],
        ["R5", "R6", "R5", "R6"],
        *[[f"取組{i}", "環境課", "進めます。", "15台", "24台", "○", "△"] for i in (1, 2, 3)],
    )
    lines = _told(grid)
    assert {"進捗状況（令和5年度）  ○", "進捗状況（令和6年度）  △"} <= set(lines)
    assert [line for line in lines if "○" in line] == ["進捗状況（令和5年度）  ○"] * 3
    assert [line for line in lines if "15台" in line]


def test_a_row_of_totals_is_no_project() -> None:
    """Its amounts are told as they are."""
    rows = [["政策１", f"1-{i}", f"事業{i}", "総務課", "進めます。", "100"] for i in (1, 2, 3)]
    lines = _told(grid_of(["政策", "No", "事業名", "担当課", "事業内容", "予算額"], *rows, [("合　計", 1, 5), "300"]))
    assert lines.count("担当課  総務課") == len(rows)
    assert "事業名  " not in lines
    assert lines[-2:] == ["合　計", "300"]


def test_a_further_sheet_below_begins_with_its_number_and_title() -> None:
    """Where the list has the title, a row of the number and the title within a table begins that project's sheet."""
    listed = grid_of(["No", "事業名", "担当課", "事業内容"], *[[f"2-{i}", f"学校改修事業{i}", "教育課", "改修"] for i in (1, 2, 3)])
    sheets = grid_of(
        ["2-1", "学校改修事業1", "継続"],
        ["担当課", ("教育課", 1, 2)],
        ["事業内容", ("小学校を改修する。", 1, 2)],
        ["2-2", "学校改修事業2", "継続"],
        ["担当課", ("教育課", 1, 2)],
        ["事業内容", ("中学校を改修する。", 1, 2)],
    )
    lines = _told(listed, sheets)
    own = lines[: lines.index("事業内容  中学校を改修する。")]
    assert own[-4:] == ["事業名  学校改修事業2", "番号  2-2", "継続", "担当課  教育課"]


def test_a_shorter_title_may_have_the_number_alone() -> None:
    """見守りアプリ 1-1 is the form of 取組 １－１."""
    form = grid_of(["事業名", "地域見守りアプリの運用"], ["番号", "取組 １－１"], ["担当課", "福祉課"], ["取組内容", "知らせる。"])
    report = grid_of(["番号", "事業名", "指標", "R7目標", "R7実績"], ["1-1", "見守りアプリ", "件数", "10件", "12件"], ["1-2", "配食", "食数", "8食", "9食"])
    lines = _told(form, report)
    assert lines.count("事業名  地域見守りアプリの運用") == 2 and "事業名  見守りアプリ" not in lines
