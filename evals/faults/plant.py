"""How a fault is planted: a part of the product is replaced while the fault is looked for, and put back afterwards.

A fault is a small function that names the seams it needs. A seam that is gone raises, so that no fault is ever thought caught
because it was never planted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from unittest.mock import patch

from corpus.errors import CaseError
from corpus.values import Project

Stage = Literal["reading", "answering"]
Change = Callable[[Project, Project], Project]  # a project and its neighbour -> the project as the fault reads it
ROOMS = ("corpus", "ingest", "assistant", "evals")


class Seams:
    """Replaces attributes for as long as the stack is open. Raises AttributeError where there is none of that name."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def put(self, owner: object, name: str, value: object) -> None:
        """Replace an attribute of a module, class or object."""
        self._stack.enter_context(patch.object(owner, name, value))

    def around(self, owner: object, name: str, make: Callable[[Any], Callable[..., Any]]) -> None:
        """Replace a function by what `make` makes of it."""
        self.put(owner, name, make(getattr(owner, name)))


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it strikes, and what plants it. `reading`: the extraction tells; `answering`: the answers do."""

    name: str
    stage: Stage
    what: str
    plant: Callable[[Seams], None]


FAULTS: list[Fault] = []


def fault(stage: Stage) -> Callable[[Callable[[Seams], None]], Callable[[Seams], None]]:
    """Declare the function as a fault; its name and the first line of its docstring are shown."""

    def declare(plant: Callable[[Seams], None]) -> Callable[[Seams], None]:
        FAULTS.append(Fault(plant.__name__.replace("_", "-"), stage, (plant.__doc__ or "").splitlines()[0].rstrip("."), plant))
        return plant

    return declare


@contextmanager
def planted(chosen: Fault) -> Iterator[None]:
    """The product with the fault in it. Raises CaseError when the product no longer has the seam that the fault needs."""
    with ExitStack() as stack:
        stack.callback(forget)
        try:
            chosen.plant(Seams(stack))
        except (AttributeError, KeyError) as error:
            raise CaseError(f"fault {chosen.name}: cannot be planted, the product changed there ({error}). Mend it in evals/faults.") from error
        forget()
        yield


def forget() -> None:
    """Empty the caches of the product's functions, which hold what was computed with or without the fault."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS:
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", lambda: None)()


def with_neighbours(projects: Sequence[Project], change: Change) -> tuple[Project, ...]:
    """The projects, each changed in view of the next one of its plan (the last one: of the first)."""
    changed = []
    for project in projects:
        own = [each for each in projects if each.plan_id == project.plan_id]
        changed.append(change(project, own[(own.index(project) + 1) % len(own)]))
    return tuple(changed)
