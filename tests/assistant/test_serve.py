"""`serve`, in processes as people run it: what holds of all its processes together, how it starts and how it ends."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from corpus.library import current_build

LIMIT = 5  # questions one client may ask a minute
WAIT_S = 30
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("PLAN_ASSISTANT_")}
SERVE = (sys.executable, "-m", "assistant.cli", "serve")


@dataclass(frozen=True)
class Served:
    """An API that runs in `folder`, where its temporary files lie too."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Meanwhile no other worker answers."""
        others = [each for each in self.workers if each != worker]
        for each in others:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in others:
                os.kill(each, signal.SIGCONT)

    def reply(self, method: str, path: str, body: object = None, client: str = "127.0.0.1") -> tuple[int, str, str | None]:
        """Status, text and `Retry-After` of one request over a connection of its own, sent from the address of `client`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S, source_address=(client, 0))
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        text = reply.read().decode()
        connection.close()
        return reply.status, text, reply.headers["Retry-After"]

    def ask(self, worker: int, question: str, client: str, conversation_id: str | None = None) -> dict[str, Any]:
        """The answer of that worker."""
        with self.only(worker):
            status, text, _ = self.reply("POST", "/v1/ask", {"question": question, "conversation_id": conversation_id}, client)
        assert status == 200, text
        answer: dict[str, Any] = json.loads(text)
        return answer

    def wait_for_two(self, without: int = 0) -> None:
        """Until two workers are there, none of them `without`, that have opened all they need, and one at least answers."""
        until = time.monotonic() + WAIT_S
        while not (len(self.workers) == 2 and without not in self.workers and all(map(self._has_opened, self.workers)) and self._answers()):
            assert time.monotonic() < until and self.process.poll() is None
            time.sleep(0.02)

    def _has_opened(self, worker: int) -> bool:
        return any(self.folder.glob(f"plan-assistant-serve-*/counter_{worker}.db"))  # its figures come last

    def _answers(self) -> bool:
        try:
            return self.reply("GET", "/readyz")[0] == http.client.OK
        except OSError:
            return False


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _hears_interrupts() -> None:
    """Let Ctrl-C end the process also where the tests run in the background, which ignores it for all that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(folder: Path, library: Path) -> Iterator[Served]:
    """An API with two workers over a library, which ends with the block."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    arguments = ["--workers", "2", "--port", str(port), "--library", str(library)]
    settings = {"PLAN_ASSISTANT_REQUESTS_PER_MINUTE": str(LIMIT), "PLAN_ASSISTANT_TODAY": "2026-07-01", "TMPDIR": str(folder)}
    with (folder / "errors").open("w") as errors:
        process = subprocess.Popen(
            [*SERVE, *arguments], cwd=folder, env=OUTSIDE | settings, stdout=subprocess.DEVNULL, stderr=errors, text=True, preexec_fn=_hears_interrupts
        )
    try:
        yield Served(process, port, folder)
    finally:
        process.terminate()
        process.wait(WAIT_S)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, library_folder: Path) -> Iterator[Served]:
    """An API of two workers over the two plans."""
    with serving(tmp_path_factory.mktemp("served"), library_folder) as found:
        found.wait_for_two()
        yield found


def refused(folder: Path, *arguments: str) -> str:
    """What `serve` tells, which must end with 2, with one message and no traceback."""
    command = [*SERVE, "--workers", "2", "--port", str(free_port()), *arguments]
    result = subprocess.run(command, cwd=folder, env=OUTSIDE | {"TMPDIR": str(folder)}, capture_output=True, text=True, timeout=WAIT_S, check=False)
    assert result.returncode == 2 and result.stderr.count("plan-assistant: ") == 1 and "Traceback" not in result.stderr, result.stderr
    assert not list(folder.glob("plan-assistant-serve-*")) and not result.stdout
    return result.stderr


class TestTogether:
    """Two workers are one API."""

    def test_a_client_is_limited_over_all(self, served: Served) -> None:
        """Questions are counted wherever they are answered; beyond the limit every worker says when to come back, and others may ask."""
        first, second = served.workers
        for worker in (first, second, first, second, second):
            served.ask(worker, "RPAの担当課は？", "127.0.0.2")
        for worker in (first, second):
            with served.only(worker):
                status, _, retry_after = served.reply("POST", "/v1/ask", {"question": "RPAの担当課は？"}, "127.0.0.2")
            assert status == 429 and retry_after and 1 <= int(retry_after) <= 60
        assert served.ask(first, "RPAの担当課は？", "127.0.0.3")["status"] == "answered"

    def test_a_conversation_goes_on_anywhere(self, served: Served) -> None:
        """A follow-up is understood by the worker that did not answer the question before."""
        first, second = served.workers
        answer = served.ask(first, "RPAによる業務効率化の推進の担当課は？", "127.0.0.4")
        followed = served.ask(second, "令和9年度の目標値は？", "127.0.0.4", answer["conversation_id"])
        assert followed["conversation_id"] == answer["conversation_id"]
        assert followed["citations"][0]["project_id"] == answer["citations"][0]["project_id"]

    def test_figures_are_of_all(self, served: Served) -> None:
        """Whichever worker is asked, /metrics tells what all have answered."""
        first, second = served.workers
        before = self._answered(served, first)
        for worker in (first, second, second):
            served.ask(worker, "RPAの担当課は？", "127.0.0.5")
        assert [self._answered(served, worker) for worker in (first, second)] == [before + 3, before + 3]

    def _answered(self, served: Served, worker: int) -> float:
        with served.only(worker):
            _, figures, _ = served.reply("GET", "/metrics")
        counts = re.findall(r"^plan_assistant_questions_total\{.*\} (\S+)$", figures, re.MULTILINE)
        return sum(map(float, counts))

    def test_a_worker_that_dies_is_replaced(self, served: Served) -> None:
        """The other answers meanwhile, and what was counted stays counted."""
        first, second = served.workers
        before = self._answered(served, first)
        os.kill(first, signal.SIGKILL)
        assert served.reply("GET", "/readyz")[0] == 200
        served.wait_for_two(without=first)
        assert second in served.workers
        assert self._answered(served, served.workers[-1]) == before


class TestEnd:
    """Nothing is left behind."""

    def test_all_processes_end(self, tmp_path: Path, library_folder: Path) -> None:
        """On SIGTERM and Ctrl-C with 0, without a word, temporary files or open databases; the workers also when the first process is killed."""
        ends = (signal.SIGTERM, signal.SIGINT, signal.SIGKILL)
        with ExitStack() as stack:
            started = [stack.enter_context(serving(tmp_path / end.name, library_folder)) for end in ends]
            for each, end in zip(started, ends, strict=True):
                each.wait_for_two()
                workers = each.workers
                each.process.send_signal(end)
                assert each.process.wait(WAIT_S) == (-end if end == signal.SIGKILL else 0)
                self._wait_for_end(workers)
                assert (each.folder / "errors").read_text() == ""
        left = [sorted(path.name for path in each.folder.iterdir()) for each in started[:2]]
        assert left == [["errors", "operations.sqlite3"]] * 2

    def _wait_for_end(self, workers: list[int]) -> None:
        until = time.monotonic() + WAIT_S
        while any(Path(f"/proc/{worker}").exists() for worker in workers):
            assert time.monotonic() < until
            time.sleep(0.02)


class TestStart:
    """What is wrong is told once, by one process."""

    def test_a_missing_library(self, tmp_path: Path) -> None:
        """With the command that builds it."""
        assert "plan-assistant ingest" in refused(tmp_path, "--library", "gone")

    def test_a_damaged_library(self, tmp_path: Path, library_folder: Path) -> None:
        """Also where the damage shows only when a question is answered."""
        library = tmp_path / "library"
        shutil.copytree(library_folder, library)
        shutil.rmtree(current_build(library) / "fulltext")
        assert "plan-assistant ingest" in refused(tmp_path, "--library", str(library))

    def test_a_port_that_is_taken(self, tmp_path: Path, library_folder: Path) -> None:
        """By whatever listens there."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            assert f"port {port}" in refused(tmp_path, "--library", str(library_folder), "--port", port)

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_an_address_of_another_machine(self, tmp_path: Path, library_folder: Path, workers: str) -> None:
        """Cannot be listened on."""
        assert "192.0.2.1" in refused(tmp_path, "--library", str(library_folder), "--host", "192.0.2.1", "--workers", workers)

    @pytest.mark.parametrize("command", ["serve", "up"])
    @pytest.mark.parametrize("workers", ["0", "-1", "many"])
    def test_a_number_of_workers_that_is_none(self, command: str, workers: str) -> None:
        """Is wrong use, and the option is named."""
        result = CliRunner().invoke(app, [command, "--workers", workers], env={"COLUMNS": "200"})
        assert result.exit_code == 2 and "--workers" in result.output

    def test_a_setting_that_is_no_number_of_workers(self, tmp_path: Path) -> None:
        """Names the variable."""
        result = subprocess.run(SERVE, cwd=tmp_path, env=OUTSIDE | {"PLAN_ASSISTANT_WORKERS": "0"}, capture_output=True, text=True, check=False)
        assert result.returncode == 2 and "PLAN_ASSISTANT_WORKERS=0" in result.stderr and "Traceback" not in result.stderr
