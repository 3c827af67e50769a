"""Stretches of pieces turned into the records that the rest of sayso reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from sayso.attribution.headlines import headline_attributions
from sayso.attribution.joining import Group
from sayso.attribution.labels import Stretch
from sayso.attribution.marks import DIRECT_SHARE, INSIDE_DOUBLE, INSIDE_SINGLE, MARK
from sayso.attribution.pieces import OTHER, Numbers, Pieces
from sayso.attribution.reading import Found
from sayso.records import Attribution, Kind, Name, NameKind, Span, Tagging

NAME_KINDS: Final[tuple[NameKind, ...]] = ("person", "organisation", "place", "other")
_MARKS: Final = "\"'“”‘’„«»"
_BLANK: Final = " \t\u00a0"
_RESUMES: Final = re.compile(r"[.!?…]?[.!?…][\"”»]?[ \t\u00a0]+(?:He|She|They) (?:also |then )?(?:add|continu|went on)")
_EDGES: Final = ",; \t\n\r\u00a0"


def _spans(text: str, pieces: Pieces, stretches: Iterable[Stretch], holes: Numbers) -> tuple[Span, ...]:
    """Return the stretches in code points, split where a skipped passage lies between two pieces.

    PolNeAR's annotators took a comma at a span's edge now and then, without a rule; we never do.
    """
    spans: list[Span] = []
    for stretch in sorted(stretches):
        inside = holes[(holes > stretch.first) & (holes < stretch.last)].tolist()
        for first, last in pairwise([stretch.first, *inside, stretch.last]):
            start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
            while end - start > 1 and text[end - 1] in _EDGES:
                end -= 1
            while end - start > 1 and text[start] in _EDGES:
                start += 1
            spans.append(Span(start, end))
    return tuple(spans)


def _kind(pieces: Pieces, content: Iterable[Stretch]) -> Kind:
    places = np.concatenate([np.arange(s.first, s.last) for s in content] or [np.zeros(0, dtype=np.int64)])
    marks, words = pieces.marks[places], pieces.cases[places] != OTHER
    quoted = words & ((marks == INSIDE_DOUBLE) | (marks == INSIDE_SINGLE))
    if words.any() and quoted.sum() >= DIRECT_SHARE * words.sum():
        return "direct"
    return "mixed" if (marks == MARK).any() or quoted.any() else "indirect"


def holes_of(pieces: Pieces, skip: Sequence[Span]) -> Numbers:
    """Return the pieces before which a skipped passage lies."""
    if not skip or not len(pieces):
        return np.zeros(0, dtype=np.int64)
    before = np.searchsorted(np.array(sorted(span.start for span in skip)), pieces.starts, side="right")
    return np.flatnonzero(np.diff(before)) + 1


def place(attribution: Attribution) -> tuple[Span, Span]:
    """Return what attributions are sorted by: their first span, then their last."""
    every = attribution.source + attribution.cue + attribution.content
    return min(every), max(every)


def _resumed(text: str, pieces: Pieces, part: Stretch) -> bool:
    """Whether a part of a content is a quotation of whole sentences that the next words take up: “…” She added."""
    start, end = int(pieces.starts[part.first]), int(pieces.ends[part.last - 1])
    lead = text[:start].rstrip(_MARKS + _BLANK)[-1:]
    return lead in ".!?" and _RESUMES.match(text, end - 2) is not None


def _parted(text: str, pieces: Pieces, group: Group) -> list[Group]:
    """Return the group, and apart from it a quotation that begins anew after reported words have ended.

    Such a quotation has no words of its own that say who speaks; who goes on with it tells.
    """
    parts = sorted(group.content)
    said = max((stretch.last for stretch in (*group.cue, *group.source)), default=0)
    for number, part in enumerate(parts[1:], 1):
        former = parts[:number]
        if part.first >= said and _resumed(text, pieces, part) and _kind(pieces, former) != "direct":
            return [Group(group.source, group.cue, tuple(former)), Group((), (), tuple(parts[number:]))]
    return [group]


def attribution_of(group: Group, pieces: Pieces, text: str, holes: Numbers) -> Attribution:
    """Return one group of stretches as an attribution in code points."""
    source, cue, content = (_spans(text, pieces, part, holes) for part in (group.source, group.cue, group.content))
    return Attribution(source, cue, content, kind=_kind(pieces, group.content))


def assemble(found: Sequence[Found], pieces: Pieces, text: str, skip: Sequence[Span] = ()) -> Tagging:
    """Return attributions and names in code points of ``text``, each in order of place."""
    holes = holes_of(pieces, skip)
    groups = [part for one in found for group in one.groups for part in _parted(text, pieces, group)]
    attributions = [attribution_of(group, pieces, text, holes) for group in groups]
    names = [
        Name(span, NAME_KINDS[one.kind])
        for window in found
        for one in window.names
        for span in _spans(text, pieces, [one], holes)
    ]
    attributions += headline_attributions(text, names, attributions, skip)
    return Tagging(tuple(sorted(attributions, key=place)), tuple(sorted(names, key=lambda name: name.span)))
