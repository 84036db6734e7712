"""Fits the weights of `assistant.aptness` and prints them, with what free questions come to when pieces are judged by them.

Run it with `python -m evals.aptness [LIBRARY]`. Learned from: the kept invented projects, each asked what its fact tells and what nothing tells, in
Japanese and English, and the kept detailed ones with all their questions; and the open cases that are free questions about a project. The choice among
pieces is fitted on the questions that one of them answers; whether the likeliest piece answers, on all of them. Told rightly: that piece, likely enough,
holds what is expected. The shares come from five folds: questions about one project are in one fold. At the end the detailed projects are asked from end to
end, with the weights as they are.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.answer import Conversation
from assistant.aptness import Features, features
from assistant.assistant import Assistant
from assistant.compose import Draft
from assistant.networks import softmax
from assistant.wording import load_wording
from corpus.embedding import load_embedder
from corpus.settings import Settings
from corpus.text import squeeze
from corpus.values import Project
from evals.cases import Case, load_cases
from evals.confidence import FOLDS, RIDGE, Array, chances, fitted
from evals.invented import Detailed, Invented, kept, load_details
from evals.invented.library import build, project_id
from evals.sources import CASES, Sources, evaluation_settings

CASE_WEIGHT = 4.0  # of a question about the real plans, beside one about an invented project
FRAMES = {"ja": "「{title}」について、{question}", "en": 'For "{title}": {question}'}
QUOTED = 25  # characters of a line by which it is known again in an answer
STEPS = 12  # of Newton's method
CHOSEN_BY = np.asarray([each.name != "whether" for each in fields(Features)], dtype=np.float64)  # that one is the same for all pieces
TOLD_BY = np.asarray([each.name in ("selected", "uncounted", "whether") for each in fields(Features)], dtype=np.float64)  # what the others add is noise
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it is of, its pieces' features, and which of them answer it (none: nothing does)."""

    source: str
    group: str
    pieces: tuple[Features, ...]
    right: tuple[bool, ...]
    weight: float


def judged(assistant: Assistant, question: str, conversation: Conversation | None, project: Project) -> tuple[list[Features], list[str]] | None:
    """The features and texts of the project's pieces, where the question is a free one about it."""
    query = assistant.decider.resolved(assistant.reader.read(question), conversation)
    if query.kind != "question":
        return None
    decision = assistant.decider.decide(query, conversation)
    if decision.kind != "projects" or [each.id for each in decision.projects] != [project.id]:
        return None
    draft = Draft(assistant.library, load_wording(query.language), query)
    if not assistant.replier.asks_freely(draft, project):
        return None
    ranked = assistant.replier.pieces(draft, project)
    return features(query, project, ranked), [each.atom.text + each.atom.mark for each in ranked]


def of_invented(assistant: Assistant, projects: Sequence[Invented]) -> Iterator[Asked]:
    """Each invented project asked for its fact, and beyond it."""
    for number, each in enumerate(projects):
        project = assistant.library.project(project_id(number))
        for kind, asked in (("told", each.told), ("beyond", each.beyond)):
            for language, question in asked.items():
                found = project and judged(assistant, FRAMES[language].format(title=each.title, question=question), None, project)
                if found:
                    right = [kind == "told" and squeeze(text) in squeeze(each.fact) for text in found[1]]
                    yield Asked(f"invented {language}", each.title, tuple(found[0]), tuple(right), 1.0)


def of_detailed(assistant: Assistant, projects: Sequence[Detailed]) -> Iterator[Asked]:
    """Every question of each detailed project."""
    for number, each in enumerate(projects):
        project = assistant.library.project(project_id(number))
        for asked in each.asked:
            found = project and judged(assistant, FRAMES[asked.language].format(title=each.title, question=asked.question), None, project)
            if found:
                line = None if asked.line is None else squeeze(each.lines[asked.line])
                right = [line is not None and squeeze(text) in line for text in found[1]]
                yield Asked(f"detailed {asked.language}", each.title, tuple(found[0]), tuple(right), 1.0)


def of_cases(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Asked]:
    """The open cases of one turn that are free questions about a project, or ask of one what it does not tell."""
    by_title = {(project.plan_id, squeeze(project.title.printed)): project for project in assistant.library.projects}
    for case in cases:
        title, absent = squeeze(case.expected.project or ""), not case.expected.answer_due
        projects = [project for (plan, named), project in by_title.items() if named == title and case.expected.plan in (None, plan)]
        if case.held or case.turns or len(projects) != 1 or not (absent or case.expected.facts):
            continue
        found = judged(assistant, case.question, None, projects[0])
        if found:
            right = [not absent and any(squeeze(fact) in squeeze(text) for fact in case.expected.facts) for text in found[1]]
            yield Asked(f"cases {case.language}", title, tuple(found[0]), tuple(right), CASE_WEIGHT)


def collected(library: Path | None, settings: Settings) -> list[Asked]:
    """All questions of both sources."""
    with Sources.load(settings).library(library, settings) as folder:
        found = list(of_cases(Assistant.open(folder, settings=settings), load_cases(CASES)))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        detailed = load_details()[1]
        found += of_invented(Assistant.open(build(Path(one), kept(), load_embedder()), settings=settings), kept())
        return [*found, *of_detailed(Assistant.open(build(Path(other), detailed, load_embedder()), settings=settings), detailed)]


