"""What each source of a page claims as the count of the page's event: its largest total.

Smaller counts of the same source are mostly parts of it ("six of them in the emergency ward"), and
a much smaller count of another source mostly tells of another event on the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from sayso.comparison.circumstances import Circumstances
from sayso.comparison.figure_verdicts import agree

_LEAST_SHARE: Final = 0.2  # of the larger count: below it two counts of one page are of two things

Pair = tuple[Circumstances, Circumstances]
Claims = Mapping[str | None, Sequence[Circumstances]]
"""The claims of a page, by what is said of the people counted."""


def claims_of(items: Sequence[Circumstances]) -> Claims:
    """Return the largest total of each source on a page; counts told as former ones are none."""
    found: dict[str | None, list[Circumstances]] = {}
    for item in sorted(items, key=lambda item: (-item.figure.low, item.figure.id)):
        if not (item.total and item.main) or item.former or item.vague or item.listed:
            continue
        claims = found.setdefault(item.figure.what, [])
        known = any(_one_source(item, claim) or not _same_people(item, claim) for claim in claims)
        if not known and item.figure.low >= _LEAST_SHARE * max((claim.figure.low for claim in claims), default=0.0):
            claims.append(item)
    return found


def rivals_of(claims: Claims) -> Sequence[Pair]:
    """Return the claims of a page that it sets against one another."""
    return [pair for of_one in claims.values() for pair in combinations(of_one, 2) if _rivals(*pair)]


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
