"""What each source of a page claims as the count of the page's event: its largest total.

Smaller counts of the same source are mostly parts of it ("six of them in the emergency ward"), and
a much smaller count of another source mostly tells of another event on the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from sayso.comparison.circumstances import Circumstances
from sayso.comparison.events import DAYS, days_apart
from sayso.comparison.figure_verdicts import Standing, agree, near

_LEAST_SHARE: Final = 0.2  # of the larger count: below it two counts of one page are of two things

Pair = tuple[Circumstances, Circumstances]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of each page, by what is said of the people counted, and the pairs of them that disagree."""

    by_page: Mapping[tuple[str, str | None], Sequence[Circumstances]]
    rivals: Sequence[Pair]
    _near: dict[tuple[str | None, str | None], list[Pair]] = field(default_factory=dict)

    def rivals_near(self, item: Circumstances) -> Sequence[Pair]:
        """Return the rivals that count what ``item`` counts, on pages of the same days."""
        key = (item.figure.what, item.published)
        if key not in self._near:
            self._near[key] = [
                pair
                for pair in self.rivals
                if pair[0].figure.what == key[0] and days_apart(pair[0].published, key[1]) <= DAYS
            ]
        return self._near[key]

    def hold(self, a: Circumstances, b: Circumstances) -> bool:
        """Return whether both figures are claims of their pages."""
        return all(item in self.by_page.get((item.figure.article, item.figure.what), ()) for item in (a, b))

    def speak(self, a: Circumstances, b: Circumstances) -> bool:
        """Return whether each figure is a claim of its page, or told there as a former or rising count."""
        return all(self.hold(item, item) or (item.rising and item.total) for item in (a, b))

    def standing(self, a: Circumstances, b: Circumstances) -> Standing:
        """Return what the pages make of the two figures."""
        of_days = self.rivals_near(a)
        pages = {a.figure.article, b.figure.article}
        return Standing(
            claims=self.hold(a, b),
            set_side_by_side=any(
                (near(one, a) and near(other, b)) or (near(one, b) and near(other, a)) for one, other in of_days
            ),
            disputed=any(one.figure.article in pages for one, _ in of_days),
        )


def claims_of(items: Sequence[Circumstances]) -> Claims:
    """Return the largest total of each source on each page; counts told as former ones are none."""
    pages: dict[tuple[str, str | None], list[Circumstances]] = {}
    for item in sorted(items, key=lambda item: (-item.figure.low, item.figure.id)):
        if not (item.total and item.main) or item.former or item.vague or item.listed:
            continue
        claims = pages.setdefault((item.figure.article, item.figure.what), [])
        known = any(_one_source(item, claim) or not _same_people(item, claim) for claim in claims)
        if not known and item.figure.low >= _LEAST_SHARE * max((claim.figure.low for claim in claims), default=0.0):
            claims.append(item)
    rivals = [pair for claims in pages.values() for pair in combinations(claims, 2) if _rivals(*pair)]
    return Claims(pages, rivals)


def _one_source(a: Circumstances, b: Circumstances) -> bool:
    return bool(a.source & b.source) or not (a.source or b.source)


def _same_people(a: Circumstances, b: Circumstances) -> bool:
    return a.population == b.population or (a.generic and b.generic)


def _rivals(a: Circumstances, b: Circumstances) -> bool:
    """Return whether a page sets two of its claims against one another; one may be in its own voice."""
    named = bool(a.source) and bool(b.source)
    return (
        (named or ((a.contrasted or b.contrasted) and bool(a.source or b.source)))
        and not a.source & b.source
        and _same_people(a, b)
        and not agree(a, b)
    )
