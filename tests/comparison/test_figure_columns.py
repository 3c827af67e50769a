from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison import figure_columns, figure_links
from sayso.comparison.events import DAYS
from sayso.comparison.figure_columns import ByDay, Lists, expanded
from sayso.comparison.figure_links import link_figures
from sayso.comparison.figures import read_figures
from tests.comparison.pages import NOTHING_RESOLVED, article

SETS = st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=6)


def lists(held: list[frozenset[int]]) -> Lists:
    numbers = [number for one in held for number in sorted(one)]
    return Lists.of(np.array(numbers, dtype=np.int64), np.array([len(one) for one in held]))


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_runs_are_gone_through_whole_and_in_order(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_columns, "_AT_ONCE", at_once)
    found = expanded(np.array([5, 0, 7, 2]), np.array([2, 0, 4, 1]))
    assert [two for rows, places in found for two in zip(rows.tolist(), places.tolist(), strict=True)] == [
        (0, 5), (0, 6), (2, 7), (2, 8), (2, 9), (2, 10), (3, 2),
    ]  # fmt: skip
    assert list(expanded(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))) == []


@given(SETS, SETS)
def test_what_two_lists_share_is_what_two_sets_share(ones: list[frozenset[int]], others: list[frozenset[int]]) -> None:
    pairs = [(a, b) for a in range(len(ones)) for b in range(len(others))]
    first, second = np.array(pairs).T
    found = lists(ones).shared(first, lists(others), second)
    assert found.tolist() == [len(ones[a] & others[b]) for a, b in pairs]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=8), st.integers(0, 2), st.integers(0, 9))
def test_what_is_of_the_same_days_or_of_no_known_day_is_near(known: list[tuple[int, int]], what: int, day: int) -> None:
    whats, days = np.array(known, dtype=np.int64).reshape(-1, 2).T
    near = ByDay(whats, days).near(np.array([what]), np.array([day]))
    assert sorted(place for _, places in near for place in places.tolist()) == [
        place
        for place, (other, on) in enumerate(known)
        if other == what and (not on or not day or abs(on - day) <= DAYS)
    ]


@settings(deadline=None)
@given(st.integers(1, 50))
def test_links_are_the_same_however_few_pairs_are_looked_at_at_once(few: int) -> None:
    lead = "A car bomb went off outside the mosque of Orsk on Tuesday, "
    pages = [
        article(lead + "killing 31 people, according to the Orsk Hospital. The Defence Ministry said 12 were killed."),
        article(lead + "which killed 12 and wounded 40, according to the Defence Ministry.", outlet="Varn Radio"),
        article(lead + "and the death toll rose to 44 with dozens injured.", outlet="Farsight"),
    ]
    figures = read_figures(pages, NOTHING_RESOLVED)
    whole = link_figures(figures, pages, NOTHING_RESOLVED)
    assert whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure_columns, "_AT_ONCE", few)
        patch.setattr(figure_links, "_PAIRS", few)
        assert link_figures(figures, pages, NOTHING_RESOLVED) == whole
