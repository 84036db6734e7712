"""Training: rows are moved so that texts of one group lie near each other and far from the other groups of the batch.

Multiple-negatives ranking (Henderson et al. 2017) in both directions. All texts of a batch are from one source, so that its look does not tell a
right pair from a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from training.files import Group, TrainingError
from training.pieces import Pieces
from training.recipe import Recipe
from training.rows import Rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = npt.NDArray[np.int64]
Progress = Callable[[str], None]
ENCODED_AT_ONCE = 10_000
TOLD_EVERY = 100  # steps between two lines of progress; the loss told is the mean over half as many


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as piece numbers, one after the other: text i is `pieces[starts[i] : starts[i + 1]]`."""

    pieces: Numbers
    starts: Numbers

    def bag(self, chosen: Numbers) -> tuple[Numbers, Numbers]:
        """(pieces, offsets) of the chosen texts, one after the other."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return self.pieces[np.repeat(self.starts[chosen] - offsets, lengths) + np.arange(lengths.sum())], offsets


@dataclass(frozen=True, slots=True)
class Side:
    """One side of all groups of a source: group g has the texts `starts[g]` to `starts[g + 1]` - 1."""

    texts: Texts
    starts: Numbers

    def draw(self, groups: Numbers, random: np.random.Generator) -> tuple[Numbers, Numbers]:
        """One text of each of these groups, as (pieces, offsets)."""
        return self.texts.bag(self.starts[groups] + random.integers(self.starts[groups + 1] - self.starts[groups]))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A source, ready to be drawn from."""

    weight: float
    left: Side
    right: Side

    @property
    def size(self) -> int:
        """Number of groups."""
        return len(self.left.starts) - 1


def make_lesson(weight: float, groups: Sequence[Group], tokenizer: Tokenizer, longest: int) -> Lesson:
    """The groups of a source as numbers; texts and groups without a single piece are left out."""
    sides = [group.left for group in groups], [group.right for group in groups]
    left, right = ([[ids for ids in group if ids] for group in _encode(side, tokenizer, longest)] for side in sides)
    kept = [index for index, (one, other) in enumerate(zip(left, right, strict=True)) if one and other]
    return Lesson(weight, _side([left[index] for index in kept]), _side([right[index] for index in kept]))


def _encode(texts: Sequence[tuple[str, ...]], tokenizer: Tokenizer, longest: int) -> Iterable[list[list[int]]]:
    for start in range(0, len(texts), ENCODED_AT_ONCE):
        part = texts[start : start + ENCODED_AT_ONCE]
        encoded = iter(tokenizer.encode_batch([text for group in part for text in group], add_special_tokens=False))
        for group in part:
            yield [next(encoded).ids[:longest] for _ in group]


def _side(groups: Sequence[Sequence[Sequence[int]]]) -> Side:
    texts = [text for group in groups for text in group]
    pieces = np.fromiter((piece for text in texts for piece in text), dtype=np.int64)
    return Side(Texts(pieces, _starts(texts)), _starts(groups))


def _starts(parts: Sequence[Sequence[Any]]) -> Numbers:
    return np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)


def learn(initial: Rows, pieces: Pieces, lessons: Sequence[Lesson], recipe: Recipe, progress: Progress) -> Rows:
    """The trained rows: the mean over the seeds, which all begin at `initial`. Raises TrainingError without torch or without a group."""
    taught = [lesson for lesson in lessons if lesson.size > 1 and lesson.weight > 0]
    if not taught:
        raise TrainingError("No source has two groups to tell apart. Run the step again: python -m training prepare")
    trained = [_one_seed(initial, pieces, taught, recipe, seed, progress) for seed in recipe.seeds]
    return np.asarray(np.mean(trained, axis=0), dtype=np.float32)


def _one_seed(initial: Rows, pieces: Pieces, lessons: Sequence[Lesson], recipe: Recipe, seed: int, progress: Progress) -> Rows:
    torch = _torch()
    random = np.random.default_rng(seed)
    row_of, weight_of = np.asarray(pieces.row_of, dtype=np.int64), np.asarray(pieces.weight_of, dtype=np.float32)
    rows = torch.tensor(initial.copy(), requires_grad=True)
    optimiser = torch.optim.Adam([rows], lr=recipe.rate)
    chances = np.array([lesson.weight for lesson in lessons]) / sum(lesson.weight for lesson in lessons)
    mean_loss = 0.0

    def embed(bag: tuple[Numbers, Numbers]) -> Any:
        numbers, offsets = bag
        kept = (random.random(len(numbers)) >= recipe.dropout).astype(np.float32)
        kept[offsets] = 1.0  # no text is left empty
        weights = torch.from_numpy(weight_of[numbers] * kept)
        return torch.nn.functional.embedding_bag(
            torch.from_numpy(row_of[numbers]), rows, torch.from_numpy(offsets), mode="sum", per_sample_weights=weights
        )  # fmt: skip

    for step in range(recipe.steps):
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * min((step + 1) / recipe.warmup, (recipe.steps - step) / recipe.steps)
        lesson = lessons[random.choice(len(lessons), p=chances)]
        drawn = random.permutation(lesson.size)[: recipe.batch]
        loss = _loss(torch, embed(lesson.left.draw(drawn, random)), embed(lesson.right.draw(drawn, random)), recipe.scale)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        mean_loss += (float(loss.detach()) - mean_loss) / min(step + 1, 50)
        if (step + 1) % TOLD_EVERY == 0 or step + 1 == recipe.steps:
            progress(f"seed {seed}: step {step + 1} of {recipe.steps}, loss {mean_loss:.3f}")
    trained: Rows = rows.detach().numpy()
    return trained


def _loss(torch: Any, left: Any, right: Any, scale: float) -> Any:
    """Cross-entropy of finding each text's partner, the mean of both directions."""
    one, other = (torch.nn.functional.normalize(side, dim=1) for side in (left, right))
    scores, targets = scale * one @ other.T, torch.arange(len(left))
    return (torch.nn.functional.cross_entropy(scores, targets) + torch.nn.functional.cross_entropy(scores.T, targets)) / 2


def _torch() -> Any:
    try:
        import torch
    except ImportError as error:
        raise TrainingError("torch is not installed. Get it: pip install torch==2.13.0") from error
    torch.set_num_threads(1)
    torch.manual_seed(0)
    return torch
