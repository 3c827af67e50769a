"""A person's corrections as rows: made from what a ledger holds, numbered in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.records import Contents, Correction, CorrectionKind, Entity, Place, Report, standing


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects (``None`` when not said) and when (ISO 8601, UTC)."""

    by: str | None
    made: str


def merge_of(contents: Contents, kept: str, other: str, signature: Signature) -> Correction:
    """Return the correction by which two entities are one, under the name of the first.

    The entities are given by identifier, name or alias.  Raise InputError when one is unknown, when a name fits
    several entities, when nobody has spoken of or as one, or when both are the same.
    """
    first, second = _entity(contents, kept), _entity(contents, other)
    if first.id == second.id:
        raise InputError(other, f"it is the same entity as {kept} ({first.id})", "Name two entities")
    return numbered(
        contents, "merge", (first.name, second.name), (_place(contents, first), _place(contents, second)), signature
    )


def split_of(
    contents: Contents, entity: str, attributions: Sequence[str], name: str | None, signature: Signature
) -> Correction:
    """Return the correction by which some attributions of an entity are another's, called ``name``.

    Without a name it is called as the source of the first attribution reads, or “… (another)” where that is
    the same.  Raise InputError when the entity is unknown or an attribution is not one of its own.
    """
    former = _entity(contents, entity)
    own = {report.id: report for report in contents.reports if report.speaker == former.id}
    for attribution in attributions:
        if attribution not in own:
            raise InputError(
                attribution, f"it is no attribution of {former.name}", "See its own with: sayso export LEDGER"
            )
    reports = [own[attribution] for attribution in sorted(set(attributions))]
    if not reports:
        raise InputError(entity, "no attribution is named", "Name the attributions to set apart")
    places = tuple(sorted(Place(report.article, report.place) for report in reports))
    words = _source_words(contents, reports[0]) or former.name
    if words.casefold() == former.name.casefold():
        words = f"{former.name} (another)"
    return numbered(contents, "split", (former.name, name or words), places, signature)


def undo_of(contents: Contents, number: int, signature: Signature) -> Correction:
    """Return the correction that retires another; raise InputError when there is none of that number that stands."""
    found = [one for one in standing(contents.corrections) if number_of(one) == number]
    if not found:
        raise InputError(
            f"correction {number}", "there is no such correction that holds", "See them with: sayso corrections LEDGER"
        )
    undone = numbered(contents, "undo", found[0].names, (), signature)
    return Correction(undone.id, "undo", undone.names, (), found[0].id, undone.by, undone.made)


def number_of(correction: Correction) -> int:
    """Return the number of a correction, counted from 1."""
    return int(correction.id.removeprefix("cor_"))


def numbered(
    contents: Contents, kind: CorrectionKind, names: tuple[str, ...], places: tuple[Place, ...], signature: Signature
) -> Correction:
    """Return a correction under the number after the last that ``contents`` hold."""
    number = max((number_of(one) for one in contents.corrections), default=0) + 1
    return Correction(f"cor_{number:06}", kind, names, places, None, signature.by, signature.made)


def entity_called(contents: Contents, wanted: str) -> Entity | None:
    """Return the entity of this identifier, or else name, or else alias; ``None`` where there is none.

    Raise InputError when several are called so.
    """
    low = wanted.casefold()
    for found in (
        [entity for entity in contents.entities if entity.id == wanted],
        [entity for entity in contents.entities if entity.name.casefold() == low],
        [entity for entity in contents.entities if low in (alias.casefold() for alias in entity.aliases)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{entity.id} ({entity.name}, {entity.kind})" for entity in found)
            raise InputError(wanted, f"{len(found)} entities are called so: {listed}", "Give one by its identifier")
    return None


def place_meaning(contents: Contents, entity: Entity) -> Place | None:
    """Return a place that means the entity: the first that names it, or else where it first speaks."""
    for mention in contents.mentions:
        if mention.entity == entity.id:
            return Place(mention.article, mention.span)
    for report in contents.reports:
        if report.speaker == entity.id:
            return Place(report.article, report.place)
    return None


def _entity(contents: Contents, wanted: str) -> Entity:
    found = entity_called(contents, wanted)
    if found is None:
        raise InputError(wanted, "the ledger holds no such entity", "See the names with: sayso show LEDGER who")
    return found


def _place(contents: Contents, entity: Entity) -> Place:
    found = place_meaning(contents, entity)
    if found is None:
        raise InputError(
            entity.name, "no page names this party; it is only described", "Merge or split parties that pages name"
        )
    return found


def _source_words(contents: Contents, report: Report) -> str | None:
    text = next(article.text for article in contents.articles if article.id == report.article)
    return " ".join(" ".join(span.of(text) for span in report.source).split()) or None
