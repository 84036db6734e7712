"""Training of the assistant's networks with torch, and their weights in the form that `assistant.networks` reads.

Two networks begin alike (`Common`): *selection* tells which line of a project answers a question, if any; *intent* tells what a question asks for.
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.cues import load_cues
from assistant.intent import MOST_PIECES
from assistant.networks import SCALE, UNSEEN
from assistant.selection import LINE_PIECES, QUESTION_PIECES, TITLE_PIECES, nearest, prepared
from corpus.embedding import embedded_model
from corpus.text import normalise
from training.exam import DETAIL, Asked, Lines, Matters, Wording, framed
from training.files import TrainingError

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as error:
    raise TrainingError("torch is not installed. Get it: pip install torch==2.13.0") from error

Progress = Callable[[str], None]
Numbers = npt.NDArray[np.int64]
COMMON = {"selection": 3000, "intent": 4000}  # pieces that have a learnt vector
DIMENSION = {"selection": 112, "intent": 96}
STEPS = {"selection": 5500, "intent": 7000}
SEEDS = {"selection": (0, 1), "intent": (1,)}  # one member each; a second one of intent brought nothing
DROPOUT = {"selection": 0.15, "intent": 0.3}
DECAY = {"selection": 0.02, "intent": 0.05}
HEADS = 4  # views of a question from which its intent is told
RATE, WARMUP = 2e-3, 200
BATCH = {"selection": 32, "intent": 64}
EARLY = 0.35  # of the steps, in which articles teach above all
ARTICLES, PROJECTS = (26, 10), (3, 7)  # questions of a batch early and later; the rest is of detailed projects
WITHHELD = 0.3  # share of answered questions from which the answering line is taken away, so that none answers
WITHHELD_DETAILS = 0.15  # of those of detailed projects, which have unanswered ones of their own
JOINING, JOINED, MOST_JOINED = 0.4, 0.5, 3  # share of projects whose lines are joined, share of these lines, and lines in one
DETAILS_TOLD = 0.25  # share of the questions of detail among those whose intent is learnt
RARER = 0.5  # power of the number of wordings of one intent by which each is drawn less often
SMOOTHING = 0.05  # of the labels of intents (Szegedy et al. 2016)
TOLD_EVERY = 500


class Common:
    """What both networks share: numbers of pieces, the embedded model's vectors, which pieces are common."""

    def __init__(self, texts: Iterable[str], most: int) -> None:
        model = embedded_model()
        self.vectors = torch.from_numpy(model.unit_vectors(np.arange(model.size)))
        counted: Counter[int] = Counter(number for text in texts for number in set(model.numbers(normalise(text))))
        self.common = np.asarray([number for number, _ in counted.most_common(most)], dtype=np.int64)
        slots = np.zeros(model.size, dtype=np.int64)
        slots[self.common] = np.arange(1, len(self.common) + 1)
        self.slots = torch.from_numpy(slots)

    def states(self, weights: Any, numbers: Any, mask: Any) -> Any:
        """As `Network.states`, of a batch, shape (texts, pieces, dimension)."""
        found = SCALE * self.vectors[numbers] @ weights["proj"] + weights["own"][self.slots[numbers]]
        return weights.drop(found) * mask[..., None]

    def first_weights(self, dimension: int) -> dict[str, Any]:
        """Weights to begin with, of what both share."""
        own = torch.randn(len(self.common) + 1, dimension) * 0.02
        return {"proj": _uniform(self.vectors.shape[1], dimension), "own": own}


