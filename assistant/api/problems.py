"""Problems as RFC 9457 wants them: what is wrong and what to do, in Japanese and then in English.

`type` is `about:blank` throughout: the status says what kind of problem it is, `detail` what to do about it, and `errors`
(only for wrong values) names every field.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import LibraryError, OperationsError, PlanAssistantError, QuestionError

MEDIA_TYPE = "application/problem+json"
WHOLE_BODY = "body"
log = logging.getLogger(__name__)

MESSAGES = {
    "no_route": ("このアドレスには何もありません。/openapi.json に一覧があります。", "There is nothing at this address. /openapi.json lists what there is."),
    "wrong_method": ("このアドレスでは {method} は使えません。{allowed} をお使いください。", "{method} is not possible here. Use {allowed}."),
    "too_large": ("送られた内容が大きすぎます。{limit_kib} KiB 以内にしてください。", "The request is too large. Keep it within {limit_kib} KiB."),
    "too_many": ("ご質問が続いています。{seconds} 秒ほどたってからもう一度お試しください。", "Too many requests. Try again in {seconds} seconds."),
    "failed": ("申し訳ありません。処理中に問題が起きました。しばらくしてからもう一度お試しください。", "Something went wrong here. Try again in a while."),
    "no_json": ("送られた内容を JSON として読めません。UTF-8 の JSON を送ってください。", "What was sent cannot be read as JSON. Send JSON in UTF-8."),
    "bad_values": ("送られた内容をお確かめください。", "Check what was sent."),
    "question": ("質問をお確かめください。{limit} 文字以内の文章で入力してください。", "{reason}"),
    "no_library": ("ただいま計画を読み込めません。管理者にお知らせください。", "The plans cannot be read at the moment. Tell the administrator."),
    "not_kept": ("ただいま記録できません。しばらくしてからもう一度お試しください。", "This cannot be kept at the moment. Try again in a while."),
    "no_project": ("事業「{id}」はありません。/v1/projects に一覧があります。", "There is no project {id}. /v1/projects lists them."),
    "no_document": ("文書「{id}」はありません。/v1/plans に計画の一覧があります。", "There is no document {id}. /v1/plans lists the plans."),
    "no_page": ("文書「{id}」に {page} ページはありません。1 から {last} までで指定してください。", "Document {id} has no page {page}. Choose 1 to {last}."),
    "bad_lines": ("行は 1 から {last} までで、from を to 以下にしてください。", "Choose lines from 1 to {last}, with from no greater than to."),
    "bad_highlight": ("highlight は 542-543,559 のように書いてください。", "Write highlight as 542-543,559."),
    "bad_year": ("fiscal_year は R8、令和8年度、2026 のように書いてください。", "Write fiscal_year as R8, 令和8年度 or 2026."),
}  # fmt: skip
_FRAMEWORK = {400: "no_json", 404: "no_route", 405: "wrong_method"}  # what FastAPI itself refuses, in words of our own
_FIELD = {
    "missing": ("必要です", "is required"),
    "string_type": ("文字列にしてください", "must be text"),
    "string_unicode": ("正しい文字ではありません", "is not valid Unicode text"),
    "string_too_long": ("{max_length} 文字以内にしてください", "must have at most {max_length} characters"),
    "string_too_short": ("{min_length} 文字以上にしてください", "must have at least {min_length} characters"),
    "int_type": ("整数にしてください", "must be a whole number"),
    "int_parsing": ("整数にしてください", "must be a whole number"),
    "greater_than_equal": ("{ge} 以上にしてください", "must be {ge} or more"),
    "less_than_equal": ("{le} 以下にしてください", "must be {le} or less"),
    "bool_type": ("true か false にしてください", "must be true or false"),
    "bool_parsing": ("true か false にしてください", "must be true or false"),
    "literal_error": ("{expected} のどれかにしてください", "must be one of {expected}"),
    "json_invalid": ("正しい JSON ではありません", "is not valid JSON"),
    "model_attributes_type": ("Content-Type: application/json の JSON オブジェクトにしてください", "must be a JSON object with Content-Type: application/json"),
}  # fmt: skip
_OTHER = ("値が正しくありません", "is not valid ({message})")


class Problem(HTTPException):
    """A problem to answer with: a status, a message of `MESSAGES` and the facts it names."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None, **facts: object) -> None:
        super().__init__(status, told(message, **facts), headers)


def told(message: str, /, **facts: object) -> str:
    """A message of `MESSAGES` in Japanese, then in English."""
    return " ".join(text.format(**facts) for text in MESSAGES[message])


def problem_response(status: int, detail: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """The reply for a problem. `path` becomes `instance`, without the query, which may hold a question."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "instance": path, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


def _of_http_error(request: Request, error: HTTPException) -> Response:
    detail = error.detail
    if not isinstance(error, Problem) and error.status_code in _FRAMEWORK:
        allowed = (error.headers or {}).get("Allow", "GET")
        detail = told(_FRAMEWORK[error.status_code], method=request.method, allowed=allowed)
    return problem_response(error.status_code, detail, request.url.path, error.headers)


def _of_wrong_values(request: Request, error: RequestValidationError) -> Response:
    wrong = [_field_error(each) for each in error.errors()]
    japanese = "、".join(f"「{field}」は{message[0]}" for field, message in wrong)
    english = "; ".join(f"{field} {message[1]}" for field, message in wrong)
    first, second = MESSAGES["bad_values"]
    errors = [{"field": field, "message": f"{message[0]} / {message[1]}"} for field, message in wrong]
    return problem_response(400, f"{first}{japanese}。 {second} {english}.", request.url.path, errors=errors)


def _field_error(error: dict[str, Any]) -> tuple[str, tuple[str, str]]:
    """The field and what is wrong with it in both languages. The value sent is not repeated."""
    kind, names = error["type"], [part for part in error["loc"][1:] if isinstance(part, str)]
    japanese, english = _FIELD.get(kind, _OTHER)
    facts = {"message": error["msg"], **error.get("ctx", {})}
    return ".".join(names) or WHOLE_BODY, (japanese.format(**facts), english.format(**facts))


def _of_own_error(request: Request, error: PlanAssistantError) -> Response:
    path = request.url.path
    if isinstance(error, QuestionError):
        limit = request.app.state.service.assistant.settings.question_length
        return problem_response(422, told("question", limit=limit, reason=error), path)
    if not isinstance(error, LibraryError | OperationsError):
        raise error
    log.error("%s: %s", path, error)  # names files of this machine: for its administrator, not for the public
    return problem_response(503, told("no_library" if isinstance(error, LibraryError) else "not_kept"), path)


def install(app: FastAPI) -> None:
    """Make every problem of `app` leave as RFC 9457 wants it."""
    app.add_exception_handler(HTTPException, _of_http_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _of_wrong_values)  # type: ignore[arg-type]
    app.add_exception_handler(PlanAssistantError, _of_own_error)  # type: ignore[arg-type]
