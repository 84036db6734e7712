"""How search grows: libraries of a thousand to a million passages, made by varying the real ones.

A copy of the plans keeps every passage and project, gets a name of its own, and has a fifth of its words replaced by words drawn as often as the
real plans use them: words keep their distribution, so that lists of passages by word grow as they would. One copy in ten is for the public; who may see
all searches without a filter. Every library is built in one process and searched in another, so that each one's memory is its own.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from corpus.embedding import embedded_model, load_embedder
from corpus.errors import CaseError
from corpus.fulltext import build_fulltext
from corpus.kin import build_kin
from corpus.library import BUILDS, Audience, point_to
from corpus.register import write_register
from corpus.settings import default_settings
from corpus.values import DividedDocument, Passage, Visibility
from corpus.vectors import build_vectors
from evals.bench import Figure
from evals.retrieval import load_questions
from evals.sources import Sources, evaluation_settings
from ingest.passages import cut_passages

SEED = 20261120
REPLACED = 0.2  # share of the words of a copied passage that are drawn anew
PUBLIC_EVERY = 10  # one copy in so many is for the public
EMBEDDED_AT_ONCE = 10_000
WARM = 20  # questions asked before the clock starts
GOALS = {"build": "30 min", "p95": "50 ms", "memory": "6 GB"}  # at a million passages (DESIGN.md section 9)
MILLION = 1_000_000
NAME = "scale"
_WORD = re.compile(r"[一-龯々ァ-ヴー]{2,}|[a-zA-Z]{2,}")


@dataclass(frozen=True, slots=True)
class Copies:
    """Plans and passages copied until there are enough passages."""

    documents: tuple[DividedDocument, ...]
    passages: tuple[Passage, ...]


def copies(originals: Sequence[DividedDocument], size: int) -> Copies:
    """Copies of the documents, `size` passages in all, but no fewer than the original has, which is the first."""
    rng = random.Random(SEED)
    cut = {document.plan.id: cut_passages(document) for document in originals}
    drawn = [piece for passages in cut.values() for passage in passages for piece in _pieces(passage.text) if _is_word(piece)]
    documents: list[DividedDocument] = []
    passages: list[Passage] = []
    number = 0
    while len(passages) < size or not number:
        for document in originals:
            documents.append(_renamed(document, number))
            passages += (_varied(passage, number, rng, drawn) for passage in cut[document.plan.id])
        number += 1
    return Copies(tuple(documents), tuple(passages[: max(size, sum(map(len, cut.values())))]))


def _own(name: str, number: int) -> str:
    """A name or id of one copy; the originals keep theirs."""
    return f"{name}-{number}" if number else name


def _renamed(document: DividedDocument, number: int) -> DividedDocument:
    """The document as another city's: ids of its own, its name in every title, and no lines."""
    plan_id = _own(document.plan.id, number)
    plan = replace(document.plan, id=plan_id, document_id=plan_id, title=_own(document.plan.title, number), aliases=(), visibility=_visibility(number))
    projects = tuple(
        replace(project, id=_own(project.id, number), plan_id=plan_id, title=replace(project.title, printed=_titled(project.title.printed, number)))
        for project in document.projects
    )
    return replace(document, plan=plan, projects=projects, lines=())


def _titled(title: str, number: int) -> str:
    return f"{_city(number)}{title}" if number else title


def _city(number: int) -> str:
    """A made-up name of two to four kanji for each copy."""
    first, second = divmod(number, len(KANJI))
    return KANJI[second] + KANJI[first % len(KANJI)] + "市"


KANJI = "山川田村上中下大小高低東西南北松竹梅桜森林原野島崎浦浜港橋坂谷沢池泉岩石金銀玉白黒赤青緑新古長広深清美福寿富吉安平和光明星月日春夏秋冬"


def _varied(passage: Passage, number: int, rng: random.Random, drawn: Sequence[str]) -> Passage:
    """The passage of one copy, a share of its words drawn anew."""
    if not number:
        return passage
    text = "".join(rng.choice(drawn) if _is_word(piece) and rng.random() < REPLACED else piece for piece in _pieces(passage.text))
    return replace(
        passage,
        id=_own(passage.id, number),
        plan_id=_own(passage.plan_id, number),
        project_id=passage.project_id and _own(passage.project_id, number),
        text=text,
        visibility=_visibility(number),
        context=_titled(passage.context, number),
    )


def _visibility(number: int) -> Visibility:
    return "staff" if number % PUBLIC_EVERY else "public"


@lru_cache(maxsize=2048)
def _pieces(text: str) -> tuple[str, ...]:
    """A text cut before and after each of its words; put together again it is the same."""
    edges = sorted({0, len(text), *(edge for span in embedded_model().offsets(text) for edge in span)})
    return tuple(text[start:end] for start, end in pairwise(edges))


