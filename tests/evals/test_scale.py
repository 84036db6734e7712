"""Libraries of any size, made by varying the real plans."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from corpus.errors import CaseError
from corpus.library import Library
from corpus.words import words
from evals.bench import Figure
from evals.cli import _sizes, bench
from evals.scale import GROWN, MILLION, PLAIN_MOST, Copies, ask, build, copies, growth_figures, plain
from evals.sources import Sources

SIZE = 1200


@pytest.fixture(scope="module")
def made(sources: Sources) -> Copies:
    """Copies of the two plans."""
    return copies(sources.divided, SIZE)


def test_as_many_passages_as_asked_each_of_a_project_of_its_own_copy(made: Copies) -> None:
    """Ids are unique, and every passage belongs to a project or plan that is there, with its visibility."""
    assert len(made.passages) == len({each.id for each in made.passages}) == SIZE
    plans = {document.plan.id: document.plan for document in made.documents}
    projects = {project.id: project for document in made.documents for project in document.projects}
    assert all(each.plan_id in plans and (each.project_id is None or projects[each.project_id].plan_id == each.plan_id) for each in made.passages)
    assert all(each.visibility == plans[each.plan_id].visibility for each in made.passages)


def test_the_first_copy_is_the_real_one_and_no_other_reads_like_it(made: Copies, sources: Sources) -> None:
    """So that questions still have their answers, and the rest is not the same again."""
    real = copies(sources.divided, 1).passages
    assert made.passages[: len(real)] == real
    long = [(one.text, other.text) for one, other in zip(real, made.passages[len(real) :], strict=False) if len(one.text) > 100]
    assert sum(one == other for one, other in long) < len(long) / 20


def test_words_keep_their_distribution(made: Copies, sources: Sources) -> None:
    """How often a word stands in the copies agrees with how often it stands in the plans."""
    real = copies(sources.divided, 1).passages
    counts = [Counter(word for passage in part for word in words(passage.text)) for part in (real, made.passages[len(real) :])]
    common = [word for word, _ in counts[0].most_common(200)]
    one, other = (np.log([count[word] + 1 for word in common]) for count in counts)
    assert np.corrcoef(one, other)[0, 1] > 0.95


def test_a_library_of_copies_is_searched_by_both_audiences(tmp_path: Path) -> None:
    """It is built and asked as any other; the public sees only a part."""
    built = build(tmp_path, SIZE)
    assert built["disk_mb"] > 1 and built["passages"] == SIZE
    staff, public = ask(tmp_path, "staff"), ask(tmp_path, "public")
    assert staff["passages"] == SIZE and public["passages"] < SIZE / 2
    assert 0 < staff["search_p50_ms"] <= staff["search_p95_ms"]
    best = Library.open(tmp_path, "staff")
    assert best.passages_at([5, 3]) == [best.passages[5], best.passages[3]] == best.register.passages_at([5, 3])


@pytest.mark.parametrize("text", ["", "0", "many", "1000,,", "-5"])
def test_sizes_that_are_none_are_told(text: str) -> None:
    """Numbers of passages, with commas."""
    with pytest.raises(CaseError, match="--scale"):
        _sizes(text)
    assert _sizes("1_000, 20") == [1000, 20]


def measured(passages: int, value: float) -> dict[str, float]:
    """What is measured of one size, all the same but the passages."""
    return {**dict.fromkeys(GROWN, value), "passages": passages, "build_peak_mb": 1.0, "filtered_passages": 10}


def notes(figures: Iterable[Figure]) -> dict[str, str]:
    """The note of each figure by what it is, without the size."""
    return {figure.name.partition(": ")[2]: figure.note for figure in figures}


def test_growth_is_told_against_the_smallest_and_plain_retrieval() -> None:
    """Each figure by what it is compared with; asking is compared with a plain search."""
    beside = {"build_s": 2.0, "resident_mb": 4.0, "search_p50_ms": 16.0, "search_p95_ms": 32.0}
    small = measured(400, 4.0)
    assert notes(growth_figures(small, small, beside))["search, p50"] == "0.25 times plain retrieval's 16.00 ms"
    found = list(growth_figures(measured(1000, 8.0), small, beside))
    assert all(figure.name.startswith("1,000 passages: ") and "2.00 times that at 400" in figure.note and not figure.goal for figure in found)
    assert notes(found)["ask, p95"] == "2.00 times that at 400; 0.25 times plain retrieval's 32.00 ms"
    assert notes(found)["on disk"] == "2.00 times that at 400"
    assert notes(found)["build"].endswith("4.00 times plain retrieval's 2.00 s")


def test_where_plain_retrieval_is_left_out_it_is_said() -> None:
    """A million has goals, and no plain retrieval beside it; memory that no system tells is no ratio."""
    small = measured(400, 4.0)
    found = list(growth_figures(measured(MILLION, 8.0) | {"resident_mb": math.nan}, small, {}))
    assert notes(found)["search, p50"] == f"2.00 times that at 400; plain retrieval not measured above {PLAIN_MOST:,}"
    assert {figure.name.partition(": ")[2] for figure in found if figure.goal} == {"build", "resident after searching", "search, p95", "ask, p95"}
    assert "times" not in notes(found)["resident after searching"]


def test_one_command_writes_speed_and_growth(tmp_path: Path, library_folder: Path) -> None:
    """On one page, each size once: what is smaller than the real plans is as large as they are."""
    case = tmp_path / "case.yaml"
    expected = "expected: {status: answered, facts: [DX推進課]}"
    case.write_text(f"- {{id: owner-ja-001, kind: owner, voice: clerk, language: ja, held: false, question: RPAの担当課は？, {expected}}}", "utf-8")
    app = typer.Typer()
    app.command()(bench)
    page = tmp_path / "page.md"
    words = ["--library", str(library_folder), "--cases", str(case), "--rounds", "1", "--no-processes", "--markdown", str(page)]
    done = CliRunner().invoke(app, [*words, "--scale", "1,100"])
    assert done.exit_code == 0, done.exception
    speed, growth = page.read_text("utf-8").split("## Growth")
    assert "| Assistant.ask, median |" in speed and "passages:" not in speed
    assert growth.count("passages: search, p50 |") == 1 and growth.count("times plain retrieval's") == 6
    assert "passages: ask, p95" in done.stdout and "Assistant.ask, median" in done.stdout
    assert isinstance(CliRunner().invoke(app, [*words, "--scale", "many"]).exception, CaseError)


def test_plain_retrieval_has_the_same_passages() -> None:
    """And is measured in the same units."""
    found = plain(1)
    assert 0 < found["search_p50_ms"] <= found["search_p95_ms"] and found["build_s"] > 0
