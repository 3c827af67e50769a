"""How two figures stand to each other: the same, an update, of different scope, or in conflict.

Figures are compared when the same is said of what they count and their pages speak of the same
names within the same days; never all with all.  A conflict is told only when two named sources
count the same thing and nothing shows that one counts later: a false conflict harms most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from sayso.comparison.circumstances import Circumstances, circumstances_of
from sayso.records import Article, Figure, FigureLink, FigureRelation, Resolution

_NEAR: Final = 0.1  # counts within a tenth agree, as in the guide of the gold data
_DAYS: Final = 4  # days between two pages on one event
_CROWDED: Final = 60  # figures under one name: a name that stands everywhere tells nothing


def link_figures(
    figures: Sequence[Figure], articles: Sequence[Article], resolution: Resolution
) -> tuple[FigureLink, ...]:
    """Return the links between figures that speak of the same thing, sorted."""
    everything = circumstances_of(figures, articles, resolution)
    links = [link for a, b in _repeats(everything) if (link := _repeat(a, b)) is not None]
    repeated = {link.b for link in links}
    fresh = [item for item in everything if item.figure.id not in repeated]
    links += [link for a, b in _candidates(fresh) if (link := judge(a, b)) is not None]
    return tuple(sorted(links, key=lambda link: (link.a, link.b)))


def _repeats(everything: Sequence[Circumstances]) -> Iterator[tuple[Circumstances, Circumstances]]:
    """Yield pairs of one page of which the first tells more fully what the second tells again."""
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
    rounded = headline and a.generic and b.generic and 20 <= low < high <= low * (1 + _NEAR)
    if (low != high and not rounded) or a.whole_conflict != b.whole_conflict:
        return None
    if not (a.population == b.population or (a.generic and b.generic) or (headline and _populations_agree(a, b))):
        return None
    if a.names and b.names and not (a.names & b.names) and not headline:
        return None
    return FigureLink(a.figure.id, b.figure.id, "same", 0.9, ("the page repeats its own figure",))


def _candidates(items: Sequence[Circumstances]) -> Iterator[tuple[Circumstances, Circumstances]]:
    """Yield pairs across pages that share what is counted and a name, from pages of the same days."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        for name in sorted(item.names | item.page_names):
            blocks.setdefault((item.figure.what or "", name), []).append(index)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= _CROWDED:
            seen.update(combinations(members, 2))
    for first, second in sorted(seen):
        a, b = items[first], items[second]
        if a.figure.article != b.figure.article and _days_apart(a.published, b.published) <= _DAYS:
            yield a, b


def _days_apart(a: str | None, b: str | None) -> int:
    if a is None or b is None:
        return 0
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def judge(a: Circumstances, b: Circumstances) -> FigureLink | None:
    """Return how two figures of two pages stand to each other, or ``None`` when they do not meet."""
    if not _meet(a, b):
        return None
    for rule in _SCOPES:
        reason = rule(a, b)
        if reason is not None:
            return _link(a, b, "different_scope", 0.6, reason)
    if _agree(a.figure, b.figure):
        return _link(a, b, "same", 0.8, _agreement(a.figure, b.figure))
    return _disagreement(a, b)


def _link(a: Circumstances, b: Circumstances, relation: FigureRelation, score: float, *reasons: str) -> FigureLink:
    first, second = sorted((a.figure.id, b.figure.id))
    return FigureLink(first, second, relation, score, reasons)


def _meet(a: Circumstances, b: Circumstances) -> bool:
    """Return whether the two sentences can speak of one event at all."""
    if a.means and b.means and not a.means & b.means:
        return False
    shared = a.words & b.words
    likeness = len(shared) / max(1, min(len(a.words), len(b.words)))
    return (a.opening and b.opening) or bool(a.names & b.names) or likeness >= 0.3


def _another_population(a: Circumstances, b: Circumstances) -> str | None:
    """They count different people."""
    if _populations_agree(a, b):
        return None
    return f"one counts {a.population or 'people'}, the other {b.population or 'people'}"


def _another_stretch(a: Circumstances, b: Circumstances) -> str | None:
    """They count over different stretches of time."""
    if a.whole_conflict != b.whole_conflict:
        return "one counts since the conflict began, the other does not"
    if (a.period is None) == (b.period is None):
        return None
    return f"one counts “{a.period or b.period}”, the other a single event or day"


def _another_day(a: Circumstances, b: Circumstances) -> str | None:
    """They count on different days."""
    first, second = a.figure.as_of, b.figure.as_of
    if first is None or second is None or _days_apart(first, second) <= 1:
        return None
    return f"one speaks of {first}, the other of {second}"


_SCOPES: Final[tuple[Callable[[Circumstances, Circumstances], str | None], ...]] = (
    _another_population,
    _another_stretch,
    _another_day,
)


def _populations_agree(a: Circumstances, b: Circumstances) -> bool:
    if a.population == b.population or (a.generic and b.generic):
        return True
    fewer = a.figure.part_of is None and b.figure.part_of is None
    return fewer and (a.population is None or b.population is None)


def _agree(a: Figure, b: Figure) -> bool:
    """Return whether two counts are equal, within a tenth, or one is a vague bound that the other fits."""
    low, high = sorted((a, b), key=lambda figure: figure.low)
    if high.low <= low.low * (1 + _NEAR):
        return True
    vague = low.high is None and low.low in {3, 20, 24, 36, 40, 200, 300, 2000, 3000}
    return (low.high is not None and low.high >= high.low) or (vague and high.low < 10 * low.low)


def _agreement(a: Figure, b: Figure) -> str:
    return "the counts are equal" if a.low == b.low else "the counts agree within rounding or a vague bound"


def _disagreement(a: Circumstances, b: Circumstances) -> FigureLink | None:
    low, high = sorted((a, b), key=lambda item: item.figure.low)
    if a.rising or b.rising:
        return _link(a, b, "update", 0.7, "a page says that the count rose or was an early one")
    if a.source and b.source and a.source & b.source:
        return _link(a, b, "update", 0.7, f"the same source counts {low.figure.low:g}, then {high.figure.low:g}")
    if (low.published or "") < (high.published or "") and low.published:
        return _link(a, b, "update", 0.6, f"the higher count is of a later page ({high.published})")
    if a.source and b.source:
        return _link(
            a, b, "conflict", 0.6,
            f"two sources: {' '.join(sorted(low.source))} counts {low.figure.low:g}, "
            f"{' '.join(sorted(high.source))} {high.figure.low:g}",
            "nothing shows that one count is later",
        )  # fmt: skip
    return _link(a, b, "update", 0.4, "the same event counted twice; no rival source is named")
