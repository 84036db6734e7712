"""The application: routes, limits, headers and, when given, the widget."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.responses import FileResponse

from assistant.api import documents, problems, questions, register, status
from assistant.api.contract import ProblemDetails
from assistant.api.edge import Edge
from assistant.api.interface import WARM_UP, AssistantLike
from assistant.api.limit import RateLimit
from assistant.api.metrics import Metrics
from assistant.api.operations import Operations
from assistant.api.service import Service

VERSION = "1"
DEMO = "demo.html"
# FastAPI hands every request, with its query, to whatever tracer a library of this process has set up, unless told not to.
NO_TELEMETRY: Any = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}


def create_app(assistant: AssistantLike, operations: Operations, *, limits: bool = True, widget: Path | None = None, shared: Path | None = None) -> FastAPI:
    """The API over `assistant`. `limits` False is for measuring; `widget` is the folder served at /widget/, its demo page at /.

    `shared` is the folder by which several processes of one API limit and count as one. The caller opens `operations`; they are closed when the API ends.
    """
    limit = RateLimit(assistant.settings.requests_per_minute, shared) if limits else None
    # No documentation pages: FastAPI's load their scripts from elsewhere.
    app = FastAPI(title="Plan Assistant", version=VERSION, docs_url=None, redoc_url=None, telemetry=NO_TELEMETRY, lifespan=warmed_up)
    app.state.service = Service(assistant, operations, limit, Metrics(shared))
    for part in (questions, register, documents, status):
        app.include_router(part.routes)
    problems.install(app)
    app.add_middleware(Edge, metrics=app.state.service.metrics)
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"], expose_headers=["Retry-After"])
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    if widget:
        serve_widget(app, widget)
    return app


@asynccontextmanager
async def warmed_up(app: FastAPI) -> AsyncIterator[None]:
    """Nothing, once one question has been answered: a damaged library stops the start, and the first citizen need not wait."""
    with closing(app.state.service.operations):
        app.state.service.assistant.ask(WARM_UP)
        yield


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the problem that any route may answer with."""
    if not app.openapi_schema:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schema["components"]["schemas"]["ProblemDetails"] = ProblemDetails.model_json_schema()
        app.openapi_schema = schema
    return app.openapi_schema


def serve_widget(app: FastAPI, folder: Path) -> None:
    """Serve the files of `folder` at /widget/ and its demo page at /."""
    app.mount("/widget", StaticFiles(directory=folder))

    @app.get("/", include_in_schema=False)
    async def demo() -> FileResponse:
        """The demo page."""
        return FileResponse(folder / DEMO)
