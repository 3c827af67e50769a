from __future__ import annotations

from dataclasses import replace

from sayso.records import Drift, Span
from sayso.web import render_report
from sayso.web.catalogue import catalogue_of
from sayso.web.drift import drift_views, omission_views
from tests.ledger.test_omissions import pages, story


def test_a_change_is_shown_with_the_statement_that_it_touches() -> None:
    contents = story(pages("2024-05-14", "2024-05-15"), [])
    drift = Drift(
        "dri_1", "art_0", Span(0, 4), "art_1", Span(5, 9), "hedge_dropped", 0.8, ("“<b>reportedly</b>” is gone",)
    )
    contents = replace(contents, drifts=(drift,))
    catalogue = catalogue_of(contents)
    (view,) = drift_views(catalogue, contents.statements[0])
    assert (view.before, view.after, view.left.outlet, view.right.outlet) == ("Rune", "says", "Outlet 0", "Outlet 1")
    page = render_report(contents)
    assert "A hedge fell out" in page
    assert "<b>reportedly</b>" not in page


def test_a_change_elsewhere_is_not() -> None:
    contents = story(pages("2024-05-14", "2024-05-15"), [])
    drift = Drift("dri_1", "art_0", Span(20, 24), "art_1", Span(20, 24), "negation_lost", 0.7, ())
    catalogue = catalogue_of(replace(contents, drifts=(drift,)))
    assert drift_views(catalogue, contents.statements[0]) == ()


def test_pages_that_leave_the_answer_out_are_named() -> None:
    contents = story(pages("2024-05-14", "2024-05-15", "2024-05-16"), [1])
    catalogue = catalogue_of(contents)
    charge, denial = contents.statements
    assert [view.place.outlet for view in omission_views(catalogue, charge)] == ["Outlet 2"]
    assert omission_views(catalogue, denial) == ()
    assert "Pages that carry this and not the answer" in render_report(contents)
