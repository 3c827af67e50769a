"""What a plain page of text says of itself: title, byline, credits, date, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.credits import credits_of, read_byline
from sayso.reading.dates import Published, published_by_path, published_in
from sayso.reading.furniture import Marks
from sayso.reading.headline import is_prose

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©,:-]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|present))?)?[\s,.:–-]*(?:by\s+)?"
    r"(?P<name>[A-Z][\w&'’.-]*(?:\s+(?:of|the|and|&|for|[A-Z][\w&'’.-]*)){0,5})",
)
_NOT_AN_OUTLET = re.compile(r"\b(?:all|rights?|reserved|the\s+author|contributors?|getty|images?)\b", re.IGNORECASE)
_HOST = re.compile(
    r"^(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|info|news|int|gov|edu|tv|eu|[a-z]{2}))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Plain:
    """What the lines of a page show; absent is ``None``."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: Published
    credits: tuple[str, ...]


def _outlet(kept: Sequence[str], others: Sequence[str], path: str) -> str | None:
    for line in [*others, *kept[-2:]]:
        match = _COPYRIGHT.search(line)
        if match and len(line) < 300:
            name = match["name"].split(". ")[0].strip(" .,-")
            if not _NOT_AN_OUTLET.search(name):
                return name
    folders = path.split("/")[:-1]
    hosts = [match[1].lower() for folder in folders if (match := _HOST.match(folder))]
    return hosts[-1] if hosts else None


def read_plain(text: str, path: str, marks: Marks) -> Plain:
    """Return what a page of text says of itself.

    An outlet is named only where a line of copyright or a folder named after a host shows it.
    """
    lines = [span.of(text) for span in marks.lines]
    body = [place for place, line in enumerate(lines) if is_prose(line) and not marks.marked[place]]
    proper = range(body[0], body[-1] + 1) if body else range(len(lines))
    title = marks.title.of(text) if marks.title else None
    published = published_in(lines, proper.start)
    if published.day is None and (day := published_by_path(path)):
        published = Published(day.isoformat(), "path")
    kept = [line for line, is_marked in zip(lines, marks.marked, strict=True) if not is_marked]
    others = [line for line, is_marked in zip(lines, marks.marked, strict=True) if is_marked]
    return Plain(
        title, _byline(lines, proper, title), _outlet(kept, others, path), published, credits_of(lines, proper)
    )


def _byline(lines: Sequence[str], proper: range, title: str | None) -> str | None:
    start = lines.index(title) if title in lines else max(0, proper.start - 15)
    for line in [*lines[start : proper.start + 2], *lines[max(proper.start, proper.stop - 1) : proper.stop + 3]]:
        found = read_byline(line)
        if found and found.name:
            return found.name
    return None
