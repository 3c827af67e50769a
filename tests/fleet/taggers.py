"""Taggers for the tests of the fleet, named by module and function as an order names them."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from sayso.records import Attribution, Name, Span, Tagging

SAID = re.compile(r"“(?P<content>[^”\n]+?),?” (?P<cue>said|added|warned) (?P<source>[A-Z][a-z]+(?: [A-Z][a-z]+)*)")
NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")


class PatternTagger:
    """Finds “…,” said Name; some words break it, end its process, or take more memory than there is."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        if "Trap the tagger" in text:
            raise RuntimeError("trapped")
        if "Kill the tagger" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "Fill the memory" in text:
            bytearray(4_000_000_000)
        found = [match for match in SAID.finditer(text) if not any(Span(*match.span()).overlaps(s) for s in skip)]
        return Tagging(
            tuple(
                Attribution(
                    source=(Span(*match.span("source")),),
                    cue=(Span(*match.span("cue")),),
                    content=(Span(*match.span("content")),),
                    kind="direct",
                )
                for match in found
            ),
            tuple(Name(Span(*match.span()), "person") for match in NAME.finditer(text)),
        )


class KilledOnce(PatternTagger):
    """Ends its process at its first page, the first time that any process comes to it."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        mark = Path("killed-once")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().tag(text, skip)


def pattern(folder: Path | None = None, *, threads: int = 1, nested: bool = False) -> PatternTagger:
    return PatternTagger()


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
