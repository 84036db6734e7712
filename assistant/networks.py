"""Small networks over the pieces of the embedded model, read with numpy alone.

Every network begins alike: a piece's vector is the embedded model's own, turned into the network's dimension, plus one learnt for each of the few thousand
commonest pieces (いつ, 何, の, 年度), since what asks and what counts has hardly a place among vectors made for matters. A convolution over three pieces lets
each see its neighbours (Kim 2014). Weights are made by `python -m training networks`, for one embedded model alone.

A network may have members: the same one learnt from several seeds, whose words are averaged (Hansen and Salamon 1990). Their weights lie behind one another,
and so does what they make of a text: where an array's shape is told here, the members' axis comes first, if there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from corpus.embedding import Vectors, embedded_model
from corpus.errors import ModelError
from corpus.text import normalise

WEIGHTS = Path(__file__).parent / "data"
SCALE = 4.0  # of the embedded model's vectors beside the learnt ones
UNSEEN = -1e4  # stands where a padded text has no piece, before a softmax or a maximum
LEAST = 1e-5  # added to a variance before it divides
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: their numbers, shape (n,), and their vectors of length 1, shape (n, dimension of the embedded model)."""

    numbers: Numbers
    vectors: Vectors


class Network:
    """The weights of one network. Raises ModelError when they are missing, damaged or made for another embedded model."""

    def __init__(self, name: str, folder: Path = WEIGHTS) -> None:
        path = folder / f"{name}.npz"
        model = embedded_model()
        try:
            with np.load(path) as file:
                self.weights: dict[str, Vectors] = {key: file[key].astype(np.float32) for key in file.files if file[key].dtype == np.float16}
                made_for, common = str(file["model"]), file["common"]
                self.names, self.cues = (tuple(map(str, file[key])) if key in file.files else () for key in ("names", "cues"))
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ModelError(f"{path}: no network ({error}). Make it: python -m training networks") from error
        if made_for != model.name:
            raise ModelError(f"{path}: made for the embedded model {made_for}, this is {model.name}. Make it anew: python -m training networks")
        self._slots = np.zeros(model.size, dtype=np.int64)
        self._slots[common] = np.arange(1, len(common) + 1)

    def pieces(self, text: str, most: int) -> Pieces:
        """The first pieces of a text, at most so many; one without meaning where it has none."""
        numbers = np.asarray(embedded_model().numbers(normalise(text))[:most] or [0], dtype=np.int64)
        return Pieces(numbers, embedded_model().unit_vectors(numbers))

    def states(self, pieces: Pieces) -> Vectors:
        """What the network makes of each piece before it sees its neighbours, shape (n, dimension)."""
        return np.asarray(SCALE * pieces.vectors @ self.weights["proj"] + self.weights["own"][..., self._slots[pieces.numbers], :], dtype=np.float32)

    def convolved(self, states: Vectors, name: str) -> Vectors:
        """The convolution of this name over the states, shape (n, its channels), rectified; beyond both ends there are zeros."""
        weight = self.weights[name]  # (width, dimension, channels)
        *members, width, dimension, channels = weight.shape
        count = states.shape[-2]
        padded = np.zeros((*members, count + width - 1, dimension), dtype=np.float32)
        padded[..., width // 2 : width // 2 + count, :] = states
        windows = np.concatenate([padded[..., place : place + count, :] for place in range(width)], axis=-1)  # (n, width * dimension)
        return rectified(windows @ weight.reshape(*members, width * dimension, channels) + self.weights[f"{name}_bias"][..., None, :])

    def dense(self, values: Vectors, name: str) -> Vectors:
        """The linear layer of this name, of values of shape (.., its inputs)."""
        return _product(values, self.weights[name]) + self._bias(name, values.ndim)

    def dense_of(self, parts: Sequence[Vectors], name: str) -> Vectors:
        """The same of parts behind one another, each of which may be the same along some axes and is multiplied but once."""
        weight, first, found = self.weights[name], 0, self._bias(name, parts[-1].ndim)
        for part in parts:
            last = first + part.shape[-1]
            found = found + _product(part, weight[..., first:last, :])
            first = last
        return found

    def _bias(self, name: str, axes: int) -> Vectors:
        bias = self.weights[f"{name}_bias"]
        *members, outputs = bias.shape
        return bias.reshape(*members, *[1] * (axes - len(members) - 1), outputs)


@cache
def load_network(name: str) -> Network:
    """The network of this name that ships with the assistant."""
    return Network(name)


def _product(values: Vectors, weight: Vectors) -> Vectors:
    """Values of shape (members, .., inputs), or with 1 in the place of the members where all are given the same, times weights.

    One product for all rows of a member.
    """
    *members, inputs, outputs = weight.shape
    rows = values.reshape(*values.shape[: len(members)], -1, inputs) @ weight
    return np.asarray(rows.reshape(*members, *values.shape[len(members) : -1], outputs))


def rectified(values: Vectors) -> Vectors:
    """ReLU."""
    return np.maximum(values, 0)


def normalised(values: Vectors, scale: Vectors, shift: Vectors) -> Vectors:
    """Layer normalisation over the last axis (Ba et al. 2016)."""
    mean = values.mean(axis=-1, keepdims=True)
    return np.asarray((values - mean) / np.sqrt(values.var(axis=-1, keepdims=True) + LEAST) * scale + shift)


def softmax(values: Vectors, axis: int = -1) -> Vectors:
    """Shares that sum to 1 along an axis."""
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))
