from __future__ import annotations

from collections import Counter
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison import reuse
from sayso.comparison.cut_pages import Page
from sayso.comparison.reuse import SHORTEST, find_reuse
from sayso.comparison.word_runs import LINK, number_pages
from sayso.records import Span
from tests.comparison.pages import article, said

PROSE = "The search was called off at dusk because of the fog and the boats went home to the southern shore"
WORDS = st.lists(
    st.sampled_from(["the", "lake", "was", "calm", "and", "no", "boat", "came", "home", "at", "dusk", "“", "”", "."]),
    max_size=60,
)


def test_a_shared_passage_is_found_where_it_stands() -> None:
    one, other = article(f"It rained. {PROSE}. Nobody spoke."), article(f"On Wednesday: {PROSE}, they said.")
    ((pair, (shared,)),) = find_reuse([other, one]).items()
    texts = {one.id: one.text, other.id: other.text}
    passage = shared.passage
    assert pair == (passage.article_a, passage.article_b) == tuple(sorted(texts))
    assert passage.span_a.of(texts[passage.article_a]) == passage.span_b.of(texts[passage.article_b]) == PROSE
    assert shared.words == shared.prose == len(PROSE.split())


def test_quoted_words_are_no_prose() -> None:
    one, other = article(f"He said: “{PROSE}.”"), article(f"“{PROSE},” he told us.")
    ((shared,),) = find_reuse([one, other]).values()
    assert shared.words == len(PROSE.split())
    assert shared.prose == 0


def test_who_spoke_and_the_verb_of_saying_are_no_prose() -> None:
    frame = "Ida Tarvenholm, the transport minister of Tarbemark, told reporters"
    pages = [article(f"{opening} {frame} that {PROSE}.") for opening in ("Later", "By night")]
    told = [said(page, frame.removesuffix(" told reporters"), "told reporters", PROSE) for page in pages]
    ((shared,),) = find_reuse(pages, told).values()
    assert shared.words == len(f"{frame} that {PROSE}".split())
    assert shared.prose == shared.told == len(f"that {PROSE}".split())


def test_furniture_takes_no_part() -> None:
    text = f"Read more. {PROSE}."
    one = article(text, furniture=(Span(0, len(text)),))
    assert find_reuse([one, article(f"So. {PROSE}.")]) == {}


def test_an_edited_passage_is_one_passage() -> None:
    edited = PROSE.replace("at dusk", "in the early evening").replace("fog", "thick fog")
    one, other = article(f"{PROSE}."), article(f"Later: {edited}.")
    ((shared,),) = find_reuse([one, other]).values()
    texts = {one.id: one.text, other.id: other.text}
    passage = shared.passage
    assert {passage.span_a.of(texts[passage.article_a]), passage.span_b.of(texts[passage.article_b])} == {PROSE, edited}
    assert shared.words == len(PROSE.split()) - 2
    assert not shared.verbatim


def test_what_pages_of_many_weeks_have_is_a_standing_phrase() -> None:
    days = ("2024-01-03", "2024-02-05", "2024-03-06")
    pages = [article(f"Day {at}. {PROSE}.", published=day, outlet=day) for at, day in enumerate(days)]
    news = "The ferry sank off the northern pier in a storm that nobody had seen coming before noon"
    pages += [article(f"{news}. {PROSE}.", published=day, outlet=f"{day} too") for day in days[:2]]
    found = [shared for passages in find_reuse(pages).values() for shared in passages]
    assert [(shared.own, shared.told) for shared in found] == [(len(news.split()),) * 2]


@settings(deadline=None, max_examples=40)
@given(WORDS, WORDS)
def test_shared_passages_hold_the_words_that_they_count(first: list[str], second: list[str]) -> None:
    pages = {page.id: page for page in (article(" ".join(first), outlet="A"), article(" ".join(second), outlet="B"))}
    for passages in find_reuse(list(pages.values())).values():
        for shared in passages:
            passage = shared.passage
            a = passage.span_a.of(pages[passage.article_a].text)
            b = passage.span_b.of(pages[passage.article_b].text)
            words = [[word for word in text.split() if word.isalpha()] for text in (a, b)]
            assert (words[0] == words[1]) == shared.verbatim or not shared.verbatim
            assert min(map(len, words)) >= shared.words >= max(SHORTEST, shared.prose)
            assert shared.told <= min(shared.prose, shared.own)


@settings(deadline=None, max_examples=150)
@given(*[st.lists(st.sampled_from("abcdefg"), max_size=40)] * 2)
def test_runs_are_the_longest_equal_stretches_from_what_is_no_refrain_on(first: list[str], second: list[str]) -> None:
    pages = [Page.of(article(" ".join(words), outlet=str(at))) for at, words in enumerate((first, second))]
    (a, b), _ = number_pages(pages)
    with patch.object(reuse, "REPEATED", 2):
        runs = reuse._runs(a, b)
        found = list(zip(runs.a, runs.b, runs.lengths, strict=True))
    links = Counter(tuple(second[at : at + LINK]) for at in range(len(second) - LINK + 1))
    expected = []
    for off in range(-len(first), len(second)):
        equal = [0 <= at + off < len(second) and word == second[at + off] for at, word in enumerate(first)]
        at = 0
        while at < len(first):
            end = next((behind for behind in range(at, len(first)) if not equal[behind]), len(first))
            begins = [one for one in range(at, end - LINK + 1) if links[tuple(first[one : one + LINK])] <= 2]
            expected += [(begins[0], begins[0] + off, end - begins[0])] if begins else []
            at = end + 1
    assert found == sorted(expected)
