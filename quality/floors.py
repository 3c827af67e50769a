"""The floors that quality may not fall below, pinned with the hash of the data they were measured on.

``floors.json`` maps a measure to ``{"data": sha256, "floors": {"dotted.path": number}}``.  Raising
a floor is a plain commit; lowering one needs its reason in the commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from quality.options import Options

FLOORS: Final = Path(__file__).with_name("floors.json")


def data_hash(path: Path) -> str:
    """Return the sha256 over the names and bytes of the file or folder, in sorted order."""
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file())
    for item in files:
        digest.update(item.relative_to(path.parent).as_posix().encode())
        digest.update(hashlib.sha256(item.read_bytes()).digest())
    return digest.hexdigest()


def _at(result: object, dotted: str) -> float:
    for key in dotted.split("."):
        if not isinstance(result, Mapping) or key not in result:
            raise SystemExit(f"{FLOORS.name}: the result has no {dotted!r}. Mend the floor's path")
        result = result[key]
    if not isinstance(result, int | float):
        raise SystemExit(f"{FLOORS.name}: {dotted!r} is no number. Mend the floor's path")
    return float(result)


def below_floor(name: str, options: Options, result: Mapping[str, object]) -> list[str]:
    """Return a line for each floor that ``result`` does not reach (none when all is well)."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")).get(name)
    if pinned is None:
        return [f"{name}: no floors are pinned in {FLOORS.name}. Add them"]
    found = data_hash(options.data)
    if pinned["data"] != found:
        return [f"{name}: the data is not the pinned one (sha256 {found}). Measure again and pin it"]
    return [
        f"{name}: {dotted} is {_at(result, dotted):.2f}, below its floor of {floor}"
        for dotted, floor in sorted(pinned["floors"].items())
        if _at(result, dotted) < floor
    ]
