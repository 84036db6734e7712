"""Mentions: in which projects a word stands, letter by letter, without reading them all.

All texts of all projects stand one after the other, and for each pair of characters the places where it stands (an inverted index of character bigrams,
after Ukkonen 1992). The rarest pair of a word gives its candidates, and each is compared with the text: what is found is exact. The files are mapped into
memory, not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import LibraryError
from corpus.text import squeeze
from corpus.values import Project
from corpus.vectors import Rows

FOLDER = "mentions"
Letters = npt.NDArray[np.uint16]  # UTF-16 code units
Places = npt.NDArray[np.int64]
_END = "\n"  # stands between two texts, and in none: squeezed texts hold no white space
_ENCODING = "utf-16-le"
_A, _Z = ord("a"), ord("z")


def build_mentions(projects: Iterable[Project], folder: Path) -> None:
    """Write the squeezed texts of the projects, in their order, and the places of every pair of characters, below `folder`."""
    path = folder / FOLDER
    path.mkdir(parents=True)
    texts = [_END + _END.join(map(squeeze, project.texts())) + _END for project in projects]
    letters = _letters("".join(texts))
    pairs = _pairs(letters)
    order = np.argsort(pairs, kind="stable")
    known, starts = np.unique(pairs[order], return_index=True)
    np.save(path / "letters.npy", letters)
    np.save(path / "begins.npy", np.cumsum([0, *(len(text.encode(_ENCODING)) // 2 for text in texts)], dtype=np.int64))
    np.save(path / "pairs.npy", known)
    np.save(path / "starts.npy", np.append(starts, len(order)).astype(np.int64))
    np.save(path / "places.npy", order.astype(np.uint32))


def _letters(text: str) -> Letters:
    return np.frombuffer(text.encode(_ENCODING), dtype="<u2")


def _pairs(letters: Letters) -> npt.NDArray[np.uint32]:
    """Each letter with the next one, as one number."""
    return (letters[:-1].astype(np.uint32) << np.uint32(16)) | letters[1:].astype(np.uint32)


class Mentions:
    """Looks words up. Raises LibraryError when the files are missing or damaged."""

    def __init__(self, folder: Path) -> None:
        path = folder / FOLDER
        try:
            names = ("letters", "begins", "pairs", "starts", "places")
            self._letters, self._begins, self._pairs, self._starts, self._places = (np.load(path / f"{name}.npy", mmap_mode="r") for name in names)
            if self._begins[-1] != len(self._letters) or self._starts[-1] != len(self._places) or len(self._starts) != len(self._pairs) + 1:
                raise ValueError("its files do not fit together")
        except (OSError, ValueError, IndexError) as error:
            raise LibraryError(f"{path}: the mentions are missing or damaged ({error}). Build anew: plan-assistant ingest --force") from error

    def holders(self, word: str) -> Rows:
        """The places, in the order of the build, of the projects that hold the word; a Latin one only where it is no part of a longer word."""
        asked = squeeze(word)
        letters = _letters(asked)
        places = self._candidates(letters)
        for offset, letter in enumerate(letters):
            places = places[self._letters[places + offset] == letter]
        if asked.isascii():
            places = places[~(self._is_latin(places - 1) | self._is_latin(places + len(letters)))]
        numbers = np.searchsorted(self._begins, places, side="right") - 1  # never falling, as the places of a pair stand in order
        return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]

    def _candidates(self, letters: Letters) -> Places:
        """Where the word may begin, by its rarest pair; a single letter may stand anywhere."""
        if len(letters) < 2:
            return np.flatnonzero(self._letters == letters[0]) if len(letters) else np.zeros(0, dtype=np.int64)
        wanted = _pairs(letters)
        found = np.searchsorted(self._pairs, wanted)
        if not all(place < len(self._pairs) and self._pairs[place] == pair for place, pair in zip(found, wanted, strict=True)):
            return np.zeros(0, dtype=np.int64)
        offset = int(np.argmin(self._starts[found + 1] - self._starts[found]))
        rarest = found[offset]
        places = self._places[self._starts[rarest] : self._starts[rarest + 1]].astype(np.int64) - offset
        inside: npt.NDArray[np.bool_] = (places >= 0) & (places + len(letters) < len(self._letters))
        return np.asarray(places[inside])

    def _is_latin(self, places: Places) -> npt.NDArray[np.bool_]:
        letters = self._letters[places]
        return np.asarray((letters >= _A) & (letters <= _Z))
