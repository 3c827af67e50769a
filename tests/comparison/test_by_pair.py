from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.comparison.by_pair import ByPair

NAMES = st.text("ab", max_size=3)


@given(pages=st.frozensets(NAMES, min_size=2), scores=st.dictionaries(st.tuples(NAMES, NAMES), st.floats(0, 1)))
def test_pairs_are_found_again_in_their_order(pages: frozenset[str], scores: dict[tuple[str, str], float]) -> None:
    told = {two: score for two, score in sorted(scores.items()) if pages.issuperset(two) and two[0] < two[1]}
    found = ByPair(sorted(pages), array("d"))
    for two, score in told.items():
        found.append(two, score)
    assert list(found.items()) == list(told.items())
    names = sorted(pages)
    met = [(min(one, other), max(one, other)) for one in names for other in names[:3]]
    assert [found.pair(place) for place in found.places(names, names[:3])] == [two for two in met if two in told]
    assert {two: found.get(two) for two in scores} == {two: told.get(two) for two in scores}


def test_a_pair_that_comes_too_late_is_refused() -> None:
    found = ByPair(["a", "b", "c"], array("d"))
    found.append(("a", "c"), 0.5)
    for two in (("a", "b"), ("a", "c")):
        with pytest.raises(ValueError, match="comes before"):
            found.append(two, 0.5)
    assert dict(found) == {("a", "c"): 0.5}
