"""Evidence: the smallest pieces that can be quoted, and what a question needs to stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.evidence import atoms_of, holds_counted, literal_runs, nested_text, only_counts, plan_atoms, stands_alone
from corpus.library import Library
from corpus.text import loose, squeeze
from corpus.values import Project

PORTAL = "さがみはら地域ポータルサイトの構築事業"


def test_an_achievement_is_quoted_with_what_it_hangs_under(project: Callable[[str], Project]) -> None:
    """掲載団体数 stands in a line above the figure; the piece holds both, its year and its mark."""
    (atom,) = [atom for atom in atoms_of(project(PORTAL)) if "38団体" in atom.text]
    assert atom.text == "機能及びコンテンツ拡充：サイトへの掲載団体数：38団体"
    assert [year.code for year in atom.years] == ["H23"] and "H23" in atom.mark and atom.has_time


def test_uncertain_captions_are_no_evidence(library: Library) -> None:
    """A caption that may be a neighbour's is never a piece of the project."""
    unsure = {(each.id, action.printed) for each in library.projects for action in each.actions if not action.certain}
    quoted = {(each.id, atom.text) for each in library.projects for atom in atoms_of(each) if atom.kind == "action"}
    assert unsure and quoted and not unsure & quoted


def test_every_piece_stands_in_the_lines_it_names(library: Library) -> None:
    """The text of each piece is found again, blanks aside, in the lines that would be cited for it."""
    for each in library.projects:
        for atom in atoms_of(each):
            source = squeeze(library.quote(atom.span))
            assert all(squeeze(part) in source for part in re.split("[：。]", atom.text)), (each.title.printed, atom.text)


def test_a_plan_has_pieces_of_its_own(library: Library) -> None:
    """What a plan says of itself belongs to no project."""
    assert all(atom.project_id is None and atom.text for plan in library.plans for atom in plan_atoms(plan))
    assert any(plan_atoms(plan) for plan in library.plans)


def test_nested_lines_are_joined_from_the_outside(project: Callable[[str], Project]) -> None:
    """An achievement without parents is itself."""
    flat = next(item for item in project(PORTAL).achievements if not item.parents)
    assert nested_text(flat) == flat.text.printed


@pytest.mark.parametrize(
    ("text", "unit", "holds"),
    [
        ("バナー広告の掲載（３法人）", "法人", True), ("バナー広告の掲載", "法人", False), ("59団体（新規21団体）", "掲載団体数", True),
        ("延べ30名が参加した", "参加人数", True), ("市内8カ所に設置", "か所", True), ("三種類を公開", "種類公開", True), ("実施率100％", "%", True),
        ("平成24年度に開始", "#", False), ("62手続き", "#", True),
    ],
)  # fmt: skip
def test_a_quantity_needs_its_figure(text: str, unit: str, holds: bool) -> None:
    """何法人 is answered only by a figure with 法人; a year is no quantity."""
    assert holds_counted(text, unit) is holds


@pytest.mark.parametrize(
    ("question", "text", "counts"),
    [
        ("3法人はどこですか", "バナー広告の掲載（３法人）", True),
        ("3法人はどこですか", "A社、B社、C社の３法人", False),
        ("何法人ですか", "バナー広告の掲載（３法人）", False),
        ("2課はどこですか", "3法人を選定した", False),
        ("小学4年生はどこを見学しますか", "小学４年生は清掃センターを見学する", False),
    ],
)
def test_a_count_does_not_say_which(question: str, text: str, counts: bool) -> None:
    """Who asks which three is not answered by a sentence that only says that there were three."""
    assert only_counts(question, text) is counts


@pytest.mark.parametrize(
    ("run", "text", "alone"), [("学校給食", "中学校給食ブログ", False), ("学校給食", "学校給食の献立", True), ("学校給食", "中学校給食と学校給食", True)]
)
def test_a_run_may_be_part_of_a_longer_word(run: str, text: str, alone: bool) -> None:
    """学校給食 does not stand in 中学校給食ブログ as a word of its own."""
    assert stands_alone(run, text) is alone


def test_literal_runs_are_long_first_and_without_endings() -> None:
    """Runs have 4 to 10 characters, the longest come first, and none begins or ends in hiragana."""
    runs = literal_runs("掲載団体数は何団体になりましたか")
    assert loose("掲載団体数") == runs[0]
    assert [len(run) for run in runs] == sorted((len(run) for run in runs), reverse=True)
    assert all(4 <= len(run) <= 10 and "は" not in (run[0], run[-1]) for run in runs)
    assert not literal_runs("これはいつ？")
