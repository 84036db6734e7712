"""Which projects fit what a client asks for."""

from __future__ import annotations

from assistant.api.contract import Filters
from assistant.api.problems import Problem
from corpus.library import Library, matching_projects
from corpus.text import squeeze
from corpus.values import Heading, Plan, Project
from corpus.years import FiscalYear, find_years


def fitting(library: Library, filters: Filters) -> list[tuple[Project, Plan]]:
    """The projects that fit every filter, each with its plan, in printed order. Raises a Problem for a year that is none."""
    years = wanted_years(filters.fiscal_year)
    candidates = library.projects_of(filters.plan) if filters.plan else library.projects
    found = [project for project in candidates if _fits(project, filters) and (not years or years & known_years(project))]
    if squeeze(filters.q):
        found = matching_projects(found, filters.q)
    plans = {plan.id: plan for plan in library.plans}
    return [(project, plans[project.plan_id]) for project in found]


def _fits(project: Project, filters: Filters) -> bool:
    return (
        (not filters.department or squeeze(filters.department) in map(squeeze, project.department_names))
        and _is_heading(filters.policy, project.policy)
        and _is_heading(filters.category, project.category)
    )


def _is_heading(wanted: str, heading: Heading | None) -> bool:
    """Whether `wanted` is the number, the name, or both; nothing wanted lets all through."""
    if not wanted:
        return True
    return heading is not None and squeeze(wanted) in {squeeze(heading.number), squeeze(heading.name), squeeze(str(heading))}


def wanted_years(text: str) -> frozenset[FiscalYear]:
    """The fiscal years that `text` names; none for an empty text. Raises a Problem when it names none."""
    years = frozenset(year for mention in find_years(text) for year in mention.years)
    if text.strip() and not years:
        raise Problem(400, "bad_year")
    return years


def known_years(project: Project) -> frozenset[FiscalYear]:
    """The fiscal years for which the project has a target set or something done."""
    with_target = {target.year for target in project.targets if target.is_set}
    return frozenset(with_target.union(*(item.years for item in project.achievements)))
