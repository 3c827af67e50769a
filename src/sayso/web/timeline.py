"""Who spoke when: speakers against days, months or years, whichever stays readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.ledger.aids import known_day
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Party, party_of
from sayso.web.phrases import MONTHS, short_day

COLUMNS: Final = 21
ROWS: Final = 14
# Characters of an ISO date that name its day, month, year.
_GRAINS: Final = ((10, "day"), (7, "month"), (4, "year"))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements a speaker made on a day, month or year, as far as it is known; ``one`` of them."""

    speaker: str
    day: str
    statements: int
    one: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the table is made of: the tallies of the most talkative speakers, first to last, and how much there is.

    ``days`` counts the dated statements of all speakers by day, month or year, as far as it is known; ``speakers``
    are those with any; ``undated`` counts all statements without a day.
    """

    tallies: Sequence[Tally]
    order: Sequence[str]
    days: Mapping[str, int]
    speakers: int
    undated: int


@dataclass(frozen=True, slots=True)
class Column:
    """A day, month or year on which somebody spoke; ``year`` is set where a new one begins."""

    key: str
    head: str
    year: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many statements, how large the disc is drawn (1 to 5), and where they stand."""

    statements: int
    size: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker's cells, ``None`` where nothing was said; ``undated`` statements apart."""

    speaker: Party
    cells: tuple[Cell | None, ...]
    undated: Cell | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The table.  Empty days are left out; ``undated`` and ``left_out`` statements are in none of the columns."""

    grain: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more_speakers: int
    undated: int
    left_out: int


def _head(key: str) -> str:
    """Return a column's head: a day, a month or a year, by the length of its key."""
    if len(key) == 7 and key[5:7].isdigit():
        return MONTHS[(int(key[5:7]) - 1) % 12][:3]
    return short_day(key) if len(key) == 10 else key


def spoken(catalogue: Catalogue) -> Spoken:
    """Return what a catalogue of all statements tells of who spoke when."""
    found = _tallies(catalogue)
    spoke, days = Counter[str](), Counter[str]()
    for one in found:
        if one.day:
            spoke[one.speaker] += one.statements
            days[one.day] += one.statements
    order = sorted(spoke, key=lambda name: (-spoke[name], name))
    undated = sum(one.said_on is None for one in catalogue.statements.values())
    return Spoken([one for one in found if one.speaker in set(order[:ROWS])], order[:ROWS], days, len(order), undated)


def _tallies(catalogue: Catalogue) -> tuple[Tally, ...]:
    """Return how often each speaker spoke on each day, as far as both are known."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in catalogue.statements.values():
        if one.speaker is not None:
            told = (catalogue.reports[name] for name in one.attributions if name in catalogue.reports)
            found.setdefault((one.speaker, known_day(one, told)), []).append(one.id)
    return tuple(Tally(speaker, day, len(ids), ids[0]) for (speaker, day), ids in found.items())


def _columns(keys: list[str], grain: str) -> tuple[Column, ...]:
    found: list[Column] = []
    for place, key in enumerate(keys):
        new_year = grain != "year" and (place == 0 or keys[place - 1][:4] != key[:4])
        found.append(Column(key, _head(key), key[:4] if new_year and len(key) > 4 else None))
    return tuple(found)


def _size(number: int, largest: int) -> int:
    return 1 if largest == 1 else 1 + round(4 * (number - 1) / (largest - 1))


def timeline(catalogue: Catalogue, told: Spoken) -> Timeline:
    """Return the most talkative speakers against the days on which they spoke.

    Days give way to months, and months to years, when there would be more than ``COLUMNS``.
    ``catalogue`` knows the names of the speakers.
    """
    length, grain = next(
        ((cut, name) for cut, name in _GRAINS if len({day[:cut] for day in told.days}) <= COLUMNS), _GRAINS[-1]
    )
    keys = sorted({day[:length] for day in told.days})[-COLUMNS:]
    cells: dict[tuple[str, str], list[Tally]] = {}
    for one in told.tallies:
        cells.setdefault((one.speaker, one.day[:length]), []).append(one)
    largest = max((_sum(found) for found in cells.values()), default=1)
    return Timeline(
        grain=grain,
        columns=_columns(keys, grain),
        rows=tuple(_row(catalogue, name, keys, cells, largest) for name in told.order),
        more_speakers=max(0, told.speakers - ROWS),
        undated=told.undated,
        left_out=sum(number for day, number in told.days.items() if day[:length] not in keys),
    )


def _sum(found: Sequence[Tally]) -> int:
    return sum(one.statements for one in found)


def _row(
    catalogue: Catalogue, name: str, keys: list[str], cells: dict[tuple[str, str], list[Tally]], largest: int
) -> Row:
    found: list[Cell | None] = []
    for key in (*keys, ""):
        here = cells.get((name, key), [])
        number = _sum(here)
        href = f"#{here[0].one if number == 1 else name}" if here else ""
        found.append(Cell(number, _size(number, largest), href) if here else None)
    return Row(party_of(catalogue, name) or Party(name, None, resolved=True), tuple(found[:-1]), found[-1])
