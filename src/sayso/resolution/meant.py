"""Whom the pronoun or the description that is the source of one attribution means."""

from __future__ import annotations

import re
from typing import Final

from sayso.resolution.accused import accused_before
from sayso.resolution.lexicon import RELATIVE, words_of
from sayso.resolution.nominals import nominal_meant
from sayso.resolution.party import Party
from sayso.resolution.phrases import antecedent
from sayso.resolution.pronouns import PLURAL, Choice, choose
from sayso.resolution.scene import Scene
from sayso.resolution.sources import Source

_FIRST_PERSON: Final = words_of("i we my our me us you your")
# "Roe, a lawyer for Poe, who" and "Roe, of Poe, who": the second name hangs on the first.
_HANGING: Final = re.compile(r", (?:(?:an?|the|then|one of) [^,.;]{3,60} (?:for|of|to|at)|of|from|in) (?:[A-Z]\w+ )?$")


def meant(scene: Scene, index: int) -> Choice | None:
    """Return whom a nominal or a pronoun means (``None`` for an implicit source: the passages beside may tell)."""
    source, place = scene.sources[index], scene.place(index)
    if source.kind == "nominal":
        return nominal_meant(scene, source, place)
    if source.kind != "pronoun":
        return None
    if source.head in RELATIVE:
        return _relative(scene, source, place)
    if source.head in _FIRST_PERSON:
        return _first_person(scene, index)
    if (accused := accused_before(scene, index, place)) is not None:
        return accused
    own = scene.attributions[index].content
    others = _telling(scene, index, place) | _spoken_of(scene, index)
    return choose(
        scene.layout,
        scene.history,
        scene.parties,
        source.head,
        place,
        own=own,
        usable=lambda party: party.number not in others and _told_there(scene, index, party),
    )


def _told_there(scene: Scene, index: int, party: Party) -> bool:
    """Return whether a party can be the "they" of a quotation: several, and named in that very quotation.

    What a page says around a quotation is not known to who speaks in it, and a country is "it" there.
    """
    nested = scene.attributions[index].nested_in
    if nested is None or scene.sources[index].head not in PLURAL or not scene.layout.quoted(scene.place(index)):
        return True
    words = scene.attributions[nested].content
    return party.plural and any(span.contains(told) for span in words for told in party.mentions)


def _telling(scene: Scene, index: int, place: int) -> set[int]:
    """Return the parties in whose own quoted words a place stands: nobody calls himself "he"."""
    return {
        choice.party.number
        for other, choice in enumerate(scene.choices)
        if other != index
        and choice is not None
        and choice.party is not None
        and scene.layout.quoted(place)
        and any(span.start <= place < span.end for span in scene.attributions[other].content)
    }


def _spoken_of(scene: Scene, index: int) -> set[int]:
    """Return the parties that the words themselves name: who is "he" at the verb is not named behind it.

    The principle of binding theory (Chomsky 1981, C) that a name is not bound by a pronoun above it; a body's own
    statement, quoted, may well name the body.
    """
    content = scene.attributions[index].content
    names = (name for span in content for name in scene.at.inside(span) if name.span in scene.whose)
    return {party.number for name in names if (party := scene.whose[name.span]).person or not name.quoted}


def _relative(scene: Scene, source: Source, place: int) -> Choice:
    layout = scene.layout
    phrase = antecedent(layout, place)
    start = max(layout.sentences[layout.sentence(place)].start, phrase[0].start if phrase else 0)
    for event in scene.history.before(place, reach=90):
        party, gap = scene.parties[event.party], layout.text[event.end : place]
        if event.start < start:
            break
        fits = source.head != "who" or party.person or party.plural
        describes = gap.lstrip("'’s ")[:1].islower()  # "a Clinton aide who": the name narrows the noun behind it
        hangs = _HANGING.search(layout.text[max(0, event.start - 90) : event.start]) is not None
        if fits and len(gap) < 60 and not describes and not hangs:
            return Choice(party, 0.85, (f"“{source.head}” follows the name",))
    if phrase is None:
        return Choice(None, 0.0, (f"no name stands before “{source.head}”",))
    return nominal_meant(scene, phrase[1], phrase[0].start)


def _first_person(scene: Scene, index: int) -> Choice:
    nested = scene.attributions[index].nested_in
    holder = scene.choices[nested] if nested is not None and nested < len(scene.choices) else None
    if holder is not None and holder.party is not None:
        return Choice(holder.party, 0.7, ("speaks inside that one's words",))
    return Choice(None, 0.0, ("speaks of itself, unnamed",))
