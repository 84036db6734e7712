"""`serve`, `ui` and `up`: the API with widget and demo page, the staff app, and both together."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import LibraryOption
from corpus.errors import LibraryError, PlanAssistantError
from corpus.library import current_build
from corpus.settings import Settings, default_settings

START_SECONDS = 60  # longest a server may take to open its port
FIGURES_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # tells prometheus_client, when it is imported, where several processes add up their figures
ADDRESSES = """
  staff app (職員用)   {ui}
  demo page (市民用)   {api}/
  API                  {api}/v1/plans

Ctrl-C stops all."""
HostOption = Annotated[str | None, typer.Option(help="address to listen on (default: setting `host`)")]
PortOption = Annotated[int | None, typer.Option(min=1, max=65535, help="port of the API (default: setting `port`)")]
WorkersOption = Annotated[int | None, typer.Option(min=1, help="processes that answer on the port of the API (default: setting `workers`)")]
UiPortOption = Annotated[int | None, typer.Option(min=1, max=65535, help="port of the staff app (default: setting `ui_port`)")]


def serve(
    library: LibraryOption = None,
    host: HostOption = None,
    port: PortOption = None,
    workers: WorkersOption = None,
    no_limits: Annotated[bool, typer.Option("--no-limits", help="no limit of questions a minute, for measuring on loopback")] = False,
) -> None:
    """Serve the HTTP API, the widget and its demo page.

    Example: plan-assistant serve --port 8000
    """
    given = {"library": library, "host": host, "port": port, "workers": workers}
    settings = default_settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    current_build(settings.library)
    _refuse_taken(settings.host, settings.port)
    if settings.workers == 1:
        _serve_alone(settings, not no_limits)
    else:
        _serve_together(settings, not no_limits)


def _serve_alone(settings: Settings, limits: bool) -> None:
    """Serve by this process."""
    from assistant.commands.server import opened_server

    with _bound(settings.host, settings.port) as port, contextlib.suppress(KeyboardInterrupt):
        server = opened_server(settings, limits, _ui_folder() / "widget")
        _tell_address(settings)
        server.run([port])


def _serve_together(settings: Settings, limits: bool) -> None:
    """Serve by several processes, which share a folder: in it they limit and count as one. It goes with this process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with _bound(settings.host, settings.port) as port, tempfile.TemporaryDirectory(prefix="plan-assistant-serve-") as folder:
        os.environ[FIGURES_VARIABLE] = folder
        from assistant.api.operations import close_behind
        from assistant.commands.server import opened_server
        from assistant.commands.workers import run_workers

        opens = partial(opened_server, settings, limits, _ui_folder() / "widget", Path(folder))
        try:
            run_workers(settings.workers, opens, port, partial(_tell_address, settings))
        finally:
            close_behind(settings.operations)


def _tell_address(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"API {address}/v1/   demo page {address}/   widget {address}/widget/plan-assistant.js")


def ui(port: UiPortOption = None, api: Annotated[str | None, typer.Option(help="address of the API")] = None) -> None:
    """Start the staff app; the API must be running (plan-assistant serve).

    Example: plan-assistant ui --port 8501
    """
    settings = default_settings()
    port = port or settings.ui_port
    _refuse_taken(settings.host, port)
    typer.echo(f"staff app http://{settings.host}:{port}/")
    sys.exit(subprocess.call(_streamlit(settings.host, port, api or f"http://{settings.host}:{settings.port}")))


def up(library: LibraryOption = None, host: HostOption = None, port: PortOption = None, ui_port: UiPortOption = None, workers: WorkersOption = None) -> None:
    """Serve the API, the widget and the staff app together, and say where they are. Stop with Ctrl-C.

    Example: plan-assistant up
    """
    settings = default_settings()
    host, port, ui_port = host or settings.host, port or settings.port, ui_port or settings.ui_port
    library, workers = library or settings.library, workers or settings.workers
    current_build(library)
    _refuse_taken(host, port)
    _refuse_taken(host, ui_port)
    api = f"http://{host}:{port}"
    commands = [
        [sys.executable, "-m", "assistant.cli", "serve", "--library", str(library), "--host", host, "--port", str(port), "--workers", str(workers)],
        _streamlit(host, ui_port, api),
    ]
    _run_until_stopped([subprocess.Popen(command) for command in commands], host, port, ui_port)


def _run_until_stopped(processes: list[subprocess.Popen[bytes]], host: str, port: int, ui_port: int) -> None:
    """Wait for the servers, say where they are, and stop all when one ends or the user asks."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        for each in (port, ui_port):
            _wait_for(host, each, processes)
        typer.echo(ADDRESSES.format(ui=f"http://{host}:{ui_port}/", api=f"http://{host}:{port}"))
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _wait_for(host: str, port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_open(host, port):
        if time.monotonic() > deadline or any(process.poll() is not None for process in processes):
            raise LibraryError(f"the server on port {port} did not start; see its message above")
        time.sleep(0.1)


def _is_open(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        try:
            return probe.connect_ex((host, port)) == 0
        except OSError:  # no such host
            return False


def _refuse_taken(host: str, port: int) -> None:
    if _is_open(host, port):
        raise PlanAssistantError(f"port {port} on {host} is taken. Stop what runs there, or choose another with --port (and --ui-port).")


def _bound(host: str, port: int) -> socket.socket:
    """A socket on that port, which a server listens on once it can answer. Raises PlanAssistantError when there is no such place."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise PlanAssistantError(f"port {port} on {host} cannot be listened on ({error.strerror}). Choose others with --host and --port.") from error
    return bound


def _streamlit(host: str, port: int, api: str) -> list[str]:
    """The command that starts the staff app, with usage statistics off."""
    options = {"server.address": host, "server.port": port, "server.headless": "true", "browser.gatherUsageStats": "false", "server.fileWatcherType": "none"}
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(_ui_folder() / "staff.py"), *flags, "--", "--api", api]


def _ui_folder() -> Path:
    """The folder of the room `ui`, which is known by name only."""
    spec = importlib.util.find_spec("ui")
    if spec is None or not spec.submodule_search_locations:
        raise PlanAssistantError("the folder ui is not installed. pip install plan-assistant")
    return Path(next(iter(spec.submodule_search_locations)))
