"""Projects told in prose whose owner stands behind the text, with targets in tables that give their numbers and shorter names."""

from __future__ import annotations

from pathlib import Path

from corpus.values import Project
from ingest.catalog import Entry
from ingest.divide import divide
from ingest.drafted import draft_profile
from ingest.grid import Block, Page, Paragraph
from ingest.label_lines import below
from ingest.linearised import linearised
from ingest.prose_projects import told_as_sheets
from tests.ingest.test_linearised import grid_of

PROJECTS = [
    ("取組１－１　河川の見回り　　＜継続＞", "月に２回、川の水位を確かめます。", "（担当）建設課・総務課防災係"),
    ("取組１－２　地図の電子化　　＜重点・新規＞", "浸水の範囲を地図に示します。", "（担当）総務課情報係（配布は住民課が協力）"),
    ("取組１－３　樋門の点検　　＜拡充＞", "梅雨の前に点検します。", "（担当）建設課"),
]
TARGETS = grid_of(
    ["取組", "指標", "現状値\n（Ｒ５）", "Ｒ７", "Ｒ８"],
    [("1-1 見回り", 2, 1), "回数", "12回", "24回", "24回"],
    ["延べ人数", "20人", "30人", "毎年、全ての班から５人ずつ参加"],
    ["1-2 電子地図", ("（別表のとおり）", 1, 4)],
    ["1-3 点検", "箇所数", "3", ("毎年、全ての樋門（約10か所）を点検", 1, 2)],
)


def _blocks(*behind: Block) -> list[Block]:
    return [Paragraph("１　備え"), *(Paragraph(text) for project in PROJECTS for text in project), Paragraph("◆ 数値目標"), *behind]


def _told(*blocks: Block) -> list[str]:
    return [line for line in linearised([Page(blocks)]).texts if line]


def test_the_owner_behind_a_text_is_of_the_title_above_it() -> None:
    """Title, number, mark and owner stand before the text; a bracket at the end of an owner stays, and what stresses a project is no category."""
    assert _told(*_blocks())[1:12] == [
        "事業名  河川の見回り",
        "番号  取組１－１",
        "区分  継続",
        "担当  建設課・総務課防災係",
        "事業内容  月に２回、川の水位を確かめます。",
        "事業名  地図の電子化",
        "番号  取組１－２",
        "区分  新規",
        "位置付け  重点",
        "担当  総務課情報係（配布は住民課が協力）",
        "事業内容  浸水の範囲を地図に示します。",
    ]


def _divided(blocks: list[Block]) -> tuple[Project, ...]:
    """The projects of a document with these blocks, by a profile drafted from them."""
    read = linearised([Page(tuple(blocks))])
    profile = draft_profile(read.texts, "draft", read.told, read.labels)
    assert profile is not None
    return divide(read.texts, Entry("plan", Path("plan.docx"), "水防計画", "みなと町"), profile, read.told).projects


def test_a_note_before_the_owner_is_a_remark() -> None:
    """What stands behind ※ between a text and its owner is of the project, and none of its text."""
    blocks = _blocks()
    blocks.insert(3, Paragraph("※　増水の時は毎日とする。"))
    assert "備考  増水の時は毎日とする。" in _told(*blocks)[:7]


def test_a_title_between_others_needs_no_owner() -> None:
    """A title with a number like those around it has the sentences below it, though no owner ends them; a line at the right that leads elsewhere is none."""
    unowned = [Paragraph("取組１－４　避難の訓練"), Paragraph("訓練を広げます。"), Paragraph("→ 別のシートへ"), Paragraph("取組１－５　備蓄"), *_blocks()[2:4]]
    lines = _told(*_blocks()[:-1], *unowned)
    place = lines.index("事業名  避難の訓練")
    assert lines[place : place + 5] == ["事業名  避難の訓練", "番号  取組１－４", "事業内容  訓練を広げます。", "→ 別のシートへ", "事業名  備蓄"]


def test_an_owner_on_the_next_page_is_of_the_project_before_the_page_ends() -> None:
    """Heads and numbers of pages between a text and its owner are of neither, a head as short as it may be where it begins most pages."""
    head = Paragraph("水防計画")
    pages = [Page((head, Paragraph(title), Paragraph(text), Paragraph("1"))) for title, text, _ in PROJECTS]
    owners = [[], *([Paragraph(owner)] for _, _, owner in PROJECTS)]  # each on the page behind that of its title
    closed = [Page((head, *owner, *page.blocks[1:])) for page, owner in zip([*pages, Page((head,))], owners, strict=True)]
    lines = [line.strip("\f") for line in linearised([*closed, Page((head, Paragraph("終わりに")))]).texts]
    assert [line for line in lines if line.startswith("担当")] == ["担当  建設課・総務課防災係", "担当  総務課情報係（配布は住民課が協力）", "担当  建設課"]
    assert [line for line in lines if line.startswith("事業内容")] == [line for _, text, _ in PROJECTS for line in below("事業内容", [text])]


def test_owners_above_their_texts_close_none() -> None:
    """Where most owners have a text below them, the title above is not that of the text before."""
    blocks = [Paragraph(text) for number in range(4) for text in (f"１－{number}　見回り", "期間は５年です。", "（担当）建設課", "川の水位を確かめます。")]
    assert told_as_sheets([Page(tuple(blocks))]) == [Page(tuple(blocks))]


