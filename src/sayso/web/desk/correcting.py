"""Corrections made in the desk: from the fields of a form to a row that waits."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import String, func, or_, select, type_coerce

from sayso.errors import InputError
from sayso.ledger import (
    Ledger,
    Shelf,
    Signature,
    apart_of,
    date_of,
    merge_of,
    published_of,
    same_of,
    schema,
    speaker_of,
    split_of,
    undo_of,
    wrong_of,
)
from sayso.ledger.aids import statement_place
from sayso.records import Article, Contents, Correction, Entity, Mention, Report
from sayso.web.desk.jobs import Apply, Jobs, apply_apart

Fields = Mapping[str, Sequence[str]]
# A name, a date or an identifier; nothing that a form sends is longer.
LONGEST: Final = 400
_DIGITS: Final = 10


@dataclass(slots=True)
class Correcting:
    """What the desk needs to take corrections: the job that applies them, the token of its forms, who corrects."""

    jobs: Jobs
    by: str | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @classmethod
    def of(cls, ledger: Path | str, by: str | None, apply: Apply | None = None) -> Correcting:
        """Return what takes the corrections of a ledger; what still waits from before is applied at once."""
        made = cls(Jobs(ledger, apply or apply_apart), by)
        made.jobs.start()
        return made

    def take(self, ledger: Path | str, fields: Fields) -> None:
        """Keep the correction that a form asks for; raise InputError where it cannot be one."""
        kind = _one(fields, "kind")
        if kind == "sign":
            self.by = _one(fields, "by") or None
        elif kind == "again":
            self.jobs.start()
        elif kind in _MAKERS:
            waiting = self.jobs.state().waiting
            with Ledger.open(ledger) as opened, opened.shelf() as shelf:
                desk = _Desk(shelf, fields, (*shelf.some(Correction), *waiting))
                signature = Signature(self.by, datetime.now(UTC).isoformat(timespec="seconds"))
                self.jobs.add(_MAKERS[kind](desk, signature))
        else:
            raise InputError("the form", "it asks for no correction that there is", "Go back and send it again")


@dataclass(frozen=True, slots=True)
class _Desk:
    """A form, and the part of the ledger that it speaks of."""

    shelf: Shelf
    fields: Fields
    corrections: tuple[Correction, ...]

    def one(self, name: str) -> str:
        return _one(self.fields, name)

    def contents(self, statements: Sequence[str] = (), names: Sequence[str] = ()) -> Contents:
        """Return some statements with their reports, and the entities that are called so, with what means them."""
        part = self.shelf.part([name for name in statements if name], Contents()).contents
        called = self._called(names)
        mentions = [
            one for entity in called for one in self.shelf.some(Mention, schema.mention.c.entity == entity.id, limit=1)
        ]
        spoken = [
            one for entity in called for one in self.shelf.some(Report, schema.report.c.speaker == entity.id, limit=1)
        ]
        return replace(
            part,
            entities=tuple(dict.fromkeys((*part.entities, *called))),
            mentions=tuple(mentions),
            reports=tuple(dict.fromkeys((*part.reports, *spoken))),
            corrections=self.corrections,
        )

    def around(self, attribution: str, *names: str) -> Contents:
        """Return the statement of an attribution, and the entities that are called so."""
        return self.contents(sorted(self.shelf.statements_of([attribution])), names)

    def _called(self, names: Sequence[str]) -> tuple[Entity, ...]:
        entity = schema.entity.c
        found: list[Entity] = []
        for name in names:
            if name:
                # Aliases are kept as JSON text, in which a name stands as it is.
                within = func.lower(type_coerce(entity.aliases, String)).contains(name.lower(), autoescape=True)
                # The databases know small letters of ASCII alone; a name in others is found as it is written.
                told = type_coerce(entity.aliases, String).contains(name, autoescape=True)
                bears = or_(
                    entity.id == name, entity.name == name, func.lower(entity.name) == name.lower(), within, told
                )
                found.extend(self.shelf.some(Entity, bears, limit=50))
        return tuple(dict.fromkeys(found))


def _one(fields: Fields, name: str) -> str:
    return " ".join((fields.get(name) or [""])[0].split())[:LONGEST]


def _merge(desk: _Desk, signature: Signature) -> Correction:
    kept, other = desk.one("entity"), desk.one("other")
    if desk.one("keep") == "other":
        kept, other = other, kept
    return merge_of(desk.contents((), (kept, other)), kept, other, signature)


def _split(desk: _Desk, signature: Signature) -> Correction:
    entity, statements = desk.one("entity"), [name[:LONGEST] for name in desk.fields.get("statement", ())]
    contents = desk.contents(statements, (entity,))
    own = [name for one in contents.statements if one.id in statements for name in one.attributions]
    spoken = {report.id for report in contents.reports if report.speaker == entity}
    found = [name for name in own if name in spoken]
    contents = replace(contents, articles=desk.shelf.among(Article, "id", [one.article for one in contents.reports]))
    return split_of(contents, entity, found, desk.one("name") or None, signature)


def _speaker(desk: _Desk, signature: Signature) -> Correction:
    attribution, name = desk.one("attribution"), desk.one("name")
    return speaker_of(desk.around(attribution, name), attribution, name or None, signature)


def _wrong(desk: _Desk, signature: Signature) -> Correction:
    attribution = desk.one("attribution")
    return wrong_of(desk.around(attribution), attribution, signature)


def _date(desk: _Desk, signature: Signature) -> Correction:
    attribution = desk.one("attribution")
    return date_of(desk.around(attribution), attribution, desk.one("day") or None, signature)


def _apart(desk: _Desk, signature: Signature) -> Correction:
    attribution = desk.one("attribution")
    return apart_of(desk.around(attribution), attribution, signature)


def _same(desk: _Desk, signature: Signature) -> Correction:
    one, other = desk.one("statement"), desk.one("other")
    # A number of more digits is none of a statement, and more than PostgreSQL counts to.
    if other.isascii() and other.isdigit() and len(other) < _DIGITS:
        query = select(statement_place.c.id).where(statement_place.c.number == int(other))
        other = desk.shelf.connection.execute(query).scalar() or other
    return same_of(desk.contents((one, other)), one, other, signature)


def _published(desk: _Desk, signature: Signature) -> Correction:
    article = desk.one("article")
    pages = desk.shelf.among(Article, "id", [article])
    return published_of(Contents(articles=pages, corrections=desk.corrections), article, desk.one("day"), signature)


def _undo(desk: _Desk, signature: Signature) -> Correction:
    number = desk.one("number")
    told = int(number[:9]) if number.isascii() and number.isdigit() else 0
    return undo_of(Contents(corrections=desk.corrections), told, signature)


_MAKERS: Final[dict[str, Callable[[_Desk, Signature], Correction]]] = {
    "merge": _merge,
    "split": _split,
    "speaker": _speaker,
    "wrong": _wrong,
    "date": _date,
    "apart": _apart,
    "same": _same,
    "published": _published,
    "undo": _undo,
}
