"""Drafts of cases from any library: every field of every project, in the years that are printed, for a person to check and reword."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import yaml

from corpus.errors import CaseError
from corpus.values import DividedDocument, Plan, Project, Span, Target
from corpus.years import FiscalYear
from evals.generated import ACHIEVEMENT, BASELINE, BY_DEPARTMENT, CATEGORY, DESCRIPTION, INDICATOR, OWNER, POLICY, TARGET, start
from evals.sources import CASES

Draft = dict[str, Any]
HEAD = """# Drafted by `plan-assistant eval init` from what the library holds, not written by a person.
# Check each case against the document, put the questions into the words of the people who ask, and take out what nobody asks.
"""
GATE = """# What must hold of the cases in this folder: shares from 0 to 1. See docs/evaluation.md of Plan Assistant.

[open.at_least]
right = 0.95
right_project = 0.95
traced = 1.0

[open.at_most]
wrong_when_answered = 0.02
"""


def write_drafts(folder: Path, documents: Iterable[DividedDocument]) -> dict[str, int]:
    """Write a file of cases for each plan, a gate and the description of the form into `folder`; the number of cases by file name.

    Raises CaseError when there are cases already or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.glob("*.yaml")):
            raise CaseError(f"{folder}: there are cases here already. Give a new folder.")
        written = {}
        for document in documents:
            cases = list(draft_cases(document))
            path = folder / f"{document.plan.id}.yaml"
            path.write_text(HEAD + "\n".join(map(_as_yaml, cases)), "utf-8")
            written[path.name] = len(cases)
        (folder / "gate.toml").write_text(GATE, "utf-8")
        copyfile(CASES / "README.md", folder / "README.md")
    except OSError as error:
        raise CaseError(f"{folder}: cannot be written ({error.strerror}). Give another folder.") from error
    return written


def _as_yaml(case: Draft) -> str:
    """A case as a list item, its keys in the order of the form, texts on one line."""
    return str(yaml.safe_dump([case], allow_unicode=True, sort_keys=False, width=10_000))


def draft_cases(document: DividedDocument) -> Iterator[Draft]:
    """The cases of one plan, numbered by kind."""
    numbers: dict[str, int] = defaultdict(int)
    for kind, question, expected in [*(each for project in document.projects for each in _of_project(document.plan, project)), *_lists(document)]:
        numbers[kind] += 1
        yield {
            "id": f"{document.plan.id}-{kind}-ja-{numbers[kind]:03d}", "kind": kind, "voice": "clerk", "language": "ja", "held": False,
            "question": question, "expected": expected,
        }  # fmt: skip


def _of_project(plan: Plan, project: Project) -> Iterator[tuple[str, str, Draft]]:
    title = project.title.printed
    if project.departments:
        facts = list(project.department_names)
        yield "owner", OWNER[0].format(title=title), _told(project, facts, [department.span for department in project.departments])
    if project.description:
        yield "description", DESCRIPTION[0].format(title=title), _told(project, [start(project.description.printed)], [project.description.span])
    for kind, text, template in (("indicator", project.indicator, INDICATOR[0]), ("baseline", project.baseline, BASELINE[0])):
        if text:
            yield kind, template.format(title=title), _told(project, [text.printed], [text.span])
    for target in project.targets:
        yield "target", TARGET[0].format(title=title, year=target.year.japanese), _of_target(project, target)
    for year in _years_done(project):
        items = project.done_in(year)
        told = _told(project, [start(item.text.printed) for item in items], [item.text.span for item in items])
        yield "achievement", ACHIEVEMENT[0].format(title=title, year=year.japanese), told
    if project.category:
        yield "category", CATEGORY[0].format(title=title), _told(project, [project.category.name], [])
    if project.policy:
        yield "policy", POLICY[0].format(title=title), _told(project, [project.policy.name], [])
    outside = FiscalYear(plan.last_year.year + 1)
    if project.targets:
        expected = {"status": "not_found", "plan": project.plan_id, "project": title}
        yield "unanswerable", TARGET[0].format(title=title, year=outside.japanese), expected


def _of_target(project: Project, target: Target) -> Draft:
    """The cell of the year; a cell that sets none may be told or declined."""
    if target.is_set:
        return _told(project, [target.cell.printed], [target.cell.span])
    return {"status": ["not_found", "answered"], "plan": project.plan_id, "project": project.title.printed}


def _years_done(project: Project) -> list[FiscalYear]:
    return sorted({year for item in project.achievements for year in item.years})


def _lists(document: DividedDocument) -> Iterator[tuple[str, str, Draft]]:
    by_department = defaultdict(list)
    for project in document.projects:
        for name in project.department_names:
            by_department[name].append(project.title.printed)
    for name, titles in by_department.items():
        yield "list", BY_DEPARTMENT[0].format(plan=document.plan.title, name=name), {"status": "answered", "plan": document.plan.id, "projects": titles}


def _told(project: Project, facts: list[str], spans: Iterable[Span]) -> Draft:
    """An answer from this project that holds the facts and covers the first line of each span."""
    lines = sorted({span.line_start for span in spans})
    return {"status": "answered", "plan": project.plan_id, "project": project.title.printed, "facts": facts} | ({"lines": lines} if lines else {})
