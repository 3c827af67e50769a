"""How two figures stand to each other: the same, an update, of different scope, or in conflict.

Figures are compared when the same is said of what they count and they can speak of one event: both
count the event that their pages mainly report and the openings of these pages are alike, or their
own sentences are alike; never all with all.  How they stand is judged in ``figure_verdicts``.  A page
that repeats its own figure keeps every place of it: the fuller one comes first in a link ``same``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, cast

import numpy as np

from sayso.comparison.circumstances import Circumstances, circumstances_of
from sayso.comparison.claims import Claims, claims_of
from sayso.comparison.events import DAYS, Likeness, days_apart, likeness_of
from sayso.comparison.figure_verdicts import NEAR, Standing, agree, judge, near, populations_agree
from sayso.comparison.meetings import each_two
from sayso.memory import Memory
from sayso.records import Article, Figure, FigureLink, FigureRelation, Resolution, Verdict

_CROWDED: Final = 60  # figures in one block: a word that stands everywhere tells nothing
_ONE_EVENT: Final = 0.09  # likeness of openings of pages on one event
_TOLD: Final = 0.5  # share of the words of a sentence that stand in the opening of the other page
_ALIKE: Final = 0.4  # share of the content words of the shorter sentence


def link_figures(
    figures: Sequence[Figure],
    articles: Sequence[Article],
    resolution: Resolution,
    likeness: Likeness | None = None,
    memory: Memory | None = None,
) -> tuple[FigureLink, ...]:
    """Return the links between figures that speak of the same thing, sorted; ``likeness`` is that of the articles."""
    everything = circumstances_of(figures, articles, resolution, memory)
    repeats = [link for a, b in _of_one_page(everything) if (link := _repeat(a, b)) is not None]
    across = _across(_once(everything, repeats), likeness or likeness_of(articles))
    return tuple(sorted([*repeats, *across], key=lambda link: (link.a, link.b)))


def _once(everything: Sequence[Circumstances], repeats: Sequence[FigureLink]) -> list[Circumstances]:
    """Return the figures without those told again, each with what its repeats add: a source, a contrast."""
    known = {item.figure.id: item for item in everything}
    repeated = {link.b for link in repeats}
    for link in repeats:
        kept, again = known[link.a], known[link.b]
        contrasted = kept.contrasted or again.contrasted
        known[link.a] = replace(
            kept, contrasted=contrasted, source=kept.source or again.source, told_by=kept.told_by or again.told_by
        )
    return [known[item.figure.id] for item in everything if item.figure.id not in repeated]


def _of_one_page(everything: Sequence[Circumstances]) -> Iterator[tuple[Circumstances, Circumstances]]:
    pages: dict[str, list[Circumstances]] = {}
    for item in everything:
        pages.setdefault(item.figure.article, []).append(item)
    for items in pages.values():
        for a, b in combinations(items, 2):
            if a.figure.what == b.figure.what and a.sentence != b.sentence:
                yield (a, b) if _fullness(a) >= _fullness(b) else (b, a)


def _fullness(item: Circumstances) -> tuple[bool, bool, int]:
    """Return how fully a figure is told: with its hedge before a bare number, in the body before the headline."""
    return item.figure.high is None, not item.opening, item.figure.span.start


def _repeat(a: Circumstances, b: Circumstances) -> FigureLink | None:
    headline = a.opening or b.opening
    low, high = sorted((a.figure.low, b.figure.low))
    # A headline says "more than 30" where the body has 31.
    rounded = headline and a.generic and b.generic and 20 <= low < high <= low * (1 + NEAR)
    if (low != high and not rounded) or a.whole_conflict != b.whole_conflict:
        return None
    if not (a.population == b.population or (a.generic and b.generic) or (headline and populations_agree(a, b))):
        return None
    if a.places and b.places and not (a.places & b.places) and not headline:
        return None
    return FigureLink(a.figure.id, b.figure.id, "same", 0.9, ("the page repeats its own figure",))


def _across(items: Sequence[Circumstances], likeness: Likeness) -> list[FigureLink]:
    """Return the links over pages; only totals can be updates of one another, or in conflict."""
    claims = claims_of(items)
    beside = Standing(set_side_by_side=True)
    links = [_link(a, b, judge(a, b, beside)) for a, b in claims.rivals]
    links += [_link(a, b, verdict) for a, b in _beside_stretch(items, claims) if (verdict := judge(a, b))]
    candidates = list(_candidates(items, likeness))
    met = [pair for pair in candidates if _meet(*pair, likeness)]
    pairs = {_ids(a, b): (a, b) for a, b in [*met, *_through_same(met, links, items)]}
    for a, b in candidates:
        if _meet_beside(a, b, claims, likeness):
            pairs.setdefault(_ids(a, b), (a, b))
    for a, b in pairs.values():
        verdict = judge(a, b, claims.standing(a, b))
        if verdict.relation == "different_scope" and not _confusable(a, b, likeness):
            continue
        if verdict.relation in {"same", "different_scope"} or (verdict.relation != "unresolved" and claims.speak(a, b)):
            links.append(_link(a, b, verdict))
    return links


def _beside_stretch(items: Sequence[Circumstances], claims: Claims) -> Iterator[tuple[Circumstances, Circumstances]]:
    """Yield the count over a stretch of time, and the larger one of the page's event on the same page."""
    for item in items:
        if (item.period is None and not item.whole_conflict) or not item.generic or item.figure.part_of is not None:
            continue
        for claim in claims.by_page.get((item.figure.article, item.figure.what), ()):
            if claim.generic and claim.figure.low < item.figure.low and claim.period is None:
                yield item, claim


