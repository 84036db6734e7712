"""Labels of a profile: those set aside, and those that the document does not have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import LayoutError
from corpus.values import DividedDocument
from corpus.years import FiscalYear
from ingest.blocks import out_of_order
from ingest.build import divide_entry
from ingest.catalog import Entry
from ingest.profile import BUILT_IN, load_profile

SHEET = "（H27年度～R1年度）\n施策１－１　まち\n1.道の整備 道路課\n【事業内容】\n整える。\n【主な実績】\n・整えた。（H28）\n"
Changed = Callable[..., DividedDocument]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Divides a text by the built-in progress table with changes to its profile."""

    def divide(text: str, *changes: tuple[str, str]) -> DividedDocument:
        profile = (BUILT_IN / "progress-table.toml").read_text("utf-8")
        for old, new in changes:
            assert old in profile
            profile = profile.replace(old, new, 1)
        (tmp_path / "own.toml").write_text(profile, "utf-8")
        (tmp_path / "plan.txt").write_text(text, "utf-8")
        loaded = load_profile(tmp_path / "own.toml")
        return divide_entry(Entry("plan", tmp_path / "plan.txt", "", "", (FiscalYear(2015), FiscalYear(2019)), layout=loaded.id), {loaded.id: loaded})

    return divide


OTHER = ("[labels]", '[labels]\nother = ["【今後の方向性】"]')


@pytest.mark.parametrize(
    "behind",
    [
        "\n【今後の方向性】\n拡充\n\n舗装の\n開始\n",
        "\n【今後の方向性】\n見直し（対象を改める。\n範囲も改める。）\n\n舗装の\n開始\n",
        "【今後の方\n向性】\n\n拡充\n\n舗装の\n開始\n",
        "\n【今後の方向性】 継続\n\n舗装の\n開始\n",
    ],
)
def test_what_is_set_aside_is_no_field(changed: Changed, behind: str) -> None:
    """The text behind an `other` label is neither an achievement nor a caption; captions behind it still come home."""
    (project,) = changed(SHEET + behind, OTHER).projects
    assert [str(item.text) for item in project.achievements] == ["整えた。"]
    assert [str(action) for action in project.actions] == ["舗装の開始"]
    ((label, kept),) = [(remark.label, str(remark.text)) for remark in project.remarks]
    assert label == "今後の方向性"
    assert kept in ("拡充", "見直し（対象を改める。範囲も改める。）", "継続")
    assert not any(word in text for text in replace(project, remarks=()).texts() for word in ("拡充", "見直し", "継続", "方向性", "範囲"))


def test_an_other_label_may_stand_between_two_fields(changed: Changed) -> None:
    """The next label ends what is set aside."""
    (project,) = changed(SHEET.replace("【主な実績】", "【備考】\nなし。\n【主な実績】"), ("[labels]", '[labels]\nother = ["【備考】"]')).projects
    assert (str(project.description), len(project.achievements)) == ("整える。", 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('achievements = "【主な実績】"', 'achievements = "【実績】"'), "【実績】 (achievements)"),
        (OTHER, "【今後の方向性】 (other)"),
    ],
)
def test_a_label_that_is_never_found_is_told(changed: Changed, change: tuple[str, str], told: str) -> None:
    """A mistyped label is named with the file of its profile."""
    (doubt,) = changed(SHEET, change).warnings
    assert told in str(doubt) and "own.toml" in str(doubt)


def test_projects_without_any_field_are_refused(changed: Changed) -> None:
    """Where no project has a description, achievements or targets, the labels are wrong, and nothing is built."""
    empty = SHEET.replace("整える。\n", "").replace("【主な実績】\n・整えた。（H28）\n", "")
    with pytest.raises(LayoutError, match=r"none of its 1 projects has a description, achievements or targets(.|\n)*【主な実績】 \(achievements\)"):
        changed(empty)


def test_a_list_is_wanted(changed: Changed) -> None:
    """`other` as a single text is a mistake with a way out."""
    with pytest.raises(Exception, match=r"own\.toml.*labels\.other: write a list of labels"):
        changed(SHEET, ("[labels]", '[labels]\nother = "【今後の方向性】"'))


def test_a_numbered_title_may_have_its_departments_behind_a_label(changed: Changed) -> None:
    """The label tells where the title ends and who owns it; a number of several parts is no place in a list."""
    text = SHEET.replace("1.道の整備 道路課\n", "1-2.道の整備\n所 管 課  道路課、公園緑地課\n")
    changes = (("[labels]", '[labels]\ndepartments = "所管課"'), ("(?P<number>\\d{1,3})", "(?P<number>[\\d-]+)"))
    (project,) = changed(text, *changes).projects
    assert (str(project.title), project.department_names, project.number) == ("道の整備", ("道路課", "公園緑地課"), None)


def test_frames_of_tables_are_no_text(changed: Changed) -> None:
    """The lines that a PDF draws between cells; a ─ may be a dash and stays."""
    (project,) = changed(SHEET.replace("整える。", "│整える。│─")).projects
    assert str(project.description) == "整える。 ─"


def test_the_year_in_a_label_is_that_of_what_was_done(changed: Changed) -> None:
    """Of what has no year itself; the lines that are cited begin with the label."""
    text = SHEET.replace("【主な実績】", "令和元年度の取組実績").replace("・整えた。（H28）", "・橋を架けた。\n・整えた。（H28）")
    (project,) = changed(text, ('achievements = "【主な実績】"', 'achievements = "令和元年度の取組実績"')).projects
    assert [(str(item.text), [year.code for year in item.years], item.span.line_start) for item in project.achievements] == [
        ("橋を架けた。", ["R1"], 6), ("整えた。", ["H28"], 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "place"),
    [([1, 1, 2, 3], None), ([1, 3, 2], 2), ([1, 2, 3, 1, 2, 3], None), ([3, 1, 2, 3], None), ([1, 2, 3, 1, 3, 2], 3), ([1, 2, 3, 1, 2], 3)],
)
def test_a_list_of_policies_before_their_sheets_puts_none_out_of_order(keys: list[int], place: int | None) -> None:
    """Policies that a list names and the sheets behind name again are in order; one that comes behind a later one is not."""
    assert out_of_order([(key,) for key in keys]) == place
