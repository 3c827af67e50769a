"""Vectors of meaning: near for texts that say alike things, computed offline.

The weights and their exactness are described in ``model/CARD.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.weights import ModelFolder

SHIPPED: Final = Path(__file__).with_name("model")
# The base was trained on at most this many pieces; a report longer than that is a speech.
LONGEST: Final = 256
WIDTH: Final = 384

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Whatever turns texts into vectors of length 1, each depending on its own text alone."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""


class OnnxEncoder:
    """The shipped encoder: each distinct text is run once, by itself."""

    def __init__(self, folder: ModelFolder, threads: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder.file("tokenizer.json")))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        # Short texts gain nothing from threads inside a run; the runs themselves go side by side.
        self._session = folder.network("encoder.onnx", threads=1)
        self._threads = threads

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text; shape (texts, 384)."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        distinct = sorted(set(texts))
        with ThreadPoolExecutor(self._threads) as pool:
            found = dict(zip(distinct, pool.map(self._vector, distinct), strict=True))
        return np.stack([found[text] for text in texts])

    def _vector(self, text: str) -> Vectors:
        readable = text.encode("utf-8", "replace").decode("utf-8")
        ids = np.array(self._tokenizer.encode(readable).ids, dtype=np.int64)
        vector: Vectors = self._session.run(None, {"ids": ids})[0]
        return vector


class ShippedEncoder:
    """The shipped encoder, loaded when it is first asked; whoever asks may get a ModelError."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads

    @cached_property
    def fingerprint(self) -> str:
        """What tells it from other encoders."""
        return encoder_fingerprint()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text."""
        return self._loaded.vectors(texts)

    @cached_property
    def _loaded(self) -> OnnxEncoder:
        return load_encoder(threads=self._threads)


def load_encoder(folder: Path | None = None, threads: int = 2) -> OnnxEncoder:
    """Return the encoder of ``folder`` (default: the shipped one); raise ModelError when it is damaged."""
    return OnnxEncoder(ModelFolder.open(folder or SHIPPED, name="encoder", version=1), threads)


def encoder_fingerprint(folder: Path | None = None) -> str:
    """Return what tells the encoder of ``folder`` from others; raise ModelError when it is damaged."""
    return ModelFolder.open(folder or SHIPPED, name="encoder", version=1).fingerprint([Path(__file__)])
