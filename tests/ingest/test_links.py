"""Links between plans: what is alike enough, and what a city decides of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.embedding import load_embedder
from corpus.errors import CatalogError
from corpus.library import Library
from corpus.register import Register
from corpus.settings import HERE
from corpus.values import DividedDocument, Line, Link, Plan, Project, Span, Text
from corpus.years import FiscalYear
from ingest.build import build_library
from ingest.catalog import Entry, load_catalog
from ingest.cli import ingest
from ingest.decisions import Decided, Decisions, load_decisions
from ingest.links import LEAST_LIKENESS, find_links, subject_of
from ingest.profile import load_profiles

OLD = ("図書館システムの構築", "図書館の貸出と予約を扱う情報システムを構築する。"), ("防災行政無線の整備", "災害時の情報を伝える無線を整備する。"), (
    "窓口案内の充実",
    "来庁者を窓口へ案内する。",
)  # fmt: skip
NEW = ("防災行政無線の更新", "災害の情報を市民に伝える無線設備を更新する。"), ("図書館システムの更新", "図書館の予約と貸出の情報システムを更新する。"), (
    "職員の研修",
    "職員の能力を高める研修を行う。",
)  # fmt: skip
R, H = "sagamihara-ict2-r6-r9", "sagamihara-progress-h22-h26"
ALIKE, UNLIKE = (f"{R}-01", f"{H}-01"), (f"{R}-10", f"{H}-21")


def _plan(name: str, projects: tuple[tuple[str, str], ...], publisher: str = "青空市") -> DividedDocument:
    span = Span(name, 1, 1, 1)
    plan = Plan(name, name, publisher, FiscalYear(2020), FiscalYear(2023), name, "", "public", span)
    divided = [Project(f"{name}-{i:02d}", name, Text(title, span), description=Text(told, span)) for i, (title, told) in enumerate(projects, 1)]
    return DividedDocument(plan, tuple(divided), (Line(1, 1, name),))


def _pairs(links: tuple[Link, ...]) -> dict[tuple[str, str], str]:
    return {(link.project.id, link.other.id): link.origin for link in links}


def _decided(*decisions: tuple[str, str, bool]) -> Decisions:
    entries = (Decided(f"entry {i}", confirmed, (one, other), (one[:-3], other[:-3])) for i, (one, other, confirmed) in enumerate(decisions, 1))
    return Decisions(Path("links.toml"), tuple(entries))


class TestFound:
    """Links by likeness."""

    def test_the_same_undertaking_is_linked_whatever_its_place(self) -> None:
        """Each is the other's likest; what has no like stays alone. The score is 0 to 1, and every link is inferred."""
        links = find_links([_plan("old", OLD), _plan("new", NEW)], load_embedder())
        assert _pairs(links) == {("old-01", "new-02"): "inferred", ("old-02", "new-01"): "inferred"}
        assert all(LEAST_LIKENESS <= link.score <= 1 for link in links)

    def test_the_order_of_the_catalogue_does_not_matter(self) -> None:
        """The same pairs with the same scores, read the other way round."""
        there, back = (find_links(plans, load_embedder()) for plans in ([_plan("old", OLD), _plan("new", NEW)], [_plan("new", NEW), _plan("old", OLD)]))
        assert {frozenset((link.project.id, link.other.id)): link.score for link in there} == {
            frozenset((link.project.id, link.other.id)): link.score for link in back
        }

    @pytest.mark.parametrize("publisher", ["緑野市", ""])
    def test_plans_of_other_publishers_are_not_compared(self, publisher: str) -> None:
        """Two cities may have projects of one name; a publisher that nobody named is none."""
        assert not find_links([_plan("old", OLD, publisher or ""), _plan("new", NEW, "青空市" if publisher else "")], load_embedder())

    def test_one_project_has_one_counterpart_in_a_plan(self) -> None:
        """Of two that are alike the likest is linked."""
        twice = (*NEW, ("図書館システムの構築と更新", "図書館の貸出と予約を扱う情報システムを更新する。"))
        links = find_links([_plan("old", OLD), _plan("new", twice)], load_embedder())
        assert [link.other.id for link in links if link.project.id == "old-01"] in (["new-02"], ["new-04"])

    def test_three_plans_are_compared_two_by_two(self) -> None:
        """Every two plans of the publisher have links of their own; a plan without projects has none."""
        links = find_links([_plan("a", OLD), _plan("b", NEW), _plan("c", NEW), _plan("d", ())], load_embedder())
        assert {(link.project.plan_id, link.other.plan_id) for link in links} == {("a", "b"), ("a", "c"), ("b", "c")}

    def test_of_the_real_plans_one_undertaking_goes_on(self, divided: dict[str, DividedDocument]) -> None:
        """電子申請 is in both plans. What only shares 情報システム or デジタル is not linked."""
        assert _pairs(find_links([divided[R], divided[H]], load_embedder())) == {ALIKE: "inferred"}

    def test_the_subject_of_a_title(self) -> None:
        """The first phrase without what is done to it; too short a one tells nothing."""
        assert subject_of("電子申請推進事業") == subject_of("電子申請の利用促進") == "電子申請"
        assert subject_of("職員の研修") == ""