class Weights(nn.ParameterDict):  # type: ignore[misc]
    """Named weights, with dropout while they are learnt."""

    def __init__(self, values: dict[str, Any], dropout: float) -> None:
        super().__init__({name: nn.Parameter(value) for name, value in values.items()})
        self._dropout = dropout

    def drop(self, values: Any) -> Any:
        """Dropout (Srivastava et al. 2014)."""
        return functional.dropout(values, self._dropout, self.training)

    def dense(self, values: Any, name: str) -> Any:
        """A linear layer."""
        return values @ self[name] + self[f"{name}_bias"]

    def convolved(self, states: Any, name: str) -> Any:
        """As `Network.convolved`, of a batch."""
        weight = self[name]  # (width, dimension, channels)
        return torch.relu(functional.conv1d(states.transpose(1, 2), weight.permute(2, 1, 0), self[f"{name}_bias"], padding=len(weight) // 2)).transpose(1, 2)

    def halved(self) -> dict[str, Any]:
        """The weights as half-precision numbers."""
        return {name: value.detach().numpy().astype(np.float16) for name, value in self.items()}


def _written(path: Path, values: dict[str, Any], common: Numbers, names: Sequence[str] = (), cues: Sequence[str] = ()) -> float:
    """Write the weights of a network with what it must know; the file's size in MB."""
    np.savez_compressed(path, model=embedded_model().name, common=common.astype(np.int32), names=np.asarray(names), cues=np.asarray(cues), **values)
    return path.stat().st_size / 1e6


def _uniform(*shape: int) -> Any:
    bound = 1 / math.sqrt(math.prod(shape[:-1]))
    return torch.empty(*shape).uniform_(-bound, bound)


def _layer(name: str, *shape: int) -> dict[str, Any]:
    return {name: _uniform(*shape), f"{name}_bias": torch.zeros(shape[-1])}


def padded(rows: Sequence[Numbers]) -> tuple[Any, Any]:
    """Rows of numbers of different length as one tensor with zeros behind, and a mask of what is no zero of these."""
    longest = max(map(len, rows))
    numbers, mask = np.zeros((len(rows), longest), dtype=np.int64), np.zeros((len(rows), longest), dtype=np.float32)
    for place, row in enumerate(rows):
        numbers[place, : len(row)], mask[place, : len(row)] = row, 1
    return torch.from_numpy(numbers), torch.from_numpy(mask)


def _numbers(text: str, most: int) -> Numbers:
    return np.asarray(embedded_model().numbers(normalise(text))[:most] or [0], dtype=np.int64)


def _optimised(weights: Weights, kind: str, loss_of: Callable[[float], Any], steps: int, progress: Progress) -> None:
    """AdamW with a warm-up and a cosine to 0 (Loshchilov and Hutter 2019); `loss_of` is given the share of the steps that is done."""
    optimiser = torch.optim.AdamW(weights.parameters(), lr=RATE, weight_decay=DECAY[kind])
    started, total = time.monotonic(), 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARMUP) * 0.5 * (1 + math.cos(math.pi * step / steps))
        weights.train()
        loss = loss_of(step / steps)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights.parameters(), 1.0)
        optimiser.step()
        total += float(loss.detach())
        if (step + 1) % TOLD_EVERY == 0:
            progress(f"{kind}: step {step + 1} of {steps}, loss {total / TOLD_EVERY:.3f}, {time.monotonic() - started:.0f} s")
            total = 0.0
    weights.eval()


# --- selection ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question with its lines as numbers."""

    given: Lines
    title: Numbers
    lines: tuple[Numbers, ...]


