from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import StaticEmbedder, Vectors, load_embedder
from corpus.errors import LibraryError, ModelError
from corpus.fulltext import FullText
from corpus.kin import Kin
from corpus.library import Library, current_build, matching_projects, point_to
from corpus.mentions import Mentions
from corpus.register import FILE, Register
from corpus.text import squeeze
from corpus.values import Span
from corpus.vectors import EXACT_ROWS, VectorIndex
from corpus.words import spelled, words

STAFF_ONLY = "kitaura-progress-h28-r2"


class TestAudience:
    """Who sees what."""

    def test_the_public_sees_no_staff_document(self, built: Path) -> None:
        """Plans, projects, departments and lines of a staff document do not exist for the public."""
        public, staff = Library.open(built), Library.open(built, "staff")
        assert STAFF_ONLY in {plan.id for plan in staff.plans} - {plan.id for plan in public.plans}
        assert staff.projects_of(STAFF_ONLY) and not public.projects_of(STAFF_ONLY)
        assert public.project(f"{STAFF_ONLY}-101") is None
        assert "危機管理局" in staff.department_names
        assert "危機管理局" not in public.department_names
        assert staff.lines(STAFF_ONLY, 1, 5) and not public.lines(STAFF_ONLY, 1, 5)
        assert public.quote(Span(STAFF_ONLY, 1, 1, 5)) == ""

    def test_the_public_searches_no_staff_document(self, built: Path) -> None:
        """Both indexes find the passages of a staff document for staff, and never for the public, however many are asked for."""
        terms = [(word,) for word in words("防災行政無線デジタル化事業")]
        for audience, seen in (("staff", {True, False}), ("public", {False})):
            library = Library.open(built, audience)
            vector = library.embedder.embed(["防災行政無線デジタル化事業"])[0]
            rows = [row for row, _ in (*library.fulltext.search(terms, 1000), *library.vectors.search(vector, 1000))]
            assert {library.passages[row].plan_id == STAFF_ONLY for row in rows} == seen
            assert {library.passages[row].visibility == "staff" for row in rows} == seen

    def test_the_public_cannot_tell_a_staff_word(self, built: Path) -> None:
        """A word that only a staff document holds is unknown to the public."""
        assert Library.open(built, "staff").fulltext.known("津波")
        assert not Library.open(built).fulltext.known("津波")

    def test_a_filter_does_not_change_a_score(self, built: Path) -> None:
        """A public passage scores the same for either audience."""
        terms = [(word,) for word in words("窓口にキャッシュレス決済端末を導入します")]
        staff = dict(Library.open(built, "staff").fulltext.search(terms, 1000))
        public = dict(Library.open(built).fulltext.search(terms, 1000))
        assert public and all(score == pytest.approx(staff[row]) for row, score in public.items())


