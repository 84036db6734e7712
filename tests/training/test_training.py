"""The training script, from sources to a model folder, on toy texts. Only the tests of `learn` need torch."""

from __future__ import annotations

import json
import lzma
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpus.embedding import StaticEmbedder
from corpus.kana import with_words
from corpus.text import normalise
from evals.cases import Case, Expected
from evals.invented import kept, taught
from training.exam import Matters, framed, load_wordings, of_paragraph, project_lines
from training.export import export
from training.files import Group, TrainingError, Work, read_groups, spread, write_groups
from training.learn import learn, make_lesson
from training.lexicon import write_lexicon
from training.measure import open_cases
from training.pieces import Pieces, build, count_words, words
from training.recipe import Recipe
from training.rows import Rows, initial_rows
from training.sources import MUNICIPAL, READERS, SAYINGS, Source, load_sources

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed: pip install 'plan-assistant[training]'")
TOY = Recipe(tokens=400, characters=60, dimension=16, batch=32, steps=150, warmup=5, rate=0.02, seeds=(1, 2))
THINGS = {"市役所": "cityhall", "図書館": "library", "税金": "tax", "保育園": "nursery", "公園": "park", "道路": "road", "病院": "hospital", "学校": "school"}
DEEDS = {"相談": "advice", "予約": "booking", "整備": "building", "案内": "guide", "点検": "check", "廃止": "closing", "支援": "support", "調査": "survey"}
ROOT = Path(__file__).parents[2]


def analyse(text: str) -> Iterator[tuple[str, str]]:
    """Cuts at の and blanks; two spellings of the city hall are one."""
    for word in text.replace("の", " の ").split():
        yield word, "市役所" if word == "市庁" else word


def toy_groups() -> list[Group]:
    """Every thing with every deed, in Japanese and English; one thing in two spellings."""
    return [
        Group((f"{thing}の{deed}", f"市庁の{deed}") if thing == "市役所" else (f"{thing}の{deed}",), (f"{act} of {place}",))
        for thing, place in THINGS.items()
        for deed, act in DEEDS.items()
    ]


def texts(groups: list[Group]) -> list[str]:
    """All texts of the groups."""
    return [text for group in groups for text in group.texts]


def toy_vocabulary() -> tuple[Tokenizer, Pieces]:
    """Tokenizer and pieces of the toy groups."""
    return build(count_words([(1.0, texts(toy_groups()))], analyse), TOY)


def random_vector(word: str) -> Rows | None:
    """A vector that tells nothing but which word it is."""
    return np.random.default_rng(crc32(word.encode())).standard_normal(20).astype(np.float32)


def word_vector(word: str) -> Rows | None:
    """A vector of its own for each thing and deed."""
    known = [*THINGS, *DEEDS]
    return np.eye(20, dtype=np.float32)[known.index(word)] if word in known else None


