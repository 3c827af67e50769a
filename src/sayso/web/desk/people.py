"""The pages of a speaker and of an outlet, and the lists of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select

from sayso.ledger import Question, Shelf, find_statements, schema
from sayso.ledger.aids import report_place, statement_place
from sayso.ledger.counts import speaker_count
from sayso.ledger.search import called
from sayso.ledger.shelf import outlets_of
from sayso.records import Article, Contents, Entity, Failure, Naming
from sayso.web.catalogue import catalogue_of
from sayso.web.desk.overview import articles_of
from sayso.web.lines import Line, Party, Place, line_of, party_of, place_of
from sayso.web.namings import NamedParty, named_parties
from sayso.web.phrases import ENTITY_KINDS

LINES: Final = 50
NAMINGS: Final = 400
ARTICLES: Final = 60
PARTIES: Final = 30
# Statements whose pages are looked at for the outlets that quote a speaker.
PAGES: Final = 1000


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A party: its names, what it said and what was aimed at it, where, and what it is called by whom."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    said: tuple[Line, ...]
    said_in_all: int
    aimed: tuple[Line, ...]
    aimed_in_all: int
    outlets: tuple[tuple[str, int], ...]
    pages: tuple[Place, ...]
    named: tuple[NamedParty, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """An outlet that has words from the same origin, and how many statements that is so of."""

    outlet: str
    statements: int


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet: its articles, whom it quotes, with whom it shares origins, how it names the parties."""

    name: str
    articles: tuple[Place, ...]
    articles_in_all: int
    quotes: tuple[tuple[Party, int], ...]
    shares: tuple[Companion, ...]
    named: tuple[NamedParty, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A party in the list of speakers."""

    party: Party
    kind: str
    statements: int


def lines_of(shelf: Shelf, names: tuple[str, ...]) -> tuple[Line, ...]:
    """Return statements in one line each, in the order of ``names``."""
    part = shelf.lines(names)
    catalogue = catalogue_of(part.contents, part.numbers)
    return tuple(line_of(catalogue, catalogue.statements[name]) for name in names)


def speaker_page(shelf: Shelf, name: str, page: int) -> SpeakerPage | None:
    """Return what the page of a party shows, ``None`` where there is none of that name."""
    entities = shelf.among(Entity, "id", [name])
    if not entities:
        return None
    entity = entities[0]
    said = _by_day(shelf, name, page)
    total = find_statements(shelf, Question(speaker=name), limit=1).total
    aimed = find_statements(shelf, Question(target=name), limit=LINES)
    return SpeakerPage(
        id=name,
        name=entity.name,
        kind=ENTITY_KINDS[entity.kind],
        aliases=tuple(alias for alias in entity.aliases if alias != entity.name),
        said=lines_of(shelf, said),
        said_in_all=total,
        aimed=lines_of(shelf, aimed.names),
        aimed_in_all=aimed.total,
        outlets=_outlets_quoting(shelf, name),
        pages=_pages_quoting(shelf, name),
        named=_named(shelf, shelf.some(Naming, schema.naming.c.referent == name, limit=NAMINGS)),
    )


def _by_day(shelf: Shelf, name: str, page: int) -> tuple[str, ...]:
    """Return the statements of a speaker by date, those without one last."""
    place = statement_place.c
    query = select(place.id).where(place.speaker == name).order_by(place.day == "", place.day, place.number)
    return tuple(shelf.connection.execute(query.limit(LINES).offset((page - 1) * LINES)).scalars())


def _outlets_quoting(shelf: Shelf, name: str) -> tuple[tuple[str, int], ...]:
    article, place = schema.article.c, statement_place.c
    statements = select(place.id).where(place.speaker == name).limit(5000)
    query = (
        select(article.outlet, func.count(func.distinct(report_place.c.statement)))
        .join(report_place, report_place.c.article == article.id)
        .where(report_place.c.statement.in_(statements), article.outlet.is_not(None))
        .group_by(article.outlet).order_by(func.count().desc(), article.outlet).limit(PARTIES)
    )  # fmt: skip
    return tuple((row[0], row[1]) for row in shelf.connection.execute(query))


def _pages_quoting(shelf: Shelf, name: str) -> tuple[Place, ...]:
    """Return the articles that quote a party and whose outlet is unresolved."""
    article = schema.article.c
    quoting = select(report_place.c.article).where(
        report_place.c.statement.in_(select(statement_place.c.id).where(statement_place.c.speaker == name).limit(PAGES))
    )
    found = shelf.some(Article, article.outlet.is_(None), article.id.in_(quoting), limit=PARTIES)
    return tuple(place_of(one) for one in found)


def _named(shelf: Shelf, namings: tuple[Naming, ...]) -> tuple[NamedParty, ...]:
    if not namings:
        return ()
    part = shelf.part((), Contents(namings=namings))
    return named_parties(catalogue_of(part.contents, part.numbers))


def outlet_page(shelf: Shelf, name: str) -> OutletPage | None:
    """Return what the page of an outlet shows, ``None`` where no article is of it."""
    articles = articles_of(shelf, name, ARTICLES)
    if not articles:
        return None
    ids = [one.id for one in articles]
    total = shelf.connection.execute(select(func.count()).where(schema.article.c.outlet == name)).scalar_one()
    named = _named(shelf, shelf.some(Naming, schema.naming.c.article.in_(ids), limit=NAMINGS))
    return OutletPage(
        name=name,
        articles=tuple(place_of(one) for one in articles),
        articles_in_all=total,
        quotes=_quotes(shelf, ids),
        shares=_shares(shelf, name, ids),
        named=tuple(replace(one, apart=()) for one in named[:PARTIES]),
    )


def _quotes(shelf: Shelf, articles: list[str]) -> tuple[tuple[Party, int], ...]:
    report = schema.report.c
    query = (
        select(report.speaker, func.count()).where(report.article.in_(articles), report.speaker.is_not(None))
        .group_by(report.speaker).order_by(func.count().desc(), report.speaker).limit(PARTIES)
    )  # fmt: skip
    rows = shelf.connection.execute(query).all()
    names = catalogue_of(_entities(shelf, [row[0] for row in rows]))
    return tuple((party, number) for name, number in rows if (party := party_of(names, name)) is not None)


def _shares(shelf: Shelf, outlet: str, articles: list[str]) -> tuple[Companion, ...]:
    """Return the outlets that carry words from an origin of this one's articles, the most often first."""
    ours, theirs, article = report_place.alias(), report_place.alias(), schema.article
    query = (
        select(article.c.outlet, func.count(func.distinct(ours.c.statement)))
        .select_from(ours.join(theirs, (ours.c.statement == theirs.c.statement) & (ours.c.origin == theirs.c.origin)))
        .join(article, article.c.id == theirs.c.article)
        .where(ours.c.article.in_(articles), article.c.outlet != outlet)
        .group_by(article.c.outlet).order_by(func.count().desc(), article.c.outlet).limit(PARTIES)
    )  # fmt: skip
    return tuple(Companion(row[0], row[1]) for row in shelf.connection.execute(query))


def _entities(shelf: Shelf, names: list[str]) -> Contents:
    return Contents(entities=shelf.among(Entity, "id", names))


def speakers_list(shelf: Shelf, page: int, name: str = "") -> tuple[tuple[Listed, ...], int]:
    """Return a stretch of the speakers, those with most statements first, and how many there are.

    With a ``name`` they are those who bear it, or one that it is a part of, as a name or an alias.
    """
    spoke = speaker_count.c
    query = select(spoke.speaker, spoke.statements).order_by(spoke.statements.desc(), spoke.name, spoke.speaker)
    total = int(shelf.totals()["speakers"] or 0)
    if name:
        query = query.where(spoke.speaker.in_(select(schema.entity.c.id).where(called(name))))
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        total = shelf.connection.execute(counted).scalar_one()
    rows = shelf.connection.execute(query.limit(2 * LINES).offset((page - 1) * 2 * LINES)).all()
    names = catalogue_of(_entities(shelf, [row[0] for row in rows]))
    found = [(party_of(names, name), names.entities.get(name), number) for name, number in rows]
    return tuple(Listed(party, ENTITY_KINDS[e.kind], n) for party, e, n in found if party and e), total


def outlets_list(shelf: Shelf) -> tuple[tuple[tuple[str, int], ...], tuple[Place, ...], tuple[Failure, ...]]:
    """Return the outlets with their articles, some articles whose outlet is unresolved, and what failed."""
    orphans = shelf.some(Article, schema.article.c.outlet.is_(None), limit=ARTICLES)
    failures = shelf.some(Failure, limit=ARTICLES)
    return tuple(outlets_of(shelf.connection)), tuple(place_of(one) for one in orphans), failures
