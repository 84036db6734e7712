"""What the API itself keeps: conversations until they expire, and feedback. Questions are not kept.

One SQLite file in WAL mode, one connection and one lock, nothing opened per request. `synchronous=NORMAL` writes to disk
at checkpoints only, not at every commit: a power cut may lose the last seconds of conversations, never damage the file.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Conversation
from corpus.errors import OperationsError

FORMAT = 1  # raised when the tables change
BUSY_TIMEOUT_S = 1.0  # another process that writes the same file holds it for well under a millisecond
SWEEP_INTERVAL_S = 60.0  # expired conversations are never read; once a minute they are deleted too
_MEND = "Move the file away to start with an empty one, or name another: PLAN_ASSISTANT_OPERATIONS"
_SCHEMA = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, state TEXT NOT NULL, expires_at REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX conversations_by_expiry ON conversations (expires_at);
CREATE TABLE feedback (number INTEGER PRIMARY KEY, received_at REAL NOT NULL, conversation_id TEXT, question TEXT NOT NULL, answer TEXT NOT NULL,
                       helpful INTEGER NOT NULL, comment TEXT);
"""
_KEEP = "INSERT INTO conversations VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at"
_STATE = TypeAdapter(Conversation)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of one answer."""

    conversation_id: str | None
    question: str
    answer: str
    helpful: bool
    comment: str | None = None


class Operations(Protocol):
    """Keeps conversations and feedback. Safe to use from several threads; every method may raise OperationsError."""

    def conversation(self, conversation_id: str) -> Conversation | None:
        """The state of a conversation; None when it is unknown or has expired."""

    def keep_conversation(self, conversation_id: str, state: Conversation) -> None:
        """Keep the state of a conversation, from now for as long as conversations are kept."""

    def keep_feedback(self, feedback: Feedback) -> None:
        """Keep what a person thought of an answer."""

    def close(self) -> None:
        """Close the store; nothing can be kept afterwards."""


def close_behind(path: Path) -> None:
    """Close the file at `path` for processes that ended at the same moment: each saw the other's connection, and neither took its journal in."""
    if path.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class SqliteOperations:
    """Operations in one SQLite file."""

    def __init__(self, path: Path, conversation_minutes: int, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._keep_s = conversation_minutes * 60
        self._clock = clock
        self._lock = threading.Lock()
        self._swept_at = clock()
        with self._translated("cannot be used"):
            self._db = self._open()

    def conversation(self, conversation_id: str) -> Conversation | None:
        """The state of a conversation; None when it is unknown, has expired or was kept by another version."""
        rows = self._run("SELECT state FROM conversations WHERE id = ? AND expires_at > ?", conversation_id, self._clock())
        try:
            return _STATE.validate_json(rows[0][0]) if rows else None
        except ValidationError:  # kept by a version with other states: the conversation starts anew, as an expired one does
            return None

    def keep_conversation(self, conversation_id: str, state: Conversation) -> None:
        """Keep the state of a conversation, from now for as long as conversations are kept."""
        now = self._clock()
        self._run(_KEEP, conversation_id, _STATE.dump_json(state).decode(), now + self._keep_s)
        if now - self._swept_at >= SWEEP_INTERVAL_S:
            self._swept_at = now
            self._run("DELETE FROM conversations WHERE expires_at <= ?", now)

    def keep_feedback(self, feedback: Feedback) -> None:
        """Keep what a person thought of an answer."""
        row = (self._clock(), feedback.conversation_id, feedback.question, feedback.answer, feedback.helpful, feedback.comment)
        self._run("INSERT INTO feedback (received_at, conversation_id, question, answer, helpful, comment) VALUES (?, ?, ?, ?, ?, ?)", *row)

    def feedback(self) -> list[Feedback]:
        """All feedback, oldest first."""
        rows = self._run("SELECT conversation_id, question, answer, helpful, comment FROM feedback ORDER BY number")
        return [Feedback(conversation_id, question, answer, bool(helpful), comment) for conversation_id, question, answer, helpful, comment in rows]

    def close(self) -> None:
        """Close the file; nothing can be kept afterwards."""
        with self._lock, self._translated("cannot be closed"):
            self._db.close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("BEGIN IMMEDIATE")  # a file that cannot be written is told now, and two workers make the tables once
            self._make_tables(db)
            db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return db

    def _make_tables(self, db: sqlite3.Connection) -> None:
        """The tables, in a new file. Raises OperationsError for a file that another version or program made."""
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == FORMAT:
            return
        if version or tables:
            raise OperationsError(f"{self.path}: this is format {version} of the operations file, this version reads {FORMAT}. {_MEND}")
        for statement in filter(None, map(str.strip, _SCHEMA.split(";"))):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {FORMAT}")

    def _run(self, statement: str, *values: object) -> list[Any]:
        with self._lock, self._translated("failed"):
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        """Errors of SQLite and the file system as OperationsError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise OperationsError(f"{self.path}: the operations file {what} ({error}). {_MEND}") from error
