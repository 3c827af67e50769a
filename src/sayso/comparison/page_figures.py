"""What a page makes of its own figures: which it tells again, which are its claims, which it sets beside others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sayso.comparison.circumstances import Circumstances, PageCounts
from sayso.comparison.claims import Claims, Pair, claims_of, rivals_of
from sayso.comparison.figure_verdicts import NEAR, populations_agree


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The figures of a page, and which of them belong together.

    ``told`` holds the figures with what is told of them where they are told again; ``repeats`` are two places of one
    figure, the fuller one first; ``rivals`` are claims that the page sets against one another, ``stretches`` the count
    over a stretch of time and one of the page's event.  ``again`` and ``claims`` are identifiers.
    """

    told: PageCounts
    repeats: Sequence[Pair]
    rivals: Sequence[Pair]
    stretches: Sequence[Pair]
    again: frozenset[str]
    claims: frozenset[str]


def figures_of_page(page: PageCounts) -> PageFigures:
    """Return what a page makes of its figures."""
    repeats = [(a, b) for a, b in _of_one_page(page.items) if _repeats(a, b)]
    again = frozenset(b.figure.id for _, b in repeats)
    items = _with_repeats(page.items, repeats)
    once = [item for item in items if item.figure.id not in again]
    claims = claims_of(once)
    return PageFigures(
        replace(page, items=items),
        repeats,
        rivals_of(claims),
        list(_beside_stretch(once, claims)),
        again,
        frozenset(claim.figure.id for of_one in claims.values() for claim in of_one),
    )


def _with_repeats(items: Sequence[Circumstances], repeats: Sequence[Pair]) -> Sequence[Circumstances]:
    """Return the figures of a page, each with what its repeats add: a source, a contrast."""
    known = {item.figure.id: item for item in items}
    for first, second in repeats:
        kept, again = known[first.figure.id], known[second.figure.id]
        contrasted = kept.contrasted or again.contrasted
        known[kept.figure.id] = replace(
            kept, contrasted=contrasted, source=kept.source or again.source, told_by=kept.told_by or again.told_by
        )
    return list(known.values())


def _of_one_page(items: Sequence[Circumstances]) -> Iterator[Pair]:
    """Yield each two figures of which a page says the same in two sentences, the fuller one first."""
    for a, b in combinations(items, 2):
        if a.figure.what == b.figure.what and a.sentence != b.sentence:
            yield (a, b) if _fullness(a) >= _fullness(b) else (b, a)


def _fullness(item: Circumstances) -> tuple[bool, bool, int]:
    """Return how fully a figure is told: with its hedge before a bare number, in the body before the headline."""
    return item.figure.high is None, not item.opening, item.figure.span.start


def _repeats(a: Circumstances, b: Circumstances) -> bool:
    """Return whether a page tells one figure in two places."""
    headline = a.opening or b.opening
    low, high = sorted((a.figure.low, b.figure.low))
    # A headline says "more than 30" where the body has 31.
    rounded = headline and a.generic and b.generic and 20 <= low < high <= low * (1 + NEAR)
    if (low != high and not rounded) or a.whole_conflict != b.whole_conflict:
        return False
    if not (a.population == b.population or (a.generic and b.generic) or (headline and populations_agree(a, b))):
        return False
    return headline or not (a.places and b.places) or bool(a.places & b.places)


def _beside_stretch(items: Sequence[Circumstances], claims: Claims) -> Iterator[Pair]:
    """Yield the count over a stretch of time, and the larger one of the page's event on the same page."""
    for item in items:
        if (item.period is None and not item.whole_conflict) or not item.generic or item.figure.part_of is not None:
            continue
        for claim in claims.get(item.figure.what, ()):
            if claim.generic and claim.figure.low < item.figure.low and claim.period is None:
                yield item, claim
