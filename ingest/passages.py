"""Passages: every project cut into pieces that are indexed and cited. A passage never crosses a project."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.values import DividedDocument, Passage, Plan, Project, Span


def cut_passages(document: DividedDocument) -> tuple[Passage, ...]:
    """All passages of a document: those of its projects in printed order, then those of the plan itself."""
    passages = [passage for project in document.projects for passage in _of_project(project, document.plan)]
    return (*passages, *_of_plan(document.plan))


def _of_project(project: Project, plan: Plan) -> Iterator[Passage]:
    count = 0

    def passage(kind: str, text: str, span: Span) -> Passage:
        nonlocal count
        count += 1
        return Passage(f"{project.id}/{count:02d}", plan.id, project.id, kind, text, span, plan.visibility, project.title.printed)

    headings = [str(heading) for heading in (project.goal, project.policy, project.category) if heading]
    yield passage("head", " ".join([*project.department_names, *headings]), project.head)
    if project.description:
        yield passage("description", project.description.printed, project.description.span)
    if project.indicator:
        texts = [project.indicator.printed] + ([project.baseline.printed] if project.baseline else [])
        yield passage("indicator", " ".join(texts), project.indicator.span)
    for target in project.targets:
        yield passage("target", f"{target.year.japanese} {target.cell.printed}", target.span)
    for result in project.results:
        yield passage("result", f"{result.year.japanese} 実績値 {result.cell.printed}", result.span)
    for item in project.achievements:
        years = " ".join(year.japanese for year in item.years)
        texts = [*(parent.printed for parent in item.parents), item.text.printed, *(note.printed for note in item.notes)]
        yield passage("achievement", f"{' '.join(texts)} {years}", item.span)
    for sidebar in project.sidebars:
        yield passage("sidebar", " ".join([sidebar.title.printed, *(paragraph.printed for paragraph in sidebar.paragraphs)]), sidebar.span)
    for remark in project.remarks:
        yield passage("remark", f"{remark.label} {remark.text.printed}", remark.text.span)
    for action in project.actions:
        if action.certain:
            yield passage("action", " ".join([action.printed, *(year.japanese for year in action.years)]), action.span)


def _of_plan(plan: Plan) -> Iterator[Passage]:
    facts = {fact.text.span: (fact.kind, fact.text.printed, fact.text.span) for fact in reversed(plan.facts)}  # one sentence may tell several facts
    headings = [("heading", str(heading), heading.span) for heading in (*plan.goals, *plan.policies)]
    for number, (kind, text, span) in enumerate([*reversed(facts.values()), *headings], 1):
        yield Passage(f"{plan.id}/{number:02d}", plan.id, None, kind, text, span, plan.visibility, plan.title)
