"""Figures that changed: an update, or a conflict, that no page told before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.joined import Joined
from sayso.records import Article, Contents, Figure, FigureRelation, identifier
from sayso.watching.known import link_key, pages_of, told_links
from sayso.watching.news import COUNTED, Counted, News, Page, Said
from sayso.web.phrases import amount


@dataclass(frozen=True, slots=True)
class _Change:
    """A link between two figures in the order of time, and what it is known by."""

    relation: FigureRelation
    earlier: Figure
    later: Figure
    key: str
    reasons: tuple[str, ...]


def figure_news(known: frozenset[str], contents: Contents, holders: Mapping[str, Said]) -> list[News]:
    """Return the updates and conflicts of figures that are news to one who knows the links ``known``.

    That a further page tells a change that is known is none.  ``holders`` are the statements of the reports.
    """
    articles = {one.id: one for one in contents.articles}
    quantities = Joined((link.a, link.b) for link in contents.figure_links if link.relation == "same")

    def step(change: _Change) -> tuple[object, ...]:
        return (change.relation, *sorted((change.earlier.low, change.later.low)))

    def end(change: _Change) -> tuple[object, ...]:
        return step(change) if change.relation == "conflict" else (change.relation, change.later.low)

    fresh = []
    for group in _groups(_changes_of(contents, articles), step, quantities):
        fresh += [] if any(one.key in known for one in group) else group
    names = {one.id: one.name for one in contents.entities}
    return [_news(group, articles, names, holders) for group in _groups(fresh, end, quantities)]


def _changes_of(contents: Contents, articles: Mapping[str, Article]) -> list[_Change]:
    figures, pages = {one.id: one for one in contents.figures}, pages_of(contents)

    def when(figure: Figure) -> tuple[str, float, str]:
        return (figure.as_of or articles[figure.article].published or "9999", figure.low, figure.id)

    found = []
    for link in told_links(contents.figure_links, figures):
        earlier, later = sorted((figures[link.a], figures[link.b]), key=when)
        found.append(_Change(link.relation, earlier, later, link_key(link, figures, pages), link.reasons))
    return found


def _groups(changes: Sequence[_Change], alike: Callable[[_Change], Hashable], same: Joined[str]) -> list[list[_Change]]:
    """Return the changes in groups: those that are alike and hang together by the counts that they share.

    Figures that ``same`` joins are one count.
    """
    ends = [tuple((alike(one), same.root(figure.id)) for figure in (one.earlier, one.later)) for one in changes]
    joined = Joined((first, second) for first, second in ends)
    groups: dict[tuple[Hashable, str], list[_Change]] = {}
    for one, (first, _) in zip(changes, ends, strict=True):
        groups.setdefault(joined.root(first), []).append(one)
    return list(groups.values())


def _news(
    group: Sequence[_Change], articles: Mapping[str, Article], names: Mapping[str, str], holders: Mapping[str, Said]
) -> News:
    earlier, later = _each([one.earlier for one in group]), _each([one.later for one in group])
    pages = {figure.article: articles[figure.article] for figure in later}
    said = next((holders[one.attribution] for one in later if one.attribution and one.attribution in holders), None)
    origins = said.origins if said else 0
    return News(
        identifier("new", group[0].relation, *sorted(one.key for one in group)),
        COUNTED[group[0].relation],
        said,
        (),
        origins,
        origins,
        tuple(_counted(one, articles[one.article], names) for one in earlier),
        tuple(_counted(one, articles[one.article], names) for one in later),
        tuple(Page(one.id, one.outlet, one.published, one.url or one.path) for one in pages.values()),
        tuple(dict.fromkeys(reason for one in group for reason in one.reasons)),
    )


def _each(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for _, figure in sorted({(one.article, one.span.start, one.id): one for one in figures}.items())]


def _counted(figure: Figure, article: Article, names: Mapping[str, str]) -> Counted:
    return Counted(
        figure=figure.id,
        article=article.id,
        amount=amount(figure.low, figure.high),
        of=" ".join(part for part in (figure.unit, figure.what) if part),
        place=figure.place,
        day=figure.as_of or article.published,
        according_to=names.get(figure.according_to or ""),
        outlet=article.outlet,
    )
