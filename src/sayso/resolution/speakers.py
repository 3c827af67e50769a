"""Who speaks: the party behind the source of each attribution of one page, or nobody when it cannot be told."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Attribution, Span, SpeakerFrom, Verdict
from sayso.resolution.history import Place
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS, words_of
from sayso.resolution.meant import meant
from sayso.resolution.names import Naming
from sayso.resolution.party import Party
from sayso.resolution.phrases import plural_subject
from sayso.resolution.pronouns import Choice, choose, may_mean
from sayso.resolution.runs import carry_on, fill_lead, look_ahead
from sayso.resolution.scene import NO_SOURCE, Scene, mention
from sayso.resolution.sources import Source, SourceKind

_PASSING: Final = 0.6  # how sure a pronoun that speaks nothing must be to count as a mention
_OBJECTS: Final = words_of("he him his she her they them their")
_SUBJECTS: Final = words_of("he his she her they their")
_CAME_FROM: Final[dict[SourceKind, SpeakerFrom]] = {
    "name": "name",
    "names": "name",
    "nominal": "nominal",
    "pronoun": "pronoun",
    "implicit": "implicit",
}
_LOCATING: Final = re.compile(r"\b(?:[Ii]n|[Ii]nto|[Nn]ear|[Aa]cross|[Ff]rom|to|[Tt]hroughout|[Ii]nside) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The speaker found for one attribution: party or ``None``, where it is read from, and the verdict.

    ``meant`` holds the first pronoun behind the cue or in the content with whom it means, the speaker apart:
    "called **him** a liar".
    """

    party: Party | None
    came_from: SpeakerFrom
    verdict: Verdict
    source: Source
    meant: tuple[tuple[Span, Party], ...] = ()


def find_speakers(
    layout: Layout,
    attributions: Sequence[Attribution],
    names: Sequence[Naming],
    parties: list[Party],
    whose: dict[Span, Party],
) -> list[Spoken]:
    """Return the speaker of each attribution, in the order given; ``parties`` grows by who is only described."""
    scene = Scene(layout, attributions, names, parties, whose)
    order = sorted(range(len(attributions)), key=scene.place)
    for index in order:
        if scene.sources[index].names:
            scene.choices[index] = _named(scene, scene.sources[index])
    _note_names(scene)
    passing = _note_plurals(scene)
    pending = deque(_passing_pronouns(scene))
    for index in order:
        while pending and pending[0][0].start < scene.place(index):
            _note_pronoun(scene, *pending.popleft())
        if scene.choices[index] is None:
            scene.choices[index] = meant(scene, index)
        _note_source(scene, index)
    look_ahead(scene, order)
    fill_lead(scene, order)
    carry_on(scene, order)
    _forget(scene, passing)
    return [_spoken(scene, index) for index in range(len(attributions))]


def _spoken(scene: Scene, index: int) -> Spoken:
    source, choice = scene.sources[index], scene.choices[index] or NO_SOURCE
    relation = "resolved" if choice.party is not None else "unresolved"
    verdict = Verdict(relation, round(choice.score, 2), choice.reasons)
    return Spoken(choice.party, _CAME_FROM[source.kind], verdict, source, _aimed(scene, index, choice.party))


def _aimed(scene: Scene, index: int, speaker: Party | None) -> tuple[tuple[Span, Party], ...]:
    """Return the pronoun that begins what follows the cue, or the content, with the named party that it means."""
    attribution, words = scene.attributions[index], scene.layout.words
    starts = [attribution.cue[-1].end] if attribution.cue else []
    for start in dict.fromkeys([*starts, *(span.start for span in attribution.content[:1])]):
        at = scene.layout.word_at(start)
        at += int(at < len(words) and words[at].lower == "that")
        if at < len(words) and words[at].lower in _OBJECTS:
            word = words[at]
            if not scene.layout.quoted(word.span.start) and _may_be_itself(scene, word, index, speaker):
                return ()
            choice = choose(
                scene.layout,
                scene.history,
                scene.parties,
                word.lower,
                word.span.start,
                usable=lambda party: party is not speaker and party.named,
            )
            return ((word.span, choice.party),) if choice.party is not None else ()
    return ()


