"""Things that hang together in pairs, and the groups that they make (a forest of disjoint sets)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Joined(Generic[Thing]):
    """Groups that grow by pairs; each is known by one of its things, its root."""

    def __init__(self, pairs: Iterable[tuple[Thing, Thing]] = ()) -> None:
        self._above: dict[Thing, Thing] = {}
        for one, other in pairs:
            self.join(one, other)

    def root(self, thing: Thing) -> Thing:
        """Return the thing by which the group of ``thing`` is known; a thing never joined is alone in its group."""
        above = self._above
        while (over := above.get(thing, thing)) != thing:
            above[thing] = above.get(over, over)  # halves the way for whoever asks next
            thing = above[thing]
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Make one group of two; the root of ``one`` stands for it."""
        first, second = self.root(one), self.root(other)
        if first != second:
            self._above[second] = first
