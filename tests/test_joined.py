"""Groups made of pairs are the connected components of the graph of the pairs."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.joined import Joined

pairs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


def reached(start: int, edges: list[tuple[int, int]]) -> set[int]:
    """Return what can be reached from one thing by walking the pairs both ways."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        near = {b for a, b in edges if a == here} | {a for a, b in edges if b == here}
        waiting += sorted(near - found)
        found |= near
    return found


@given(pairs)
def test_things_share_a_root_when_pairs_lead_from_one_to_the_other(edges: list[tuple[int, int]]) -> None:
    joined = Joined(edges)
    for one in range(13):
        assert {other for other in range(13) if joined.root(other) == joined.root(one)} == reached(one, edges)


@given(pairs, st.integers(0, 12), st.integers(0, 12))
def test_the_root_of_the_first_stands_for_both(edges: list[tuple[int, int]], one: int, other: int) -> None:
    joined = Joined(edges)
    before = joined.root(one)
    joined.join(one, other)
    assert joined.root(other) == joined.root(one) == before
