"""How one undertaking runs through several plans: each plan in its turn, the change of department, and that the link between them is inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.compose import Draft, period_span
from corpus.library import Library
from corpus.text import squeeze
from corpus.values import Achievement, Link, Project
from corpus.years import FiscalYear


def in_other_plans(library: Library, project: Project) -> tuple[Link, ...]:
    """The links by which an undertaking is followed: those of the project, then from plan to plan into plans that have none of it yet."""
    found = list(library.links_of(project))
    reached = {project.plan_id, *(link.other.plan_id for link in found)}
    for link in found:  # grows while it is read
        for further in library.links_of(link.other):
            if further.other.plan_id not in reached:
                reached.add(further.other.plan_id)
                found.append(further)
    return tuple(found)


def answer_history(draft: Draft, project: Project, today: FiscalYear) -> bool:
    """Tell what each plan says of the undertaking, in the order of their periods, and whether the department changed. True: it is always answered."""
    title = project.title.printed
    links = in_other_plans(draft.library, project)
    if not links:
        draft.decline(draft.say("history_none", title=title), draft.cite(project.head, project))
        return _in_plan(draft, project, today)
    projects = _by_period(draft.library, [project, *(link.other for link in links)])
    draft.fact(draft.say("history", title=title), draft.cite(project.head, project))
    for each in projects:
        _in_plan(draft, each, today)
    _tell_departments(draft, projects)
    heads = [draft.cite(each.head, each) for each in projects]
    confirmed = all(link.origin == "confirmed" for link in links)
    draft.decline(draft.say("history_confirmed" if confirmed else "history_inferred"), *heads)
    return True


def _by_period(library: Library, projects: Iterable[Project]) -> list[Project]:
    """Projects in the order of their plans' periods."""

    def period(project: Project) -> tuple[FiscalYear, FiscalYear]:
        plan = library.plan_of(project)
        return plan.first_year, plan.last_year

    return sorted(sorted(projects, key=lambda project: project.id), key=period)


def _in_plan(draft: Draft, project: Project, today: FiscalYear) -> bool:
    """What one plan says: the title and the department, the years of which it tells what was done, and the target of the year that runs. True."""
    plan, wording = draft.library.plan_of(project), draft.wording
    key = "history_plan" if project.departments else "history_plan_no_owner"
    text = draft.say(
        key, plan=plan.title, title=project.title.printed, first=wording.year(plan.first_year), last=wording.year(plan.last_year),
        departments=wording.join(project.department_names),
    )  # fmt: skip
    draft.fact(text, draft.cite(project.head, project), draft.cite(period_span(plan), None, plan))
    telling = _telling(project.achievements)
    if telling:
        years = tuple(sorted({year for item in telling for year in item.years}))
        draft.fact(draft.say("history_done", years=wording.years(years)), *(draft.cite(item.span, project) for item in telling))
    target = project.target(today)
    if target and target.is_set and target.cell.certain and project.indicator:
        cell = draft.cite(target.span.to(project.indicator.span), project)
        draft.fact(draft.say("target_next", year=wording.year(today), indicator=project.indicator.printed, value=target.cell.printed), cell)
    return True


def _telling(achievements: Sequence[Achievement]) -> list[Achievement]:
    """Achievements, the fewer the better, that together tell every year in which something was done."""
    told: set[FiscalYear] = set()
    chosen: list[Achievement] = []
    for item in sorted(achievements, key=lambda each: -len(each.years)):
        if not told.issuperset(item.years):
            told.update(item.years)
            chosen.append(item)
    return chosen


def list_links(draft: Draft) -> bool:
    """Name the projects of different plans that are inferred to be one undertaking, pair by pair; False when there is none.

    Only those of the departments that the question names, where it names any.
    """
    library, departments = draft.library, {*draft.query.departments}
    pairs = {frozenset((link.project, link.other)): None for project in library.projects for link in library.links_of(project)}
    pairs = {pair: None for pair in pairs if not departments or any(departments & {*project.department_names} for project in pair)}
    if not pairs:
        return draft.decline(draft.say("links_none"), *(draft.cite(plan.title_span, None, plan) for plan in library.plans[:1]))
    draft.fact(draft.say("links"), *(draft.cite(project.head, project) for pair in pairs for project in _by_period(library, pair)))
    for pair in pairs:
        projects = _by_period(library, pair)
        before, after = (_named(draft, project) for project in projects)
        draft.fact(draft.say("links_item", before=before, after=after), *(draft.cite(project.head, project) for project in projects))
    return True


def _named(draft: Draft, project: Project) -> str:
    plan = draft.library.plan_of(project)
    return draft.say("links_side", plan=plan.title, title=project.title.printed, departments=draft.wording.join(project.department_names))


def other_department(one: Project, other: Project) -> bool:
    """Whether two projects name different departments; False where one of them names none."""
    return bool(one.departments and other.departments) and _departments(one) != _departments(other)


def _tell_departments(draft: Draft, projects: Sequence[Project]) -> None:
    """Say from which department to which the undertaking went, plan after plan, or that it stayed."""
    named = [project for project in projects if project.departments]
    changes = [(before, after) for before, after in pairwise(named) if other_department(before, after)]
    for before, after in changes:
        old, new = (draft.wording.join(each.department_names) for each in (before, after))
        draft.fact(draft.say("history_owner", before=old, after=new), *(draft.cite(each.head, each) for each in (before, after)))
    if len(named) > 1 and not changes:
        text = draft.say("history_same_owner", departments=draft.wording.join(named[0].department_names))
        draft.fact(text, *(draft.cite(each.head, each) for each in named))


def _departments(project: Project) -> frozenset[str]:
    return frozenset(map(squeeze, project.department_names))
