"""Who meets under a key: as looking at every two would show."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, combinations, pairwise
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison import meetings as room
from sayso.comparison.meetings import each_two, held, meetings, tallied, together

CROWDED = 3
HOLDINGS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=40)


@settings(deadline=None)
@given(HOLDINGS, st.sampled_from([1, 4, 1_000_000]), st.integers(1, 8))
def test_each_two_meet_once_for_each_key_that_few_hold(
    holdings: list[tuple[int, int]], at_once: int, share: int
) -> None:
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for key, holder in holdings:
        holders[key].add(holder)
    met = Counter(
        chain.from_iterable(combinations(sorted(some), 2) for some in holders.values() if len(some) <= CROWDED)
    )
    keys, who = (np.array([pair[side] for pair in holdings], dtype=np.int64) for side in (0, 1))
    with patch.multiple(room, _AT_ONCE=at_once, _SHARE=share):
        found = [
            pair
            for pairs, times in tallied(meetings(*held(keys, who, 7), 7, CROWDED), 7)
            for pair in zip(each_two(pairs, 7), times.tolist(), strict=True)
        ]
    assert found == sorted(met.items())


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9))).map(sorted), st.integers(1, 5))
def test_pairs_of_one_first_stay_together(pairs: list[tuple[int, int]], least: int) -> None:
    some = list(together(pairs, least))
    assert list(chain.from_iterable(some)) == pairs
    assert all(len(one) >= least for one in some[:-1])
    for one, other in pairwise(some):
        assert one[-1][0] != other[0][0]
