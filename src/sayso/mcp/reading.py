"""From the rows of a ledger to what the tools answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from sayso.comparison.claim_check import Bearer, Check
from sayso.errors import InputError
from sayso.finding import near_in_meaning
from sayso.ledger import Encoder, Question, Shelf, find_statements, schema
from sayso.ledger.aids import CONTESTS, statement_place
from sayso.mcp.answers import (
    Alike,
    Answer,
    Bearing,
    Checked,
    Conflicts,
    Contest,
    Evidence,
    Figure,
    FigureConflict,
    Finding,
    Origin,
    Place,
    Statement,
    Statements,
    WholeStatement,
)
from sayso.records import Contents, FigureLink, Link, Report, Span
from sayso.records import Figure as FigureRow
from sayso.web.catalogue import Catalogue, catalogue_of
from sayso.web.phrases import ANSWERED, ANSWERS


def searched(
    shelf: Shelf, question: Question, *, limit: int, offset: int, encoder: Encoder | None = None
) -> Statements:
    """Return the statements that a question fits, and with an encoder those near in meaning to its words."""
    found = find_statements(shelf, question, limit=limit, offset=offset)
    near = near_in_meaning(shelf, question, encoder, limit=limit) if encoder is not None else None
    alike = near.found if near is not None else ()
    catalogue = _catalogue(shelf, [*found.names, *(one.statement for one in alike)])
    finding: Finding = "found" if found.total else "unmeasured"
    looked = near is not None and near.why_not is None
    return Statements(
        finding,
        found.total,
        [_statement(catalogue, name) for name in found.names],
        near_finding="found" if alike else "none" if looked else "unmeasured",
        near=[Alike(_statement(catalogue, one.statement), one.similarity) for one in alike],
        near_why_not=near.why_not if near is not None else None,
    )


def whole_statement(shelf: Shelf, name: str) -> WholeStatement:
    """Return a statement with its evidence; raise InputError where there is none of that identifier."""
    part = shelf.whole(name)
    if part is None:
        raise InputError(name, "the ledger holds no such statement", "Find one with search_statements")
    catalogue = catalogue_of(part.contents, part.numbers)
    answers = [
        Answer(
            (ANSWERS if link.a == name else ANSWERED)[link.relation],
            _statement(catalogue, link.b if link.a == name else link.a),
            link.score,
            list(link.reasons),
        )
        for link in sorted(catalogue.links.get(name, ()), key=lambda link: (-link.score, link.a, link.b))
    ]
    return WholeStatement(_statement(catalogue, name), _origins(catalogue, name), answers)


def checked(shelf: Shelf, found: Check) -> Checked:
    """Return the answer to a claim with the evidence behind it."""
    return Checked(
        claim=found.claim,
        finding=found.finding,
        independent_for=found.origins("asserts"),
        independent_against=found.origins("denies"),
        judged=found.judged,
        reports=found.reports,
        asserts=_bearings(shelf, found.asserts),
        denies=_bearings(shelf, found.denies),
    )


def conflicts(shelf: Shelf, limit: int) -> Conflicts:
    """Return what is contested and which figures disagree, the surest first."""
    link, pair = schema.link.c, schema.figure_link.c
    contested, disputed = link.relation.in_(sorted(CONTESTS)), pair.relation == "conflict"
    links = _surest(shelf, Link, contested, limit)
    pairs = _surest(shelf, FigureLink, disputed, limit)
    catalogue = _catalogue(shelf, {end for one in links for end in (one.a, one.b)})
    figures = _figures(shelf, {end for one in pairs for end in (one.a, one.b)})
    counts = [
        shelf.connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
        for table, where in (
            (schema.link, (contested,)),
            (statement_place, ()),
            (schema.figure_link, (disputed,)),
            (schema.figure, ()),
        )
    ]
    return Conflicts(
        statements_finding=_finding(counts[0], counts[1]),
        statements_in_all=counts[0],
        statements=[
            Contest(
                _statement(catalogue, one.b),
                ANSWERED[one.relation],
                _statement(catalogue, one.a),
                one.score,
                list(one.reasons),
            )
            for one in links
        ],
        figures_finding=_finding(counts[2], counts[3]),
        figures_in_all=counts[2],
        figures=[FigureConflict(figures[one.a], figures[one.b], one.score, list(one.reasons)) for one in pairs],
    )


def _finding(found: int, compared: int) -> Finding:
    return "found" if found else "none" if compared > 1 else "unmeasured"


Pair = TypeVar("Pair", Link, FigureLink)


def _surest(shelf: Shelf, kind: type[Pair], condition: ColumnElement[bool], limit: int) -> list[Pair]:
    """Return the links of a kind for which a condition holds, the surest first."""
    table = schema.link if kind is Link else schema.figure_link
    query = select(table.c.a, table.c.b, table.c.relation).where(condition)
    rows = shelf.connection.execute(query.order_by(table.c.score.desc(), table.c.a, table.c.b).limit(limit)).all()
    known = {(one.a, one.b, one.relation): one for one in shelf.among(kind, "a", [row.a for row in rows])}
    return [known[row.a, row.b, row.relation] for row in rows]


def _catalogue(shelf: Shelf, names: Iterable[str]) -> Catalogue:
    part = shelf.lines(names)
    return catalogue_of(part.contents, part.numbers)


def _statement(catalogue: Catalogue, name: str) -> Statement:
    one = catalogue.statements[name]
    return Statement(
        statement=one.id,
        speaker=_name(catalogue, one.speaker),
        act=one.act,
        target=_name(catalogue, catalogue.target_of(one)),
        said_on=one.said_on,
        gist=one.gist,
        reports=len(one.attributions),
        independent_reports=len(one.origins),
        outlets=list(one.outlets),
        contested=catalogue.contested(one),
    )


def _name(catalogue: Catalogue, entity: str | None) -> str | None:
    return None if entity is None else catalogue.names.get(entity, entity)


def _origins(catalogue: Catalogue, statement: str) -> list[Origin]:
    return [
        Origin(
            one.id,
            list(one.why),
            [_evidence(catalogue, catalogue.reports[name]) for name in one.attributions if name in catalogue.reports],
        )
        for one in catalogue.origins.get(statement, ())
    ]


def _evidence(catalogue: Catalogue, report: Report) -> Evidence:
    article = catalogue.articles[report.article]
    return Evidence(
        attribution=report.id,
        article=article.id,
        path=article.path,
        url=article.url,
        outlet=article.outlet,
        published=article.published,
        sha256=article.sha256,
        kind=report.kind,
        quote=report.quote,
        source=_places(report.source),
        cue=_places(report.cue),
        content=_places(report.content),
        speaker=_name(catalogue, report.speaker),
        speaker_from=report.speaker_from,
        why_speaker=list(report.why_speaker.reasons),
        said_on=report.said_on,
        date_words=report.date_words,
    )


def _places(spans: Iterable[Span]) -> list[Place]:
    return [Place(span.start, span.end) for span in spans]


def _bearings(shelf: Shelf, bearers: Iterable[Bearer]) -> list[Bearing]:
    found = []
    for bearer in bearers:
        whole = whole_statement(shelf, bearer.statement)
        found.append(Bearing(whole.statement, bearer.verdict.score, list(bearer.verdict.reasons), whole.origins))
    return found


def _figures(shelf: Shelf, names: Iterable[str]) -> dict[str, Figure]:
    rows = shelf.among(FigureRow, "id", names)
    part = shelf.part((), Contents(figures=rows))
    catalogue = catalogue_of(part.contents, part.numbers)
    return {one.id: _figure(catalogue, one) for one in rows}


def _figure(catalogue: Catalogue, one: FigureRow) -> Figure:
    article = catalogue.articles[one.article]
    return Figure(
        figure=one.id,
        low=one.low,
        high=one.high,
        unit=one.unit,
        what=one.what,
        place=one.place,
        as_of=one.as_of,
        according_to=_name(catalogue, one.according_to),
        article=article.id,
        path=article.path,
        outlet=article.outlet,
        published=article.published,
        words=one.span.of(article.text),
        span=Place(one.span.start, one.span.end),
    )
