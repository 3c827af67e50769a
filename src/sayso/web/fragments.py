"""Links that open the published page at the very words: text fragments (WICG, "URL Fragment Text Directives")."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urldefrag

from sayso.records import Article, Span
from sayso.web.characters import web_address

_WHOLE: Final = 60  # characters; a longer passage is named by its first and its last words, which mark it as well
_END: Final = 5  # words


def passage_link(article: Article, passage: tuple[Span, ...]) -> str | None:
    """Return the address of the article's page at the first of these spans; ``None`` without an address or a span.

    A browser that finds the words scrolls to them and marks them; any other opens the page.
    """
    address = web_address(article.url)
    words = passage[0].of(article.text).split() if passage else []
    return f"{urldefrag(address)[0]}#:~:text={_directive(words)}" if address and words else None


def _directive(words: list[str]) -> str:
    whole = " ".join(words)
    if len(whole) <= _WHOLE or len(words) <= 2 * _END:
        return _encoded(whole)
    return f"{_encoded(' '.join(words[:_END]))},{_encoded(' '.join(words[-_END:]))}"


def _encoded(words: str) -> str:
    # The dash, the comma and the ampersand part a directive, and `quote` leaves a dash as it is.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
