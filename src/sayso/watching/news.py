"""News: what is told of a ledger when it changes, complete in itself, so that it can be sent away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sayso.records import Act, FigureRelation, Relation

NewsKind = Literal["origins", "denied", "contradicted", "retracted", "updated", "conflict"]

ANSWERED: Final[Mapping[Relation, NewsKind]] = {
    "denies": "denied", "contradicts": "contradicted", "retracts": "retracted",
}  # fmt: skip
COUNTED: Final[Mapping[FigureRelation, NewsKind]] = {"update": "updated", "conflict": "conflict"}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is told: its identifier, who said what, in which outlets, from how many origins.

    ``speaker`` is ``None`` for one that could not be told.
    """

    statement: str
    speaker: str | None
    act: Act
    said_on: str | None
    quote: str
    outlets: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as it is told: its identifier, its amount and what it counts, in words, by whom and where it stands."""

    figure: str
    article: str
    amount: str
    of: str
    place: str | None
    day: str | None
    according_to: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that brought the news: its identifier, its outlet, its date, and its address or path."""

    article: str
    outlet: str | None
    published: str | None
    address: str


@dataclass(frozen=True, slots=True)
class News:
    """One change of a ledger that is worth a line.

    ``said`` is the statement that it is about (of a figure: the one that holds the newer figure, if any),
    ``answers`` those of one speaker that answer it, the surest first; ``before`` and ``after`` are the numbers
    of its origins.  Of figures, ``earlier`` are those that ``figures`` update or conflict with.  The identifier
    depends on what is told alone, so that the same news told twice is known for one.
    """

    id: str
    kind: NewsKind
    said: Said | None
    answers: tuple[Said, ...]
    before: int
    after: int
    earlier: tuple[Counted, ...]
    figures: tuple[Counted, ...]
    pages: tuple[Page, ...]
    reasons: tuple[str, ...]
