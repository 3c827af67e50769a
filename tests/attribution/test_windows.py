from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.pieces import LINE, LOWER, OTHER, SPACE, Pieces
from sayso.attribution.windows import windows

STOP = 7


def pieces_of(ids: list[int], breaks: list[int]) -> Pieces:
    columns = [np.array(values, dtype=np.int64) for values in (ids, breaks)]
    places = np.arange(len(ids), dtype=np.int64)
    cases = np.where(columns[0] == STOP, OTHER, LOWER)
    return Pieces(columns[0], places, places + 1, cases, places * 0, columns[1])


rows = st.lists(st.tuples(st.sampled_from([1, 2, STOP]), st.sampled_from([SPACE, SPACE, SPACE, LINE])), max_size=120)


@given(rows, st.integers(4, 40), st.integers(0, 10))
def test_windows_tile_the_text_and_hold_no_more_than_their_room(
    drawn: list[tuple[int, int]], room: int, context: int
) -> None:
    pieces = pieces_of([one for one, _ in drawn], [two for _, two in drawn])
    found = list(windows(pieces, room=room, context=context, stops=frozenset({STOP})))
    assert [w.own for w in found] + [len(pieces)] * bool(found) == [0] * bool(found) + [w.last for w in found]
    for window in found:
        assert window.own < window.last <= window.own + room
        assert window.own - context <= window.first <= window.own


def test_a_window_ends_with_its_paragraph() -> None:
    breaks = [LINE if place % 10 == 0 else SPACE for place in range(40)]
    found = list(windows(pieces_of([1] * 40, breaks), room=16, context=0, stops=frozenset()))
    assert all(window.own % 10 == 0 for window in found)


def test_else_with_a_sentence() -> None:
    ids = [STOP if place % 10 == 9 else 1 for place in range(40)]
    found = list(windows(pieces_of(ids, [SPACE] * 40), room=16, context=0, stops=frozenset({STOP})))
    assert all(window.own % 10 == 0 for window in found)
