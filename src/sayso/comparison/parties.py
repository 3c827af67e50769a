"""The entities that phrases for parties mean: those of a resolution, and those made of a name.

Each has a number, for there are few of them and many phrases.  Of the entities that nobody means no more is in memory
than where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sayso.indexed import Places
from sayso.records import Entity, EntityKind, identifier

NOBODY: Final = 0
"""The number of no party: it is false, as ``None`` is."""


class Parties:
    """The entities that are meant, by the number that each got when it was first: one or more."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._numbers: dict[Entity, int] = {}
        self._meant: list[Entity] = []
        self._alike: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self._of_place: dict[int, int] = {}
        # Where organisations, groups and governments stand, and which of them are governments.
        self._bodies: dict[str, int] = {}
        self._governments: set[str] = set()
        self._places = Places(self._noted())

    def _noted(self) -> Iterator[tuple[str, int]]:
        """Yield each name with the place of its entity, and note which are bodies on the way."""
        for place, entity in enumerate(self._entities):
            if entity.kind in {"organisation", "group", "government"}:
                self._bodies[entity.id] = place
            if entity.kind == "government":
                self._governments.add(entity.id)
            for name in _names(entity):
                yield name, place

    def __getitem__(self, number: int) -> Entity:
        return self._meant[number - 1]

    def number(self, entity: Entity) -> int:
        """Return the number of an entity that is meant."""
        number = self._numbers.setdefault(entity, len(self._meant) + 1)
        if number > len(self._meant):
            self._meant.append(entity)
            self._alike.setdefault(entity.id, number)
        return number

    def alike(self, number: int) -> int:
        """Return the first number of the party: it has several where it is told by one identifier in several ways."""
        return self._alike[self[number].id]

    def body(self, identifiers: Iterable[str], *, governments: bool) -> int:
        """Return the one organisation, group or (if wanted) government among entities, else NOBODY."""
        found = [name for name in identifiers if name in self._bodies]
        if not governments:
            found = [name for name in found if name not in self._governments]
        return self._at(self._bodies[found[0]]) if len(found) == 1 else NOBODY

    def named(self, name: str) -> int:
        """Return the entity that bears a name, the first by identifier; NOBODY where there is none."""
        name = plain(name)
        if name not in self._named:
            entities = (self._entities[place] for place in self._places.of(name))
            bearing = [entity for entity in entities if name in _names(entity)]
            self._named[name] = self.number(min(bearing, key=lambda entity: entity.id)) if bearing else NOBODY
        return self._named[name]

    def made(self, name: str, kind: EntityKind) -> int:
        """Return the entity that is known by nothing but a name."""
        return self.number(Entity(identifier("ent", "party", plain(name)), name, kind, ()))

    def _at(self, place: int) -> int:
        if place not in self._of_place:
            self._of_place[place] = self.number(self._entities[place])
        return self._of_place[place]


def _names(entity: Entity) -> set[str]:
    return {plain(name) for name in (entity.name, *entity.aliases)}


def plain(name: str) -> str:
    """Return a name without what does not tell it from others: case, hyphens, a leading "the"."""
    return " ".join(name.lower().replace("-", " ").removeprefix("the ").split())
