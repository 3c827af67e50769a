"""Who spoke when: speakers against days, months or years, whichever stays readable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sayso.records import Statement
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Party, party_of
from sayso.web.phrases import MONTHS, short_day

COLUMNS: Final = 21
ROWS: Final = 14
# Characters of an ISO date that name its day, month, year.
_GRAINS: Final = ((10, "day"), (7, "month"), (4, "year"))


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


def _key(catalogue: Catalogue, statement: Statement, length: int) -> str:
    """Return the day of a statement, no finer than known and than the columns; empty where unknown."""
    known = [catalogue.reports[name] for name in statement.attributions if name in catalogue.reports]
    precisions = {report.said_precision for report in known if report.said_on == statement.said_on}
    finest = 10 if not precisions & {"month", "year"} else 7 if "month" in precisions else 4
    return (statement.said_on or "")[: min(length, finest)]


def _columns(keys: list[str], grain: str) -> tuple[Column, ...]:
    found: list[Column] = []
    for place, key in enumerate(keys):
        new_year = grain != "year" and (place == 0 or keys[place - 1][:4] != key[:4])
        found.append(Column(key, _head(key), key[:4] if new_year and len(key) > 4 else None))
    return tuple(found)


def _size(number: int, largest: int) -> int:
    return 1 if largest == 1 else 1 + round(4 * (number - 1) / (largest - 1))


def timeline(catalogue: Catalogue) -> Timeline:
    """Return the most talkative speakers against the days on which they spoke.

    Days give way to months, and months to years, when there would be more than ``COLUMNS``.
    """
    told = [one for one in catalogue.statements.values() if one.speaker is not None]
    dated = [one for one in told if one.said_on is not None]
    length, grain = next(
        ((cut, name) for cut, name in _GRAINS if len({_key(catalogue, one, cut) for one in dated}) <= COLUMNS),
        _GRAINS[-1],
    )
    keys = sorted({_key(catalogue, one, length) for one in dated})[-COLUMNS:]
    cells: dict[tuple[str, str], list[str]] = {}
    for one in told:
        cells.setdefault((one.speaker or "", _key(catalogue, one, length)), []).append(one.id)
    spoke = Counter(one.speaker or "" for one in dated)
    speakers = sorted(spoke, key=lambda name: (-spoke[name], name))
    largest = max((len(found) for found in cells.values()), default=1)
    rows = tuple(_row(catalogue, name, keys, cells, largest) for name in speakers[:ROWS])
    return Timeline(
        grain=grain,
        columns=_columns(keys, grain),
        rows=rows,
        more_speakers=max(0, len(speakers) - ROWS),
        undated=sum(one.said_on is None for one in catalogue.statements.values()),
        left_out=sum(_key(catalogue, one, length) not in keys for one in dated),
    )


def _row(
    catalogue: Catalogue, name: str, keys: list[str], cells: dict[tuple[str, str], list[str]], largest: int
) -> Row:
    found: list[Cell | None] = []
    for key in (*keys, ""):
        here = cells.get((name, key), [])
        href = f"#{here[0] if len(here) == 1 else name}"
        found.append(Cell(len(here), _size(len(here), largest), href) if here else None)
    return Row(party_of(catalogue, name) or Party(name, None, resolved=True), tuple(found[:-1]), found[-1])