class TestSources:
    """Readers of the sources."""

    def test_every_source_says_how_to_read_it_where_to_get_it_and_under_what_licence(self) -> None:
        """A row without a reader, a place or a licence would fail after an hour, or in court."""
        for source in load_sources():
            assert source.reader in READERS
            assert source.get and source.licence and source.credit
            assert source.weight > 0
            assert "NC" not in source.licence and "ND" not in source.licence

    def test_the_readme_says_where_to_get_every_source(self) -> None:
        """And the card of the shipped model names what it was made from."""
        readme, card = (path.read_text("utf-8") for path in (ROOT / "training" / "README.md", ROOT / "corpus" / "model" / "README.md"))
        for source in load_sources():
            if source.files:
                assert source.get.format(data="training-data").removeprefix("pip install ").replace("==1.5", "") in readme
                assert source.get.split()[2].replace("==", " ") in card

    def test_a_missing_file_is_named_with_the_command_that_fetches_it(self, tmp_path: Path) -> None:
        """A missing file is named with the command that fetches it."""
        source = next(source for source in load_sources() if source.id == "jaquad")
        with pytest.raises(TrainingError, match=rf"jaquad: {tmp_path}/JaQuAD/.* is missing.*git clone https://github.com/SkelterLabsInc/JaQuAD {tmp_path}"):
            source.paths(tmp_path)

    def test_a_missing_package_is_named_with_the_command_that_installs_it(self, tmp_path: Path) -> None:
        """A missing package is named with the command that installs it."""
        source = Source("dictionary", "jmdict", 1.0, "pip install no-such", "CC BY-SA 4.0", "nobody", ("a.db",), "no_such_package")
        with pytest.raises(TrainingError, match=r"no_such_package is not installed. Get it: pip install no-such"):
            source.paths(tmp_path)

    def test_a_damaged_file_is_no_traceback(self, tmp_path: Path) -> None:
        """A damaged file is named with its source and the way to get it anew."""
        (tmp_path / "a.json").write_text('{"data": [{}]}', "utf-8")
        source = Source("broken", "squad", 1.0, "fetch it", "CC BY-SA 4.0", "nobody", ("a.json",))
        with pytest.raises(TrainingError, match=r"broken: its files are not as expected .*paragraphs.* Get them anew: fetch it"):
            list(source.groups(tmp_path))

    def test_questions_of_one_paragraph_are_one_group(self, tmp_path: Path) -> None:
        """Otherwise a batch would take the right paragraph for a wrong one. The mark between title and text goes."""
        paragraph = {"context": "梅雨 [SEP] 梅雨は雨季です。六月に始まります。", "qas": [{"question": "何季?"}, {"question": "いつ?"}, {"question": "いつ?"}]}
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"data": [{"title": "梅雨", "paragraphs": [paragraph]}]}), "utf-8")
        assert list(READERS["squad"]([path])) == [Group(("何季?", "いつ?"), ("梅雨 梅雨は雨季です。六月に始まります。",))]
        assert list(READERS["squad_titles"]([path])) == [Group(("梅雨",), ("梅雨 梅雨は雨季です。六月に始まります。",))]
        assert list(READERS["squad_neighbours"]([path])) == [Group(("梅雨 梅雨は雨季です。",), ("六月に始まります。",))]

    def test_the_last_translation_of_a_sentence_counts(self, tmp_path: Path) -> None:
        """The Kyoto corpus keeps three; a sentence without the last one is left out. A bare & does not stop the reading."""
        path = tmp_path / "a.xml"
        first, last = '<e type="trans" ver="1">Old</e>', '<e type="check" ver="1">R&amp;D & co</e>'
        path.write_text(f"<art><tit><j>研究</j>\n{first}\n{last}</tit><sen><j>訳なし</j>{first}</sen></art>", "utf-8")
        assert list(READERS["kyoto"]([path])) == [Group(("研究",), ("R&D & co",))]

    def test_tables_and_lines_become_pairs(self, tmp_path: Path) -> None:
        """Lexicon, parallel lines, likenesses and choices."""
        (tmp_path / "a.csv").write_text('"日本語","英語",\n"寺","temple",\n"","nothing",\n', "utf-8-sig")
        (tmp_path / "a.ja").write_text("これ は 本 です 。\n", "utf-8")
        (tmp_path / "a.en").write_text("this is a book .\n", "utf-8")
        rows = [{"sentence1": "甲", "sentence2": "乙", "label": 4.0}, {"sentence1": "甲", "sentence2": "丙", "label": 1.0}]
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
        (tmp_path / "b.jsonl").write_text(json.dumps({"question": "絵のある本は?", "choice0": "本", "choice1": "絵本", "label": 1}), "utf-8")
        assert list(READERS["kyoto_lexicon"]([tmp_path / "a.csv"])) == [Group(("寺",), ("temple",))]
        assert list(READERS["parallel_lines"]([tmp_path / "a.ja", tmp_path / "a.en"])) == [Group(("これは本です。",), ("this is a book .",))]
        assert list(READERS["jsts"]([tmp_path / "a.jsonl"])) == [Group(("甲",), ("乙",))]
        assert list(READERS["choices"]([tmp_path / "b.jsonl"])) == [Group(("絵のある本は?",), ("絵本",))]

    @pytest.mark.parametrize("packed", [False, True])
    def test_a_dictionary_gives_headwords_and_glosses_of_each_sense(self, tmp_path: Path, packed: bool) -> None:
        """Packed or not. Remarks and other languages are left out; the common entries are those with a priority."""
        path = tmp_path / "a.db"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(
                """CREATE TABLE Entry (idseq); CREATE TABLE Kanji (ID, idseq, text); CREATE TABLE Kana (ID, idseq, text); CREATE TABLE KJP (kid, text);
                CREATE TABLE KNP (kid, text); CREATE TABLE Sense (ID, idseq); CREATE TABLE SenseGloss (sid, lang, text);
                INSERT INTO Entry VALUES (1), (2); INSERT INTO Kanji VALUES (1, 1, '窓口'); INSERT INTO Kana VALUES (1, 1, 'まどぐち'), (2, 2, 'あちゃ');
                INSERT INTO KJP VALUES (1, 'news1'); INSERT INTO Sense VALUES (1, 1), (2, 1), (3, 2);
                INSERT INTO SenseGloss VALUES (1, 'eng', 'counter (at an office)'), (1, 'ger', 'Schalter'), (2, 'eng', 'contact person'), (3, 'eng', 'that')"""
            )
            database.commit()
        if packed:
            path = tmp_path / "a.db.xz"
            path.write_bytes(lzma.compress((tmp_path / "a.db").read_bytes()))
        common = [Group(("窓口", "まどぐち"), ("counter",)), Group(("窓口", "まどぐち"), ("contact person",))]
        assert list(READERS["jmdict"]([path])) == [*common, Group(("あちゃ",), ("that",))]
        assert list(READERS["jmdict_common"]([path])) == common

    def test_the_lexicon_turns_the_dictionary_round(self, tmp_path: Path) -> None:
        """Single English words with the Japanese ones that they explain, the common ones first; no readings that are not written, nothing archaic."""
        path, target = tmp_path / "a.db", tmp_path / "english.tsv"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(
                """CREATE TABLE Kanji (ID, idseq, text); CREATE TABLE Kana (ID, idseq, text); CREATE TABLE KJP (kid, text); CREATE TABLE KNP (kid, text);
                CREATE TABLE Sense (ID, idseq); CREATE TABLE SenseGloss (sid, lang, text); CREATE TABLE misc (sid, text);
                INSERT INTO Kanji VALUES (1, 1, '帳場'), (2, 2, '窓口'), (3, 3, '罠'), (4, 5, '昔窓口');
                INSERT INTO Kana VALUES (1, 1, 'ちょうば'), (2, 2, 'まどぐち'), (3, 3, 'わな'), (4, 4, 'カウンター');
                INSERT INTO KJP VALUES (2, 'news1'); INSERT INTO Sense VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5);
                INSERT INTO SenseGloss VALUES (1, 'eng', 'counter'), (2, 'eng', 'a counter (at an office)'), (2, 'eng', 'contact person'),
                (2, 'ger', 'counter'), (3, 'eng', 'to trap'), (4, 'eng', 'counter'), (5, 'eng', 'counter');
                INSERT INTO misc VALUES (3, 'word usually written using kana alone'), (5, 'archaism')"""
            )
            database.commit()
        assert write_lexicon([path], target) == 2
        rows = [line for line in target.read_text("utf-8").splitlines() if not line.startswith("#")]
        assert rows == ["counter\t窓口 帳場 カウンター", "trap\tわな"]

    def test_the_municipal_terms_are_whole_and_unlike_the_cases(self) -> None:
        """Three filled columns, no term twice; no wording that is a question of the evaluation, so that nothing is measured on what was learnt."""
        rows = [line.split("\t") for line in MUNICIPAL.read_text("utf-8").splitlines()]
        assert all(len(row) == 3 and all(text.strip() for cell in row for text in cell.split("|")) for row in rows)
        assert len({row[0] for row in rows}) == len(rows) > 300
        from evals.cases import load_cases
        from evals.sources import CASES

        asked = {normalise(case.question) for case in load_cases(CASES)}
        assert not asked & {normalise(text) for row in rows for cell in row for text in cell.split("|")}

    def test_the_sayings_are_whole_and_unlike_the_cases(self) -> None:
        """Title, text and several wordings in both languages; no title twice; none of them is a question of the evaluation."""
        groups = list(READERS["sayings"]([]))
        rows = [json.loads(line) for line in SAYINGS.read_text("utf-8").splitlines()]
        assert len(groups) == len(rows) == len({row["title"] for row in rows}) > 1400
        assert all(row["text"] and len(row["said"]) >= 3 and len(row["en"]) >= 3 for row in rows)
        from evals.cases import load_cases
        from evals.sources import CASES

        asked = {normalise(case.question) for case in load_cases(CASES)}
        assert not asked & {normalise(text) for row in rows for text in (*row["said"], *row["en"])}

    def test_only_what_is_taught_of_the_invented_projects_is_learnt(self) -> None:
        """The kept ones measure; a child's kana are written in words, as the search does."""
        groups, facts = list(READERS["projects"]([])), list(READERS["project_facts"]([]))
        assert len(groups) == len(facts) == len(taught())
        assert not {group.right[0] for group in groups} & {each.title for each in kept()}
        assert all(each.fact == fact.right[0] for each, fact in zip(taught(), facts, strict=True))
        assert groups[0].left[3] == with_words(taught()[0].asked["child"])


