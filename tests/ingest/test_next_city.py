"""Documents of cities that the engine was not written for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.values import DividedDocument, Project
from ingest.build import divide_entry
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.divide import divide
from ingest.profile import Profile, load_profiles
from ingest.read import read_lines

DOCUMENTS = Path(__file__).parent / "documents"
AKARI, KITAURA, HOSHINO = "akari-smart-r7-r9", "kitaura-progress-h28-r2", "hoshino-action-r6-r10"
Titled = Callable[[str], Project]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (AKARI, {"成果指標ダッシュボードの構築": ("政策推進室",), "目標管理型オンライン相談窓口の拡充": ("市民サービス部", "コールセンター"),
                 "窓口手数料キャッシュレス導入": ("会計管理局",), "やさしい日本語による情報発信": ("国際交流センター",),
                 "公式LINE活用の推進": ("広報プロモーション室", "デジタル推進部"), "図書館利用者サービスの向上": ("中央図書館",),
                 "ドローンによる河川点検の研究": ("土木管理事務所",), "データ利活用研修事業": ("人事課", "デジタル推進部"),
                 "会議のペーパーレス化": ("総務課",), "事業内容評価シートの見直し": ("行政経営課",)}),
        (KITAURA, {"防災行政無線デジタル化事業": ("危機管理局",), "避難所情報共有システム構築事業": ("危機管理局", "各区総務部"),
                   "津波避難路の整備": ("港湾空港局", "道路建設部", "消防局警防課"), "自主防災組織活動支援": ("防災センター",),
                   "子育て相談アプリ導入事業": ("こども未来部",)}),
        (HOSHINO, {"施設予約のオンライン化": ("生涯学習課",), "評価指標の見直し": ("企画財政部", "総務部"), "町民向けアプリの導入": ("広報室",)}),
    ],
)  # fmt: skip
def test_every_project_has_its_title_and_departments(divided: dict[str, DividedDocument], document: str, expected: dict[str, tuple[str, ...]]) -> None:
    """Titles with cue words in them, heads on one line or several, and departments of every kind come out whole and in order."""
    assert {project.title.printed: project.department_names for project in divided[document].projects} == expected


@pytest.mark.parametrize(("document", "period"), [(AKARI, "R7-R9"), (KITAURA, "H28-R2"), (HOSHINO, "R6-R10")])
def test_the_period_is_the_one_the_document_declares(document: str, period: str, profiles: dict[str, Profile]) -> None:
    """Without a catalogue the period comes from the text, whatever marks its range and whichever eras it spans."""
    made_up = entry_for(DOCUMENTS / f"{document}.txt", ())
    assert divide_entry(made_up, profiles).plan.period == period


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (AKARI, "暁里市スマートシティ推進計画 実施計画書"),
        (KITAURA, "個別事業進行管理表（平成２８年度～令和２年度）"),
        (HOSHINO, "星野町 第３期 行政DXアクションプラン"),
    ],
)
def test_the_title_is_the_documents_heading(document: str, title: str, profiles: dict[str, Profile]) -> None:
    """A document that no catalogue knows is called what its first line says."""
    assert divide_entry(entry_for(DOCUMENTS / f"{document}.txt", ()), profiles).plan.title == title


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("成果指標ダッシュボードの構築", ["R7 20 指標", "R8 30 指標", "R9 40 指標"]),
        ("目標管理型オンライン相談窓口の拡充", ["R7 300 件・70％", "R8 450 件・75％", "R9 600 件・80％"]),
        ("窓口手数料キャッシュレス導入", ["R7 検討", "R8 －", "R9 8 窓口"]),
        ("データ利活用研修事業", ["R7 延べ1,400 人", "R8 延べ1,600 人", "R9 延べ1,800 人"]),
        ("会議のペーパーレス化", ["R7 10％減", "R8 15％減", "R9 20％減"]),
        ("施設予約のオンライン化", ["R6 10%", "R7 20%", "R8 40%", "R9 60%", "R10 80%"]),
        ("評価指標の見直し", ["R6 －", "R7 50%", "R8 100%", "R9 －", "R10 －"]),
    ],
)
def test_targets_of_any_number_of_years(titled: Titled, title: str, cells: list[str]) -> None:
    """Three or five columns, torn cells, dashes and words: each year has its own cell."""
    project = titled(title)
    assert [f"{target.year} {target.cell.printed}" for target in project.targets] == cells
    assert all(target.cell.certain for target in project.targets)


def test_unclear_cells_are_marked_and_warned_of(divided: dict[str, DividedDocument], titled: Titled) -> None:
    """Five words and figures with a caption behind them cannot be told apart: they are uncertain and the build says so."""
    assert {target.cell.certain for target in titled("町民向けアプリの導入").targets} == {False}
    assert "5 target cells expected; not clear which text is whose: 設計 公開 3,000件 4,000件 5,000件 アプリの設計" in str(divided[HOSHINO].warnings[0])


def test_what_a_warning_of_unclear_cells_advises_settles_them(divide_text: Callable[[str], DividedDocument]) -> None:
    """Cells that the file says behind their years are certain, words and figures alike."""
    text = (DOCUMENTS / f"{HOSHINO}.txt").read_text("utf-8")
    cells = ["設計", "公開", "3,000件", "4,000件", "5,000件"]
    said = "\n".join(f"R{year}：{cell}" for year, cell in enumerate(cells, 6))
    before, title, sheet = text.partition("取組名：町民向けアプリの導入")
    settled = sheet.replace("年度目標 R6 R7 R8 R9 R10", f"年度目標\n{said}", 1).replace("\n\n".join(["", *cells]), "", 1)
    document = divide_text(before + title + settled)
    assert [str(target.cell) for target in document.projects[-1].targets if target.cell.certain] == cells
    assert not any("target cells" in str(doubt) for doubt in document.warnings)


def test_a_column_of_what_stood_before_is_no_target(titled: Titled) -> None:
    """現状値 in the head of a column makes it the baseline."""
    project = titled("事業内容評価シートの見直し")
    assert [target.year.code for target in project.targets] == ["R7", "R8", "R9"]
    assert str(project.baseline) == "5％"


@pytest.mark.parametrize(
    ("title", "baseline"),
    [
        ("成果指標ダッシュボードの構築", "12 指標（R5 年度）"),
        ("データ利活用研修事業", "延べ 1,204 人（H30～R5 年度）"),
        ("施設予約のオンライン化", "8%（令和４年度）"),
    ],
)
def test_baselines_of_every_layout(titled: Titled, title: str, baseline: str) -> None:
    """In brackets or behind a label of its own, a baseline is apart from the indicator's name."""
    project = titled(title)
    assert str(project.baseline) == baseline
    assert "値" not in str(project.indicator)


