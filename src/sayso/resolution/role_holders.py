"""Which people a description means: "the defence minister", "the billionaire", "the two men"."""

from __future__ import annotations

from typing import Final

from sayso.resolution.lexicon import gender_of_word, singular, words_of
from sayso.resolution.party import Party
from sayso.resolution.pronouns import Choice, choose
from sayso.resolution.roles import Role, fits, may_hold, role_of
from sayso.resolution.scene import NOT_NAMED, Scene, last_before
from sayso.resolution.sources import Source

_GENERIC: Final = words_of("man woman person boy girl guy")
_VARYING: Final = words_of(
    "nominee candidate businessman businesswoman billionaire tycoon mogul politician contender hopeful frontrunner "
    "incumbent rival veteran leader man woman star magnate"
)
_FIT: Final = 0.6  # a role fits that shares its head and lacks one modifier at most
_NEAR: Final = 2500  # characters: some ten paragraphs of news
_TWO: Final = 1  # paragraphs back to where both are spoken of
_VARIED: Final = 0.75  # how sure a role told nowhere must be of the person last spoken of


def person_meant(scene: Scene, source: Source, place: int) -> Choice:
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


def people_meant(scene: Scene, source: Source, place: int) -> Choice:
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
