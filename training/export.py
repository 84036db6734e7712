"""The model folder: int8 rows, one scale per piece, as sentence-transformers (6.2 and later) and `corpus.embedding` read it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from training.files import TrainingError
from training.pieces import Pieces
from training.rows import Rows

LARGEST_MB = 20.0
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"},
]
CONFIG = {
    "__version__": {"sentence_transformers": "6.2.0"},
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}
NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}


def export(tokenizer: Path, pieces: Pieces, rows: Rows, folder: Path) -> float:
    """Write the model folder anew; its size in MB. Raises TrainingError when it is too big to ship."""
    largest = np.maximum(np.abs(rows).max(axis=1), 1e-9)
    scale = largest / 127
    row_of = np.asarray(pieces.row_of, dtype=np.int32)
    tensors = {
        "embeddings": np.rint(rows / scale[:, None]).astype(np.int8),
        "mapping": row_of,
        "weights": (np.asarray(pieces.weight_of) * scale[row_of]).astype(np.float32),
    }
    shutil.rmtree(folder, ignore_errors=True)
    (folder / MODULES[1]["path"]).mkdir(parents=True)  # type: ignore[operator]
    save_file(tensors, folder / "model.safetensors")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, content in (("modules.json", MODULES), ("config_sentence_transformers.json", CONFIG), ("1_Normalize/config.json", NORMALIZE)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    size_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    if size_mb > LARGEST_MB:
        raise TrainingError(f"{folder}: {size_mb:.1f} MB; at most {LARGEST_MB:.0f} MB are shipped. Lower `tokens` in training/recipe.py.")
    return size_mb