@pytest.mark.parametrize(
    ("title", "done"),
    [
        ("防災行政無線デジタル化事業", ["H28", "H29 H30", "H30 R1", "R1 R2"]),
        ("避難所情報共有システム構築事業", ["H28", "H29", "H30 R2", "R1 R2"]),
        ("津波避難路の整備", ["H28", "H29", "R1"]),
        ("自主防災組織活動支援", ["", "H28 H29 H30", "R1", "R2", "H28 H29 H30"]),
        ("子育て相談アプリ導入事業", ["H29", "R1", "R2"]),
    ],
)
def test_achievements_across_the_change_of_era(titled: Titled, title: str, done: list[str]) -> None:
    """Marks in brackets, on lines of their own, in front, in lists and over two eras give the fiscal years of each item."""
    assert [" ".join(year.code for year in item.years) for item in titled(title).achievements] == done


def test_a_reference_to_another_project_is_no_heading(titled: Titled) -> None:
    """No101「…」 inside an item stays there, and so does a date such as 3.11."""
    items = titled("避難所情報共有システム構築事業").achievements
    assert items[2].text.printed.startswith("3.11追悼式典")
    assert items[3].text.printed.startswith("No101「防災行政無線デジタル化事業」")


def test_pages_begin_at_form_feeds_and_behind_footers(divided: dict[str, DividedDocument], titled: Titled) -> None:
    """Either mark alone tells where a page ends."""
    assert divided[HOSHINO].lines[-1].page == 3
    assert (titled("自主防災組織活動支援").title.span.page, titled("子育て相談アプリ導入事業").title.span.page) == (1, 2)


