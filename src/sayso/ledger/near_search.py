"""Search by meaning: the statements whose gist is nearest to a question, in two passes.

The first counts, over all statements that the filters let through, how many signs differ from the question's, and takes
those with the fewest; the second measures these exactly.  Whoever asks encodes the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Text, cast, func, select

from sayso.errors import LedgerError
from sayso.ledger.aids import statement_place
from sayso.ledger.meaning_packing import Vectors, in_eight_bits, signs_of
from sayso.ledger.meaning_tables import meaning_signs, statement_meaning
from sayso.ledger.search import Question, conditions_of, found_among
from sayso.ledger.shelf import Shelf, batches

CANDIDATES: Final = 1000
"""How many the second pass measures at least: of 15,000 sentences of news it missed one in two thousand at most."""
SHARE: Final = 100
"""In a large ledger it measures one in so many: such a part of those 15,000 held 95 to 98 % of those to be shown."""
_DAMAGED: Final = (
    "the ledger",
    "its vectors of meaning are damaged",
    "Save the rest: sayso export LEDGER --salvage; or build it again",
)

Signs = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Near:
    """A statement that says something alike, and how alike: the cosine of the two vectors, at most 1."""

    statement: str
    similarity: float


def find_near(shelf: Shelf, question: Question, vector: Vectors, *, least: float, limit: int = 50) -> tuple[Near, ...]:
    """Return the statements nearest to ``vector`` that the filters of a question let through, the nearest first.

    Those that its words find are left out, and so are those less alike than ``least``.  Raise LedgerError where the
    ledger's vectors are damaged; one that was written without an encoder has none, and nothing is found.
    """
    signs = _signs(shelf, len(vector))
    among = _let_through(shelf, question, len(signs))
    most = max(CANDIDATES, len(signs if among is None else among) // SHARE)
    numbers = nearest(signs, vector, among, most=most)
    found = [pair for pair in _measured(shelf, numbers, vector) if pair[1] >= least]
    kept: list[tuple[int, float]] = []
    for start in range(0, len(found), 2 * limit):  # nearly always the first of these is enough
        some = found[start : start + 2 * limit]
        worded = found_among(shelf, question.words, [number for number, _ in some])
        kept += [pair for pair in some if pair[0] not in worded]
        if len(kept) >= limit:
            break
    return _named(shelf, kept[:limit])


def nearest(signs: Signs, vector: Vectors, among: Numbers | None = None, *, most: int) -> Numbers:
    """Return the numbers, counted from 1, of the rows of ``signs`` that differ least from a vector's, in that order.

    Of rows that differ alike the first come first.  ``among`` are the numbers to choose from.
    """
    rows = signs if among is None else signs[among - 1]
    own = signs_of(in_eight_bits(vector[None, :])).view(np.uint64)
    differing = np.bitwise_count(rows ^ own).sum(axis=1, dtype=np.int64)
    # One number to sort by: the signs that differ, then the place.
    keys = differing * (len(rows) + 1) + np.arange(len(rows))
    if len(keys) > most:
        keys = np.partition(keys, most)[:most]
    places = np.sort(keys) % (len(rows) + 1)
    found: Numbers = places + 1 if among is None else among[places]
    return found


def similarities(small: NDArray[np.int8], vector: Vectors) -> NDArray[np.float64]:
    """Return the cosine of each row with a vector; a row of zeros, which points nowhere, has 0."""
    rows = small.astype(np.float64)
    # einsum adds up in one order on every machine, which the products of BLAS do not.
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows)) * np.sqrt(np.einsum("i,i->", vector, vector, dtype=np.float64))
    products = np.einsum("ij,j->i", rows, vector.astype(np.float64))
    found: NDArray[np.float64] = products / np.where(lengths > 0, lengths, 1.0)
    return found


def _signs(shelf: Shelf, width: int) -> Signs:
    rows = shelf.connection.execute(select(meaning_signs.c.signs).order_by(meaning_signs.c.block)).scalars()
    whole = b"".join(rows)
    if len(whole) % (width // 8):
        raise LedgerError(*_DAMAGED)
    return np.frombuffer(whole, np.uint64).reshape(-1, width // 64)


def _let_through(shelf: Shelf, question: Question, statements: int) -> Numbers | None:
    """Return the numbers of the statements that the filters let through; ``None`` where there is no filter."""
    conditions = conditions_of(question)
    if not conditions or not statements:
        return None
    # One text in place of a row for each: of a large ledger the rows take longer than the search.
    numbers = cast(statement_place.c.number, Text)
    joined = shelf.connection.execute(select(func.aggregate_strings(numbers, ",")).where(*conditions)).scalar()
    found: Numbers = np.sort(np.fromstring(joined or "", np.int64, sep=","))
    if found.size and int(found[-1]) > statements:
        raise LedgerError(*_DAMAGED)
    return found


def _measured(shelf: Shelf, numbers: Numbers, vector: Vectors) -> list[tuple[int, float]]:
    """Return statements by their numbers with their similarity, the most alike first, then in their order."""
    meaning = statement_meaning.c
    kept: dict[int, bytes] = {}
    for batch in batches(sorted(numbers.tolist())):
        rows = shelf.connection.execute(select(meaning.number, meaning.vector).where(meaning.number.in_(batch)))
        kept |= {row.number: row.vector for row in rows}
    order = sorted(kept)
    whole = b"".join(kept[number] for number in order)
    if len(order) != len(numbers) or len(whole) != len(order) * len(vector):
        raise LedgerError(*_DAMAGED)
    measured = similarities(np.frombuffer(whole, np.int8).reshape(-1, len(vector)), vector)
    found = [(number, round(float(one), 4)) for number, one in zip(order, measured, strict=True)]
    return sorted(found, key=lambda pair: -pair[1])


def _named(shelf: Shelf, found: Sequence[tuple[int, float]]) -> tuple[Near, ...]:
    names: dict[int, str] = {}
    for batch in batches([number for number, _ in found]):
        query = select(statement_place.c.number, statement_place.c.id).where(statement_place.c.number.in_(batch))
        names |= {row.number: row.id for row in shelf.connection.execute(query)}
    return tuple(Near(names[number], similarity) for number, similarity in found)
