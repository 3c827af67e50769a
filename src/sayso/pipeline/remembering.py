"""What former builds found: an encoder that knows the meaning of what it was asked, and the memory of the judging."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from sayso.comparison import Encoder
from sayso.comparison.meaning import WIDTH, Vectors
from sayso.ledger import Meanings
from sayso.ledger.meanings import KEY
from sayso.memory import Kept, Memory

# All code and word lists: more than what is remembered rests on, and so no import can be forgotten.
_PACKAGE: Final = Path(__file__).parents[1]
_TOLD: Final = frozenset({".py", ".json", ".tsv"})
# Texts put down at once: some seconds of work, which is what a kill can cost.
_BATCH: Final = 256


class RememberingEncoder:
    """Computes the vectors of texts that it was never asked for, and keeps them; the others it knows.

    ``fingerprint`` is that of the encoder that ``load`` returns, which is called with the first text that is new.
    """

    def __init__(self, kept: Meanings, fingerprint: str, load: Callable[[], Encoder]) -> None:
        self._kept, self.fingerprint, self._load = kept, fingerprint, load
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
        whole = f"{self.fingerprint}\x1f{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(whole).digest()[:KEY]


def remembering(kept: Kept) -> Memory:
    """Return the memory of what this release finds, kept there."""
    return Memory(kept, code_fingerprint())


@cache
def code_fingerprint() -> str:
    """Return what tells this release from others, by its code as it lies on the disk, and what it runs on."""
    told = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version} {np.__version__}".encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _TOLD):
        told.update(f"{path.relative_to(_PACKAGE)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()
