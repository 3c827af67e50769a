"""Runs under numbers: pages meet where they have the same words, as looking for them one by one shows."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.cut_pages import Page
from sayso.comparison.word_runs import CROWDED, LINK, SEED, STANDING, number_pages
from tests.comparison.pages import article

WORDS = st.lists(st.sampled_from(["ferry", "salt", "dusk"]), max_size=14)
DAYS = st.sampled_from([None, "2031-05-01", "2031-05-02", "2031-05-20", "2031-06-20"])


def cut(pages: list[tuple[list[str], str | None]]) -> list[Page]:
    return [
        Page.of(article(" ".join(words), published=day, outlet=str(number)))
        for number, (words, day) in enumerate(pages)
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(WORDS, DAYS), max_size=6))
def test_pages_meet_and_phrases_stand_as_one_by_one(drawn: list[tuple[list[str], str | None]]) -> None:
    pages = cut(drawn)
    under: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for at in range(len(page.words) - SEED + 1):
            under[page.words[at : at + SEED]].add(number)
    standing = {run for run, held in under.items() if len({pages[one].week for one in held} - {None}) >= STANDING}
    telling = [held for run, held in under.items() if run not in standing and len(held) <= CROWDED]
    numbered, met = number_pages(pages)
    assert list(met) == sorted({two for held in telling for two in combinations(sorted(held), 2)})
    for page, found in zip(pages, numbered, strict=True):
        marked = {
            at + n
            for at in range(len(page.words) - SEED + 1)
            for n in range(SEED)
            if page.words[at : at + SEED] in standing
        }
        assert [at for at, stands in enumerate(found.standing) if stands] == sorted(marked)


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_runs_have_one_number_where_they_have_the_same_words(first: list[str], second: list[str]) -> None:
    pages = cut([(first, None), (second, None)])
    (a, b), _ = number_pages(pages)
    assert sorted(a.begun.tolist()) == a.links.tolist()
    assert [a.begun[place] for place in a.places] == a.links.tolist()
    for at_a in range(len(a.begun)):
        for at_b in range(len(b.begun)):
            same = pages[0].words[at_a : at_a + LINK] == pages[1].words[at_b : at_b + LINK]
            assert (a.begun[at_a] == b.begun[at_b]) == same


def test_a_run_that_many_pages_have_brings_none_together() -> None:
    run = "the ferry sank off the northern pier"
    pages = cut([(f"{run} {number}".split(), None) for number in range(CROWDED + 1)])
    assert list(number_pages(pages)[1]) == []
    assert len(list(number_pages(pages[1:])[1])) == CROWDED * (CROWDED - 1) // 2
