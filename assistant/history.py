"""How one undertaking runs through several plans: each plan in its turn, the change of department, and that the link between them is inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from assistant.compose import Draft, answer_field, list_achievements, period_span
from corpus.library import Library
from corpus.text import squeeze
from corpus.values import Achievement, Link, Project
from corpus.years import FiscalYear

MOST_TOLD = 12  # achievements of one project that are told one by one; of more only the years


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


def answer_history(draft: Draft, project: Project, today: FiscalYear, alike: Sequence[Project] = ()) -> bool:
    """Tell what each plan says of the undertaking, in the order of their periods, and whether the department changed. True: it is always answered.

    `alike`: projects of plans that no link leads into, which fit the question by themselves.
    """
    title = project.title.printed
    links = in_other_plans(draft.library, project)
    if not links and not alike:
        alone = draft.say("history_none", title=title)
        if draft.query.of_plan:  # 前の計画から引き継がれた事業ですか: that is answered first
            draft.decline(alone, draft.cite(project.head, project))
        _in_plan(draft, project, today)
        if project.description:
            answer_field(draft, "description", project, ())
        if not draft.query.of_plan:
            draft.decline(alone, draft.cite(project.head, project))
        return True
    projects = _by_period(draft.library, [project, *(link.other for link in links), *alike])
    draft.fact(draft.say("history", title=title), draft.cite(project.head, project))
    for each in projects:
        _in_plan(draft, each, today)
    if not alike:
        _tell_departments(draft, projects)
    heads = [draft.cite(each.head, each) for each in projects]
    confirmed = not alike and all(link.origin == "confirmed" for link in links)
    draft.decline(draft.say("history_confirmed" if confirmed else "history_inferred"), *heads)
    return True


def _by_period(library: Library, projects: Iterable[Project]) -> list[Project]:
    """Projects in the order of their plans' periods, those of one plan together."""

    def place(project: Project) -> tuple[FiscalYear, FiscalYear, str, str]:
        plan = library.plan_of(project)
        return plan.first_year, plan.last_year, plan.id, project.id

    return sorted(projects, key=place)


def _in_plan(draft: Draft, project: Project, today: FiscalYear) -> bool:
    """What one plan says: the title and the department, the years of which it tells what was done, and the target of the year that runs. True."""
    plan, wording = draft.library.plan_of(project), draft.wording
    key = "history_plan" if project.departments else "history_plan_no_owner"
    text = draft.say(
        key, plan=plan.title, title=project.title.printed, first=wording.year(plan.first_year), last=wording.year(plan.last_year),
        departments=wording.join(project.department_names),
    )  # fmt: skip
    draft.fact(text, draft.cite(project.head, project), draft.cite(period_span(plan), None, plan))
    if 0 < len(project.achievements) <= MOST_TOLD and "owner" not in draft.query.asks:
        lead = draft.say("achievement_all", title=project.title.printed)
        list_achievements(draft, project, sorted(project.achievements, key=_first_year), lead, draft.cite(project.head, project))
    elif telling := _telling(project.achievements):
        years = tuple(sorted({year for item in telling for year in item.years}))
        draft.fact(draft.say("history_done", years=wording.years(years)), *(draft.cite(item.span, project) for item in telling))
    target = project.target(today)
    if target and target.is_set and target.cell.certain and project.indicator:
        cell = draft.cite(target.span.to(project.indicator.span), project)
        draft.fact(draft.say("target_next", year=wording.year(today), indicator=project.indicator.printed, value=target.cell.printed), cell)
    return True


def _first_year(item: Achievement) -> tuple[bool, FiscalYear | None]:
    """What achievements are told in the order of: the first year, behind all others where none is known."""
    return (False, min(item.years)) if item.years else (True, None)


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
    """Say from which departments to which the undertaking went, plan after plan; that plans of one time differ; or that the department stayed."""
    plans = [tuple(of_plan) for _, of_plan in groupby((each for each in projects if each.departments), key=lambda project: project.plan_id)]
    differing = [(before, after) for before, after in pairwise(plans) if _departments(*before) != _departments(*after)]
    for before, after in differing:
        key = "history_owner" if _ends_before(draft.library, before[0], after[0]) else "history_owners"
        heads = [draft.cite(each.head, each) for each in (*before, *after)]
        draft.fact(draft.say(key, before=_departments_said(draft, before), after=_departments_said(draft, after)), *heads)
    if len(plans) > 1 and not differing:
        heads = [draft.cite(each.head, each) for plan in plans for each in plan]
        draft.fact(draft.say("history_same_owner", departments=_departments_said(draft, plans[0])), *heads)


def _ends_before(library: Library, one: Project, other: Project) -> bool:
    """Whether the plan of the one is over when that of the other begins."""
    return library.plan_of(one).last_year < library.plan_of(other).first_year


def _departments_said(draft: Draft, projects: Sequence[Project]) -> str:
    return draft.wording.join(dict.fromkeys(name for project in projects for name in project.department_names))


def _departments(*projects: Project) -> frozenset[str]:
    return frozenset(squeeze(name) for project in projects for name in project.department_names)
