"""What a question asks for, told by a small network where no cue does: a field of a project, what plans never print, or a detail of the text.

A convolutional network over the pieces of the question (Kim 2014) with four learnt views of them (Lin et al. 2017). Learnt from wordings of people who did not
know the cues, filled with matters of other cities, and from questions of detail; `python -m training networks`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from assistant.networks import load_network, softmax

MOST_PIECES = 64  # pieces of a question that are read


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question most likely asks for, and how likely that is, 0 to 1; `chances`: that of everything that may be asked for."""

    name: str
    chance: float
    chances: Mapping[str, float] = field(default_factory=dict, repr=False)

    def of(self, names: Collection[str]) -> float:
        """How likely it is that the question asks for any of these."""
        return sum(self.chances.get(name, 0.0) for name in names)

    def best_of(self, names: Collection[str]) -> str:
        """The likeliest of these."""
        return max(names, key=lambda name: self.chances.get(name, 0.0))


NO_INTENT = Intent("", 0.0)  # of what is no question


@lru_cache(maxsize=1024)
def intent_of(question: str, cues: frozenset[str]) -> Intent:
    """What a question asks for; `cues` are the names of those that stand in it."""
    network = load_network("intent")
    states = network.states(network.pieces(question, MOST_PIECES))
    seen = np.concatenate([network.convolved(states, "conv"), network.convolved(states, "conv5")], axis=1)
    views = softmax(network.dense(seen, "gate"), axis=0).T @ seen
    given = np.asarray([name in cues for name in network.cues], dtype=np.float32)
    chances = softmax(network.dense(np.concatenate([views.ravel(), given]), "out"))
    best = int(chances.argmax())
    return Intent(network.names[best], float(chances[best]), dict(zip(network.names, chances.tolist(), strict=True)))
