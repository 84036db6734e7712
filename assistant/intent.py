"""What a question asks for, told by a small network where no cue does: a field of a project, what plans never print, or a detail of the text.

A convolutional network over the pieces of the question (Kim 2014) with four learnt views of them (Lin et al. 2017). Learnt from wordings of people who did not
know the cues, filled with matters of other cities, and from questions of detail; `python -m training networks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import numpy as np

from assistant.networks import load_network, softmax
from assistant.understand import Query
from corpus.values import Project

MOST_PIECES = 64  # pieces of a question that are read
FIGURES = frozenset({"target", "baseline", "achievement"})  # fields that may hold the figure asked for
TOLD = 0.9  # chance from which an intent is believed
_FIELDS = {
    "owner": "departments", "target": "targets", "indicator": "indicator", "baseline": "baseline", "category": "category", "policy": "policy",
    "description": "description", "action": "actions", "achievement": "achievements",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question most likely asks for, and how likely that is, 0 to 1."""

    name: str
    chance: float


@lru_cache(maxsize=1024)
def intent_of(question: str) -> Intent:
    """What a question asks for."""
    network = load_network("intent")
    states = network.states(network.pieces(question, MOST_PIECES))
    seen = np.concatenate([network.convolved(states, "conv"), network.convolved(states, "conv5")], axis=1)
    views = softmax(network.dense(seen, "gate"), axis=0).T @ seen
    chances = softmax(network.dense(views.ravel(), "out"))
    best = int(chances.argmax())
    return Intent(network.names[best], float(chances[best]))


def field_intended(query: Query, project: Project) -> str | None:
    """The field of a project that the network is sure the question asks for.

    None where it is not sure, the project has none, a figure is asked for that the field is not, or the question has a word that no document holds.
    """
    intent = intent_of(query.text)
    field = _FIELDS.get(intent.name)
    if field is None or not attrgetter(field)(project):
        return None
    sure = intent.chance >= TOLD and (query.language == "en" or not query.unsure) and (not query.counter or intent.name in FIGURES)
    return intent.name if sure else None