class TestDecided:
    """What the city confirms and denies."""

    def test_a_denied_link_is_never_stored(self) -> None:
        """The likest pair is left out; the ids may stand in either order."""
        assert _pairs(find_links([_plan("old", OLD), _plan("new", NEW)], load_embedder(), _decided(("new-02", "old-01", False)))) == {
            ("old-02", "new-01"): "inferred"
        }

    def test_a_confirmed_link_is_stored_however_unlike(self) -> None:
        """Its likeness is kept, and neither of the two is linked to another project of that plan by inference."""
        links = find_links([_plan("old", OLD), _plan("new", NEW)], load_embedder(), _decided(("old-01", "new-03", True), ("old-02", "new-01", True)))
        assert _pairs(links) == {("old-01", "new-03"): "confirmed", ("old-02", "new-01"): "confirmed"}
        assert links[0].score < LEAST_LIKENESS <= links[1].score

    def test_plans_of_two_publishers_may_be_linked_by_hand(self) -> None:
        """A town that became part of the city: only what is confirmed."""
        plans = [_plan("old", OLD, "緑野町"), _plan("new", NEW)]
        assert _pairs(find_links(plans, load_embedder(), _decided(("old-01", "new-02", True)))) == {("old-01", "new-02"): "confirmed"}

    def test_a_project_that_there_is_not_is_told(self) -> None:
        """The file, the entry, the id, and how to find the right one."""
        with pytest.raises(CatalogError, match=r"links\.toml: entry 1: .*no project 'new-77'.*plan-assistant projects"):
            find_links([_plan("old", OLD), _plan("new", NEW)], load_embedder(), _decided(("old-01", "new-77", False)))

    def test_a_document_that_is_not_built_now_is_waited_for(self) -> None:
        """A build of some documents does not stumble over decisions on the others."""
        assert not find_links([_plan("old", OLD)], load_embedder(), _decided(("old-01", "new-02", True)))


@pytest.fixture
def entries() -> tuple[Entry, ...]:
    """The entries of the two real documents."""
    return load_catalog(HERE / "catalog.toml")


def _table(kind: str, pair: tuple[str, str], more: str = "") -> str:
    return f"[[{kind}]]\nprojects = {json.dumps(pair)}\n{more}\n"


