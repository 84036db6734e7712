"""A layout profile drafted from a document: a plan of a city that nobody wrote a profile for is read by the words that head its fields."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from corpus.errors import LayoutError
from corpus.values import DividedDocument, Project
from ingest.build import divide_entry
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.divide import divide
from ingest.drafted import as_toml, draft_profile, draft_table
from ingest.profile import Profile, load_profile, load_profiles
from ingest.read import read_lines

HERE = Path(__file__).parent
UNKNOWN = HERE / "drafted"
SHEET = """取組名　{title}
所管部署　{owner}
取組の概要
　{title}を進める。
評価指標　{title}の件数
年度別目標
R7　R8
{first}件　{second}件
実施スケジュール
・準備（R7）
"""


@pytest.fixture(scope="module")
def unknown() -> dict[str, DividedDocument]:
    """Documents of made-up cities, whose layouts no profile knows, by the first word of their file."""
    return {path.name.split("-")[0]: divide_entry(entry_for(path, ()), load_profiles()) for path in sorted(UNKNOWN.glob("*.txt"))}


def _project(document: DividedDocument, title: str) -> Project:
    return next(project for project in document.projects if project.title.printed == title)


def _told(project: Project) -> dict[str, object]:
    """What a project tells, without what is not certain."""
    return {
        "departments": project.department_names,
        "goal": str(project.goal),
        "policy": str(project.policy),
        "category": str(project.category),
        "description": str(project.description),
        "indicator": str(project.indicator),
        "baseline": str(project.baseline),
        "targets": [(str(each.year), str(each.cell)) for each in project.targets],
        "results": [(str(each.year), str(each.cell)) for each in project.results],
    }


@pytest.mark.parametrize(
    ("city", "plan"),
    [
        ("ashizawa", "葦沢市第５次総合計画 前期実施計画 R2 R6"),
        ("ashigase", "葦ヶ瀬市行財政改革アクションプラン R7 R10"),
        ("mizukawa", "第３次瑞川市環境基本計画 R4 R13"),
    ],
)
def test_an_unknown_document_is_divided(unknown: dict[str, DividedDocument], city: str, plan: str) -> None:
    """All 24 projects of each, with departments, description and figures; that the profile is drafted is told first, and how to look at it."""
    document = unknown[city]
    assert len(document.projects) == 24
    assert f"{document.plan.title} {document.plan.first_year} {document.plan.last_year}" == plan
    assert all(project.department_names and project.description for project in document.projects)
    assert sum(bool(project.targets) for project in document.projects) >= 23
    assert "drafted from its labels" in document.warnings[0].message and "plan-assistant profile" in document.warnings[0].message


def test_rows_that_say_their_years(unknown: dict[str, DividedDocument]) -> None:
    """A progress report with numbered titles, an indicator whose rows say their years, and years in brackets behind what was done."""
    project = _project(unknown["ashizawa"], "高齢者見守りネットワーク推進事業")
    assert _told(project) | {"description": ""} == {
        "departments": ("長寿福祉課",), "goal": "None", "policy": "1-1 高齢者の暮らしの支援", "category": "None", "description": "",
        "indicator": "見守り協定を結んだ事業者数（社）", "baseline": "64（R1）",
        "targets": [("R2", "72"), ("R3", "84"), ("R4", "96"), ("R5", "108"), ("R6", "120")],
        "results": [("R2", "66"), ("R3", "79"), ("R4", "97"), ("R5", "111"), ("R6", "126")],
    }  # fmt: skip
    assert [[str(year) for year in item.years] for item in project.achievements] == [["R2"], ["R3"], ["R4"], ["R5"], ["R6"]]
    assert [str(each.cell) for each in _project(unknown["ashizawa"], "学校給食センター整備事業").targets][-2:] == ["工事完了", "供用開始"]


def test_a_table_of_indicators_and_a_schedule_by_year(unknown: dict[str, DividedDocument]) -> None:
    """A reform plan whose sheets name their goal beside their number; 現状と課題 is kept under its label."""
    project = _project(unknown["ashigase"], "介護予防「通いの場」の拡大")
    assert project.department_names == ("高齢福祉課",) and str(project.goal) == "2 こども・高齢者の暮らしを支えるサービスの見直し"
    assert [remark.label for remark in project.remarks] == ["現状と課題"]
    first = _project(unknown["ashigase"], "書かない窓口・ワンストップ窓口の導入")
    assert [(str(each.year), str(each.cell)) for each in first.targets][:2] == [("R7", "① 24 分 ② －"), ("R8", "① 18 分 ② 45 手続")]
    assert {"本庁舎で書かない窓口を開始（５月）"} <= {str(step.printed) for step in first.actions if [str(year) for year in step.years] == ["R8"]}


def test_a_report_with_goal_and_policy_on_one_line(unknown: dict[str, DividedDocument]) -> None:
    """基本目標・施策 基本目標３ 施策3-1 …: both hold, with the name that the front matter gives the goal; the last goal of the list heads nobody."""
    project = _project(unknown["mizukawa"], "市民の森保全・活用事業")
    assert _told(project)["goal"] == "3 みどりと水を守り育てるまち" and _told(project)["policy"] == "3-1 みどりと農地の保全"
    assert ("令和6年度の評価", "Ｂ") in [(remark.label, remark.text.printed) for remark in project.remarks]
    pump = _project(unknown["mizukawa"], "食品ロス削減推進事業")
    assert all(not item.text.printed.endswith("店舗で") for item in pump.achievements)


@pytest.mark.parametrize(
    "document", ["minamihara-progress-h27-r1", "shiomino-report-r2-r6", "yukiura-environment-r7-r10", "kazamidai-review-r2-r6", "narasaki-kosodate-h27-r1"]
)
def test_a_drafted_profile_reads_what_a_written_one_reads(divided: dict[str, DividedDocument], document: str) -> None:
    """Documents for which a person wrote a profile, of several layouts: the fields are the same but for a project or so."""
    (entry,) = (each for each in load_catalog(HERE / "cities" / "catalog.toml") if each.id == document)
    texts = read_lines(entry.path)
    profile = draft_profile(texts, "drafted")
    assert profile
    written = {project.title.printed: _told(project) for project in divided[document].projects}
    drafted = {project.title.printed: _told(project) for project in divide(texts, entry, profile).projects}
    assert sum(drafted.get(title) == told for title, told in written.items()) >= len(written) - 1


def test_a_list_of_goals_before_the_sheets_heads_none() -> None:
    """Of two ways in which goals are printed, each as often, the one above the sheets is that of their headings; a row of figures names no goal."""
    listed = "方針１　まちの安心\n方針２　まちのにぎわい\n方針１　－　2　4\n"
    sheets = [SHEET.format(title=title, owner="市民課", first=1, second=2) for title in ("見守りの推進", "相談の充実", "朝市の支援")]
    found = draft_table(f"{listed}【方針１】　まちの安心\n{sheets[0]}{sheets[1]}【方針２】　まちのにぎわい\n{sheets[2]}".split("\n"), "drafted")
    assert found and found["headings"]["goal"].startswith("^【")


def test_a_draft_is_a_profile_that_can_be_corrected(tmp_path: Path) -> None:
    """What is printed is the file of a profile: read again it is the same, patterns without doubled backslashes."""
    table = draft_table(read_lines(UNKNOWN / "ashigase-action-r7-r10.txt"), "ashigase")
    assert table
    (tmp_path / "ashigase.toml").write_text(as_toml(table), "utf-8")
    assert tomllib.loads(as_toml(table)) == table and "\\\\" not in as_toml(table)
    assert load_profile(tmp_path / "ashigase.toml").labels == Profile.model_validate(table).labels


def test_the_command_prints_the_draft(tmp_path: Path) -> None:
    """`plan-assistant profile FILE` prints a profile, or says that it found no words that head fields."""
    printed = CliRunner().invoke(app, ["profile", str(UNKNOWN / "ashigase-action-r7-r10.txt"), "--name", "ashigase"])
    assert printed.exit_code == 0 and tomllib.loads(printed.stdout)["labels"]["departments"] == "所管課"
    (tmp_path / "letter.txt").write_text("市民の皆様へ\n日頃から市政に御協力いただき、ありがとうございます。\n", "utf-8")
    refused = CliRunner().invoke(app, ["profile", str(tmp_path / "letter.txt")])
    assert isinstance(refused.exception, LayoutError) and "letter.txt" in str(refused.exception)


def _sheets(*titles: str) -> str:
    sheets = (SHEET.format(title=title, owner=f"{title[0]}課", first=i, second=i + 1) for i, title in enumerate(titles, 1))
    return "計画期間は、令和７年度から令和８年度までとする。\n\n" + "\n".join(sheets)


def test_words_behind_which_years_stand_head_targets(divide_text: Callable[[str], DividedDocument]) -> None:
    """Labels are told by what they are called and by what stands behind them; targets, indicator and schedule come out of each sheet."""
    document = divide_text(_sheets("道路の補修", "公園の清掃", "水路の点検", "橋の調査"))
    assert [project.title.printed for project in document.projects] == ["道路の補修", "公園の清掃", "水路の点検", "橋の調査"]
    assert [(str(each.year), str(each.cell)) for each in document.projects[1].targets] == [("R7", "2件"), ("R8", "3件")]
    assert str(document.projects[1].indicator) == "公園の清掃の件数"


def test_the_period_may_stand_below_its_heading(divide_text: Callable[[str], DividedDocument]) -> None:
    """A line that is no sentence tells the period of the plan where it is headed so."""
    sheets = _sheets("道路の補修", "公園の清掃", "水路の点検").partition("\n\n")[2]
    document = divide_text(f"（１）計画の期間\n令和７年度から令和８年度までの２年間（途中で見直しを実施）\n\n{sheets}")
    assert [fact.text.printed for fact in document.plan.facts if fact.kind == "period"] == ["令和７年度から令和８年度までの２年間（途中で見直しを実施）"]


def test_two_sheets_are_no_layout(divide_text: Callable[[str], DividedDocument]) -> None:
    """What stands twice may be chance: the document is refused, with what to do."""
    with pytest.raises(LayoutError, match=r"no layout profile fits.*no labels from which one could be drafted.*profiles"):
        divide_text(_sheets("道路の補修", "公園の清掃"))


def test_a_text_whose_sheets_are_torn_is_refused(divide_text: Callable[[str], DividedDocument]) -> None:
    """Where most sheets lack their text or department, which stands elsewhere, it is refused: what it read would be the neighbour's."""
    titles = ["道路の補修", "公園の清掃", "水路の点検", "橋の調査", "河川の浚渫", "街灯の更新", "側溝の修繕", "樹木の剪定"]
    torn = _sheets(*titles)
    for title in titles[:3]:
        text = f"取組の概要\n　{title}を進める。\n"
        torn = torn.replace(text, "") + text
    assert len(divide_text(torn).projects) == len(titles)
    for title in titles[3:6]:
        owner = f"所管部署　{title[0]}課\n"
        torn = torn.replace(f"{title}\n{owner}", f"{title}\n") + owner
    with pytest.raises(LayoutError, match=r"not in the order of its sheets: 6 of its 8 .*pdftotext -layout"):
        divide_text(torn)