def _may_be_itself(scene: Scene, word: Word, index: int, speaker: Party | None) -> bool:
    """Return whether the subject of a reported clause may be the speaker: "He said **he** would"."""
    inside = any(span.start <= word.span.start < span.end for span in scene.attributions[index].content)
    return inside and word.lower in _SUBJECTS and (speaker is None or may_mean(word.lower, speaker))


def _named(scene: Scene, source: Source) -> Choice:
    found = [scene.whose[name.span] for name in source.names if name.span in scene.whose]
    if not found:
        return NO_SOURCE
    parts = tuple(dict.fromkeys(party.number for party in found))
    if len(parts) == 1:
        return Choice(found[0], 0.97, ("named in the source",))
    whole = scene.together(parts)
    mention(whole, source.span)
    return Choice(whole, 0.95, ("named together in the source",))


def _note_names(scene: Scene) -> None:
    layout = scene.layout
    for name in scene.names:
        adjective = name.known is not None and name.known.how == "adjective"
        if adjective or layout.furnished(name.span.start) or name.span not in scene.whose:
            continue
        lead = name.span.start - layout.sentences[layout.sentence(name.span.start)].start
        early = lead < 40 + 12 * len(name.titles)  # the subject of an English sentence stands near its beginning
        place: Place = "subject" if early and not name.possessive and not name.modifies else "other"
        before = layout.text[max(0, name.span.start - 16) : name.span.start]
        if name.known is not None and name.known.kind == "government" and _LOCATING.search(before):
            place = "location"
        scene.history.add(name.span, scene.whose[name.span], place, quoted=name.quoted)


def _note_plurals(scene: Scene) -> list[Party]:
    """Note the people that sentences begin with ("the officials", "rebels"), whom a "they" behind may mean."""
    taken = [*(span for attribution in scene.attributions for span in attribution.source), *scene.whose]
    places = {place for span in taken for place in range(span.start, span.end)}
    found = []
    for at, word in enumerate(scene.layout.words):
        phrase = plural_subject(scene.layout, at) if word.span.start not in places else None
        if phrase is None or scene.layout.furnished(word.span.start):
            continue
        party = scene.add(Party(0, "unnamed", named=False, plural=True))
        party.forms[phrase[1].text] += 1
        scene.history.add(phrase[0], party, "subject", quoted=False)
        found.append(party)
    return found


def _forget(scene: Scene, passing: Sequence[Party]) -> None:
    """Leave out of the page's parties those whom nothing was found to mean."""
    held = {choice.party.number for choice in scene.choices if choice is not None and choice.party is not None}
    for party in passing:
        if party.number not in held:
            party.forms.clear()


def _passing_pronouns(scene: Scene) -> list[tuple[Span, str]]:
    """Return the pronouns of the page's own words that are nobody's source, in order of place."""
    sourced = {span.start for attribution in scene.attributions for span in attribution.source}
    gendered = MALE_PRONOUNS | FEMALE_PRONOUNS
    return [
        (word.span, word.lower)
        for word in scene.layout.words
        if word.lower in gendered and word.span.start not in sourced and not scene.layout.quoted(word.span.start)
    ]


def _note_pronoun(scene: Scene, span: Span, pronoun: str) -> None:
    choice = choose(scene.layout, scene.history, scene.parties, pronoun, span.start)
    if choice.party is not None and choice.score > _PASSING:
        place: Place = "subject" if pronoun in {"he", "she"} else "other"
        scene.history.add(span, choice.party, place, quoted=False, pronoun=True)


def _note_source(scene: Scene, index: int) -> None:
    choice, source = scene.choices[index], scene.sources[index]
    if choice and choice.party and source.span:
        scene.history.add(source.span, choice.party, "source", quoted=False, pronoun=source.kind == "pronoun")
        mention(choice.party, source.span)
