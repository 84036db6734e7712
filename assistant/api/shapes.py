"""Plans and projects as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.values import Achievement, Heading, Plan, Project, Span, Target, Text

Shape = dict[str, Any]


def placed(span: Span) -> Shape:
    """Where something stands, and the address that shows it."""
    url = f"/v1/documents/{span.document_id}?from={span.line_start}&to={span.line_end}"
    return {"page": span.page, "line_start": span.line_start, "line_end": span.line_end, "url": url}


def plan_row(plan: Plan, projects: int) -> Shape:
    """A plan of the list of plans."""
    return {
        "plan_id": plan.id,
        "title": plan.title,
        "publisher": plan.publisher,
        "period": plan.period,
        "source": plan.source,
        "document": plan.document_id,
        "projects": projects,
        "goals": [heading(each) for each in plan.goals],
        "policies": [heading(each) for each in plan.policies],
        "categories": [heading(each) for each in plan.categories],
    }


def project_row(project: Project, plan: Plan) -> Shape:
    """A project of the list of projects; only what is certain."""
    return {
        "project_id": project.id,
        "title": project.title.printed,
        "plan_id": plan.id,
        "plan": plan.title,
        "departments": list(project.department_names),
        "policy": project.policy.number if project.policy else None,
        "policy_name": project.policy.name if project.policy else None,
        "category": project.category.number if project.category else None,
        "category_name": project.category.name if project.category else None,
        "indicator": project.indicator.printed if project.indicator and project.indicator.certain else None,
        "targets": {target.year.code: target.cell.printed for target in project.targets if target.cell.certain},
    }


def project_detail(project: Project, plan: Plan) -> Shape:
    """A project with every field and its lines."""
    place = {"number": project.number, "period": plan.period, "document": plan.document_id}
    return {**project_row(project, plan), **place, "fields": _fields(project)}


def _fields(project: Project) -> Shape:
    return {
        "title": piece(project.title),
        "departments": pieces(project.departments),
        "goal": _placed_heading(project.goal),
        "policy": _placed_heading(project.policy),
        "category": _placed_heading(project.category),
        "description": project.description and piece(project.description),
        "indicator": project.indicator and piece(project.indicator),
        "baseline": project.baseline and piece(project.baseline),
        "targets": [_target(each) for each in project.targets],
        "results": [_target(each) for each in project.results],
        "remarks": [{**piece(each.text), "label": each.label} for each in project.remarks],
        "achievements": [_achievement(each) for each in project.achievements],
        "actions": [{**piece(each), "years": [year.code for year in each.years]} for each in project.actions],
        "sidebars": [{"title": piece(each.title), "paragraphs": pieces(each.paragraphs)} for each in project.sidebars],
    }


def heading(value: Heading) -> Shape:
    """A heading by number and name."""
    return {"number": value.number, "name": value.name}


def _placed_heading(value: Heading | None) -> Shape | None:
    return {**heading(value), **placed(value.span)} if value else None


def piece(text: Text) -> Shape:
    """A printed piece with its lines."""
    return {"text": text.printed, "certain": text.certain, **placed(text.span)}


def pieces(texts: Iterable[Text]) -> list[Shape]:
    """Printed pieces with their lines."""
    return [piece(text) for text in texts]


def _target(target: Target) -> Shape:
    return {**piece(target.cell), **placed(target.span), "year": target.year.code, "is_set": target.is_set}


def _achievement(item: Achievement) -> Shape:
    years = [year.code for year in item.years]
    return {**piece(item.text), "years": years, "parents": pieces(item.parents), "notes": pieces(item.notes)}
