"""Kin: which words of a passage mean what a word of the question means.

The words of all passages have a vector each, from the embedded model. A passage's *kinship* with a question is the mean, over the question's words, of
how near its nearest word is: a soft sort of coverage that bridges everyday words, official terms and English (Rekabsaz et al. 2016 extend BM25 in this
way). What is kept on disk is the words and which passage holds which; vectors are made when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.embedding import Vectors, embedded_model
from corpus.errors import LibraryError
from corpus.values import Passage
from corpus.words import spelled

FOLDER = "kin"
FLOOR = 0.2  # cosine of two words below which they have nothing to do with each other
Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


def build_kin(passages: Iterable[Passage], folder: Path) -> None:
    """Write the words of the passages below `folder`: `words.txt`, and the number of each word of each passage, row after row."""
    path = folder / FOLDER
    path.mkdir(parents=True)
    numbers: dict[str, int] = {"": 0}  # number 0 is no word; every row begins with it, so that no row is empty
    held: list[int] = []
    starts = [0]
    for passage in passages:
        held.append(0)
        held.extend(numbers.setdefault(word, len(numbers)) for word in dict.fromkeys(spelled(passage.indexed)))
        starts.append(len(held))
    (path / "words.txt").write_text("\n".join(numbers), "utf-8")
    np.save(path / "held.npy", np.asarray(held, dtype=np.int32))
    np.save(path / "starts.npy", np.asarray(starts, dtype=np.int64))


class Kin:
    """Reads the words of the passages. Raises LibraryError when they are missing or damaged."""

    def __init__(self, folder: Path) -> None:
        path = folder / FOLDER
        try:
            self._words = (path / "words.txt").read_text("utf-8").split("\n")
            self._held = np.load(path / "held.npy")
            self._starts = np.load(path / "starts.npy")
            if self._starts[-1] != len(self._held) or self._held.max(initial=0) >= len(self._words):
                raise ValueError("its files do not fit together")
        except (OSError, ValueError, IndexError) as error:
            raise LibraryError(f"{path}: the words of the passages are missing or damaged ({error}). Build anew: plan-assistant ingest --force") from error
        self._numbers = {word: number for number, word in enumerate(self._words)}

    @cached_property
    def _vectors(self) -> Vectors:
        return embedded_model().embed(self._words)

    def kinship(self, words: Sequence[str], rows: Rows) -> Scores:
        """For each row, the weighted mean over the words of how near the row's nearest word is: 0 to 1, 1 where it holds them all."""
        vectors, weights = word_vectors(words)
        if not weights.sum() or not len(rows):
            return np.zeros(len(rows), dtype=np.float32)
        near = nearness(self._vectors @ vectors.T)
        for place, word in enumerate(words):
            if (number := self._numbers.get(word)) is not None:
                near[number, place] = 1.0
        held, starts = self._of(rows)
        nearest = np.maximum.reduceat(near.take(held, axis=0), starts, axis=0)
        return np.asarray(nearest @ weights / weights.sum(), dtype=np.float32)

    def _of(self, rows: Rows) -> tuple[npt.NDArray[np.int32], Rows]:
        """The numbers of the words of the rows, one row after the other, and where each begins."""
        if len(rows) == len(self._starts) - 1:
            return self._held, self._starts[:-1]
        pieces = [self._held[self._starts[row] : self._starts[row + 1]] for row in rows]
        return np.concatenate(pieces), np.cumsum([0, *map(len, pieces[:-1])])


def word_vectors(words: Sequence[str]) -> tuple[Vectors, Vectors]:
    """The vectors of words, shape (n_words, dimension), and how much each says."""
    model = embedded_model()
    found = [model.word(word) for word in words]
    vectors = np.asarray([vector for vector, _ in found], dtype=np.float32).reshape(-1, model.dimension)
    return vectors, np.asarray([weight for _, weight in found], dtype=np.float32)


def nearness(cosines: Vectors) -> Vectors:
    """How near words are by their cosines, 0 to 1: nothing up to `FLOOR`."""
    return np.asarray(np.clip((cosines - FLOOR) / (1 - FLOOR), 0, 1))
