"""The parties of one page: its names brought together into persons, bodies, governments and places."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.records import EntityKind, Span
from sayso.resolution.gazetteer import gender_of_name, is_given_name
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import Gender, gender_of_word, head_kind
from sayso.resolution.names import Naming
from sayso.resolution.roles import Role, role_of
from sayso.resolution.spelling import close_spelling, fold, name_words, skeleton
from sayso.resolution.titles import is_role

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_GOVERNMENT_NOUNS: Final = frozenset(
    {
        "ministry",
        "department",
        "government",
        "agency",
        "administration",
        "commission",
        "congress",
        "parliament",
        "senate",
        "police",
        "bureau",
        "council",
        "court",
    }
)
_PARTY_NOUNS: Final = frozenset(
    {"front", "movement", "militia", "brigade", "brigades", "army", "forces", "rebels", "group"}
)
_DOCUMENT_WORDS: Final = frozenset(
    {"report", "poll", "act", "charter", "constitution", "memo", "survey", "study", "bill"}
)


@dataclass(slots=True)
class Party:
    """Somebody or something that a page names or describes, gathered mention by mention.

    ``forms`` counts the names used, ``titled`` those of them with two words or more; ``named`` is
    false for a source that is only described; ``genders`` holds what was told of its gender.
    """

    number: int
    kind: EntityKind
    named: bool = True
    plural: bool = False
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    parts: tuple[int, ...] = ()

    @property
    def person(self) -> bool:
        """Whether it is one person."""
        return self.kind == "person" or (not self.named and not self.plural and self.kind == "unnamed")

    @property
    def name(self) -> str:
        """The fullest, then most frequent, then first form in the alphabet."""
        return min(self.forms, key=lambda form: (-len(name_words(form)), -self.forms[form], form))

    @property
    def gender(self) -> Gender | None:
        """The gender most evidence tells, or ``None`` when there is none or it is even."""
        male, female = self.genders["male"], self.genders["female"]
        return None if male == female else ("male" if male > female else "female")

    @property
    def country(self) -> str | None:
        """The country that its roles name, if any."""
        return next((role.country for role in self.roles if role.country), None)


def gather_parties(layout: Layout, names: Sequence[Naming]) -> tuple[list[Party], dict[Span, Party]]:
    """Return the parties of a page in order of place, and the party of each name."""
    people = _people(names)
    whose: dict[Span, Party] = {}
    parties: list[Party] = []
    _gather_people(people, parties, whose)
    _gather_others(layout, [name for name in names if name.span not in whose], parties, whose)
    for name in names:
        party = whose.get(name.span)
        if party is not None:
            _learn(layout, name, party)
    parties.sort(key=lambda party: min(party.mentions))
    for number, party in enumerate(parties):
        party.number = number
    return parties, whose


def core(name: Naming) -> tuple[str, ...]:
    """Return the identifying words of a person's name, generation suffixes left out."""
    return tuple(word for word in name_words(name.text) if word not in _SUFFIXES)


def _people(names: Sequence[Naming]) -> list[Naming]:
    """The names of people: tagged so, or the last name of somebody named in full."""
    lasts: dict[str, set[str]] = {}
    for name in names:
        if name.kind == "person" and len(core(name)) > 1:
            lasts.setdefault(_sound(core(name)[-1]), set()).add(core(name)[-1])
    found = []
    for name in names:
        words = core(name)
        if not words or (name.known and not name.titles):
            continue
        bearers = lasts.get(_sound(words[-1]), set())
        if name.kind == "person" or (len(words) == 1 and any(close_spelling(words[0], last) for last in bearers)):
            found.append(name)
        elif words[-1] in bearers and len(words) < 4 and all(is_role(word) for word in name.words[:-1]):
            found.append(replace(name, words=name.words[-1:], titles=(*name.titles, *name.words[:-1]), kind="person"))
    return found


class _Surnames:
    """The people of a page by the sound of their last and first names."""

    def __init__(self) -> None:
        self._last: dict[str, list[tuple[tuple[str, ...], Party]]] = {}
        self._first: dict[str, list[tuple[tuple[str, ...], Party]]] = {}

    def add(self, words: tuple[str, ...], party: Party) -> None:
        """Note that a party bears a name."""
        self._last.setdefault(_sound(words[-1]), []).append((words, party))
        if len(words) > 1:
            self._first.setdefault(words[0], []).append((words, party))

    def same(self, words: tuple[str, ...]) -> Party | None:
        """Return the first party whose full name this may be."""
        bearers = self._last.get(_sound(words[-1]), ())
        return next((party for known, party in bearers if _same_person(words, known)), None)

    def bearers(self, word: str) -> list[Party]:
        """Return the parties whose last name this is; if none, those whose first name it is."""
        last = {id(p): p for known, p in self._last.get(_sound(word), ()) if close_spelling(word, known[-1])}
        return list(last.values()) or list({id(p): p for _, p in self._first.get(word, ())}.values())


def _sound(word: str) -> str:
    return skeleton(word)[1:] or word