def test_captions_come_home_or_stay_uncertain(titled: Titled) -> None:
    """Captions glued together are parted where each names a project; one that says nothing stays uncertain with all."""
    first, second = titled("成果指標ダッシュボードの構築"), titled("目標管理型オンライン相談窓口の拡充")
    assert [action.printed for action in first.actions if action.certain] == ["ダッシュボードの試行公開"]
    assert [action.printed for action in second.actions if action.certain] == ["相談員の研修"]
    assert [action.printed for action in second.actions if not action.certain] == ["運用"]


def test_a_schedule_row_with_text_is_the_projects_own(titled: Titled) -> None:
    """What is printed in a project's own schedule row is its action, certainly."""
    assert [(action.printed, action.certain) for action in titled("事業内容評価シートの見直し").actions] == [("様式の作成", True)]


def test_a_sidebar_comes_home(titled: Titled) -> None:
    """A box on a page of its own belongs to the project it speaks of."""
    assert [sidebar.title.printed for sidebar in titled("データ利活用研修事業").sidebars] == ["データ利活用研修の一日"]


def test_a_description_may_begin_a_line_with_a_label(titled: Titled) -> None:
    """事業名称 at the beginning of a line is not the label 事業名."""
    assert str(titled("事業内容評価シートの見直し").description) == "評価シートの様式を改め、事業名称や目標の書き方を揃えます。"


def test_projects_without_labels_need_no_overview(divided: dict[str, DividedDocument], profiles: dict[str, Profile]) -> None:
    """The real document without its list of all projects still falls into the same 26."""
    (entry, *_) = load_catalog(DOCUMENTS.parents[2] / "corpus" / "catalog.toml")
    texts = read_lines(entry.path)
    starts = [number for number, text in enumerate(texts) if "事業一覧" in text]
    end = next(number for number, text in enumerate(texts) if "具体的な事業" in text and number > starts[1])
    without = divide(texts[: starts[1]] + texts[end:], entry, profiles["labelled-sheet"])
    whole = divided[entry.id].projects
    assert [(each.title.printed, each.department_names, str(each.description)) for each in without.projects] == [
        (each.title.printed, each.department_names, str(each.description)) for each in whole
    ]


@pytest.mark.parametrize("document", [AKARI, KITAURA, HOSHINO, "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"])
def test_without_any_blank_line_no_project_is_lost(divided: dict[str, DividedDocument], profiles: dict[str, Profile], document: str) -> None:
    """Text without blank lines keeps every project with its departments, and states no target that the page does not give it."""
    whole = divided[document]
    layout = next(each for each in profiles.values() if each.fits(unicodedata.normalize("NFKC", line.text.strip()) for line in whole.lines))
    again = divide(
        [line.text for line in whole.lines if line.text.strip()], Entry(document, Path("x.txt"), "x", "", (whole.plan.first_year, whole.plan.last_year)), layout
    )
    assert [(each.title.printed, each.department_names) for each in again.projects] == [(each.title.printed, each.department_names) for each in whole.projects]
    for project, before in zip(again.projects, whole.projects, strict=True):
        assert not {(target.year, target.cell.printed) for target in project.targets if target.cell.certain} - {
            (each.year, each.cell.printed) for each in before.targets
        }


def test_lines_that_belong_to_nobody_are_told(divide_text: Callable[[str], DividedDocument]) -> None:
    """Lines under a heading that begin no project are reported, not dropped in silence nor given to a neighbour."""
    text = (DOCUMENTS / f"{AKARI}.txt").read_text("utf-8").replace(" ドローンによる河川点検の研究 土木管理事務所", " ドローンによる河川点検")
    document = divide_text(text)
    assert len(document.projects) == 9
    assert any("belong to no project" in str(doubt) and "ドローン" in str(doubt) for doubt in document.warnings)
    assert not any("ドローン" in text for project in document.projects for text in project.texts())


