"""The vocabulary: which pieces a text is cut into, which of them share a row, and how much each one weighs.

A Unigram tokenizer whose pieces are the words of an analyser (Sudachi, shortest units) with their probabilities cuts Japanese text nearly as the
analyser does, without its dictionary of 200 MB. Forms with one normalised form (引越し, 引っ越し) share a row.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from corpus.text import normalise
from training.files import TrainingError
from training.recipe import Recipe

UNKNOWN = "[UNK]"
UNKNOWN_SCORE = -30.0
LATIN = re.compile(r"[a-z]+")
JAPANESE = re.compile(r"[^\W\da-z_]+")
ALONE = tuple("abcdefghijklmnopqrstuvwxyz0123456789")
DIGIT_SCORE = -8.0
RADICALS = {"⺠": "民", "⻑": "長"}  # frequent in PDFs and left by NFKC, for users of the folder; the product normalises all of them before it asks

Word = tuple[str, str]  # (as written, normalised form)


class Analyser(Protocol):
    """Cuts normalised Japanese text into words."""

    def __call__(self, text: str) -> Iterable[Word]:
        """(as written, normalised form) of every word, in order."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the rows stand for. `row_of[i]` and `weight_of[i]` belong to piece i of the tokenizer; `words[r]` is the word of row r."""

    row_of: tuple[int, ...]
    weight_of: tuple[float, ...]
    words: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Pieces:
        """What `write` wrote."""
        return cls(**{key: tuple(value) for key, value in json.loads(path.read_text("utf-8")).items()})


@cache
def sudachi() -> Analyser:
    """Sudachi in its shortest units. Raises TrainingError when it is not installed."""
    try:
        from sudachipy import Dictionary, SplitMode
    except ImportError as error:
        raise TrainingError("SudachiPy is not installed. Get it: pip install 'plan-assistant[training]'") from error
    tokenizer = Dictionary().create(mode=SplitMode.A)

    def analyse(text: str) -> Iterator[Word]:
        for morpheme in tokenizer.tokenize(text):
            yield morpheme.surface(), morpheme.normalized_form()

    return analyse


def words(text: str, analyse: Analyser) -> Iterator[Word]:
    """The words of a text: Japanese ones as the analyser cuts them, Latin ones as they are; no figures, no marks."""
    plain = normalise(text)
    for word in LATIN.findall(plain):
        yield word, word
    for written, form in () if plain.isascii() else analyse(plain):
        if JAPANESE.fullmatch(written):
            yield written, normalise(form)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, by written word. `shares`: of all words, weighted by source. `breadth`: higher for words that several sources use."""

    shares: Mapping[str, float]
    breadth: Mapping[str, float]
    forms: Mapping[str, str]  # the most frequent normalised form


def count_words(sources: Iterable[tuple[float, Iterable[str]]], analyse: Analyser) -> Counts:
    """Words of the texts of each source, which counts by its weight and not its size.

    The breadth sums the roots of the shares: a name that one source repeats comes after a word that three sources use once.
    """
    shares: dict[str, float] = defaultdict(float)
    breadth: dict[str, float] = defaultdict(float)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    total = 0.0
    for weight, texts in sources:
        seen = Counter(word for text in texts for word in words(text, analyse))
        all_words = max(1, seen.total())
        total += weight
        own: dict[str, int] = defaultdict(int)
        for (written, form), count in seen.items():
            own[written] += count
            forms[written][form] += count
        for written, count in own.items():
            shares[written] += weight * count / all_words
            breadth[written] += weight * math.sqrt(count / all_words)
    common = {word: count.most_common(1)[0][0] for word, count in forms.items()}
    return Counts({word: share / total for word, share in shares.items()}, breadth, common)


def choose(counts: Counts, recipe: Recipe) -> list[str]:
    """The words that become pieces: the most frequent characters, then the broadest Latin and Japanese words, until the vocabulary is full."""
    ranked = sorted(counts.breadth, key=lambda word: (-counts.breadth[word], word))
    japanese = [word for word in ranked if not word.isascii()]
    characters: dict[str, float] = defaultdict(float)
    for word in japanese:
        for char in word:
            characters[char] += counts.shares[word]
    frequent = sorted(characters, key=lambda char: (-characters[char], char))[: recipe.characters]
    latin = [word for word in ranked if word.isascii() and len(word) > 1][: int(recipe.tokens * recipe.english_share)]
    return list(dict.fromkeys([*frequent, *latin, *japanese]))[: recipe.tokens - len(ALONE) - 1]


def build(counts: Counts, recipe: Recipe) -> tuple[Tokenizer, Pieces]:
    """The tokenizer and what its pieces stand for."""
    shares, forms = counts.shares, counts.forms
    chosen = choose(counts, recipe)
    vocabulary = [(UNKNOWN, UNKNOWN_SCORE), *((word, _score(shares.get(word), recipe)) for word in chosen)]
    vocabulary += [(each, DIGIT_SCORE if each.isdigit() else recipe.character) for each in ALONE]
    rows: dict[str, int] = {}
    row_of = [rows.setdefault(forms.get(piece, piece), len(rows)) for piece, _ in vocabulary]
    probability: dict[int, float] = defaultdict(float)
    for (piece, _), row in zip(vocabulary, row_of, strict=True):
        probability[row] += shares.get(piece, 0.0)
    weight_of = [recipe.smoothing / (recipe.smoothing + probability[row]) for row in row_of]
    return _tokenizer(vocabulary), Pieces(tuple(row_of), tuple(weight_of), tuple(rows))


def _score(share: float | None, recipe: Recipe) -> float:
    return recipe.character if share is None else round(math.log(share), 2)


def _tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    radicals = [normalizers.Replace(radical, char) for radical, char in RADICALS.items()]
    tokenizer.normalizer = normalizers.Sequence([*radicals, normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}\p{M}ー々〆]+"), "removed"),
            pre_tokenizers.Split(Regex("[a-z]+"), "isolated"),
            pre_tokenizers.Split(Regex("[0-9]+"), "isolated"),
        ]
    )
    return tokenizer
