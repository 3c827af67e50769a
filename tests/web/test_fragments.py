"""Links to the very words in the published page."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Article, Span
from sayso.web.fragments import passage_link


def _article(text: str, url: str | None) -> Article:
    return Article("art_1", "a.html", url, None, None, None, None, None, (), "en", "0", (), text)


def test_short_words_are_named_whole_and_long_ones_by_their_ends() -> None:
    short = "“No, not one – never,” she said & left."
    assert passage_link(_article(short, "https://example.org/a#top"), (Span(0, 22),)) == (
        "https://example.org/a#:~:text=%E2%80%9CNo%2C%20not%20one%20%E2%80%93%20never%2C%E2%80%9D"
    )
    long = " ".join(f"word{n}" for n in range(60))
    link = passage_link(_article(long, "https://example.org/a"), (Span(0, len(long)),))
    assert link == (
        "https://example.org/a#:~:text=word0%20word1%20word2%20word3%20word4,word55%20word56%20word57%20word58%20word59"
    )


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd", "https://example.org/a b"])
def test_no_link_without_an_address_that_is_safe(url: str | None) -> None:
    assert passage_link(_article("He said no.", url), (Span(0, 11),)) is None
    assert passage_link(_article("He said no.", "https://example.org/"), ()) is None


@given(st.text(min_size=1, max_size=400))
def test_the_words_come_back_from_the_link(text: str) -> None:
    link = passage_link(_article(text, "https://example.org/"), (Span(0, len(text)),))
    if link is None:
        assert not text.split()
        return
    parts = link.partition("#:~:text=")[2].split(",")
    assert all(character.isalnum() or character in "%._~" for part in parts for character in part)
    whole = " ".join(text.split())
    assert whole.startswith(unquote(parts[0]))
    assert whole.endswith(unquote(parts[-1]))
