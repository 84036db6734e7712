"""How long processes take: the command line, ingest, and the HTTP API with one client and with 16.

Everything is bounded: a process by its time-out, the API by seconds. What is started here is also ended here. The clients are threads of this process and share
the machine with the API; an answer costs them a quarter of a millisecond of a core, a twentieth of what it costs the API.
"""

from __future__ import annotations

import http.client
import json
import math
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from evals.bench import Figure

CLIENTS = 16
STARTS = 3  # a process is started so often and the median taken
TIMEOUT_S = 60.0
POLL_S = 0.005
QUESTION = "RPAの担当課とR8の目標は？"
COMMAND = (sys.executable, "-c", "from assistant.cli import main; main()")


def measure_processes(questions: Sequence[str], library: Path, catalog: Path, seconds: float) -> list[Figure]:
    """The command line, ingest and the HTTP API. What does not start is told in the note of its figure."""
    figures = _figures("plan-assistant ask, new process", "2 s", ["ask", QUESTION, "--library", str(library)])
    with tempfile.TemporaryDirectory(prefix="plan-assistant-bench-") as folder:
        ingest = ["ingest", "--catalog", str(catalog), "--force", "--library", folder]
        figures += _figures("ingest of the catalogue, new process", "5 s", ingest)
    return figures + _measure_api(questions, library, seconds)


# --- one process -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Finished:
    """A process that ended: its time, its peak memory, and what it wrote to stderr when it failed."""

    seconds: float
    peak_mb: float
    problem: str


def _figures(name: str, goal: str, arguments: Sequence[str]) -> list[Figure]:
    runs: list[_Finished] = []
    for _ in range(STARTS):
        runs.append(_finished(arguments))
        if runs[-1].problem:
            return [Figure(name, math.nan, "s", goal, runs[-1].problem)]
    return [
        Figure(name, statistics.median(run.seconds for run in runs), "s", goal, f"median of {STARTS}"),
        Figure(f"{name}: peak memory", max(run.peak_mb for run in runs), "MB"),
    ]


def _finished(arguments: Sequence[str]) -> _Finished:
    """Run the command to its end, at most TIMEOUT_S, looking at its memory meanwhile (what `wait4` tells is tainted by this process)."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=errors)
        peak_mb = math.nan
        while process.poll() is None:
            seen_mb = _peak_mb(process.pid)
            peak_mb = peak_mb if math.isnan(seen_mb) else seen_mb
            if time.perf_counter() - start > TIMEOUT_S:
                process.kill()
            time.sleep(POLL_S)
        seconds = time.perf_counter() - start
        errors.seek(0)
        last = errors.read().decode("utf-8", "replace").strip().splitlines()[-1:]
    return _Finished(seconds, peak_mb, f"exit {process.returncode}: {' '.join(last)}" if process.returncode else "")


# --- the HTTP API ------------------------------------------------------------------------------------


@dataclass
class _Load:
    """What clients saw: milliseconds of each answer, and how many requests failed."""

    latencies_ms: list[float] = field(default_factory=list)
    errors: int = 0


def _measure_api(questions: Sequence[str], library: Path, seconds: float) -> list[Figure]:
    with _served(library) as (process, port, ready_s):
        if math.isnan(ready_s):
            return [Figure("API ready, new process", math.nan, "s", "3 s", f"not ready within {TIMEOUT_S:.0f} s, or ended with {process.poll()}")]
        alone = _ask_for(questions, port, seconds / 5, 1)  # warms up, and is not counted
        alone = _ask_for(questions, port, seconds, 1)
        crowd = _ask_for(questions, port, seconds, CLIENTS)
        return [
            Figure("API ready, new process", ready_s, "s", "3 s"),
            *_load_figures("POST /v1/ask, one client", alone, seconds, "8 ms", ""),
            *_load_figures(f"POST /v1/ask, {CLIENTS} clients", crowd, seconds, "", "250 answers a second"),
            Figure("API: peak memory", _peak_of_all_mb(process.pid), "MB", "", "all processes together; what they share is counted in each"),
        ]


def _load_figures(name: str, load: _Load, seconds: float, goal_ms: str, goal_rate: str) -> list[Figure]:
    if not load.latencies_ms:
        return [Figure(name, math.nan, "ms", goal_ms, f"no answer, {load.errors} errors")]
    note = f"{len(load.latencies_ms)} answers, {load.errors} errors"
    return [
        Figure(f"{name}, median", statistics.median(load.latencies_ms), "ms", goal_ms, note),
        Figure(f"{name}, 99th percentile", float(np.percentile(load.latencies_ms, 99)), "ms"),
        Figure(f"{name}, answers a second", len(load.latencies_ms) / seconds, "1/s", goal_rate),
    ]


@contextmanager
def _served(library: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """The API as `serve` starts it: its first process, port, and seconds until it was ready (NaN when it never was)."""
    port = _free_port()
    start = time.perf_counter()
    arguments = ["serve", "--no-limits", "--port", str(port), "--library", str(library)]
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process, port, time.perf_counter() - start if _is_ready(process, port) else math.nan
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _is_ready(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until /readyz says yes; False when the process ends or TIMEOUT_S is over."""
    until = time.perf_counter() + TIMEOUT_S
    while time.perf_counter() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return True
        except (OSError, http.client.HTTPException):
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(POLL_S)
    return False


def _ask_for(questions: Sequence[str], port: int, seconds: float, clients: int) -> _Load:
    """What `clients` see who ask one question after the other for so many seconds, each beginning elsewhere in the list."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(clients) as pool:
        loads = pool.map(lambda client: _client(questions, len(questions) * client // clients, port, until), range(clients))
    whole = _Load()
    for load in loads:
        whole.latencies_ms += load.latencies_ms
        whole.errors += load.errors
    return whole


def _client(questions: Sequence[str], first: int, port: int, until: float) -> _Load:
    load = _Load()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    for question in _from(questions, first):
        start = time.perf_counter()
        if start >= until:
            break
        if _post(connection, question):
            load.latencies_ms.append((time.perf_counter() - start) * 1000)
        else:
            load.errors += 1
            connection.close()
    connection.close()
    return load


def _from(questions: Sequence[str], first: int) -> Iterator[str]:
    """The questions again and again, beginning with number `first`."""
    while True:
        yield from islice(questions, first, None)
        first = 0


def _post(connection: http.client.HTTPConnection, question: str) -> bool:
    body = json.dumps({"question": question, "conversation_id": None, "language": None}).encode()
    try:
        connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status == http.client.OK and b'"answer"' in response.read()
    except (OSError, http.client.HTTPException):
        return False


def _peak_of_all_mb(pid: int) -> float:
    """The most memory that a process and each of those it started held so far, added up, in MB; NaN where /proc does not tell."""
    try:
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return math.nan
    return sum(map(_peak_mb, [pid, *map(int, started)]))


def _peak_mb(pid: int) -> float:
    """The most memory a running process held so far, in MB; NaN where /proc does not tell."""
    try:
        match = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
    except OSError:
        return math.nan
    return int(match[1]) / 1024 if match else math.nan