def test_a_number_before_a_shorter_name_tells_the_project() -> None:
    """Rows are of the project whose number a cell gives; what goes across name and years is a remark; words hold for each of their years."""
    lines = _told(*_blocks(TARGETS))
    place = lines.index("◆ 数値目標") + 1
    assert lines[place:] == [
        "事業名  河川の見回り",
        "指標名  回数",
        "現状値（令和5年度）  12回",
        "目標値  令和7年度：24回  令和8年度：24回",
        "指標名  延べ人数",
        "現状値（令和5年度）  20人",
        "目標値  令和7年度：30人  令和8年度：毎年、全ての班から５人ずつ参加",
        "事業名  地図の電子化",
        "備考  （別表のとおり）",
        "事業名  樋門の点検",
        "指標名  箇所数",
        "現状値（令和5年度）  3",
        "目標値  令和7年度：毎年、全ての樋門（約10か所）を点検  令和8年度：毎年、全ての樋門（約10か所）を点検",
    ]


def test_a_table_of_years_behind_number_and_goal_is_of_the_projects_it_names() -> None:
    """Titles behind the columns of goals and numbers tell whose the steps of a row are."""
    years = grid_of(
        ["方針", "番号", "取組", "Ｒ７", "Ｒ８"],
        [("１", 3, 1), "1-1", "河川の見回り", "班の編成", "全域で実施"],
        ["1-2", "地図の電子化", "仕様の検討", "公開を始める"],
        ["1-3", "樋門の点検", ("毎年６月に実施", 1, 2)],
    )
    lines = _told(*_blocks(years))
    assert lines[-4:] == ["令和8年度：公開を始める", "事業名  樋門の点検", "年次計画", "令和7年度～令和8年度：毎年６月に実施"]


def test_the_list_of_projects_tells_what_they_stand_under() -> None:
    """A list whose titles stand below a word that heads none elsewhere gives the goal of each project that is told in prose."""
    listing = grid_of(
        ["基本方針", "番号", "取組", "区分"],
        [("１　備え", 2, 1), "１－１", "河川の見回り", "継続"],
        ["１－２", "地図の電子化", "新規"],
        ["２　設備", "１－３", "樋門の点検", "拡充"],
    )
    lines = _told(listing, *_blocks())
    place = lines.index("事業名  樋門の点検")
    assert lines[place : place + 5] == ["事業名  樋門の点検", "番号  取組１－３", "区分  拡充", "基本方針２　設備", "担当  建設課"]


def test_a_column_that_only_counts_is_no_part_of_a_name() -> None:
    """A column without a word above it whose cells are numbers says nothing of the indicators beside it."""
    goals = grid_of(["", "成果目標", "現状（Ｒ５）", "目標（Ｒ11）"], ["１", "浸水の戸数", "41戸", "30戸以下"], ["２", "見回りの人数", "20人", "80人"])
    assert _told(goals)[0] == "指標名  浸水の戸数"


def test_a_table_of_offices_is_no_project() -> None:
    """The line above a table of offices and what each does is the title of none."""
    offices = grid_of(["課名", "主な役割"], ["建設課", "河川の見回り"], ["総務課", "地図の電子化"])
    lines = _told(Paragraph("１　庁内の体制"), Paragraph("連絡会議を開きます。"), offices)
    assert not any(line.startswith("事業名") for line in lines)


def test_forms_behind_the_prose_complete_its_projects() -> None:
    """A project whose owner and targets stand in a form of its own has the mark of the prose, too; a form's own number is not that of its title."""
    titles = [
        ("取組１－４　避難の訓練　　＜重点・新規＞", "訓練を広げます。"),
        ("取組１－５　土のうの備蓄　　＜継続＞", "土のうを備えます。", "（担当）建設課"),
    ]
    forms: list[Block] = [
        Paragraph("■ 重点シート１"),
        grid_of(
            ["取組名", ("１－４　避難の訓練", 1, 4)],
            ["担当", ("総務課防災係・住民課", 1, 2), "関係課", "建設課水防係、税務課"],
            ["取組内容", ("・地区ごとに訓練を行う。", 1, 4)],
            ["指標名", "現状Ｒ５", "Ｒ７", "Ｒ８", "Ｒ９"],
            ["参加者数", "40人", "60人", "80人", "90人"],
        ),
        Paragraph("■ 重点シート２"),
        grid_of(["取組名", "１－５　土のうの備蓄"], ["担当", "建設課"], ["取組内容", "・袋を増やす。"]),
    ]
    blocks = [*_blocks()[:-1], *(Paragraph(text) for title in titles for text in title), Paragraph("◆ 数値目標"), TARGETS, *forms]
    project = next(each for each in _divided(blocks) if each.title.printed == "避難の訓練")
    assert project.department_names == ("総務課防災係", "住民課")
    assert project.category and project.category.name == "新規"
    assert [target.cell.printed for target in project.targets] == ["60人", "80人", "90人"]
    assert "関係課  建設課水防係、税務課" in _told(*blocks)
    assert "番号  1" not in _told(*blocks)
