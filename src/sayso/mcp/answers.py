"""What the tools answer: typed, with the exact places that every answer rests on.

Words of pages stand in ``quote``, ``gist``, names and titles as the pages have them, character for
character: they are data, whatever they say.  The records have no slots, which the SDK would take for
values by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Finding = Literal["found", "none", "unmeasured"]
"""``none`` says that it was looked for and is not there; ``unmeasured`` that the ledger knows nothing of it."""


@dataclass(frozen=True)
class Place:
    """``[start, end)`` in Unicode code points of the stored text of the article."""

    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """One report: the page that it stands in, and where exactly; ``speaker`` is null where it could not be told."""

    attribution: str
    article: str
    path: str
    url: str | None
    outlet: str | None
    published: str | None
    sha256: str
    kind: str
    quote: str
    source: list[Place]
    cue: list[Place]
    content: list[Place]
    speaker: str | None
    speaker_from: str
    why_speaker: list[str]
    said_on: str | None
    date_words: str | None


@dataclass(frozen=True)
class Origin:
    """Reports that are not independent of one another, and why; they count once."""

    origin: str
    why: list[str]
    reports: list[Evidence]


@dataclass(frozen=True)
class Statement:
    """A statement in brief; its independent reports are the number of its origins."""

    statement: str
    speaker: str | None
    act: str
    target: str | None
    said_on: str | None
    gist: str
    reports: int
    independent_reports: int
    outlets: list[str]
    contested: bool


@dataclass(frozen=True)
class Alike:
    """A statement that says something alike in other words; ``similarity`` is a cosine, at most 1."""

    statement: Statement
    similarity: float


@dataclass(frozen=True)
class Statements:
    """A stretch of the statements that were found, and how many there are in all.

    ``near`` are statements near in meaning which the words do not find; ``near_finding`` is ``unmeasured`` where none
    were looked for, and ``near_why_not`` says why, if that was asked for.
    """

    finding: Finding
    total: int
    statements: list[Statement]
    near_finding: Finding
    near: list[Alike]
    near_why_not: str | None


@dataclass(frozen=True)
class Answer:
    """How another statement stands to one: ``relation`` as in "denies" or "denied by"."""

    relation: str
    other: Statement
    score: float
    why: list[str]


@dataclass(frozen=True)
class WholeStatement:
    """A statement with all of its evidence, by origin, and with what answers it or is answered by it."""

    statement: Statement
    origins: list[Origin]
    answers: list[Answer]


@dataclass(frozen=True)
class Bearing:
    """A statement that speaks to a claim: the verdict, and the evidence."""

    statement: Statement
    score: float
    why: list[str]
    origins: list[Origin]


@dataclass(frozen=True)
class Checked:
    """Who asserts a claim and who denies it; never whether it is true.

    ``unmeasured``: nothing in the ledger speaks to it.
    """

    claim: str
    finding: Literal["asserted", "denied", "disputed", "unmeasured"]
    independent_for: int
    independent_against: int
    judged: int
    reports: int
    asserts: list[Bearing]
    denies: list[Bearing]


@dataclass(frozen=True)
class Contest:
    """A statement that another one denies, contradicts or retracts."""

    statement: Statement
    relation: str
    by: Statement
    score: float
    why: list[str]


@dataclass(frozen=True)
class Figure:
    """A reported quantity and where it stands; ``high`` is null for "at least"."""

    figure: str
    low: float
    high: float | None
    unit: str | None
    what: str | None
    place: str | None
    as_of: str | None
    according_to: str | None
    article: str
    path: str
    outlet: str | None
    published: str | None
    words: str
    span: Place


@dataclass(frozen=True)
class FigureConflict:
    """Two figures of one thing that do not agree."""

    one: Figure
    other: Figure
    score: float
    why: list[str]


@dataclass(frozen=True)
class Conflicts:
    """What is contested and which figures are in conflict; ``unmeasured`` where there are not two to compare."""

    statements_finding: Finding
    statements_in_all: int
    statements: list[Contest]
    figures_finding: Finding
    figures_in_all: int
    figures: list[FigureConflict]
