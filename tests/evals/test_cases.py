"""Cases are read from YAML and checked before anything is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CaseError
from evals.cases import load_cases
from evals.lint import lint
from evals.sources import CASES

CASE = """
- id: owner-ja-001
  kind: owner
  voice: clerk
  language: ja
  held: false
  question: "RPAの担当課は？"
  expected:
    status: answered
    plan: sagamihara-ict2-r6-r9
    project: RPAによる業務効率化の推進
    facts: ["DX推進課"]
    lines: [543]
"""


def written(tmp_path: Path, text: str, name: str = "cases.yaml") -> Path:
    """A file with this text."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_case_is_read_as_it_is_written(tmp_path: Path) -> None:
    """A single status is a list of one; what is not expected is empty."""
    (case,) = load_cases(written(tmp_path, CASE))
    assert (case.id, case.kind, case.held, case.turns) == ("owner-ja-001", "owner", False, ())
    assert (case.expected.status, case.expected.facts, case.expected.absent) == (("answered",), ("DX推進課",), ())


def test_all_files_of_a_folder_are_read(tmp_path: Path) -> None:
    """Each case knows the file it came from."""
    written(tmp_path, CASE, "a.yaml")
    written(tmp_path, CASE.replace("001", "002"), "b.yaml")
    assert [(case.file, case.id) for case in load_cases(tmp_path)] == [("a.yaml", "owner-ja-001"), ("b.yaml", "owner-ja-002")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: owner", "kind: owners", ["owner-ja-001", "kind", "must be one of", "'owners'"]),
        ("voice: clerk", "voices: clerk", ["owner-ja-001"]),
        ("status: answered", "status: yes", ["owner-ja-001", "expected.status"]),
        ("lines: [543]", "lines: [0]", ["owner-ja-001", "expected.lines.0"]),
        ('question: "RPAの担当課は？"', "question: 1", ["owner-ja-001", "question", "type string"]),
    ],
)
def test_a_wrong_case_is_told_by_file_id_and_key(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    """The message leads to the very line to mend."""
    path = written(tmp_path, CASE.replace(old, new))
    with pytest.raises(CaseError) as error:
        load_cases(path)
    assert all(part in str(error.value) for part in [str(path), *told])


def test_the_message_about_a_held_case_does_not_tell_its_content(tmp_path: Path) -> None:
    """Id and key, but no value."""
    text = CASE.replace("held: false", "held: true").replace('facts: ["DX推進課"]', "facts: DX推進課")
    with pytest.raises(CaseError) as error:
        load_cases(written(tmp_path, text))
    assert "owner-ja-001: expected.facts" in str(error.value)
    assert "DX推進課" not in str(error.value)


@pytest.mark.parametrize("text", ["- id: [", "id: x", "- 1"])
def test_what_is_no_list_of_cases_is_a_case_error(tmp_path: Path, text: str) -> None:
    """Broken YAML and other shapes are told with the file."""
    with pytest.raises(CaseError, match=r"cases\.yaml"):
        load_cases(written(tmp_path, text))


def test_a_missing_file_and_an_empty_folder_are_case_errors(tmp_path: Path) -> None:
    """The message names the path and the option."""
    with pytest.raises(CaseError, match="--cases"):
        load_cases(tmp_path / "none.yaml")
    with pytest.raises(CaseError, match="--cases"):
        load_cases(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("plan: sagamihara-ict2-r6-r9", "plan: sagamihara-ict3", "plan"),
        ("RPAによる業務効率化の推進", "RPAによる業務効率化", "project"),
        ("DX推進課", "DX推進部", "facts"),
        ("lines: [543]", "lines: [9999]", "lines"),
        ("lines: [543]", 'projects: ["空飛ぶ自動車"]', "projects"),
    ],
)
def test_lint_finds_what_the_documents_do_not_have(tmp_path: Path, sources: Any, old: str, new: str, key: str) -> None:
    """A plan, project, fact or line that does not exist can never be answered rightly."""
    (finding,) = lint(load_cases(written(tmp_path, CASE.replace(old, new))), sources.divided)
    assert (finding.id, finding.key) == ("owner-ja-001", key)


def test_lint_finds_the_same_id_and_the_same_question_twice(tmp_path: Path, sources: Any) -> None:
    """Questions are compared as they are matched, so that width and blanks make no difference."""
    twice = CASE + CASE.replace("RPAの担当課は？", "ＲＰＡ の担当課は？")
    assert [finding.key for finding in lint(load_cases(written(tmp_path, twice)), sources.divided)] == ["id", "question"]


def test_lint_lets_a_computed_number_pass(tmp_path: Path, sources: Any) -> None:
    """A bare figure may be a count or a sum, and need not be printed anywhere; a figure with its unit must be."""
    assert lint(load_cases(written(tmp_path, CASE.replace("DX推進課", "1,987"))), sources.divided) == ()
    assert lint(load_cases(written(tmp_path, CASE.replace("DX推進課", "1,987人"))), sources.divided) != ()


def test_a_finding_about_a_held_case_does_not_tell_its_content(tmp_path: Path, sources: Any) -> None:
    """Id and key, but no value."""
    (finding,) = lint(load_cases(written(tmp_path, CASE.replace("held: false", "held: true").replace("DX推進課", "DX推進部"))), sources.divided)
    assert "DX推進部" not in str(finding)


def test_the_cases_of_the_project_are_valid_and_name_only_what_the_documents_have(sources: Any) -> None:
    """Open and held cases load; every plan, project, fact and line in them exists."""
    cases = load_cases(CASES)
    held = sum(case.held for case in cases)
    assert len(cases) - held >= 400
    assert held >= 150
    assert [(finding.file, finding.id, finding.key) for finding in lint(cases, sources.divided) if finding.key not in ("id", "question")] == []
