"""Whether the API runs and can answer, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from assistant.api.contract import HealthOut, ReadyOut
from assistant.api.describe import json_of
from assistant.api.metrics import CONTENT_TYPE
from assistant.api.problems import Problem
from assistant.api.service import json_response, service_of

routes = APIRouter()


@routes.get("/healthz", responses=json_of(HealthOut))
async def healthz() -> Response:
    """`ok` as long as the process runs."""
    return json_response({"status": "ok"})


@routes.get("/readyz", responses=json_of(ReadyOut))
def readyz(request: Request) -> Response:
    """`ready` when the library is open and can be read; otherwise a problem with status 503."""
    library = service_of(request).assistant.library
    readable = [library.lines(plan.document_id, 1, 1) for plan in library.plans[:1]]
    if not any(readable):
        raise Problem(503, "no_library")
    return json_response({"status": "ready", "build": library.folder.name, "plans": len(library.plans), "projects": len(library.projects)})


@routes.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    return Response(service_of(request).metrics.text(), media_type=CONTENT_TYPE)
