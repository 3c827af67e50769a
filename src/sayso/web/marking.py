"""Marks over one text: spans that nest and cross, woven into pieces that a page can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from sayso.records import Span

Role = Literal["furniture", "gap", "content", "source", "cue", "figure", "naming", "place"]

# From the outermost to the innermost: furniture holds whatever stands in it.
_DEPTH: Final[dict[Role, int]] = {
    "furniture": 0, "content": 1, "source": 1, "cue": 1, "naming": 2, "figure": 2, "place": 3, "gap": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from a mark back to the statement that rests on it, and which of its attributions the mark belongs to."""

    attribution: str
    target: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown: its role, what it is in words, and what rests on it.

    ``anchor`` is the name of the place that links lead to; ``folded`` furniture is shown closed.
    """

    span: Span
    role: Role
    words: str = ""
    anchor: str | None = None
    references: tuple[Reference, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks lie, the outermost first."""

    span: Span
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A mark that begins, or goes on after it was cut; ``anchor`` is kept for its beginning."""

    mark: Mark
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, the marks that open before it, and those that close after it, in order.

    ``references`` belong to the marks that end here for good.
    """

    opens: tuple[Opening, ...]
    text: str
    closes: tuple[Mark, ...]
    references: tuple[Reference, ...]


def anchor(article: str, span: Span) -> str:
    """Return the name of a place in an article, unique in the report.

    >>> anchor("art_1", Span(3, 9))
    'art_1-3-9'
    """
    return f"{article}-{span.start}-{span.end}"


def _outermost_first(mark: Mark) -> tuple[int, int, int, str, str]:
    return (_DEPTH[mark.role], mark.span.start, -mark.span.end, mark.role, mark.words)


def _clipped(marks: Sequence[Mark], window: Span) -> Iterator[tuple[int, int, Mark]]:
    for mark in marks:
        start = min(max(mark.span.start, window.start), window.end)
        end = min(max(mark.span.end, start), window.end)
        yield start, end, mark


def segments(marks: Sequence[Mark], window: Span) -> list[Segment]:
    """Return ``window`` cut at every beginning and end of a mark, in order; it leaves nothing out.

    A mark without a character inside the window cuts it too, and lies over no segment.
    """
    cuts = {window.start, window.end}
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for start, end, mark in _clipped(marks, window):
        cuts |= {start, end}
        if start < end:
            begins.setdefault(start, []).append(mark)
            ends.setdefault(end, []).append(mark)
    active: list[Mark] = []
    found: list[Segment] = []
    for start, end in pairwise(sorted(cuts)):
        for mark in ends.get(start, ()):
            active.remove(mark)
        active.extend(begins.get(start, ()))
        active.sort(key=_outermost_first)
        found.append(Segment(Span(start, end), tuple(active)))
    return found


def _shared_depth(left: Sequence[Mark], right: Sequence[Mark]) -> int:
    depth = 0
    while depth < min(len(left), len(right)) and left[depth] is right[depth]:
        depth += 1
    return depth


def _points(marks: Sequence[Mark], window: Span) -> dict[int, list[Mark]]:
    """Return the marks without a character, by place: they show nothing, yet links lead to them."""
    points: dict[int, list[Mark]] = {}
    for start, end, mark in _clipped(marks, window):
        if start == end and mark.anchor is not None:
            points.setdefault(start, []).append(mark)
    return points


class _Weaver:
    """Turns segments into pieces, each anchor given out once."""

    def __init__(self, text: str, points: dict[int, list[Mark]]) -> None:
        self._text = text
        self._points = points
        self._given: set[str] = set()

    def _open(self, mark: Mark) -> Opening:
        name = mark.anchor if mark.anchor not in self._given else None
        if name is not None:
            self._given.add(name)
        return Opening(mark, name)

    def points_at(self, place: int) -> Iterator[Piece]:
        for mark in sorted(self._points.get(place, ()), key=_outermost_first):
            yield Piece((self._open(mark),), "", (mark,), mark.references)

    def piece(self, before: Sequence[Mark], segment: Segment, after: Sequence[Mark]) -> Piece:
        marks = segment.marks
        opens = tuple(self._open(mark) for mark in marks[_shared_depth(before, marks) :])
        closes = tuple(reversed(marks[_shared_depth(marks, after) :]))
        over = [mark for mark in closes if not any(mark is other for other in after)]
        references = tuple(reference for mark in over for reference in mark.references)
        return Piece(opens, segment.span.of(self._text), closes, references)


def woven(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Return the whole of ``text`` as pieces with properly nested marks.

    Where two marks cross, the inner one is cut at the border and goes on behind it.  The texts of
    the pieces, joined, are ``text``, and every anchor is given out exactly once.
    """
    window = Span(0, len(text))
    parts = segments(marks, window)
    weaver = _Weaver(text, _points(marks, window))
    pieces: list[Piece] = []
    for index, part in enumerate(parts):
        before = parts[index - 1].marks if index else ()
        after = parts[index + 1].marks if index + 1 < len(parts) else ()
        pieces.extend(weaver.points_at(part.span.start))
        pieces.append(weaver.piece(before, part, after))
    pieces.extend(weaver.points_at(len(text)))
    return tuple(pieces)
