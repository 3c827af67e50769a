"""Which parties of all pages are one: by full names, known other names, offices; never by surname alone."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from sayso.records import Alias, EntityKind
from sayso.resolution.gazetteer import known
from sayso.resolution.lexicon import head_kind
from sayso.resolution.listed import Listed
from sayso.resolution.party import Party
from sayso.resolution.roles import Role, fits
from sayso.resolution.spelling import close_spelling, fold, name_words, skeleton
from sayso.resolution.state_bodies import state_body

_OFFICE: Final = 0.95  # only the very same office of the same country makes a description a person


class Groups:
    """Sets of parties that are one, joined step by step; the parties are numbered from 0 to one less than ``count``."""

    def __init__(self, count: int) -> None:
        self._above = array("L", range(count))
        # By the party that stands for a set: the numbers of its listed and of its known name, 0 where it has none.
        self._listed, self._known = array("L", [0]) * count, array("L", [0]) * count
        self._aliases: dict[str, Alias] = {}
        self._numbers: dict[str, int] = {}
        self._names = [""]

    def know(self, item: int, name: str) -> None:
        """Note that a party is publicly known by a name: it is joined to none that is known by another."""
        self._known[self.find(item)] = self._number(name)

    def mark(self, item: int, party: Alias) -> None:
        """Note that a user's alias file lists the party: it is joined to no other one that is listed."""
        self._aliases[party.name] = party
        self._listed[self.find(item)] = self._number(party.name)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name)
        return self._numbers[name]

    def listed(self, item: int) -> Alias | None:
        """Return the listed party that the set of ``item`` is, if any."""
        number = self._listed[self.find(item)]
        return self._aliases[self._names[number]] if number else None

    def find(self, item: int) -> int:
        """Return the party that stands for the set of ``item``: the first of it."""
        root = item
        while (above := self._above[root]) != root:
            root = above
        while item != root:
            self._above[item], item = root, self._above[item]
        return root

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets of two parties, unless a user's file or public knowledge has them as two."""
        first, second = sorted((self.find(one), self.find(other)))
        told = {number for number in (self._listed[first], self._listed[second]) if number}
        names = {number for number in (self._known[first], self._known[second]) if number}
        if len(told) > 1 or (len(names) > 1 and not told):
            return
        self._above[second] = first
        if told:
            self._listed[first] = next(iter(told))
        if names:
            self._known[first] = min(names, key=self._names.__getitem__)


def join_parties(parties: Sequence[Party], listed: Listed) -> Groups:
    """Return the parties of all pages in groups, each of which is one entity."""
    groups = Groups(len(parties))
    _join_listed(parties, listed, groups)
    _join_bodies(parties, groups)
    _join_misread(parties, groups)
    _join_full_names(parties, groups)
    _join_surnames(parties, groups)
    _join_offices(parties, groups)
    return groups


def family(kind: EntityKind) -> str:
    """Return the kinds among which a name is one entity's: a person's, a document's, any other's."""
    return kind if kind in {"person", "document"} else "body"


def _join_listed(parties: Sequence[Party], listed: Listed, groups: Groups) -> None:
    """Join the parties that a user's file lists; note before of each under which name it is known."""
    first: dict[str, int] = {}
    for at, party in enumerate(parties):
        if (name := _known_name(party)) is not None:
            groups.know(at, name)
        if (entry := listed.party(party)) is not None and not party.parts:
            groups.mark(at, entry)
            groups.join(first.setdefault(entry.name, at), at)


def _known_name(party: Party) -> str | None:
    """Return the known name that most of the forms of a body, state or place mean."""
    names: Counter[str] = Counter()
    for form, times in party.forms.items():
        if party.kind != "person" and (found := known(form)) is not None:
            names[found.name] += times
    return min(names, key=lambda name: (-names[name], name), default=None)


