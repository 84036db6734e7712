"""Plans and projects: lists, one project, and the register as a file for spreadsheets."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from assistant.api.contract import Filters, PagedFilters, PlansOut, ProjectDetailOut, ProjectsOut
from assistant.api.describe import json_of, text_of
from assistant.api.filters import fitting
from assistant.api.problems import Problem
from assistant.api.service import json_response, service_of
from assistant.api.shapes import plan_row, project_detail, project_row
from assistant.api.table import table

routes = APIRouter()
FILE_NAME = "事業一覧.csv"
CSV_HEADERS = {"Content-Disposition": f"attachment; filename=projects.csv; filename*=UTF-8''{quote(FILE_NAME)}"}


@routes.get("/v1/plans", responses=json_of(PlansOut))
def plans(request: Request) -> Response:
    """All plans, with how many projects each has."""
    library = service_of(request).assistant.library
    return json_response({"plans": [plan_row(plan, len(library.listed_projects_of(plan.id))) for plan in library.plans]})


@routes.get("/v1/projects", responses=json_of(ProjectsOut))
def projects(filters: Annotated[PagedFilters, Query()], request: Request) -> Response:
    """The projects that fit every filter, in printed order."""
    library = service_of(request).assistant.library
    found = fitting(library, filters)
    page = found[filters.offset : filters.offset + filters.limit]
    rows = [project_row(project, plan) for project, plan in page]
    return json_response({"total": len(found), "limit": filters.limit, "offset": filters.offset, "projects": rows})


@routes.get("/v1/projects.csv", response_class=Response, responses=text_of("text/csv", "UTF-8 with a byte order mark, for Excel"))
def projects_csv(filters: Annotated[Filters, Query()], request: Request) -> Response:
    """The projects that fit every filter as a table with Japanese headings."""
    found = fitting(service_of(request).assistant.library, filters)
    return Response(table(found).encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=CSV_HEADERS)


@routes.get("/v1/projects/{project_id:path}", responses=json_of(ProjectDetailOut))
def project(project_id: str, request: Request) -> Response:
    """One project: every field with its lines."""
    library = service_of(request).assistant.library
    found = library.project(project_id)
    if not found:
        raise Problem(404, "no_project", id=project_id)
    return json_response(project_detail(found, library.plan_of(found)))
