"""Every number of the recipe, with its reason. What the choices were measured on stands in README.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """What turns the groups of texts into a model. The defaults made the model that README.md measures."""

    counted: int = 120_000  # groups of a source in which words are counted, evenly spread
    taught: int = 200_000  # groups of a source that are trained on, evenly spread; three seeds draw fewer of the biggest
    tokens: int = 41_000  # pieces of the vocabulary: 11 MB of 20, read in 0.1 s
    english_share: float = 0.36  # of the pieces; the rest is Japanese
    characters: int = 4_000  # single characters, so that a rare name falls to pieces and not away
    character: float = -14.0  # log-probability of a single letter: a word wins over its letters
    dimension: int = 256  # length of a vector
    smoothing: float = 3e-4  # a of the SIF weight a / (a + p), Arora et al. 2017
    unknown: float = 0.3  # length of the random row of a piece without a word vector; that of the others is 1
    batch: int = 1024  # groups of one source that are set against each other
    steps: int = 800  # per seed
    rate: float = 0.004  # Adam; falls linearly to 0
    warmup: int = 40  # steps in which the rate rises
    dropout: float = 0.1  # share of a text's pieces that are left out
    scale: float = 20.0  # of the cosines in the softmax
    seeds: tuple[int, ...] = (1, 2, 3)  # rows are the mean over these
    longest: int = 256  # pieces of a text that are read


RECIPE = Recipe()
