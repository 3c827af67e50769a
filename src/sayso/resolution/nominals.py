"""Whom a description means: a person or a body that the page names, something described before, or somebody new."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import EntityKind
from sayso.resolution.bodies import body_meant, counting_body, plain_words
from sayso.resolution.documents import document_named
from sayso.resolution.lexicon import head_kind, singular
from sayso.resolution.party import Party
from sayso.resolution.phrases import phrase_before
from sayso.resolution.pronouns import Choice, choose
from sayso.resolution.role_holders import people_meant, person_meant
from sayso.resolution.roles import role_of
from sayso.resolution.scene import NOT_NAMED, Described, Scene
from sayso.resolution.sources import Source


def nominal_meant(scene: Scene, source: Source, place: int) -> Choice:
    """Return the party that a description means: one known to be so, one described so before, or a new one."""
    for find in (person_meant, counting_body, body_meant, people_meant):
        choice = find(scene, source, place)
        if choice.party is not None:
            return choice
    owned = _owned(scene, source, place)
    if owned is source and source.owner_pronoun and source.head_kind in {"organisation", "document"}:
        return Choice(None, 0.0, (f"the page does not tell whose {source.head} “{source.owner_pronoun}” means",))
    source = owned
    if source.head_kind == "document":
        named = _document(scene, source, place)
        if named.party is not None:
            return named
    earlier = _described_before(scene, source)
    if earlier is not None:
        return Choice(earlier.party, 0.7, ("described so before",))
    if source.head_kind == "document" and source.definite and len(source.words) < 3:
        source = replace(source, text=phrase_before(scene.layout, source.head, place) or source.text)
    if _points_back(source):
        return Choice(None, 0.0, (f"“the {source.head}” points to something that the page does not tell apart",))
    return Choice(scene.describe(_description(source)), 0.8, NOT_NAMED.reasons)


def _document(scene: Scene, source: Source, place: int) -> Choice:
    """Return the document that a source points to, where the page tells its title or whose it is."""
    told = document_named(scene, source, place)
    if told is None:
        return NOT_NAMED
    name, reason = told
    party = scene.documents.get(name.lower())
    if party is None:
        party = scene.documents[name.lower()] = scene.describe(_description(replace(source, text=name)))
    return Choice(party, 0.75, (reason,))


def _points_back(source: Source) -> bool:
    """Return whether a description is but a definite noun in the singular, that something before must explain."""
    bare = len(source.words) == 2 and not source.after and source.owner_pronoun is None
    single = source.head_kind in {"person", "organisation", "document"} and source.text == source.head
    return bare and single and source.definite


def _owned(scene: Scene, source: Source, place: int) -> Source:
    """Return the source with the owner's name for a possessive pronoun: "his lawyer", "their supporters"."""
    if source.owner_pronoun not in {"his", "her", "their", "its"}:
        return source
    owner = choose(scene.layout, scene.history, scene.parties, source.owner_pronoun, place).party
    if owner is None:
        return source
    return replace(source, text=f"{owner.name}'s {source.text.split(' ', 1)[-1]}", definite=True)


def _described_before(scene: Scene, source: Source) -> Described | None:
    """Return the nearest earlier description that this one takes up ("the letter", "these voters")."""
    words = _content(source)
    proper = bool(source.words) and source.words[-1][:1].isupper()  # "Republicans" are no committee's Republicans
    taken_up = source.definite or (words == {singular(source.head)} and not proper)
    for item in reversed(scene.described.get(source.head, [])):
        if words == item.words or (taken_up and words <= item.words):
            return item
    return None


def _content(source: Source) -> frozenset[str]:
    articles = {"the", "a", "an", "this", "that", "these", "those"}
    return frozenset(plain_words(" ".join((*source.words, *source.after)))) - articles


def _description(source: Source) -> Described:
    """Return a new party for what a source describes."""
    kind: EntityKind = "document" if source.head_kind == "document" else "unnamed"
    plural = source.head_kind == "people" or (source.head.endswith("s") and head_kind(source.head) is None)
    party = Party(0, kind, named=False, plural=plural)
    party.forms[source.text] += 1
    role = role_of(source.words, source.after) if source.head_kind == "person" else None
    if role is not None:
        party.roles.append(role)
        if role.gender:
            party.genders[role.gender] += 3
    return Described(party, source.head, role, _content(source))
