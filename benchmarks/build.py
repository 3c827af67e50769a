"""Wall time and peak memory of `sayso build`, model load included.

    python -m benchmarks.build PATH...

Prints one JSON object: pages, words, seconds, words a second, and the peak memory of the process
in MiB, each the median of three builds in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sayso.ledger import Ledger

RUNS = 3


def measured(paths: list[str]) -> dict[str, float]:
    """Return the figures of one build of ``paths`` in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "measured.sayso"
        start = time.perf_counter()
        silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        command = [sys.executable, "-m", "sayso", "build", *paths, "-o", str(output)]
        child = os.posix_spawn(sys.executable, command, os.environ, file_actions=silent)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) == 2 or not output.exists():
            raise SystemExit(f"{', '.join(paths)}: nothing could be built. Run `sayso build` to see why")
        with Ledger.open(output) as ledger:
            articles = ledger.contents().articles
    words = sum(len(article.text.split()) for article in articles)
    return {
        "pages": len(articles),
        "words": words,
        "seconds": seconds,
        "words_a_second": words / seconds,
        "peak_mib": usage.ru_maxrss / 1024,
    }


def main() -> None:
    """Print the medians of three builds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build")
    parser.add_argument("paths", nargs="+", help="pages or folders of pages")
    runs = [measured(parser.parse_args().paths) for _ in range(RUNS)]
    print(json.dumps({key: round(statistics.median(run[key] for run in runs), 2) for key in runs[0]}))


if __name__ == "__main__":
    main()
