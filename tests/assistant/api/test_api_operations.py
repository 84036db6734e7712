"""What the API keeps, and what it does with a file it cannot use."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Conversation
from assistant.api.operations import SWEEP_INTERVAL_S, Feedback, SqliteOperations
from corpus.errors import OperationsError
from corpus.years import FiscalYear

STATE = Conversation(("p1", "p2"), ("owner",), (FiscalYear(2026),), ("plan",), "目標値は？", "en", "part")


def count(path: Path, table: str) -> int:
    """How many rows a table has."""
    with sqlite3.connect(path) as db:
        rows: int = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return rows


def test_a_conversation_comes_back_as_it_was_kept(operations: SqliteOperations) -> None:
    """Every field of a conversation survives, and the latest state counts."""
    operations.keep_conversation("a", Conversation())
    operations.keep_conversation("a", STATE)
    assert operations.conversation("a") == STATE
    assert operations.conversation("b") is None


def test_a_conversation_kept_before_lists_were_is_read(operations: SqliteOperations) -> None:
    """A row of a version that did not keep whether its projects were a list is a conversation about projects, as it was then."""
    operations.keep_conversation("a", STATE)
    with sqlite3.connect(operations.path) as db:
        db.execute("UPDATE conversations SET state = json_remove(state, '$.listed')")
    assert operations.conversation("a") == replace(STATE, listed="none")


def test_what_is_kept_outlives_the_process(tmp_path: Path) -> None:
    """A reopened file has its conversations and feedback; a missing folder is made."""
    path = tmp_path / "new" / "operations.sqlite3"
    first = SqliteOperations(path, 60)
    first.keep_conversation("a", STATE)
    first.keep_feedback(Feedback(None, "q", "a", True))
    first.close()
    second = SqliteOperations(path, 60)
    assert second.conversation("a") == STATE and second.feedback() == [Feedback(None, "q", "a", True)]
    second.close()


def test_two_workers_share_one_file(operations: SqliteOperations) -> None:
    """A conversation kept by one worker is known to another at once."""
    other = SqliteOperations(operations.path, 60, operations._clock)
    operations.keep_conversation("a", STATE)
    assert other.conversation("a") == STATE
    other.close()


def test_expired_conversations_are_deleted(operations: SqliteOperations, clock: Any) -> None:
    """What has expired does not stay on disk."""
    for number in range(5):
        operations.keep_conversation(str(number), STATE)
    clock.now_s += 61 * 60 + SWEEP_INTERVAL_S
    operations.keep_conversation("new", STATE)
    assert count(operations.path, "conversations") == 1


def test_many_threads_may_keep_at_once(operations: SqliteOperations) -> None:
    """Nothing is lost when threads write at the same time."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: operations.keep_conversation(str(number), STATE), range(400)))
        found = list(pool.map(lambda number: operations.conversation(str(number)), range(400)))
    assert found == [STATE] * 400


def test_a_state_of_another_version_is_forgotten(operations: SqliteOperations) -> None:
    """A conversation that this version cannot read starts anew."""
    operations.keep_conversation("a", STATE)
    with sqlite3.connect(operations.path) as db:
        db.execute("""UPDATE conversations SET state = '{"project_ids": 5}'""")
    assert operations.conversation("a") is None


def test_a_damaged_file_is_told_by_name(tmp_path: Path) -> None:
    """A file that is no operations file is named, with what to do, and left as it is."""
    path = tmp_path / "operations.sqlite3"
    path.write_bytes(b"this is no database, " * 100)
    with pytest.raises(OperationsError, match=r"operations\.sqlite3: .*PLAN_ASSISTANT_OPERATIONS"):
        SqliteOperations(path, 60)
    assert path.read_bytes().startswith(b"this is no database")


def test_the_file_of_another_program_is_not_written_to(tmp_path: Path) -> None:
    """A database that holds other tables is refused."""
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    with pytest.raises(OperationsError, match="format 0"):
        SqliteOperations(path, 60)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder in place of the file, or a file in place of its folder, is named."""
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "operations.sqlite3"):
        with pytest.raises(OperationsError, match="cannot be used"):
            SqliteOperations(path, 60)


def test_a_file_that_breaks_later_is_told(operations: SqliteOperations) -> None:
    """A failure after opening is an OperationsError too, with its cause."""
    operations.close()
    with pytest.raises(OperationsError) as told:
        operations.keep_conversation("a", STATE)
    assert isinstance(told.value.__cause__, sqlite3.Error)
