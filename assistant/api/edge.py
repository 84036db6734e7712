"""The outermost layer of the API: a limit on bodies, security headers, and a reply also when something breaks.

Plain ASGI, because a middleware of Starlette's `BaseHTTPMiddleware` kind costs more than the whole of routing.
"""

from __future__ import annotations

import logging

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.metrics import Metrics
from assistant.api.problems import Problem, problem_response, told

BODY_LIMIT = 16 * 1024  # bytes; a question is 300 characters, feedback with an answer a few thousand
WIDGET_PATHS = ("/widget/",)
CSP = b"content-security-policy"
NOTHING_CSP = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
WIDGET_CSP = (
    b"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    b"form-action 'none'; frame-ancestors 'self'"
)
SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),  # any page may embed the widget
]
log = logging.getLogger(__name__)


class Edge:
    """An application with everything that holds for each of its replies."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reply = _Reply(scope["path"], send, self.metrics)
        if _announced(scope) > BODY_LIMIT:
            await _refuse_body(scope, receive, reply)
            return
        try:
            await self.app(scope, _limited(receive), reply)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if reply.started:
                raise  # too late for a problem: the server breaks the connection off
            await problem_response(500, told("failed"), scope["path"])(scope, receive, reply)


class _Reply:
    """The way out: adds the headers and counts the reply."""

    def __init__(self, path: str, send: Send, metrics: Metrics) -> None:
        self.path = path
        self.send = send
        self.metrics = metrics
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            self.metrics.count_reply(message["status"])
            message["headers"] = [*message.get("headers", ()), *self._headers(message)]
        await self.send(message)

    def _headers(self, message: Message) -> list[tuple[bytes, bytes]]:
        if any(name.lower() == CSP for name, _ in message.get("headers", ())):
            return SECURITY_HEADERS
        is_widget = self.path == "/" or self.path.startswith(WIDGET_PATHS)
        return [*SECURITY_HEADERS, (CSP, WIDGET_CSP if is_widget else NOTHING_CSP)]


def _announced(scope: Scope) -> int:
    """The length of the body that the request announces; 0 when it announces none."""
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


async def _refuse_body(scope: Scope, receive: Receive, send: Send) -> None:
    problem = _too_large()
    await problem_response(problem.status_code, problem.detail, scope["path"], problem.headers)(scope, receive, send)


def _limited(receive: Receive) -> Receive:
    """`receive`, which raises a Problem once a body that did not announce its length is too long."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > BODY_LIMIT:
            raise _too_large()
        return message

    return limited


def _too_large() -> Problem:
    return Problem(413, "too_large", {"Connection": "close"}, limit_kib=BODY_LIMIT // 1024)