class TestFile:
    """`links.toml` beside the catalogue."""

    def test_what_is_in_it(self, tmp_path: Path, entries: tuple[Entry, ...]) -> None:
        """Each entry with its projects, the documents they are of, and why."""
        (tmp_path / "links.toml").write_text(_table("confirmed", ALIKE, 'reason = "確認済み"') + _table("denied", UNLIKE), "utf-8")
        confirmed, denied = load_decisions(tmp_path, entries).entries
        assert confirmed == Decided("confirmed 1", True, ALIKE, (R, H), "確認済み")
        assert denied == Decided("denied 1", False, UNLIKE, (R, H))

    def test_none_is_needed(self, tmp_path: Path, entries: tuple[Entry, ...]) -> None:
        """Without the file nothing is decided; the one that ships holds only its own explanation."""
        assert load_decisions(tmp_path, entries) == Decisions()
        assert load_decisions(HERE, entries).entries == ()

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[[confirmed]\n", "not a readable TOML file"),
            ("[[approved]]\n", "unknown key 'approved'"),
            ("denied = 3", "'denied' is 3"),
            ("denied = [3]", "denied 1: write it as a"),
            (_table("denied", ALIKE, 'note = "?"'), "denied 1: unknown key 'note'"),
            ('[[confirmed]]\nprojects = ["one"]', r"confirmed 1: projects is \['one'\]"),
            ("[[confirmed]]", "confirmed 1: projects is None"),
            (_table("confirmed", ALIKE, "reason = 3"), "confirmed 1: reason is 3"),
            (_table("confirmed", ("nowhere-01", ALIKE[0])), "confirmed 1: no document of the catalogue has a project 'nowhere-01'"),
            (_table("denied", (f"{R}-01", f"{R}-02")), f"denied 1: both projects are of the document {R}"),
            (_table("confirmed", ALIKE) + _table("denied", (ALIKE[1], ALIKE[0])), "denied 1: .* stand in confirmed 1 already"),
        ],
    )
    def test_a_mistake_is_named(self, tmp_path: Path, entries: tuple[Entry, ...], text: str, message: str) -> None:
        """With the file, the entry, and what to write."""
        (tmp_path / "links.toml").write_text(text, "utf-8")
        with pytest.raises(CatalogError, match=rf"links\.toml: .*{message}|links\.toml: {message}"):
            load_decisions(tmp_path, entries)


class TestStored:
    """Links in the library."""

    def test_a_change_of_the_file_builds_anew(self, tmp_path: Path) -> None:
        """What is denied is gone from the next build; without a change nothing is built."""
        text = (HERE / "catalog.toml").read_text("utf-8").replace('path = "documents', f'path = "{HERE}/documents')
        (tmp_path / "catalog.toml").write_text(text, "utf-8")
        assert "built" in _ingest(tmp_path) and "up to date" in _ingest(tmp_path)
        assert _stored(tmp_path / "library") == [(*ALIKE, "inferred")]
        (tmp_path / "links.toml").write_text(_table("denied", ALIKE) + _table("confirmed", UNLIKE), "utf-8")
        assert "built" in _ingest(tmp_path) and _stored(tmp_path / "library") == [(*UNLIKE, "confirmed")]

    def test_what_the_audience_may_not_see_is_not_linked(self, tmp_path: Path, entries: tuple[Entry, ...]) -> None:
        """A link to a project for staff does not exist for the public."""
        build_library(tmp_path, [replace(entry, visibility="staff") if entry.id == H else entry for entry in entries], load_profiles(), load_embedder())
        public, staff = (Library.open(tmp_path, audience) for audience in ("public", "staff"))
        (link,) = staff.links_of(staff.projects_of(R)[0])
        assert link.other.id == ALIKE[1] and staff.links_of(link.other)[0].other.id == ALIKE[0]
        assert not any(map(public.links_of, public.projects))


def _ingest(city: Path) -> str:
    app = typer.Typer()
    app.command()(ingest)
    result = CliRunner().invoke(app, ["--catalog", str(city / "catalog.toml"), "--library", str(city / "library")])
    assert result.exit_code == 0, result.output
    return result.output


def _stored(library: Path) -> list[tuple[str, str, str]]:
    return [(one, other, origin) for one, other, _, origin in Register(Library.open(library).folder).links()]
