"""Taggers for the tests of the fleet, named by module and function as an order names them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from sayso.records import Span, Tagging
from tests.taggers import PatternTagger


class Deadly(PatternTagger):
    """A pattern tagger that some words end the process of, or have take more memory than there is."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        if "Kill the tagger" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "Fill the memory" in text:
            bytearray(4_000_000_000)
        return super().tag(text, skip)


class KilledOnce(PatternTagger):
    """Ends its process at its first page, the first time that any process comes to it."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        mark = Path("killed-once")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().tag(text, skip)


def pattern(folder: Path | None = None, *, threads: int = 1, nested: bool = False) -> PatternTagger:
    return Deadly()


def killed_once(folder: Path | None = None, *, threads: int = 1, nested: bool = False) -> PatternTagger:
    return KilledOnce()


def absent(folder: Path | None = None, *, threads: int = 1, nested: bool = False) -> PatternTagger:
    raise RuntimeError("no weights")


class Slow(PatternTagger):
    """Takes its time, so that it can be killed at work."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        time.sleep(0.2)
        return super().tag(text, skip)


def slow(folder: Path | None = None, *, threads: int = 1, nested: bool = False) -> PatternTagger:
    return Slow()
