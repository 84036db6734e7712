"""The library as others read it: register, full text and vectors of one build, with what an audience may see.

A library is a folder of builds and a pointer `current` to the one that serves. A build never changes once it is current.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.embedding import Embedder, Vectors, load_embedder
from corpus.errors import LibraryError
from corpus.fulltext import FullText
from corpus.kin import Kin
from corpus.mentions import Mentions
from corpus.register import Register
from corpus.text import squeeze, tidy
from corpus.values import Doubt, Line, Link, Passage, Plan, Project, Span
from corpus.vectors import Rows, VectorIndex

POINTER = "current"
BUILDS = "builds"
PASSAGES_KEPT = 5_000  # passages up to which all are kept in memory, 2 KB each
QUOTES_KEPT = 2_000  # spans whose lines are kept, 0.3 KB each
Audience = Literal["public", "staff"]
_VISIBLE: dict[Audience, frozenset[str]] = {"public": frozenset({"public"}), "staff": frozenset({"public", "staff"})}


def current_build(library: Path) -> Path:
    """The folder of the build that serves. Raises LibraryError, naming the command to run, when there is none."""
    pointer = library / POINTER
    try:
        build = library / BUILDS / pointer.read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise LibraryError(f"{library}: there is no library here. Build it: plan-assistant ingest --library {library}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"{pointer}: cannot be read ({error}). Build the library anew: plan-assistant ingest --library {library}") from error
    if not build.is_dir():
        raise LibraryError(f"{build}: the current build is missing. Build the library anew: plan-assistant ingest --library {library}")
    return build


def point_to(library: Path, build: str) -> None:
    """Make `build` the current one, by one atomic rename."""
    fresh = library / f"{POINTER}.{os.getpid()}"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(build)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(library / POINTER)


@dataclass(frozen=True)
class Library:
    """One build, opened for an audience. Plans and projects are those the audience may see, in printed order."""

    folder: Path
    register: Register
    embedder: Embedder
    plans: tuple[Plan, ...]
    projects: tuple[Project, ...]

    def vector(self, text: str) -> Vectors:
        """The vector of a normalised text of the documents, length 1; kept once it was asked for."""
        if text not in self._kept:
            self._kept[text] = self.embedder.embed([text])[0]
        return self._kept[text]

    @cached_property
    def _kept(self) -> dict[str, Vectors]:
        return {}

    @classmethod
    def open(cls, library: Path, audience: Audience = "public", embedding_model: str = "embedded") -> Library:
        """The current build of `library`. Raises LibraryError when there is none, or it was built with another model."""
        folder = current_build(library)
        register = Register(folder)
        embedder = load_embedder(embedding_model)
        built_with = register.meta.get("embedding_model")
        if built_with != embedder.name:
            raise LibraryError(f"{library}: built with the embedding model {built_with}, asked with {embedder.name}. Build it anew: plan-assistant ingest")
        plans = tuple(plan for plan in register.plans() if plan.visibility in _VISIBLE[audience])
        projects = tuple(project for plan in plans for project in register.projects(plan.id))
        return cls(folder, register, embedder, plans, projects)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages by row, also those the audience may not see (rows must agree with the indexes)."""
        return tuple(self.register.passages())

    def passages_at(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of some rows, in the order asked for; of a large library only these are read."""
        if len(self.rows) > PASSAGES_KEPT:
            return self.register.passages_at(rows)
        return [self.passages[row] for row in rows]

    @cached_property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Words of the documents by their reading in hiragana."""
        return self.register.readings()

    @cached_property
    def fulltext(self) -> FullText:
        """The full-text index of what the audience may see."""
        return FullText(self.folder, self._searched)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vector index of what the audience may see."""
        return VectorIndex(self.folder, self.rows)

    @cached_property
    def rows(self) -> Rows:
        """The rows of the passages that the audience may see."""
        return np.asarray(self.register.rows(self._searched), dtype=np.int64)

    @cached_property
    def kin(self) -> Kin:
        """The words of all passages by their meaning."""
        return Kin(self.folder)

    def holding(self, word: str) -> set[int]:
        """The places (in the order of the build) of the projects that hold the word letter by letter; `built` gives those the audience may see."""
        return set(self._mentions.holders(word).tolist())

    def built(self, places: Iterable[int]) -> list[Project]:
        """The projects at these places of the build that the audience may see, in printed order."""
        return [project for place in sorted(places) if (project := self.project(self._built[place]))]

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self.folder)

    @cached_property
    def _built(self) -> list[str]:
        return self.register.project_ids()

    @cached_property
    def _searched(self) -> tuple[str, ...] | None:
        """The plans that are searched; None when the audience may see all there are."""
        visible = tuple(plan.id for plan in self.plans)
        return None if len(visible) == len(self.register.plans()) else visible

    @cached_property
    def _plans_by_id(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.plans}

    @cached_property
    def _projects_by_id(self) -> dict[str, Project]:
        return {project.id: project for project in self.projects}

    def plan(self, plan_id: str) -> Plan | None:
        """A plan by id; None when there is none the audience may see."""
        return self._plans_by_id.get(plan_id)

    def plan_of(self, project: Project) -> Plan:
        """The plan of a project of this library."""
        return self._plans_by_id[project.plan_id]

    def project(self, project_id: str) -> Project | None:
        """A project by id; None when there is none the audience may see."""
        return self._projects_by_id.get(project_id)

    def projects_of(self, plan_id: str) -> tuple[Project, ...]:
        """The projects of a plan in printed order."""
        return self._projects_by_plan.get(plan_id, ())

    def listed_projects_of(self, plan_id: str) -> tuple[Project, ...]:
        """The projects of a plan that are listed and counted, in printed order: all but the measures that they stand under."""
        return tuple(project for project in self.projects_of(plan_id) if not project.is_measure)

    @cached_property
    def _projects_by_plan(self) -> dict[str, tuple[Project, ...]]:
        return {plan_id: tuple(projects) for plan_id, projects in groupby(self.projects, key=lambda project: project.plan_id)}

    def projects_run_by(self, departments: Iterable[str]) -> list[Project]:
        """The projects of these departments, called by their full names, in printed order."""
        return [self.projects[place] for place in sorted({place for name in departments for place in self._run_by.get(name, ())})]

    @cached_property
    def _run_by(self) -> dict[str, list[int]]:
        """For each department the places of its projects among all."""
        found: dict[str, list[int]] = {name: [] for project in self.projects for name in project.department_names}
        for place, project in enumerate(self.projects):
            for name in project.departments_called & found.keys():
                found[name].append(place)
        return found

    @cached_property
    def department_names(self) -> tuple[str, ...]:
        """Every department of every project, in the order of first appearance."""
        return tuple(self._run_by)

    def links_of(self, project: Project) -> tuple[Link, ...]:
        """The links from a project to those of other plans that the audience may see, confirmed ones first, then the likest."""
        return self._links.get(project.id, ())

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        found: dict[str, tuple[Link, ...]] = {}
        for project_id, other_id, score, origin in self.register.links():
            one, other = self.project(project_id), self.project(other_id)
            if one and other:
                found[one.id] = (*found.get(one.id, ()), Link(one, other, score, origin))
                found[other.id] = (*found.get(other.id, ()), Link(other, one, score, origin))
        return found

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(plan.document_id for plan in self.plans)

    def lines(self, document_id: str, first: int, last: int) -> list[Line]:
        """Lines of a document that the audience may see; none otherwise."""
        if document_id not in self._documents:
            return []
        return self.register.lines(document_id, first, last)

    def quote(self, span: Span) -> str:
        """The lines of a span as printed, empty ones left out."""
        return self._quote(span)

    @cached_property
    def _quote(self) -> Callable[[Span], str]:
        @lru_cache(maxsize=QUOTES_KEPT)
        def quote(span: Span) -> str:
            lines = self.lines(span.document_id, span.line_start, span.line_end)
            return "\n".join(filter(None, (tidy(line.text) for line in lines)))

        return quote

    def doubts(self) -> list[Doubt]:
        """What the build could not settle."""
        return self.register.doubts()


def matching_projects(projects: Sequence[Project], text: str) -> list[Project]:
    """The projects any of whose printed texts holds `text` (normalised, blanks ignored)."""
    wanted = squeeze(text)
    return [project for project in projects if any(wanted in squeeze(each) for each in project.texts())]
