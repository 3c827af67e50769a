"""Growing waits: what fails is tried again, twice as late each time."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 86_400.0
"""Seconds; a feed that has been gone for weeks is still looked at once a day."""


def wait_after(failures: int, every: float) -> float:
    """Return the seconds to wait after so many failures in a row: ``every`` when there was none.

    >>> [wait_after(n, 60.0) for n in (0, 1, 2, 3, 1000)]
    [60.0, 120.0, 240.0, 480.0, 86400.0]
    """
    return max(every, min(LONGEST, every * 2.0 ** min(failures, 64)))
