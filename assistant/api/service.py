"""What every route works with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from assistant.api.interface import AssistantLike
from assistant.api.limit import RateLimit
from assistant.api.metrics import Metrics
from assistant.api.operations import Operations
from assistant.api.outline import Outlines
from assistant.api.problems import Problem


@dataclass(frozen=True)
class Service:
    """The assistant, what is kept, the limit (None when there is none), the figures and the outlines of documents."""

    assistant: AssistantLike
    operations: Operations
    limit: RateLimit | None = None
    metrics: Metrics = field(default_factory=Metrics)
    outlines: Outlines = field(default_factory=Outlines)


def service_of(request: Request) -> Service:
    """The service of the application that got `request`."""
    service: Service = request.app.state.service
    return service


async def admit(request: Request) -> None:
    """Nothing; raises a Problem with status 429 when this client has asked too much."""
    limit = service_of(request).limit
    wait_s = limit.wait_s(request.client.host if request.client else None) if limit else 0
    if wait_s:
        raise Problem(429, "too_many", {"Retry-After": str(wait_s)}, seconds=wait_s)


def json_response(value: object, headers: Mapping[str, str] | None = None) -> Response:
    """`value` as JSON. The contract's models describe it in /openapi.json; checking every reply against them is for tests."""
    return Response(json.dumps(value, ensure_ascii=False, separators=(",", ":")), headers=headers, media_type="application/json")
