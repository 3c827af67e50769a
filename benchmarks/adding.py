"""What adding a few pages to a ledger costs, beside a build of all of them from nothing.

    python -m benchmarks.adding --sizes 100 400 800 --more 10

Prints one JSON object a size: seconds of processor time of the build of the first pages, of adding the others to it,
and of building all of them from nothing, each in a process of its own.  Nothing is tagged: what a tagger without fault
would find on a story of `benchmarks.stories` is taken from what is known of it.  The encoder is that of
`benchmarks.scale` which costs next to nothing, for kept vectors cost nothing either.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from benchmarks.scale import WordEncoder
from benchmarks.stories import as_read, stories, tagging_of, write_lines
from sayso import pipeline
from sayso.records import Span, Tagging


class TruthfulTagger:
    """Finds on a story what is known of it."""

    fingerprint = "benchmarks.adding"

    def __init__(self, pages: int) -> None:
        self._known = {page.text: page for page in stories(pages)}

    def tag(self, text: str, furniture: Sequence[Span] = ()) -> Tagging:
        """Return the tagging of a story."""
        return tagging_of(self._known[text])


def _words_encoder(threads: int) -> WordEncoder:
    return WordEncoder()


def built(paths: Sequence[str], output: str, pages: int) -> float:
    """Return the seconds of processor time that a build of ``paths`` takes in this process, imports apart."""
    tagger = TruthfulTagger(pages)
    with patch("sayso.pipeline.means.load_encoder", _words_encoder):
        start = time.process_time()
        pipeline.build(paths, output, tagger=tagger).close()
        return round(time.process_time() - start, 2)


def alone(paths: Sequence[Path], output: Path, pages: int) -> float:
    """Return the seconds of a build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.adding", "--alone", str(output), str(pages), *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    return float(done.stdout.splitlines()[-1])


def measured(pages: int, more: int) -> dict[str, float]:
    """Return what the three builds take, and which part of the last one adding is."""
    rows = [as_read(page) for page in stories(pages + more)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, rest, everything = folder / "first.jsonl", folder / "rest.jsonl", folder / "all.jsonl"
        write_lines(first, rows[:pages])
        write_lines(rest, rows[pages:])
        write_lines(everything, rows)
        begun = alone([first], folder / "grown.sayso", pages + more)
        added = alone([rest], folder / "grown.sayso", pages + more)
        whole = alone([everything], folder / "whole.sayso", pages + more)
    return {"pages": pages, "more": more, "first_seconds": begun, "adding_seconds": added, "whole_seconds": whole,
            "share": round(added / whole, 3)}  # fmt: skip


def main() -> None:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adding")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 400], help="pages of the ledger that grows")
    parser.add_argument("--more", type=int, default=10, help="pages that are added")
    parser.add_argument("--alone", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        output, pages, *paths = given.alone
        print(built(paths, output, int(pages)))
        return
    for size in given.sizes:
        print(json.dumps(measured(size, given.more)), flush=True)


if __name__ == "__main__":
    main()
