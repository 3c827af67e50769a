"""PolNeAR (Newell, Margolin, Ruths, LREC 2018): texts, attributions, and machine-made names."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Range = tuple[int, int]
ROLES: Final = ("source", "cue", "content")
_ANNOTATION = re.compile(r"(.*?)(?:_[0-9a-f]{4})?\.ann$")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated; each role is a sorted tuple of code point ranges."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; ``names`` are (start, end, type), found by a machine, or ``None``."""

    name: str
    text: str
    attributions: tuple[Gold, ...]
    names: tuple[tuple[int, int, str], ...] | None


def _parse(raw: str) -> list[Gold]:
    """Return the attributions of one brat standoff file, in the order of its events."""
    spans: dict[str, list[Range]] = {}
    found: list[Gold] = []
    for line in raw.split("\n"):
        fields = line.rstrip("\r").split("\t")
        if re.fullmatch(r"T\d+", fields[0]):
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(start), int(end)) for start, end in (p.split() for p in offsets.split(";"))]
        elif re.fullmatch(r"E\d+", fields[0]):
            roles: dict[str, set[Range]] = {role: set() for role in ROLES}
            for argument in fields[1].split()[1:]:  # the first is the trigger
                role, _, target = argument.partition(":")
                roles.get(role.rstrip("0123456789").lower(), set()).update(spans.get(target, []))
            found.append(Gold(*(tuple(sorted(roles[role])) for role in ROLES)))
    return found


def _names(path: Path) -> dict[str, tuple[tuple[int, int, str], ...]]:
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["doc"]: tuple((start, end, kind) for start, end, kind in row["entities"]) for row in rows}


def articles(folder: Path) -> Iterator[GoldArticle]:
    """Yield the articles of ``folder`` (``text/`` and ``attributions/``), sorted by name.

    Where an article was annotated more than once, the first annotation is taken.  Names come
    from ``corenlp_FOLDER.jsonl.gz`` beside the folder, when it is there.
    """
    names = _names(folder.parent / f"corenlp_{folder.name}.jsonl.gz")
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").iterdir()):
        match = _ANNOTATION.match(path.name)
        if match:
            annotations.setdefault(match.group(1), path)
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        attributions = _parse(annotations[path.stem].read_bytes().decode("utf-8"))
        yield GoldArticle(path.stem, text, tuple(attributions), names.get(path.stem))
