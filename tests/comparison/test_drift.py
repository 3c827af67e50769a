from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.dependence import find_dependences
from sayso.comparison.drift import NOT_KNOWN, find_drifts
from sayso.comparison.reuse import find_reuse
from sayso.records import Article, Drift
from tests.comparison.pages import NOTHING_RESOLVED, article

BEFORE = "The search for the ferry went on until dusk on the lake of Hadrin while families waited at the pier. "
AFTER = " The mayor closed the harbour to all boats and asked the town to keep a minute of silence at noon."


def drifts(first: str, second: str, *, later: bool = True) -> tuple[tuple[Article, Article], tuple[Drift, ...]]:
    one = article(f"{BEFORE}{first}{AFTER}", outlet="Mill Post")
    other = article(f"{BEFORE}{second}{AFTER}", outlet="Lake Echo", published="2024-05-16" if later else "2024-05-15")
    found = find_drifts([other, one], find_dependences([one, other], NOTHING_RESOLVED, (), find_reuse([one, other])))
    return (one, other), found


CHANGES = [
    ("Divers brought 12 people to the shore.", "Divers brought 21 people to the shore.", "number_changed"),
    ("The boat had reportedly left too late.", "The boat had left too late.", "hedge_dropped"),
    ("The captain was not warned of the storm.", "The captain was warned of the storm.", "negation_lost"),
    ("The storm, a spokesman said, was foreseen.", "The storm, the ministry said, was foreseen.", "speaker_promoted"),
    (
        "The pilot said “no” and told them that nobody should sail in such a wind again.",
        "The pilot said “no” and told them that “nobody should sail in such a wind again”.",
        "quotation_made",
    ),
]


@pytest.mark.parametrize(("first", "second", "kind"), CHANGES, ids=[kind for _, _, kind in CHANGES])
def test_a_change_along_a_copy(first: str, second: str, kind: str) -> None:
    (one, other), (found,) = drifts(first, second)
    assert (found.a, found.b, found.kind) == (one.id, other.id, kind)
    assert found.span_a.of(one.text) in one.text[len(BEFORE) :]
    assert found.span_b.of(other.text) in second + AFTER
    assert NOT_KNOWN not in found.reasons


@pytest.mark.parametrize(("first", "second", "kind"), CHANGES[1:3], ids=[kind for _, _, kind in CHANGES[1:3]])
def test_what_is_added_later_is_no_drift(first: str, second: str, kind: str) -> None:
    assert drifts(second, first)[1] == ()


def test_of_one_day_it_is_not_known_who_was_first() -> None:
    (one, _), (found,) = drifts(CHANGES[1][0], CHANGES[1][1], later=False)
    assert found.a == one.id
    assert found.reasons[-1] == NOT_KNOWN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It sank on May 12 in the night.", "It sank on May 13 in the night."),  # a date is no count
        ("It never came back. Rain fell.", "It came back at noon. Rain fell."),  # another claim, not the same words
        ("“Nobody should sail in such a wind again,” he said.", "Nobody should sail in such a wind again, he said."),
        ("The boat was old and grey.", "The boat was old and blue."),
    ],
)
def test_other_changes_are_none(first: str, second: str) -> None:
    assert [one.kind for one in drifts(first, second)[1] if one.kind != "negation_lost"] == []


def test_pages_far_apart_fill_in_a_form_anew() -> None:
    (one, other), _ = drifts(CHANGES[0][0], CHANGES[0][1])
    later = replace(other, published="2024-07-01")
    pair = [one, later]
    assert find_drifts(pair, find_dependences(pair, NOTHING_RESOLVED, (), find_reuse(pair))) == ()


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text(first: str, second: str) -> None:
    (one, other), found = drifts(first, second)
    texts = {one.id: one.text, other.id: other.text}
    for drift in found:
        assert 0 <= drift.span_a.start < drift.span_a.end <= len(texts[drift.a])
        assert 0 <= drift.span_b.start < drift.span_b.end <= len(texts[drift.b])
