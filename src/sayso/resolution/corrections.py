"""What persons corrected, applied to what was resolved: entities merged, attributions set apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.records import (
    Correction,
    Entity,
    Mention,
    Place,
    Report,
    Resolution,
    Span,
    Verdict,
    identifier,
    standing,
)
from sayso.resolution.spelling import fold


def corrected(resolution: Resolution, corrections: Sequence[Correction]) -> Resolution:
    """Return the resolution with every correction that stands and still finds what it speaks of.

    What is set apart comes first, then what is merged, each in the order of identifiers; corrections of different
    entities do not bear on one another.
    """
    held = standing(corrections)
    for correction in held:
        if correction.kind == "split":
            resolution = _split(resolution, correction)
    return _merged(resolution, [correction for correction in held if correction.kind == "merge"])


def _split(resolution: Resolution, correction: Correction) -> Resolution:
    """Return the resolution with the attributions at the correction's places given to an entity of their own."""
    known = _Known(resolution)
    entities = {entity.id: entity for entity in resolution.entities}
    meant = {report.id for place in correction.places if (report := known.report(place)) is not None}
    speakers = {report.speaker for report in resolution.reports if report.id in meant and report.speaker}
    if not speakers:
        return resolution
    former = entities[min(speakers)]
    name = correction.names[-1]
    made = Entity(identifier("ent", "apart", correction.id, fold(name)), name, former.kind, ())
    reports = tuple(_set_apart(one, made, correction) if one.id in meant else one for one in resolution.reports)
    sources: dict[str, list[Span]] = defaultdict(list)
    for report in resolution.reports:
        if report.id in meant:
            sources[report.article] += report.source
    mentions = [
        replace(mention, entity=made.id)
        if mention.entity in speakers and any(span.contains(mention.span) for span in sources[mention.article])
        else mention
        for mention in resolution.mentions
    ]
    return Resolution(_in_order((*resolution.entities, made)), _in_place(mentions), reports)


def _set_apart(report: Report, entity: Entity, correction: Correction) -> Report:
    who = f" by {correction.by}" if correction.by else ""
    return replace(report, speaker=entity.id, why_speaker=Verdict("resolved", 1.0, (f"set apart{who}",)))


def _merged(resolution: Resolution, merges: Sequence[Correction]) -> Resolution:
    entities = {entity.id: entity for entity in resolution.entities}
    into: dict[str, str] = {}
    known = _Known(resolution)
    for correction in merges:
        pairs = zip(correction.names, correction.places, strict=True)
        kept, other = (known.entity(name, place) for name, place in pairs)
        if kept is None or other is None:
            continue
        first, second = _root(into, kept), _root(into, other)
        if first != second:
            into[second] = first
            entities[first] = _with_forms(entities[first], entities.pop(second))
    if not into:
        return resolution
    mentions = {replace(mention, entity=_root(into, mention.entity)) for mention in resolution.mentions}
    return Resolution(
        _in_order(entities.values()), _in_place(mentions), tuple(_renamed(one, into) for one in resolution.reports)
    )


def _renamed(report: Report, into: Mapping[str, str]) -> Report:
    return replace(
        report,
        speaker=_root(into, report.speaker) if report.speaker else None,
        target=_root(into, report.target) if report.target else None,
        relay=tuple(dict.fromkeys(_root(into, entity) for entity in report.relay)),
    )


def _root(into: Mapping[str, str], entity: str) -> str:
    while entity in into:
        entity = into[entity]
    return entity


def _with_forms(kept: Entity, other: Entity) -> Entity:
    forms = {*kept.aliases, other.name, *other.aliases} - {kept.name}
    return replace(kept, aliases=tuple(sorted(forms)))


class _Known:
    """What a resolution holds, found by place and by name."""

    def __init__(self, resolution: Resolution) -> None:
        self._spoken = {(one.article, one.place): one for one in reversed(resolution.reports)}
        self._mentioned = {(one.article, one.span): one.entity for one in reversed(resolution.mentions)}
        self._named: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, list[str]] = defaultdict(list)
        for entity in resolution.entities:
            self._named[fold(entity.name)].append(entity.id)
            for alias in entity.aliases:
                self._called[fold(alias)].append(entity.id)

    def report(self, place: Place) -> Report | None:
        """Return the attribution at a place, if there is one."""
        return self._spoken.get((place.article, place.span))

    def entity(self, name: str, place: Place) -> str | None:
        """Return the entity that a place means; where the page is gone, the only one of that name; else ``None``."""
        if (mentioned := self._mentioned.get((place.article, place.span))) is not None:
            return mentioned
        report = self.report(place)
        if report is not None and report.speaker is not None:
            return report.speaker
        found = self._named.get(fold(name)) or self._called.get(fold(name)) or []
        return found[0] if len(found) == 1 else None


def _in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: entity.id))


def _in_place(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda mention: (mention.article, mention.span, mention.entity)))
