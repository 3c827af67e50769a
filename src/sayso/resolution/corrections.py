"""What persons corrected, applied to what was resolved: who speaks, when, and what is no attribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from sayso.records import (
    Article,
    Correction,
    CorrectionKind,
    Entity,
    EntityKind,
    Mention,
    Place,
    Precision,
    Report,
    Resolution,
    Span,
    Verdict,
    identifier,
    standing,
)
from sayso.resolution.spelling import fold
from sayso.spilled import Spilled, SpilledPacks

CORRECTED: Final = "correction"
"""What an article says of where its date was found when a person gave it."""


def corrected(resolution: Resolution, corrections: Sequence[Correction]) -> Resolution:
    """Return the resolution with every correction that stands and still finds what it speaks of.

    What concerns single attributions comes first, in the order of identifiers, so that the later goes before
    the earlier; then what is merged.  Corrections of different entities do not bear on one another.
    """
    held = standing(corrections)
    for correction in held:
        step = _STEPS.get(correction.kind)
        if step is not None:
            resolution = step(resolution, correction)
    return _merged(resolution, [correction for correction in held if correction.kind == "merge"])


def _split(resolution: Resolution, correction: Correction) -> Resolution:
    """Return the resolution with the attributions at the correction's places given to an entity of their own."""
    meant = _meant(_Known(resolution, [correction]), correction.places)
    if not any(report.speaker for report in meant):
        return resolution
    made = _made(resolution, meant, correction.names[-1], correction)
    resolution = replace(resolution, entities=_in_order((*resolution.entities, made)))
    return _given(resolution, meant, made.id, _by("set apart", correction))


def _another_speaker(resolution: Resolution, correction: Correction) -> Resolution:
    """Return the resolution with the attribution at the first place given to the speaker that a person names.

    It is the one meant at the second place, else the only one of that name, else a new one; without a name nobody.
    """
    known, name = _Known(resolution, [correction]), correction.names[1]
    meant = _meant(known, correction.places[:1])
    if not meant:
        return resolution
    if not name:
        return _given(resolution, meant, None, _by("said to be untold", correction))
    found = known.entity(name, correction.places[-1] if len(correction.places) > 1 else None)
    if found is None:
        made = _made(resolution, meant, name, correction)
        resolution, found = replace(resolution, entities=_in_order((*resolution.entities, made))), made.id
    return _given(resolution, meant, found, _by("set", correction))


def _no_attribution(resolution: Resolution, correction: Correction) -> Resolution:
    """Return the resolution without the attribution at the correction's place."""
    gone = {report.id for report in _meant(_Known(resolution, [correction]), correction.places)}
    kept = (report for report in resolution.reports if report.id not in gone)
    reports = Spilled(replace(one, nested_in=None) if one.nested_in in gone else one for one in kept)
    return replace(resolution, reports=reports)


def _another_date(resolution: Resolution, correction: Correction) -> Resolution:
    """Return the resolution with the date that a person gives for the attribution at the correction's place."""
    meant = {report.id for report in _meant(_Known(resolution, [correction]), correction.places)}
    told = correction.names[1]
    # A month or a year is kept as its first day, beside how exact it is.
    day = f"{told}-01-01"[:10] if len(told) == len("2023") else f"{told}-01"[:10]
    reports = Spilled(
        replace(one, said_on=day if told else None, said_precision=_PRECISIONS.get(len(told)))
        if one.id in meant
        else one
        for one in resolution.reports
    )
    return replace(resolution, reports=reports)


_PRECISIONS: Final[dict[int, Precision]] = {10: "day", 7: "month", 4: "year"}
_STEPS: Final[dict[CorrectionKind, Callable[[Resolution, Correction], Resolution]]] = {
    "split": _split,
    "speaker": _another_speaker,
    "wrong": _no_attribution,
    "date": _another_date,
}


def as_published(articles: Sequence[Article], corrections: Sequence[Correction]) -> Sequence[Article]:
    """Return the articles, each with the date of publication that a person gave it, or else its own again."""
    if not any(one.kind == "published" for one in corrections):
        return articles
    told = {one.places[0].article: one.names[2] for one in standing(corrections) if one.kind == "published"}
    own: dict[str, Correction] = {}
    for one in sorted(corrections, key=lambda one: one.id):
        if one.kind == "published" and one.names[1] != CORRECTED:
            own.setdefault(one.places[0].article, one)
    return Spilled(_dated(article, told.get(article.id), own.get(article.id)) for article in articles)


