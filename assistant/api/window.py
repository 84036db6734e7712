"""The requests of the last minute in a SQLite file: a storage of the library `limits` that several processes share.

One statement counts and keeps a request, so that no two processes take the same last place. Nothing of it need outlive the processes:
what is written is never waited for (`synchronous=OFF`).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from limits.storage import MovingWindowSupport, Storage

MOVING_ONLY = "only moving windows are kept here"
ONE_PROCESS = ":memory:"
BUSY_TIMEOUT_S = 1.0  # another process holds the file for well under a millisecond
_SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (key TEXT NOT NULL, amount INTEGER NOT NULL, expires_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS requests_by_key ON requests (key, expires_at, amount);
CREATE INDEX IF NOT EXISTS requests_by_expiry ON requests (expires_at);
"""
_COUNT = "SELECT coalesce(sum(amount), 0), min(expires_at) FROM requests WHERE key = :key AND expires_at > :now"
_KEEP = """
INSERT INTO requests SELECT :key, :amount, :now + :expiry
WHERE (SELECT coalesce(sum(amount), 0) FROM requests WHERE key = :key AND expires_at > :now) + :amount <= :limit
"""


class SqliteWindow(Storage, MovingWindowSupport):
    """Requests by client, each until it expires; kept in `file`, or in this process alone. Serves moving windows only."""

    def __init__(self, file: Path | str = ONE_PROCESS, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock = clock
        self._lock = threading.Lock()  # what a statement changed is told by the connection, not by the statement
        self._db = sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether `amount` more requests fit within the limit; they are then kept for `expiry` seconds."""
        now = self._clock()
        with self._lock:
            self._db.execute("DELETE FROM requests WHERE expires_at <= ?", (now,))
            return self._db.execute(_KEEP, {"key": key, "amount": amount, "now": now, "expiry": expiry, "limit": limit}).rowcount > 0

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest request that still counts was made (now when there is none), and how many count."""
        now = self._clock()
        with self._lock:
            count, first_expires_at = self._db.execute(_COUNT, {"key": key, "now": now}).fetchone()
        return (first_expires_at - expiry if count else now), count

    def clear(self, key: str) -> None:
        """Nothing; the requests of this key are forgotten."""
        self._db.execute("DELETE FROM requests WHERE key = ?", (key,))

    def reset(self) -> int:
        """How many requests there were; all are forgotten."""
        return self._db.execute("DELETE FROM requests").rowcount

    def check(self) -> bool:
        """Whether the file can be read."""
        return bool(self._db.execute("SELECT 1").fetchone())

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may be raised."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """For fixed windows."""
        raise NotImplementedError(MOVING_ONLY)

    def get(self, key: str) -> int:
        """For fixed windows."""
        raise NotImplementedError(MOVING_ONLY)

    def get_expiry(self, key: str) -> float:
        """For fixed windows."""
        raise NotImplementedError(MOVING_ONLY)
