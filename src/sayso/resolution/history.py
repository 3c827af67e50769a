"""Who has been mentioned where, in the order of the page: what pronouns look back on."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Literal

from sayso.records import Span
from sayso.resolution.party import Party

Place = Literal["source", "subject", "location", "other"]


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One mention: where, of which party, in which grammatical place, and whether inside a quotation."""

    start: int
    end: int
    party: int
    place: Place
    quoted: bool
    pronoun: bool


class History:
    """The mentions so far, kept in order of place."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def add(self, span: Span, party: Party, place: Place, *, quoted: bool, pronoun: bool = False) -> None:
        """Note a mention; one at the same place is replaced by what tells more: "Arcadia" by "Arcadian officials"."""
        event = Event(span.start, span.end, party.number, place, quoted, pronoun)
        at = bisect_left(self._events, span.start, key=lambda item: item.start)
        if at < len(self._events) and self._events[at].start == span.start:
            former = self._events[at]
            if (
                former.party == party.number
                or place == "source"
                or (former.place != "source" and span.end > former.end)
            ):
                self._events[at] = event
            return
        insort(self._events, event)

    def before(self, place: int, *, reach: int) -> list[Event]:
        """Return the mentions that start in the ``reach`` characters before ``place``, nearest first."""
        last = bisect_left(self._events, place, key=lambda item: item.start)
        first = bisect_left(self._events, place - reach, key=lambda item: item.start)
        return self._events[first:last][::-1]
