"""Searches a ledger by words and by meaning: comparison encodes the question, and the ledger is searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.comparison import ShippedEncoder
from sayso.errors import ModelError
from sayso.ledger import (
    Encoder,
    Ledger,
    Near,
    Question,
    Shelf,
    StatementView,
    encoder_in,
    find_near,
    find_statements,
    statement_views,
)
from sayso.records import Contents, Origin

LEAST: Final = 0.45
"""The similarity from which a statement is shown.

Of 0.25 to 0.65, by 0.01, the one of the best F-measure with precision counted double on sixty searches
(``python -m quality searches``): 0.45 in four of five folds and 0.47 in the fifth.
"""
SHOWN: Final = 20
"""How many near statements are shown: what comes after is seldom worth reading."""
_NONE: Final = (
    "this ledger has no vectors of meaning, for it was written by an older release or without the encoder; the next "
    "sayso build PATH... -o LEDGER gives it some, or sayso restore from its JSON lines"
)
_OTHER: Final = (
    "the vectors of meaning of this ledger were made by the encoder of another release; the next "
    "sayso build PATH... -o LEDGER makes them anew"
)
_SIGNS: Final = str.maketrans('"“”*', "    ")


@dataclass(frozen=True, slots=True)
class Nearness:
    """The statements that are near in meaning, the nearest first; ``why_not`` says why none were looked for."""

    found: tuple[Near, ...]
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A statement that is near in meaning to what was asked; ``similarity`` is the cosine, at most 1."""

    statement: StatementView
    similarity: float


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search found: by its words, how many there are in all, and what is near in meaning beside these."""

    statements: tuple[StatementView, ...]
    in_all: int
    near: tuple[Alike, ...]
    why_not: str | None


def near_in_meaning(shelf: Shelf, question: Question, encoder: Encoder, *, limit: int = SHOWN) -> Nearness:
    """Return the statements that are near in meaning to the words of a question, and not found by them.

    The filters of the question hold.  Where the ledger has no vectors of this encoder, or it cannot be loaded,
    nothing is looked for, and ``why_not`` says so.
    """
    words = " ".join(question.words.translate(_SIGNS).split())
    if not any(character.isalnum() for character in words):
        return Nearness(())
    known = encoder_in(shelf.connection)
    if known is None:
        return Nearness((), _NONE)
    try:
        if known != encoder.fingerprint:
            return Nearness((), _OTHER)
        (vector,) = encoder.vectors([words])
    except ModelError as error:
        return Nearness((), str(error))
    return Nearness(find_near(shelf, question, vector, least=LEAST, limit=limit))


def find(
    ledger: Ledger,
    words: str,
    *,
    speaker: str = "",
    outlet: str = "",
    meaning: bool = True,
    limit: int = SHOWN,
) -> Finds:
    """Return the statements of ``ledger`` that hold the words, and those that are near in meaning.

    All words must occur; ``"a phrase"`` and ``begin*`` are understood.  Of either kind at most ``limit`` are returned.
    Without ``meaning`` none of the second kind are looked for.  Raise LedgerError when the ledger cannot be read.
    """
    question = Question(words=words, speaker=speaker, outlet=outlet)
    with ledger.shelf() as shelf:
        found = find_statements(shelf, question, limit=limit)
        near = near_in_meaning(shelf, question, ShippedEncoder(), limit=limit) if meaning else Nearness(())
        names = [*found.names, *(one.statement for one in near.found)]
        origins = shelf.among(Origin, "statement", names)
        part = shelf.part(names, Contents(origins=origins))
        views = {one.id: one for one in statement_views(part.contents)}
    return Finds(
        tuple(views[name] for name in found.names),
        found.total,
        tuple(Alike(views[one.statement], one.similarity) for one in near.found),
        near.why_not,
    )
