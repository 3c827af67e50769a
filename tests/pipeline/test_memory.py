"""A build holds numbers of its pages in memory, and what there is of them on the disk."""

from __future__ import annotations

import sys
import tracemalloc
from contextlib import ExitStack
from functools import _lru_cache_wrapper
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from benchmarks.adding import TruthfulTagger
from benchmarks.scale import WordEncoder
from benchmarks.stories import as_read, stories, write_lines
from sayso import pipeline

# What is near, or looked at at once, in the rooms that put records aside: so little that a hundred pages are many.
LIMITS = {
    "spilled": {"_SMALL": 1000, "_NEAR": 8, "_PACKED": 64},
    "memory": {"_AT_ONCE": 16},
    "resolution.linking": {"_NEAR": 8},
    "comparison.sides": {"_NEAR": 16, "_PAGES": 4},
    "comparison.meetings": {"_SHARE": 64, "_AT_ONCE": 2000},
    "comparison.candidates": {"_VECTORS": 16, "_PAIRS": 256},
    "comparison.verdicts": {"_AT_ONCE": 64, "_STANDINGS": 100},
    "comparison.answers": {"_NEAR": 4},
    "comparison.reuse": {"NEAR": 4, "_AT_ONCE": 16},
    "comparison.word_runs": {"NEAR": 4, "_AT_ONCE": 2000},
    "comparison.figure_columns": {"_AT_ONCE": 2000},
    "comparison.figure_links": {"_PAIRS": 100},
    "ledger.rows": {"_BATCH": 8},
    "ledger.stretches": {"_STRETCH": 8},
}
FEW, MANY = 30, 90
# By which each page may raise the peak: records of all pages took 94,000 when they were in memory; numbers take 21,000.
BYTES = 30_000


def peak(pages: int, folder: Path) -> int:
    """Return the bytes that a build of so many pages takes at the most."""
    source = folder / f"{pages}.jsonl"
    write_lines(source, map(as_read, islice(stories(MANY), pages)))
    tagger = TruthfulTagger(MANY)
    for name, module in list(sys.modules.items()):
        for cached in vars(module).values() if name.startswith("sayso.") else ():
            if isinstance(cached, _lru_cache_wrapper):
                cached.cache_clear()
    tracemalloc.start()
    pipeline.build([source], folder / f"{pages}.sayso", tagger=tagger).close()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_grows_by_numbers_alone(tmp_path: Path) -> None:
    with ExitStack() as patches:
        for room, limits in LIMITS.items():
            patches.enter_context(patch.multiple(f"sayso.{room}", **limits))
        patches.enter_context(patch("sayso.pipeline.means.load_encoder", lambda threads: WordEncoder()))
        peak(8, tmp_path)  # what is made once
        few, many = (peak(pages, tmp_path) for pages in (FEW, MANY))
    assert (many - few) / (MANY - FEW) < BYTES