def _gather_people(people: list[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    """Full names first; then names with a title that tells a gender; then the bare ones, each to the page's main bearer."""
    surnames = _Surnames()
    full = [name for name in people if len(core(name)) > 1]
    short = [name for name in people if len(core(name)) == 1]
    for name in full:
        _assign(name, surnames.same(core(name)), surnames, parties, whose)
    for name in full:
        _tell_gender(name, whose[name.span])
    for told in (True, False):
        for name in short:
            if (_title_gender(name) is not None) == told:
                _assign(name, _bearer(name, surnames), surnames, parties, whose)
                _tell_gender(name, whose[name.span])


def _assign(
    name: Naming, party: Party | None, surnames: _Surnames, parties: list[Party], whose: dict[Span, Party]
) -> None:
    if party is None:
        party = Party(len(parties), "person")
        parties.append(party)
        surnames.add(core(name), party)
    elif len(core(name)) > 1 and name.text not in party.forms:
        surnames.add(core(name), party)
    whose[name.span] = party
    party.forms[_shown(name)] += 1
    insort(party.mentions, name.span)
    if name.titles and (role := role_of(name.titles)):
        party.roles.append(role)


def _tell_gender(name: Naming, party: Party) -> None:
    words = core(name)
    if told := _title_gender(name):
        party.genders[told] += 4
    if len(words) > 1 and not any("-" in word for word in words[1:]) and (told := gender_of_name(words[0])):
        party.genders[told] += 2  # a hyphen behind: the family name may stand first, as in Korean names
    elif len(words) == 1 and is_given_name(words[0]) and (told := gender_of_name(words[0])) and not party.genders:
        party.genders[told] += 1


def _bearer(name: Naming, surnames: _Surnames) -> Party | None:
    """The bearer of a short name: of agreeing gender and, among several, by office, then by how much the page is about it."""
    gender = _title_gender(name)
    found = [party for party in surnames.bearers(core(name)[0]) if gender is None or party.gender in {None, gender}]
    role = role_of(name.titles) if name.titles else None
    if role is not None and len(found) > 1:
        found = [party for party in found if any(held.head == role.head for held in party.roles)] or found
    return max(found, key=lambda party: (len(party.mentions), -party.mentions[0].start)) if found else None


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not close_spelling(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return one == other
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if close_spelling(first, second):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return set(one) <= set(other) or set(other) <= set(one)


def _title_gender(name: Naming) -> Gender | None:
    return next((g for title in name.titles if (g := gender_of_word(title.lower().rstrip(".")))), None)


def _gather_others(layout: Layout, names: list[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    by_key: dict[tuple[str, ...], Party] = {}
    acronyms = _acronyms(layout, names)
    for name in sorted(names, key=lambda name: (-len(name.words), name.span)):
        key = _key(name)
        party = by_key.get(key) or by_key.get(acronyms.get(name.text, ()))
        if party is None and not name.known and name.kind != "other":
            party = _longer(key, by_key)
        if party is None:
            party = Party(len(parties), _kind(name))
            parties.append(party)
        by_key.setdefault(key, party)
        whose[name.span] = party
        party.mentions.append(name.span)
        party.mentions.sort()


def _key(name: Naming) -> tuple[str, ...]:
    return name_words(name.known.name) if name.known else name_words(name.text)


def _longer(key: tuple[str, ...], by_key: dict[tuple[str, ...], Party]) -> Party | None:
    """The one longer name of a body that begins or ends with these words."""
    if not key or head_kind(key[-1]) == "people" or (head_kind(key[0]) == "organisation" and len(key) == 1):
        return None
    found = {
        id(party): party
        for other, party in by_key.items()
        if len(other) > len(key)
        and party.kind in {"organisation", "group"}
        and (other[-len(key) :] == key or other[: len(key)] == key)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _kind(name: Naming) -> EntityKind:
    if name.known:
        return name.known.kind
    words = {word.lower() for word in name.words}
    if words & _DOCUMENT_WORDS and name.kind in {"other", "organisation"}:
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
        if bracket:
            found.setdefault(bracket.group(1), _key(name))
    return found


def _learn(layout: Layout, name: Naming, party: Party) -> None:
    if party.kind != "person":
        party.forms[_shown(name)] += 1
        party.plural = party.plural or (name.kind == "other" and name.words[-1].endswith("s") and not name.known)
        return
    for role in _appositions(layout, name):
        party.roles.append(role)
        if role.gender:
            party.genders[role.gender] += 3


def _shown(name: Naming) -> str:
    text = re.sub(r"(?:['’]s|['’])$", "", name.text)
    if text.isupper() and len(text) > 4 and not name.known and name.kind == "person":
        text = text.title()
    return name.known.name if name.known and name.known.how in {"adjective", "seat"} else fold_quotes(text)


def fold_quotes(text: str) -> str:
    """Return ``text`` without quotation marks and commas at its ends."""
    bare = text.strip(" ,;:\"“”‘’'()[]")
    return (bare if "." in bare[:-1] else bare.rstrip(".")) or text


def _appositions(layout: Layout, name: Naming) -> list[Role]:
    """Roles in a phrase set off by commas behind or before a name, or after "is the"."""
    roles = []
    after = re.match(
        r"(?:\s*\([^)]{1,20}\))?\s*(?:,\s*(?:\d{1,3},\s*)?(?:who (?:is|was|serves as) )?|\s+(?:is|was) )((?:an?|the|one of the|[a-z'’-]+|[A-Z])[^,;.()\n“\"]{2,90})",
        layout.text[name.span.end : name.span.end + 140],
    )
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


def find_party(parties: Iterable[Party], name: str) -> Party | None:
    """Return the party that has exactly this form, if one has."""
    key = fold(name)
    return next((party for party in parties if any(fold(form) == key for form in party.forms)), None)