class TestExam:
    """What the assistant's networks learn from."""

    def test_wordings_are_whole_and_kept_apart(self) -> None:
        """Every place of a wording is filled; one in five measures alone; none is a question of the evaluation."""
        teach, measured = load_wordings()
        texts = {each.text for each in teach}
        assert len(teach) > 4 * len(measured) - 5 > 4000 and not texts & {each.text for each in measured}
        chance, matters = random.Random(1), Matters()
        filled = [matters.filled(each, chance) for each in (*teach, *measured)]
        assert {each.language for each in teach} == {"ja", "en"} and not any("{" in each.text for each in filled)
        from evals.cases import load_cases
        from evals.sources import CASES

        assert not {normalise(case.question) for case in load_cases(CASES)} & {normalise(text) for text in texts}

    def test_the_fact_of_a_project_answers_and_nothing_beyond_it(self) -> None:
        """A told question has the place of its line, one beyond has none."""
        found = list(project_lines())
        assert all(each.right is None or each.lines[each.right] for each in found)
        assert sum(each.right is None for each in found) > len(taught()) and sum(each.right is not None for each in found) > len(taught())

    def test_an_article_gives_the_sentence_that_holds_the_answer(self, tmp_path: Path) -> None:
        """The sentence is among the lines, wherever the answer begins; an answer that no sentence holds is left out."""
        context = "市電 [SEP] 市電は1903年に開業した。1969年に廃止された。車庫は公園になった。"
        asked = [
            {"question": "いつ廃止されましたか", "answers": [{"text": "1969年", "answer_start": context.index("1969年")}]},
            {"question": "？", "answers": []},
        ]
        found = list(of_paragraph("jsquad", "市電", {"context": context, "qas": asked}))
        assert [each.lines[each.right or 0] for each in found] == ["1969年に廃止された。"]
        assert len(found[0].lines) == 3

    def test_a_frame_holds_question_and_a_part_of_the_title(self) -> None:
        """As people put it."""
        chance = random.Random(3)
        texts = [framed("費用は？", "ja", "移動図書館車の更新", chance) for _ in range(40)]
        assert all("費用は？" in text for text in texts) and len(set(texts)) > 20


