"""One plan in every format: what is read of it is what its author wrote."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from PIL import Image
from playwright.sync_api import sync_playwright

from corpus.errors import DocumentError
from corpus.values import Project
from ingest.build import divide_entry
from ingest.catalog import Entry
from ingest.read import read_document, read_lines
from tests.ingest.formats import plan

CHROMIUM = Path("/usr/bin/chromium")


def _print(page: str) -> bytes:
    """A page printed to PDF."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine (make test installs it)")
    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]).new_page()
        shown.set_content(page)
        return shown.pdf(format="A4", print_background=True)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The plan printed to PDF."""
    return _print(plan.as_html())


@pytest.fixture(params=["pdf", "docx", "xlsx", "html", "csv"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The plan in one of the formats."""
    path = tmp_path / f"plan.{request.param}"
    if request.param == "pdf":
        path.write_bytes(request.getfixturevalue("printed"))
    elif request.param == "docx":
        plan.write_word(path)
    elif request.param == "xlsx":
        plan.write_excel(path)
    else:
        path.write_bytes(plan.as_html().encode() if request.param == "html" else plan.as_csv())
    return path


def _read(project: Project) -> dict[str, object]:
    """What was read of a project."""
    assert project.indicator and project.baseline and project.description
    return {
        "title": project.title.printed,
        "departments": project.department_names,
        "description": project.description.printed,
        "indicator": project.indicator.printed,
        "baseline": project.baseline.printed,
        "targets": {target.year.japanese: target.cell.printed for target in project.targets},
        "results": {result.year.japanese: result.cell.printed for result in project.results},
        "steps": {(year.japanese, step.printed) for step in project.actions for year in step.years},
    }


def _written(told: plan.Told) -> dict[str, object]:
    """The same as its author wrote it."""
    return {
        "title": told.title,
        "departments": told.departments,
        "description": told.description,
        "indicator": told.indicator,
        "baseline": f"{told.baseline}（令和5年度）",
        "targets": dict(zip(plan.YEARS, told.targets, strict=True)),
        "results": {plan.YEARS[0]: told.result},
        "steps": {(year, text) for first, last, text in told.steps for year in plan.YEARS[first : last + 1]},
    }


def test_every_format_tells_the_same(document: Path) -> None:
    """Each field of each project, and the departments apart, without any profile; the PDF's last sheets go on over the end of a page."""
    divided = divide_entry(Entry("plan", document, "星見野市まちづくり実施計画", "星見野市"), {})
    assert [_read(project) for project in divided.projects] == [_written(told) for told in plan.PROJECTS]


def test_tables_that_are_not_ruled_all_around(tmp_path: Path) -> None:
    """Labels on coloured ground tell what stands beside them, rules across part rows, and gaps that go through them columns."""
    (tmp_path / "plan.pdf").write_bytes(_print(plan.as_design()))
    divided = divide_entry(Entry("plan", tmp_path / "plan.pdf", "", ""), {})
    fields = ("title", "departments", "description", "indicator", "baseline", "targets")
    read = [{field: each[field] for field in fields} for each in map(_read, divided.projects)]
    assert read == [{field: _written(told)[field] for field in fields} for told in plan.PROJECTS]


def test_a_project_of_two_rows_is_not_cut(tmp_path: Path) -> None:
    """計画 and 実績 are parted by a rule across their own columns alone; those beside them go on."""
    titles = ["太陽光発電設備の設置補助事業", "公共施設への太陽光発電設備の導入事業", "防犯灯のLED化及び維持補助事業", "公用車の電動化推進事業"]
    row = (
        "<tr><td rowspan=2>{0}</td><td rowspan=2>環境政策課</td><td rowspan=2 w>市民に費用の一部を補助する。工事に着手する前の申請を要する。</td>"
        "<td rowspan=2>補助件数（件）</td><td>計画</td><td>1{1}</td><td>2{1}</td></tr><tr><td>実績</td><td>3{1}</td><td>4{1}</td></tr>"
    )
    head = "<tr><th>事業名<th>担当課<th>事業概要<th>指標（単位）<th>区分<th>令和7年度<th>令和8年度</tr>"
    style = "<style>table{border-collapse:collapse;font-size:9pt} td,th{border:1px solid black;height:3em} [w]{width:25em}</style>"
    rows = "".join(row.format(title, number) for number, title in enumerate(titles))
    (tmp_path / "plan.pdf").write_bytes(_print(f"{style}<table>{head}{rows}</table>"))
    projects = divide_entry(Entry("plan", tmp_path / "plan.pdf", "", ""), {}).projects
    assert [project.title.printed for project in projects] == titles
    figures = [[cell.cell.printed for cell in (*project.targets, *project.results)] for project in projects]
    assert figures == [[f"{first}{number}" for first in (1, 2, 3, 4)] for number in range(len(titles))]


def test_pages_of_a_pdf_are_its_own(printed: bytes, tmp_path: Path) -> None:
    """What is cited of a PDF names the page on which it is printed."""
    (tmp_path / "plan.pdf").write_bytes(printed)
    divided = divide_entry(Entry("plan", tmp_path / "plan.pdf", "", ""), {})
    pages = [project.title.span.page for project in divided.projects]
    assert pages[0] == 1
    assert pages == sorted(pages)
    assert pages[-1] > 1