def test_a_misspelt_overview_loses_no_project(profiles: dict[str, Profile]) -> None:
    """A title that the list of all projects spells otherwise is still a project, and both spellings are reported."""
    (entry, *_) = load_catalog(DOCUMENTS.parents[2] / "corpus" / "catalog.toml")
    document = divide([text.replace("(C) 図書館 DX の推進", "(C) 図書館 DX を推進") for text in read_lines(entry.path)], entry, profiles["labelled-sheet"])
    assert len(document.projects) == 26
    assert [str(doubt).split(": ", 1)[1] for doubt in document.warnings] == [
        "図書館DXを推進: in the overview, but no such project was found",
        "図書館DXの推進: not in the overview",
    ]


@pytest.mark.parametrize("change", ["nfkc", "full width", "trailing blanks", "no trailing blanks"])
def test_width_and_trailing_blanks_do_not_matter(divided: dict[str, DividedDocument], profiles: dict[str, Profile], change: str) -> None:
    """The same document in other characters gives the same fields."""
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    changed = {
        "nfkc": lambda text: re.sub(r"[^①-⑳]+", lambda run: unicodedata.normalize("NFKC", run[0]), text),
        "full width": lambda text: text.translate(wide),
        "trailing blanks": lambda text: text + "  ",
        "no trailing blanks": str.rstrip,
    }[change]
    for document in divided.values():
        layout = next(each for each in profiles.values() if each.fits(unicodedata.normalize("NFKC", line.text.strip()) for line in document.lines))
        entry = Entry(document.plan.id, Path("x.txt"), document.plan.title, "", (document.plan.first_year, document.plan.last_year))
        pages = ["\f" * (before.page != line.page) + line.text for before, line in zip((document.lines[0], *document.lines), document.lines, strict=False)]
        again = divide([changed(text) for text in pages], entry, layout)
        assert [_fields(project) for project in again.projects] == [_fields(project) for project in document.projects]


def _fields(project: Project) -> str:
    values = [project.title, *project.departments, project.description, project.indicator, project.baseline]
    values += [target.cell for target in project.targets] + [item.text for item in project.achievements] + list(project.actions)
    return unicodedata.normalize("NFKC", "|".join(map(str, values)))


def test_without_its_profile_a_layout_is_drafted(profiles: dict[str, Profile]) -> None:
    """A layout that no profile fits is told with the way to correct what was drafted; with a profile beside the catalogue nothing is told."""
    drafted = divide_entry(entry_for(DOCUMENTS / f"{HOSHINO}.txt", ()), load_profiles())
    assert "no layout profile fits" in drafted.warnings[0].message and "profiles" in drafted.warnings[0].message
    assert not any("no layout profile fits" in doubt.message for doubt in divide_entry(entry_for(DOCUMENTS / f"{HOSHINO}.txt", ()), profiles).warnings)


HEAD = "施策１－１　まち\n"
TAIL = "\n【事業内容】\n整える。\n【主な実績】\n・整えた。（H28）\n"


