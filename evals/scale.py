"""How search grows: libraries of a thousand to a million passages, made by varying the real ones.

A copy of the plans keeps every passage and project, gets a name of its own, and has a fifth of its words replaced by words drawn as often as the
real plans use them: words keep their distribution, so that lists of passages by word grow as they would. One copy in ten is for the public; who may see
all searches without a filter. Every library is built in one process and searched in another, so that each one's memory is its own; so is plain LangChain
retrieval over the same passages, up to a size.
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
from corpus.library import BUILDS, Audience, point_to
from corpus.settings import default_settings
from corpus.stores import write_stores
from corpus.values import DividedDocument, Passage, Visibility
from evals.baseline import Baseline
from evals.bench import Figure
from evals.retrieval import load_questions
from evals.sources import Sources, evaluation_settings
from ingest.passages import cut_passages

SEED = 20261120
REPLACED = 0.2  # share of the words of a copied passage that are drawn anew
PUBLIC_EVERY = 10  # one copy in so many is for the public
WARM = 20  # questions asked before the clock starts
MILLION = 1_000_000
PLAIN_MOST = 10_000  # passages; plain retrieval compares every vector one by one, 75 ms a question there
NO_MEMORY = "this system does not tell it"
NAME = "scale"
_WORD = re.compile(r"[一-龯々ァ-ヴー]{2,}|[a-zA-Z]{2,}")


@dataclass(frozen=True, slots=True)
class _Grown:
    """A figure that is followed over sizes. `goal`: at a million passages (DESIGN.md section 9); `plain`: what of plain retrieval it is compared with."""

    name: str
    unit: str
    plain: str = ""
    goal: str = ""
    note: str = ""


GROWN = {
    "build_s": _Grown("build", "s", "build_s", "1,800 s", "peak {build_peak_mb:,.0f} MB"),
    "disk_mb": _Grown("on disk", "MB"),
    "open_s": _Grown("open, first searches", "s"),
    "resident_mb": _Grown("resident after searching", "MB", "resident_mb", "6,000 MB"),
    "search_p50_ms": _Grown("search, p50", "ms", "search_p50_ms"),
    "search_p95_ms": _Grown("search, p95", "ms", "search_p95_ms", "50 ms"),
    "ask_p50_ms": _Grown("ask, p50", "ms", "search_p50_ms"),
    "ask_p95_ms": _Grown("ask, p95", "ms", "search_p95_ms", "50 ms"),
    "filtered_search_p50_ms": _Grown("filtered search, p50", "ms", note="{filtered_passages:,.0f} passages may be seen"),
    "filtered_search_p95_ms": _Grown("filtered search, p95", "ms"),
}


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
    write_stores(target, NAME, made.documents, made.passages, embedder)
    point_to(folder, NAME)
    seconds = time.perf_counter() - start
    disk = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    return {"passages": len(made.passages), "build_s": seconds, "disk_mb": disk / 1e6, "build_peak_mb": _peak_mb()}


def ask(folder: Path, audience: Audience) -> dict[str, float]:
    """Open a library and search it with the open retrieval questions: seconds to open, milliseconds of a search, resident memory."""
    settings = evaluation_settings()
    start = time.perf_counter()
    assistant = Assistant.open(folder, audience, settings)
    questions = _questions()
    _warm(assistant.search, questions)
    opened = time.perf_counter() - start
    taken = {"search": _latencies(assistant.search, questions), "ask": _latencies(assistant.ask, questions)}
    return {"open_s": opened, "passages": len(assistant.library.rows), **_percentiles(taken), "resident_mb": resident_mb()}


def plain(size: int) -> dict[str, float]:
    """Plain LangChain retrieval over the same passages and questions: seconds to build, milliseconds of a search, resident memory."""
    texts = [passage.text for passage in copies(Sources.load(default_settings()).divided, size).passages]
    embedder = load_embedder()
    start = time.perf_counter()
    baseline = Baseline(texts, embedder)
    seconds = time.perf_counter() - start
    questions = _questions()
    _warm(baseline.find, questions)
    return {"build_s": seconds, **_percentiles({"search": _latencies(baseline.find, questions)}), "resident_mb": resident_mb()}


def _questions() -> list[str]:
    """The open questions of retrieval that have an answer."""
    return [each.question for each in load_questions() if not each.held and each.projects]


def _warm(call: Callable[[str], object], questions: Sequence[str]) -> None:
    for question in questions[:: len(questions) // WARM]:
        call(question)


def _percentiles(taken: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Median and 95th percentile of each call."""
    return {f"{name}_{label}_ms": float(np.percentile(values, part)) for name, values in taken.items() for label, part in (("p50", 50), ("p95", 95))}


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
    """The figures of each size as they come; libraries are made below `where` (or the temporary folder) and removed again.

    A size below that of the real plans is theirs, and measured once.
    """
    smallest: dict[str, float] = {}
    measured = set()
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="plan-assistant-scale-", dir=where) as folder:
            built = _in_process("build", folder, str(size))
            if built["passages"] in measured:
                continue
            measured.add(built["passages"])
            public, staff = (_in_process("ask", folder, audience) for audience in ("public", "staff"))
            filtered = {f"filtered_{name}": value for name, value in public.items()}
            plain = _in_process("plain", folder, str(size)) if size <= PLAIN_MOST else {}
        found = {**filtered, **staff, **built}
        smallest = smallest or found
        yield from growth_figures(found, smallest, plain)


def growth_figures(found: Mapping[str, float], smallest: Mapping[str, float], plain: Mapping[str, float]) -> Iterator[Figure]:
    """The figures of one size, noted as ratios to the smallest and to plain retrieval over the same passages (`plain`; empty where not measured)."""
    for key, grown in GROWN.items():
        goal = grown.goal if found["passages"] >= MILLION else ""
        beside_smallest = "" if found is smallest else f"{_times(found[key], smallest[key])} that at {smallest['passages']:,.0f}"
        notes = filter(None, (grown.note.format(**found), beside_smallest, _beside_plain(found[key], grown, plain)))
        note = NO_MEMORY if math.isnan(found[key]) else "; ".join(notes)
        yield Figure(f"{found['passages']:,.0f} passages: {grown.name}", found[key], grown.unit, goal, note)


def _beside_plain(value: float, grown: _Grown, plain: Mapping[str, float]) -> str:
    if not grown.plain:
        return ""
    if not plain:
        return f"plain retrieval not measured above {PLAIN_MOST:,}"
    return f"{_times(value, plain[grown.plain])} plain retrieval's {plain[grown.plain]:,.2f} {grown.unit}"


def _times(value: float, other: float) -> str:
    return f"{value / other:,.2f} times"


def _in_process(*arguments: str) -> dict[str, float]:
    """What a step gives in a process of its own. Raises CaseError with its last words when it fails."""
    done = subprocess.run([sys.executable, "-m", "evals.scale", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise CaseError(f"bench --scale: {' '.join(arguments)}: {' '.join(done.stderr.strip().splitlines()[-1:])}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    step, library, argument = sys.argv[1:]
    steps: Mapping[str, Callable[[], dict[str, float]]] = {
        "build": lambda: build(Path(library), int(argument)),
        "ask": lambda: ask(Path(library), "public" if argument == "public" else "staff"),
        "plain": lambda: plain(int(argument)),
    }
    print(json.dumps(steps[step]()))
