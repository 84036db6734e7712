"""Whether a question is about what cities do at all: of 市民プール and 空き家の補助 the plans may say nothing, 天気 and 味噌汁 are none of their business.

The mean, over the question's words by how much each says, of how near the nearest of some words of city life is (`[municipal]` of the cue tables).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.cues import load_cues
from assistant.find import meant
from assistant.understand import Query
from corpus.embedding import Vectors
from corpus.kin import word_vectors

_QUOTED = re.compile(r"'[^']{8,}'|\"[^\"]*\"|「[^「」]*」")  # a text that something is to be done with
CITY = 0.4  # of 45 questions about city life in cities whose plans say nothing of it 41 are above, of 33 about something else one is


def is_municipal(query: Query) -> bool:
    """Whether the question is about city life, whatever the plans say of it."""
    vectors, weights = word_vectors(meant(replace(query, text=_QUOTED.sub(" ", query.text), glossary=())).words)
    if not weights.sum():
        return False
    nearest = (vectors @ _matters().T).max(axis=1)
    return float(nearest @ weights / weights.sum()) >= CITY


@cache
def _matters() -> Vectors:
    return word_vectors(load_cues().municipal)[0]