def _dated(article: Article, told: str | None, own: Correction | None) -> Article:
    if article.published_from == CORRECTED and own is not None:
        article = replace(article, published=own.names[0] or None, published_from=own.names[1] or None)
    return article if told is None else replace(article, published=told, published_from=CORRECTED)


def _meant(known: _Known, places: Iterable[Place]) -> tuple[Report, ...]:
    return tuple(report for place in places if (report := known.report(place)) is not None)


def _by(words: str, correction: Correction) -> str:
    return f"{words} by {correction.by}" if correction.by else f"{words} by a person"


def _made(resolution: Resolution, meant: Sequence[Report], name: str, correction: Correction) -> Entity:
    """Return a new entity for what is set apart, of the kind of the one that it was taken for."""
    former = min((report.speaker for report in meant if report.speaker), default=None)
    kind: EntityKind = next((entity.kind for entity in resolution.entities if entity.id == former), "person")
    return Entity(identifier("ent", "apart", correction.id, fold(name)), name, kind, ())


def _given(resolution: Resolution, meant: Sequence[Report], speaker: str | None, reason: str) -> Resolution:
    """Return the resolution with some reports given to a speaker, and the mentions in their sources with them."""
    ids, formers = {report.id for report in meant}, {report.speaker for report in meant}
    verdict = Verdict("resolved" if speaker else "unresolved", 1.0, (reason,))
    sources: dict[str, list[Span]] = defaultdict(list)
    for report in meant:
        sources[report.article] += report.source
    mentions = (
        replace(mention, entity=speaker)
        if speaker
        and mention.entity in formers
        and any(span.contains(mention.span) for span in sources.get(mention.article, ()))
        else mention
        for mention in resolution.mentions
    )
    reports = Spilled(
        replace(one, speaker=speaker, why_speaker=verdict) if one.id in ids else one for one in resolution.reports
    )
    return replace(resolution, mentions=_in_place(mentions), reports=reports)


def _merged(resolution: Resolution, merges: Sequence[Correction]) -> Resolution:
    if not merges:
        return resolution
    entities = {entity.id: entity for entity in resolution.entities}
    into: dict[str, str] = {}
    known = _Known(resolution, merges)
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
    mentions = (replace(mention, entity=_root(into, mention.entity)) for mention in resolution.mentions)
    return Resolution(
        _in_order(entities.values()), _in_place(mentions), Spilled(_renamed(one, into) for one in resolution.reports)
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
    """What a resolution holds, found by name and by the places of corrections."""

    def __init__(self, resolution: Resolution, corrections: Iterable[Correction]) -> None:
        asked = {(place.article, place.span) for one in corrections for place in one.places}
        self._spoken: dict[tuple[str, Span], Report] = {}
        self._mentioned: dict[tuple[str, Span], str] = {}
        for report in resolution.reports:
            if (place := (report.article, report.place)) in asked:
                self._spoken.setdefault(place, report)
        for mention in resolution.mentions:
            if (place := (mention.article, mention.span)) in asked:
                self._mentioned.setdefault(place, mention.entity)
        self._named: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, list[str]] = defaultdict(list)
        for entity in resolution.entities:
            self._named[fold(entity.name)].append(entity.id)
            for alias in entity.aliases:
                self._called[fold(alias)].append(entity.id)

    def report(self, place: Place) -> Report | None:
        """Return the attribution at a place, if there is one."""
        return self._spoken.get((place.article, place.span))

    def entity(self, name: str, place: Place | None) -> str | None:
        """Return the entity that a place means; where the page is gone, the only one of that name; else ``None``."""
        if place is not None and (mentioned := self._mentioned.get((place.article, place.span))) is not None:
            return mentioned
        report = self.report(place) if place is not None else None
        if report is not None and report.speaker is not None:
            return report.speaker
        found = self._named.get(fold(name)) or self._called.get(fold(name)) or []
        return found[0] if len(found) == 1 else None


def _in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: entity.id))


def _in_place(mentions: Iterable[Mention]) -> Sequence[Mention]:
    """Return the mentions, sorted by article already, each once and sorted in each."""
    of_articles = groupby(mentions, key=lambda mention: mention.article)
    return SpilledPacks(
        mention
        for _, found in of_articles
        for mention in sorted(set(found), key=lambda mention: (mention.span, mention.entity))
    )
