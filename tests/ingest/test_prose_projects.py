"""Projects told in prose: title, a line with the owner, text, bullets; indicators in a table that names them, or right below."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from ingest.build import divide_entry
from ingest.catalog import Entry
from ingest.grid import Block, Page, Paragraph, text_of
from ingest.linearised import linearised
from ingest.prose_projects import told_as_sheets
from ingest.said_values import said_values
from tests.ingest.test_linearised import grid_of

PROJECTS = [
    ("見守り事業", "福祉課", "高齢者を見守ります。"),
    ("通いの場の支援", "健康課", "集まる場を増やします。"),
    ("配食サービス", "福祉課", "昼食を届けます。"),
]


def _blocks(*behind: str) -> list[Block]:
    """The paragraphs of three projects, `behind` the text of the first."""
    blocks: list[Block] = [Paragraph("施策１－１　支え合い"), Paragraph("主な事業")]
    for number, (title, owner, text) in enumerate(PROJECTS, 1):
        blocks += [Paragraph(f"（{number}）{title}"), Paragraph(f"所管課：{owner}　　新規：★"), Paragraph(text)]
        blocks += [Paragraph(each) for each in behind] if number == 1 else []
    return blocks


def _told(blocks: list[Block]) -> list[str]:
    return [line for line in linearised([Page(tuple(blocks))]).texts if line]


def test_a_title_above_its_owner_begins_a_project() -> None:
    """Number, owner, what else its line says, and the text stand behind labels of their own."""
    expected = ["事業名  見守り事業", "番号  （1）", "所管課  福祉課", "新規  ★", "事業内容  高齢者を見守ります。", "事業名  通いの場の支援"]
    assert _told(_blocks())[2:8] == expected


def test_bullets_are_of_the_text_but_for_those_of_years() -> None:
    """Bullets that each begin with a year are steps; others stay with the text."""
    lines = _told(_blocks("・毎月１回開催", "・令和７年度：３地区で開始", "・令和８年度：全地区に拡大"))
    assert lines[6:11] == ["事業内容  高齢者を見守ります。", "      ・毎月１回開催", "年次計画", "令和７年度：３地区で開始", "令和８年度：全地区に拡大"]


def test_two_such_lines_are_no_layout() -> None:
    """A document that names an owner below a title twice only stays as it is."""
    page = Page(tuple(_blocks()[:8]))
    assert told_as_sheets([page]) == [page]


def test_a_sentence_above_an_owner_is_no_title() -> None:
    """Where owners stand behind texts, nothing is taken for a title."""
    page = Page(tuple(Paragraph(text) for _ in range(4) for text in ("窓口を改善します。", "担当課：市民課")))
    assert told_as_sheets([page]) == [page]


def test_lines_of_a_page_are_joined_and_its_head_is_none_of_the_text() -> None:
    """Full lines go on in the next one; what each page prints at its top belongs to no project."""
    head, full = Paragraph("第３次みなと市総合計画　実施計画"), "あ" * 37
    pages = [
        Page((head, Paragraph(f"（{n}）{title}"), Paragraph(f"  所管課：{owner}"), Paragraph(f"  {n}{full}"), Paragraph("  います。"), Paragraph(f"- {n} -")))
        for n, (title, owner, _) in enumerate([*PROJECTS, ("買物支援", "商工課", "")], 1)
    ]
    lines = linearised(pages).texts
    assert [line for line in lines if line.startswith("事業内容")] == [f"事業内容  {n}{full}います。" for n in range(1, 5)]
    assert sum("みなと市総合計画" in line for line in lines) == 4


def test_a_table_is_of_the_projects_that_it_names_or_stands_below(tmp_path: Path) -> None:
    """Indicators by the projects of one column; right below a text they are of that project, behind a caption of the one that it names."""
    linked = grid_of(
        ["関連事業", "指標名", "現状値", "令和７年度", "令和８年度"],
        ["施策全体", "満足度", "50％", "－", "60％"],
        ["（１）見守り事業", "協力員の数", "12人", "15人", "20人"],
        ["（２）通いの場の支援", "会場の数", "８か所", "９か所", "10か所"],
    )
    below = grid_of(["指標名", "現状値", "令和７年度", "令和８年度"], ["配食数", "900食", "950食", "990食"])
    steps = grid_of(["項目", "令和７年度", "令和８年度"], ["名簿の更新", "調査", "配布"])
    lines = _told([*_blocks(), below, Paragraph("施策の指標"), linked, Paragraph("見守り事業の工程"), steps])
    told = "\n".join(lines)
    assert "昼食を届けます。\n指標名  配食数" in told
    assert "事業名  通いの場の支援\n指標名  会場の数" in told
    assert "事業名  見守り事業\n年次計画\n○名簿の更新\n令和7年度：調査" in told

    path = tmp_path / "plan.html"
    body = "".join(f"<p>（{n}）{title}</p><p>所管課：{owner}</p><p>{text}</p>" for n, (title, owner, text) in enumerate(PROJECTS, 1))
    table = "<table><tr><th>関連事業</th><th>指標名</th><th>令和７年度</th><th>令和８年度</th></tr>{}</table>".format(
        "".join(f"<tr><td>{title}</td><td>{title}の数</td><td>{n}か所</td><td>{n + 5}か所</td></tr>" for n, (title, _, _) in enumerate(PROJECTS, 1))
    )
    path.write_text(f"<html><body><h1>みなと市計画</h1>{body}{table}</body></html>", "utf-8")
    projects = divide_entry(Entry("plan", path, "みなと市計画", "みなと市"), {}).projects
    assert [(each.title.printed, each.department_names, [target.cell.printed for target in each.targets]) for each in projects] == [
        (title, (owner,), [f"{n}か所", f"{n + 5}か所"]) for n, (title, owner, _) in enumerate(PROJECTS, 1)
    ]


def _numbered(owner_on_next_page: bool = False) -> list[Page]:
    """Three projects below numbered titles, each with a table of its owner and indicator below its text, the second over a page if so."""
    pages: list[list[Block]] = [[]]
    for number, (title, owner, text) in enumerate(PROJECTS, 1):
        pages[-1] += [Paragraph(f"1-{number} {title}"), Paragraph("★重点取組") if number == 1 else Paragraph(text), Paragraph(text)]
        pages[-1] += [Paragraph("【主な取組】"), Paragraph("・声をかけます。"), Paragraph("【年度別の予定】")]
        pages[-1] += [Paragraph("・令和７年度　準備"), Paragraph("・令和８年度　開始")]
        if number == 2 and owner_on_next_page:
            pages.append([])
        pages[-1].append(grid_of(["取組の内容", "担当", "指標", "現状（R5）", "R7", "R8"], [f"{title}の充実", f"{owner}", "回数", "1回", "2回", "3回"]))
    return [Page(tuple(blocks)) for blocks in pages]


def test_an_owner_may_stand_in_the_table_below_the_text() -> None:
    """The number above a text and the departments of the table below it make a project; labels in brackets part the text."""
    lines = [line for line in linearised(_numbered()).texts if line]
    assert lines[:14] == [
        "事業名  見守り事業",
        "番号  1-1",
        "区分  重点取組",
        "事業内容  高齢者を見守ります。",
        "      ・声をかけます。",
        "年度別の予定",
        "令和７年度：準備",
        "令和８年度：開始",
        "担当  福祉課",
        "取組の内容  見守り事業の充実",
        "指標名  回数",
        "現状値（令和5年度）  1回",
        "目標値  令和7年度：2回  令和8年度：3回",
        "事業名  通いの場の支援",
    ]


def test_such_a_table_may_stand_on_the_next_page() -> None:
    """It is told where its title stands."""
    lines = [line.strip() for line in linearised(_numbered(owner_on_next_page=True)).texts if line.strip()]
    assert lines == [line.strip() for line in linearised(_numbered()).texts if line.strip()]


MEASURES = [("１－１", "相談体制の充実", "住宅課"), ("１－２", "空家の利活用", "◎住宅課、税務課"), ("１－３", "台帳の整備", "住宅課")]


def _measures() -> list[Block]:
    """Three measures with their owners below, one with its owner in brackets, and a table of indicators by their numbers."""
    blocks: list[Block] = [Paragraph("基本方針１　空家対策")]
    for number, title, owner in MEASURES:
        blocks += [Paragraph(f"施策{number}　{title}"), Paragraph(f"【担当課：{owner}】"), Paragraph(f"{title}を進めます。")]
    blocks += [Paragraph("施策１－４　耐震診断の促進（建築指導課）"), Paragraph("診断を無料で行います。"), Paragraph("・年２回、戸別に訪問します。")]
    table = grid_of(
        [("指標名", 2, 1), ("関連\n施策番号", 2, 1), ("現状値\n（R5）", 2, 1), ("目標値", 1, 2)],
        ["R7", "R8"],
        ["相談組数", "１－１", "42組", "48組", "52組"],
        ["耐震化率", "１－２\n１－４", "84％", "－", "90％"],
        ["調査の校区数", "１－３", "－", "３校区", "６校区"],
    )
    return [*blocks, Paragraph("基本方針１の指標"), table, Paragraph("表４　年間の流れ"), grid_of(["時期", "内容", "主体"], ["７月", "点検・評価", "各担当課"])]


def test_a_numbered_measure_above_its_owner_is_a_project() -> None:
    """施策１－１ heads no projects here: it has a department of its own; 施策１－４, numbered as they are, names it in brackets."""
    told = _told(_measures())
    assert told[1:5] == ["事業名  相談体制の充実", "番号  施策１－１", "担当課  住宅課", "事業内容  相談体制の充実を進めます。"]
    place = told.index("事業名  耐震診断の促進")
    assert told[place + 1 : place + 3] == ["番号  施策１－４", "担当課  建築指導課"]
    assert "事業名  表４　年間の流れ" not in told


def test_indicators_go_to_the_measures_whose_numbers_they_name() -> None:
    """Without the word before the number, several of them line by line."""
    told = _told(_measures())
    for title in ("空家の利活用", "耐震診断の促進"):
        place = max(at for at, line in enumerate(told) if line == f"事業名  {title}")
        assert told[place + 1 : place + 4] == ["指標名  耐震化率", "現状値（令和5年度）  84％", "目標値  令和7年度：－  令和8年度：90％"]


def test_texts_with_labels_of_their_own_stay_as_they_are() -> None:
    """Where a label in brackets follows each owner, the sheets have labels already."""
    blocks = [Paragraph(text) for title, owner, text in PROJECTS for text in (title, f"【担当課】{owner}", "【事業概要】", text)]
    page = Page(tuple(blocks))
    assert told_as_sheets([page]) == [page]


def test_values_behind_labels_and_colons() -> None:
    """An indicator with its baseline, targets and what was done by year; a mark before the number of a title; 同上 for the department above."""
    told = _told_prose(
        "◆１－①　防災出前講座の開催　【重点】",
        "担当：危機管理課・生涯学習課",
        "内容：職員が出向いて講座を行う。",
        "指標：年間の開催回数（現状値　令和５年度　21回）",
        "目標：令和７年度　28回、令和８年度以降　32回　※見込みである",
        "実績：令和４年度　14回、令和５年度　21回（延べ613人）",
        "◆１－②　地図の改訂",
        "担当：同上",
        "内容：地図を改訂する。",
        "現状：平成30年３月作成のものを使用",
        "目標：令和７年度　原案の作成、令和８年度　全戸配布",
        "◆１－③　協定の拡充",
        "担当：総務課",
        "内容：協定を増やす。",
        "目標：令和10年度までに45協定",
    )
    first, second, third = (told[at:behind] for at, behind in pairwise([*(i for i, line in enumerate(told) if line.startswith("事業名")), len(told)]))
    assert first[:4] == ["事業名  防災出前講座の開催　【重点】", "番号  １－①", "担当  危機管理課・生涯学習課", "内容  職員が出向いて講座を行う。"]
    assert first[4:] == [
        "指標名  年間の開催回数", "現状値（令和5年度）  21回", "目標値  令和7年度：28回  令和8年度：32回", "実績", "令和4年度：14回",
        "令和5年度：21回（延べ613人）",
    ]  # fmt: skip
    assert second[2:] == [
        "担当  危機管理課・生涯学習課", "内容  地図を改訂する。", "指標名  目標", "現状値  平成30年３月作成のものを使用",
        "目標値  令和7年度：原案の作成  令和8年度：全戸配布",
    ]  # fmt: skip
    assert third[4:] == ["指標名  目標", "目標値  令和10年度：45協定"]


def test_what_is_not_only_years_and_values_stays_as_it_is() -> None:
    """Several indicators on one line, a value that holds another label: nothing is told of a year."""
    assert list(said_values([("目標", "(1)令和７年度 58人 (2)令和10年度 35％")])) == ["目標  (1)令和７年度 58人 (2)令和10年度 35％"]
    assert list(said_values([("目標", "令和７年度 40回実績：令和４年度 14回")])) == ["目標  令和７年度 40回実績：令和４年度 14回"]
    for several in ("(1)登録者数、(2)女性の割合", "（１）登録者数、（２）女性の割合", "①登録者数、②女性の割合"):
        assert list(said_values([("指標", several)])) == [f"指標  {several}"]


def _told_prose(*lines: str) -> list[str]:
    return _told(list(map(Paragraph, lines)))


def test_what_stands_around_an_owner_is_no_owner() -> None:
    """The marks behind the title are its category, and who helps stands behind the label of its own, though a name ends as those of owners do."""
    blocks = [
        Paragraph(text)
        for number, (title, owner, _) in enumerate(PROJECTS, 1)
        for text in (f"1-{number}　{title}　　◎☆", f"所　　管　：　{owner}　　　関係機関　：　町警察署", "見守りを頼まれた方を、月に２回、民生委員が訪ねます。")
    ]
    legend = Paragraph("◎：重点　☆：新規")
    assert _told([legend, *blocks])[1:7] == [
        "事業名  見守り事業",
        "番号  1-1",
        "区分  【重点】新規",
        "所管  福祉課",
        "事業内容  見守りを頼まれた方を、月に２回、民生委員が訪ねます。",
        "関係機関  町警察署",
    ]


def test_a_year_alone_is_no_label_of_a_text() -> None:
    """Where the head of a table without rules stands below an owner, its years are on lines of their own; the projects are told all the same."""
    blocks = [
        block for block in _blocks() for block in ([block, Paragraph("R5"), Paragraph("指標　　R7　　R8")] if text_of(block).endswith("ます。") else [block])
    ]
    assert [line for line in _told(blocks) if line.startswith("事業名")] == [f"事業名  {title}" for title, _, _ in PROJECTS]
