"""Figures for Prometheus. They hold no question, no answer and no address.

Several processes keep theirs in files of one folder, which is how prometheus_client adds them up, told to it by the variable PROMETHEUS_MULTIPROC_DIR.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from assistant.answer import Answer

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
LATENCY_BUCKETS_S = (0.001, 0.002, 0.003, 0.005, 0.008, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one application; each has its own registry, so that two in one process do not mix.

    With `shared`, the figures of all processes that share the folder, but for those of a process itself (memory, processor time).
    """

    def __init__(self, shared: Path | None = None) -> None:
        own = CollectorRegistry()
        self._questions = Counter("plan_assistant_questions", "Answered questions", ["status", "language"], registry=own)
        self._seconds = Histogram("plan_assistant_answer_seconds", "Time to an answer", buckets=LATENCY_BUCKETS_S, registry=own)
        self._replies = Counter("plan_assistant_http_replies", "Replies over HTTP", ["code"], registry=own)
        self._lost = Counter("plan_assistant_conversations_not_kept", "Conversations that could not be read or kept", registry=own)
        self._told = CollectorRegistry() if shared else own
        if shared:
            MultiProcessCollector(self._told, str(shared))  # type: ignore[no-untyped-call]
        else:
            ProcessCollector(registry=own)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Nothing; the time until the block ends well is kept."""
        start = time.perf_counter()
        yield
        self._seconds.observe(time.perf_counter() - start)

    def count_answer(self, answer: Answer) -> None:
        """Count an answer by status and language."""
        self._questions.labels(answer.status, answer.language).inc()

    def count_reply(self, code: int) -> None:
        """Count a reply by HTTP status."""
        self._replies.labels(str(code)).inc()

    def count_lost_conversation(self) -> None:
        """Count a conversation that could not be read or kept."""
        self._lost.inc()

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self._told)
