"""Retrieval alone: what is measured, what it is measured on, and what it is compared with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from corpus.errors import CaseError
from evals.calibration import Sample, fitted, loss
from evals.retrieval import CASES, DEPTH, NOTHING, Question, Ranking, Retrieval, grouped, lint_questions, load_questions, measured, rank_all
from evals.retrieval_rankers import Bm25, Product, Vectors, all_rankers
from evals.retrieval_report import retrieval_failures, retrieval_tables
from evals.run import Run
from evals.sources import Sources

TITLE = "RPAによる業務効率化の推進"


def question(text: str = "RPA", held: bool = False, voice: str = "clerk", language: str = "ja", projects: Sequence[str] = (TITLE,), **more: str) -> Question:
    """A question with what is right."""
    return Question.model_validate(
        {"id": f"search-{voice}-{text}", "voice": voice, "language": language, "held": held, "question": text, "projects": projects, **more}
    )


def ranking(found: str, right: str, held: bool = False) -> Ranking:
    """A ranking of projects that are letters."""
    return Ranking(question(held=held), tuple(found), frozenset(right))


class TestMeasures:
    """The formulas, against values by hand and against a library."""

    def test_by_hand(self) -> None:
        """Right at rank 2 of one right: not in the first, in the first three, a half, and 1/log2(3)."""
        assert measured([ranking("xa", "a")]) == pytest.approx({"recall_at_1": 0, "recall_at_3": 1, "mrr": 0.5, "ndcg": 1 / math.log2(3)})
        assert measured([ranking("ab", "ab"), ranking("xyz", "a")]) == pytest.approx({"recall_at_1": 0.5, "recall_at_3": 0.5, "mrr": 0.5, "ndcg": 0.5})
        assert all(map(math.isnan, measured([]).values()))

    @given(st.lists(st.tuples(st.permutations("abcdefghijklmn"), st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1)), min_size=1, max_size=5))
    def test_they_agree_with_a_library(self, rows: list[tuple[list[str], set[str]]]) -> None:
        """ir-measures finds the same for any rankings."""
        qrels = {str(number): dict.fromkeys(right, 1) for number, (_, right) in enumerate(rows)}
        scored = {str(number): {each: -place for place, each in enumerate(found)} for number, (found, _) in enumerate(rows)}
        names = {"recall_at_1": "Success@1", "recall_at_3": "Success@3", "mrr": f"RR@{DEPTH}", "ndcg": f"nDCG@{DEPTH}"}
        wanted = ir_measures.calc_aggregate([ir_measures.parse_measure(name) for name in names.values()], qrels, scored)
        ours = measured([Ranking(question(), tuple(found), frozenset(right)) for found, right in rows])
        assert ours == pytest.approx({name: wanted[ir_measures.parse_measure(theirs)] for name, theirs in names.items()})


class TestQuestions:
    """The cases themselves."""

    def test_there_are_as_many_as_promised(self, sources: Sources) -> None:
        """At least 200 in seven voices, 40 of them English, a third held, every project meant by some; all in order."""
        questions = [each for each in load_questions() if each.voice != NOTHING]
        voices = Counter(each.voice for each in questions)
        assert len(questions) >= 200 and len(voices) == 7 and min(voices.values()) >= 30
        assert sum(each.language == "en" for each in questions) >= 40
        assert 0.3 <= sum(each.held for each in questions) / len(questions) <= 0.36
        assert {title for each in questions for title in each.projects} == {each.title.printed for document in sources.divided for each in document.projects}
        assert lint_questions(load_questions(), sources.divided) == ()

    def test_what_is_wrong_with_a_question_is_told(self, sources: Sources) -> None:
        """A project that is not there, the same text twice, a project where nothing fits; of a held one only the id."""
        odd = [question("一", projects=["ない事業"]), question("二"), question("二", voice="child"), question("三", voice=NOTHING), question("四", plan="none")]
        assert [(each.id, each.key) for each in lint_questions(odd, sources.divided)] == [
            ("search-clerk-一", "projects"), ("search-child-二", "id or question"), ("search-nothing-三", "projects"), ("search-clerk-四", "projects"),
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["- {id: a}", "- 1", "id: a", "[", ""])
    def test_a_file_that_is_not_valid_is_a_case_error(self, tmp_path: Path, text: str) -> None:
        """The message names the file."""
        (tmp_path / "open.yaml").write_text(text, "utf-8")
        with pytest.raises(CaseError, match=r"open\.yaml|no questions"):
            load_questions(tmp_path)

    def test_held_and_open_lie_apart(self) -> None:
        """Who tunes opens one file only."""
        assert "held: true" not in (CASES / "open.yaml").read_text("utf-8") and "held: false" not in (CASES / "held.yaml").read_text("utf-8")


class TestReport:
    """What is shown of a run."""

    RUN = Retrieval({"search": (ranking("ab", "b"), ranking("xy", "a", held=True))}, {"BM25, Sudachi words": "not installed"})

    def test_open_failures_are_shown_and_held_ones_are_not(self) -> None:
        """One line for the open question; the tables hold totals."""
        (line,) = retrieval_failures(self.RUN)
        assert "at rank 2" in line and line.startswith("search-clerk-RPA")

    def test_a_baseline_that_is_not_installed_is_said_to_be_missing(self) -> None:
        """Its row tells why."""
        side_by_side, by_voice = retrieval_tables(self.RUN)
        assert side_by_side[2][-1][:2] == ("BM25, Sudachi words", "not installed")
        assert by_voice[2][0] == ("clerk", "1", "0.0 %", "100.0 %", "0.500", "0.631", "1", "0.0 %", "0.0 %", "0.000", "0.000")

    def test_the_gate_sees_the_product_by_language(self) -> None:
        """As groups of their own."""
        values = Run({}, retrieval=self.RUN).values
        assert set(values) == {"retrieval_open_ja", "retrieval_held_ja"} and values["retrieval_open_ja"]["recall_at_3"] == 1.0
        assert list(grouped(self.RUN.own)) == ["open_ja", "held_ja"]


class TestRankers:
    """What ranks projects."""

    def test_each_finds_a_title(self, assistant: Assistant, sources: Sources) -> None:
        """Every ranker that is installed finds a project whose title is asked for, and the others are named with what is missing."""
        rankers, missing = all_rankers(assistant, sources)
        rankings = rank_all(rankers, [question("RPAによる業務効率化の推進"), question("雨", projects=())], sources.divided)
        assert all(each.rank and each.rank <= 3 for found in rankings.values() for each in found) and rankings["search"][0].rank == 1
        assert {name: len(found) for name, found in rankings.items()} == {ranker.name: 1 for ranker in rankers}
        assert len(rankers) + len(missing) == 5 and {type(ranker) for ranker in rankers} >= {Product, Bm25, Vectors}


def test_the_constants_of_sureness_are_what_is_fitted() -> None:
    """On questions of which the sure ones are right and the unsure wrong, a good fit tells them apart."""
    rng = np.random.default_rng(1)
    sure = [Sample(np.array([2.0, 1.0]), np.array([True, False]), 1.0 + rng.normal() / 9, 1.0, 1.0) for _ in range(40)]
    nothing = [Sample(np.array([0.5, 0.4]), np.array([False, False]), 0.3 + rng.normal() / 9, 0.4, 1.0) for _ in range(40)]
    constants = fitted([*sure, *nothing])
    assert loss((np.log(constants[0]), *constants[1:]), [*sure, *nothing]) < 0.05
