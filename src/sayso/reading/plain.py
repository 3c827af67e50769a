"""What a plain page of text says of itself: title, byline, credits, date, outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.credits import credits_of, read_byline
from sayso.reading.dates import Published, published_by_path, published_in
from sayso.reading.furniture import Marks
from sayso.reading.headline import is_prose
from sayso.reading.outlets import outlet_of


@dataclass(frozen=True, slots=True)
class Plain:
    """What the lines of a page show; absent is ``None``."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: Published
    credits: tuple[str, ...]


def read_plain(text: str, path: str, marks: Marks) -> Plain:
    """Return what a page of text says of itself."""
    lines = [span.of(text) for span in marks.lines]
    body = [place for place, line in enumerate(lines) if is_prose(line) and not marks.marked[place]]
    proper = range(body[0], body[-1] + 1) if body else range(len(lines))
    title = marks.title.of(text) if marks.title else None
    published = published_in(lines, proper.start)
    if published.day is None and (day := published_by_path(path)):
        published = Published(day.isoformat(), "path")
    others = [line for line, is_marked in zip(lines, marks.marked, strict=True) if is_marked]
    outlet = outlet_of([*others, *lines[proper.stop - 1 :]], path)
    return Plain(title, _byline(lines, proper, title), outlet, published, credits_of(lines, proper))


def _byline(lines: Sequence[str], proper: range, title: str | None) -> str | None:
    start = lines.index(title) if title in lines else max(0, proper.start - 15)
    for line in [*lines[start : proper.start + 2], *lines[max(proper.start, proper.stop - 1) : proper.stop + 3]]:
        found = read_byline(line)
        if found and found.name:
            return found.name
    return None