def _confusable(a: Circumstances, b: Circumstances, likeness: Likeness) -> bool:
    """Return whether two counts of different scope may be taken for rivals: of a day or two, on one event or place."""
    one_event = likeness.of(a.figure.article, b.figure.article) >= _ONE_EVENT
    return (one_event or bool(a.spots & b.spots)) and days_apart(a.published, b.published) <= 1


def _ids(a: Circumstances, b: Circumstances) -> tuple[str, str]:
    first, second = sorted((a.figure.id, b.figure.id))
    return first, second


def _through_same(
    met: Sequence[tuple[Circumstances, Circumstances]], links: Sequence[FigureLink], items: Sequence[Circumstances]
) -> Iterator[tuple[Circumstances, Circumstances]]:
    """Yield pairs that meet because one of them meets the very count that the other tells, too."""
    known = {item.figure.id: item for item in items}
    partners: dict[str, set[str]] = {}
    for first, second in [*(_ids(a, b) for a, b in met), *((link.a, link.b) for link in links)]:
        partners.setdefault(first, set()).add(second)
        partners.setdefault(second, set()).add(first)
    for a, b in met:
        if a.figure.low != b.figure.low or judge(a, b).relation != "same":
            continue
        for one, other in ((a, b), (b, a)):
            for name in sorted(partners[other.figure.id] - partners[one.figure.id]):
                third = known[name]
                if name != one.figure.id and _may_meet(one, third):
                    yield one, third


def _may_meet(a: Circumstances, b: Circumstances) -> bool:
    """Return whether two totals of everybody on different pages of the same days can be told of one thing."""
    return (
        a.figure.article != b.figure.article
        and a.total
        and b.total
        and a.generic
        and b.generic
        and days_apart(a.published, b.published) <= DAYS
    )


def _link(a: Circumstances, b: Circumstances, verdict: Verdict) -> FigureLink:
    first, second = sorted((a.figure.id, b.figure.id))
    return FigureLink(first, second, cast(FigureRelation, verdict.relation), verdict.score, verdict.reasons)


def _candidates(items: Sequence[Circumstances], likeness: Likeness) -> Iterator[tuple[Circumstances, Circumstances]]:
    """Yield pairs over pages of like openings, and pairs that share a place, of which the same is said."""
    pages: dict[str, list[int]] = {}
    blocks: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        pages.setdefault(item.figure.article, []).append(index)
        for word in sorted(item.places | item.words):
            blocks.setdefault((item.figure.what or "", word), []).append(index)
    count = len(items)
    seen = array("q")  # a pair a < b as a · count + b, as often as it is seen
    for (a, b), score in likeness.scores.items():
        if score >= _ONE_EVENT:
            seen.extend(min(i, j) * count + max(i, j) for i in pages.get(a, ()) for j in pages.get(b, ()))
    for members in blocks.values():
        if len(members) <= _CROWDED:
            seen.extend(i * count + j for i, j in combinations(members, 2))
    for first, second in each_two(np.unique(np.array(seen)), count):
        one, other = items[first], items[second]
        if one.figure.article != other.figure.article and one.figure.what == other.figure.what:
            yield one, other


def _meet(a: Circumstances, b: Circumstances, likeness: Likeness) -> bool:
    """Return whether two figures can speak of one thing."""
    if a.means and b.means and not a.means & b.means and not (a.main and b.main and days_apart(a.day, b.day) <= 1):
        return False
    if days_apart(a.published, b.published) > DAYS:
        return False
    alike = _shared(a.words, b.words)
    if alike >= _ALIKE:
        return True
    one_event = likeness.of(a.figure.article, b.figure.article) >= _ONE_EVENT
    told_of = (b.total and _shared(a.words, b.page_words) >= _TOLD) or (
        a.total and _shared(b.words, a.page_words) >= _TOLD
    )
    if (one_event or told_of) and a.main and b.main:
        return True
    return one_event and (alike >= _ALIKE / 2 or (agree(a, b) and a.population == b.population))


def _meet_beside(a: Circumstances, b: Circumstances, claims: Claims, likeness: Likeness) -> bool:
    """Return whether the two speak of what a third page sets side by side."""
    return any(
        all(
            one is item or (near(one, item) and _meet(one, item, likeness))
            for one, item in zip(pair, items, strict=True)
        )
        for pair in claims.rivals_near(a)
        for items in ((a, b), (b, a))
    )


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    """Return which share of the shorter list of words, of at least five, the two have in common."""
    return len(words & others) / max(5, min(len(words), len(others)))
