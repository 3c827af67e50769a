"""Which pages are not independent of one another, and by what it shows.

Looked at are the pages of one event, and any two pages that share passages.  From the strongest ground down:

- a copy: the one has the other's sentences (``copies.py``);
- one names the other's outlet as where it has its news from;
- both carry one agency's copy (``agencies.py``);
- the news of both rests on one named source and nobody else (``testimony.py``).

What a page does not show cannot be found: two pages not listed here may still depend on one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from sayso.comparison.agencies import agencies_shown
from sayso.comparison.copies import Copied, find_copies
from sayso.comparison.reuse import Reuse
from sayso.comparison.speakers import Speaker
from sayso.comparison.testimony import Witnesses, one_body, read_witnesses
from sayso.records import Article, Dependence, DependenceRelation, Event, Place, Resolution
from sayso.resolution.spelling import name_words

_STRENGTH: Final[tuple[DependenceRelation, ...]] = ("verbatim", "edited", "cites", "shared_wire", "shared_source")
# How sure each ground is: the share of what it found that was right, read off reports of 34 incidents and of 50
# pairs of other reports (docs/how-it-decides.md), rounded down.
SURE: Final[Mapping[DependenceRelation, float]] = {
    "verbatim": 0.98,
    "edited": 0.95,
    "cites": 0.8,
    "shared_wire": 0.8,
    "shared_source": 0.7,
}
# Two pages of different events share paragraphs of what went before without having each other's news; from this part of
# the shorter page on they are the same report all the same.
WHOLE: Final = 0.4
_HOUSE: Final = frozenset({"news", "agency", "press", "tv", "television", "channel", "online", "newspaper", "english"})


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that shows that two pages depend on one another."""

    relation: DependenceRelation
    reason: str
    shown: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Pages:
    """What all pages show of where they have their news from."""

    articles: Mapping[str, Article]
    agencies: Mapping[str, Mapping[str, Place | None]]
    witnesses: Witnesses
    copies: Mapping[tuple[str, str], Copied]


def find_dependences(
    articles: Sequence[Article],
    resolution: Resolution,
    events: Iterable[Event],
    reuse: Reuse,
    speakers: Mapping[str, Speaker] | None = None,
) -> tuple[Dependence, ...]:
    """Return the pairs of articles of which something shows that they depend on one another, sorted.

    ``speakers`` are those of the resolution.
    """
    pages = _Pages(
        {article.id: article for article in articles},
        {article.id: agencies_shown(article) for article in articles},
        read_witnesses(articles, resolution, speakers),
        find_copies(articles, reuse),
    )
    of_events = {two for event in events for two in combinations(sorted(event.articles), 2)}
    found = [
        dependence
        for a, b in sorted(of_events | {two for two, copied in pages.copies.items() if copied.share >= WHOLE})
        if (dependence := _dependence(a, b, pages, one_event=(a, b) in of_events))
    ]
    return tuple(found)


def _dependence(a: str, b: str, pages: _Pages, *, one_event: bool) -> Dependence | None:
    grounds = [*_of_copy(pages.copies.get((a, b)))]
    if one_event:
        grounds += [
            *_of_citing(a, b, pages),
            *_of_citing(b, a, pages),
            *_of_wire(a, b, pages),
            *_of_source(a, b, pages),
        ]
    if not grounds:
        return None
    strongest = min(grounds, key=lambda ground: _STRENGTH.index(ground.relation)).relation
    copied = pages.copies.get((a, b))
    return Dependence(
        a=a,
        b=b,
        relation=strongest,
        score=SURE[strongest],
        share=copied.share if copied else 0.0,
        reasons=tuple(dict.fromkeys(ground.reason for ground in grounds)),
        passages=copied.passages if copied else (),
        shown=tuple(sorted({place for ground in grounds for place in ground.shown})),
    )


def _of_copy(copied: Copied | None) -> Iterator[Ground]:
    if copied is not None:
        share = f"{copied.words} words, {copied.share:.0%} of the shorter page, stand in both"
        yield Ground(copied.relation, share, ())


def _of_citing(a: str, b: str, pages: _Pages) -> Iterator[Ground]:
    """Yield a ground where the opening of ``a`` names the outlet of ``b`` as its source."""
    outlet = pages.articles[b].outlet
    if not outlet or pages.articles[a].outlet == outlet:
        return
    for one in pages.witnesses.of_page.get(a, ()):
        if one.speaker is not None and one.speaker.kind != "person" and _same_house(one.speaker.name, outlet):
            yield Ground("cites", f"One names {outlet}, whose page the other is, as its source", (one.shown,))
            return
    for agency, shown in pages.agencies[a].items():
        if _same_house(agency, outlet):
            yield Ground("cites", f"One carries {agency}, whose page the other is", (shown,) if shown else ())
            return


def _same_house(one: str, other: str) -> bool:
    first, second = (frozenset(name_words(name)) - _HOUSE for name in (one, other))
    return bool(first) and first == second


def _of_wire(a: str, b: str, pages: _Pages) -> Iterator[Ground]:
    ours, theirs = pages.agencies[a], pages.agencies[b]
    for agency in sorted(ours.keys() & theirs.keys()):
        shown = tuple(place for place in (ours[agency], theirs[agency]) if place)
        yield Ground("shared_wire", f"Both carry {agency}", shown)


def _of_source(a: str, b: str, pages: _Pages) -> Iterator[Ground]:
    """Yield a ground where two outlets rest on one named source; of two pages of one outlet it would tell nothing."""
    outlets = [pages.articles[page].outlet for page in (a, b)]
    if outlets[0] is not None and outlets[0] == outlets[1]:
        return
    first, second = pages.witnesses.sole(a), pages.witnesses.sole(b)
    if first and second and first.speaker and second.speaker and one_body(first, second):
        words = sorted(one.shown.span.of(pages.articles[one.shown.article].text) for one in (first, second))
        alone = max(words, key=len)
        yield Ground("shared_source", f"The news of both rests on “{alone}” alone", (first.shown, second.shown))
