"""The files that the steps hand on to each other, and the one error of this package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PlanAssistantError

Texts = tuple[str, ...]


class TrainingError(PlanAssistantError):
    """A file or a package that a step needs is missing or not as expected. The message says where to get it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that mean the same: each of `left` belongs to each of `right`, and to no other group's."""

    left: Texts
    right: Texts

    @property
    def texts(self) -> Texts:
        """Both sides."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of what the steps make."""

    folder: Path

    @property
    def groups(self) -> Path:
        """One file of groups per source (step `prepare`)."""
        return self.folder / "groups"

    @property
    def tokenizer(self) -> Path:
        """The tokenizer (step `tokenizer`)."""
        return self.folder / "tokenizer.json"

    @property
    def pieces(self) -> Path:
        """Row and weight of every piece, and the word of every row (step `tokenizer`)."""
        return self.folder / "pieces.json"

    @property
    def initial(self) -> Path:
        """Rows before training (step `init`)."""
        return self.folder / "initial.npy"

    @property
    def trained(self) -> Path:
        """Rows after training (step `train`)."""
        return self.folder / "trained.npy"

    @property
    def model(self) -> Path:
        """The model folder (step `export`)."""
        return self.folder / "model"

    def need(self, path: Path, step: str) -> Path:
        """`path`, which an earlier step wrote. Raises TrainingError naming that step."""
        if not path.exists():
            raise TrainingError(f"{path} is missing. Run the step that writes it first: python -m training {step} --work {self.folder}")
        return path


def write_groups(groups: Iterable[Group], path: Path) -> int:
    """Write one JSON list [left, right] per line; how many were written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        return sum(bool(file.write(json.dumps([group.left, group.right], ensure_ascii=False) + "\n")) for group in groups)


def read_groups(path: Path) -> Iterator[Group]:
    """The groups of a file that `write_groups` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            left, right = json.loads(line)
            yield Group(tuple(left), tuple(right))


def spread(groups: Sequence[Group], most: int) -> Sequence[Group]:
    """At most so many of the groups, evenly spread."""
    return groups[:: -(-len(groups) // most)] if groups else groups
