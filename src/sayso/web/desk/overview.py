"""The story page: the same glance as in the report, from counts and from the statements that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, func, select

from sayso.ledger import Shelf, schema
from sayso.ledger.aids import CONTESTS, statement_place
from sayso.records import Article, Contents, Entity, Figure, FigureLink, FigureRelation
from sayso.web.accusations import Accusations, accusations
from sayso.web.catalogue import Catalogue, catalogue_of
from sayso.web.desk.matrix import Matrix, matrix
from sayso.web.figures import FigureGroup, figure_groups, figure_views
from sayso.web.lines import party_of
from sayso.web.phrases import period
from sayso.web.story import (
    ANSWERS_SHOWN,
    CONTESTS_SHOWN,
    ONE_ORIGIN,
    SPEAKERS,
    WIDELY,
    Share,
    StoryView,
    Totals,
    story_view,
)
from sayso.web.timeline import Tally, Timeline, timeline

# Pairs of accuser and accused whose words are shown; the matrix has the counts of all up to its side.
PAIRS: Final = 20
CHARGES: Final = 60
# Pairs of figures shown of each relation, and on the story page.
FIGURE_PAIRS: Final = 25
FIGURE_GLANCE: Final = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """What the story page shows; ``conflicts`` counts the pairs of figures that are in conflict."""

    story: StoryView
    timeline: Timeline
    accusations: Accusations
    matrix: Matrix
    figure_groups: tuple[FigureGroup, ...]
    conflicts: int


def overview(shelf: Shelf) -> Overview:
    """Return the story at a glance, from an open ledger."""
    totals = _totals(shelf)
    catalogue = _part(shelf, _shown(shelf))
    speakers = _speakers(shelf)
    names = catalogue_of(_parties(shelf, {share for share, _ in speakers}))
    charges = _part(shelf, _charges(shelf))
    conflicts = _count(shelf, "figure_link", schema.figure_link.c.relation == "conflict")
    disputed = linked_figures(shelf, ["conflict"], FIGURE_GLANCE)
    groups = figure_groups(disputed, figure_views(disputed))
    contested = _answered(shelf)
    story = replace(
        story_view(catalogue),
        totals=totals,
        published=_period(shelf, schema.article.c.published),
        said=_period(shelf, statement_place.c.day),
        speakers=tuple(_shares(names, speakers)),
        more_speakers=max(0, totals.speakers - SPEAKERS),
        more_contests=max(0, contested - CONTESTS_SHOWN),
    )
    return Overview(
        story=story,
        timeline=_timeline(shelf, totals),
        accusations=accusations(charges),
        matrix=matrix(shelf),
        figure_groups=groups,
        # Pairs of the same two amounts are shown as one, where all of them are at hand.
        conflicts=conflicts if conflicts > FIGURE_GLANCE else len(groups[0].pairs),
    )


def linked_figures(shelf: Shelf, relations: Sequence[FigureRelation], limit: int) -> Catalogue:
    """Return the surest pairs of figures of each relation, with all that they show."""
    table = schema.figure_link.c
    pairs: set[tuple[str, str]] = set()
    for relation in relations:
        query = select(table.a, table.b).where(table.relation == relation)
        rows = shelf.connection.execute(query.order_by(table.score.desc()).limit(limit)).all()
        pairs |= {(row.a, row.b) for row in rows}
    links = [one for one in shelf.among(FigureLink, "a", {a for a, _ in pairs}) if (one.a, one.b) in pairs]
    figures = shelf.among(Figure, "id", {end for pair in pairs for end in pair})
    kept = Contents((), (), (), (), (), (), (), (), figures, tuple(links), (), ())
    part = shelf.part(_statements_of(shelf, figures), kept)
    return catalogue_of(part.contents, part.numbers)


def _statements_of(shelf: Shelf, figures: tuple[Figure, ...]) -> set[str]:
    return shelf.statements_of([one.attribution for one in figures if one.attribution is not None])


def _part(shelf: Shelf, names: set[str]) -> Catalogue:
    part = shelf.lines(names)
    return catalogue_of(part.contents, part.numbers)


def _parties(shelf: Shelf, names: set[str]) -> Contents:
    return Contents((), shelf.among(Entity, "id", names), (), (), (), (), (), (), (), (), (), ())


def _count(shelf: Shelf, table: str, *where: ColumnElement[bool]) -> int:
    source = statement_place if table == "statement_place" else schema.metadata.tables[table]
    return shelf.connection.execute(select(func.count()).select_from(source).where(*where)).scalar_one()


def _totals(shelf: Shelf) -> Totals:
    place, article = statement_place.c, schema.article.c
    distinct = shelf.connection.execute(
        select(func.count(func.distinct(article.outlet)), func.count() - func.count(article.outlet))
    ).one()
    return Totals(
        pages=_count(shelf, "article"),
        failures=_count(shelf, "failure"),
        outlets=distinct[0],
        pages_without_outlet=distinct[1],
        attributions=_count(shelf, "report"),
        unresolved=_count(shelf, "report", schema.report.c.speaker.is_(None)),
        speakers=shelf.connection.execute(select(func.count(func.distinct(place.speaker)))).scalar_one(),
        statements=_count(shelf, "statement_place"),
        one_origin=_count(shelf, "statement_place", place.origins <= 1),
        one_report=_count(shelf, "statement_place", place.origins <= 1, place.reports <= 1),
        origins=_count(shelf, "origin"),
        contested=_count(shelf, "statement_place", place.contested.is_(True)),
        figures=_count(shelf, "figure"),
        recycled=_count(shelf, "statement_place", place.recycled > 0),
    )


def _shown(shelf: Shelf) -> set[str]:
    """Return the statements of which the glance consists: contested ones, widely carried, copied, shown as new."""
    place, link = statement_place.c, schema.link.c
    contested = (
        select(link.b).join(statement_place, place.id == link.b).where(link.relation.in_(sorted(CONTESTS)))
        .group_by(link.b).order_by(func.count().desc(), func.min(place.number)).limit(CONTESTS_SHOWN)
    )  # fmt: skip
    aimed = list(shelf.connection.execute(contested).scalars())
    answers = (
        select(link.a)
        .where(link.relation.in_(sorted(CONTESTS)), link.b.in_(aimed))
        .limit(CONTESTS_SHOWN * ANSWERS_SHOWN)
    )
    spread = select(place.id).order_by(place.origins.desc(), place.reports.desc(), place.number).limit(WIDELY)
    copied = (
        select(place.id).where(place.origins == 1, place.reports > 1)
        .order_by(place.reports.desc(), place.number).limit(ONE_ORIGIN)
    )  # fmt: skip
    recycled = select(place.id).where(place.recycled > 0).order_by(place.number).limit(ONE_ORIGIN)
    found = set(aimed)
    for query in (answers, spread, copied, recycled):
        found |= set(shelf.connection.execute(query).scalars())
    return found


def _answered(shelf: Shelf) -> int:
    link = schema.link.c
    query = select(func.count(func.distinct(link.b))).where(link.relation.in_(sorted(CONTESTS)))
    return shelf.connection.execute(query).scalar_one()


def _speakers(shelf: Shelf) -> list[tuple[str, int]]:
    place, entity = statement_place.c, schema.entity.c
    counted = (
        select(place.speaker, func.count().label("statements"))
        .where(place.speaker.is_not(None))
        .group_by(place.speaker)
    ).subquery()
    query = (
        select(counted.c.speaker, counted.c.statements).join(schema.entity, entity.id == counted.c.speaker)
        .order_by(counted.c.statements.desc(), func.lower(entity.name), entity.id).limit(SPEAKERS)
    )  # fmt: skip
    return [(row[0], row[1]) for row in shelf.connection.execute(query)]


def _shares(names: Catalogue, speakers: list[tuple[str, int]]) -> list[Share]:
    largest = max((number for _, number in speakers), default=1)
    parties = ((party_of(names, speaker), number) for speaker, number in speakers)
    return [Share(party, number, round(100 * number / largest, 1)) for party, number in parties if party is not None]


def _period(shelf: Shelf, column: ColumnElement[str]) -> str | None:
    first, last = shelf.connection.execute(
        select(func.min(column), func.max(column)).where(column != "", func.length(column) == 10)
    ).one()
    return period(first, last)


def _timeline(shelf: Shelf, totals: Totals) -> Timeline:
    place = statement_place.c
    rows = shelf.connection.execute(
        select(place.speaker, place.day, func.count(), func.min(place.number))
        .where(place.speaker.is_not(None)).group_by(place.speaker, place.day)
    ).all()  # fmt: skip
    spoke: dict[str, int] = {}
    for speaker, day, number, _ in rows:
        spoke[speaker] = spoke.get(speaker, 0) + (number if day else 0)
    undated = _count(shelf, "statement_place", place.day == "")
    top = sorted(spoke, key=lambda name: (-spoke[name], name))[:40]
    alone = {row[3] for row in rows if row[2] == 1 and row[0] in set(top)}
    ids = _ids(shelf, sorted(alone))
    counted = [Tally(speaker, day, number, ids.get(first, "")) for speaker, day, number, first in rows]
    return timeline(catalogue_of(_parties(shelf, set(top))), counted, undated)


def _ids(shelf: Shelf, numbers: list[int]) -> dict[int, str]:
    query = select(statement_place.c.number, statement_place.c.id).where(statement_place.c.number.in_(numbers[:900]))
    return {row.number: row.id for row in shelf.connection.execute(query)}


def _charges(shelf: Shelf) -> set[str]:
    place = statement_place.c
    pairs = shelf.connection.execute(
        select(place.speaker, place.target).where(place.act == "accuse", place.speaker.is_not(None))
        .where(place.target.is_not(None)).group_by(place.speaker, place.target)
        .order_by(func.count().desc(), func.min(place.number)).limit(PAIRS)
    ).all()  # fmt: skip
    found: set[str] = set()
    for speaker, target in pairs:
        where = (place.act == "accuse", place.speaker == speaker, place.target == target)
        found |= set(shelf.connection.execute(select(place.id).where(*where).limit(CHARGES // PAIRS)).scalars())
    denials = select(schema.link.c.a).where(schema.link.c.b.in_(sorted(found)))
    return found | set(shelf.connection.execute(denials).scalars())


def articles_of(shelf: Shelf, outlet: str, limit: int) -> tuple[Article, ...]:
    """Return the articles of an outlet, the latest first."""
    article = schema.article.c
    names = (
        select(article.id).where(article.outlet == outlet).order_by(article.published.desc(), article.id).limit(limit)
    )
    known = {one.id: one for one in shelf.among(Article, "id", shelf.connection.execute(names).scalars())}
    return tuple(sorted(known.values(), key=lambda one: (one.published or "", one.id), reverse=True))
