"""What former builds found: in the texts of pages, of the meaning of texts, and where pages were judged."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from sayso.comparison import Encoder
from sayso.comparison.meaning import WIDTH, Vectors
from sayso.ledger import Findings
from sayso.ledger.schema import flat_tagging, tagging_of
from sayso.memory import Kept, Memory, digest
from sayso.records import Failure, Tagging
from sayso.spilled import SpilledTable

# All code and word lists: more than what is remembered rests on, and so no import can be forgotten.
_PACKAGE: Final = Path(__file__).parents[1]
_TOLD: Final = frozenset({".py", ".json", ".tsv"})
# Texts encoded at once, and the form that a vector is kept in.
_BATCH: Final = 256
_NUMBER: Final = np.dtype("<f4")


class KnownTaggings:
    """What one tagger found in texts, by ``tagged_sha256``: what is ``known``, and what builds that were killed kept.

    Of what is known in several places the last counts.  ``fingerprint`` is that of the tagger; of one that has none
    nothing is kept.
    """

    def __init__(
        self, known: Iterable[Mapping[str, Tagging | Failure]], kept: Findings | None, fingerprint: str | None
    ) -> None:
        self._added: SpilledTable[str, Tagging | Failure] = SpilledTable()
        self._known = (self._added, *reversed(list(known)))
        self._kept = kept if fingerprint is not None else None
        self._about = f"tagging {fingerprint} "

    def get(self, text: str) -> Tagging | Failure | None:
        """Return what was found in a text before."""
        for some in self._known:
            if text in some:
                return some[text]
        if self._kept is not None:
            for row in self._kept.get([self._key(text)]).values():
                with suppress(ValueError, TypeError, KeyError):  # put down by a hand: found anew
                    self._added[text] = tagging_of(json.loads(row))
        return self._added.get(text)

    def add(self, text: str, tagging: Tagging) -> None:
        """Put down at once what was found in a text; raise LedgerError when the disk takes no more."""
        self._added[text] = tagging
        if self._kept is not None:
            self._kept.put(self._key(text), json.dumps(flat_tagging(tagging), separators=(",", ":")).encode())
            self._kept.flush()

    def _key(self, text: str) -> bytes:
        return digest(self._about + text)


class RememberingEncoder:
    """Computes the vectors of texts that it was never asked for, and keeps them; the others it knows.

    They are ``kept`` there, or as long as this lives where that is ``None``.  ``fingerprint`` is that of the encoder
    that ``load`` returns, which is called with the first text that is new.
    """

    def __init__(self, kept: Kept | None, fingerprint: str, load: Callable[[], Encoder]) -> None:
        self._kept: Kept = _Aside() if kept is None else kept
        self.fingerprint, self._load = fingerprint, load

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text."""
        keys = [self._key(text) for text in texts]
        known = self._kept.get(keys)
        found: dict[bytes, Vectors] = {key: np.frombuffer(row, _NUMBER) for key, row in known.items()}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            found |= self._encoded(list(new), list(new.values()))
        return np.stack([found[key] for key in keys]) if keys else np.zeros((0, WIDTH), dtype=np.float32)

    def _encoded(self, keys: Sequence[bytes], texts: Sequence[str]) -> Iterator[tuple[bytes, Vectors]]:
        """Yield keys with the vectors of the texts, each kept as soon as it is there."""
        encoder = self._load()
        for start in range(0, len(texts), _BATCH):
            vectors = encoder.vectors(texts[start : start + _BATCH])
            for key, vector in zip(keys[start : start + _BATCH], vectors, strict=True):
                self._kept.put(key, vector.astype(_NUMBER).tobytes())
                yield key, vector

    def _key(self, text: str) -> bytes:
        return digest(f"{self.fingerprint}\x1f{text}")


class _Aside:
    def __init__(self) -> None:
        self._found: SpilledTable[bytes, bytes] = SpilledTable()

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {key: self._found[key] for key in keys if key in self._found}

    def put(self, key: bytes, found: bytes) -> None:
        self._found[key] = found


def remembering(kept: Kept | None) -> Memory:
    """Return the memory of what this release finds, kept there."""
    return Memory() if kept is None else Memory(kept, code_fingerprint())


@cache
def code_fingerprint() -> str:
    """Return what tells this release from others, by its code as it lies on the disk, and what it runs on."""
    told = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version} {np.__version__}".encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _TOLD):
        told.update(f"{path.relative_to(_PACKAGE)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()