class TestReading:
    """What a library gives back."""

    def test_it_is_found_again_as_divided(self, built: Path) -> None:
        """A project read from the register holds its fields with their lines."""
        project = Library.open(built).project("akari-smart-r7-r9-01")
        assert project and project.title.printed == "成果指標ダッシュボードの構築"
        assert [target.cell.printed for target in project.targets] == ["20 指標", "30 指標", "40 指標"]

    def test_a_quote_is_what_the_lines_print(self, built: Path) -> None:
        """The quote of a span stands in the document, radicals mapped and empty lines left out."""
        library = Library.open(built)
        project = library.project("akari-smart-r7-r9-01")
        assert project and project.description
        assert squeeze(library.quote(project.description.span)).endswith(squeeze(project.description.printed))

    def test_rows_of_both_indexes_are_passages(self, built: Path) -> None:
        """A passage's own words and its own vector lead back to it."""
        library = Library.open(built, "staff")
        for row, passage in enumerate(library.passages):
            nearest = library.vectors.search(library.embedder.embed([passage.indexed])[0], 5)
            assert row in [found for found, _ in nearest] or nearest[0][1] > 0.999
        row = next(i for i, passage in enumerate(library.passages) if "津波避難路の階段" in passage.text)
        assert library.fulltext.search([(word,) for word in words("津波避難路の階段や手すりを整備する")], 1)[0][0] == row

    def test_projects_are_found_by_any_printed_text(self, built: Path) -> None:
        """Blanks and width in what is looked for do not matter."""
        projects = Library.open(built).projects
        assert [project.title.printed for project in matching_projects(projects, "ＬＩＮＥ 活用")] == ["公式LINE活用の推進"]

    def test_many_threads_may_read_one_library(self, built: Path) -> None:
        """Readers in several threads get the same projects."""
        library = Library.open(built)
        with ThreadPoolExecutor(8) as pool:
            counts = set(pool.map(lambda _: len(library.register.projects("akari-smart-r7-r9")), range(64)))
        assert counts == {len(library.projects_of("akari-smart-r7-r9"))}

    def test_a_word_no_passage_holds_weighs_most(self, built: Path) -> None:
        """An unknown word is as rare as can be."""
        fulltext = Library.open(built).fulltext
        assert not fulltext.known("量子暗号")
        assert fulltext.idf("量子暗号") > fulltext.idf("整備") > 0
        assert fulltext.search([], 5) == []


def _remove(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"\xff\x00 not what it was " * 500)


class TestDamage:
    """A damaged library says so and names the command that mends it."""

    def test_no_library(self, tmp_path: Path) -> None:
        """Where nothing was built, the message names the command that builds."""
        with pytest.raises(LibraryError, match="plan-assistant ingest --library"):
            Library.open(tmp_path)

    def test_the_pointer_points_nowhere(self, library: Path) -> None:
        """A build that is gone is told from a library that never was."""
        point_to(library, "gone")
        with pytest.raises(LibraryError, match=r"gone.*missing.*plan-assistant ingest"):
            Library.open(library)

    def test_the_pointer_is_no_text(self, library: Path) -> None:
        """Any bytes in the pointer are an error that names it."""
        (library / "current").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(LibraryError, match=r"current.*plan-assistant ingest"):
            Library.open(library)

    @pytest.mark.parametrize("damage", [_remove, _truncate, _overwrite])
    def test_a_damaged_register(self, library: Path, damage: Callable[[Path], None]) -> None:
        """The register asks to be built anew."""
        damage(current_build(library) / FILE)
        with pytest.raises(LibraryError, match=r"register.*plan-assistant ingest --force"):
            _ = Library.open(library).passages

    def test_a_record_that_is_no_project(self, library: Path) -> None:
        """A record that does not fit is damage, not a crash."""
        with sqlite3.connect(current_build(library) / FILE) as db:
            db.execute("UPDATE projects SET record = '{}'")
        with pytest.raises(LibraryError, match="plan-assistant ingest --force"):
            Library.open(library)

    def test_a_register_of_another_format(self, library: Path) -> None:
        """A library of an older version asks to be built anew."""
        with sqlite3.connect(current_build(library) / FILE) as db:
            db.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
        with pytest.raises(LibraryError, match="format 0"):
            Register(current_build(library))

    @pytest.mark.parametrize("damage", [_remove, _truncate, _overwrite])
    def test_damaged_full_text(self, library: Path, damage: Callable[[Path], None]) -> None:
        """The full text asks to be built anew, at opening or at the first search."""
        build = current_build(library)
        for path in (build / "fulltext").glob("*.term"):
            damage(path)
        with pytest.raises(LibraryError, match=r"fulltext.*plan-assistant ingest --force"):
            FullText(build).search([("防災",)], 5)

    @pytest.mark.parametrize("damage", [_remove, _truncate, _overwrite])
    @pytest.mark.parametrize("file", ["vectors.npy", "vectors/chroma.sqlite3"])
    def test_damaged_vectors(self, library: Path, file: str, damage: Callable[[Path], None]) -> None:
        """So do both forms of the vectors, when they are needed."""
        build = current_build(library)
        damage(build / file)
        exact_rows = 0 if "chroma" in file else EXACT_ROWS
        with pytest.raises(LibraryError, match=r"vectors.*plan-assistant ingest --force"):
            VectorIndex(build, exact_rows=exact_rows).search(load_embedder().embed(["防災"])[0], 5)

    @pytest.mark.parametrize("damage", [_remove, _truncate, _overwrite])
    @pytest.mark.parametrize("file", ["words.txt", "held.npy", "starts.npy"])
    def test_damaged_kin(self, library: Path, file: str, damage: Callable[[Path], None]) -> None:
        """And the words of the passages."""
        damage(current_build(library) / "kin" / file)
        with pytest.raises(LibraryError, match=r"kin.*plan-assistant ingest --force"):
            Kin(current_build(library))

    @pytest.mark.parametrize("damage", [_remove, _truncate, _overwrite])
    @pytest.mark.parametrize("file", ["letters.npy", "begins.npy", "pairs.npy", "starts.npy", "places.npy"])
    def test_damaged_mentions(self, library: Path, file: str, damage: Callable[[Path], None]) -> None:
        """And the index of mentions."""
        damage(current_build(library) / "mentions" / file)
        with pytest.raises(LibraryError, match=r"mentions.*plan-assistant ingest --force"):
            Mentions(current_build(library))

    def test_missing_index_folders(self, tmp_path: Path) -> None:
        """A folder without indexes is no library."""
        with pytest.raises(LibraryError, match="full-text"):
            FullText(tmp_path)
        with pytest.raises(LibraryError, match="vectors are missing"):
            VectorIndex(tmp_path)

    def test_vectors_of_another_length(self, library: Path) -> None:
        """A model with another dimension than the library's is told with both, and the command that mends it."""
        with pytest.raises(LibraryError, match=r"256 .*3 .*plan-assistant ingest"):
            Library.open(library).vectors.search(np.ones(3, dtype=np.float32), 5)


