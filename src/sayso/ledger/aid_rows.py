"""What the finding aids of a ledger hold, made of its records as they lie in their tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from sayso.ledger import schema
from sayso.ledger.aids import (
    CONTESTS,
    UNDATED,
    known_day,
    rank,
    report_place,
    report_start,
    statement_outlet,
    statement_place,
    target_of,
)
from sayso.ledger.rows import Row, Rows
from sayso.ledger.stretches import Found, by_key, in_order, stretches
from sayso.spilled import Spilled, SpilledPacks

_ARTICLE, _ENTITY, _LINK = schema.article.c, schema.entity.c, schema.link.c
_ORIGIN, _REPORT, _STATEMENT = schema.origin.c, schema.report.c, schema.statement.c
_PLACED: Final = (_REPORT.article, _REPORT.source, _REPORT.cue, _REPORT.content)
_TOLD: Final = (_REPORT.target, _REPORT.said_on, _REPORT.said_precision)
_RANKED: Final = (_STATEMENT.speaker, _STATEMENT.act, _STATEMENT.said_on)
_SPREAD: Final = (_STATEMENT.attributions, _STATEMENT.origins, _STATEMENT.recycled)


@dataclass(frozen=True, slots=True)
class Words:
    """What full text finds: of each statement its number, identifier and words; of each article its own.

    Both are gone through once.
    """

    statements: Iterator[tuple[int, str, str]]
    articles: Iterator[tuple[str, str, str]]


def aids_of(connection: Connection) -> Iterator[tuple[Table, Rows]]:
    """Yield each table of aids with its rows, which must have been written before those of the next are asked for."""
    placed = _Placed(connection)
    yield statement_place, placed.statements()
    yield statement_outlet, _outlets(connection)
    yield report_place, placed.reports()


def words_of(connection: Connection) -> Words:
    """Return the words by which statements and articles are found: an article by its identifier, title and text.

    The aids must have been written before.
    """
    return Words(_statement_words(connection), _article_words(connection))


class _Placed:
    """Where each statement stands in order, and to what each report belongs."""

    def __init__(self, connection: Connection) -> None:
        self._order = _Order()
        self._statements: Spilled[Row] = Spilled()
        self._reports: SpilledPacks[Row] = SpilledPacks()
        self._named = array("q")  # the hashes of the reports
        self._contested = _contested(connection)
        for some in stretches(connection, _STATEMENT.id, *_RANKED, *_SPREAD):
            reports = by_key(connection, _REPORT.id, _names(some), *_PLACED, *_TOLD)
            pages = by_key(connection, _ARTICLE.id, (one.article for one in reports.values()), _ARTICLE.published)
            own = chain.from_iterable(one.origins for one in some)
            origins = by_key(connection, _ORIGIN.id, own, _ORIGIN.attributions)
            for one in some:
                told = [reports[name] for name in one.attributions if name in reports]
                self._place(one, told, [_place(report, pages) for report in told])
                self._own(one, told, [origins[name] for name in one.origins if name in origins])

    def statements(self) -> Iterator[Row]:
        """Yield the rows of ``statement_place``."""
        for number, place in enumerate(self._order.places(), start=1):
            yield self._statements[place] | {"number": number}

    def reports(self) -> Iterator[Row]:
        """Yield the rows of ``report_place``; of a report that two statements name, as persons may write it, one."""
        twice = {one for one, other in pairwise(sorted(self._named)) if one == other}
        seen: set[object] = set()
        for row in self._reports:
            name = row["report"]
            if name not in seen:
                yield row
            if hash(name) in twice:
                seen.add(name)

    def _place(self, statement: Found, told: Sequence[Found], places: Iterable[tuple[str, str, int]]) -> None:
        contested = statement.id in self._contested
        self._order.append(rank(statement, places, contested=contested))
        self._statements.append(
            {
                "id": statement.id,
                "speaker": statement.speaker,
                "target": target_of(told),
                "act": statement.act,
                "day": known_day(statement, told),
                "reports": len(statement.attributions),
                "origins": len(statement.origins),
                "recycled": len(statement.recycled),
                "contested": contested,
            }
        )

    def _own(self, statement: Found, told: Iterable[Found], origins: Iterable[Found]) -> None:
        origin_of = {name: origin.id for origin in origins for name in origin.attributions}
        for one in told:
            origin = origin_of.get(one.id)
            self._named.append(hash(one.id))
            self._reports.append(
                {"report": one.id, "statement": statement.id, "origin": origin, "article": one.article}
            )


class _Order:
    """The order of records by keys of several parts, which are kept as numbers: many records have the same."""

    def __init__(self) -> None:
        self._parts: list[tuple[dict[Any, int], array[int]]] = []

    def append(self, key: Sequence[object]) -> None:
        """Put the key of a record behind those of the others."""
        if not self._parts:
            self._parts = [({}, array("L")) for _ in key]
        for part, (known, column) in zip(key, self._parts, strict=True):
            column.append(known.setdefault(part, len(known)))

    def places(self) -> list[int]:
        """Return the places of the records in the order of their keys, those of one key as they came."""
        places = list(range(len(self._parts[0][1]))) if self._parts else []
        for known, column in reversed(self._parts):
            ranks = array("L", bytes(len(known) * column.itemsize))
            for at, part in enumerate(sorted(known)):
                ranks[known[part]] = at
            # Sorting keeps what is equal in its order, so that the last part comes first.
            places.sort(key=[ranks[number] for number in column].__getitem__)
        return places


def _contested(connection: Connection) -> set[str]:
    links = connection.execute(select(_LINK.a, _LINK.b).where(_LINK.relation.in_(sorted(CONTESTS))))
    return {end for link in links for end in link}


def _names(statements: Iterable[Found]) -> Iterator[str]:
    return chain.from_iterable(one.attributions for one in statements)


def _place(report: Found, pages: Mapping[str, Found]) -> tuple[str, str, int]:
    page = pages.get(report.article)
    return ((page.published or UNDATED) if page else "", report.article, report_start(report))


def _outlets(connection: Connection) -> Iterator[Row]:
    for some in in_order(connection, _STATEMENT.outlets):
        for number, one in some:
            yield from ({"outlet": outlet, "number": number} for outlet in sorted(set(one.outlets)))


def _statement_words(connection: Connection) -> Iterator[tuple[int, str, str]]:
    for some in in_order(connection, _STATEMENT.speaker, _STATEMENT.gist, _STATEMENT.attributions):
        ones = [one for _, one in some]
        parties = by_key(connection, _ENTITY.id, (one.speaker for one in ones), _ENTITY.name, _ENTITY.aliases)
        reports = by_key(connection, _REPORT.id, _names(ones), _REPORT.quote, _REPORT.source, _REPORT.article)
        unnamed = [reports[name] for name in _names(one for one in ones if one.speaker is None) if name in reports]
        texts = by_key(connection, _ARTICLE.id, (report.article for report in unnamed), _ARTICLE.text)
        for number, one in some:
            told = [reports[name] for name in one.attributions if name in reports]
            yield number, one.id, "\n".join(dict.fromkeys(_words(one, parties.get(one.speaker), told, texts)))


def _words(statement: Found, party: Found, told: Iterable[Found], texts: Mapping[str, Found]) -> Iterator[str]:
    """Yield what a statement is found by: its speaker's names, or else how they are described, and what they say."""
    yield " ".join((party.name, *party.aliases)) if party else ""
    yield statement.gist
    for report in told:
        yield report.quote
        if statement.speaker is None and report.article in texts:
            yield from (span.of(texts[report.article].text) for span in report.source)


def _article_words(connection: Connection) -> Iterator[tuple[str, str, str]]:
    for some in stretches(connection, _ARTICLE.id, _ARTICLE.title, _ARTICLE.text):
        yield from ((one.id, one.title or "", one.text) for one in some)