def test_what_a_plan_aims_at_stands_below_its_heading() -> None:
    """基本理念 is told by the text below the heading, not by a sentence that only speaks of it, nor by the table of contents."""
    idea = "１ 基本理念\nともに気づき、ともに暮らす\n誰もが役割を持つまちをめざします。\n"
    front = f"試見市支え合いプラン\n\n第1章 基本理念 3\n\n{idea}２ 基本目標\n基本理念の下に目標を掲げます。\n\n"
    sheet = "事業名  {title}\n担当課  市民課\n事業内容  {title}を行います。\n指標名  件数\n目標値  令和7年度：{number}件\n\n"
    texts = (front + "".join(sheet.format(title=title, number=number) for number, title in enumerate(("窓口の改善", "受付の見直し", "台帳の整理"), 1))).split(
        "\n"
    )
    profile = draft_profile(texts, "drafted")
    assert profile is not None
    facts = divide(texts, Entry("plan", Path("plan.txt"), "試見市支え合いプラン", "試見市"), profile).plan.facts
    told = [fact.text.printed for fact in facts if fact.kind == "basic_idea"]
    assert told[0] == "ともに気づき、ともに暮らす誰もが役割を持つまちをめざします。"


@pytest.mark.parametrize("behind", [False, True])
def test_how_progress_is_managed_is_each_sentence_of_its_section(behind: bool) -> None:
    """Before the projects or behind them, up to the next heading, in their order."""
    section = "３ 進行管理\n⑴ 担当課は毎年５月に実績をまとめます。\n⑵ 協議会に報告し、\n意見を聴きます。\n４ 資料\n経過を載せます。\n"
    sheet = "事業名  {title}\n担当課  市民課\n事業内容  {title}を行います。\n指標名  件数\n目標値  令和7年度：{number}件\n\n"
    sheets = "".join(sheet.format(title=title, number=number) for number, title in enumerate(("窓口の改善", "受付の見直し", "台帳の整理"), 1))
    texts = f"試見市支え合いプラン\n\n{'' if behind else section}\n{sheets}{section if behind else ''}".split("\n")
    profile = draft_profile(texts, "drafted")
    assert profile is not None
    facts = divide(texts, Entry("plan", Path("plan.txt"), "試見市支え合いプラン", "試見市"), profile).plan.facts
    told = [fact.text.printed for fact in facts if fact.kind == "progress"]
    assert told == ["⑴ 担当課は毎年５月に実績をまとめます。", "⑵ 協議会に報告し、意見を聴きます。"]


