"""The requests of the last minute, counted by several processes in one file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.limit import RateLimit
from assistant.api.operations import SqliteOperations
from assistant.api.window import SqliteWindow
from corpus.settings import Settings

Windows = Callable[[], SqliteWindow]


@pytest.fixture
def window(tmp_path: Path, clock: Any) -> Windows:
    """Opens the same file once more, as another process would."""
    return lambda: SqliteWindow(tmp_path / "requests.sqlite3", clock)


def test_two_processes_count_together(window: Windows) -> None:
    """What one has let through the other counts, and each client is counted for itself."""
    one, other = window(), window()
    assert [each.acquire_entry("a", 3, 60) for each in (one, other, other, one, other)] == [True, True, True, False, False]
    assert one.acquire_entry("b", 3, 60)


def test_the_window_moves(window: Windows, clock: Any) -> None:
    """A place is free again 60 seconds after its request, neither earlier nor all at once, and what is refused takes none."""
    one = window()
    start = clock.now_s
    taken = []
    for clock.now_s in (start, start + 30, start + 59.9, start + 60, start + 61, start + 90):
        taken.append(one.acquire_entry("a", 2, 60))
    assert taken == [True, True, False, True, False, True]


def test_the_window_tells_when_it_began(window: Windows, clock: Any) -> None:
    """The time of the oldest request that still counts, and how many count; none: now."""
    one, start = window(), clock.now_s
    assert one.get_moving_window("a", 2, 60) == (start, 0)
    one.acquire_entry("a", 2, 60)
    clock.now_s += 20
    one.acquire_entry("a", 2, 60)
    assert window().get_moving_window("a", 2, 60) == (start, 2)
    clock.now_s += 50
    assert one.get_moving_window("a", 2, 60) == (start + 20, 1)


def test_no_place_is_given_twice(window: Windows) -> None:
    """However many ask at once."""
    windows = [window() for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda number: windows[number % 4].acquire_entry("a", 50, 60), range(200)))
    assert sum(taken) == 50


def test_what_has_expired_is_deleted(window: Windows, clock: Any) -> None:
    """An address is kept no longer than it counts."""
    one = window()
    for client in "abc":
        one.acquire_entry(client, 2, 60)
    clock.now_s += 60
    one.acquire_entry("d", 2, 60)
    assert one.reset() == 1


def test_requests_that_cannot_be_counted_are_let_through(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Answers are not withheld for a limit that has lost its file; it is logged."""
    limit = RateLimit(1, tmp_path)
    with SqliteWindow(tmp_path / "requests.sqlite3")._db as db:
        db.execute("DROP TABLE requests")
    assert [limit.wait_s("192.0.2.1") for _ in range(3)] == [0, 0, 0]
    assert "not limited" in caplog.text


def test_two_applications_limit_a_client_together(assistant: Any, operations: SqliteOperations, tmp_path: Path) -> None:
    """A client that turns to another process of the same API finds its questions counted."""
    assistant.settings = Settings(requests_per_minute=3)
    clients = [TestClient(create_app(assistant, operations, shared=tmp_path)) for _ in range(2)]
    replies = [clients[number % 2].post("/v1/ask", json={"question": "x"}) for number in range(5)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429, 429]
    assert all(1 <= int(reply.headers["retry-after"]) <= 60 for reply in replies[3:])
