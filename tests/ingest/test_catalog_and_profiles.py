from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CatalogError, DocumentError, LayoutError
from corpus.years import FiscalYear
from ingest.build import divide_entry
from ingest.catalog import Entry, entry_for, load_catalog
from ingest.lines import plain
from ingest.profile import BUILT_IN, load_profile, load_profiles, recognise

GOOD = 'id = "plan"\npath = "plan.txt"\ntitle = "計画"\npublisher = "市"\n'


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Where a catalogue is written, beside a document."""
    (tmp_path / "plan.txt").write_text("計画", "utf-8")
    return tmp_path / "catalog.toml"


class TestCatalog:
    """The catalogue of documents."""

    def test_a_document_needs_four_keys(self, catalog: Path) -> None:
        """Id, path, title and publisher are enough; the rest has defaults."""
        catalog.write_text(f"[[document]]\n{GOOD}", "utf-8")
        (entry,) = load_catalog(catalog)
        assert entry == Entry("plan", (catalog.parent / "plan.txt").resolve(), "計画", "市")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "no \\[\\[document\\]\\]"),
            ("document = 3", "no \\[\\[document\\]\\]"),
            ("document = [3]", "write it as a \\[\\[document\\]\\] table"),
            ("[[document]\n", "not a readable TOML file"),
            ('[[document]]\nid = "plan"', "'path' is missing"),
            (f"[[document]]\n{GOOD}".replace("計画", " "), "'title' is missing"),
            (f'[[document]]\n{GOOD}colour = "red"', "unknown key 'colour'"),
            (f"[[document]]\n{GOOD}".replace('"plan"', '"Plan 1"'), "may hold only"),
            (f"[[document]]\n{GOOD}".replace("plan.txt", "gone.txt"), r"gone\.txt does not exist"),
            (f'[[document]]\n{GOOD}visibility = "secret"', "neither public nor staff"),
            (f'[[document]]\n{GOOD}period = ["R9", "R6"]', "ends before it begins"),
            (f'[[document]]\n{GOOD}period = ["2024", "2027"]', "not two fiscal years"),
            (f'[[document]]\n{GOOD}period = ["R6"]', "not two fiscal years"),
            (f"[[document]]\n{GOOD}period = 6", "not two fiscal years"),
            (f"[[document]]\n{GOOD}period = [6, 9]", "not two fiscal years"),
            (f'[[document]]\n{GOOD}aliases = "計画書"', "'aliases' is '計画書'"),
            (f"[[document]]\n{GOOD}layout = 3", "'layout' is 3"),
            (f"[[document]]\n{GOOD}[[document]]\n{GOOD}", "id 'plan' stands on several"),
        ],
    )
    def test_a_mistake_is_named(self, catalog: Path, text: str, message: str) -> None:
        """Each mistake is told with the file, and the document and key where there is one."""
        catalog.write_text(text, "utf-8")
        with pytest.raises(CatalogError, match=rf"catalog\.toml.*{message}"):
            load_catalog(catalog)

    def test_a_missing_catalogue(self, tmp_path: Path) -> None:
        """A path to nowhere names the option."""
        with pytest.raises(CatalogError, match="--catalog"):
            load_catalog(tmp_path / "none.toml")

    def test_an_era_that_changed_is_one_year(self, catalog: Path) -> None:
        """H31 in a period is R1."""
        catalog.write_text(f'[[document]]\n{GOOD}period = ["H28", "H31"]', "utf-8")
        assert load_catalog(catalog)[0].period == (FiscalYear(2016), FiscalYear(2019))

    def test_files_outside_the_catalogue_have_ids_of_their_own(self, tmp_path: Path) -> None:
        """A Latin file name is the id; two Japanese names that are anagrams do not meet."""
        assert entry_for(tmp_path / "Smart City_2025.txt", ()).id == "smart-city-2025"
        assert entry_for(tmp_path / "計画.txt", ()).id != entry_for(tmp_path / "画計.txt", ()).id


class TestProfiles:
    """Layout profiles, built in and a city's own."""

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("[labels]", "[labels]\ncolour = '色'", "labels: .*unknown labels \\['colour'\\]"),
            ("numbered = '^", "numbered = '^(", "numbered"),
            ("[departments]", "[departments]\ncolour = '色'", "departments.colour"),
            ("[departments]", "[departments", "not a readable layout profile"),
            ('id = "progress-table"', "", "id: Field required"),
            ("separators = '[、,/]'", "separators = '([、,/])'", "departments.separators: .*has a group in round brackets; write \\(\\?:"),
            ("(?P<number>[\\dIVX]+-\\d+)", "([\\dIVX]+-\\d+)", "headings.policy: .*lacks \\(\\?P<number>"),
            ("(?P<title>\\S.*)", "(.*)", "project.numbered: .*lacks \\(\\?P<title>"),
            ("(?P<label>[^()]+)", "[^()]+", "outline.labelled_group: .*lacks \\(\\?P<label>"),
            ("policy = ", "section = ", "headings.section"),
            ('description = "【事業内容】"', "", "labels.description is missing"),
            ("bullet = '^[・●◆]'", "bullet = '^[^№]'", "outline.bullet: .*a class cannot leave it out"),
        ],
    )
    def test_a_mistake_is_named(self, tmp_path: Path, old: str, new: str, message: str) -> None:
        """Each mistake is told with file and field."""
        path = tmp_path / "own.toml"
        path.write_text((BUILT_IN / "progress-table.toml").read_text("utf-8").replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogError, match=rf"own\.toml.*{message}"):
            load_profile(path)

    @pytest.mark.parametrize(
        ("pattern", "line"),
        [
            ("^№(?P<number>\\d+)　(?P<title>.+)", "№１　道の整備"),
            ("^（(?P<number>[０-９]+)）(?P<title>.+)", "(1)道の整備"),
            ("^[№＃](?P<number>\\d+) ?(?P<title>.+)", "＃１ 道の整備"),
            ("^\\（(?P<number>\\d+)[）\\]]～(?P<title>.+)", "（１）〜道の整備"),
        ],
    )
    def test_a_pattern_may_be_typed_as_the_page_shows_it(self, tmp_path: Path, pattern: str, line: str) -> None:
        """Characters that normalisation changes are changed in patterns, too, and mean themselves."""
        text = (BUILT_IN / "progress-table.toml").read_text("utf-8").replace("'^(?P<number>\\d{1,3})\\.(?=\\D)(?P<title>\\S.*)$'", f"'{pattern}'")
        (tmp_path / "own.toml").write_text(text, "utf-8")
        numbered = load_profile(tmp_path / "own.toml").project.numbered
        assert numbered and (match := numbered.match(plain(line))) and (match["number"], match["title"]) == ("1", "道の整備")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "1.道の整備 道路課\n【事業の内容】\n整える。",
                "progress-table finds no project.*No line begins with 【事業内容】; nearest are .*line 2: 【事業の内容】",
            ),
            ("第一 道の整備 道路課\n【事業内容】\n整える。", "numbered .*【事業内容】 first stands on line 2; before it line 1: 第一 道の整備"),
        ],
    )  # fmt: skip
    def test_what_was_looked_for_is_told(self, catalog: Path, text: str, message: str) -> None:
        """Where no project is found, the label looked for and the lines that come nearest are named."""
        (catalog.parent / "plan.txt").write_text(text, "utf-8")
        entry = Entry("plan", catalog.parent / "plan.txt", "計画", "市", layout="progress-table")
        with pytest.raises(LayoutError, match=message):
            divide_entry(entry, load_profiles())

    def test_a_citys_own_profile_wins(self, tmp_path: Path) -> None:
        """A profile beside the catalogue replaces the built-in one of the same id."""
        text = (BUILT_IN / "progress-table.toml").read_text("utf-8").replace("番号付き事業", "わが市の事業")
        (tmp_path / "own.toml").write_text(text, "utf-8")
        assert load_profiles([tmp_path])["progress-table"].name.startswith("わが市の事業")

    def test_two_profiles_that_fit_ask_for_a_choice(self, tmp_path: Path) -> None:
        """A document that two layouts fit is not guessed at."""
        text = (BUILT_IN / "progress-table.toml").read_text("utf-8").replace('id = "progress-table"', 'id = "twin"')
        (tmp_path / "twin.toml").write_text(text, "utf-8")
        with pytest.raises(LayoutError, match=r"several layout profiles fit.*layout"):
            recognise(["1.道の整備", "【事業内容】", "【主な実績】"], load_profiles([tmp_path]), "plan.txt")

    def test_an_unknown_layout_names_those_there_are(self, catalog: Path) -> None:
        """A layout in the catalogue that does not exist is told with the known ones."""
        entry = Entry("plan", catalog.parent / "plan.txt", "計画", "市", layout="none")
        with pytest.raises(DocumentError, match=r"'none'\. Known: indicator-rows, labelled-sheet, planned-actual, progress-table"):
            divide_entry(entry, load_profiles())

    def test_a_layout_that_does_not_fit_finds_no_project(self, catalog: Path) -> None:
        """A wrong layout in the catalogue says so instead of building nothing."""
        entry = Entry("plan", catalog.parent / "plan.txt", "計画", "市", layout="labelled-sheet")
        with pytest.raises(LayoutError, match="labelled-sheet finds no project"):
            divide_entry(entry, load_profiles())