def asked_whole(assistant: Assistant, projects: Sequence[Detailed]) -> Iterator[tuple[str, int, float, int, float]]:
    """By language: questions that a line answers and the share answered with that line; questions that none answers and the share answered all the same."""
    told: dict[str, list[bool]] = defaultdict(list)
    beyond: dict[str, list[bool]] = defaultdict(list)
    for each in projects:
        for asked in each.asked:
            answer = assistant.ask(FRAMES[asked.language].format(title=each.title, question=asked.question))
            if asked.line is None:
                beyond[asked.language].append(answer.status == "answered")
            else:
                line = squeeze(each.lines[asked.line]).strip("・。-")[:QUOTED]
                told[asked.language].append(answer.status == "answered" and line in squeeze(answer.text))
    for language in told:
        yield language, len(told[language]), float(np.mean(told[language])), len(beyond[language]), float(np.mean(beyond[language]))


class Weights(NamedTuple):
    """Of the choice among pieces, shape (features,), and of whether the likeliest answers, the bias first, shape (features + 1,)."""

    choice: Array
    told: Array


def fitted_choice(asked: Sequence[Asked]) -> Array:
    """The weights of a conditional logit model of which piece answers, by Newton's method; several may, and their shares are added up."""
    found = [(np.asarray([astuple(each) for each in one.pieces]), np.asarray(one.right), one.weight) for one in asked if any(one.right)]
    beta = np.zeros(len(fields(Features)))
    for _ in range(STEPS):
        slope, curve = RIDGE * beta, RIDGE * np.eye(len(beta))
        for rows, right, weight in found:
            share = np.asarray(softmax((rows @ beta).astype(np.float32)), dtype=np.float64)
            among = share * right / max(float(share[right].sum()), 1e-12)
            mean = share @ rows
            slope -= weight * (among - share) @ rows
            curve += weight * ((rows * share[:, None]).T @ rows - np.outer(mean, mean))
        beta -= np.linalg.solve(curve, slope)
    return beta


def fitted_weights(asked: Sequence[Asked]) -> Weights:
    """Both models, fitted on these questions."""
    choice = fitted_choice(asked) * CHOSEN_BY
    best = np.asarray([_likeliest(one, choice) for one in asked]) * TOLD_BY
    told = np.asarray([float(any(one.right)) for one in asked])
    return Weights(choice, fitted(best, told, np.asarray([one.weight for one in asked])))


def _likeliest(one: Asked, choice: Array) -> tuple[float, ...]:
    """The features of the piece that is chosen."""
    return astuple(max(one.pieces, key=lambda each: float(choice @ np.asarray(astuple(each)))))


def apt(one: Asked, weights: Weights) -> Array:
    """The aptness of each piece of a question by these weights, as `assistant.aptness` computes it."""
    told = chances(np.asarray([_likeliest(one, weights.choice)]) * TOLD_BY, weights.told)[0]
    return np.asarray(told * softmax((np.asarray([astuple(each) for each in one.pieces]) @ weights.choice).astype(np.float32)))


def across_folds(asked: Sequence[Asked]) -> list[Array]:
    """The aptness of each question's pieces by weights that were fitted without its fold."""
    order = {group: number % FOLDS for number, group in enumerate(sorted({each.group for each in asked}))}
    weights = [fitted_weights([each for each in asked if order[each.group] != fold]) for fold in range(FOLDS)]
    return [apt(each, weights[order[each.group]]) for each in asked]


def shares_told(asked: Sequence[Asked], aptness: Sequence[Array]) -> Iterator[tuple[str, float, int, float, float, int, float]]:
    """By source and threshold: how many are told by a piece, the share told rightly and wrongly; how many by none, and the share told all the same."""
    by_source: dict[str, list[tuple[Asked, Array]]] = defaultdict(list)
    for each, odds in zip(asked, aptness, strict=True):
        by_source[each.source].append((each, odds))
    for source, pairs in by_source.items():
        told = [pair for pair in pairs if any(pair[0].right)]
        absent = [pair for pair in pairs if not any(pair[0].right)]
        for threshold in THRESHOLDS:
            sure = [(each, int(odds.argmax())) for each, odds in told if odds.max() >= threshold]
            right = sum(each.right[best] for each, best in sure)
            answered = sum(odds.max(initial=0.0) >= threshold for _, odds in absent)
            yield source, threshold, len(told), right / max(1, len(told)), (len(sure) - right) / max(1, len(told)), len(absent), answered / max(1, len(absent))


def main(library: str | None = None) -> None:
    """Print the weights, and what is told at each threshold."""
    settings = evaluation_settings()
    asked = [each for each in collected(Path(library) if library else None, settings) if each.pieces]
    weights = fitted_weights(asked)
    names = [field.name for field in fields(Features)]
    print(f"{len(asked)} questions\nchoice: " + ", ".join(f"{name}={value:.2f}" for name, value in zip(names, weights.choice, strict=True)))
    print("told: " + ", ".join(f"{name}={value:.2f}" for name, value in zip(["bias", *names], weights.told, strict=True)))
    print("\nsource       threshold  told by a piece: right  wrong   told by none: answered")
    for source, threshold, told, good, bad, absent, answered in shares_told(asked, across_folds(asked)):
        print(f"{source:12} {threshold:9.2f} {told:8} {good:14.3f} {bad:6.3f} {absent:12} {answered:13.3f}")
    print("\nasked whole  told by a line: right   told by none: answered")
    with tempfile.TemporaryDirectory() as folder:
        detailed = load_details()[1]
        assistant = Assistant.open(build(Path(folder), detailed, load_embedder()), settings=settings)
        for language, count, right_share, absent, answered in asked_whole(assistant, detailed):
            print(f"{language:12} {count:14} {right_share:7.3f} {absent:14} {answered:10.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
