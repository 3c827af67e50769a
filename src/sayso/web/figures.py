"""Figures: which disagree and why, and all of them by what is counted and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sayso.comparison.quantities import NUMBER_WORDS
from sayso.records import Figure, FigureLink, FigureRelation
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Party, Place, party_of, place_of
from sayso.web.marking import anchor
from sayso.web.passages import Fragment, figure_passage
from sayso.web.phrases import amount, day, shortened

ORDER: Final[tuple[FigureRelation, ...]] = ("conflict", "update", "different_scope", "same")

_WORD: Final = re.compile(r"\w+")
# Characters of a figure's own words; few take more.
WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure in words: ``of`` is what is counted and what is said of it.

    ``words`` are those of the page, ``None`` where they say just the amount and its unit.
    """

    id: str
    href: str
    amount: str
    words: str | None
    of: str
    unit: str | None
    place: str | None
    as_of: str | None
    according_to: Party | None
    article: Place
    part_of: str | None
    statement: int | None
    statement_href: str | None
    passage: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two figures, the earlier first, and why they stand as they do.

    ``others`` are pairs with the same two amounts.
    """

    first: FigureView
    second: FigureView
    score: float
    reasons: tuple[str, ...]
    others: tuple[tuple[FigureView, FigureView], ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The pairs of one relation."""

    relation: FigureRelation
    pairs: tuple[FigurePair, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of which one thing is said, by place and day; ``what`` is ``None`` where that is not told."""

    what: str | None
    figures: tuple[FigureView, ...]


def _of(figure: Figure) -> str:
    return " ".join(part for part in (figure.unit, figure.what) if part) or "not told what is counted"


def _words(catalogue: Catalogue, figure: Figure) -> str | None:
    """Return a figure's own words where they tell more or less than its amount: "scores of", "nearly 40"."""
    words = shortened(figure.span.of(catalogue.articles[figure.article].text), WORDS)
    unit = (figure.unit or "").casefold()
    plain = NUMBER_WORDS | set(unit.split())
    # A vague number has no upper bound; the words of any other are numbers, unless one hedges.
    exact = figure.low == figure.high and all(
        word.isdecimal() or word in plain for word in _WORD.findall(words.casefold())
    )
    same = words.casefold() == f"{amount(figure.low, figure.high)} {unit}".strip()
    return None if exact or same or not words else words


def figure_view(catalogue: Catalogue, figure: Figure) -> FigureView:
    """Return one figure with its passage."""
    statement = catalogue.statement_of.get(figure.attribution or "")
    whole = catalogue.figures.get(figure.part_of or "")
    return FigureView(
        id=figure.id,
        href=f"#{anchor(figure.article, figure.span)}",
        amount=amount(figure.low, figure.high),
        words=_words(catalogue, figure),
        of=_of(figure),
        unit=figure.unit,
        place=figure.place,
        as_of=None if figure.as_of is None else day(figure.as_of),
        according_to=party_of(catalogue, figure.according_to),
        article=place_of(catalogue.articles[figure.article]),
        part_of=None if whole is None else amount(whole.low, whole.high),
        statement=catalogue.numbers[statement.id] if statement else None,
        statement_href=f"#{statement.id}" if statement else None,
        passage=figure_passage(catalogue, figure),
    )


def _pairs(catalogue: Catalogue, views: dict[str, FigureView], links: list[FigureLink]) -> tuple[FigurePair, ...]:
    """Return the links as pairs, those of the same two amounts folded under the surest of them."""
    folded: dict[tuple[tuple[str, str], ...], list[FigureLink]] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        ends = sorted((views[end].amount, catalogue.figures[end].what or "") for end in (link.a, link.b))
        folded.setdefault(tuple(ends), []).append(link)

    def when(end: str) -> tuple[str, float, str]:
        figure = catalogue.figures[end]
        return (figure.as_of or catalogue.articles[figure.article].published or "9999", figure.low, end)

    def in_time(link: FigureLink) -> tuple[FigureView, FigureView]:
        first, second = sorted((link.a, link.b), key=when)
        return views[first], views[second]

    return tuple(
        FigurePair(
            *in_time(group[0]),
            score=group[0].score,
            reasons=group[0].reasons,
            others=tuple(in_time(link) for link in group[1:]),
        )
        for group in folded.values()
    )


def figure_groups(catalogue: Catalogue, views: dict[str, FigureView]) -> tuple[FigureGroup, ...]:
    """Return the pairs of figures by relation: conflicts, updates, different scopes, the same."""
    known = [link for link in catalogue.contents.figure_links if link.a in views and link.b in views]
    return tuple(
        FigureGroup(relation, _pairs(catalogue, views, [link for link in known if link.relation == relation]))
        for relation in ORDER
    )


def figure_tables(catalogue: Catalogue, views: dict[str, FigureView]) -> tuple[FigureTable, ...]:
    """Return all figures by what is counted, then by place, day and amount."""
    tables: dict[str, list[Figure]] = {}
    for figure in catalogue.contents.figures:
        tables.setdefault(figure.what or "", []).append(figure)

    def key(figure: Figure) -> tuple[str, str, float, str]:
        return (figure.place or "", figure.as_of or "", figure.low, figure.id)

    ordered = sorted(tables.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        FigureTable(what or None, tuple(views[figure.id] for figure in sorted(rows, key=key))) for what, rows in ordered
    )


def figure_views(catalogue: Catalogue) -> dict[str, FigureView]:
    """Return every figure's view under its identifier."""
    return {figure.id: figure_view(catalogue, figure) for figure in catalogue.contents.figures}
