"""Who accuses whom as a matrix of up to forty parties: numbered columns, a link in every cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import func, select

from sayso.ledger import Shelf
from sayso.ledger.aids import statement_place
from sayso.records import Contents, Entity
from sayso.web.catalogue import catalogue_of
from sayso.web.lines import Party, party_of

# Forty columns of 1.75 rem fit a screen; more is no picture.  The search has all.
SIDE: Final = 40


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many accusations, how dark the cell is drawn (1 to 5), whether any is contested, and their list."""

    statements: int
    shade: int
    contested: bool
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A party, its number in rows and columns alike, and its cells."""

    number: int
    party: Party
    cells: tuple[MatrixCell | None, ...]
    accuses: int
    accused: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The parties with most accusations, made or met; ``more`` are left out."""

    rows: tuple[MatrixRow, ...]
    more: int


def matrix(shelf: Shelf) -> Matrix:
    """Return who accuses whom, the parties with most accusations first."""
    place = statement_place.c
    rows = shelf.connection.execute(
        select(place.speaker, place.target, func.count(), func.max(place.contested))
        .where(place.act == "accuse", place.speaker.is_not(None), place.target.is_not(None))
        .group_by(place.speaker, place.target)
    ).all()
    made: dict[str, int] = {}
    met: dict[str, int] = {}
    for accuser, accused, number, _ in rows:
        made[accuser] = made.get(accuser, 0) + number
        met[accused] = met.get(accused, 0) + number
    weight = {name: made.get(name, 0) + met.get(name, 0) for name in made.keys() | met.keys()}
    parties = sorted(weight, key=lambda name: (-weight[name], name))
    shown = parties[:SIDE]
    names = catalogue_of(Contents((), shelf.among(Entity, "id", shown), (), (), (), (), (), (), (), (), (), ()))
    largest = max((number for _, _, number, _ in rows), default=1)
    cells = {
        (accuser, accused): (number, bool(contested), 1 + round(4 * (number - 1) / max(1, largest - 1)))
        for accuser, accused, number, contested in rows
    }
    known = {name: party_of(names, name) or Party(name, None, resolved=True) for name in shown}

    def cell(accuser: str, accused: str) -> MatrixCell | None:
        found = cells.get((accuser, accused))
        if found is None:
            return None
        number, contested, shade = found
        asked = urlencode({"act": "accuse", "speaker": accuser, "target": accused})
        words = f"{known[accuser].name} accused {known[accused].name}: {number}"
        return MatrixCell(number, shade, contested, f"/search?{asked}", words)

    return Matrix(
        tuple(
            MatrixRow(
                place, known[name], tuple(cell(name, other) for other in shown), made.get(name, 0), met.get(name, 0)
            )
            for place, name in enumerate(shown, start=1)
        ),
        max(0, len(parties) - SIDE),
    )
