"""The server of one process. Everything it takes is imported with this module, so that workers are forked with it."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from assistant.api.app import create_app
from assistant.api.interface import WARM_UP
from assistant.api.operations import SqliteOperations
from assistant.assistant import Assistant
from corpus.settings import Settings


def opened_server(settings: Settings, limits: bool, widget: Path, shared: Path | None = None) -> uvicorn.Server:
    """A server that can answer, ready to run. Raises PlanAssistantError for a library that cannot answer, or an operations file that cannot be used."""
    assistant = Assistant.open(settings.library, settings=settings)
    assistant.ask(WARM_UP)
    operations = SqliteOperations(settings.operations, settings.conversation_minutes)
    app = create_app(assistant, operations, limits=limits, widget=widget, shared=shared)
    return uvicorn.Server(uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning", access_log=False))
