"""What was read from the two documents is what a person read from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evals.extraction import CERTAIN_ACTIONS, FOUND_ACTIONS, score_extraction
from evals.sources import GOLD

TOTALS = {"targets": 64, "year_marks": 108, "title_lines": 50, "departments": 50, "achievements": 133, "description": 50}


@pytest.fixture(scope="module")
def scores(sources: Any) -> Any:
    """The score of every field."""
    return score_extraction(sources.divided, GOLD)


def test_every_field_of_every_project_is_counted(scores: Any) -> None:
    """50 projects, 64 target cells, 133 achievements, 108 bracketed year marks."""
    assert {field: scores[field].total for field in TOTALS} == TOTALS


def test_every_field_is_right_but_for_captions(scores: Any) -> None:
    """Captions of the schedule are measured apart, since the text cannot always settle whose they are."""
    wrong = {field: list(map(str, score.mismatches)) for field, score in scores.items() if score.rate < 1 and field not in (CERTAIN_ACTIONS, FOUND_ACTIONS)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("departments", {"departments": ()}),
        ("indicator", {"indicator": None}),
        ("targets", {"targets": ()}),
        ("policy", {"policy": None}),
    ],
)
def test_a_field_that_is_read_wrongly_is_found(sources: Any, scores: Any, field: str, changed: dict[str, Any]) -> None:
    """One project without the field costs what that project has of it, and is named."""
    document = sources.divided[0]
    first = document.projects[0]
    worse = replace(document, projects=(replace(first, **changed), *document.projects[1:]))
    score = score_extraction([worse, sources.divided[1]], GOLD)[field]
    lost = 4 if field == "targets" else 1
    assert (score.total, score.right) == (scores[field].total, scores[field].right - lost)
    assert first.title.printed in score.mismatches[0].place


def test_a_neighbours_caption_said_to_be_certain_is_found(sources: Any, scores: Any) -> None:
    """Precision falls by the one caption; the captions that were found stay found."""
    document = sources.divided[0]
    stranger = next(action for action in document.projects[-1].actions if action.certain)
    worse = replace(document, projects=(replace(document.projects[0], actions=(*document.projects[0].actions, stranger)), *document.projects[1:]))
    score = score_extraction([worse, sources.divided[1]], GOLD)
    assert score[CERTAIN_ACTIONS].right == scores[CERTAIN_ACTIONS].right
    assert score[CERTAIN_ACTIONS].total == scores[CERTAIN_ACTIONS].total + 1
    assert score[FOUND_ACTIONS].right == scores[FOUND_ACTIONS].right


def test_an_achievement_in_another_year_is_found(sources: Any, scores: Any) -> None:
    """The item, its lines and its year mark are all wrong then."""
    document = sources.divided[1]
    first = document.projects[0]
    item = first.achievements[1]
    shifted = replace(item, years=first.achievements[2].years)
    worse = replace(document, projects=(replace(first, achievements=(first.achievements[0], shifted, *first.achievements[2:])), *document.projects[1:]))
    score = score_extraction([sources.divided[0], worse], GOLD)
    assert all(score[field].right == scores[field].right - 1 for field in ("achievements", "achievement_lines", "year_marks"))
