"""What stands behind the article, parted from it and short beside it, is no part of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.further_stories import further_stories

_LINES = st.lists(st.tuples(st.integers(1, 900), st.floats(-5, 5), st.booleans()), min_size=1, max_size=40)


def _found(lines: list[tuple[int, float, bool]]) -> list[bool]:
    sizes, evidence, marked = (np.array(column) for column in zip(*lines, strict=True))
    return further_stories(sizes, evidence, marked).tolist()


def test_a_teaser_behind_a_menu_is_found_and_a_box_in_the_article_parts_nothing() -> None:
    article, box, menu, teaser = (600, -4.0, False), (40, 2.0, True), (20, 3.0, True), (150, -1.0, False)
    assert _found([article, box, article, menu, menu, menu, teaser]) == [False] * 6 + [True]
    assert not any(_found([article, box, (150, -4.0, False)]))


def test_what_stands_before_the_article_or_is_long_stays() -> None:
    menu = (20, 3.0, True)
    assert not any(_found([(150, -1.0, False), menu, menu, menu, (900, -4.0, False)]))
    assert not any(_found([(900, -4.0, False), menu, menu, menu, (400, -1.0, False)]))


@given(_LINES)
def test_only_kept_lines_are_found_and_never_all_of_them(lines: list[tuple[int, float, bool]]) -> None:
    found = _found(lines)
    assert not any(is_found and marked for is_found, (_, _, marked) in zip(found, lines, strict=True))
    kept = sum(not marked for _, _, marked in lines)
    assert not kept or sum(found) < kept
