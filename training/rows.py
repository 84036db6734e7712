"""Rows before training: word vectors for Japanese, the mean of the words they translate for English, PCA to the model's length."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.files import Group, TrainingError
from training.pieces import LATIN, Analyser, Pieces, words
from training.recipe import Recipe
from training.sources import package_folder

Rows = npt.NDArray[np.float32]
Lookup = Callable[[str], Rows | None]
PACKAGE = "ja_ginza"
GET = "pip install ja-ginza==5.3.0"
JAPANESE_LETTER = re.compile(r"[^\x00-\x7f]")


def word_vectors() -> Lookup:
    """chiVe's vector of a word, or None, as the package ja-ginza ships it. Raises TrainingError when it is not installed."""
    folder = package_folder(PACKAGE, GET)
    vocabulary = next(iter(sorted(folder.glob("*/vocab"))), None)
    try:
        from spacy.vocab import Vocab
    except ImportError as error:
        raise TrainingError(f"spaCy is not installed; ja-ginza needs it. Get it: {GET}") from error
    if vocabulary is None:
        raise TrainingError(f"{folder}: there is no folder vocab with the word vectors. Get it anew: {GET}")
    return _lookup(Vocab().from_disk(vocabulary), vocabulary)


def _lookup(vocabulary: object, folder: Path) -> Lookup:
    strings, vectors = vocabulary.strings, vocabulary.vectors  # type: ignore[attr-defined]
    if not len(vectors):
        raise TrainingError(f"{folder}: holds no word vectors. Get it anew: {GET}")

    def lookup(word: str) -> Rows | None:
        for form in (word, word.upper()):
            row = vectors.key2row.get(strings[form])
            if row is not None and row >= 0:
                return np.asarray(vectors.data[row], dtype=np.float32)
        return None

    return lookup


def initial_rows(pieces: Pieces, lookup: Lookup, translations: Iterable[Group], analyse: Analyser, recipe: Recipe) -> Rows:
    """One row per word of `pieces.words`, shape (n_rows, recipe.dimension), most of length 1; language means are taken out before PCA."""
    known = {word: vector for word in pieces.words if not word.isascii() and (vector := lookup(word)) is not None}
    mean = np.mean([_unit(vector) for vector in known.values()], axis=0)
    vectors = {word: _unit(_unit(vector) - mean) for word, vector in known.items()}
    vectors |= _spelt(pieces.words, vectors)
    english = _translated(translations, set(pieces.words), vectors, analyse)
    if english:
        middle = np.mean(list(english.values()), axis=0)
        vectors |= {word: _unit(vector - middle) for word, vector in english.items()}
    return _project(pieces.words, vectors, recipe)


def _spelt(all_words: Sequence[str], vectors: dict[str, Rows]) -> dict[str, Rows]:
    """Words without a vector: the mean of their characters'."""
    spelt = {}
    for word in all_words:
        if word not in vectors and JAPANESE_LETTER.match(word):
            parts = [vectors[char] for char in word if char in vectors]
            if parts:
                spelt[word] = _unit(np.mean(parts, axis=0))
    return spelt


def _translated(translations: Iterable[Group], wanted: set[str], vectors: dict[str, Rows], analyse: Analyser) -> dict[str, Rows]:
    """English words: the mean of the words whose short translations hold them, the shorter the translation the more."""
    sums: dict[str, Rows] = {}
    weights: dict[str, float] = defaultdict(float)
    for group in translations:
        meant = [vectors[form] for text in group.left[:2] for _, form in words(text, analyse) if form in vectors]
        if not meant:
            continue
        meaning = _unit(np.mean(meant, axis=0))
        for text in group.right:
            latin = LATIN.findall(text.lower())
            for word in wanted.intersection(latin):
                weights[word] += 1 / len(latin)
                sums[word] = sums.get(word, 0 * meaning) + meaning * np.float32(1 / len(latin))
    return {word: _unit(total / weights[word]) for word, total in sums.items()}


def _project(all_words: Sequence[str], vectors: dict[str, Rows], recipe: Recipe) -> Rows:
    """The rows in the directions that tell most; a word without a vector gets a short random one."""
    matrix = np.stack([vectors[word] for word in all_words if word in vectors])
    _, axes = np.linalg.eigh(matrix.T @ matrix)  # eigenvalues rise, so the last axes tell most
    axes = axes[:, ::-1][:, : recipe.dimension]
    random = np.random.default_rng(recipe.seeds[0])
    rows = random.standard_normal((len(all_words), recipe.dimension)).astype(np.float32)
    rows *= recipe.unknown / np.linalg.norm(rows, axis=1, keepdims=True)
    for row, word in enumerate(all_words):
        if word in vectors:
            rows[row, : axes.shape[1]] = vectors[word] @ axes
            rows[row, axes.shape[1] :] = 0
    return rows


def _unit(vector: npt.NDArray[Any]) -> Rows:
    return (vector / (float(np.linalg.norm(vector)) or 1.0)).astype(np.float32)