class Selector:
    """The network of `assistant.selection`, while it is learnt."""

    def __init__(self, teach: Sequence[Lines], seed: int) -> None:
        torch.manual_seed(seed)
        self._chance = random.Random(seed)
        own = [text for each in teach if each.source in ("projects", "details") for text in (each.question, *each.lines)]
        self._common = Common([*own * 5, *(text for each in teach for text in (each.question, *each.lines))], COMMON["selection"])
        size = DIMENSION["selection"]
        values = self._common.first_weights(size) | _layer("conv", 3, size, size) | {"norm": torch.ones(size), "norm_bias": torch.zeros(size)}
        values |= {"att": _uniform(size, size), "alpha": torch.tensor([6.0])}
        values |= _layer("compare", 3 * size + 6, size) | _layer("compare2", size, size) | _layer("gate", size, 1) | _layer("reverse", 3 * size + 3, size)
        values |= _layer("merge", 4 * size, size) | _layer("out", size, 1)
        self.weights = Weights(values, DROPOUT["selection"])
        self._numeric = torch.from_numpy(prepared().numeric)
        self._says = torch.from_numpy(prepared().says)

    def _encoded(self, numbers: Any, mask: Any) -> Any:
        states = self._common.states(self.weights, numbers, mask)
        found = functional.layer_norm(states + self.weights.convolved(states, "conv"), states.shape[-1:], self.weights["norm"], self.weights["norm_bias"])
        return found * mask[..., None]

    def logits(self, asked: Sequence[Numbers], titles: Sequence[Numbers], lines: Sequence[Numbers], owner: Any) -> Any:
        """The log-odds of each line, beside 0 for none; `owner`: the question of each line, shape (n_lines,)."""
        weights = self.weights
        question, question_mask = padded(asked)
        titled = torch.zeros(question.shape)
        for place, (one, title) in enumerate(zip(asked, titles, strict=True)):
            titled[place, : len(one)] = torch.from_numpy(nearest(self._common.vectors[one].numpy(), self._common.vectors[title].numpy()))
        line, line_mask = padded(lines)
        of, mask, near = question[owner], question_mask[owner], titled[owner]
        states, held = self._encoded(question, question_mask)[owner], self._encoded(line, line_mask)
        cosines = (self._common.vectors[of] @ self._common.vectors[line].transpose(1, 2)) * line_mask[:, None, :]
        same = (of[:, :, None] == line[:, None, :]) * line_mask[:, None, :] * mask[:, :, None]
        drawn = (states @ weights["att"]) @ held.transpose(1, 2) / math.sqrt(states.shape[-1]) + weights["alpha"] * cosines
        seen = functional.softmax(drawn.masked_fill(line_mask[:, None, :] == 0, UNSEEN), -1) @ held
        most = cosines.max(-1).values
        told = torch.stack([most, near, self._says[of], (1 - near) * most, same.max(-1).values, self._numeric[of]], -1)
        compared = torch.relu(weights.dense(torch.cat([states, seen, states * seen, told], -1), "compare"))
        compared = torch.relu(weights.dense(weights.drop(compared), "compare2")) * mask[..., None]
        gate = functional.softmax(weights.dense(compared, "gate")[..., 0].masked_fill(mask == 0, UNSEEN), -1)
        back = functional.softmax(drawn.masked_fill(mask[:, :, None] == 0, UNSEEN), 1).transpose(1, 2) @ states
        told = torch.stack([cosines.max(1).values, same.max(1).values, self._numeric[line]], -1)
        reverse = torch.relu(weights.dense(torch.cat([held, back, held * back, told], -1), "reverse"))
        views = [
            compared.masked_fill(mask[..., None] == 0, UNSEEN).max(1).values, (gate[..., None] * compared).sum(1),
            reverse.masked_fill(line_mask[..., None] == 0, UNSEEN).max(1).values, (reverse * line_mask[..., None]).sum(1) / line_mask.sum(1, keepdim=True),
        ]  # fmt: skip
        merged = weights.drop(torch.relu(weights.dense(torch.cat(views, -1), "merge")))
        return weights.dense(merged, "out")[..., 0]

    def learn(self, teach: Sequence[Lines], progress: Progress, steps: int = STEPS["selection"]) -> None:
        """Cross-entropy of the answering line among the lines of its question and none of them."""
        chance = self._chance
        by_source: dict[str, list[_Ready]] = {"articles": [], "projects": [], "details": []}
        for each in teach:
            ready = _Ready(each, _numbers(each.title, TITLE_PIECES), tuple(_numbers(line, LINE_PIECES) for line in each.lines))
            by_source[each.source if each.source in by_source else "articles"].append(ready)

        def loss_of(done: float) -> Any:
            late = int(done > EARLY)
            counts = {"articles": ARTICLES[late], "projects": PROJECTS[late]}
            counts["details"] = BATCH["selection"] - sum(counts.values())
            return self._loss([each for source, count in counts.items() for each in chance.choices(by_source[source], k=count)], chance)

        _optimised(self.weights, "selection", loss_of, steps, progress)

    def _loss(self, batch: Sequence[_Ready], chance: random.Random) -> Any:
        asked: list[Numbers] = []
        lines: list[Numbers] = []
        owner: list[int] = []
        right: list[int | None] = []
        for place, each in enumerate(batch):
            given, answer = each.given, each.given.right
            own = given.source in ("projects", "details")
            text = framed(given.question, given.language, given.title, chance) if own and chance.random() < 0.6 else given.question
            asked.append(_numbers(text, QUESTION_PIECES))
            runs = _runs(len(each.lines), chance) if own else [[number] for number in range(len(each.lines))]
            taken = answer is not None and len(runs) > 2 and chance.random() < (WITHHELD_DETAILS if given.source == "details" else WITHHELD)
            kept = [run for run in runs if not (taken and answer in run)]
            right.append(next((len(lines) + number for number, run in enumerate(kept) if answer in run), None))
            lines += [np.concatenate([each.lines[number] for number in run])[:LINE_PIECES] for run in kept]
            owner += [place] * len(kept)
        logits = self.logits(asked, [each.title for each in batch], lines, torch.tensor(owner))
        exponents = [torch.cat([logits[torch.tensor(owner) == place], logits.new_zeros(1)]).logsumexp(0) for place in range(len(batch))]
        targets = [logits[place] if place is not None else logits.new_zeros(()) for place in right]
        return (torch.stack(exponents) - torch.stack(targets)).mean()

    @staticmethod
    def write(path: Path, members: Sequence[Selector]) -> float:
        """Write the weights of all members behind one another; the file's size in MB."""
        halved = [member.weights.halved() for member in members]
        stacked = {name: np.stack([each[name] for each in halved]) for name in halved[0]}
        return _written(path, stacked, members[0]._common.common)


