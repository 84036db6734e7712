"""Which line of a project answers a question, or that none does: answer sentence selection with a compare-aggregate network.

Every piece of the question attends to the pieces of a line and is compared with what it sees there, and the other way round (Parikh et al. 2016; Wang and
Jiang 2017). Beside vectors it is told how near the nearest piece of the line is, whether it is the very same, how much it says, whether it holds a figure, and
how far the title already accounts for it. Learnt from questions of detail about invented projects, half of which no line answers (evals/invented), and from
questions about articles; `python -m training networks`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.evidence import atoms_of
from assistant.networks import UNSEEN, Network, Pieces, load_network, normalised, rectified, softmax
from corpus.embedding import Vectors, embedded_model
from corpus.values import Project

QUESTION_PIECES, LINE_PIECES, TITLE_PIECES = 80, 160, 24  # pieces that are read
NAME = "selection"
MOST_ODDS = 5.0  # log-odds of a line that the network is sure of
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of every piece of the vocabulary: 1 where it holds a figure, and how much it says."""

    numeric: Vectors
    says: Vectors


@lru_cache(maxsize=1)
def prepared() -> Prepared:
    """For the embedded model."""
    model = embedded_model()
    numeric = np.asarray([float(bool(_FIGURE.search(piece))) for piece in model.vocabulary], dtype=np.float32)
    weights = model.weights
    return Prepared(numeric, np.asarray(weights / np.quantile(weights, 0.9), dtype=np.float32))


def nearest(vectors: Vectors, others: Vectors) -> Vectors:
    """For each of the vectors its cosine with the nearest of the others, 0 to 1."""
    return np.asarray(np.clip((vectors @ others.T).max(axis=1), 0, 1))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the network reads it: its pieces, and what each member makes of each, shape (members, n, dimension)."""

    pieces: Pieces
    states: Vectors


@lru_cache(maxsize=4096)
def _line(text: str, most: int) -> _Line:
    network = load_network(NAME)
    pieces = network.pieces(text, most)
    states = network.states(pieces)
    weights = network.weights
    return _Line(pieces, normalised(states + network.convolved(states, "conv"), weights["norm"][..., None, :], weights["norm_bias"][..., None, :]))


@dataclass(frozen=True, slots=True)
class _Table:
    """A question beside several lines, all padded to the longest line.

    numbers (-1 beyond a line's end), mask: shape (lines, its pieces). states: (members, lines, its pieces, dimension). cosines, same: (lines, pieces of the
    question, pieces of the line): how near, and whether the very same. drawn: the same for each member, how much the one attends to the other before it is
    a share.
    """

    numbers: npt.NDArray[np.int64]
    mask: npt.NDArray[np.bool_]
    states: Vectors
    cosines: Vectors
    same: npt.NDArray[np.bool_]
    drawn: Vectors

    @classmethod
    def of(cls, network: Network, asked: _Line, lines: Sequence[_Line]) -> _Table:
        """The table of a question and these lines."""
        length = max(len(each.pieces.numbers) for each in lines)
        members, _, dimension = asked.states.shape
        numbers = np.full((len(lines), length), -1, dtype=np.int64)
        vectors = np.zeros((len(lines), length, asked.pieces.vectors.shape[1]), dtype=np.float32)
        states = np.zeros((members, len(lines), length, dimension), dtype=np.float32)
        for place, each in enumerate(lines):
            size = len(each.pieces.numbers)
            numbers[place, :size], vectors[place, :size], states[:, place, :size] = each.pieces.numbers, each.pieces.vectors, each.states
        cosines = asked.pieces.vectors @ vectors.transpose(0, 2, 1)
        attending = (asked.states @ network.weights["att"])[:, None]
        attended = attending @ states.transpose(0, 1, 3, 2) / math.sqrt(dimension)
        drawn = np.asarray(attended + network.weights["alpha"][:, :, None, None] * cosines, dtype=np.float32)
        return cls(numbers, numbers >= 0, states, cosines, asked.pieces.numbers[None, :, None] == numbers[:, None, :], drawn)


def log_odds(question: str, title: str, lines: Sequence[str]) -> list[float]:
    """For each line the log-odds that it, rather than none, answers the question asked of the project with this title; the mean over the members."""
    if not lines:
        return []
    network, asked = load_network(NAME), _line(question, QUESTION_PIECES)
    table = _Table.of(network, asked, [_line(line, LINE_PIECES) for line in lines])
    titled = nearest(asked.pieces.vectors, network.pieces(title, TITLE_PIECES).vectors)
    views = np.concatenate([*_of_question(network, asked, table, titled), *_of_lines(network, asked, table)], axis=-1)
    found: list[float] = network.dense(rectified(network.dense(views, "merge")), "out")[..., 0].mean(axis=0).tolist()
    return found


@lru_cache(maxsize=16)  # asked of the same projects by several steps of one question
def selected_lines(question: str, project: Project) -> Mapping[str, float]:
    """The log-odds of every line of a project, as a share of MOST_ODDS."""
    lines = list(dict.fromkeys(atom.line for atom in atoms_of(project)))
    return {line: value / MOST_ODDS for line, value in zip(lines, log_odds(question, project.title.printed, lines), strict=True)}


def selected(question: str, project: Project) -> float:
    """The same of the line of a project that is the likeliest to answer; -1 where it has none."""
    return max(selected_lines(question, project).values(), default=-1.0)


def _of_question(network: Network, asked: _Line, table: _Table, titled: Vectors) -> tuple[Vectors, Vectors]:
    """What the question's pieces find in each line: the most of any, and the mean by how much each counts. Shape (members, lines, dimension) both."""
    seen = softmax(np.where(table.mask[:, None, :], table.drawn, UNSEEN)) @ table.states
    most, says, numeric = table.cosines.max(axis=2), prepared().says[asked.pieces.numbers], prepared().numeric[asked.pieces.numbers]
    told = np.stack(np.broadcast_arrays(most, titled, says, (1 - titled) * most, table.same.max(axis=2), numeric), axis=2)
    own = asked.states[:, None]
    compared = rectified(network.dense_of([own, seen, own * seen, told[None]], "compare"))
    compared = rectified(network.dense(compared, "compare2"))
    gate = softmax(network.dense(compared, "gate")[..., 0])
    return compared.max(axis=-2), np.asarray((gate[..., None] * compared).sum(axis=-2))


def _of_lines(network: Network, asked: _Line, table: _Table) -> tuple[Vectors, Vectors]:
    """What each line's pieces find in the question: the most of any, and the mean. Shape (members, lines, dimension) both."""
    back = softmax(table.drawn, axis=-2).transpose(0, 1, 3, 2) @ asked.states[:, None]
    numeric = np.where(table.mask, prepared().numeric[table.numbers], 0)
    told = np.stack(np.broadcast_arrays(table.cosines.max(axis=1), table.same.max(axis=1), numeric), axis=2)
    reverse = rectified(network.dense_of([table.states, back, table.states * back, told[None]], "reverse"))
    mask = table.mask[..., None]
    return np.asarray(np.where(mask, reverse, UNSEEN).max(axis=-2)), np.asarray((reverse * mask).sum(axis=-2) / mask.sum(axis=1))
