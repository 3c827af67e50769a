"""Where a figure holds: the place that its sentence sets it in, else the place told of last before it.

A name after a preposition of place ("near Orsk", "in the town of Varn") comes before a name that merely
stands in the sentence, a town before its country, and a name behind the number before one ahead of it.
Names of places that belong to a source or a side ("the Orsk-based monitor") say nothing of where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.party_names import is_national
from sayso.comparison.scopes import places_of
from sayso.comparison.words import word_set
from sayso.records import Span
from sayso.resolution.gazetteer import country_of

_LOOK_BACK: Final = 3  # sentences: a lead sets the place for what follows
_LONGEST: Final = 4  # words; longer runs of capitals are headlines
_JOINED: Final = re.compile(r"[-‑](?:based|led|backed|held|linked|run|controlled)\b")
_LOCATING: Final = re.compile(r"\b(?:in|at|near|on|of|outside|around|into|across|towards?|from) (?:[\w-]+ ){0,3}$")
_NO_PLACE: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december group state army agency news media observatory centre center ministry "
    "government president command forces council committee front brigade monitor twitter facebook website "
    "islamic reuters afp ramadan"
)


@dataclass(frozen=True, slots=True)
class PageNames:
    """The names of places on a page, and the names of anybody and anything else."""

    places: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()


def place_of(text: str, split: Sequence[Span], at: int, span: Span, names: PageNames) -> str | None:
    """Return the name of the place where the figure at ``span`` of ``split[at]`` holds, as the page writes it."""
    country: str | None = None
    for number in range(at, max(-1, at - 1 - _LOOK_BACK), -1):
        sentence = split[number]
        found = _named(text, sentence, names)
        near = span if number == at else Span(sentence.end, sentence.end)
        towns = [place for place in found if not _is_country(place.of(text))]
        if towns:
            return _nearest(text, towns, near).of(text)
        if found and country is None:
            country = _nearest(text, found, near).of(text)
    return country


def _is_country(name: str) -> bool:
    """Return whether a name is that of a country; apostrophes get lost on the way ("Syrias north")."""
    bare = name.removesuffix("'s").removesuffix("’s")
    return country_of(bare) is not None or country_of(bare.removesuffix("s")) is not None


def _named(text: str, sentence: Span, names: PageNames) -> list[Span]:
    """Return the places named in a sentence, longer names before the parts of them."""
    spans = [*(span for span, _ in places_of(text, sentence)), *(m for m in names.places if sentence.contains(m))]
    others = [other for other in names.others if sentence.contains(other)]
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not any(span.overlaps(other) for other in [*found, *others]) and _is_place(text, span):
            found.append(span)
    return found


def _is_place(text: str, span: Span) -> bool:
    words = span.of(text).split()
    bare = (word.lower().removesuffix("'s") for word in words)
    plain = any(word in _NO_PLACE or word.removesuffix("s") in _NO_PLACE for word in bare) or is_national(words[0])
    return len(words) <= _LONGEST and not plain and not _JOINED.search(text[span.start : span.end + 12])


def _nearest(text: str, places: Sequence[Span], figure: Span) -> Span:
    def order(place: Span) -> tuple[bool, bool, int]:
        before = text[max(0, place.start - 40) : place.start]
        behind = place.start >= figure.end
        gap = place.start - figure.end if behind else figure.start - place.end
        return (_LOCATING.search(before) is None, not behind, gap)

    return min(places, key=order)
