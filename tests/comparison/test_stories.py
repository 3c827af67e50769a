from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sayso.comparison.rows import Rows
from sayso.comparison.stories import Stories

Page = tuple[set[int], set[int]]


def only(pages: list[Page], page: int) -> int | None:
    """Return what ``Stories.only`` must, page by page and entity by entity."""
    shared: Counter[int] = Counter()
    for entity in pages[page][0]:
        shared.update({party for mentioned, armed in pages if entity in mentioned for party in armed})
    near = {party for party, times in shared.items() if times >= 2} | pages[page][1]
    return near.pop() if len(near) == 1 else None


PAGES = st.lists(
    st.tuples(st.sets(st.integers(0, 8), max_size=5), st.sets(st.integers(1, 4), max_size=2)), min_size=1, max_size=6
)


@given(PAGES)
def test_the_one_armed_party_of_a_story_is_found_as_by_going_through_all_pages(pages: list[Page]) -> None:
    stories = Stories(Rows(mentioned for mentioned, _ in pages), Rows(armed for _, armed in pages))
    assert [stories.only(page) for page in range(len(pages))] == [only(pages, page) for page in range(len(pages))]


def test_one_entity_in_common_makes_no_story() -> None:
    stories = Stories(Rows([{1, 2}, {1, 2}, {2, 3}]), Rows([{7}, (), ()]))
    assert [stories.only(page) for page in range(3)] == [7, 7, None]
