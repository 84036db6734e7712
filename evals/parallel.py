"""Cases asked side by side: a process on each core, each with an assistant of its own over the same library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from assistant.assistant import Assistant
from corpus.errors import PlanAssistantError
from corpus.settings import Settings
from evals.answers import Outcome, ask_one
from evals.cases import Case
from evals.sources import Material
from evals.traced import Names
from ingest.build import Progress

MOST_PROCESSES = 8
FEWEST_EACH = 100  # cases for which it is worth it to start a process and open the library
AT_ONCE = 25  # cases handed to a process; what one case says in several turns is never parted


class Ground(NamedTuple):
    """What cases are asked of: a library, how it is opened, and the raw documents and names that answers are traced to."""

    library: Path
    settings: Settings
    lines: Mapping[str, Sequence[str]]
    names: Names

    def asking(self) -> Callable[[Case], Outcome]:
        """The library opened: asks a case of it."""
        assistant = Assistant.open(self.library, settings=self.settings)
        return lambda case: ask_one(case, assistant, self.lines, self.names)


def evaluate_answers(cases: Sequence[Case], library: Path, settings: Settings, material: Material, progress: Progress) -> tuple[Outcome, ...]:
    """The outcomes of the cases, in their order. Raises PlanAssistantError when a process that asks is ended from outside."""
    if not cases:
        return ()
    ground = Ground(library, settings, material.lines, material.names)
    processes = min(MOST_PROCESSES, os.cpu_count() or 1, len(cases) // FEWEST_EACH)
    outcomes: list[Outcome] = []
    for outcome in _side_by_side(cases, ground, processes) if processes > 1 else map(ground.asking(), cases):
        outcomes.append(outcome)
        progress(f"{len(outcomes)} of {len(cases)}")
    return tuple(outcomes)


def _side_by_side(cases: Sequence[Case], ground: Ground, processes: int) -> Iterator[Outcome]:
    """The outcomes as they come. Processes are started anew, not forked: what an opened library holds (threads, files) does not survive a fork."""
    with ProcessPoolExecutor(processes, get_context("spawn"), _keep, (ground,)) as pool:
        try:
            yield from pool.map(_ask, cases, chunksize=AT_ONCE)
        except BrokenProcessPool as error:
            raise PlanAssistantError("a process that asked cases was ended from outside. See whether there is memory enough, and run it again.") from error


_ground: list[Ground] = []  # of this process, where it is one that others started


def _keep(ground: Ground) -> None:
    _ground.append(ground)


@cache
def _opened() -> Callable[[Case], Outcome]:
    """How this process asks. Opened with its first case, so that a library that cannot be opened is told as what it is."""
    return _ground[0].asking()


def _ask(case: Case) -> Outcome:
    return _opened()(case)
