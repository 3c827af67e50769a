from __future__ import annotations

from lxml import html

from sayso.cli.tables import namings
from sayso.records import Contents
from sayso.web import render_report
from sayso.web.catalogue import catalogue_of
from sayso.web.series import figure_series
from tests.web.builder import Builder
from tests.web.dam import dam_story


def test_a_quantity_in_order_of_time_and_whose_count_it_is() -> None:
    (series,) = figure_series(catalogue_of(dam_story()))
    assert (series.of, series.place, series.disputed) == ("people killed", "Orlo valley", True)
    assert [(told.day, told.amount, told.sources, told.outlets) for told in series.counts] == [
        (None, "22", ("the ministry",), ("state.txt",)),
        ("2024-03-04", "at least 14", ("civil defence service",), ("Brast Daily", "Kestrel Agency")),
        ("2024-03-05", "19", (), ("Valley Voice",)),
    ]


def test_the_report_shows_it() -> None:
    tree = html.document_fromstring(render_report(dam_story()))
    rows = tree.get_element_by_id("figures-in-time").xpath(".//tbody/tr/td[2]")
    assert [row.text_content() for row in rows] == ["22", "at least 14", "19"]


def one_sided() -> Contents:
    story = Builder()
    party = story.entity("the Orsk Front", "group")
    for outlet, label in (("State Wire", "gangs"), ("Mill Post", "rebels")):
        words = "\n\n".join([label] * 10)
        page = story.article(f"{outlet}.txt", words, outlet=outlet, title=None, published="2024-03-04")
        for nth in range(10):
            story.naming(page, label, party, nth=nth)
    return story.contents()


def test_the_report_and_the_table_show_the_labels_that_set_an_outlet_apart() -> None:
    shown = html.document_fromstring(render_report(one_sided())).get_element_by_id("namings").text_content()
    assert "State Wire, in the outlet's own voice: gangs, 10 of 10 against 0 of 10 elsewhere" in shown
    assert "log-odds 2.20, z 3.0" in shown
    apart = namings(one_sided())[1]
    assert apart.row_count == 2  # type: ignore[union-attr]


def test_where_nothing_is_counted_twice_there_is_no_series() -> None:
    assert figure_series(catalogue_of(one_sided())) == ()
