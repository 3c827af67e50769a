"""Fuzz all readers with Hypothesis, turn by turn, for so many minutes of processor time.

    python -m fuzz.campaign [--minutes 30] [--first 0] [--finds build/fuzz/finds]

The inputs of a turn follow from its number, so that a later run goes on, or another beside it goes elsewhere, from
another first turn.  A find is made as small as Hypothesis can make it, written to the folder of finds and counted;
the run goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.changes import inputs
from fuzz.targets import TARGETS, run

_EXAMPLES: Final = 150  # of one target before the next has its turn
_SLOW: Final = 20.0  # seconds for one input


def turn(target: str, number: int, finds: Path) -> bool:
    """Give ``target`` one turn of inputs; write what it fails on and return whether there was such."""
    last = [b""]

    def body(data: bytes) -> None:
        last[0] = data
        began = time.process_time()
        run(target, data)
        if time.process_time() - began > _SLOW:
            raise AssertionError(f"more than {_SLOW} seconds")

    chosen = settings(
        max_examples=_EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), print_blob=False,
    )  # fmt: skip
    try:
        chosen(seed(number)(given(inputs(target))(body)))()
    except Exception as error:  # whatever it is, it is a find
        name = f"{target}-{hashlib.sha256(last[0]).hexdigest()[:12]}"
        finds.mkdir(parents=True, exist_ok=True)
        (finds / name).write_bytes(last[0])
        print(f"find {name}: {type(error).__name__}: {error}", flush=True)
        return True
    return False


def main() -> None:
    """Read the command line and give every target its turns until the processor time is used up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="of processor time")
    parser.add_argument("--first", type=int, default=0, help="the number of the first turn")
    parser.add_argument("--finds", type=Path, default=Path("build/fuzz/finds"))
    options = parser.parse_args()
    number, found = options.first, 0
    while time.process_time() < options.minutes * 60:
        for target in sorted(TARGETS):
            found += turn(target, number, options.finds)
        number += 1
        print(f"{time.process_time() / 60:.1f} min of processor time, turn {number}, {found} finds", flush=True)


if __name__ == "__main__":
    main()
