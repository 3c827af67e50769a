"""Speakers: what each said, under which names; and the sources that could not be told."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Entity, Statement, Verdict
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Line, Party, Place, line_of, place_of, speaker_of
from sayso.web.passages import Fragment, passage_of
from sayso.web.phrases import ENTITY_KINDS, SPEAKER_FROM


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """An entity that speaks or is spoken of: its names, its statements, and those aimed at it."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    statements: tuple[Line, ...]
    aimed_at: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OrphanView:
    """A report whose speaker could not be told, and why not."""

    source: Party
    speaker_from: str
    why: Verdict
    place: Place
    statement: Line | None
    passage: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """Those who speak, those who are only spoken of, and the unresolved sources."""

    speaking: tuple[SpeakerView, ...]
    silent: tuple[SpeakerView, ...]
    orphans: tuple[OrphanView, ...]


def _by_date(line: Line) -> tuple[str, int]:
    return (line.iso or "9999", line.number)


def _speaker(catalogue: Catalogue, entity: Entity, said: list[Statement], aimed: list[Statement]) -> SpeakerView:
    return SpeakerView(
        id=entity.id,
        name=catalogue.names[entity.id],
        kind=ENTITY_KINDS[entity.kind],
        aliases=tuple(alias for alias in entity.aliases if alias != entity.name),
        statements=tuple(sorted((line_of(catalogue, one) for one in said), key=_by_date)),
        aimed_at=tuple(sorted((line_of(catalogue, one) for one in aimed), key=_by_date)),
    )


def _orphans(catalogue: Catalogue) -> tuple[OrphanView, ...]:
    found: list[OrphanView] = []
    for report in catalogue.contents.reports:
        if report.speaker is None:
            statement = catalogue.statement_of.get(report.id)
            found.append(
                OrphanView(
                    source=speaker_of(catalogue, report),
                    speaker_from=SPEAKER_FROM[report.speaker_from],
                    why=report.why_speaker,
                    place=place_of(catalogue.articles[report.article]),
                    statement=line_of(catalogue, statement) if statement else None,
                    passage=passage_of(catalogue, report),
                )
            )
    return tuple(sorted(found, key=lambda orphan: orphan.statement.number if orphan.statement else 0))


def speakers_view(catalogue: Catalogue) -> SpeakersView:
    """Return every entity, those with most statements first, and the unresolved sources."""
    said: dict[str, list[Statement]] = {}
    aimed: dict[str, list[Statement]] = {}
    for statement in catalogue.statements.values():
        if statement.speaker is not None:
            said.setdefault(statement.speaker, []).append(statement)
        target = catalogue.target_of(statement)
        if target is not None:
            aimed.setdefault(target, []).append(statement)
    views = [
        _speaker(catalogue, entity, said.get(entity.id, []), aimed.get(entity.id, []))
        for entity in catalogue.contents.entities
    ]
    views.sort(key=lambda view: (-len(view.statements), -len(view.aimed_at), view.name.casefold(), view.id))
    return SpeakersView(
        speaking=tuple(view for view in views if view.statements),
        silent=tuple(view for view in views if not view.statements),
        orphans=_orphans(catalogue),
    )
