"""An encoder that knows the meaning of what it was asked in former builds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from sayso.comparison import Encoder
from sayso.comparison.meaning import WIDTH, Vectors
from sayso.ledger import Meanings
from sayso.ledger.meanings import KEY

# Texts put down at once: some seconds of work, which is what a kill can cost.
_BATCH: Final = 256


class RememberingEncoder:
    """Computes the vectors of texts that it was never asked for, and keeps them; the others it knows.

    ``fingerprint`` is that of the encoder that ``load`` returns, which is called with the first text that is new.
    """

    def __init__(self, kept: Meanings, fingerprint: str, load: Callable[[], Encoder]) -> None:
        self._kept, self._fingerprint, self._load = kept, fingerprint, load
        self._used: set[bytes] = set()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text."""
        keys = [self._key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        encoder = self._load() if new else None
        for start in range(0, len(new), _BATCH):
            batch = dict(list(new.items())[start : start + _BATCH])
            if encoder is not None:
                self._kept.add(list(batch), encoder.vectors(list(batch.values())))
        self._used.update(keys)
        return np.stack([self._kept[key] for key in keys]) if keys else np.zeros((0, WIDTH), dtype=np.float32)

    def forget(self) -> None:
        """Throw away what was kept of texts that no page has any more."""
        self._kept.forget_all_but(self._used)

    def _key(self, text: str) -> bytes:
        whole = f"{self._fingerprint}\x1f{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(whole).digest()[:KEY]
