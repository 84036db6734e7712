"""Libraries of any size, made by varying the real plans."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import CaseError
from corpus.library import Library
from corpus.words import words
from evals.cli import _sizes
from evals.scale import PUBLIC_EVERY, Copies, ask, build, copies
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
    """It is built and asked as any other; the public sees one copy in ten."""
    assert build(tmp_path, SIZE)["disk_mb"] > 1
    staff, public = ask(tmp_path, "staff"), ask(tmp_path, "public")
    assert staff["passages"] == SIZE and public["passages"] < SIZE / (PUBLIC_EVERY - 7)
    assert 0 < staff["search_p50_ms"] <= staff["search_p95_ms"]
    best = Library.open(tmp_path, "staff")
    assert best.passages_at([5, 3]) == [best.passages[5], best.passages[3]] == best.register.passages_at([5, 3])


@pytest.mark.parametrize("text", ["", "0", "many", "1000,,", "-5"])
def test_sizes_that_are_none_are_told(text: str) -> None:
    """Numbers of passages, with commas."""
    with pytest.raises(CaseError, match="--scale"):
        _sizes(text)
    assert _sizes("1_000, 20") == [1000, 20]
