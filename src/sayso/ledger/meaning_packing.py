"""Vectors in few bytes: a number in eight bits, and its sign in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MOST: Final = 127

Vectors = NDArray[np.float32]
Small = NDArray[np.int8]


def in_eight_bits(vectors: Vectors) -> Small:
    """Return vectors as numbers from -127 to 127, each vector by its own largest; only directions are kept."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0.0)
    small: Small = np.rint(vectors * (_MOST / np.where(largest > 0, largest, 1.0))).astype(np.int8)
    return small


def from_bytes(kept: Sequence[bytes]) -> Small:
    """Return vectors, one or more, as they were before they were kept as bytes."""
    return np.frombuffer(b"".join(kept), np.int8).reshape(len(kept), -1)


def signs_of(small: Small) -> NDArray[np.uint8]:
    """Return of each vector which of its numbers are above zero, eight to a byte."""
    return np.packbits(small > 0, axis=1)
