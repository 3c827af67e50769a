"""Which body a description means: "the bank", "Roe's campaign", "the provincial health department"."""

from __future__ import annotations

from typing import Final

from sayso.resolution.gazetteer import adjective_of, country_of
from sayso.resolution.lexicon import singular, words_of
from sayso.resolution.party import Party
from sayso.resolution.pronouns import Choice, choose
from sayso.resolution.scene import NOT_NAMED, Scene, last_before
from sayso.resolution.sources import Source

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
_PARTIES: Final = words_of(  # of these there is one to a country, and no bank or agency is called so
    "regime government opposition army navy military state country nation kingdom republic parliament cabinet junta "
    "monarchy police judiciary left right presidency leadership"
)
_SORTS: Final = words_of(
    "monitoring human rights war conflict aid relief advocacy campaign campaigning medical charity international "
    "global independent non-governmental humanitarian environmental research lobby"
)
_WATCHING: Final = words_of("monitor watchdog observatory")
_NAMED_SO: Final = words_of(
    "observatory monitor watch right network center centre organization organisation commission"
)
_NEAR: Final = 2500  # characters: some ten paragraphs of news
_SALIENT: Final = 0.6  # how sure a bare "the bank" must be of its body


def counting_body(scene: Scene, source: Source, place: int) -> Choice:
    """Return the body whose counts speak: "UN estimates"."""
    owner = source.owner if source.head in _COUNTS else None
    if owner is None or owner.span not in scene.whose or place < 0:
        return NOT_NAMED
    counting = scene.whose[owner.span]
    return Choice(counting, 0.85, (f"the {source.head} are those of {counting.name}",))


def body_meant(scene: Scene, source: Source, place: int) -> Choice:
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
    asked = plain_words(" ".join(source.words)) - {"the", "its", "this", "that"}
    fitting = [party for party in scene.titled.get(singular(source.head), ()) if _named_so(scene, party, asked, place)]
    if fitting:
        chosen = max(fitting, key=lambda party: (last_before(party, place), -party.number))
        return Choice(chosen, 0.85 if len(fitting) == 1 else 0.65, (f"its name has the word “{source.head}”",))
    return _owned_before(scene, source, asked, place)


def plain_words(text: str) -> set[str]:
    """Return the words of a description: singular, "provincial" as "province", possessive marks left out."""
    bare = (word.removesuffix("'s").removesuffix("’s").strip(",") for word in text.lower().split())
    return {_NOUNS.get(word, singular(word)) for word in bare}


def _owned_before(scene: Scene, source: Source, asked: set[str], place: int) -> Choice:
    """Return the body named through an owner or a place that a shorter description takes up, or the salient one."""
    owned = [party for name, party in scene.bodies.items() if source.head in {name.split()[-1], _head_before_of(name)}]
    near = [
        party for party in owned if 0 <= place - last_before(party, place) < _NEAR and last_before(party, place) >= 0
    ]
    near = [party for party in near if len(source.words) < 3 or asked <= plain_words(party.name)]
    if near:
        chosen = max(near, key=lambda party: (last_before(party, place), -party.number))
        return Choice(chosen, 0.8, (f"{chosen.name} is the last {source.head} named",))
    bare = len(source.words) < 3
    if source.head in _PARTIES or not (bare or all(_describes(word) for word in source.words[1:-1])):
        return NOT_NAMED
    return _salient_body(scene, place, telling=not bare or source.head in _WATCHING)


def _describes(word: str) -> bool:
    """Return whether a word only says of what sort a body is, or where it sits: "the Britain-based rights group"."""
    return word.lower() in _SORTS or word.lower().endswith("-based")


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


def _salient_body(scene: Scene, place: int, *, telling: bool) -> Choice:
    """Return the body that the page is about here, for "the bank", "the agency", "the company".

    One that is called by what it watches over is ``telling``: it has told something before, or is named so.
    """
    before = scene.history.before(place, reach=_NEAR) if telling else ()
    told = {event.party for event in before if event.place == "source"}

    def tells(party: Party) -> bool:
        return party.number in told or not _NAMED_SO.isdisjoint(plain_words(party.name))

    def named(party: Party) -> bool:
        return party.named and party.kind == "organisation" and (not telling or tells(party))

    choice = choose(scene.layout, scene.history, scene.parties, "it", place, usable=named)
    return choice if choice.score >= _SALIENT else NOT_NAMED


def _owner(scene: Scene, source: Source, place: int) -> Party | None:
    if source.owner is not None:
        return scene.whose.get(source.owner.span)
    if source.owner_pronoun in {"his", "her"}:
        return choose(scene.layout, scene.history, scene.parties, source.owner_pronoun, place).party
    return None


def _behind_owner(scene: Scene, source: Source) -> int:
    """Return the index of the first word of a description behind its owner: "the Russian | Foreign Ministry"."""
    if source.owner is None or source.span is None:
        return 1
    placed = scene.layout.words_in(source.span)[: len(source.words)]
    return next((at for at, word in enumerate(placed) if word.span.start >= source.owner.span.end), len(placed) - 1)


def _owned_body(scene: Scene, source: Source, owner: Party) -> Party:
    """Return the party of a body named through its owner: "Hillary Clinton's campaign", "Russia's Foreign Ministry"."""
    owned = owner.name
    words = source.words
    at = _behind_owner(scene, source)
    while at < len(words) - 1 and words[at] in owned.split():
        at += 1
    country = country_of(owned)
    name = f"{adjective_of(country) if country else owned} {' '.join(words[at:])}".strip()
    government = source.head in {"government", "administration", "regime"}
    party = scene.bodies.get(name.lower())
    if party is None:
        party = scene.add(Party(0, "government" if government else "organisation"))
        party.forms[name] += 1
        scene.bodies[name.lower()] = party
    return party