@pytest.mark.parametrize(
    ("head", "title", "departments"),
    [
        ("1.道の整備 道路部", "道の整備", ("道路部",)),
        ("1.道の整備\n道路局\n橋梁課", "道の整備", ("道路局橋梁課",)),
        ("1.道の整備\n道路局\n橋梁部", "道の整備", ("道路局", "橋梁部")),
        ("1.道の整備\n南区役所\n地域振興課", "道の整備", ("南区役所地域振興課",)),
        ("1.道の整備\n道路課、橋梁課、\n港湾課", "道の整備", ("道路課", "橋梁課", "港湾課")),
        ("1.道の整備\n道路課／橋梁課", "道の整備", ("道路課", "橋梁課")),
        ("1.安全で安心な道の\n整備\n\n危機管\n理課", "安全で安心な道の整備", ("危機管理課",)),
        ("1.道の整備\n\n危機管理監", "道の整備", ("危機管理監",)),
        ("1.道の整備", "道の整備", ()),
        ("1.道の整備\n道路課\n（公社に委託）", "道の整備", ("道路課",)),
        ("1.道の整備 道路課\n\n（社会福祉\n協議会に委託）", "道の整備", ("道路課",)),
        ("1.道の整備\n（第２期）\n道路課", "道の整備(第2期)", ("道路課",)),
    ],
)
def test_heads_of_numbered_projects(divide_text: Callable[[str], DividedDocument], head: str, title: str, departments: tuple[str, ...]) -> None:
    """No project is lost for a department the layout does not know: its title and, where a paragraph holds it, its department stay."""
    (project,) = divide_text(HEAD + head + TAIL).projects
    assert (project.title.printed, project.department_names) == (title, departments)


def test_a_number_that_stands_twice(divide_text: Callable[[str], DividedDocument]) -> None:
    """Two projects with one number keep ids of their own, and the build says so."""
    document = divide_text(f"{HEAD}5.道の整備 道路課{TAIL}\n5.橋の整備 橋梁課{TAIL}")
    assert len({project.id for project in document.projects}) == 2
    assert any("number 5" in str(doubt) for doubt in document.warnings)


def test_a_numbered_item_is_no_project(divide_text: Callable[[str], DividedDocument]) -> None:
    """A numbered line at the end of a list stays in its project."""
    document = divide_text(f"{HEAD}5.道の整備 道路課{TAIL}1.設計 設計課\n\n6.橋の整備 橋梁課{TAIL}")
    assert [project.number for project in document.projects] == [5, 6]


def test_a_document_without_any_year_asks_for_its_period(divide_text: Callable[[str], DividedDocument]) -> None:
    """Without a catalogue and without a year there is no period to guess."""
    with pytest.raises(DocumentError, match=r"no fiscal year found.*period"):
        divide_text(f"{HEAD}5.道の整備 道路課{TAIL}".replace("（H28）", ""))


def test_a_head_printed_anew_is_no_other_project(divide_text: Callable[[str], DividedDocument]) -> None:
    """（続き） behind a title at the head of a page goes on with the project, and so does its policy's heading."""
    document = divide_text(f"{HEAD}5.道の整備 道路課{TAIL}1/2\n{HEAD}5.道の整備（続き） 道路課\n・広げた。（H29）\n")
    (project,) = document.projects
    assert [str(item.text) for item in project.achievements] == ["整えた。", "広げた。"]


def test_a_sheet_without_a_label_is_told(divide_text: Callable[[str], DividedDocument]) -> None:
    """A sheet that lacks a label other sheets have is named with its line, and nothing takes the place of what is missing."""
    text = (DOCUMENTS / f"{AKARI}.txt").read_text("utf-8").replace("成果指標\n紙の使用量", "紙の使用量")
    document = divide_text(text)
    project = next(project for project in document.projects if str(project.title) == "会議のペーパーレス化")
    assert (project.indicator, project.targets) == (None, ())
    assert any("no label 成果指標" in str(doubt) for doubt in document.warnings)


BACK = "\n用語解説\n●RPA パソコンの作業を自動で行う仕組み\n\nアプリの公開\n\n奥付\n暁里市政策推進室\n"


def test_what_stands_behind_the_projects_is_nobodys(divided: dict[str, DividedDocument], divide_text: Callable[[str], DividedDocument]) -> None:
    """A glossary behind the last project is no step of any, and its entry in the table of contents ends nothing."""
    text = (DOCUMENTS / f"{AKARI}.txt").read_text("utf-8")
    whole, document = divide_text(text), divide_text(f"用語解説\n{text}{BACK}")
    assert [project.actions for project in divide_text(text + BACK).projects] == [project.actions for project in whole.projects]
    assert [(str(each.title), len(each.actions)) for each in document.projects] == [(str(each.title), len(each.actions)) for each in divided[AKARI].projects]
    assert len(document.warnings) == len(whole.warnings)


