"""Growth of resolution and comparison with the number of pages.

    python -m benchmarks.compare ../shared/data/incidents/articles.jsonl --sizes 100 200 400 800

Prints one JSON object a size, in seconds of processor time and of the clock, with the peak memory of its process in
MiB, and last the growth exponents: the slope of seconds over pages on logarithmic scales (1 is linear).  The pages
are the first of the file.  The tagger runs once; ``--taggings`` keeps what it found for another run.  The encoder is
timed apart: it reads every report by itself, and so is linear by nature.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sayso.attribution import load_tagger
from sayso.comparison import compare_reports, load_encoder
from sayso.comparison.meaning import Encoder, Vectors
from sayso.reading import read
from sayso.records import Article, Tagging
from sayso.resolution import resolve
from sayso.settings import Settings

Found = TypeVar("Found")
Tagged = list[tuple[Article, Tagging]]


class TimedEncoder:
    """The shipped encoder; ``seconds`` is the processor time that it took."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""
        start = time.process_time()
        found = self._encoder.vectors(texts)
        self.seconds += time.process_time() - start
        return found


def tagged(paths: Sequence[str], most: int) -> Tagged:
    """Return the first articles of ``paths`` with what the tagger finds in them."""
    tagger = load_tagger()
    articles = [found for found in read(paths, Settings()) if isinstance(found, Article)][:most]
    return [(article, tagger.tag(article.text, article.furniture)) for article in articles]


def timed(work: Callable[[], Found]) -> tuple[Found, float, float]:
    """Return what ``work`` returns, and the seconds of processor and clock that it took."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, time.process_time() - processor, time.perf_counter() - clock


def measured(pages: Tagged) -> dict[str, float]:
    """Return the figures of one size, in this process."""
    articles = [article for article, _ in pages]
    resolution, resolving, resolving_clock = timed(lambda: resolve(articles, [tagging for _, tagging in pages]))
    encoder = TimedEncoder(load_encoder())
    comparison, comparing, comparing_clock = timed(lambda: compare_reports(articles, resolution, encoder))
    return {
        "pages": len(pages),
        "reports": len(resolution.reports),
        "figures": len(comparison.figures),
        "resolve_seconds": resolving,
        "resolve_clock": resolving_clock,
        "encode_seconds": encoder.seconds,
        "compare_seconds": comparing - encoder.seconds,
        "compare_clock": comparing_clock,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the slope of ``seconds`` over ``sizes`` on logarithmic scales, by least squares.

    >>> round(exponent([100, 200, 400], [3, 6, 12]), 3), round(exponent([1, 2, 4], [1, 4, 16]), 3)
    (1.0, 2.0)
    """
    x, y = [math.log(size) for size in sizes], [math.log(max(one, 1e-9)) for one in seconds]
    middle, height = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - middle) ** 2 for one in x)
    return sum((a - middle) * (b - height) for a, b in zip(x, y, strict=True)) / spread if spread else math.nan


def _in_own_process(cache: Path, size: int) -> Mapping[str, float]:
    command = [sys.executable, "-m", "benchmarks.compare", "--taggings", str(cache), "--alone", str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    result: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _rounded(figures: Mapping[str, float]) -> str:
    return json.dumps({key: round(value, 2) for key, value in figures.items()})


def main() -> None:
    """Print the figures of each size, then the exponents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    parser.add_argument("paths", nargs="*", help="pages, or files of pages")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 200, 400, 800], help="numbers of pages")
    parser.add_argument("--taggings", type=Path, help="keep what the tagger finds here, or take it from here")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(_rounded(measured(pickle.loads(given.taggings.read_bytes())[: given.alone])))  # noqa: S301 - our own file
        return
    with tempfile.TemporaryDirectory() as folder:
        cache = given.taggings or Path(folder) / "taggings.pickle"
        if not cache.exists():
            cache.write_bytes(pickle.dumps(tagged(given.paths, max(given.sizes))))
        runs = []
        for size in given.sizes:
            runs.append(_in_own_process(cache, size))
            print(_rounded(runs[-1]), flush=True)
    pages = [run["pages"] for run in runs]
    names = ("resolve_seconds", "encode_seconds", "compare_seconds")
    print(_rounded({f"{name}_exponent": exponent(pages, [run[name] for run in runs]) for name in names}))


if __name__ == "__main__":
    main()
