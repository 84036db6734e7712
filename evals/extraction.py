"""What was read from the documents against what a person read from them, field by field.

The gold (gold/extraction.yaml, gold/plans.yaml) was written by eye. Texts are compared normalised and without white space.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.text import squeeze
from corpus.values import Achievement, DividedDocument, Heading, Plan, Project, Text
from evals.cases import read_yaml
from ingest.outline import year_marks

FACT_KINDS = {  # key of the gold -> kind of PlanFact
    "basic_idea": "basic_idea", "purpose": "overview", "categories": "categories", "support": "progress", "management": "progress", "period": "period",
}  # fmt: skip
CERTAIN_ACTIONS = "actions_certain"  # precision: a caption said to be certainly a project's is one of its captions in the gold
FOUND_ACTIONS = "actions_found"  # recall: a caption of the gold is said to be certainly its project's

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One value that was read, and what a person read in its place; both in the form that is compared."""

    field: str
    place: str
    expected: str
    actual: str

    @property
    def right(self) -> bool:
        """Whether both are the same."""
        return self.expected == self.actual

    def __str__(self) -> str:
        return f"{self.field}: {self.place}: expected {self.expected or 'nothing'}, read {self.actual or 'nothing'}"


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How many values of a field are right, and those that are not."""

    field: str
    right: int
    total: int
    mismatches: tuple[Check, ...]

    @property
    def rate(self) -> float:
        """Share that is right, 0 to 1; NaN when the gold holds none."""
        return self.right / self.total if self.total else math.nan


def score_extraction(documents: Sequence[DividedDocument], gold_folder: Path) -> dict[str, FieldScore]:
    """The score of every field over the documents that the gold knows."""
    projects, plans = read_yaml(gold_folder / "extraction.yaml"), read_yaml(gold_folder / "plans.yaml")
    checks: list[Check] = []
    for document in documents:
        own = [each for each in projects if each["plan"] == document.plan.id]
        for plan in (each for each in plans if each["plan"] == document.plan.id):
            checks += [*_plan_checks(document, plan), *_document_checks(document, own)]
    return score_checks(checks)


def score_checks(checks: Sequence[Check]) -> dict[str, FieldScore]:
    """The score of every field that was checked."""
    return {field: _score(field, checks) for field in dict.fromkeys(check.field for check in checks)}


def _score(field: str, checks: Iterable[Check]) -> FieldScore:
    of_field = [check for check in checks if check.field == field]
    wrong = tuple(check for check in of_field if not check.right)
    return FieldScore(field, len(of_field) - len(wrong), len(of_field), wrong)


# --- the plan itself ---------------------------------------------------------------------------------


def _plan_checks(document: DividedDocument, gold: Gold) -> Iterator[Check]:
    plan = document.plan
    period = gold["period"]
    yield _check("plan_title", plan.id, gold["title"], plan.title)
    yield _check("plan_publisher", plan.id, gold["publisher"], plan.publisher)
    yield _check("plan_period", plan.id, f"{period['first']}-{period['last']}", plan.period)
    yield _check("project_count", plan.id, gold["project_count"]["total"], len(document.projects))
    for category, count in gold["project_count"]["by_category"].items():
        actual = sum(project.category is not None and project.category.number == category for project in document.projects)
        yield _check("project_count", f"{plan.id} {category}", count, actual)
    yield _check("goals", plan.id, _headings_wanted(gold["goals"]), _headings(plan.goals))
    yield _check("policies", plan.id, _headings_wanted(gold["policies"]), _headings(plan.policies))
    for fact in gold["facts"]:
        if fact["key"] in FACT_KINDS:
            yield _check("plan_facts", f"{plan.id} {fact['key']}", fact["text"], _fact_found(plan, fact))


def _headings_wanted(gold: Iterable[Gold]) -> str:
    return " / ".join(f"{each['number']} {each['name']} {each['lines'][0]}" for each in gold)


def _headings(headings: Iterable[Heading]) -> str:
    return " / ".join(f"{each.number} {each.name} {each.span.line_start}" for each in headings)


def _fact_found(plan: Plan, gold: Gold) -> str:
    """The text of the gold when a fact of its kind holds it at its lines; else the texts of that kind."""
    texts = [fact.text for fact in plan.facts if fact.kind == FACT_KINDS[gold["key"]]]
    first, last = gold["lines"]
    for text in texts:
        if squeeze(gold["text"]) in squeeze(text.printed) and text.span.line_start <= first and last <= text.span.line_end:
            return str(gold["text"])
    return " / ".join(text.printed for text in texts)


# --- its projects ------------------------------------------------------------------------------------


def _document_checks(document: DividedDocument, gold: Sequence[Gold]) -> Iterator[Check]:
    found = {squeeze(project.title.printed): project for project in document.projects}
    yield _check("titles", document.plan.id, " / ".join(each["title"] for each in gold), " / ".join(project.title.printed for project in document.projects))
    lines = [line.text for line in document.lines]
    for each in gold:
        project = found.get(squeeze(each["title"]))
        if project is None:
            yield _check("titles", each["title"], each["title"], "")
            continue
        yield from _field_checks(project, each)
        yield from _target_checks(project, each)
        yield from _achievement_checks(project, each, lines)
        yield from _action_checks(project, each)


def _field_checks(project: Project, gold: Gold) -> Iterator[Check]:
    title, policy = gold["title"], project.policy
    pairs: dict[str, tuple[object, object]] = {
        "title_lines": (gold["title_lines"], [project.title.span.line_start, project.title.span.line_end]),
        "number": (gold["number"], project.number),
        "departments": (" / ".join(gold["departments"]), " / ".join(project.department_names)),
        "goal": (gold["goal"], project.goal and project.goal.number),
        "policy": (f"{gold['policy']} {gold['policy_name']}", policy and str(policy)),
        "category": (gold["category"], project.category and project.category.number),
        "description": (gold["description"], project.description),
        "indicator": (gold["indicator"], project.indicator),
        "baseline": (gold["baseline"], project.baseline),
        "sidebar": (gold["sidebar"], " / ".join(sidebar.title.printed for sidebar in project.sidebars)),
    }
    for field, (expected, actual) in pairs.items():
        yield _check(field, title, expected, actual)


def _target_checks(project: Project, gold: Gold) -> Iterator[Check]:
    """A check for each cell of the gold, and one for each cell too many."""
    actual = {target.year.code: target.cell.printed for target in project.targets}
    for year in dict.fromkeys([*gold["targets"], *actual]):
        yield _check("targets", f"{gold['title']} {year}", gold["targets"].get(year), actual.get(year))


def _achievement_checks(project: Project, gold: Gold, lines: Sequence[str]) -> Iterator[Check]:
    """Each item with years, parents, notes and lines; each bracketed year mark in the document; and how many items there are."""
    left = list(project.achievements)
    yield _check("achievement_count", gold["title"], len(gold["achievements"]), len(left))
    for each in gold["achievements"]:
        item = next((item for item in left if _same_item(item, each)), None)
        if item:
            left.remove(item)
        place = f"{gold['title']}: {each['text'][:30]}"
        yield _check("achievements", place, _item_wanted(each), _item_read(item))
        yield _check("achievement_lines", place, each["lines"], _item_lines(item))
        first, last = each["lines"]
        if marks := year_marks("".join(lines[first - 1 : last])):
            yield _check("year_marks", place, _codes(year.code for year in marks[-1][1]), _codes(year.code for year in item.years) if item else "")


def _same_item(item: Achievement, gold: Gold) -> bool:
    return squeeze(item.text.printed) == squeeze(gold["text"]) and _codes(year.code for year in item.years) == _codes(gold["years"])


def _item_wanted(gold: Gold) -> str:
    return f"{gold['text']} ({_codes(gold['years'])}) under {' > '.join(gold['parents'])} with {_notes(gold['notes'])}"


def _item_read(item: Achievement | None) -> str:
    if item is None:
        return ""
    parents = " > ".join(map(str, item.parents))
    return f"{item.text} ({_codes(year.code for year in item.years)}) under {parents} with {_notes(map(str, item.notes))}"


def _notes(notes: Iterable[str]) -> str:
    """Notes without the mark that begins them, which is no text."""
    return " / ".join(note.lstrip("※") for note in notes)


def _item_lines(item: Achievement | None) -> list[int]:
    if item is None:
        return []
    span = item.text.span
    for note in item.notes:
        span = span.to(note.span)
    return [span.line_start, span.line_end]


def _codes(years: Iterable[str]) -> str:
    return ", ".join(years)


# --- captions ----------------------------------------------------------------------------------------


def _action_checks(project: Project, gold: Gold) -> Iterator[Check]:
    """Captions may be glued or cut differently: both ways, one must be made of the other's pieces."""
    wanted = [squeeze(caption) for caption in gold["actions_certain"]]
    read = [squeeze(action.printed) for action in project.actions if action.certain]
    for caption in dict.fromkeys(read):
        yield Check(CERTAIN_ACTIONS, gold["title"], caption if made_of(caption, wanted) else " / ".join(wanted), caption)
    for caption in dict.fromkeys(wanted):
        yield Check(FOUND_ACTIONS, gold["title"], caption, caption if made_of(caption, read) else " / ".join(read))


def made_of(text: str, pieces: Sequence[str]) -> bool:
    """Whether squeezed `text` is several of `pieces` in a row, in any order, or any part of all of them as printed."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {start + len(piece) for piece in pieces if text.startswith(piece, start)}
    return len(text) in reached or text in "".join(pieces)


def _check(field: str, place: str, expected: object, actual: object) -> Check:
    """A check of two values, texts compared without white space; None is nothing."""
    return Check(field, place, _comparable(expected), _comparable(actual))


def _comparable(value: object) -> str:
    return "" if value is None else squeeze(value.printed if isinstance(value, Text) else str(value))
