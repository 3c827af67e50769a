"""How much the report shows of each thing, so that many pages still make one light file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Detail:
    """Lengths and numbers of what is repeated most.

    ``gist`` is the characters of a statement's gist in a list; ``around`` the characters of context
    on either side of a passage; ``near_misses`` the rejected pairs shown for a statement with
    several reports, ``near_misses_once`` for one with a single report.  Without ``speaker_gists`` a
    speaker's statements are listed by number and act alone.
    """

    gist: int
    around: int
    near_misses: int
    near_misses_once: int
    speaker_gists: bool


FULL: Final = Detail(gist=180, around=220, near_misses=3, near_misses_once=1, speaker_gists=True)
BRIEF: Final = Detail(gist=110, around=60, near_misses=3, near_misses_once=0, speaker_gists=True)
LEAN: Final = Detail(gist=90, around=20, near_misses=1, near_misses_once=0, speaker_gists=False)

# The aim is a page under 5 MB for 100 articles.  Measured on 100 pages of news with 1,338 attributions: one of them
# takes 3.8 kB in full, 3.4 kB when brief, 3.1 kB when lean, its share of the figures, namings and texts counted.
FULL_UP_TO: Final = 1200
BRIEF_UP_TO: Final = 1400


def detail_for(reports: int) -> Detail:
    """Return the detail for a ledger of so many reports.

    >>> detail_for(60).gist > detail_for(60_000).gist
    True
    """
    if reports <= FULL_UP_TO:
        return FULL
    return BRIEF if reports <= BRIEF_UP_TO else LEAN
