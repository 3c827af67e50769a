"""Each quantity in time: the same thing counted again and again, by whom, as of when, in which outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sayso.joined import Joined
from sayso.records import Figure, FigureRelation
from sayso.web.catalogue import Catalogue
from sayso.web.lines import called
from sayso.web.marking import anchor
from sayso.web.phrases import amount

_JOINING: Final[frozenset[FigureRelation]] = frozenset({"same", "update", "conflict"})
# A figure of another scope is another quantity.


@dataclass(frozen=True, slots=True)
class Told:
    """One count of the quantity: the day it holds for (that of the page if none is told), and whose it is.

    ``sources`` are names, empty where the outlets count in their own voice; ``places`` lead to the passages.
    """

    day: str | None
    amount: str
    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]
    low: float


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity and its counts in order of time; ``disputed`` where two of them are in conflict."""

    of: str
    place: str | None
    counts: tuple[Told, ...]
    disputed: bool


def figure_series(catalogue: Catalogue) -> tuple[Series, ...]:
    """Return the quantities of which at least two different counts or days are told, the most told first."""
    made = (_series(catalogue, members) for members in _quantities(catalogue))
    kept = [series for series in made if len({(one.day, one.amount) for one in series.counts}) > 1]
    return tuple(sorted(kept, key=lambda one: (-len(one.counts), one.of, one.place or "", one.counts[0].places)))


def _quantities(catalogue: Catalogue) -> Iterable[list[Figure]]:
    """Return the groups of figures that links of one quantity hold together."""
    links = (link for link in catalogue.contents.figure_links if link.relation in _JOINING)
    joined = Joined((link.a, link.b) for link in links)
    groups: dict[str, list[Figure]] = {}
    for name, figure in sorted(catalogue.figures.items()):
        groups.setdefault(joined.root(name), []).append(figure)
    return (members for members in groups.values() if len(members) > 1)


def _series(catalogue: Catalogue, members: list[Figure]) -> Series:
    told: dict[tuple[str, float, str], list[Figure]] = {}
    for figure in members:
        day = (figure.as_of or catalogue.articles[figure.article].published or "")[:10]
        told.setdefault((day, figure.low, amount(figure.low, figure.high)), []).append(figure)
    names = {figure.id for figure in members}
    return Series(
        of=_commonest(" ".join(part for part in (f.unit, f.what) if part) for f in members) or "",
        place=_commonest(figure.place for figure in members if figure.place),
        counts=tuple(_told(catalogue, key, found) for key, found in sorted(told.items())),
        disputed=any(
            link.relation == "conflict" and {link.a, link.b} <= names for link in catalogue.contents.figure_links
        ),
    )


def _told(catalogue: Catalogue, key: tuple[str, float, str], figures: list[Figure]) -> Told:
    day, low, words = key
    articles = [catalogue.articles[figure.article] for figure in figures]
    return Told(
        day=day or None,
        amount=words,
        sources=_distinct(catalogue.names, (figure.according_to for figure in figures)),
        outlets=tuple(sorted({called(article) for article in articles})),
        places=tuple(f"#{anchor(figure.article, figure.span)}" for figure in figures),
        low=low,
    )


def _distinct(names: Mapping[str, str], entities: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({names.get(entity, entity) for entity in entities if entity is not None}))


def _commonest(words: Iterable[str]) -> str | None:
    seen = Counter(words)
    return min(seen, key=lambda one: (-seen[one], one), default=None)
