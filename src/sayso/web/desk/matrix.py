"""Who accuses whom as a matrix of up to forty parties: numbered columns, a link in every cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import func, select

from sayso.ledger import Shelf
from sayso.ledger.counts import charge, charged
from sayso.records import Contents, Entity
from sayso.web.accusations import crossed
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

    @property
    def crossed(self) -> bool:
        """Whether the matrix says more than the list of accusations."""
        return crossed([row.cells for row in self.rows])


def matrix(shelf: Shelf) -> Matrix:
    """Return who accuses whom, the parties with most accusations first."""
    by = charged.c
    heavy = select(charged).order_by(by.weight.desc(), by.party).limit(SIDE)
    parties = shelf.connection.execute(heavy).all()
    shown = [row.party for row in parties]
    charges = _charges(shelf, shown)
    names = catalogue_of(Contents(entities=shelf.among(Entity, "id", shown)))
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
        MatrixRow(place, known[row.party], tuple(cell(row.party, other) for other in shown), row.made, row.met)
        for place, row in enumerate(parties, start=1)
    )
    total = shelf.connection.execute(select(func.count()).select_from(charged)).scalar_one()
    return Matrix(tuple(rows), max(0, total - SIDE))


def _charges(shelf: Shelf, shown: list[str]) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return, for each two of these parties, how many accusations, and whether one of them is contested."""
    by = charge.c
    rows = shelf.connection.execute(select(charge).where(by.accuser.in_(shown), by.accused.in_(shown)))
    return {(row.accuser, row.accused): (row.statements, bool(row.contested)) for row in rows}
