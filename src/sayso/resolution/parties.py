"""The parties of one page: its names brought together into persons, bodies, governments and places."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from typing import Final

from sayso.records import EntityKind, Span
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import NAMED_DOCUMENTS, head_kind, words_of
from sayso.resolution.names import Naming, shown
from sayso.resolution.party import Party
from sayso.resolution.people import gather_people
from sayso.resolution.roles import Role, role_of
from sayso.resolution.spelling import fold, name_words
from sayso.resolution.state_bodies import owned_form, state_body

_GOVERNMENT_NOUNS: Final = words_of(
    "ministry department government agency administration commission congress parliament senate police bureau "
    "council court"
)
_BEHIND: Final = re.compile(
    r"(?:\s*\([^)]{1,20}\))?\s*(?:,\s*(?:\d{1,3},\s*)?(?:who (?:is|was|serves as) )?|\s+(?:is|was) )"
    r"((?:an?|the|one of the|[a-z'’-]+|[A-Z])[^,;.()\n“\"]{2,90})"
)
_GOVERNING: Final = re.compile(
    r"['’]s (?:(?:foreign|defence|defense|interior|transport|finance|justice|health|prime) minist(?:er|ry)|"
    r"government)\b"
)
_FEW: Final = 50  # longer names looked through for a short one: beyond it no one name is meant
_PARTY_NOUNS: Final = words_of("front movement militia brigade brigades army forces rebels group")


def gather_parties(layout: Layout, names: Sequence[Naming]) -> tuple[list[Party], dict[Span, Party]]:
    """Return the parties of a page in order of place, and the party of each name."""
    whose: dict[Span, Party] = {}
    parties: list[Party] = []
    gather_people(names, parties, whose)
    _gather_others(layout, [name for name in names if name.span not in whose], parties, whose)
    for name in names:
        party = whose.get(name.span)
        if party is not None:
            _learn(layout, name, party)
    parties.sort(key=lambda party: min(party.mentions))
    for number, party in enumerate(parties):
        party.number = number
    return parties, whose


class _Bodies:
    """The bodies and places of a page by the words of their names."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, ...], Party] = {}
        self._by_core: dict[tuple[str, ...], list[Party]] = {}  # bodies of states by what they are
        self._by_head: dict[str, list[tuple[tuple[str, ...], Party]]] = {}  # bodies by what they are: "observatory"
        self._by_edge: dict[str, list[tuple[tuple[str, ...], Party]]] = {}

    def get(self, key: tuple[str, ...]) -> Party | None:
        """Return the party of exactly these words."""
        return self._by_key.get(key)

    def add(self, key: tuple[str, ...], party: Party) -> None:
        """Note that a party has a name of these words."""
        if key and key not in self._by_key:
            self._by_key[key] = party
            if key[0] == "":
                self._by_core.setdefault(key[2:], []).append(party)
            if party.kind in {"organisation", "group"} and len(key) > 1:
                self._by_head.setdefault(_head_of(key), []).append((key, party))
            for edge in {key[0], key[-1]}:
                self._by_edge.setdefault(edge, []).append((key, party))

    def of_state(self, name: Naming) -> Party | None:
        """Return the one body named with its state that a name without one ("the Foreign Ministry") takes up."""
        body = state_body(name.text)
        found = self._by_core.get(body.core, []) if body is not None and body.country is None else []
        return found[0] if len(found) == 1 else None

    def longer(self, key: tuple[str, ...]) -> Party | None:
        """Return the one longer name of a body that begins or ends with these words."""
        if not key or head_kind(key[-1]) == "people":
            return None
        if len(key) == 1 and head_kind(key[0]) == "organisation":  # "the Observatory", where the page names but one
            headed = sorted(self._by_head.get(key[0], ()), key=lambda item: len(item[0]))
            core, party = headed[0] if headed else ((), None)  # the others may but go on: "… monitoring group"
            return party if all(other is party or longer[: len(core)] == core for longer, other in headed) else None
        size = len(key)
        found = {
            id(party): party
            for edge in (key[0], key[-1])
            for other, party in self._by_edge.get(edge, ())[:_FEW]
            if len(other) > size and party.kind in {"organisation", "group"} and key in (other[-size:], other[:size])
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _head_of(key: tuple[str, ...]) -> str:
    """Return the noun that says what a body is: the word before "of" or "for", or the last."""
    at = next((at for at, word in enumerate(key) if at and word in {"of", "for", "on", "against"}), len(key))
    return key[at - 1]


def _gather_others(layout: Layout, names: list[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    bodies = _Bodies()
    acronyms = _acronyms(layout, names)
    owned = {name.span: form for name in names if (form := owned_form(layout, name))}
    for name in sorted(names, key=lambda name: (name.span not in owned, -len(name.words), name.span)):
        key = _state_key(owned[name.span]) if name.span in owned else _key(name)
        party = bodies.get(key) or bodies.get(acronyms.get(name.text, ())) or bodies.of_state(name)
        if party is None and not name.known and name.kind not in {"other", "place"}:
            party = bodies.longer(key)  # a town is not the police of the town
        if party is None:
            party = Party(len(parties), _kind(name))
            parties.append(party)
        bodies.add(key, party)
        if name.span in owned:
            party.forms[owned[name.span]] += 1
        whose[name.span] = party
        insort(party.mentions, name.span)


def _state_key(form: str) -> tuple[str, ...]:
    """Return the key of a body named with its state, whatever the order and spelling of its words."""
    body = state_body(form)
    return ("", body.country or "", *body.core) if body else name_words(form)


def _key(name: Naming) -> tuple[str, ...]:
    return name_words(name.known.name) if name.known else name_words(name.text)


def _kind(name: Naming) -> EntityKind:
    if name.known:
        return name.known.kind
    words = {word.lower() for word in name.words}
    if words & NAMED_DOCUMENTS and name.kind in {"other", "organisation"}:
        return "document"
    if words & _GOVERNMENT_NOUNS or words & _PARTY_NOUNS:
        return "organisation" if words & _GOVERNMENT_NOUNS else "group"
    if name.kind == "place":
        return "place"
    return "organisation"


def _acronyms(layout: Layout, names: Iterable[Naming]) -> dict[str, tuple[str, ...]]:
    """Acronyms given in brackets behind a name, or made of a name's capitals."""
    listed = list(names)
    found: dict[str, tuple[str, ...]] = {}
    initials: dict[str, set[tuple[str, ...]]] = {}
    for name in listed:
        capitals = "".join(word[0] for word in name.words if word[0].isupper())
        if len(capitals) > 1:
            initials.setdefault(capitals, set()).add(_key(name))
    for name in listed:
        short = name.text.replace(".", "")
        if len(name.words) == 1 and short.isupper() and len(initials.get(short, ())) == 1 and not name.known:
            found[name.text] = next(iter(initials[short]))
    for name in listed:
        after = layout.text[name.span.end : name.span.end + 24]
        bracket = re.match(r"['’]?s?\s*\(\s*(?:the\s+)?([A-Z][A-Za-z.&-]{1,11})\s*\)", after)
        if bracket and _stands_for(bracket.group(1), name):
            found.setdefault(bracket.group(1), _key(name))
    return found


def _stands_for(short: str, name: Naming) -> bool:
    """Return whether a bracket is short for the name before it, and not the agency behind a dateline's town."""
    letters = [letter.lower() for letter in short if letter.isupper()]
    return len(letters) > 1 and any(word.lower().startswith(letters[0]) for word in name.words)


def _learn(layout: Layout, name: Naming, party: Party) -> None:
    if party.kind != "person":
        if not (state_body(name.text) and party.forms):  # named with its state already
            party.forms[shown(name)] += 1
        if party.kind == "place" and _GOVERNING.match(layout.text, name.span.end):
            party.kind = "government"
        party.plural = party.plural or (name.kind == "other" and name.words[-1].endswith("s") and not name.known)
        return
    for role in _appositions(layout, name):
        party.roles.append(role)
        if role.gender:
            party.genders[role.gender] += 3


def _appositions(layout: Layout, name: Naming) -> list[Role]:
    """Roles in a phrase set off by commas behind or before a name, or after "is the"."""
    roles = []
    after = _BEHIND.match(layout.text[name.span.end : name.span.end + 140])
    if after:
        roles.append(_noun_phrase(after.group(1)))
    before = re.search(r"([^,;.()\n“\"]{3,70}),\s*$", layout.text[max(0, name.span.start - 80) : name.span.start])
    if before and re.search(
        r"(?:\b[Tt]he|['’]s|\b[Hh]is|\b[Hh]er|\b[Ii]ts|\b[Aa]n?)\s+(?:[\w’'-]+\s*){1,5}$", before.group(1)
    ):
        phrase = re.split(r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Aa]n?)\s+", before.group(1))[-1]
        roles.append(_noun_phrase(phrase, strict=True))
    return [role for role in roles if role is not None]


def _noun_phrase(phrase: str, *, strict: bool = False) -> Role | None:
    head, *rest = re.split(r"\b(?:of|for|at|to|in|on|from|with|who|that|which|and)\b", phrase, maxsplit=1)
    words = re.findall(r"[\w.’'-]+", head)[:9]
    if not words or (head_kind(fold(words[-1])) not in {"person"} and not (not strict and role_of(words))):
        return None
    if words and words[0].lower() in {
        "said",
        "says",
        "told",
        "has",
        "had",
        "was",
        "is",
        "but",
        "and",
        "who",
        "he",
        "she",
    }:
        return None
    return role_of(words, re.findall(r"[\w.’'-]+", rest[0])[:8] if rest else ())