def _is_word(piece: str) -> bool:
    return bool(_WORD.fullmatch(piece))


# --- one process each --------------------------------------------------------------------------------


def build(folder: Path, size: int) -> dict[str, float]:
    """Build a library of `size` passages below `folder`: its seconds, bytes on disk and peak memory. Making the copies is not counted."""
    sources = Sources.load(default_settings())
    made = copies(sources.divided, size)
    embedder = load_embedder()
    target = folder / BUILDS / NAME
    target.mkdir(parents=True)
    start = time.perf_counter()
    write_register(target, made.documents, made.passages, {}, {"embedding_model": embedder.name, "build": NAME, "documents": "[]"})
    build_fulltext(made.passages, target)
    build_kin(made.passages, target)
    parts = (made.passages[first : first + EMBEDDED_AT_ONCE] for first in range(0, size, EMBEDDED_AT_ONCE))
    build_vectors(made.passages, np.concatenate([embedder.embed([passage.indexed for passage in part]) for part in parts]), target)
    point_to(folder, NAME)
    seconds = time.perf_counter() - start
    return {"build_s": seconds, "disk_mb": sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) / 1e6, "build_peak_mb": _peak_mb()}


def ask(folder: Path, audience: Audience) -> dict[str, float]:
    """Open a library and search it with the open retrieval questions: seconds to open, milliseconds of a search, resident memory."""
    settings = evaluation_settings()
    start = time.perf_counter()
    assistant = Assistant.open(folder, audience, settings)
    questions = [each.question for each in load_questions() if not each.held and each.projects]
    for question in questions[:: len(questions) // WARM]:
        assistant.search(question)
    opened = time.perf_counter() - start
    taken = {"search": _latencies(assistant.search, questions), "ask": _latencies(assistant.ask, questions)}
    found = {f"{name}_{label}_ms": float(np.percentile(values, part)) for name, values in taken.items() for label, part in (("p50", 50), ("p95", 95))}
    return {"open_s": opened, "passages": len(assistant.library.rows), **found, "resident_mb": resident_mb()}


def _latencies(call: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for question in questions:
        start = time.perf_counter()
        call(question)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def resident_mb() -> float:
    """Memory that this process holds now, in MB; NaN where /proc does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    except OSError:
        return math.nan
    return pages * resource.getpagesize() / 1e6


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


# --- all sizes ---------------------------------------------------------------------------------------


def measure_scale(sizes: Sequence[int], where: Path | None) -> Iterator[Figure]:
    """The figures of each size as they come; libraries are made below `where` (or the temporary folder) and removed again."""
    smallest: dict[str, float] = {}
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="plan-assistant-scale-", dir=where) as folder:
            built = _in_process("build", folder, str(size))
            staff, public = (_in_process("ask", folder, audience) for audience in ("staff", "public"))
        smallest = smallest or staff
        yield from _figures(size, built, staff, public, smallest)


def _figures(size: int, built: Mapping[str, float], staff: Mapping[str, float], public: Mapping[str, float], smallest: Mapping[str, float]) -> Iterator[Figure]:
    goal = GOALS if size >= MILLION else dict.fromkeys(GOALS, "")
    label = f"{size:,} passages"
    yield Figure(f"{label}: build", built["build_s"] / 60, "min", goal["build"], f"peak {built['build_peak_mb']:,.0f} MB")
    yield Figure(f"{label}: on disk", built["disk_mb"], "MB")
    yield Figure(f"{label}: open, first searches", staff["open_s"], "s")
    yield Figure(f"{label}: resident after searching", staff["resident_mb"], "MB", goal["memory"])
    for call in ("search", "ask"):
        for part in ("p50", "p95"):
            value = staff[f"{call}_{part}_ms"]
            note = f"{value / smallest[f'{call}_{part}_ms']:.1f} times the smallest library's"
            yield Figure(f"{label}: {call}, {part}", value, "ms", goal["p95"] if part == "p95" else "", note)
    for part in ("p50", "p95"):
        yield Figure(f"{label}: filtered search, {part}", public[f"search_{part}_ms"], "ms", "", f"{public['passages']:,.0f} passages may be seen")


def _in_process(*arguments: str) -> dict[str, float]:
    """What a step gives in a process of its own. Raises CaseError with its last words when it fails."""
    done = subprocess.run([sys.executable, "-m", "evals.scale", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise CaseError(f"bench --scale: {' '.join(arguments)}: {' '.join(done.stderr.strip().splitlines()[-1:])}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    step, library, argument = sys.argv[1:]
    print(json.dumps(build(Path(library), int(argument)) if step == "build" else ask(Path(library), "public" if argument == "public" else "staff")))
