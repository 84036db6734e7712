"""Documents as stored: their lines as JSON, and their pages for people, with the cited lines marked."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.api.contract import DocumentOut
from assistant.api.describe import json_of, text_of
from assistant.api.outline import LAST_LINE, Outline
from assistant.api.page import CSP, Page, render
from assistant.api.problems import Problem
from assistant.api.service import Service, json_response, service_of
from corpus.library import Library
from corpus.text import tidy
from corpus.values import Line

routes = APIRouter()
LINES_PER_CALL = 400
RANGES_PER_CALL = 100
PAGE_HEADERS = {"Content-Security-Policy": CSP, "Vary": "Accept"}
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
Highlight = tuple[range, ...]


@routes.get("/v1/documents/{document_id}", responses=json_of(DocumentOut))
def document(
    document_id: str,
    request: Request,
    first: Annotated[int, Query(alias="from", ge=1, le=LAST_LINE)] = 1,
    last: Annotated[int, Query(alias="to", ge=1, le=LAST_LINE)] = LAST_LINE,
) -> Response:
    """Lines of a document, at most 400 a call; a browser gets the page they stand on, with the lines marked."""
    service = service_of(request)
    library, outline = service.assistant.library, outline_of(service, document_id)
    if first > min(last, outline.line_count):
        raise Problem(400, "bad_lines", last=outline.line_count)
    if wants_page(request):
        marked = (range(first, last + 1),) if {"from", "to"} & request.query_params.keys() else ()
        return page_response(library, outline, outline.page_of(first), marked, request)
    return json_response(excerpt(library, outline, first, last), {"Vary": "Accept"})


@routes.get("/v1/documents/{document_id}/pages/{page}", response_class=Response, responses=text_of("text/html", "A page to read"))
def document_page(document_id: str, page: int, request: Request, highlight: str = "") -> Response:
    """One page of a document for people; `highlight` names lines to mark (542-543,559)."""
    service = service_of(request)
    library, outline = service.assistant.library, outline_of(service, document_id)
    if page not in outline.pages:
        raise Problem(404, "no_page", id=document_id, page=page, last=max(outline.pages))
    return page_response(library, outline, page, parsed(highlight), request)


def outline_of(service: Service, document_id: str) -> Outline:
    """The outline of a document. Raises a Problem for one that is not there for this audience."""
    outline = service.outlines.of(service.assistant.library, document_id)
    if outline is None:
        raise Problem(404, "no_document", id=document_id)
    return outline


def excerpt(library: Library, outline: Outline, first: int, last: int) -> dict[str, object]:
    """Lines `first` to `last`, cut to what one call gives."""
    last = min(last, first + LINES_PER_CALL - 1, outline.line_count)
    plan = outline.plan
    lines = [{"number": line.number, "page": line.page, "text": tidy(line.text)} for line in library.lines(plan.document_id, first, last)]
    size = {"page_count": len(outline.pages), "line_count": outline.line_count}
    return {"document_id": plan.document_id, "title": plan.title, **size, "from": first, "to": last, "lines": lines}


def page_response(library: Library, outline: Outline, number: int, marked: Highlight, request: Request) -> Response:
    """A page with its marked lines, as HTML."""
    lines = tuple(Line(line.number, line.page, tidy(line.text)) for line in library.lines(outline.plan.document_id, *outline.pages[number]))
    page = Page(outline.plan, number, tuple(outline.pages), lines, marked, request.scope.get("root_path", ""))
    return Response(render(page), media_type="text/html; charset=utf-8", headers=PAGE_HEADERS)


def parsed(highlight: str) -> Highlight:
    """The lines to mark. Raises a Problem for a text that is no list of lines."""
    matches = [_RANGE.fullmatch(part.strip()) for part in highlight.split(",")] if highlight.strip() else []
    if len(matches) > RANGES_PER_CALL or not all(matches):
        raise Problem(400, "bad_highlight")
    return tuple(range(int(match[1]), int(match[2] or match[1]) + 1) for match in matches if match)


def wants_page(request: Request) -> bool:
    """Whether the client is a browser that opens an address, rather than a program that reads JSON."""
    kinds = [part.split(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    return "text/html" in kinds and "application/json" not in kinds
