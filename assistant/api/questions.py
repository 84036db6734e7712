"""Asking, searching and telling whether an answer helped.

Questions are answered in the thread pool (`def`, not `async def`). Measured against answering on the event loop itself, in 34
interleaved rounds on two busy cores: no clear difference in answers a second with 16 clients (the loop ahead in 15 rounds), 0.3
to 0.5 ms more for a single client, 15 to 23 % more processor time. That is the price for never keeping everybody, health
checks included, waiting behind one slow answer, as that of a language model would be.
"""

from __future__ import annotations

import json
import logging
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.answer import Answer, Conversation
from assistant.api.contract import FILTER_LENGTH, AnswerOut, AskBody, FeedbackBody, ResultsOut
from assistant.api.describe import json_of, nothing, text_of
from assistant.api.interface import FoundLike
from assistant.api.operations import Feedback
from assistant.api.service import Service, admit, json_response, service_of
from assistant.api.shapes import placed
from corpus.errors import OperationsError
from corpus.values import Passage

routes = APIRouter(dependencies=[Depends(admit)])
log = logging.getLogger(__name__)
NOT_STORED = {"Cache-Control": "no-store"}
STREAM_HEADERS = NOT_STORED | {"X-Accel-Buffering": "no"}  # nginx: pass events on as they come
EVENTS = "An event `statement` with {text, citations} for each statement, then an event `answer` with the whole answer"


@routes.post("/v1/ask", responses=json_of(AnswerOut))
def ask(body: AskBody, request: Request) -> Response:
    """The answer to a question, with the lines it rests on."""
    answer, conversation_id = answered(service_of(request), body)
    return json_response(whole(answer, conversation_id), NOT_STORED)


@routes.post("/v1/ask/stream", response_class=Response, responses=text_of("text/event-stream", EVENTS))
def ask_stream(body: AskBody, request: Request) -> Response:
    """The answer as server-sent events."""
    # Sent in one piece: a statement may leave only when the whole answer is checked, so there is nothing to wait for between them.
    answer, conversation_id = answered(service_of(request), body)
    events = [event("statement", {"text": each.text, "citations": each.citations}) for each in answer.statements]
    events.append(event("answer", whole(answer, conversation_id)))
    return Response("".join(events), media_type="text/event-stream", headers=STREAM_HEADERS)


@routes.get("/v1/search", responses=json_of(ResultsOut))
def search(
    request: Request,
    q: Annotated[str, Query(max_length=FILTER_LENGTH * 5, description="what is looked for")],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """The projects that fit best, best first: retrieval alone."""
    found = service_of(request).assistant.search(q, limit)
    return json_response({"results": [found_row(each) for each in found]})


@routes.post("/v1/feedback", status_code=204, responses=nothing())
def feedback(body: FeedbackBody, request: Request) -> Response:
    """Nothing; whether an answer helped is kept."""
    service_of(request).operations.keep_feedback(Feedback(**body.model_dump()))
    return Response(status_code=204)


def answered(service: Service, body: AskBody) -> tuple[Answer, str]:
    """The answer and the id of its conversation, which is kept for the next question."""
    with service.metrics.timed():
        earlier = recalled(service, body.conversation_id)
        answer = service.assistant.ask(body.question, earlier, body.language)
        conversation_id = body.conversation_id if body.conversation_id and earlier else uuid.uuid4().hex
        keep(service, conversation_id, answer.conversation)
    service.metrics.count_answer(answer)
    return answer, conversation_id


def recalled(service: Service, conversation_id: str | None) -> Conversation | None:
    """The state of an earlier conversation; None when there is none, or it cannot be read."""
    if not conversation_id:
        return None
    try:
        return service.operations.conversation(conversation_id)
    except OperationsError as error:
        lost(service, error)
        return None


def keep(service: Service, conversation_id: str, state: Conversation) -> None:
    """Keep a conversation. When that fails the answer still goes out: only a follow-up question loses its context."""
    try:
        service.operations.keep_conversation(conversation_id, state)
    except OperationsError as error:
        lost(service, error)


def lost(service: Service, error: OperationsError) -> None:
    """Note that a conversation could not be read or kept."""
    log.error("conversation lost: %s", error)
    service.metrics.count_lost_conversation()


def whole(answer: Answer, conversation_id: str) -> dict[str, Any]:
    """The answer of the contract."""
    return answer.to_dict() | {"conversation_id": conversation_id}


def event(name: str, data: object) -> str:
    """One server-sent event. JSON holds no line break, so one `data` line is enough."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def found_row(found: FoundLike) -> dict[str, Any]:
    """A project that was found."""
    project = found.project
    passages = [passage_row(passage) for passage in found.passages]
    return {"project_id": project.id, "title": project.title.printed, "plan_id": project.plan_id, "score": float(found.score), "passages": passages}


def passage_row(passage: Passage) -> dict[str, Any]:
    """A passage with its lines."""
    return {"kind": passage.kind, "text": passage.text, "document": passage.span.document_id, **placed(passage.span)}
