"""What each source of a page claims as the count of the page's event: its largest total.

Smaller counts of the same source are mostly parts of it ("six of them in the emergency ward"), and
a much smaller count of another source mostly tells of another event on the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.circumstances import Circumstances
from sayso.comparison.figure_verdicts import agree

_LEAST_SHARE: Final = 0.3  # of the larger count: below it two counts of one page are of two things


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of each page, by what is said of the people counted."""

    by_page: Mapping[tuple[str, str | None], Sequence[Circumstances]]

    def hold(self, a: Circumstances, b: Circumstances) -> bool:
        """Return whether both figures are claims of their pages."""
        return all(item in self.by_page.get((item.figure.article, item.figure.what), ()) for item in (a, b))

    def speak(self, a: Circumstances, b: Circumstances) -> bool:
        """Return whether each figure is a claim of its page, or told there as a former or rising count."""
        return all(self.hold(item, item) or (item.rising and item.total) for item in (a, b))

    def disputed(self, a: Circumstances, b: Circumstances) -> bool:
        """Return whether one of the two pages itself sets another count against its own, by another source."""
        return any(
            _rivals(one, claim)
            for one in (a, b)
            for claim in self.by_page.get((one.figure.article, one.figure.what), ())
            if self.hold(one, one)
        )


def claims_of(items: Sequence[Circumstances]) -> Claims:
    """Return the largest total of each source on each page; counts told as former ones are none."""
    pages: dict[tuple[str, str | None], list[Circumstances]] = {}
    for item in sorted(items, key=lambda item: (-item.figure.low, item.figure.id)):
        if not (item.total and item.main) or item.rising or item.vague or item.listed:
            continue
        claims = pages.setdefault((item.figure.article, item.figure.what), [])
        known = any(_one_source(item, claim) or not _same_people(item, claim) for claim in claims)
        if not known and item.figure.low >= _LEAST_SHARE * max((claim.figure.low for claim in claims), default=0.0):
            claims.append(item)
    return Claims(pages)


def _one_source(a: Circumstances, b: Circumstances) -> bool:
    return bool(a.source & b.source) or not (a.source or b.source)


def _same_people(a: Circumstances, b: Circumstances) -> bool:
    return a.population == b.population or (a.generic and b.generic)


def _rivals(a: Circumstances, b: Circumstances) -> bool:
    """Return whether two claims of one page disagree; one of them may be in the page's own voice."""
    return bool(a.source or b.source) and not a.source & b.source and _same_people(a, b) and not agree(a, b)
