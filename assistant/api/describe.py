"""How /openapi.json describes the replies of a route."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from assistant.api.problems import MEDIA_TYPE

Replies = dict[int | str, dict[str, Any]]
PROBLEM_SCHEMA = "#/components/schemas/ProblemDetails"
_PROBLEMS: Replies = {
    "4XX": {"description": "A problem that the client can mend (RFC 9457)", "content": {MEDIA_TYPE: {"schema": {"$ref": PROBLEM_SCHEMA}}}},
    "5XX": {"description": "A problem here", "content": {MEDIA_TYPE: {"schema": {"$ref": PROBLEM_SCHEMA}}}},
}


def json_of(model: type[BaseModel]) -> Replies:
    """JSON of `model`, or a problem."""
    return {200: {"model": model}} | _PROBLEMS


def text_of(media_type: str, description: str) -> Replies:
    """Text of a media type, or a problem."""
    return {200: {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}} | _PROBLEMS


def nothing() -> Replies:
    """No content, or a problem."""
    return _PROBLEMS
