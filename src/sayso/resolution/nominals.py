"""Whom a description means: "the defence minister", "the bank", "the letter", "officials"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import EntityKind, Span
from sayso.resolution.lexicon import HeadKind, gender_of_word, head_kind, singular
from sayso.resolution.parties import Party
from sayso.resolution.pronouns import Choice
from sayso.resolution.roles import Role, fits, role_of
from sayso.resolution.sources import Source
from sayso.resolution.spelling import name_words

_GENERIC: Final = frozenset({"man", "woman", "person", "boy", "girl", "guy"})
_NEAR: Final = 2500  # characters: some ten paragraphs of news
_FIT: Final = 0.6  # a role fits that shares its head and lacks one modifier at most


@dataclass(frozen=True, slots=True)
class Described:
    """A party that the page only describes, kept so that "the letter" finds "a letter"."""

    party: Party
    head: str
    kind: HeadKind | None
    role: Role | None
    words: frozenset[str]


def _last_before(party: Party, place: int) -> int:
    return max((span.start for span in party.mentions if span.start < place), default=-1)


def person_meant(source: Source, parties: Sequence[Party], described: Sequence[Described], place: int) -> Choice:
    """Return the person whom a singular role means: one who is known to hold it, else the only one it can be."""
    role = role_of(source.words, source.after)
    if role is None or not source.definite:
        return Choice(None, 0.0, ("described, not named",))
    people = [party for party in parties if party.kind == "person" and party.named]
    if role.head in _GENERIC and not role.modifiers:
        return _generic(role, people, place)
    fitting = [(max((fits(role, held) for held in party.roles), default=0.0), party) for party in people]
    held = [(fit, party) for fit, party in fitting if fit >= _FIT and source.owner_pronoun is None]
    if held:
        top = max(fit for fit, _ in held)
        best = [party for fit, party in held if fit >= top - 0.05]
        chosen = max(best, key=lambda party: (_last_before(party, place), -party.number))
        sure = (0.95 if len(best) == 1 else 0.7) * top
        return Choice(
            chosen, sure, (f"the page calls {chosen.name} so" if len(best) == 1 else "the nearest person of that role",)
        )
    agreeing = [party for party in people if role.gender is None or party.gender in {None, role.gender}]
    unique = [party for party in agreeing if any(_may_hold(role, held) for held in party.roles)]
    if len(unique) == 1 and _last_before(unique[0], place) >= 0 and source.owner_pronoun is None:
        return Choice(unique[0], 0.6, (f"the only {role.head} that the page names",))
    earlier = [item for item in described if item.role and item.kind == "person" and _same_role(role, item.role)]
    if earlier:
        return Choice(earlier[-1].party, 0.7, ("the same role is described before",))
    return Choice(None, 0.0, ("described, not named",))


def _may_hold(role: Role, held: Role) -> bool:
    """Whether nothing but silence speaks against a role being this one: same head, no other field or country."""
    bare = Role(role.head, frozenset(), role.country, role.gender)
    if fits(bare, held) <= 0:
        return False
    return not (role.modifiers and held.modifiers and role.head == held.head and not role.modifiers & held.modifiers)


def _same_role(role: Role, earlier: Role) -> bool:
    return fits(role, earlier) >= _FIT and fits(role, earlier) > 0


def _generic(role: Role, people: list[Party], place: int) -> Choice:
    gender = gender_of_word(role.head)
    agreeing = [party for party in people if party.gender == gender and _last_before(party, place) >= 0]
    if len(agreeing) == 1:
        return Choice(agreeing[0], 0.6, (f"the only one so far who is a {role.head}",))
    return Choice(None, 0.0, ("described, not named",))


def group_meant(source: Source, parties: Sequence[Party], place: int) -> Choice:
    """Return the people named together before whom "the senators" or "the two men" means."""
    if not source.definite or source.head_kind != "people":
        return Choice(None, 0.0, ("described, not named",))
    head = singular(source.head)
    for party in sorted(parties, key=lambda party: -_last_before(party, place)):
        if not party.parts or not 0 <= place - _last_before(party, place) < _NEAR:
            continue
        parts = [parties[number] for number in party.parts]
        held = any(any(fits(Role(head, frozenset(), None, None), role) > 0 for role in part.roles) for part in parts)
        if held or (head in _GENERIC and all(part.kind == "person" for part in parts)):
            return Choice(party, 0.8, (f"{party.name} were named together before",))
    return Choice(None, 0.0, ("described, not named",))


def body_meant(source: Source, parties: Sequence[Party], place: int) -> Choice:
    """Return the body that "the bank", "the union", "the committee" means."""
    if not source.definite or source.owner is not None:
        return Choice(None, 0.0, ("described, not named",))
    asked = {singular(word.lower()) for word in source.words} - {"the", "its", "this", "that"}
    bodies = [party for party in parties if party.named and party.kind in {"organisation", "group", "government"}]
    naming = [party for party in bodies if _last_before(party, place) >= 0 and _named_so(asked, party)]
    if naming:
        chosen = max(naming, key=lambda party: (_last_before(party, place), -party.number))
        return Choice(chosen, 0.85 if len(naming) == 1 else 0.65, (f"its name has the word “{source.head}”",))
    near = [
        party for party in bodies if 0 <= place - _last_before(party, place) < 600 and _last_before(party, place) >= 0
    ]
    near = [party for party in near if party.kind == "organisation"]
    if len(near) == 1 and len(asked) == 1:
        return Choice(near[0], 0.6, ("the only body named shortly before",))
    return Choice(None, 0.0, ("described, not named",))


def _named_so(asked: set[str], party: Party) -> bool:
    return any(asked <= {singular(word) for word in name_words(form)} for form in party.forms)


def described_before(source: Source, described: Sequence[Described]) -> Described | None:
    """Return the nearest earlier description that this one takes up ("the letter", "these voters")."""
    words = _content(source)
    for item in reversed(described):
        proper = bool(source.words) and source.words[-1][:1].isupper()  # "Republicans" are no committee's Republicans
        taken_up = source.definite or (words == {source.head} and not proper)
        if item.head == source.head and (words == item.words or (taken_up and words <= item.words)):
            return item
    return None


def _content(source: Source) -> frozenset[str]:
    return frozenset(word.lower() for word in (*source.words, *source.after)) - {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
    }


def describe(source: Source, number: int) -> Described:
    """Return a new party for what a source describes."""
    kind: EntityKind = "document" if source.head_kind == "document" else "unnamed"
    plural = source.head_kind == "people" or (source.head.endswith("s") and head_kind(source.head) is None)
    party = Party(number, kind, named=False, plural=plural)
    party.forms[source.text] += 1
    role = role_of(source.words, source.after) if source.head_kind == "person" else None
    if role is not None:
        party.roles.append(role)
        if role.gender:
            party.genders[role.gender] += 3
    if source.span is not None:
        party.mentions.append(source.span)
    return Described(party, source.head, source.head_kind, role, _content(source))


def body_of(source: Source, owner: str, number: int) -> Party:
    """Return a party for a body named through its owner: "Hillary Clinton's campaign", "Russia's Foreign Ministry"."""
    at = next((at for at, word in enumerate(source.words) if word in owner or owner.endswith(word)), 0)
    rest = " ".join(source.words[at + 1 :])
    government = source.head in {"government", "administration", "regime"}
    party = Party(number, "government" if government else "organisation")
    party.forms[f"{owner} {rest}".strip()] += 1
    return party


def mention(party: Party, span: Span | None) -> None:
    """Note that a party is meant at ``span``."""
    if span is not None and span not in party.mentions:
        party.mentions.append(span)
        party.mentions.sort()
