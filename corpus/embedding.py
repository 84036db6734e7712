"""The embedded embedding model: static word vectors, read with numpy and a tokenizer alone.

A sentence-transformers `StaticEmbedding` + `Normalize` folder holds one vector per piece; the embedding of a text is the weighted
mean of its pieces' vectors, scaled to length 1 (Reimers & Gurevych 2019 for mean pooling; Minish Lab's model2vec for the layout).
Reading it without torch gives the same vectors in a hundredth of the start-up time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits
from tokenizers import Encoding, Tokenizer

from corpus.errors import ModelError

EMBEDDED = "embedded"
MODEL_FOLDER = Path(__file__).parent / "model"
BATCH = 64  # texts from which they are cut into pieces by several threads
LAST_CUT = 256  # texts whose pieces are kept: a question and its parts are cut for words, search, intent and selection, ten times each
WORDS_KEPT = 10_000  # words of questions whose vectors are kept, 1 KB each
Vectors = npt.NDArray[np.float32]

threadpool_limits(1, user_api="blas")  # a question is too small to share; on busy cores waiting for a second thread took 20 times as long


@runtime_checkable
class Embedder(Protocol):
    """Anything that turns texts into vectors."""

    @property
    def name(self) -> str:
        """What a library remembers, so that it is never asked with another model."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, shape (n_texts, dimension), float32."""


class StaticEmbedder:
    """A static model folder read with numpy. Raises ModelError when `folder` is none."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        try:
            kinds = [module["type"].rsplit(".", 1)[-1] for module in json.loads((folder / "modules.json").read_text("utf-8"))]
            if kinds != ["StaticEmbedding", "Normalize"]:
                raise ModelError(f"{folder}: modules {kinds}; only StaticEmbedding + Normalize can be read without sentence-transformers.")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tensors = _tensors(folder / "model.safetensors")
            self._rows = tensors["embeddings"]
            self._mapping = tensors.get("mapping", np.arange(len(self._rows), dtype=np.int32))
            self._weights = tensors.get("weights", np.ones(len(self._mapping), dtype=np.float32))
        except ModelError:
            raise
        except Exception as error:  # tokenizers raises bare Exception; safetensors its own
            raise ModelError(f"{folder}: not a static sentence-transformers model ({error}). Set embedding_model to `embedded` or a model folder.") from error
        self._digest = _digest(folder)
        self._words: dict[str, tuple[Vectors, float]] = {}
        self._cut: Callable[[str], Encoding] = lru_cache(maxsize=LAST_CUT)(partial(self._tokenizer.encode, add_special_tokens=False))

    @property
    def name(self) -> str:
        """`static:` and a hash of the weights."""
        return f"static:{self._digest}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, shape (n_texts, dimension); a text without a known piece gives zeros."""
        if len(texts) < BATCH:  # a thread takes longer to wake than a question to cut
            cut = [self._cut(text).ids for text in texts]
        else:
            cut = [each.ids for each in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, ids in enumerate(cut):
            vectors[row] = self._vector(ids)
        return vectors

    def _vector(self, ids: Sequence[int]) -> Vectors:
        """The weighted mean of the pieces' vectors, scaled to length 1; zeros for none."""
        if not ids:
            return np.zeros(self.dimension, dtype=np.float32)
        vector = self._weights[ids] @ self._rows[self._mapping[ids]].astype(np.float32)
        return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)

    def word(self, word: str) -> tuple[Vectors, float]:
        """The vector of one word, shape (dimension,), and how much it says: the mean weight of its pieces, small for words that stand everywhere."""
        found = self._words.get(word)
        if found is None:
            ids = self._cut(word).ids
            found = self._vector(ids), float(self._weights[ids].mean()) if ids else 0.0
            if len(self._words) < WORDS_KEPT:
                self._words[word] = found
        return found

    @property
    def size(self) -> int:
        """How many pieces the vocabulary has."""
        return len(self._mapping)

    @cached_property
    def vocabulary(self) -> list[str]:
        """The pieces in the order of their numbers."""
        numbers: dict[str, int] = self._tokenizer.get_vocab()
        return sorted(numbers, key=numbers.__getitem__)

    @property
    def weights(self) -> Vectors:
        """How much each piece says, shape (size,)."""
        return np.asarray(self._weights)

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text by their numbers."""
        return list(self._cut(text).ids)

    def unit_vectors(self, numbers: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of pieces, scaled to length 1, shape (n, dimension)."""
        rows = self._rows[self._mapping[numbers]].astype(np.float32)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6))

    def pieces(self, text: str) -> list[str]:
        """The pieces of a text, as the tokenizer cuts it."""
        return list(self._cut(text).tokens)

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each piece in the text."""
        return list(self._cut(text).offsets)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder. Needs the `sentence-transformers` extra."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(f"{name}: sentence-transformers is not installed. pip install 'plan-assistant[sentence-transformers]'.") from error
        try:
            self._model: Any = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            raise ModelError(f"{name}: not a sentence-transformers model name or folder ({error}).") from error
        self._name = name

    @property
    def name(self) -> str:
        """`sentence-transformers:` and the model's name."""
        return f"sentence-transformers:{self._name}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_sentence_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, shape (n_texts, dimension)."""
        return np.asarray(self._model.encode(list(texts), normalize_embeddings=True), dtype=np.float32)


@lru_cache(maxsize=2)
def load_embedder(name: str = EMBEDDED) -> Embedder:
    """The embedder that the setting `embedding_model` names: `embedded`, a folder, or a model name."""
    if name == EMBEDDED:
        return embedded_model()
    folder = Path(name)
    if folder.is_dir():
        try:
            return StaticEmbedder(folder)
        except ModelError:
            if not (folder / "modules.json").is_file():
                raise
    return SentenceTransformerEmbedder(name)


@lru_cache(maxsize=1)
def embedded_model() -> StaticEmbedder:
    """The model that ships in the package."""
    return StaticEmbedder()


def _tensors(path: Path) -> dict[str, Any]:
    from safetensors.numpy import load_file

    return dict(load_file(path))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("model.safetensors", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
