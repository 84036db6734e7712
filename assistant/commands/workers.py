"""Several processes that answer on one port (docs/decisions/0016-workers.md).

They are forked when everything is imported and nothing is opened: no index, connection or thread of a library is carried over, and a worker is ready in a
quarter of the time of a process that starts afresh. The first opens the library before there is a second, so that what is wrong is told once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Event
from typing import NoReturn

import uvicorn

from corpus.errors import PlanAssistantError

POLL_S = 0.05
PAUSE_S = 1.0  # before a worker is replaced: one that cannot start leaves the machine to the others
AGAIN_S, LONGEST_END_S = 1.0, 15.0  # until a worker is told again to end, and until it is made to
UNUSABLE = 2  # exit code for bad input, as of every command
_fork = multiprocessing.get_context("fork")
Opens = Callable[[], uvicorn.Server]  # the server of one worker; may raise PlanAssistantError


def run_workers(count: int, opens: Opens, port: socket.socket, tell: Callable[[], None]) -> NoReturn:
    """Answer on a bound port by `count` workers until this process is interrupted, and replace those that end; `tell` is called when the first can answer.

    Exits with 2 when the first cannot open what it needs, as it has told by then.
    """
    opened = _fork.Event()
    workers: list[ForkProcess] = []
    try:
        workers.append(_started(opens, port, opened))
        while not opened.wait(POLL_S):
            if not workers[0].is_alive():
                sys.exit(UNUSABLE)
        tell()
        while True:
            workers += [_started(opens, port, opened) for _ in range(count - len(workers))]
            wait([worker.sentinel for worker in workers])
            time.sleep(PAUSE_S)
            workers = [worker for worker in workers if worker.is_alive()]
    except KeyboardInterrupt:
        sys.exit()
    finally:
        _end_workers()


def _started(opens: Opens, port: socket.socket, opened: Event) -> ForkProcess:
    worker = _fork.Process(target=_work, args=(opens, port, opened))
    worker.start()
    return worker


def _end_workers() -> None:
    """Let the workers finish what they answer, and wait for them."""
    workers = multiprocessing.active_children()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + LONGEST_END_S
    for worker in workers:
        worker.join(AGAIN_S)
        while worker.is_alive():  # a signal that comes while a server is being put together may be lost
            worker.terminate() if time.monotonic() < until else worker.kill()
            worker.join(AGAIN_S)


def _work(opens: Opens, port: socket.socket, opened: Event) -> None:
    """One worker. It ends with the process that started it, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(KeyboardInterrupt):
        try:
            server = opens()
        except PlanAssistantError as error:
            print(f"plan-assistant: {error}", file=sys.stderr)
            sys.exit(UNUSABLE)
        opened.set()
        server.run([port])


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