MARKED = """【１－{number}】{title}
■担当課　{owner}
■内　容　{title}を進める。
■実　績
年度
取組の実績
令和３年度
{first}件を補助した。
令和４年度
－
■今後の予定　続ける。
"""
OWNERS = {"生ごみの減量": "環境課（センター）", "給食の残さ": "学校教育課", "食品の寄付": "環境課、福祉課", "古着の回収": "環境課（センター）"}


def test_numbers_in_brackets_before_titles_and_marks_before_labels(tmp_path: Path) -> None:
    """A department in brackets on the next line makes no title of two lines; the head of a table by year is none of what was done."""
    path = tmp_path / "marked.txt"
    sheets = (MARKED.format(number=i, title=title, owner=owner, first=i * 10) for i, (title, owner) in enumerate(OWNERS.items(), 1))
    path.write_text("環境計画の報告\n計画期間：令和３年度～令和４年度\n" + "".join(sheets), "utf-8")
    projects = divide_entry(entry_for(path, ()), load_profiles()).projects
    assert [project.title.printed for project in projects] == list(OWNERS)
    assert [len(project.departments) for project in projects] == [1, 1, 2, 1]
    assert [[(item.text.printed, len(item.years)) for item in project.achievements] for project in projects] == [
        [(f"{i}0件を補助した。", 1)] for i in range(1, 5)
    ]