def test_a_workbook_is_told_as_it_is_shown(tmp_path: Path) -> None:
    """Figures have the separators, decimals, signs and words of their formats; dates are told in words; hidden rows, columns and sheets are left out."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    shown = [
        (0.292, "0.0%", "29.2%"), (1234567, "#,##0", "1,234,567"), (12, '0"件"', "12件"), (3.5, "General", "3.5"), (-4, '#,##0;"△"#,##0', "△4"),
        (datetime.date(2026, 3, 1), "yyyy/m/d", "2026年3月1日"), (datetime.date(2026, 3, 1), '[$-411]ggge"年"m"月"d"日"', "令和8年3月1日"),
    ]  # fmt: skip
    for row, (value, code, _) in enumerate(shown, 1):
        sheet.cell(row, 1, f"値{row}")
        sheet.cell(row, 2, value).number_format = code
    sheet.cell(20, 1, "隠した行")
    sheet.row_dimensions[20].hidden = True
    book.save(tmp_path / "book.xlsx")
    assert read_lines(tmp_path / "book.xlsx") == [*(f"値{row}  {text}" for row, (_, _, text) in enumerate(shown, 1)), ""]


@pytest.mark.parametrize(("rows", "told"), [(8, False), (2, True)])
def test_a_note_outside_the_print_area_is_none_of_the_plan(tmp_path: Path, rows: int, told: bool) -> None:
    """A cell or two beside what is printed are left out; where much stands outside, the area is not what the sheet shows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in range(1, rows + 1):
        sheet.append([f"項目{row}", f"値{row}"])
    sheet["D2"] = "要確認"
    sheet.print_area = f"A1:B{rows}"
    book.save(tmp_path / "book.xlsx")
    assert any("要確認" in line for line in read_lines(tmp_path / "book.xlsx")) == told


def test_a_heading_with_a_date_beside_it_is_a_line(tmp_path: Path) -> None:
    """Above a ruled table it is no row of that, and the date stands apart from what it says."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    rule = Side(style="thin")
    for row in (["柱１　総量の最適化", "R8.3.31現在"], ["取組名", "橋の修繕"], ["担当課", "道路課"], ["取組内容", "橋を直す。"]):
        sheet.append(row)
    for row_of_cells in sheet.iter_rows(min_row=2):
        for cell in row_of_cells:
            cell.border = Border(left=rule, right=rule, top=rule, bottom=rule)
    book.save(tmp_path / "book.xlsx")
    assert read_lines(tmp_path / "book.xlsx")[:3] == ["R8.3.31現在", "柱１　総量の最適化", "取組名  橋の修繕"]


def test_a_page_is_read_without_what_stands_around_it(tmp_path: Path) -> None:
    """Menus, scripts and footers are no part of a plan; lists have bullets, and readings beside characters are left out."""
    page = "<html><body><header>市の案内</header><nav>ホーム</nav><main><h2>計画</h2><p>一行目<br>二行目</p>"
    rest = "<ul><li>項目</li></ul><p><ruby>市<rt>し</rt></ruby>長</p></main>"
    (tmp_path / "page.html").write_text(f"{page}{rest}<footer>電話 00-0000</footer><script>1</script></body></html>", "utf-8")
    assert read_lines(tmp_path / "page.html") == ["計画", "一行目", "二行目", "・項目", "市長"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan.pdf", b"%PDF-1.7 cut short", r"plan\.pdf: the PDF cannot be opened"),
        ("plan.docx", b"PK\x03\x04" + bytes(40), r"plan\.docx: the file is damaged"),
        ("plan.xls", b"\xd0\xcf\x11\xe0" + bytes(40), r"plan\.xls: this is a Word, Excel or PowerPoint file of before 2007.* Save it as \.docx, \.xlsx or PDF"),
        ("plan.png", b"\x89PNG\r\n" + bytes(40), r"plan\.png: this is a PNG picture.* text recognition"),
        ("plan.csv", b'a,b\n"1,2\n', r"plan\.csv: line 2: not readable as CSV"),
        ("plan.csv", b"\n\n", r"plan\.csv: the file is empty"),
        ("plan.html", b"<html><body><nav>menu</nav></body></html>", r"plan\.html: the page holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """A damaged file, a picture and an empty one are refused by name, with what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=message):
        read_document(tmp_path / name)


def test_pictures_of_pages_need_text_recognition(tmp_path: Path) -> None:
    """A scanned PDF holds no text: what to do about it is said."""
    Image.new("RGB", (60, 80), "white").save(tmp_path / "scan.pdf")
    with pytest.raises(DocumentError, match=r"scan\.pdf: the PDF holds no text.*text recognition"):
        read_document(tmp_path / "scan.pdf")


def test_an_archive_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A ZIP file that is no document says which ones are."""
    with zipfile.ZipFile(tmp_path / "plan.zip", "w") as archive:
        archive.writestr("plan.txt", "計画")
    with pytest.raises(DocumentError, match=r"neither a Word \(\.docx\) nor an Excel file \(\.xlsx\)"):
        read_document(tmp_path / "plan.zip")


def test_a_title_with_the_unit_of_its_table_beside_it(tmp_path: Path) -> None:
    """The title is a line as that above another table is; the unit stays with the figures."""
    book = openpyxl.Workbook()
    rows = (["収集の効率化", None, "（単位：km）"], ["所管：環境課"], ["指標", "R7", "R8"], ["走行距離", 60, 58])
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    told = ["収集の効率化", "所管：環境課", "指標名  走行距離（km）", "目標値  令和7年度：60  令和8年度：58"]
    assert [line for line in read_lines(tmp_path / "plan.xlsx") if line] == told
