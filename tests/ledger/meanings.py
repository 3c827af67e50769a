"""Encoders for tests: of words, so that one knows what is near without a network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WIDTH = 384


class WordEncoder:
    """A vector a word, the sum of them a text: texts are alike as far as they share words, however written."""

    fingerprint = "words"

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [np.sum([_vector(word) for word in text.casefold().split() or [""]], axis=0) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), WIDTH)


class OtherEncoder(WordEncoder):
    fingerprint = "other words"


def _vector(word: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(WIDTH, dtype=np.float32)
