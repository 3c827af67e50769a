"""Hold every pinned floor: run each measure of ``floors.json`` on its data and compare.

    python -m quality.gate --shared ../shared

``floors.json`` maps a measure to ``{"data": path below the shared folder, "articles": path or null,
"sha256": hash of the data, "floors": {"dotted.path": number}}``.  A change of the data fails the
gate, since a floor says nothing about other data.  Raising a floor is a plain commit; lowering one
needs its reason in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quality.options import Options

FLOORS: Final = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Pin:
    """The floors of one measure, and the data that they were measured on."""

    measure: str
    data: str
    articles: str | None
    sha256: str
    floors: Mapping[str, float]


def pins(path: Path = FLOORS) -> list[Pin]:
    """Return the pinned measures in the order of their names."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [
        Pin(name, row["data"], row.get("articles"), row["sha256"], row["floors"]) for name, row in sorted(rows.items())
    ]


def data_hash(path: Path) -> str:
    """Return the sha256 over the names and bytes of the file or folder, in sorted order."""
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file())
    for item in files:
        digest.update(item.relative_to(path.parent).as_posix().encode())
        digest.update(hashlib.sha256(item.read_bytes()).digest())
    return digest.hexdigest()


def at(result: object, dotted: str) -> float:
    """Return the number at a dotted path of nested mappings; exit with a clear word if there is none."""
    for key in dotted.split("."):
        if not isinstance(result, Mapping) or key not in result:
            raise SystemExit(f"{FLOORS.name}: the result has no {dotted!r}. Mend the floor's path")
        result = result[key]
    if not isinstance(result, int | float):
        raise SystemExit(f"{FLOORS.name}: {dotted!r} is no number. Mend the floor's path")
    return float(result)


def shortfalls(pin: Pin, result: Mapping[str, object]) -> list[str]:
    """Return a line for each floor that ``result`` does not reach (none when all is well)."""
    return [
        f"{pin.measure}: {dotted} is {at(result, dotted):.2f}, below its floor of {floor}"
        for dotted, floor in sorted(pin.floors.items())
        if at(result, dotted) < floor
    ]


def _measured(pin: Pin, shared: Path) -> list[str]:
    data = shared / pin.data
    if not data.exists() or data_hash(data) != pin.sha256:
        return [f"{pin.measure}: {pin.data} is not the data that its floors were measured on. Measure and pin again"]
    options = Options.given(data, articles=shared / pin.articles if pin.articles else None)
    result = importlib.import_module(f"quality.{pin.measure}").run(options)
    for dotted in sorted(pin.floors):
        print(f"{pin.measure}: {dotted} {at(result, dotted):.2f} (floor {pin.floors[dotted]})", flush=True)
    return shortfalls(pin, result)


def main(arguments: list[str] | None = None) -> int:
    """Run every pinned measure; return 0, or 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(prog="python -m quality.gate")
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/ and tools/")
    shared = parser.parse_args(arguments).shared
    lines = [line for pin in pins() for line in _measured(pin, shared)]
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