def _body_keys(party: Party) -> set[tuple[str, ...]]:
    keys = set()
    for form in party.forms:
        found = known(form)
        words = name_words(found.name if found else form)
        body = state_body(form)
        if body is not None:
            keys |= {("", body.country, *body.core)} if body.country else set()
        elif found or (words and not all(head_kind(word) for word in words)):
            keys.add(tuple(skeleton(word) if len(word) > 4 else word for word in words))
    return keys


def _join_bodies(parties: Sequence[Party], groups: Groups) -> None:
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for at, party in enumerate(parties):
        if not party.named or party.kind == "person" or party.parts:
            continue
        among = family(party.kind)
        for key in sorted(_body_keys(party)):
            groups.join(first.setdefault((among, key), at), at)


def _join_misread(parties: Sequence[Party], groups: Groups) -> None:
    """Join a name of one word, taken for a person's on one page, to the place or body that others show it to be."""
    bodies: dict[tuple[str, ...], int] = {}
    bearers: set[str] = set()
    for at, party in enumerate(parties):
        if party.kind == "person":
            bearers.update(word for full in _full(party) for word in full)
        elif party.named and party.kind in {"place", "government", "organisation"} and not party.parts:
            for form in party.forms:
                bodies.setdefault(name_words(form), at)
    for at, party in enumerate(parties):
        told = party.genders or not party.named or party.kind != "person"
        words = {name_words(form) for form in party.forms}
        if told or len(words) != 1 or any(len(one) != 1 or one[0] in bearers for one in words):
            continue
        other = bodies.get(next(iter(words)))
        if other is not None and (parties[other].kind != "organisation" or not party.roles):
            groups.join(other, at)


def _full(party: Party) -> list[tuple[str, ...]]:
    return sorted({words for form in party.forms if len(words := name_words(form)) > 1})


def _join_full_names(parties: Sequence[Party], groups: Groups) -> None:
    by_last: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)  # the first who bears a name stands for all
    for at, party in enumerate(parties):
        if party.kind != "person" or not party.named:
            continue
        for words in _full(party):
            bucket = by_last[skeleton(words[-1])[1:]]
            known = next((there for other, there in bucket.items() if _one_person(words, other)), None)
            if known is not None:
                groups.join(known, at)
            bucket.setdefault(words, at)


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not close_spelling(one[-1], other[-1]):
        return False
    return one[0] == other[0] or close_spelling(one[0], other[0]) or set(one) <= set(other) or set(other) <= set(one)


def _join_surnames(parties: Sequence[Party], groups: Groups) -> None:
    """Join a surname alone to the one full name that bears it, when only one bears it anywhere."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for at, party in enumerate(parties):
        if party.kind == "person" and party.named:
            for words in _full(party):
                bearers[fold(words[-1])].add(groups.find(at))
    for at, party in enumerate(parties):
        if party.kind != "person" or not party.named or _full(party):
            continue
        found = {
            root
            for form in party.forms
            for root in bearers.get(fold(name_words(form)[-1]) if name_words(form) else "", ())
        }
        if len(found) == 1:
            root = next(iter(found))
            if party.gender in {None, parties[root].gender} or parties[root].gender is None:
                groups.join(root, at)


def _join_offices(parties: Sequence[Party], groups: Groups) -> None:
    """Join a person described by office and country to the one named person who holds that very office there."""
    holders: dict[tuple[str, str], set[tuple[Role, int]]] = defaultdict(set)
    for at, party in enumerate(parties):
        if party.kind == "person" and party.named:
            for role in party.roles:
                if role.country and role.modifiers:
                    holders[role.head, role.country].add((role, groups.find(at)))
    for at, party in enumerate(parties):
        if party.named or not party.roles or party.plural:
            continue
        role = party.roles[0]
        if not (role.country and role.modifiers):
            continue
        found = {root for held, root in holders.get((role.head, role.country), ()) if fits(role, held) >= _OFFICE}
        if len(found) == 1:
            groups.join(next(iter(found)), at)
