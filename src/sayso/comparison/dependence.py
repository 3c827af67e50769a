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
from sayso.comparison.speakers import Speaker, read_speakers
from sayso.comparison.testimony import Testimony, one_body, read_witnesses, sole_witness
from sayso.indexed import by_id, by_page, in_order
from sayso.records import Article, Dependence, DependenceRelation, Event, Place, Report, Resolution
from sayso.resolution.spelling import name_words
from sayso.spilled import Spilled

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
class _Page:
    """An article with what it shows of where it has its news from: ``alone`` is the one source that this rests on."""

    article: Article
    agencies: Mapping[str, Place | None]
    witnesses: Sequence[Testimony]
    alone: Testimony | None

    @classmethod
    def of(cls, article: Article, reports: Iterable[Report], speakers: Mapping[str, Speaker]) -> _Page:
        """Return what an article shows; the ``reports`` are its own."""
        witnesses = read_witnesses(article, reports, speakers)
        return cls(article, agencies_shown(article), witnesses, sole_witness(witnesses))


def find_dependences(
    articles: Sequence[Article],
    resolution: Resolution,
    events: Iterable[Event],
    reuse: Reuse,
    speakers: Mapping[str, Speaker] | None = None,
) -> Sequence[Dependence]:
    """Return the pairs of articles of which something shows that they depend on one another, sorted.

    No article is in two of the ``events``.  ``speakers`` are those of the resolution.
    """
    speakers = speakers or read_speakers(articles, resolution.entities, resolution.mentions)
    copies = find_copies(articles, reuse)
    named, reports = by_id(articles), by_page(resolution.reports)
    found: Spilled[Dependence] = Spilled()
    told_in: dict[str, str] = {}
    for event in events:
        told_in.update((name, event.id) for name in event.articles)
        pages = [_Page.of(named[name], reports.get(name, ()), speakers) for name in sorted(event.articles)]
        for a, b in combinations(pages, 2):
            copied = copies.get((a.article.id, b.article.id))
            grounds = [*_of_copy(copied), *_of_citing(a, b), *_of_citing(b, a), *_of_wire(a, b), *_of_source(a, b)]
            if grounds:
                found.append(_dependence((a.article.id, b.article.id), grounds, copied))
    for (one, other), copied in copies.items():
        if copied.share >= WHOLE and (one not in told_in or told_in[one] != told_in.get(other)):
            found.append(_dependence((one, other), [*_of_copy(copied)], copied))
    return in_order(found, key=lambda dependence: (dependence.a, dependence.b))


def _dependence(two: tuple[str, str], grounds: Sequence[Ground], copied: Copied | None) -> Dependence:
    strongest = min(grounds, key=lambda ground: _STRENGTH.index(ground.relation)).relation
    return Dependence(
        *two,
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


def _of_citing(a: _Page, b: _Page) -> Iterator[Ground]:
    """Yield a ground where the opening of ``a`` names the outlet of ``b`` as its source."""
    outlet = b.article.outlet
    if not outlet or a.article.outlet == outlet:
        return
    for one in a.witnesses:
        if one.speaker is not None and one.speaker.kind != "person" and _same_house(one.speaker.name, outlet):
            yield Ground("cites", f"One names {outlet}, whose page the other is, as its source", (one.shown,))
            return
    for agency, shown in a.agencies.items():
        if _same_house(agency, outlet):
            yield Ground("cites", f"One carries {agency}, whose page the other is", (shown,) if shown else ())
            return


def _same_house(one: str, other: str) -> bool:
    first, second = (frozenset(name_words(name)) - _HOUSE for name in (one, other))
    return bool(first) and first == second


def _of_wire(a: _Page, b: _Page) -> Iterator[Ground]:
    for agency in sorted(a.agencies.keys() & b.agencies.keys()):
        shown = tuple(place for place in (a.agencies[agency], b.agencies[agency]) if place)
        yield Ground("shared_wire", f"Both carry {agency}", shown)


def _of_source(a: _Page, b: _Page) -> Iterator[Ground]:
    """Yield a ground where two outlets rest on one named source; of two pages of one outlet it would tell nothing."""
    if a.article.outlet is not None and a.article.outlet == b.article.outlet:
        return
    if a.alone and b.alone and one_body(a.alone, b.alone):
        words = sorted((a.alone.shown.span.of(a.article.text), b.alone.shown.span.of(b.article.text)))
        shown = (a.alone.shown, b.alone.shown)
        yield Ground("shared_source", f"The news of both rests on “{max(words, key=len)}” alone", shown)
