"""How much the report shows of each thing, so that many pages still make one light file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Detail:
    """Lengths and numbers of what is repeated most.

    ``gist`` is the characters of a statement's gist in a list; ``around`` the characters of context
    on either side of a passage; ``near_misses`` the rejected pairs shown for a statement with
    several reports, ``near_misses_once`` for one with a single report.
    """

    gist: int
    around: int
    near_misses: int
    near_misses_once: int


FULL: Final = Detail(gist=180, around=220, near_misses=3, near_misses_once=1)
BRIEF: Final = Detail(gist=110, around=60, near_misses=3, near_misses_once=0)

# Measured on two stories, copied under other identifiers: full, an attribution takes 3.9 to 5 kB of the page, brief,
# 3.8 kB.  The aim is a page under 5 MB for 100 articles.
FULL_UP_TO: Final = 800


def detail_for(reports: int) -> Detail:
    """Return the detail for a ledger of so many reports.

    >>> detail_for(60).gist > detail_for(60_000).gist
    True
    """
    return FULL if reports <= FULL_UP_TO else BRIEF
