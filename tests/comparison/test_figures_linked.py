from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.figure_links import link_figures
from sayso.comparison.figures import read_figures
from sayso.records import Article
from tests.comparison.pages import NOTHING_RESOLVED, article

LEAD = "A car bomb went off outside the mosque of Orsk on Tuesday, "


def links(*pages: Article) -> list[tuple[float, float, str]]:
    figures = read_figures(pages, NOTHING_RESOLVED)
    counts = {figure.id: figure.low for figure in figures}
    found = link_figures(figures, pages, NOTHING_RESOLVED)
    return sorted((*sorted((counts[link.a], counts[link.b])), link.relation) for link in found)  # type: ignore[misc]


def test_equal_counts_of_one_event_are_the_same() -> None:
    one = article(LEAD + "killing 31 people, officials said.", outlet="Mill Post")
    other = article(LEAD + "and killed at least 31, a doctor said.", outlet="Varn Radio")
    assert links(one, other) == [(31.0, 31.0, "same")]


def test_a_toll_that_rose_is_an_update() -> None:
    one = article(LEAD + "killing 31 people, officials said.", outlet="Mill Post")
    other = article(LEAD + "and the death toll has risen to 44, officials said.", outlet="Varn Radio")
    assert links(one, other) == [(31.0, 44.0, "update")]


def test_rival_sources_without_a_sign_of_time_are_in_conflict() -> None:
    one = article(LEAD + "killing 31 people, according to the Orsk Hospital.", outlet="Mill Post")
    other = article(LEAD + "killing 12 people, according to the Defence Ministry.", outlet="Varn Radio")
    assert links(one, other) == [(12.0, 31.0, "conflict")]


def test_one_source_on_a_later_day_is_an_update() -> None:
    one = article(LEAD + "killing 31 people, according to the Orsk Hospital.", outlet="Mill Post")
    other = article(
        LEAD + "killing 44 people, according to the Orsk Hospital.", outlet="Varn Radio", published="2024-05-16"
    )
    assert links(one, other) == [(31.0, 44.0, "update")]


def test_another_population_is_another_scope() -> None:
    one = article(LEAD + "killing 31 people, officials said.", outlet="Mill Post")
    other = article(LEAD + "killing 12 children, a doctor said.", outlet="Varn Radio")
    assert links(one, other) == [(12.0, 31.0, "different_scope")]


def test_besieged_and_killed_are_never_linked() -> None:
    one = article("Half a million people are besieged in Orsk, the United Nations says.", outlet="Mill Post")
    other = article("Half a million people were killed in Orsk, the United Nations says.", outlet="Varn Radio")
    assert links(one, other) == []


def test_a_page_that_repeats_its_figure_says_so_once() -> None:
    page = article("Bomb kills 31 in Orsk\n\nA car bomb killed at least 31 people in Orsk, officials said.")
    assert links(page) == [(31.0, 31.0, "same")]


def test_every_link_has_reasons_and_the_order_of_pages_does_not_matter() -> None:
    pages = [
        article(LEAD + "killing 31 people, officials said.", outlet="Mill Post"),
        article(LEAD + "and the death toll rose to 44 with dozens injured.", outlet="Varn Radio"),
        article(LEAD + "killing 44 people and injuring 60.", outlet="Farsight"),
    ]
    figures = read_figures(pages, NOTHING_RESOLVED)
    found = link_figures(figures, pages, NOTHING_RESOLVED)
    assert found
    assert all(link.reasons and all(link.reasons) for link in found)
    assert link_figures(figures[::-1], pages[::-1], NOTHING_RESOLVED) == found


@settings(deadline=None, max_examples=50)
@given(st.integers(2, 400), st.integers(2, 400), st.sampled_from(["", "at least ", "more than ", "about "]))
def test_linking_is_symmetric(first: int, second: int, hedge: str) -> None:
    one = article(f"{LEAD}killing {hedge}{first} people.", outlet="Mill Post")
    other = article(f"{LEAD}killing {second} people.", outlet="Varn Radio")
    assert links(one, other) == links(other, one)


@pytest.mark.parametrize("share", [1, 2])
def test_pages_of_other_days_do_not_meet(share: int) -> None:
    one = article(LEAD + "killing 31 people.", outlet="Mill Post", published="2024-05-15")
    other = article(LEAD + f"killing {31 * share} people.", outlet="Varn Radio", published="2024-07-30")
    assert links(one, other) == []


def test_a_page_that_tells_two_named_claims_sets_them_against_one_another() -> None:
    page = article(
        LEAD
        + "killing 31 people, according to the Orsk Hospital.\n\nThe Defence Ministry said 12 people were killed in "
        "the blast.",
        outlet="Mill Post",
    )
    other = article(LEAD + "which killed 12, according to the Defence Ministry.", outlet="Varn Radio")
    assert (12.0, 31.0, "conflict") in links(page, other)


def test_a_count_that_the_page_gives_up_is_in_no_conflict() -> None:
    page = article(
        LEAD + "killing 31 people, according to the Orsk Hospital, updating an earlier toll of 20.", outlet="Mill Post"
    )
    other = article(LEAD + "which killed 44, according to the Defence Ministry.", outlet="Varn Radio")
    assert (20.0, 44.0, "conflict") not in links(page, other)


def test_it_said_goes_on_with_the_source_named_last() -> None:
    one = article(LEAD + "killing 31 people, according to the Varn Observatory.", outlet="Mill Post")
    other = article(
        LEAD + "killing 12 people. The Varn Observatory said that more may be dead.\n\nIt said 12 people were killed.",
        outlet="Varn Radio",
    )
    assert (12.0, 31.0, "update") in links(one, other)


def test_raids_and_air_strikes_are_counted_as_one_thing() -> None:
    one = article(LEAD + "after 13 air strikes on the town, officials said.", outlet="Mill Post")
    other = article(LEAD + "after 13 raids on the town, officials said.", outlet="Varn Radio")
    assert links(one, other) == [(13.0, 13.0, "same")]


def test_the_same_numbers_of_other_days_or_places_are_in_no_conflict() -> None:
    rivals = article(
        LEAD
        + "killing 31 people, according to the Orsk Hospital.\n\nThe Defence Ministry said 12 people were killed in "
        "the blast.",
        outlet="Mill Post",
    )
    elsewhere = article(
        "A car bomb went off outside the school of Tolm on Sunday, killing 12 people, according to the Defence Ministry.",
        outlet="Varn Radio",
        published="2024-05-19",
    )
    assert (12.0, 31.0, "conflict") in links(rivals)
    assert links(rivals, elsewhere) == links(rivals)


def test_two_counts_of_two_days_are_no_update() -> None:
    one = article(LEAD + "killing 31 people, officials said.", outlet="Mill Post")
    other = article(
        "A car bomb went off outside the mosque of Orsk on Thursday, killing 44 people, officials said.",
        outlet="Varn Radio",
        published="2024-05-16",
    )
    assert (31.0, 44.0, "update") not in links(one, other)
