"""Corrections of single attributions, of what is one statement, and of a page's date, as rows."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.errors import InputError
from sayso.ledger.corrections import Signature, entity_called, numbered, place_meaning
from sayso.records import Contents, Correction, Place, Report, Span

# As much of the words as tells in a list which are meant.
_WORDS: Final = 90
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def speaker_of(contents: Contents, attribution: str, speaker: str | None, signature: Signature) -> Correction:
    """Return the correction by which an attribution is ``speaker``'s; without one, nobody can tell whose it is.

    A speaker whom the ledger does not know becomes a new one.  Raise InputError when the attribution is unknown or
    the name fits several entities.
    """
    report = _report(contents, attribution)
    names = {entity.id: entity.name for entity in contents.entities}
    places: tuple[Place, ...] = (_place(report),)
    new = " ".join((speaker or "").split())
    if new:
        found = entity_called(contents, new)
        if found is not None and found.id == report.speaker:
            raise InputError(attribution, f"it is {found.name}'s already", "Name another speaker")
        if found is not None:
            new = found.name
            places += tuple(place for place in (place_meaning(contents, found),) if place is not None)
    return numbered(contents, "speaker", (names.get(report.speaker or "", ""), new, _words(report)), places, signature)


def wrong_of(contents: Contents, attribution: str, signature: Signature) -> Correction:
    """Return the correction by which an attribution is none: nobody says this.  Raise InputError when it is unknown."""
    report = _report(contents, attribution)
    names = {entity.id: entity.name for entity in contents.entities}
    told = (names.get(report.speaker or "", ""), _words(report))
    return numbered(contents, "wrong", told, (_place(report),), signature)


def date_of(contents: Contents, attribution: str, day: str | None, signature: Signature) -> Correction:
    """Return the correction by which the words were said on another day (``2023-05-14``, ``2023-05`` or ``2023``).

    Without a day it is not known when.  Raise InputError when the attribution is unknown or the day is none.
    """
    report = _report(contents, attribution)
    told = (report.said_on or "", _day(day) if day else "", _words(report))
    return numbered(contents, "date", told, (_place(report),), signature)


def published_of(contents: Contents, article: str, day: str, signature: Signature) -> Correction:
    """Return the correction by which a page was published on another day.

    Raise InputError when the page is unknown or the day is none.
    """
    found = next((one for one in contents.articles if one.id == article), None)
    if found is None:
        raise InputError(article, "the ledger holds no such page", "See its pages with: sayso export LEDGER")
    if len(_day(day)) < 10:
        raise InputError(day, "a page is published on one day", "Write it as 2023-05-14")
    told = (
        found.published or "",
        found.published_from or "",
        _day(day),
        " ".join((found.title or found.path).split())[:_WORDS],
    )
    return numbered(contents, "published", told, (Place(article, Span(0, 0)),), signature)


def same_of(contents: Contents, one: str, other: str, signature: Signature) -> Correction:
    """Return the correction by which two statements, or the statements of two attributions, are one.

    Raise InputError when one is unknown or both are one already.
    """
    owner = {name: statement.id for statement in contents.statements for name in statement.attributions}
    first, second = (_first_report(contents, name) for name in (one, other))
    if owner.get(first.id, first.id) == owner.get(second.id, second.id):
        raise InputError(other, f"it is of one statement with {one} already", "Name another statement")
    return numbered(contents, "same", (_words(first), _words(second)), (_place(first), _place(second)), signature)


def apart_of(contents: Contents, attribution: str, signature: Signature) -> Correction:
    """Return the correction by which an attribution is not of one statement with the others that it stands with.

    Raise InputError when it is unknown or stands alone.
    """
    report = _report(contents, attribution)
    statement = next((one for one in contents.statements if attribution in one.attributions), None)
    others = [_report(contents, name) for name in (statement.attributions if statement else ()) if name != attribution]
    if not others:
        raise InputError(attribution, "it stands alone in its statement", "See it with: sayso show LEDGER what --json")
    places = (_place(report), *(_place(one) for one in others))
    return numbered(contents, "apart", (_words(report), _words(others[0])), places, signature)


def _report(contents: Contents, attribution: str) -> Report:
    found = next((one for one in contents.reports if one.id == attribution), None)
    if found is None:
        raise InputError(
            attribution, "the ledger holds no such attribution", "See them with: sayso show LEDGER what --json"
        )
    return found


def _first_report(contents: Contents, name: str) -> Report:
    statement = next((one for one in contents.statements if one.id == name), None)
    return _report(contents, statement.attributions[0] if statement else name)


def _place(report: Report) -> Place:
    return Place(report.article, report.place)


def _words(report: Report) -> str:
    words = " ".join(report.quote.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"


def _day(told: str) -> str:
    day = told.strip()
    try:
        if _DATE.fullmatch(day) is None:
            raise ValueError
        date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])
    except ValueError:
        raise InputError(told, "it is no date", "Write it as 2023-05-14, 2023-05 or 2023") from None
    return day