class TestNearest:
    """Scoring a small set exactly, and finding in a large one."""

    @pytest.fixture
    def question(self) -> Vectors:
        """The vectors of two questions."""
        return load_embedder().embed(["防災行政無線", "窓口のキャッシュレス決済"])

    def test_both_ways_find_the_same(self, built: Path, question: Vectors) -> None:
        """Chroma's nearest passages are those that exact scoring ranks first, with the same cosines but for rounding."""
        build = current_build(built)
        for vector in question:
            exact, found = (dict(VectorIndex(build, exact_rows=rows).search(vector, 10)) for rows in (EXACT_ROWS, 0))
            assert list(exact) == list(found) and list(exact.values()) == pytest.approx(list(found.values()), abs=2e-3)

    @pytest.mark.parametrize("exact_rows", [0, EXACT_ROWS])
    def test_only_wanted_rows_are_found(self, built: Path, question: Vectors, exact_rows: int) -> None:
        """A filter leaves none of the others, however many are asked for."""
        build = current_build(built)
        wanted = np.arange(0, len(VectorIndex(build).rows), 7)
        rows, cosines = VectorIndex(build, exact_rows=exact_rows).nearest(question, 100, wanted)
        assert set(rows.tolist()) <= set(wanted.tolist()) and cosines.shape == (2, len(rows)) and len(rows)

    def test_no_rows_find_nothing(self, built: Path, question: Vectors) -> None:
        """Where nothing may be seen there is nothing to be near."""
        rows, cosines = VectorIndex(current_build(built), np.empty(0, dtype=np.int64)).nearest(question, 5)
        assert len(rows) == 0 and cosines.shape == (2, 0)


