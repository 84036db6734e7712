"""Faults of ingest: what is read from the documents is not what stands there. The gold must tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import corpus.text
import corpus.years
import evals.sources
from corpus.values import DividedDocument, Heading, Project, Span, Text
from corpus.years import FiscalYear
from evals.faults.plant import Change, Seams, fault, with_neighbours


def _read(seams: Seams, change: Change) -> None:
    """Every project is read as `change` makes it of the right one and its neighbour."""

    def make(divide_entry: Any) -> Any:
        def divided(*arguments: Any) -> DividedDocument:
            document: DividedDocument = divide_entry(*arguments)
            return replace(document, projects=with_neighbours(document.projects, change))

        return divided

    seams.around(evals.sources, "divide_entry", make)


@fault("reading")
def department_of_the_neighbour_read(seams: Seams) -> None:
    """A project is read with the departments of the next one."""
    _read(seams, lambda project, other: replace(project, departments=other.departments))


@fault("reading")
def second_department_lost(seams: Seams) -> None:
    """Only the first department of a project is read."""
    _read(seams, lambda project, _: replace(project, departments=project.departments[:1]))


@fault("reading")
def targets_one_year_late(seams: Seams) -> None:
    """Every target is read under the year after its own."""
    _read(seams, lambda project, _: replace(project, targets=tuple(replace(each, year=FiscalYear(each.year.year + 1)) for each in project.targets)))


@fault("reading")
def last_target_lost(seams: Seams) -> None:
    """The last cell of a row of targets is not read."""
    _read(seams, lambda project, _: replace(project, targets=project.targets[:-1]))


@fault("reading")
def baseline_read_into_the_indicator(seams: Seams) -> None:
    """The baseline stays glued to the indicator."""

    def glued(project: Project, _: Project) -> Project:
        if not (project.indicator and project.baseline):
            return project
        return replace(project, indicator=replace(project.indicator, printed=project.indicator.printed + project.baseline.printed), baseline=None)

    _read(seams, glued)


@fault("reading")
def description_cut_short(seams: Seams) -> None:
    """A description ends with its first sentence."""

    def cut(project: Project, _: Project) -> Project:
        text = project.description
        return replace(project, description=replace(text, printed=re.split(r"(?<=。)", text.printed)[0])) if text else project

    _read(seams, cut)


@fault("reading")
def captions_left_with_the_neighbour(seams: Seams) -> None:
    """The captions of the schedule stay with the project they stand behind."""
    _read(seams, lambda project, other: replace(project, actions=other.actions))


@fault("reading")
def uncertain_captions_called_certain(seams: Seams) -> None:
    """A caption whose project the text cannot settle is called certain."""
    _read(seams, lambda project, _: replace(project, actions=tuple(replace(each, certain=True) for each in project.actions)))


@fault("reading")
def sidebar_left_with_the_neighbour(seams: Seams) -> None:
    """A box stays with the project it stands behind."""
    _read(seams, lambda project, other: replace(project, sidebars=other.sidebars))


@fault("reading")
def achievements_one_year_early(seams: Seams) -> None:
    """Everything that was done is read under the year before."""

    def early(project: Project, _: Project) -> Project:
        done = tuple(replace(each, years=tuple(FiscalYear(year.year - 1) for year in each.years)) for each in project.achievements)
        return replace(project, achievements=done)

    _read(seams, early)


@fault("reading")
def notes_lost(seams: Seams) -> None:
    """The notes below an achievement are not read."""
    _read(seams, lambda project, _: replace(project, achievements=tuple(replace(each, notes=()) for each in project.achievements)))


@fault("reading")
def nesting_lost(seams: Seams) -> None:
    """An achievement is read without the lines it is nested under."""
    _read(seams, lambda project, _: replace(project, achievements=tuple(replace(each, parents=()) for each in project.achievements)))


@fault("reading")
def category_swapped(seams: Seams) -> None:
    """Priority projects are read as exploratory ones and the other way round."""
    other = {"A": "C", "C": "A"}

    def swapped(heading: Heading | None) -> Heading | None:
        return replace(heading, number=other.get(heading.number, heading.number)) if heading else None

    _read(seams, lambda project, _: replace(project, category=swapped(project.category)))


@fault("reading")
def policy_of_the_neighbour(seams: Seams) -> None:
    """A project is read under the policy of the next one."""
    _read(seams, lambda project, other: replace(project, policy=other.policy))


@fault("reading")
def lines_off_by_one(seams: Seams) -> None:
    """The lines of a title are counted from 0."""

    def moved(span: Span) -> Span:
        return replace(span, line_start=span.line_start - 1, line_end=span.line_end - 1)

    def counted(project: Project, _: Project) -> Project:
        title: Text = project.title
        return replace(project, title=replace(title, span=moved(title.span)))

    _read(seams, counted)


@fault("reading")
def year_range_not_expanded(seams: Seams) -> None:
    """H23～H26 is read as its first and its last year."""
    seams.around(corpus.years, "_span_years", lambda span_years: lambda first, last: tuple(dict.fromkeys((first, last))))


@fault("reading")
def radicals_not_mapped(seams: Seams) -> None:
    """The radical ⺠ is not read as the character 民."""
    seams.put(corpus.text, "radical_map", dict)
