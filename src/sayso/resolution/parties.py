"""The parties of one page: its names brought together into persons, bodies, governments and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.records import EntityKind, Span
from sayso.resolution.gazetteer import gender_of_name, is_given_name
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import Gender, gender_of_word, head_kind
from sayso.resolution.names import Naming
from sayso.resolution.roles import Role, role_of
from sayso.resolution.spelling import close_spelling, fold, name_words

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_GOVERNMENT_NOUNS: Final = frozenset(
    ["ministry", "department", "government", "agency", "administration", "commission", "congress", "parliament", "senate", "police", "bureau", "council", "court"]
)
_PARTY_NOUNS: Final = frozenset(["front", "movement", "militia", "brigade", "brigades", "army", "forces", "rebels", "group"])
_DOCUMENT_WORDS: Final = frozenset(["report", "poll", "act", "charter", "constitution", "memo", "survey", "study", "bill"])


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
    lasts = {core(name)[-1] for name in names if name.kind == "person" and len(core(name)) > 1}
    return [
        name
        for name in names
        if core(name)
        and (name.kind == "person" or (len(core(name)) == 1 and core(name)[0] in lasts and not name.known))
        and not (name.known and not name.titles)
    ]


def _gather_people(people: list[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    full = [name for name in people if len(core(name)) > 1]
    words: dict[int, list[tuple[str, ...]]] = {}
    for name in full:
        party = next((p for p in parties if any(_same_person(core(name), known) for known in words[id(p)])), None)
        if party is None:
            party = Party(len(parties), "person")
            parties.append(party)
            words[id(party)] = []
        words[id(party)].append(core(name))
        whose[name.span] = party
        party.mentions.append(name.span)
    for name in people:
        if name.span in whose:
            continue
        party = _short_form(name, parties, words)
        if party is None:
            party = Party(len(parties), "person")
            parties.append(party)
            words[id(party)] = [core(name)]
        whose[name.span] = party
        party.mentions.append(name.span)


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


def _short_form(name: Naming, parties: list[Party], words: dict[int, list[tuple[str, ...]]]) -> Party | None:
    word = core(name)[0]
    gender = _title_gender(name)
    by_last = [p for p in parties if any(close_spelling(word, known[-1]) for known in words[id(p)])]
    found = by_last or [p for p in parties if any(word == known[0] for known in words[id(p)])]
    found = [p for p in found if gender is None or _party_gender(p, words[id(p)]) in {None, gender}]
    if not found:
        return None
    before = [
        (max(m.start for m in p.mentions if m.start < name.span.start), p) for p in found if min(p.mentions) < name.span
    ]
    dominant = max(found, key=lambda p: (len(p.mentions), -min(p.mentions).start))
    near = [pair for pair in before if name.span.start - pair[0] < 400]
    return max(near, key=lambda pair: pair[0])[1] if near else dominant


def _title_gender(name: Naming) -> Gender | None:
    return next((g for title in name.titles if (g := gender_of_word(title.lower().rstrip(".")))), None)


def _party_gender(party: Party, words: list[tuple[str, ...]]) -> Gender | None:
    return party.gender or next((g for known in words if len(known) > 1 and (g := gender_of_name(known[0]))), None)


def _gather_others(layout: Layout, names: list[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    by_key: dict[tuple[str, ...], Party] = {}
    acronyms = _acronyms(layout, names)
    for name in sorted(names, key=lambda name: (-len(name.words), name.span)):
        key = _key(name)
        party = by_key.get(key) or by_key.get(acronyms.get(name.text, ()))
        if party is None and not name.known:
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
    if not key or (head_kind(key[0]) == "organisation" and len(key) == 1):
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
    party.forms[_shown(name)] += 1
    if party.kind != "person":
        return
    words = core(name)
    for title in name.titles:
        if told := gender_of_word(title.lower().rstrip(".").removesuffix("'s")):
            party.genders[told] += 4
    if len(words) > 1 and (told := gender_of_name(words[0])):
        party.genders[told] += 2
    elif len(words) == 1 and is_given_name(words[0]) and (told := gender_of_name(words[0])) and not party.genders:
        party.genders[told] += 1
    if name.titles and (role := role_of(name.titles)):
        party.roles.append(role)
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
    return text.strip(" ,;:.\"“”‘’'()[]") or text


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
    if before and re.search(r"(?:\b[Tt]he|['’]s|[Hh]is|[Hh]er|[Ii]ts|[Aa]n?)\s+[^,]*$", before.group(1)):
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
