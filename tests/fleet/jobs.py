"""Jobs as the tests run them: the engine can be started once in a process, and so each job has one of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os
import sys
from sayso.fleet import Crew, Order, run_fleet
from sayso.fleet.engine import start

if __name__ == "__main__":
    output, tagger, on, pages, *paths = sys.argv[1:]
    order = Order(
        output=output, folder=os.getcwd(), largest_page=100_000, pages=int(pages), tagger=tagger, memory=500_000_000
    )
    done = run_fleet(paths, order, start(Crew(2, on)), lambda stage, done, total: print(stage, done, total, flush=True))
    print(done.articles, done.failures)
"""


def job(output: Path, *paths: str, on: str = "native", tagger: str = "pattern", pages: int = 2) -> list[str]:
    command = [sys.executable, "-c", SCRIPT, str(output), f"tests.fleet.taggers:{tagger}", on, str(pages), *paths]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()
