"""The story page: the same glance as in the report, from counts and from the statements that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from sqlalchemy import func, select

from sayso.ledger import Shelf, schema
from sayso.ledger.aids import CONTESTS, statement_place
from sayso.ledger.counts import charge, contest, day_count, speaker_count, speaker_day
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
from sayso.web.timeline import ROWS, Spoken, Tally, Timeline, timeline

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
    told = shelf.totals()
    totals = _totals(told)
    catalogue = _part(shelf, _shown(shelf))
    speakers = _speakers(shelf)
    names = catalogue_of(_parties(shelf, {share for share, _ in speakers}))
    charges = _part(shelf, _charges(shelf))
    conflicts = _number(told, "conflicts")
    disputed = linked_figures(shelf, ["conflict"], FIGURE_GLANCE)
    groups = figure_groups(disputed, figure_views(disputed))
    contested = shelf.connection.execute(select(func.count()).select_from(contest)).scalar_one()
    story = replace(
        story_view(catalogue),
        totals=totals,
        published=period(told["published_first"], told["published_last"]),
        said=period(told["said_first"], told["said_last"]),
        speakers=tuple(_shares(names, speakers)),
        more_speakers=max(0, totals.speakers - SPEAKERS),
        more_contests=max(0, contested - CONTESTS_SHOWN),
    )
    return Overview(
        story=story,
        timeline=_timeline(shelf, _number(told, "undated")),
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
        rows = shelf.connection.execute(query.order_by(table.score.desc(), table.a, table.b).limit(limit)).all()
        pairs |= {(row.a, row.b) for row in rows}
    links = [one for one in shelf.among(FigureLink, "a", {a for a, _ in pairs}) if (one.a, one.b) in pairs]
    figures = shelf.among(Figure, "id", {end for pair in pairs for end in pair})
    kept = Contents(figures=figures, figure_links=tuple(links))
    part = shelf.part(_statements_of(shelf, figures), kept)
    return catalogue_of(part.contents, part.numbers)


def _statements_of(shelf: Shelf, figures: tuple[Figure, ...]) -> set[str]:
    return shelf.statements_of([one.attribution for one in figures if one.attribution is not None])


def _part(shelf: Shelf, names: set[str]) -> Catalogue:
    part = shelf.lines(names)
    return catalogue_of(part.contents, part.numbers)


def _parties(shelf: Shelf, names: set[str]) -> Contents:
    return Contents(entities=shelf.among(Entity, "id", names))


def _totals(told: dict[str, str | None]) -> Totals:
    return Totals(**{one.name: _number(told, one.name) for one in fields(Totals)})


def _number(told: dict[str, str | None], name: str) -> int:
    return int(told.get(name) or 0)


def _shown(shelf: Shelf) -> set[str]:
    """Return the statements of which the glance consists: contested ones, widely carried, copied, shown as new."""
    place, link = statement_place.c, schema.link.c
    contested = select(contest.c.statement).order_by(contest.c.answers.desc(), contest.c.number).limit(CONTESTS_SHOWN)
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


def _speakers(shelf: Shelf) -> list[tuple[str, int]]:
    spoke = speaker_count.c
    query = select(spoke.speaker, spoke.statements).where(spoke.name.is_not(None))
    rows = shelf.connection.execute(query.order_by(spoke.statements.desc(), spoke.name, spoke.speaker).limit(SPEAKERS))
    return [(row.speaker, row.statements) for row in rows]


def _shares(names: Catalogue, speakers: list[tuple[str, int]]) -> list[Share]:
    largest = max((number for _, number in speakers), default=1)
    parties = ((party_of(names, speaker), number) for speaker, number in speakers)
    return [Share(party, number, round(100 * number / largest, 1)) for party, number in parties if party is not None]


def _timeline(shelf: Shelf, undated: int) -> Timeline:
    spoke, by = speaker_count.c, speaker_day.c
    some = spoke.dated > 0
    top = select(spoke.speaker).where(some).order_by(spoke.dated.desc(), spoke.speaker).limit(ROWS)
    order = list(shelf.connection.execute(top).scalars())
    rows = shelf.connection.execute(select(speaker_day).where(by.speaker.in_(order)).order_by(by.speaker, by.day)).all()
    ids = _ids(shelf, sorted(row.first for row in rows if row.statements == 1))
    tallies = [Tally(row.speaker, row.day, row.statements, ids.get(row.first, "")) for row in rows]
    days = shelf.connection.execute(select(day_count).where(day_count.c.day != ""))
    speakers = shelf.connection.execute(select(func.count()).select_from(speaker_count).where(some)).scalar_one()
    told = Spoken(tallies, order, {row.day: row.statements for row in days}, speakers, undated)
    return timeline(catalogue_of(_parties(shelf, set(order))), told)


def _ids(shelf: Shelf, numbers: list[int]) -> dict[int, str]:
    query = select(statement_place.c.number, statement_place.c.id).where(statement_place.c.number.in_(numbers[:900]))
    return {row.number: row.id for row in shelf.connection.execute(query)}


def _charges(shelf: Shelf) -> set[str]:
    place, by = statement_place.c, charge.c
    most = select(by.accuser, by.accused).order_by(by.statements.desc(), by.first).limit(PAIRS)
    found: set[str] = set()
    for speaker, target in shelf.connection.execute(most).all():
        where = (place.act == "accuse", place.speaker == speaker, place.target == target)
        found |= set(shelf.connection.execute(select(place.id).where(*where).limit(CHARGES // PAIRS)).scalars())
    denials = select(schema.link.c.a).where(schema.link.c.b.in_(sorted(found)))
    return found | set(shelf.connection.execute(denials).scalars())


def articles_of(shelf: Shelf, outlet: str, limit: int) -> tuple[Article, ...]:
    """Return the articles of an outlet, the latest first."""
    article = schema.article.c
    names = (
        select(article.id)
        .where(article.outlet == outlet)
        .order_by(article.published.desc().nulls_last(), article.id)
        .limit(limit)
    )
    known = {one.id: one for one in shelf.among(Article, "id", shelf.connection.execute(names).scalars())}
    return tuple(sorted(known.values(), key=lambda one: (one.published or "", one.id), reverse=True))