UNDIVIDED = """【１－{number}】{title}
■担当課　環境課
■内　容　{title}を進める。
■指　標
指標名
基準値
（令和２年度）
令和
３年度
令和
４年度
令和
５年度
件数
１件
２件
"""


def test_a_table_whose_cells_are_not_whole_is_said_to_be_unread(tmp_path: Path) -> None:
    """Its head is no indicator, and all of its cells are no baseline; the project says where it stands."""
    path = tmp_path / "undivided.txt"
    path.write_text(
        "環境計画\n計画期間：令和３年度～令和５年度\n" + "".join(UNDIVIDED.format(number=i, title=title) for i, title in enumerate(OWNERS, 1)), "utf-8"
    )
    document = divide_entry(entry_for(path, ()), load_profiles())
    assert [(each.indicator, each.baseline, each.targets) for each in document.projects] == [(None, None, ())] * 4
    assert all(each.unread for each in document.projects) and any("cannot be told apart" in str(doubt) for doubt in document.warnings)


EITHER = """事業名　{title}
担当課　環境課
事業概要　{title}を進める。
主な取組
{done}
年次計画
・準備（R7）
"""


@pytest.mark.parametrize(("done", "told"), [("・{}回の開催", False), ("・{}回開催した。", True)])
def test_a_word_for_what_is_done_and_to_be_done(tmp_path: Path, done: str, told: bool) -> None:
    """主な取組 heads achievements where most of it is told as done, else what stands under its label."""
    path = tmp_path / "either.txt"
    sheets = (EITHER.format(title=title, done=done.format(i)) for i, title in enumerate(OWNERS, 1))
    path.write_text("環境計画\n計画期間：令和７年度～令和８年度\n" + "".join(sheets), "utf-8")
    projects = divide_entry(entry_for(path, ()), load_profiles()).projects
    assert [bool(project.achievements) for project in projects] == [told] * 4
    assert [any(remark.label == "主な取組" for remark in project.remarks) for project in projects] == [not told] * 4
