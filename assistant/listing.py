"""How a list is told: its count, as many projects as people read, and how to see the others.

A list of a large library is bounded before it is told: what is said, cited, named and kept for the next question is never more than
`MOST_NAMED` projects, however many there are. Beyond that the exact count would need a citation for every project; that there are more
than `MOST_NAMED` is traced to `MOST_NAMED` citations, and is all that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Draft
from assistant.decision import Decision
from assistant.lists import wants_all
from assistant.requirements import Requirement, Requirements
from corpus.values import Heading, Project

MOST_TOLD = 10  # projects told by a list that was not asked for as a whole; issue 4
MOST_TOLD_WHOLE = 100  # the same where every one was asked for (すべて見せて)
MOST_NAMED = 200  # projects of a list that are counted, cited and kept for the next question


def bounded(decision: Decision, question: str) -> Decision:
    """The decision of a list with what it tells: every project where the question asks for all, and never more than `MOST_NAMED`."""
    if decision.kind != "list":
        return decision
    beyond = decision.beyond or len(decision.projects) > MOST_NAMED
    return replace(decision, projects=decision.projects[:MOST_NAMED], beyond=beyond, whole=decision.whole or wants_all(question))


def is_cut(decision: Decision) -> bool:
    """Whether a list leaves out projects that すべて見せて would show."""
    return decision.kind == "list" and not decision.whole and len(decision.projects) > MOST_TOLD


def list_projects(draft: Draft, filters: str, decision: Decision, restricted_by: Sequence[int] = ()) -> None:
    """A count, a line with its departments for each project that is told, and what is left; `restricted_by` are citations of what restricts the list."""
    cells = [draft.cite(project.head, project) for project in decision.projects]
    of_measures = bool(decision.projects) and all(project.is_measure for project in decision.projects) and not (decision.listing or decision.beyond)
    head = "list_measures" if of_measures else "_".join(filter(None, ("list", decision.listing, "beyond" * decision.beyond)))
    draft.fact(draft.say(head, filter=filters, count=len(cells)), *cells, *restricted_by)
    told = decision.projects[: MOST_TOLD_WHOLE if decision.whole else MOST_TOLD]
    if decision.listing == "extended" and len(told) < len(cells):
        told = _added(draft, decision) or told
    for project in told:
        item = draft.say("list_item", title=project.title.printed, departments=draft.wording.join(project.department_names))
        draft.fact(item, draft.cite(project.head, project), *_marked(draft, decision, project))
    left = [draft.cite(project.head, project) for project in decision.projects if project not in told]
    if left:
        draft.fact(draft.say(_rest(decision, len(cells)), count=len(left)), *left)


def say_requirements(draft: Draft, required: Requirements) -> str:
    """What the projects of a list have and have not, as its sentence says it."""
    ending = "_or" if required.either else "_and"
    said = [_said(draft, part, ending * (place < len(required.parts))) for place, part in enumerate(required.parts, 1)]
    return draft.say("need_or" if required.either else "need_and").join(said)


def _said(draft: Draft, part: Requirement, ending: str) -> str:
    """One of them, with the ending of a clause that is followed by another."""
    if part.how == "same" and part.has and not ending:
        return draft.say(f"filter_same_targets{'_year' * bool(part.years)}", year=draft.wording.years(part.years))
    several = "_any" * (part.how == "any" and part.has and len(part.years) > 1)
    key = "".join(["need_", part.field, f"_{part.how}" * (part.how != "any"), several, "_year" * bool(part.years)])
    return draft.say(key, year=draft.wording.years(part.years), has=draft.say(f"has_{'yes' if part.has == (part.how != 'same') else 'no'}{ending}"))


def _marked(draft: Draft, decision: Decision, project: Project) -> list[int]:
    """The citation of the mark for which a project is on the list."""
    return [draft.cite(decision.mark.spans[project.id], project)] if decision.mark and project.id in decision.mark.spans else []


def tell_most(draft: Draft, filters: str, decision: Decision) -> None:
    """Which department, policy, goal or category has the most projects of the list, or the fewest; all of them where several have as many."""
    groups: dict[str, list[Project]] = {}
    for project in decision.projects:
        for name in _groups_of(project, decision.keyword or ""):
            groups.setdefault(name, []).append(project)
    smallest = "smallest" in draft.query.asks
    best = (min if smallest else max)((len(projects) for projects in groups.values()), default=0)
    for name, projects in groups.items():
        if len(projects) == best:
            cells = [draft.cite(project.head, project) for project in projects]
            cells += [
                draft.cite(heading.span, None, draft.library.plan_of(each)) for each in projects[:1] if (heading := _heading_of(each, decision.keyword or ""))
            ]
            draft.fact(draft.say("fewest" if smallest else "most", filter=filters, name=name, count=len(projects)), *cells)


def _groups_of(project: Project, kind: str) -> tuple[str, ...]:
    heading = _heading_of(project, kind)
    return project.department_names if kind == "department" else (str(heading),) if heading else ()


def _heading_of(project: Project, kind: str) -> Heading | None:
    return {"policy": project.policy, "goal": project.goal, "category": project.category}.get(kind)


def _added(draft: Draft, decision: Decision) -> tuple[Project, ...]:
    """What an extended list that is too long to be told anew has more than the one before, said as such."""
    if not decision.added:
        draft.fact(draft.say("list_added_none"), draft.cite(decision.projects[0].head, decision.projects[0]))
    else:
        cells = [draft.cite(project.head, project) for project in decision.added]
        draft.fact(draft.say("list_added", count=len(cells)), *cells)
    return decision.added[: MOST_TOLD_WHOLE if decision.whole else MOST_TOLD]


def _rest(decision: Decision, count: int) -> str:
    """The sentence about the projects that are not told: how many, and how to see them."""
    if decision.whole:
        return "list_register_beyond" if decision.beyond else "list_register"
    if decision.beyond:
        return "list_more_beyond"
    return "list_more" if count <= MOST_TOLD_WHOLE else "list_more_long"
