"""Whether the gate breaks: the product with a fault in it is measured as `plan-assistant eval --gate` does, up to the first break."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from assistant.assistant import Assistant
from corpus.errors import CaseError
from corpus.settings import Settings
from evals.answers import Outcome, ask_one
from evals.cases import Case, load_cases
from evals.conduct import Hidden, hidden_libraries, score_conduct, score_hidden
from evals.extraction import score_extraction
from evals.faults.plant import Fault, Stage, planted
from evals.gate import Broken, Gate, check_gate, load_accepted, load_gate
from evals.generated import generate
from evals.run import Run
from evals.sources import CASES, GOLD, Sources


@dataclass(frozen=True, slots=True)
class Ground:
    """What all faults are looked for on: one library, those with a hidden plan, the accepted open cases, the generated ones, and the gate."""

    settings: Settings
    sources: Sources
    library: Path
    hidden: tuple[Hidden, ...]
    cases: tuple[Case, ...]
    generated: tuple[Case, ...]
    gate: Gate
    accepted: frozenset[str]

    @classmethod
    @contextmanager
    def laid(cls, settings: Settings, faults: Sequence[Fault]) -> Iterator[Ground]:
        """The ground over the catalogue of the settings that the faults need; its libraries are removed afterwards."""
        sources, accepted = Sources.load(settings), load_accepted()
        cases = _mixed([case for case in load_cases(CASES) if case.id in accepted])
        with ExitStack() as stack:
            library, hidden = Path(), tuple[Hidden, ...]()
            if any(fault.stage == "answering" for fault in faults):
                library, hidden = stack.enter_context(sources.library(None, settings)), stack.enter_context(hidden_libraries(sources, settings))
            yield cls(settings, sources, library, hidden, cases, generate(GOLD, settings.fiscal_year()), load_gate(), accepted)


@dataclass(frozen=True, slots=True)
class Hunted:
    """A fault and what of the gate it broke; None: it survived, or it could not be planted because of a `problem`."""

    fault: Fault
    broken: Broken | None
    seconds: float
    problem: str = ""


def control(ground: Ground, faults: Sequence[Fault]) -> tuple[Broken, ...]:
    """What the gate finds of the stages of these faults without any of them; a fault is not caught by it."""
    return tuple(broken for stage in dict.fromkeys(fault.stage for fault in faults) for broken in _broken(ground, stage))


def hunt(ground: Ground, faults: Sequence[Fault], already: Iterable[Broken] = ()) -> Iterator[Hunted]:
    """Plant each fault in turn and measure until the gate breaks where it is not broken `already`."""
    known = {(broken.group, broken.measure) for broken in already}
    for fault in faults:
        start = time.perf_counter()
        broken, problem = None, ""
        try:
            with planted(fault):
                broken = next((each for each in _broken(ground, fault.stage) if (each.group, each.measure) not in known), None)
        except CaseError as error:
            problem = str(error)
        yield Hunted(fault, broken, time.perf_counter() - start, problem)


def _broken(ground: Ground, stage: Stage) -> Iterator[Broken]:
    """What the gate finds, cheapest first: accepted cases one by one, then the floors."""
    if stage == "reading":
        sources = Sources.load(ground.settings)
        yield from check_gate(Run({}, extraction=score_extraction(sources.divided, GOLD)), ground.gate, ())
        return
    assistant = Assistant.open(ground.library, settings=ground.settings)
    for outcome in _asked(ground, assistant, ground.cases):
        yield from check_gate(Run({}, (outcome,)), {}, ground.accepted)
    if "conduct" in ground.gate:
        conduct = {**score_hidden(ground.hidden, ground.settings), **score_conduct(assistant, ground.sources)}
        yield from check_gate(Run({}, conduct=conduct), ground.gate, ())
    yield from _generated_broken(ground, assistant)


def _generated_broken(ground: Ground, assistant: Assistant) -> Iterator[Broken]:
    """What the generated questions break; as soon as too many are wrong for the floor, without asking the others."""
    floor = ground.gate.get("generated", {}).get("at_least", {}).get("right", 0.0)
    outcomes: list[Outcome] = []
    wrong = 0
    for outcome in _asked(ground, assistant, ground.generated):
        outcomes.append(outcome)
        wrong += not outcome.right
        best = 1 - wrong / len(ground.generated)
        if best < floor:
            yield Broken("generated", "right", f"at most {best:.4f}, must be at least {floor}")
            return
    yield from check_gate(Run({}, generated=tuple(outcomes)), ground.gate, ())


def _asked(ground: Ground, assistant: Assistant, cases: Sequence[Case]) -> Iterator[Outcome]:
    return (ask_one(case, assistant, ground.sources.lines, ground.sources.names) for case in cases)


def _mixed(cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases with their kinds in turn, so that whatever a fault is about is soon asked for."""
    kinds = defaultdict(list)
    for case in cases:
        kinds[case.kind].append(case)
    return tuple(case for case in chain.from_iterable(zip_longest(*kinds.values())) if case)
