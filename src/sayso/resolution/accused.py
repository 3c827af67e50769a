"""Who a denial is by when a pronoun makes it: "They blame the army, but **it** denied firing" is the army's."""

from __future__ import annotations

import re
from typing import Final

from sayso.records import Act, Attribution, Span
from sayso.resolution.cue_words import cue_lemmas
from sayso.resolution.nominals import nominal_meant
from sayso.resolution.party import Party
from sayso.resolution.pronouns import Choice, pronoun_gender
from sayso.resolution.scene import Scene
from sayso.resolution.sources import read_source

_SURE: Final = 0.8  # not measured apart
_WHEREFORE: Final = re.compile(r" (?:for|over) | of (?=\w+ing\b)")  # behind it stands what somebody is accused of


def accused_before(scene: Scene, index: int, place: int) -> Choice | None:
    """Return whom the sentence accuses before ``place``, where the attribution's cue denies and its pronoun agrees."""
    if not _does(scene, scene.attributions[index], "deny"):
        return None
    start = scene.layout.sentences[scene.layout.sentence(place)].start
    for charge in scene.attributions:
        if charge.content and start <= charge.content[0].start < place and _does(scene, charge, "accuse"):
            party = _at_whom(scene, Span(charge.content[0].start, min(charge.content[0].end, place)))
            gendered = pronoun_gender(scene.sources[index].head) is not None
            if party is not None and party.person == gendered:
                return Choice(party, _SURE, ("is accused right before",))
    return None


def _at_whom(scene: Scene, charge: Span) -> Party | None:
    """Return the party that the words of a charge begin with."""
    reason = _WHEREFORE.search(scene.layout.text, charge.start, charge.end)
    phrase = read_source(scene.layout, [Span(charge.start, reason.start() if reason else charge.end)], scene.at)
    if len(phrase.names) == 1:
        return scene.whose.get(phrase.names[0].span)
    described = phrase.kind == "nominal" and phrase.head_kind in {"organisation", "people"}
    return nominal_meant(scene, phrase, charge.start).party if described else None


def _does(scene: Scene, attribution: Attribution, act: Act) -> bool:
    """Return whether the cue tells this act by a verb or noun of its own."""
    cue = " ".join(span.of(scene.layout.text) for span in attribution.cue)
    return any(told == act for _, told in cue_lemmas(cue))
