"""Fuzz one reader with atheris (libFuzzer), guided by the branches that each input takes.

    python -m fuzz TARGET [--seconds 300] [--corpus FOLDER]

Needs the ``fuzz`` extra.  A find (an exception that is not ours, more than 20 seconds, more than 1 GB) ends the run and
is written to the folder ``finds``; keep it under ``tests/cases/finds/TARGET/``, where the tests give it to its
target again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sayso.reading", "trafilatura", "htmldate"]):
    from fuzz.seeds import seeds
    from fuzz.targets import TARGETS, run


def main() -> None:
    """Read the command line and fuzz until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    given = parser.parse_args()
    corpus, finds = given.corpus / given.target, given.corpus / "finds"
    corpus.mkdir(parents=True, exist_ok=True)
    finds.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(given.target)):
        (corpus / f"seed{number}").write_bytes(data)
    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={given.seconds}", "-timeout=20", "-rss_limit_mb=1024",
        f"-artifact_prefix={finds}/{given.target}-", "-max_len=20000",
    ]  # fmt: skip
    atheris.Setup(arguments, lambda data: run(given.target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