def test_projects_go_on_behind_a_chapters_glossary(divide_text: Callable[[str], DividedDocument]) -> None:
    """A heading or a project behind what ends a chapter begins anew."""
    document = divide_text(f"{HEAD}5.道の整備 道路課{TAIL}\n用語解説\n●道 人の通る所\n\n6.橋の整備 橋梁課{TAIL}")
    assert [(project.number, len(project.achievements), str(project.policy)) for project in document.projects] == [(5, 1, "1-1 まち"), (6, 1, "1-1 まち")]
    assert not document.warnings


def _with_category(profiles: dict[str, Profile]) -> Profile:
    """The action plan's layout with a category behind the department."""
    layout = profiles["action-plan"]
    printed = {**layout.labels, "category": "区分"}
    order = [label for each in layout.labels for label in ((each, "category") if each == "departments" else (each,))]
    labels = {label: printed[label] for label in order}
    return Profile.model_validate(layout.model_dump(by_alias=True) | {"labels": labels})


@pytest.mark.parametrize(
    ("department", "category"),
    [
        ("所管：広報室　区分　新規", "新規"),
        ("所管：広報室\n区 分　Ａ", "A"),
        ("所管：広報室　区分　－", None),
        ("所管：広報室　区分　この取組の区分は町の計画で定める", None),
    ],
)
def test_a_category_behind_its_label(profiles: dict[str, Profile], department: str, category: str | None) -> None:
    """新規 on the sheet is its category, and no part of the department; a dash or a sentence is none."""
    texts = (DOCUMENTS / f"{HOSHINO}.txt").read_text("utf-8").replace("所管：広報室", department).split("\n")
    (entry,) = (each for each in load_catalog(DOCUMENTS / "catalog.toml") if each.id == HOSHINO)
    document = divide(texts, entry, _with_category(profiles))
    project = document.projects[-1]
    assert (project.department_names, project.category and str(project.category)) == (("広報室",), category)
    assert [heading.name for heading in document.plan.categories] == ([category] if category else [])


def test_a_word_of_the_description_is_no_label_of_the_head(profiles: dict[str, Profile]) -> None:
    """区分 in the text of a sheet that names no category is left where it stands."""
    texts = (DOCUMENTS / f"{HOSHINO}.txt").read_text("utf-8").replace("を１つのアプリで届ける。", "を 区分 して届ける。").split("\n")
    (entry,) = (each for each in load_catalog(DOCUMENTS / "catalog.toml") if each.id == HOSHINO)
    project = divide(texts, entry, _with_category(profiles)).projects[-1]
    assert (project.category, str(project.description)) == (None, "防災、ごみ、健診の情報を 区分 して届ける。")


LISTED = "基本目標１　住む\n基本目標２　学ぶ\n\n"
SHEETS = "\n".join(f"取組番号　{i}　{{}}\n取組名称　取組{i}\n所管課　道路課\n取組内容\n整える。\n" for i in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        (LISTED + SHEETS.format("基本目標１　住む", "基本目標２　学ぶ", ""), ["1 住む", "2 学ぶ", "None"]),
        (LISTED + SHEETS.format("基本目標１", "基本目標２", "基本目標１　住む"), ["None", "None", "1 住む"]),
        (LISTED + SHEETS.format("", "", ""), ["None", "None", "None"]),
        ("基本目標１　住む\n\n" + SHEETS.format("", "", "").replace("\n\n取組番号　3", "\n\n基本目標２　学ぶ\n\n取組番号　3"), ["1 住む", "1 住む", "2 学ぶ"]),
    ],
)
def test_a_sheet_stands_under_the_goal_it_names(divide_text: Callable[[str], DividedDocument], text: str, goals: list[str]) -> None:
    """Behind a label of its head or above it; the last goal of a list in the front matter heads nobody."""
    document = divide_text(f"計画期間は、令和７年度から令和８年度までとする。\n{text}")
    assert [str(project.goal) for project in document.projects] == goals