def _runs(count: int, chance: random.Random) -> list[list[int]]:
    """The places of so many lines, now and then two or three next to each other as one: plans print long sentences, of which a part answers."""
    if chance.random() > JOINING:
        return [[place] for place in range(count)]
    runs: list[list[int]] = []
    for place in range(count):
        if runs and len(runs[-1]) < MOST_JOINED and chance.random() < JOINED:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


# --- intent ---------------------------------------------------------------------------------------------


class Classifier:
    """The network of `assistant.intent`, while it is learnt."""

    def __init__(self, teach: Sequence[Wording], details: Sequence[Lines], seed: int) -> None:
        torch.manual_seed(seed)
        self._chance = random.Random(seed)
        self.matters = Matters()
        self.names = sorted({DETAIL, *(each.ask for each in teach)})
        self.cues = load_cues().names
        chance = random.Random(0)
        texts = [self.matters.filled(each, chance).text for each in teach for _ in range(2)] + [each.question for each in details]
        self._common = Common(texts, COMMON["intent"])
        size = DIMENSION["intent"]
        values = self._common.first_weights(size) | _layer("conv", 3, size, size) | _layer("conv5", 5, size, size)
        values |= _layer("gate", 2 * size, HEADS) | _layer("out", HEADS * 2 * size + len(self.cues), len(self.names))
        self.weights = Weights(values, DROPOUT["intent"])

    def logits(self, asked: Sequence[Asked]) -> Any:
        """Shape (n_questions, n_names)."""
        numbers, mask = padded([_numbers(each.text, MOST_PIECES) for each in asked])
        states = self._common.states(self.weights, numbers, mask)
        seen = torch.cat([self.weights.convolved(states, "conv"), self.weights.convolved(states, "conv5")], -1)
        gates = functional.softmax(self.weights.dense(seen, "gate").masked_fill(mask[..., None] == 0, UNSEEN), 1)
        views = torch.einsum("nph,npd->nhd", gates, seen).flatten(1)
        given = torch.tensor([[float(name in each.cues) for name in self.cues] for each in asked])
        return self.weights.dense(self.weights.drop(torch.cat([views, given], -1)), "out")

    def learn(self, teach: Sequence[Wording], details: Sequence[Lines], progress: Progress, steps: int = STEPS["intent"]) -> None:
        """Cross-entropy of what is asked for, over wordings filled with matters and questions of detail."""
        chance = self._chance
        counted = Counter(each.ask for each in teach)
        weights = list(accumulate(counted[each.ask] ** -RARER for each in teach))

        def loss_of(_: float) -> Any:
            asked = []
            for _ in range(BATCH["intent"]):
                if chance.random() < DETAILS_TOLD:
                    asked.append(self.matters.of_detail(chance.choice(details), chance))
                else:
                    asked.append(self.matters.filled(chance.choices(teach, cum_weights=weights)[0], chance))
            return functional.cross_entropy(self.logits(asked), torch.tensor([self.names.index(each.ask) for each in asked]), label_smoothing=SMOOTHING)

        _optimised(self.weights, "intent", loss_of, steps, progress)

    def write(self, path: Path) -> float:
        """Write the weights; the file's size in MB."""
        return _written(path, self.weights.halved(), self._common.common, self.names, self.cues)
