"""Who accuses whom as a matrix of up to forty parties: numbered columns, a link in every cell."""

from __future__ import annotations

from collections import Counter
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
    charges = _charges(shelf)
    made, met = Counter[str](), Counter[str]()
    for (accuser, accused), (number, _) in charges.items():
        made[accuser] += number
        met[accused] += number
    weight = made + met
    shown = sorted(weight, key=lambda name: (-weight[name], name))[:SIDE]
    names = catalogue_of(Contents((), shelf.among(Entity, "id", shown), (), (), (), (), (), (), (), (), (), ()))
    known = {name: party_of(names, name) or Party(name, None, resolved=True) for name in shown}
    largest = max((number for number, _ in charges.values()), default=1)

    def cell(accuser: str, accused: str) -> MatrixCell | None:
        if (accuser, accused) not in charges:
            return None
        number, contested = charges[accuser, accused]
        asked = urlencode({"act": "accuse", "speaker": accuser, "target": accused})
        words = f"{known[accuser].name} accused {known[accused].name}: {number}"
        shade = 1 + round(4 * (number - 1) / max(1, largest - 1))
        return MatrixCell(number, shade, contested, f"/search?{asked}", words)

    rows = (
        MatrixRow(place, known[name], tuple(cell(name, other) for other in shown), made[name], met[name])
        for place, name in enumerate(shown, start=1)
    )
    return Matrix(tuple(rows), max(0, len(weight) - SIDE))


def _charges(shelf: Shelf) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return, for each accuser and accused, how many statements, and whether one of them is contested."""
    place = statement_place.c
    rows = shelf.connection.execute(
        select(place.speaker, place.target, func.count(), func.max(place.contested))
        .where(place.act == "accuse", place.speaker.is_not(None), place.target.is_not(None))
        .group_by(place.speaker, place.target)
    )
    return {(row[0], row[1]): (row[2], bool(row[3])) for row in rows}
