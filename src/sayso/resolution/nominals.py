"""Whom a description means: "the defence minister", "the bank", "the letter", "officials"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sayso.records import EntityKind
from sayso.resolution.documents import document_named
from sayso.resolution.gazetteer import adjective_of, country_of
from sayso.resolution.lexicon import gender_of_word, head_kind, singular, words_of
from sayso.resolution.party import Party
from sayso.resolution.phrases import phrase_before
from sayso.resolution.pronouns import Choice, choose
from sayso.resolution.roles import Role, fits, may_hold, role_of
from sayso.resolution.scene import NOT_NAMED, Described, Scene, last_before
from sayso.resolution.sources import Source

_GENERIC: Final = words_of("man woman person boy girl guy")
_VARYING: Final = words_of(
    "nominee candidate businessman businesswoman billionaire tycoon mogul politician contender hopeful frontrunner "
    "incumbent rival veteran leader man woman star magnate"
)
_COUNTS: Final = words_of("estimate estimates figures data statistics numbers count tally projections")
_NOUNS: Final = {
    "provincial": "province",
    "municipal": "municipality",
    "regional": "region",
    "national": "nation",
    "governmental": "government",
    "parliamentary": "parliament",
    "presidential": "president",
    "ministerial": "ministry",
}
_FIT: Final = 0.6  # a role fits that shares its head and lacks one modifier at most
_NEAR: Final = 2500  # characters: some ten paragraphs of news
_TWO: Final = 1  # paragraphs back to where both are spoken of
_VARIED: Final = 0.75  # how sure a role told nowhere must be of the person last spoken of
_SALIENT: Final = 0.6  # how sure a bare "the bank" must be of its body


def nominal_meant(scene: Scene, source: Source, place: int) -> Choice:
    """Return the party that a description means: one known to be so, one described so before, or a new one."""
    for find in (_person, _counted, _body, _group):
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


def _person(scene: Scene, source: Source, place: int) -> Choice:
    """Return the person whom a singular role means: one known to hold it, else one whose name it takes up."""
    role = role_of(source.words, source.after)
    if source.head_kind != "person" or role is None or not source.definite:
        return NOT_NAMED
    if role.head in _GENERIC and not role.modifiers:
        return _generic(scene, role, place)
    choice = _holder(scene, source, role, place) if source.owner_pronoun is None else NOT_NAMED
    if choice.party is not None:
        return choice
    earlier = [item for item in scene.described.get(source.head, ()) if item.role and fits(role, item.role) >= _FIT]
    if earlier:
        return Choice(earlier[-1].party, 0.7, ("the same role is described before",))
    return _varied(scene, source, role, place) if source.owner_pronoun is None else NOT_NAMED


def _holder(scene: Scene, source: Source, role: Role, place: int) -> Choice:
    people = [party for party in scene.holding(role) if role.gender is None or party.gender in {None, role.gender}]
    fitting = [(max(fits(role, held) for held in party.roles), party) for party in people]
    top = max((fit for fit, _ in fitting), default=0.0)
    if top >= _FIT:
        best = [party for fit, party in fitting if fit >= top - 0.05]
        chosen = max(best, key=lambda party: (last_before(party, place), -party.number))
        alone = len(best) == 1
        reason = f"the page calls {chosen.name} so" if alone else "the nearest person of that role"
        return Choice(chosen, (0.95 if alone else 0.7) * top, (reason,))
    unique = [party for party in people if any(may_hold(role, held) for held in party.roles)]
    if len(unique) == 1 and last_before(unique[0], place) >= 0:
        return Choice(unique[0], 0.6, (f"the only {source.head} that the page names",))
    return NOT_NAMED


def _generic(scene: Scene, role: Role, place: int) -> Choice:
    gender = gender_of_word(role.head)
    near = {event.party for event in scene.history.before(place, reach=_NEAR)}
    people = (scene.parties[number] for number in sorted(near))
    agreeing = [party for party in people if party.kind == "person" and party.gender == gender]
    if len(agreeing) == 1:
        return Choice(agreeing[0], 0.6, (f"the only one so far who is a {role.head}",))
    return NOT_NAMED


def _varied(scene: Scene, source: Source, role: Role, place: int) -> Choice:
    """Return the person last spoken of, when a role not told before takes up the name: "the billionaire"."""
    if role.head not in _VARYING:
        return NOT_NAMED

    def free(party: Party) -> bool:
        agrees = role.gender is None or party.gender in {None, role.gender}
        return party.named and party.kind == "person" and agrees

    choice = choose(scene.layout, scene.history, scene.parties, "i", place, usable=free)
    if choice.party is None or choice.score < _VARIED:
        return NOT_NAMED
    return Choice(choice.party, 0.6, (*choice.reasons, f"“{source.head}” takes up the name"))


def _counted(scene: Scene, source: Source, place: int) -> Choice:
    """Return the body whose counts speak: "UN estimates"."""
    owner = source.owner if source.head in _COUNTS else None
    if owner is None or owner.span not in scene.whose or place < 0:
        return NOT_NAMED
    counting = scene.whose[owner.span]
    return Choice(counting, 0.85, (f"the {source.head} are those of {counting.name}",))


def _body(scene: Scene, source: Source, place: int) -> Choice:
    """Return the body that "the union" or "Clinton's campaign" means."""
    if source.head_kind != "organisation":
        return NOT_NAMED
    seated = _seated_body(scene, source)
    owner = _owner(scene, source, place) if seated is None else None
    if seated is not None:
        return Choice(seated, 0.85, ("named through its place",))
    if owner is not None:
        return Choice(_owned_body(scene, source, owner), 0.85, (f"named through {owner.name}",))
    if not source.definite or source.owner is not None:
        return NOT_NAMED
    asked = _plain_words(" ".join(source.words)) - {"the", "its", "this", "that"}
    fitting = [party for party in scene.titled.get(singular(source.head), ()) if _named_so(scene, party, asked, place)]
    if fitting:
        chosen = max(fitting, key=lambda party: (last_before(party, place), -party.number))
        return Choice(chosen, 0.85 if len(fitting) == 1 else 0.65, (f"its name has the word “{source.head}”",))
    return _owned_before(scene, source, asked, place)


def _plain_words(text: str) -> set[str]:
    """Return the words of a description: singular, "provincial" as "province", possessive marks left out."""
    bare = (word.removesuffix("'s").removesuffix("’s").strip(",") for word in text.lower().split())
    return {_NOUNS.get(word, singular(word)) for word in bare}


def _owned_before(scene: Scene, source: Source, asked: set[str], place: int) -> Choice:
    """Return the body named through an owner or a place that a shorter description takes up, or the salient one."""
    owned = [party for name, party in scene.bodies.items() if source.head in {name.split()[-1], _head_before_of(name)}]
    near = [
        party for party in owned if 0 <= place - last_before(party, place) < _NEAR and last_before(party, place) >= 0
    ]
    near = [party for party in near if len(source.words) < 3 or asked <= _plain_words(party.name)]
    if near:
        chosen = max(near, key=lambda party: (last_before(party, place), -party.number))
        return Choice(chosen, 0.8, (f"{chosen.name} is the last {source.head} named",))
    return _salient_body(scene, place) if len(source.words) < 3 else NOT_NAMED


def _seated_body(scene: Scene, source: Source) -> Party | None:
    """Return the party of a body named through a place: "the health department of Upper Varn"."""
    if not source.definite or source.after[:1] != ("of",) or not source.span or source.after[-1][:1].islower():
        return None
    inside = (name for name in scene.names if source.span.contains(name.span))
    place = next((scene.whose[name.span] for name in inside if name.span in scene.whose), None)
    if place is None or place.kind not in {"place", "government"} or not source.text.endswith(place.name):
        return None
    key = source.text.lower()
    if key not in scene.bodies:
        scene.bodies[key] = scene.add(Party(0, "organisation"))
        scene.bodies[key].forms[source.text] += 1
    return scene.bodies[key]


def _head_before_of(name: str) -> str:
    return name.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]


def _named_so(scene: Scene, party: Party, asked: set[str], place: int) -> bool:
    has_all = all(party in scene.titled.get(word, ()) for word in asked)
    return has_all and last_before(party, place) >= 0


def _salient_body(scene: Scene, place: int) -> Choice:
    """Return the body that the page is about here, for "the bank", "the agency", "the company"."""

    def named(party: Party) -> bool:
        return party.named and party.kind == "organisation"

    choice = choose(scene.layout, scene.history, scene.parties, "it", place, usable=named)
    return choice if choice.score >= _SALIENT else NOT_NAMED


def _owner(scene: Scene, source: Source, place: int) -> Party | None:
    if source.owner is not None:
        return scene.whose.get(source.owner.span)
    if source.owner_pronoun in {"his", "her"}:
        return choose(scene.layout, scene.history, scene.parties, source.owner_pronoun, place).party
    return None


def _owned_body(scene: Scene, source: Source, owner: Party) -> Party:
    """Return the party of a body named through its owner: "Hillary Clinton's campaign", "Russia's Foreign Ministry"."""
    owned = owner.name
    at = next((at for at, word in enumerate(source.words) if word in owned or owned.endswith(word)), 0)
    country = country_of(owned)
    name = f"{adjective_of(country) if country else owned} {' '.join(source.words[at + 1 :])}".strip()
    government = source.head in {"government", "administration", "regime"}
    party = scene.bodies.get(name.lower())
    if party is None:
        party = scene.add(Party(0, "government" if government else "organisation"))
        party.forms[name] += 1
        scene.bodies[name.lower()] = party
    return party


def _owned(scene: Scene, source: Source, place: int) -> Source:
    """Return the source with the owner's name for a possessive pronoun: "his lawyer", "their supporters"."""
    if source.owner_pronoun not in {"his", "her", "their", "its"}:
        return source
    owner = choose(scene.layout, scene.history, scene.parties, source.owner_pronoun, place).party
    if owner is None:
        return source
    return replace(source, text=f"{owner.name}'s {source.text.split(' ', 1)[-1]}", definite=True)


