"""Attributions inside the content of others: "she added that, according to officials, …".

PolNeAR marks one layer only, so there is nothing to learn the second from.  But what a content
reports is, taken by itself, an ordinary passage: the same network reads each content alone, and
what it is sure of there is nested.  The first layer stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from sayso.attribution.joining import Group
from sayso.attribution.labels import Scores, Stretch
from sayso.attribution.marks import INSIDE_DOUBLE, MARK, OUTSIDE
from sayso.attribution.pieces import LOWER, PARAGRAPH, TITLE, Pieces
from sayso.attribution.reading import Decoder, Outputs, read
from sayso.attribution.windows import Window
from sayso.records import Attribution, Span

# A content shorter than this holds no room for a speaker, a cue and what was said.
SHORTEST: Final = 8
# How sure the network must be, on average over the pieces of the cue and of the source.  There is
# no gold: this was set by reading some forty of those found in 25 dev articles at several values.
SURE: Final = 0.6
# What the holder says that he himself thinks or does is his own statement, not another's.
SELF: Final = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
# So is, mostly, what "he" at the head of the content thinks: “Putin said that he wanted …”.
HOLDER: Final = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})

Runner = Callable[[Pieces, Window], Outputs]


def nested_groups(
    outer: Sequence[Attribution], pieces: Pieces, text: str, *, run: Runner, decoder: Decoder, room: int
) -> Iterator[tuple[int, Group, Pieces]]:
    """Yield the nested attributions: the index in ``outer`` of its holder, the group, the pieces it counts in."""
    for index, attribution in enumerate(outer):
        for content in attribution.content:
            alone = _alone(pieces, content)
            if not SHORTEST <= len(alone) <= room:
                continue
            window = Window(0, 0, len(alone))
            outputs = run(alone, window)
            for group in read([outputs], [window], alone, decoder)[0].groups:
                if _sure(group, outputs.roles, window) and not _holders_own(text, alone, group.source[0]):
                    yield index, group, alone


def _alone(pieces: Pieces, content: Span) -> Pieces:
    """Return the pieces of a content as a passage of its own: a paragraph that begins with a capital.

    The quotation marks around it, and being inside them, go: inside, all is said by the holder.
    """
    first = int(np.searchsorted(pieces.starts, content.start))
    last = int(np.searchsorted(pieces.starts, content.end))
    if first < last and pieces.marks[first] == MARK:
        first += 1
        last -= first < last and int(pieces.marks[last - 1]) == MARK
    columns = [getattr(pieces, name)[first:last].copy() for name in Pieces.__slots__]
    alone = Pieces(*columns)
    if len(alone):
        alone.breaks[0] = PARAGRAPH
        alone.cases[0] = TITLE if alone.cases[0] == LOWER else alone.cases[0]
        alone.marks[alone.marks == INSIDE_DOUBLE] = OUTSIDE
    return alone


def _holders_own(text: str, pieces: Pieces, source: Stretch) -> bool:
    """Return whether the source is the holder of the content, as far as its words tell."""
    said = text[pieces.starts[source.first] : pieces.ends[source.last - 1]].lower()
    before = text[pieces.starts[0] : pieces.starts[source.first]].strip().lower()
    return said in SELF or (said in HOLDER and before in {"", "that"})


def _sure(group: Group, roles: Scores, window: Window) -> bool:
    """Return whether the group has a source, and the network holds it and the cue to be likely."""
    return bool(group.source) and all(
        _mean_likelihood(part, roles, window) >= SURE for part in (group.source, group.cue)
    )


def _mean_likelihood(part: Sequence[Stretch], roles: Scores, window: Window) -> float:
    """Return the mean probability of the part's kind over its pieces, from the label scores alone."""
    rows = np.concatenate([np.arange(one.first, one.last) for one in part]) - window.first + 1
    weights = np.exp(roles[rows] - roles[rows].max(1, keepdims=True))
    begin = 1 + 2 * part[0].kind
    return float((weights[:, begin : begin + 2].sum(1) / weights.sum(1)).mean())


def with_nested(
    outer: Sequence[Attribution], inner: Sequence[tuple[int, Attribution]], place: Callable[[Attribution], object]
) -> tuple[Attribution, ...]:
    """Return both layers in order of place; ``nested_in`` is the index of the holder in what is returned."""
    both: list[tuple[Attribution, int | None]] = [(one, None) for one in outer]
    both += [(one, holder) for holder, one in inner]
    order = sorted(range(len(both)), key=lambda number: (place(both[number][0]), number))
    now_at = {number: at for at, number in enumerate(order)}
    return tuple(
        one if holder is None else replace(one, nested_in=now_at[holder])
        for one, holder in (both[number] for number in order)
    )
