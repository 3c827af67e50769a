"""A build that another process kills: run by `test_killed.py` in processes of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.pipeline import build
from sayso.records import Span, Tagging
from tests.taggers import PatternTagger


class SlowTagger(PatternTagger):
    """Takes its time over a page, and writes down beside the ledger that it was asked."""

    fingerprint = "slow"

    def __init__(self, asked: Path) -> None:
        self.asked = asked

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        with self.asked.open("a", encoding="utf-8") as log:
            log.write(f"{text.splitlines()[0]}\n")
        time.sleep(0.005)
        return super().tag(text, skip)


def build_and_tell(paths: list[str], output: Path, asked: Path, steps: Connection) -> None:
    """Build the ledger, and send a word at each step and at the end."""
    sys.stdout = sys.stderr
    build(paths, output, tagger=SlowTagger(asked), progress=lambda stage, *_: steps.send(stage)).close()
    steps.send("done")