class TestVocabulary:
    """Tokenizer, rows and weights."""

    def test_texts_fall_into_the_words_of_the_analyser(self) -> None:
        """The tokenizer cuts as the analyser did, also a radical of a PDF, full-width letters and capitals."""
        tokenizer, _ = build(count_words([(1.0, [*texts(toy_groups()), "住民の調査"])], analyse), TOY)
        assert tokenizer.encode("図書館の予約").tokens == ["図書館", "の", "予約"]
        assert tokenizer.encode("住⺠の調査、ＴＡＸ").tokens == ["住民", "の", "調査", "tax"]

    def test_spellings_of_one_word_share_a_row(self) -> None:
        """市庁 and 市役所 have one normalised form here."""
        tokenizer, pieces = toy_vocabulary()
        one, other = (pieces.row_of[tokenizer.token_to_id(word)] for word in ("市庁", "市役所"))
        assert one == other
        assert pieces.words[one] == "市役所"

    def test_frequent_words_weigh_less(self) -> None:
        """の stands in every text."""
        tokenizer, pieces = toy_vocabulary()
        weight = {word: pieces.weight_of[tokenizer.token_to_id(word)] for word in ("の", "図書館")}
        assert weight["の"] < weight["図書館"] / 2

    def test_the_vocabulary_keeps_its_size_and_its_letters(self) -> None:
        """Too many words: the rarest go, and fall to their characters and letters."""
        recipe = replace(TOY, tokens=90, characters=20)
        tokenizer, pieces = build(count_words([(1.0, texts(toy_groups()))], analyse), recipe)
        assert tokenizer.get_vocab_size() == len(pieces.row_of) == len(pieces.weight_of) <= 90
        assert tokenizer.encode("xyz").tokens == ["x", "y", "z"]

    def test_a_source_counts_by_its_weight_and_not_its_size(self) -> None:
        """A source ten times as big with the same weight moves the shares no further."""
        counts = count_words([(1.0, ["図書館"]), (1.0, ["税金"] * 10)], analyse)
        assert counts.shares == {"図書館": 0.5, "税金": 0.5}

    def test_a_word_of_several_sources_comes_before_a_name_that_one_repeats(self) -> None:
        """With the same share of all words."""
        counts = count_words([(1.0, ["清兵衛", "清兵衛", "税金", "図書館"]), (1.0, ["税金", "公園", "道路", "学校"])], analyse)
        assert counts.shares["清兵衛"] == counts.shares["税金"]
        assert counts.breadth["清兵衛"] < counts.breadth["税金"]

    def test_words_are_normalised_and_without_figures_and_marks(self) -> None:
        """Words are normalised and without figures and marks."""
        assert list(words("ＤＸの図書館の「」2024", analyse)) == [("dx", "dx"), ("の", "の"), ("図書館", "図書館"), ("の", "の")]

    def test_pieces_and_groups_come_back_as_written(self, tmp_path: Path) -> None:
        """What one step writes, the next reads."""
        _, pieces = toy_vocabulary()
        pieces.write(tmp_path / "pieces.json")
        assert Pieces.read(tmp_path / "pieces.json") == pieces
        assert write_groups(toy_groups(), tmp_path / "a" / "groups.jsonl") == 64
        assert list(read_groups(tmp_path / "a" / "groups.jsonl")) == toy_groups()
        assert len(spread(toy_groups(), 20)) == 16

    def test_a_step_before_its_time_names_the_one_to_run(self, tmp_path: Path) -> None:
        """A step before its time names the one to run."""
        work = Work(tmp_path)
        with pytest.raises(TrainingError, match=r"initial.npy is missing.*python -m training init --work"):
            work.need(work.initial, "init")


