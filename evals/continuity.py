"""Fits the weights of `assistant.continuity` on kept invented projects and prints them, with how well they tell going on from turning to another project.

Run it with `python -m evals.continuity`. Going on: a question of detail, as it stands, behind a question about its project. Turning: the same put under its
title, or a question in a person's own words for another project of the plan or for one that it does not have, behind a question about any other one. Plans
of 60 projects; the figures beside the weights come from five folds, and questions behind one project are in one fold.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.assistant import Assistant
from assistant.continuity import Features
from corpus.embedding import load_embedder
from corpus.settings import Settings
from corpus.values import Project
from evals.confidence import across_folds, fitted
from evals.invented import Detailed, Invented, kept, load_details
from evals.invented.library import build, project_id

PLANS, OF_EACH_KIND = 12, 30  # plans, and projects of each kind in one
FRAMES = {"ja": ("「{title}」について、{question}", "{title}では、{question}"), "en": ('For "{title}": {question}', "{question} ({title})")}
THRESHOLDS = (0.5, 0.7, 0.85, 0.95)


class Example(NamedTuple):
    """A question behind one about a project: its features, whether it goes on, and the project, which decides its fold."""

    values: tuple[float, ...]
    goes_on: bool
    group: str


def examples(assistant: Assistant, projects: Sequence[Detailed | Invented], elsewhere: Sequence[Invented], chance: random.Random) -> Iterator[Example]:
    """The questions of one plan, and some about what it does not have (`elsewhere`), each behind one about a project."""
    listed = [assistant.library.project(project_id(number)) for number in range(len(projects))]
    known = [project for project in listed if project]
    for project, each in zip(known, projects, strict=True):
        others = [other for other in known if other != project]
        if isinstance(each, Detailed):
            for asked in each.asked:
                yield from _example(assistant, asked.question, project, goes_on=True)
                framed = chance.choice(FRAMES[asked.language]).format(title=each.title, question=asked.question)
                if chance.random() < 0.5:
                    yield from _example(assistant, framed, chance.choice(others), goes_on=False)
        else:
            for question in (*each.asked.values(), *each.english):
                yield from _example(assistant, question, chance.choice(others), goes_on=False)
    for missing in elsewhere:
        for question in (*missing.asked.values(), *missing.english):
            yield from _example(assistant, question, chance.choice(known), goes_on=False)


def _example(assistant: Assistant, question: str, spoken: Project, goes_on: bool) -> Iterator[Example]:
    query = assistant.reader.read(question)
    if query.kind == "question" and query.has_subject:
        yield Example(astuple(assistant.decider.continuing(query, spoken)), goes_on, spoken.title.printed)


def main() -> None:
    """Print the weights and a table of thresholds."""
    chance = random.Random(0)
    detailed, invented = list(load_details()[1]), kept()
    chance.shuffle(detailed)
    chance.shuffle(invented)
    found: list[Example] = []
    for number in range(PLANS):
        part = slice(number * OF_EACH_KIND, (number + 1) * OF_EACH_KIND)
        projects: list[Detailed | Invented] = [*detailed[part], *invented[part]]
        with tempfile.TemporaryDirectory() as folder:
            library = build(Path(folder) / "library", projects, load_embedder())
            elsewhere = chance.sample([each for each in invented if each not in projects], OF_EACH_KIND)
            found += examples(Assistant.open(library, settings=Settings()), projects, elsewhere, chance)
    values, goes_on = np.asarray([each.values for each in found]), np.asarray([float(each.goes_on) for each in found])
    weights = np.ones(len(found))
    names = ["bias", *(field.name for field in fields(Features))]
    print(f"{len(found)} questions, {int(goes_on.sum())} go on")
    print("\n".join(f"{name:15} {value:7.2f}" for name, value in zip(names, fitted(values, goes_on, weights), strict=True)))
    likely = across_folds(values, goes_on, weights, [each.group for each in found])
    print("\nthreshold  going on told  turning told")
    for threshold in THRESHOLDS:
        told = likely >= threshold
        print(f"{threshold:9.2f} {told[goes_on == 1].mean():14.3f} {told[goes_on == 0].mean():13.3f}")


if __name__ == "__main__":
    main()
