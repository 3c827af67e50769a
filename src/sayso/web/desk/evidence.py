"""The pages of a statement, an article and the figures: the report's own views over a part of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from sayso.ledger import Shelf, schema
from sayso.records import Contents, Figure, Report, Statement
from sayso.web.catalogue import Catalogue, catalogue_of, report_start
from sayso.web.desk.overview import FIGURE_PAIRS, linked_figures
from sayso.web.detail import FULL
from sayso.web.figures import ORDER, FigureGroup, FigureTable, figure_groups, figure_tables, figure_views
from sayso.web.lines import Party, Place, place_of, report_place, reports_of, speaker_of
from sayso.web.pages import PageView, page_view
from sayso.web.phrases import shortened
from sayso.web.series import Series, figure_series
from sayso.web.statements import StatementView, statement_view
from sayso.web.wording import compare_wordings

# Fewer words than this are wording, not matter, and their absence tells nothing.
LEFT_OUT: Final = 4
FIGURES: Final = 100


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a report of a statement lacks of the fullest one, in runs of ``LEFT_OUT`` words and more."""

    place: Place
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement, and what each report of it lacks of the fullest one, which stands in ``fullest``."""

    statement: StatementView
    fullest: Place | None
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures: pairs by relation, quantities in time, and a stretch of all figures."""

    groups: tuple[FigureGroup, ...]
    series: tuple[Series, ...]
    tables: tuple[FigureTable, ...]
    total: int


def statement_page(shelf: Shelf, name: str) -> StatementPage | None:
    """Return what the page of a statement shows, ``None`` where there is none of that name."""
    part = shelf.whole(name)
    if part is None:
        return None
    catalogue = catalogue_of(part.contents, part.numbers)
    statement = catalogue.statements[name]
    view = statement_view(catalogue, statement)
    fullest, left = _left_out(catalogue, statement)
    return StatementPage(view, fullest, left)


def _left_out(catalogue: Catalogue, statement: Statement) -> tuple[Place | None, tuple[LeftOut, ...]]:
    reports = [report for report in reports_of(catalogue, statement) if report.quote]
    if len(reports) < 2:
        return None, ()
    full = max(reports, key=lambda report: (len(report.quote), report.id))
    found = []
    for report in reports:
        if report is not full:
            runs = [run.text.strip() for run in compare_wordings(full.quote, report.quote).left if run.state == "only"]
            long = tuple(run for run in runs if len(run.split()) >= LEFT_OUT)
            if long:
                found.append(LeftOut(place_of(catalogue.articles[report.article]), long))
    return place_of(catalogue.articles[full.article]), tuple(found)


def article_page(shelf: Shelf, name: str) -> PageView | None:
    """Return an article's text with all that rests on it marked, ``None`` where there is none of that name."""
    part = shelf.article(name)
    return page_view(catalogue_of(part.contents, part.numbers), name) if part else None


@dataclass(frozen=True, slots=True)
class RecordHere:
    """An attribution of a page in brief: its place, its statement and number, and whether that has other reports."""

    id: str
    number: int
    href: str
    place: str
    speaker: Party
    words: str
    several: bool


def records_of(shelf: Shelf, article: str) -> tuple[RecordHere, ...]:
    """Return the attributions of an article in the order of its text."""
    reports = shelf.among(Report, "article", [article])
    part = shelf.lines(shelf.statements_of([one.id for one in reports]))
    catalogue = catalogue_of(part.contents, part.numbers)
    return tuple(
        RecordHere(
            id=one.id,
            number=catalogue.numbers[statement.id],
            href=f"#{statement.id}",
            place=report_place(one),
            speaker=speaker_of(catalogue, one),
            words=shortened(one.quote, FULL.gist),
            several=len(statement.attributions) > 1,
        )
        for one in sorted(reports, key=lambda one: (report_start(one), one.id))
        if (statement := catalogue.statement_of.get(one.id)) is not None
    )


def figures_page(shelf: Shelf, page: int) -> FiguresPage:
    """Return the pairs of figures by relation, the surest first, and a stretch of all figures by what they count."""
    linked = linked_figures(shelf, ORDER, FIGURE_PAIRS)
    groups = figure_groups(linked, figure_views(linked))
    column = schema.figure.c
    words = (one.nulls_first() for one in (column.what, column.place, column.as_of))
    query = select(column.id).order_by(*words, column.low, column.id)
    names = shelf.connection.execute(query.limit(FIGURES).offset((page - 1) * FIGURES)).scalars()
    figures = shelf.among(Figure, "id", names)
    attributed = shelf.statements_of([one.attribution for one in figures if one.attribution is not None])
    part = shelf.part(attributed, Contents(figures=figures))
    catalogue = catalogue_of(part.contents, part.numbers)
    tables = figure_tables(catalogue, figure_views(catalogue))
    total = int(shelf.totals()["figures"] or 0)
    return FiguresPage(groups, figure_series(linked), tables, total)
