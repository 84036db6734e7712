"""The parts of the dividing, each on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Achievement, DividedDocument, Line, Project, Span, Text
from ingest.heads import split_departments
from ingest.home import break_line, owners, split_caption, unglue
from ingest.indicator import read_indicator, year_columns
from ingest.lines import Joined, Piece, join, plain
from ingest.outline import parse_achievements
from ingest.pages import paginate
from ingest.passages import cut_passages
from ingest.profile import CAPTION_ENDS, Page, Profile
from ingest.rows import MARKS
from ingest.tables import cell_text, split_cells

Pieces = Callable[[str], list[Piece]]


class TestCells:
    """Target cells out of text order."""

    @pytest.mark.parametrize(
        ("text", "count", "cells"),
        [
            ("15 手続 15 手続 20 手続", 3, ["15 手続", "15 手続", "20 手続"]),
            ("約 10 件 約 20 件", 2, ["約 10 件", "約 20 件"]),
            ("更新完了 － － －", 4, ["更新完了", "－", "－", "－"]),
            ("－ 20 業務 － －", 4, ["－", "20 業務", "－", "－"]),
            ("10%\n\n20%\n\n30%", 3, ["10%", "20%", "30%"]),
            ("25 拠点・\n14％\n\n25 拠点・\n15%", 2, ["25 拠点・14％", "25 拠点・15%"]),
            ("過去 14 年分\n\n公開し、\n掲載\n\n過去 16 年分\n\n公開し、\n掲載", 2, ["過去 14 年分公開し、掲載", "過去 16 年分公開し、掲載"]),
            ("X：600 人\nYouTube：750 人\n\nX：650 人\nYouTube：800 人", 2, ["X：600 人 YouTube：750 人", "X：650 人 YouTube：800 人"]),
            ("25 拠点・ 30 拠点・ 40 拠点・\n14％ 15% 17％", 3, ["25 拠点・14％", "30 拠点・15%", "40 拠点・17％"]),
            ("検討\n\n試行\n\n導入", 3, ["検討", "試行", "導入"]),
            ("1,000 人 1,200 人 1,400 人 1,600 人 1,800 人", 5, ["1,000 人", "1,200 人", "1,400 人", "1,600 人", "1,800 人"]),
            ("10 件 20 件\n\n運用", 2, ["10 件", "20 件"]),
            ("245 人 400 人 1,000\n人", 3, ["245 人", "400 人", "1,000人"]),
            ("245 人 400\n人 550 人 1,000\n人", 4, ["245 人", "400人", "550 人", "1,000人"]),
            ("－ 10 人\n20 人 30 人", 4, ["－", "10 人", "20 人", "30 人"]),
            ("－ 実態調査の\n実施 60％ 80％ 100％", 5, ["－", "実態調査の実施", "60％", "80％", "100％"]),
        ],
    )
    def test_cells_are_told_apart(self, pieces: Pieces, text: str, count: int, cells: list[str]) -> None:
        """A row on one line, a paragraph per cell, and cells torn over lines or paragraphs give one cell a year, certainly."""
        found, _, certain = split_cells(pieces(text), count)
        assert ([cell_text(cell) for cell in found], certain) == (cells, True)

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("検討\n\n試行\n\n導入\n\n要件の整理", 3),
            ("試行 導入（3 校） 導入（5 校）\n\n要件の整理\n\n運用", 3),
            ("10 件", 3),
            ("", 3),
            ("10 件 20 件\n以上", 2),
            ("245 人 400 人 1,000\n件", 3),
            ("245 人 400 人 1,000\n運用", 3),
            ("検討 試行\n実施 60％ 80％", 4),
            ("実態調査\n実施 60％ 80％ 100％", 4),
            ("計画 調査の\n実施 60％ 80％", 4),
            ("調査の\n実施 60％ 80 人 100 人", 4),
            ("基本構想\n策定\n基本設計\n完了\n工事\n開所", 3),
        ],
    )
    def test_unclear_cells_are_never_certain(self, pieces: Pieces, text: str, count: int) -> None:
        """Where captions may stand among the cells, or cells are missing, nothing is certain."""
        found, rest, certain = split_cells(pieces(text), count)
        assert not certain
        assert found or [piece.text for piece in rest if piece.text] == [line for line in text.split("\n") if line]

    def test_what_stands_behind_is_given_back(self, pieces: Pieces) -> None:
        """Captions behind a row are not part of it."""
        _, rest, _ = split_cells(pieces("10 件 20 件\n\n運用\n\n検証"), 2)
        assert [piece.text for piece in rest if piece.text] == ["運用", "検証"]

    @given(st.lists(st.sampled_from(["10 件", "－", "検討", "20%", "", "導入 3 校", "１２"]), max_size=12), st.integers(1, 6))
    def test_no_text_breaks_it(self, lines: list[str], count: int) -> None:
        """Any lines give `count` cells or none, and no line twice."""
        found, rest, _ = split_cells([Piece(number, 1, line) for number, line in enumerate(lines, 1)], count)
        assert len(found) in (0, count)
        assert not {piece.number for cell in found for piece in cell} & {piece.number for piece in rest}

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ("令和７年度 令和８年度 令和９年度", ["R7", "R8", "R9"]),
            ("令和7年度 8年度 9年度", ["R7", "R8", "R9"]),
            ("H30 R1 R2", ["H30", "R1", "R2"]),
            ("2025年度 2026年度", ["R7", "R8"]),
            ("計画期間", []),
        ],
    )
    def test_a_tables_head_names_its_years(self, row: str, expected: list[str]) -> None:
        """A year without an era has the era of the one before it."""
        assert [year.code for year in year_columns(row) if year] == expected


class TestDepartments:
    """Which names the department lines hold."""

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("区政支援課\n区役所区民課", ["区政支援課", "区役所区民課"]),
            ("シティセール\nス・親善交流課", ["シティセールス・親善交流課"]),
            ("情報公開・\n文書管理課", ["情報公開・文書管理課"]),
            ("緑区役所\n地域振興課", ["緑区役所地域振興課"]),
            ("総務部\n人事課", ["総務部人事課"]),
            ("総務部、人事課", ["総務部", "人事課"]),
            ("DX 推進課、\n窓口を有する各課・機関", ["DX推進課", "窓口を有する各課・機関"]),
            ("ＤＸ推進課／人事課", ["DX推進課", "人事課"]),
            ("児童相談所\n中央図書館", ["児童相談所", "中央図書館"]),
            ("人事課 デジタル戦略課", ["人事課", "デジタル戦略課"]),
            ("議会事務局 調査課", ["議会事務局調査課"]),
            ("健康増進課(保健センター)こども家庭課", ["健康増進課(保健センター)", "こども家庭課"]),
            ("情報政策課（各手続所管課）", ["情報政策課(各手続所管課)"]),
            ("農林振興課・森づくり推進室", ["農林振興課", "森づくり推進室"]),
            ("スポーツ推進グループ\n生涯学習課", ["スポーツ推進グループ", "生涯学習課"]),
            ("", []),
        ],
    )
    def test_each_department_is_one_name(self, pieces: Pieces, profiles: dict[str, Profile], text: str, names: list[str]) -> None:
        """A name ends at a separator or where it is complete; broken names are put together."""
        found = split_departments(pieces(text), profiles["progress-table"].departments, "d")
        assert [each.printed for each in found] == names

    def test_a_torn_label_is_found(self, titled: Callable[[str], Project]) -> None:
        """担当課・機関, torn apart around title and department, leaves both whole."""
        project = titled("デジタルアーカイブ推進事業")
        assert project.department_names == ("情報公開・文書管理課",)


@pytest.fixture
def achievements(pieces: Pieces, profiles: dict[str, Profile]) -> Callable[[str], tuple[Achievement, ...]]:
    """The achievements of a list."""

    def parse(text: str) -> tuple[Achievement, ...]:
        rules = profiles["progress-table"].outline
        assert rules
        return parse_achievements(pieces(text), rules, "d")

    return parse


class TestOutline:
    """Achievement lists."""

    def test_a_mark_may_break_over_lines(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """（Ｈ23～ / H24） is one mark, and so is one on a line of its own."""
        found = achievements("・仕様を検討した。（Ｈ23～\nH24）\n・導入した。\n(H25)")
        assert [[year.code for year in item.years] for item in found] == [["H23", "H24"], ["H25"]]
        assert found[0].text.printed == "仕様を検討した。"

    def test_items_by_year_stand_under_their_group(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """Three levels: each figure carries its group, its label and its year."""
        found = achievements("　○周知\n　（団体数）H23：38団体\n　　　　　　H24：59団体\n　（講座）H25：2回")
        assert [[parent.printed for parent in item.parents] for item in found] == [["周知", "団体数"], ["周知", "団体数"], ["周知", "講座"]]
        assert [item.years[0].code for item in found] == ["H23", "H24", "H25"]

    def test_sub_items_under_a_bullet(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """○ lines with nothing below them are entries of the bullet before them, of their own year or else of the bullet's."""
        bullets = "・見守り協定の締結（H28～R2）\n○ 新聞販売店７店（H28）\n○ 郵便局14局（H30）\n・マンホールトイレの設置\n○ 湊小学校５基（R1）"
        items = achievements(f"{bullets}\n・改修工事（R2）\n○ 屋根の塗替え")
        assert [(item.text.printed, [str(year) for year in item.years], [parent.printed for parent in item.parents]) for item in items] == [
            ("見守り協定の締結", ["H28", "H29", "H30", "R1", "R2"], []),
            ("新聞販売店７店", ["H28"], ["見守り協定の締結"]),
            ("郵便局14局", ["H30"], ["見守り協定の締結"]),
            ("湊小学校５基", ["R1"], ["マンホールトイレの設置"]),
            ("改修工事", ["R2"], []),
            ("屋根の塗替え", ["R2"], ["改修工事"]),
        ]

    def test_a_note_hangs_below_its_item(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """※ lines and indented lines below a dated item are notes, and give no year."""
        (item,) = achievements("・開発した。（H26）\n　※稼働は、平成27年4月に開始した。")
        assert [year.code for year in item.years] == ["H26"]
        assert [note.printed for note in item.notes] == ["稼働は、平成27年4月に開始した。"]

    def test_a_mark_glued_to_its_word_counts(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """A mark without a full stop before it is a mark."""
        (item,) = achievements("・更新した(H24)")
        assert (item.text.printed, item.mark) == ("更新した", "(H24)")

    def test_a_date_in_the_sentence_is_not_its_year(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """The mark at the end tells when it was done, not a date that was decided on."""
        (item,) = achievements("・導入（平成28年1月）を決定した。(H25)")
        assert [year.code for year in item.years] == ["H25"]

    def test_an_item_without_a_mark(self, achievements: Callable[[str], tuple[Achievement, ...]]) -> None:
        """The fiscal year that a sentence names counts where no mark does; a date alone does not."""
        assert [[year.code for year in item.years] for item in achievements("・平成25年度に選定した。\n・3月に周知した。\n・平成28年1月に始めた。")] == [
            ["H25"],
            [],
            [],
        ]

    @pytest.mark.parametrize(
        ("text", "years", "printed"),
        [
            ("・導入した。（H30～）", "H30 R1 R2", "導入した。"),
            ("・配付した。（平成\n30年８月診療分～）", "H30 R1 R2", "配付した。"),
            ("・始めた。（H31.2～）", "H30 R1 R2", "始めた。"),
            ("・始めた。(令和元年度以降)", "R1 R2", "始めた。"),
            ("・訓練した。（毎年度）", "H29 H30 R1 R2", "訓練した。"),
            ("・訓練した。（各年度）。", "H29 H30 R1 R2", "訓練した。"),
            ("・検討した。（R4～）", "R4", "検討した。"),
            ("・窓口（H30～）を移した。（R1）", "R1", "窓口（H30～）を移した。"),
            ("・会議（毎年度）を開いた。（H30）", "H30", "会議（毎年度）を開いた。"),
            ("・件数（各年度４月１日現在）", "", "件数（各年度４月１日現在）"),
            ("・受付時間を改めた。（10時～）", "", "受付時間を改めた。（10時～）"),
            ("・仕様を検討した。（Ｈ29～\nH30）", "H29 H30", "仕様を検討した。"),
        ],
    )
    def test_an_open_range_ends_with_the_plan(self, divide_text: Callable[[str], DividedDocument], text: str, years: str, printed: str) -> None:
        """（H30～） lasts to the last year of the plan, （毎年度） is every year of it; a date counts as the fiscal year it lies in."""
        head = "（平成29年度～令和2年度）\n施策１－１　まち\n1.道の整備 道路課\n【事業内容】\n整える。\n【主な実績】\n"
        (item,) = divide_text(head + text).projects[0].achievements
        assert (" ".join(year.code for year in item.years), item.text.printed) == (years, printed)

    @given(st.lists(st.sampled_from(["・", "○周知", "（団体数）H23：38", "H24：", "※", "（H23）", "。", "　", "", "しょう", "（"]), max_size=10))
    def test_no_list_breaks_it(self, profiles: dict[str, Profile], lines: list[str]) -> None:
        """Any lines give achievements that stand on lines of the list."""
        rules = profiles["progress-table"].outline
        assert rules
        found = parse_achievements([Piece(number, 1, line.strip(), line[:1] == "　") for number, line in enumerate(lines, 1)], rules, "d")
        assert all(1 <= item.span.line_start <= item.span.line_end <= len(lines) for item in found)


class TestHome:
    """Captions that stand apart from their project."""

    @pytest.fixture
    def two(self) -> list[Project]:
        """Two projects on one page."""
        span = Span("d", 1, 1, 1)
        return [
            Project("1", "d", Text("公文書の電子化", span), description=Text("公文書を電子データで保存する。", span)),
            Project("2", "d", Text("通学路の点検", span), description=Text("通学路を点検し、地図に示す。", span)),
        ]

    def test_a_caption_with_its_projects_words_is_certain(self, two: list[Project]) -> None:
        """A caption that names one project and not the other is that project's."""
        caption = Text("通学路の点検の実施", Span("d", 1, 9, 9))
        assert owners(caption, [caption], two) == {"2": caption}

    def test_a_caption_that_says_nothing_stays_with_all(self, two: list[Project]) -> None:
        """運用 could be anyone's: each candidate has it, uncertain."""
        caption = Text("運用", Span("d", 1, 9, 9))
        found = owners(caption, [caption], two)
        assert set(found) == {"1", "2"} and not any(text.certain for text in found.values())

    def test_the_only_project_on_a_page_owns_its_captions(self, two: list[Project]) -> None:
        """Where there is one project there is one owner."""
        caption = Text("運用", Span("d", 1, 9, 9))
        assert owners(caption, [caption], two[:1]) == {"1": caption}

    def test_captions_glued_together_are_parted(self, pieces: Pieces) -> None:
        """A caption that holds another one of the page at its beginning or end is two; a number stays with its word."""
        glued, alone, number = pieces("講習会の拡充調査・\n研究"), pieces("調査・研究"), pieces("調査・研究２の策定")
        page = [glued, alone, number]
        assert [["".join(piece.text for piece in part)] for part in unglue(glued, page, CAPTION_ENDS)] == [["講習会の拡充"], ["調査・研究"]]
        assert [piece.number for part in unglue(glued, page, CAPTION_ENDS) for piece in part] == [1, 1, 2]
        assert unglue(alone, page, CAPTION_ENDS) == [alone] and unglue(number, page, CAPTION_ENDS) == [number]

    def test_a_word_is_not_cut_out_of_a_caption(self, pieces: Pieces) -> None:
        """What remains must read like a caption: システム構築 is not cut out of 次期基盤システム構築 nor out of システム構築体制案."""
        for whole in (pieces("次期基盤システム構築"), pieces("システム構築体制案")):
            assert unglue(whole, [whole, pieces("システム構築")], CAPTION_ENDS) == [whole]

    def test_lines_that_may_be_two_captions_are_not_one_for_certain(self, pieces: Pieces, two: list[Project]) -> None:
        """Below 調査・検討, which may be anyone's, a line of one project is not certainly the same caption; lines of one project are."""
        for text, settled in (("調査・検討\n通学路の点検", False), ("通学路の整備\n通学路の点検", True), ("通学路の点\n検", True)):
            lines = pieces(text)
            assert split_caption(lines, two, CAPTION_ENDS) == ([lines], settled)
        uncertain = Text("調査・検討通学路の点検", Span("d", 1, 9, 10), certain=False)
        assert not any(text.certain for text in owners(uncertain, [uncertain], two).values())

    def test_captions_side_by_side_are_parted_where_the_layout_says_so(self, pieces: Pieces, profiles: dict[str, Profile]) -> None:
        """A blank between two captions parts them in a progress table, and nothing in a layout that prints blanks inside them."""
        side_by_side = pieces("事業案の検討 手段の拡充")
        assert [part[0].text for part in break_line(side_by_side, profiles["progress-table"].project.caption_break)] == ["事業案の検討", "手段の拡充"]
        assert break_line(side_by_side, profiles["labelled-sheet"].project.caption_break) == [side_by_side]


class TestLines:
    """Lines, pages and pieces."""

    def test_a_page_begins_at_a_form_feed(self) -> None:
        """A form feed begins a page at the head of a line and ends one at its tail."""
        assert [line.page for line in paginate(["一", "\f二", "三\f", "四", "\f", "五"], Page())] == [1, 2, 2, 3, 4, 4]

    def test_form_feeds_are_not_kept(self) -> None:
        """A stored line has no form feed in it."""
        assert paginate(["\f一"], Page()) == (Line(1, 1, "一"),)

    def test_latin_words_keep_their_blank(self) -> None:
        """Broken lines are joined as people would write them."""
        assert join(["SNS を活用した", "情報発信"]) == "SNS を活用した情報発信"
        assert join(["Smart", "City"]) == "Smart City"

    def test_patterns_see_one_form(self) -> None:
        """Full width, radicals and range marks are one in the form that patterns match."""
        assert plain("　（Ｈ23～H24）〜⾏") == "(H23~H24)~行"

    @given(st.lists(st.text("あA 　", max_size=5), min_size=1, max_size=6), st.data())
    def test_a_cut_is_what_it_cuts(self, texts: list[str], data: st.DataObject) -> None:
        """Pieces cut out of joined lines hold exactly the characters of the cut, on their own lines."""
        joined = Joined([Piece(number, 1, text) for number, text in enumerate(texts, 1)])
        start = data.draw(st.integers(0, len(joined.text)))
        end = data.draw(st.integers(start, len(joined.text)))
        cut = joined.cut(start, end)
        assert "".join("".join(piece.text.split()) for piece in cut) == "".join(joined.text[start:end].split())


class TestPassages:
    """Passages glue back to the document."""

    def test_every_passage_stands_in_its_projects_lines(self, divided: dict[str, DividedDocument]) -> None:
        """Each printed part of a passage is found in the lines of its span."""
        for document in divided.values():
            for project in document.projects:
                for text in _texts(project):
                    printed = "".join(line.text for line in document.lines[text.span.line_start - 1 : text.span.line_end])
                    assert _letters(text.printed) <= _letters(printed), (project.id, text)

    def test_no_passage_crosses_a_project(self, divided: dict[str, DividedDocument]) -> None:
        """The lines of one project's fields never reach over the head of another."""
        for document in divided.values():
            heads = {project.id: project.title.span.line_start for project in document.projects}
            passages = [passage for passage in cut_passages(document) if passage.kind not in ("action", "sidebar")]
            for passage in passages:
                crossed = [other for other, line in heads.items() if passage.project_id != other and passage.span.line_start <= line <= passage.span.line_end]
                assert not crossed, passage

    def test_no_line_is_two_projects(self, divided: dict[str, DividedDocument]) -> None:
        """But for captions, a line belongs to the passages of one project alone."""
        for document in divided.values():
            owner: dict[int, str | None] = {}
            for passage in cut_passages(document):
                if passage.project_id and passage.kind not in ("action", "sidebar"):
                    for line in range(passage.span.line_start, passage.span.line_end + 1):
                        assert owner.setdefault(line, passage.project_id) == passage.project_id

    def test_passages_have_ids_of_their_own(self, divided: dict[str, DividedDocument]) -> None:
        """An id names one passage in the whole library, and tells its audience."""
        passages = [passage for document in divided.values() for passage in cut_passages(document)]
        assert len({passage.id for passage in passages}) == len(passages)
        assert {passage.plan_id for passage in passages if passage.visibility == "staff"} == {"kitaura-progress-h28-r2"}

    def test_uncertain_captions_are_no_passages(self, divided: dict[str, DividedDocument]) -> None:
        """What may be another project's is not indexed as this one's."""
        for document in divided.values():
            uncertain = {(action.span, action.printed) for project in document.projects for action in project.actions if not action.certain}
            assert not uncertain & {(passage.span, passage.text) for passage in cut_passages(document)}


def _texts(project: Project) -> list[Text]:
    fields = [project.title, *project.departments, project.description, project.indicator, project.baseline, *project.actions]
    fields += [target.cell for target in project.targets]
    fields += [text for item in project.achievements for text in (item.text, *item.parents, *item.notes)]
    fields += [text for sidebar in project.sidebars for text in (sidebar.title, *sidebar.paragraphs)]
    return [field for field in fields if field]


def _letters(text: str) -> set[str]:
    """The characters of a text but for the marks ① ② that tell several indicators apart."""
    return {char for char in plain(text.translate(dict.fromkeys(map(ord, MARKS)))) if not char.isspace()}


class TestIndicator:
    """Target columns and lists, wherever the years stand."""

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ("令和７年度（2025年度） 令和８年度（2026年度）", ["R7", "R8"]),
            ("2025(R7)年度 2026(R8)年度", ["R7", "R8"]),
            ("現状値（R5） R7 R8", ["-", "R7", "R8"]),
            ("現状値 R5 R7 R8", ["-", "R7", "R8"]),
            ("現状値 R7 R8 R9", ["-", "R7", "R8", "R9"]),
        ],
    )
    def test_columns(self, profiles: dict[str, Profile], row: str, expected: list[str]) -> None:
        """A year said twice is one column; a column of what stood before may have a year of its own or none."""
        assert [year.code if year else "-" for year in year_columns(row, profiles["labelled-sheet"].project.baseline_column)] == expected

    @pytest.mark.parametrize(
        ("years", "targets"),
        [
            ("R7：20件 R8：30件", ["R7 20件", "R8 30件"]),
            ("令和７年度　20件\n令和８年度　－", ["R7 20件", "R8 －"]),
            ("2025年度（R7）：調査\n2026年度（R8）：導入", ["R7 調査", "R8 導入"]),
            ("現状値（R5）：12件 R7：20件", ["R7 20件"]),
            ("R7 R8\n20件\n30件", ["R7 20件", "R8 30件"]),
            ("令和７年度 目標 令和８年度 目標\n20件 30件", ["R7 20件", "R8 30件"]),
            ("R7：20件\n\n設計\n\nR8：30件", []),
        ],
    )
    def test_years_behind_the_indicator(self, pieces: Pieces, profiles: dict[str, Profile], years: str, targets: list[str]) -> None:
        """Each figure stands behind its year, or below a row of years; a list that other text tears is not read."""
        fields = {"indicator": pieces("相談の件数"), "years": [replace(piece, number=piece.number + 1) for piece in pieces(years)]}
        found = read_indicator(fields, profiles["labelled-sheet"].project, "d")
        assert [f"{target.year} {target.cell}" for target in found.targets] == targets
        assert found.certain == bool(targets)

    def test_a_second_row_of_cells_leaves_both_uncertain(self, pieces: Pieces) -> None:
        """Cells of two indicators are not taken for those of one."""
        assert not split_cells(pieces("10 件 20 件\n\n50％ 60％"), 2)[2]

    def test_words_at_a_pages_end_may_be_captions(self, pieces: Pieces) -> None:
        """Three words where three cells are expected are cells only where no captions can stand."""
        words = pieces("検討\n\n試行\n\n導入")
        assert (split_cells(words, 3)[2], split_cells(words, 3, at_page_end=True)[2]) == (True, False)
