"""The invented projects: apart from the evaluation, and a library like any other."""

from __future__ import annotations

import pytest

from assistant.aptness import aptness
from assistant.assistant import Assistant
from corpus.embedding import load_embedder
from corpus.library import Library
from corpus.text import squeeze
from evals.aptness import judged
from evals.cases import load_cases
from evals.invented import Invented, kept, load_details, load_invented, taught
from evals.invented.library import build, project_id
from evals.retrieval import load_questions
from evals.sources import CASES, evaluation_settings

SAMPLE = 80  # projects, for speed


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over some of the kept projects."""
    folder = build(tmp_path_factory.mktemp("invented"), kept()[:SAMPLE], load_embedder())
    return Assistant.open(folder, settings=evaluation_settings())


def test_no_question_is_one_of_the_evaluation() -> None:
    """What trains and fits is not what measures."""
    asked = {squeeze(case.question) for case in load_cases(CASES)} | {squeeze(each.question) for each in load_questions()}
    written = {squeeze(text) for each in load_invented() for text in (*each.asked.values(), *each.english, *each.told.values(), *each.beyond.values())}
    assert len(written) > 10_000 and not written & asked


def test_no_project_is_one_of_the_plans(library: Library) -> None:
    """The titles are nobody's."""
    titles = {squeeze(project.title.printed) for project in library.projects}
    assert not titles & {squeeze(each.title) for each in load_invented()}


def test_what_is_kept_is_not_taught() -> None:
    """Every project is in one of the two parts, and titles are unique."""
    titles = [each.title for each in load_invented()]
    assert len(set(titles)) == len(titles) == len(kept()) + len(taught())
    assert not {each.title for each in kept()} & {each.title for each in taught()}


def test_the_detailed_projects_are_whole_and_nobodys(library: Library) -> None:
    """Lines and questions in both languages, half of them answered by one of the lines; no title of the plans, no question of the evaluation."""
    rows = [row for part in load_details() for row in part]
    asked = [each for row in rows for each in row.asked]
    assert all(0 <= each.line < len(row.lines) for row in rows for each in row.asked if each.line is not None)
    assert 0.4 < sum(each.line is not None for each in asked) / len(asked) < 0.6 and {each.language for each in asked} == {"ja", "en"}
    assert not {squeeze(project.title.printed) for project in library.projects} & {squeeze(row.title) for row in rows}
    assert len(asked) > 10_000 and not {squeeze(each.question) for each in asked} & {squeeze(case.question) for case in load_cases(CASES)}


def test_the_library_answers(invented: Assistant) -> None:
    """A fact is found by a question that names the project and what it tells, and cited."""
    each = kept()[1]
    answer = invented.ask(f"「{each.title}」とは")
    assert answer.status == "answered" and squeeze(each.text) in squeeze(answer.text)


def test_pieces_that_tell_are_likelier_than_pieces_that_do_not(invented: Assistant) -> None:
    """Over many projects, what is asked beyond a project is judged far less likely to be told by it than what its fact tells."""
    told, beyond = (
        [chance for number, each in enumerate(kept()[:SAMPLE]) for chance in _chances(invented, number, each, questions(each))]
        for questions in (lambda each: each.told["ja"], lambda each: each.beyond["ja"])
    )
    assert len(told) > 20 and len(beyond) > 20
    assert sum(told) / len(told) > 2 * sum(beyond) / len(beyond)


def _chances(assistant: Assistant, number: int, each: Invented, question: str) -> list[float]:
    project = assistant.library.project(project_id(number))
    found = judged(assistant, f"「{each.title}」について、{question}", None, project) if project else None
    return [max(aptness(found[0]))] if found and found[0] else []