class TestInitialRows:
    """Rows before training."""

    def test_a_translation_starts_near_its_word(self) -> None:
        """`library` starts where 図書館 is, without any training."""
        tokenizer, pieces = toy_vocabulary()
        groups = [Group((japanese,), (english,)) for japanese, english in (THINGS | DEEDS).items()]
        rows = initial_rows(pieces, word_vector, groups, analyse, TOY)
        row = {word: rows[pieces.row_of[tokenizer.token_to_id(word)]] for word in ("図書館", "library", "tax")}
        assert row["図書館"] @ row["library"] > 0.7 > row["図書館"] @ row["tax"] + 0.4

    def test_words_without_a_vector_get_a_short_one(self) -> None:
        """So that they tell little before they are learnt; but never nothing, or they would all be alike."""
        _, pieces = toy_vocabulary()
        rows = initial_rows(pieces, lambda word: word_vector(word) if word == "図書館" else None, [], analyse, TOY)
        assert rows.shape == (len(pieces.words), TOY.dimension)
        assert np.allclose(np.linalg.norm(rows[pieces.words.index("tax")]), TOY.unknown)


class TestExport:
    """The model folder."""

    def test_the_product_reads_what_was_written(self, tmp_path: Path) -> None:
        """The vectors of the folder are those of the rows before they were made int8, within the rounding."""
        tokenizer, pieces = toy_vocabulary()
        tokenizer.save(str(tmp_path / "tokenizer.json"))
        rows = np.random.default_rng(1).standard_normal((len(pieces.words), 16)).astype(np.float32)
        size_mb = export(tmp_path / "tokenizer.json", pieces, rows, tmp_path / "model")
        model = StaticEmbedder(tmp_path / "model")
        ids = tokenizer.encode("図書館の予約").ids
        expected = np.array(pieces.weight_of)[ids] @ rows[np.array(pieces.row_of)[ids]]
        assert model.dimension == 16
        assert model.embed(["図書館の予約"])[0] @ expected / np.linalg.norm(expected) > 0.999
        assert size_mb < 1

    def test_a_model_too_big_to_ship_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The wheel takes 20 MB."""
        tokenizer, pieces = toy_vocabulary()
        tokenizer.save(str(tmp_path / "tokenizer.json"))
        monkeypatch.setattr("training.export.LARGEST_MB", 0.001)
        with pytest.raises(TrainingError, match="Lower `tokens`"):
            export(tmp_path / "tokenizer.json", pieces, np.ones((len(pieces.words), 16), dtype=np.float32), tmp_path / "model")

    def test_sentence_transformers_gives_the_same_vectors(self, tmp_path: Path) -> None:
        """The folder is an ordinary sentence-transformers model."""
        library = pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed: pip install 'plan-assistant[training]'")
        tokenizer, pieces = toy_vocabulary()
        tokenizer.save(str(tmp_path / "tokenizer.json"))
        rows = np.random.default_rng(1).standard_normal((len(pieces.words), 16)).astype(np.float32)
        export(tmp_path / "tokenizer.json", pieces, rows, tmp_path / "model")
        asked = ["図書館の予約", "tax of library"]
        theirs = library.SentenceTransformer(str(tmp_path / "model"), device="cpu").encode(asked)
        assert np.allclose(theirs, StaticEmbedder(tmp_path / "model").embed(asked), atol=1e-5)


class TestMeasure:
    """What is measured on."""

    def test_held_cases_are_never_asked(self) -> None:
        """Nor follow-ups, lists and questions without one right project."""
        case = Case("a", "owner", "clerk", "ja", "担当課は？", Expected(("answered",), project="図書館DX"))
        others = [replace(case, held=True), replace(case, kind="list"), replace(case, turns=("RPA",)), replace(case, expected=Expected(("not_found",)))]
        assert open_cases([case, *others]) == [case]


class TestLearn:
    """Training itself."""

    def test_a_source_without_two_groups_teaches_nothing(self) -> None:
        """Said before torch is asked for."""
        tokenizer, pieces = toy_vocabulary()
        lesson = make_lesson(1.0, [Group(("図書館",), ("library",)), Group(("!",), ("?",))], tokenizer, TOY.longest)
        assert lesson.size == 1
        with pytest.raises(TrainingError, match="No source has two groups"):
            learn(np.zeros((len(pieces.words), 16), dtype=np.float32), pieces, [lesson], TOY, print)

    def test_drawn_texts_are_the_texts_of_their_groups(self) -> None:
        """Pieces and offsets of a batch spell what the groups say, in the order in which they were drawn."""
        tokenizer, _ = toy_vocabulary()
        groups = toy_groups()
        lesson = make_lesson(1.0, groups, tokenizer, TOY.longest)
        drawn = np.array([9, 0, 33])
        numbers, offsets = lesson.left.draw(drawn, np.random.default_rng(3))
        spelt = ["".join(tokenizer.id_to_token(int(number)) for number in part) for part in np.split(numbers, offsets[1:])]
        assert all(text in groups[group].left for text, group in zip(spelt, drawn, strict=True))

    @needs_torch
    def test_partners_find_each_other_after_training(self, tmp_path: Path) -> None:
        """End to end on 64 groups, from rows that tell no translation: the exported model finds most partners. The same seeds give the same rows."""
        tokenizer, pieces = toy_vocabulary()
        tokenizer.save(str(tmp_path / "tokenizer.json"))
        groups, lessons = toy_groups(), [make_lesson(1.0, toy_groups(), tokenizer, TOY.longest)]
        initial = initial_rows(pieces, random_vector, [], analyse, TOY)
        told: list[str] = []
        trained = learn(initial, pieces, lessons, TOY, told.append)

        def found(rows: Rows) -> float:
            export(tmp_path / "tokenizer.json", pieces, rows, tmp_path / "model")
            model = StaticEmbedder(tmp_path / "model")
            right = model.embed([group.right[0] for group in groups])
            nearest = (model.embed([group.left[0] for group in groups]) @ right.T).argmax(axis=1)
            return float((nearest == np.arange(len(groups))).mean())

        assert found(initial) < 0.3
        assert found(trained) > 0.9
        assert np.array_equal(trained, learn(initial, pieces, lessons, TOY, told.append))
        assert any("seed 2: step 150 of 150" in line for line in told)


class TestCommand:
    """`python -m training`."""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command, run from the root of the checkout."""
        return subprocess.run([sys.executable, "-m", "training", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    def test_missing_data_is_one_line_and_exit_code_2(self, tmp_path: Path) -> None:
        """What is missing is told before anything is read."""
        done = self.run("prepare", "--data", str(tmp_path), "--work", str(tmp_path / "work"))
        assert done.returncode == 2
        assert "git clone" in done.stderr and "Traceback" not in done.stderr
        assert not (tmp_path / "work").exists()

    def test_every_step_has_a_command(self) -> None:
        """Every step has a command, and `all` runs them."""
        listed = self.run("--help").stdout
        assert all(step in listed for step in ("prepare", "tokenizer", "init", "train", "export", "evaluate", "all"))
