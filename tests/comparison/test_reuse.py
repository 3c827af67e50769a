from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.reuse import SHORTEST, find_reuse
from sayso.records import Span
from tests.comparison.pages import article

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


def test_furniture_takes_no_part() -> None:
    text = f"Read more. {PROSE}."
    one = article(text, furniture=(Span(0, len(text)),))
    assert find_reuse([one, article(f"So. {PROSE}.")]) == {}


@settings(deadline=None, max_examples=40)
@given(WORDS, WORDS)
def test_shared_runs_are_equal_words_in_both(first: list[str], second: list[str]) -> None:
    pages = {page.id: page for page in (article(" ".join(first), outlet="A"), article(" ".join(second), outlet="B"))}
    for runs in find_reuse(list(pages.values())).values():
        for run in runs:
            passage = run.passage
            a = passage.span_a.of(pages[passage.article_a].text)
            b = passage.span_b.of(pages[passage.article_b].text)
            words = [[word for word in text.split() if word.isalpha()] for text in (a, b)]
            assert words[0] == words[1]
            assert len(words[0]) == run.words >= max(SHORTEST, run.prose)