class TestKin:
    """How near the words of a passage are to those of a question."""

    def test_a_passage_that_holds_the_words_is_closest_kin(self, built: Path) -> None:
        """All words held is 1; words of like meaning come near it, others do not."""
        library = Library.open(built, "staff")
        own = [library.kin.kinship(spelled(passage.indexed), np.asarray([row]))[0] for row, passage in enumerate(library.passages) if spelled(passage.indexed)]
        assert min(own) == pytest.approx(1.0)
        near, far = library.kin.kinship(["逃げる"], library.rows), library.kin.kinship(["寿司"], library.rows)
        evacuation = next(row for row, passage in enumerate(library.passages) if "避難" in passage.text)
        assert near[evacuation] > far[evacuation] and far.min() >= 0 and near.max() <= 1

    def test_some_rows_score_as_they_do_among_all(self, built: Path) -> None:
        """Which other rows are looked at changes nothing."""
        library = Library.open(built, "staff")
        some = library.rows[::5]
        assert np.allclose(library.kin.kinship(["窓口", "supermarket"], library.rows)[some], library.kin.kinship(["窓口", "supermarket"], some))

    def test_no_words_are_nobodys_kin(self, built: Path) -> None:
        """A question without a word that means something scores 0 everywhere."""
        library = Library.open(built)
        assert not library.kin.kinship([], library.rows).any()


class TestMentions:
    """In which projects a word stands."""

    WORDS = ("窓口", "RPA", "AI", "電子申請", "H23", "デジタルサイネージ", "課", "ICT-BCP", "ＱＲコード", "18", "どこにもない言葉", "a", "。")

    @pytest.mark.parametrize("word", WORDS)
    def test_finds_what_reading_all_projects_finds(self, built: Path, word: str) -> None:
        """Exactly the projects that hold the word; a Latin one only as a word of its own."""
        library = Library.open(built, "staff")
        wanted = re.escape(squeeze(word))
        pattern = re.compile(rf"(?<![a-z]){wanted}(?![a-z])" if squeeze(word).isascii() else wanted)
        held = [project.id for project in library.projects if any(pattern.search(squeeze(text)) for text in project.texts())]
        assert [project.id for project in library.built(library.holding(word))] == held

    def test_every_title_is_found(self, built: Path) -> None:
        """Long words too, and of every project."""
        library = Library.open(built, "staff")
        assert all(project in library.built(library.holding(project.title.printed)) for project in library.projects)

    def test_the_empty_word_is_nowhere(self, built: Path) -> None:
        """Nothing is asked for, nothing is found."""
        assert Library.open(built).holding(" ") == set()

    def test_what_may_not_be_seen_is_not_given(self, built: Path) -> None:
        """The index knows all projects, the library those of its audience."""
        public, staff = Library.open(built, "public"), Library.open(built, "staff")
        assert {project.id for project in public.built(public.holding("事業"))} == {
            project.id for project in staff.built(staff.holding("事業")) if staff.plan_of(project).visibility == "public"
        }


class TestModel:
    """The embedding model a library was built with."""

    def test_another_model_asks_for_a_new_build(self, library: Path) -> None:
        """Vectors of two models are never compared."""
        with sqlite3.connect(current_build(library) / FILE) as db:
            db.execute("UPDATE meta SET value = 'static:another' WHERE key = 'embedding_model'")
        with pytest.raises(LibraryError, match=r"static:another.*plan-assistant ingest"):
            Library.open(library)

    def test_vectors_have_length_one(self) -> None:
        """Every text with a known piece has a vector of length 1, an empty one has zeros."""
        vectors = load_embedder().embed(["市民", "RPAによる業務効率化の推進", ""])
        assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0], atol=1e-3)

    def test_a_folder_that_is_no_model(self, tmp_path: Path) -> None:
        """A folder without a model names the setting."""
        with pytest.raises(ModelError, match="embedding_model"):
            StaticEmbedder(tmp_path)

    def test_a_model_of_another_kind(self, tmp_path: Path) -> None:
        """A transformer needs sentence-transformers, and the message says so."""
        (tmp_path / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Transformer"}]))
        with pytest.raises(ModelError, match="sentence-transformers"):
            StaticEmbedder(tmp_path)