def _group(scene: Scene, source: Source, place: int) -> Choice:
    """Return the people named together before whom "the senators" or "the two men" means."""
    if not source.definite or source.head_kind != "people":
        return NOT_NAMED
    head = singular(source.head)
    role = Role(head, frozenset(), None, None)
    for party in sorted(scene.wholes.values(), key=lambda party: -last_before(party, place)):
        if not 0 <= place - last_before(party, place) < _NEAR:
            continue
        parts = [scene.parties[number] for number in party.parts]
        held = any(fits(role, told) > 0 for part in parts for told in part.roles)
        if held or (head in _GENERIC and all(part.kind == "person" for part in parts)):
            return Choice(party, 0.8, (f"{party.name} were named together before",))
    return _two(scene, source, place) if "two" in {word.lower() for word in source.words} else NOT_NAMED


def _two(scene: Scene, source: Source, place: int) -> Choice:
    """Return the two people of that sex or office last spoken of, for "the two men", when they are no more than two."""
    role = Role(singular(source.head), frozenset(), None, gender_of_word(singular(source.head)))
    found: dict[int, Party] = {}
    here = scene.layout.paragraph(place)
    for event in scene.history.before(place, reach=_NEAR):
        if here - scene.layout.paragraph(event.start) > _TWO:
            break
        party = scene.parties[event.party]
        held = any(fits(role, told) > 0 for told in party.roles)
        agrees = party.gender == role.gender if role.head in _GENERIC else held
        if party.kind == "person" and party.named and agrees:
            found[party.number] = party
    if len(found) != 2:
        return NOT_NAMED
    whole = scene.together(tuple(sorted(found)))
    return Choice(whole, 0.65, (f"{whole.name} are the only two spoken of just before",))


def _described_before(scene: Scene, source: Source) -> Described | None:
    """Return the nearest earlier description that this one takes up ("the letter", "these voters")."""
    words = _content(source)
    proper = bool(source.words) and source.words[-1][:1].isupper()  # "Republicans" are no committee's Republicans
    taken_up = source.definite or (words == {source.head} and not proper)
    for item in reversed(scene.described.get(source.head, [])):
        if words == item.words or (taken_up and words <= item.words):
            return item
    return None


def _content(source: Source) -> frozenset[str]:
    articles = {"the", "a", "an", "this", "that", "these", "those"}
    return frozenset(word.lower() for word in (*source.words, *source.after)) - articles


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
