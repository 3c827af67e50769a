"""What the statements of a ledger mean, kept so that a million can be searched without reading all of it.

Each statement has a vector, of its gist, made by whatever encoder the writer of the ledger has; it is kept under the
statement's number with eight bits a component (``statement_meaning``).  The signs of the components are kept once
more, packed, for many statements in the order of the ledger (``meaning_signs``): of two vectors that point the same way
few signs differ, the part that does being the angle between them over 180 degrees (Charikar, *Similarity estimation
techniques from rounding algorithms*, 2002), and to count them takes a processor some nanoseconds.

Both tables are finding aids, made of the statements alone, and empty in a ledger that was written without an encoder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, select

from sayso.ledger import schema
from sayso.ledger.rows import Row, Rows
from sayso.ledger.stretches import in_order, stretches

if TYPE_CHECKING:
    from sayso.ledger.meaning_packing import Vectors

BLOCK: Final = 4096
"""How many statements have their signs in one row: 197 kB, which SQLite reads in one go."""
# In how many parts the vectors of so many are read, which are eight times as large.
_PARTS: Final = 16
ENCODER: Final = "encoder"
"""The name in ``about`` of the fingerprint of the encoder."""


class Encoder(Protocol):
    """Whatever turns texts into vectors of one width, a multiple of 64, each depending on its own text alone."""

    @property
    def fingerprint(self) -> str:
        """What tells this encoder from others, whose vectors are not to be compared with its own."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""


metadata = MetaData()

statement_meaning = Table(
    "statement_meaning",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),
)
meaning_signs = Table(
    "meaning_signs",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("signs", LargeBinary, nullable=False),
)


def meaning_rows(connection: Connection, encoder: Encoder | None) -> Iterator[tuple[Table, Rows]]:
    """Yield both tables with their rows, of the statements that a ledger has in order; none without an encoder.

    The rows of the first must have been written before those of the second are asked for.
    """
    yield statement_meaning, _vectors(connection, encoder) if encoder is not None else ()
    yield meaning_signs, _signs(connection) if encoder is not None else ()


def _vectors(connection: Connection, encoder: Encoder) -> Iterator[Row]:
    # Who only reads a ledger need not load numpy.
    from sayso.ledger.meaning_packing import in_eight_bits  # noqa: PLC0415

    for some in in_order(connection, schema.statement.c.gist):
        small = in_eight_bits(encoder.vectors([read_as_one(one.gist) for _, one in some]))
        for (number, _), row in zip(some, small, strict=True):
            yield {"number": number, "vector": row.tobytes()}


def _signs(connection: Connection) -> Iterator[Row]:
    from sayso.ledger.meaning_packing import from_bytes, signs_of  # noqa: PLC0415

    kept = statement_meaning.c
    read = stretches(connection, kept.number, kept.vector, most=BLOCK // _PARTS)
    parts = (signs_of(from_bytes([one.vector for one in some])).tobytes() for some in read)
    for block, signs in enumerate(iter(lambda: b"".join(islice(parts, _PARTS)), b"")):
        yield {"block": block, "signs": signs}


def encoder_row(encoder: Encoder | None) -> list[Row]:
    """Return what ``about`` says of the encoder."""
    return [] if encoder is None else [{"name": ENCODER, "value": encoder.fingerprint}]


def encoder_in(connection: Connection) -> str | None:
    """Return the fingerprint of the encoder of a ledger's vectors, ``None`` where it was written without one."""
    return connection.execute(select(schema.about.c.value).where(schema.about.c.name == ENCODER)).scalar()


def read_as_one(gist: str) -> str:
    """Return a gist whose pieces are read on: so the build has encoded the words of a report, and does not again.

    >>> read_as_one("nine … were killed")
    'nine were killed'
    """
    return gist.replace(" … ", " ")
