from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.comparison.copied_namings import copied_namings
from sayso.comparison.naming_odds import all_odds, distinctive_labels, log_odds
from sayso.records import Article, Contents, Naming, Origin, Report, SharedPassage, Span, Verdict, Voice
from tests.comparison.pages import article


def contents(*pages: Article, voice: Voice = "outlet") -> Contents:
    """Return a ledger in which "rebels", "terrorists" and "fighters" are namings of one party."""
    namings = [
        Naming(page.id, Span(place, place + len(label)), label, "ent_party", voice, False)
        for page in pages
        for label in ("rebels", "terrorists", "fighters")
        for place in range(len(page.text))
        if page.text.startswith(label, place)
    ]
    ordered = sorted(namings, key=lambda naming: (naming.article, naming.span))
    return Contents(articles=tuple(pages), namings=tuple(ordered))


def page(words: str, outlet: str) -> Article:
    """Return a page of short paragraphs, which are never held for copies of one another."""
    return article("\n\n".join(words.split()), outlet=outlet)


def test_values_worked_out_by_hand() -> None:
    """8 of 10 against 2 of 30: the prior adds 10 x 10/40 = 2.5, so 10.5 to 9.5 against 4.5 to 35.5."""
    ratio, z = log_odds(8, 10, 2, 30)
    assert ratio == pytest.approx(math.log((10.5 / 9.5) / (4.5 / 35.5)))
    assert z == pytest.approx(ratio / math.sqrt(1 / 10.5 + 1 / 9.5 + 1 / 4.5 + 1 / 35.5))
    assert (round(ratio, 3), round(z, 3)) == (2.166, 3.225)


def test_a_label_that_sets_an_outlet_apart() -> None:
    story = contents(
        page("terrorists " * 8 + "rebels " * 2, "State Wire"),
        page("terrorists " + "rebels " * 14, "Mill Post"),
        page("terrorists " + "rebels " * 14, "Varn Radio"),
    )
    found = distinctive_labels(story)
    assert [(odds.outlet, odds.label, odds.times, odds.of, odds.elsewhere, odds.of_others) for odds in found] == [
        ("State Wire", "terrorists", 8, 10, 2, 30)
    ]
    assert found[0].z == pytest.approx(log_odds(8, 10, 2, 30)[1])


def test_one_use_of_a_rare_label_proves_nothing() -> None:
    story = contents(page("fighters rebels rebels", "Mill Post"), page("rebels " * 20, "Varn Radio"))
    assert distinctive_labels(story) == ()


def test_voices_are_kept_apart() -> None:
    own = contents(page("terrorists " * 9, "State Wire"), page("rebels " * 9, "Mill Post"))
    quoted = contents(page("rebels " * 8, "State Wire"), page("rebels " * 8, "Varn Radio"), voice="quoted")
    both = replace(own, articles=own.articles + quoted.articles, namings=own.namings + quoted.namings)
    assert {(odds.voice, odds.label) for odds in distinctive_labels(both)} == {
        ("outlet", "terrorists"),
        ("outlet", "rebels"),
    }


def test_a_sentence_carried_by_two_outlets_counts_once_for_the_first() -> None:
    wire = "On Monday the terrorists shelled the market of Orsk for an hour."
    first = replace(article(wire, outlet="Wire"), published="2024-05-14")
    copy = article(wire + " Nobody was hurt.", outlet="Mill Post")
    assert [naming.article for naming in copied_namings(contents(copy, first)).once] == [first.id]


def test_reports_of_one_origin_count_once() -> None:
    first = replace(article("He said terrorists attacked.", outlet="Wire"), published="2024-05-14")
    copy = article("He said that terrorists had attacked.", outlet="Mill Post")
    content = {first.id: Span(8, 27), copy.id: Span(13, 36)}
    reports = tuple(
        Report(f"att_{n}", one.id, (), (), (content[one.id],), "indirect", "", None, "none",
               Verdict("unresolved", 0.0, ()), "say", None, None, None, None, (), None)
        for n, one in enumerate((first, copy))
    )  # fmt: skip
    shared = SharedPassage(first.id, content[first.id], copy.id, content[copy.id])
    origin = Origin("ori_1", "sta_1", ("att_0", "att_1"), ("both carry one wire",), "att_0", (shared,))
    story = contents(first, copy, voice="paraphrased")
    apart = replace(story, reports=reports)
    assert copied_namings(apart).copies == 0
    found = copied_namings(replace(apart, origins=(origin,)))
    assert [naming.article for naming in found.once] == [first.id]
    assert found.copies == 1


def test_two_uses_on_one_page_are_two() -> None:
    assert len(copied_namings(contents(page("rebels rebels", "Mill Post"))).once) == 2


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_more_than_elsewhere_is_above_zero(times: int, rest: int, elsewhere: int, rest_elsewhere: int) -> None:
    of, of_others = times + rest, elsewhere + rest_elsewhere
    if min(of, of_others) == 0 or times + elsewhere == 0:
        return
    ratio, z = log_odds(times, of, elsewhere, of_others)
    share = times * of_others - elsewhere * of
    assert math.isfinite(z)
    assert (ratio > 1e-9) == (z > 1e-9)
    assert share == 0 or rest + rest_elsewhere == 0 or (ratio > 0) == (share > 0)


def test_all_odds_are_of_parties_that_several_outlets_name() -> None:
    assert list(all_odds(contents(page("rebels rebels", "Mill Post")))) == []
