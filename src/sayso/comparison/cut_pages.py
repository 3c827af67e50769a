"""The words of a page outside its furniture, with their places: what pages are compared by, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.records import Article
from sayso.text import quotations

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one article outside its furniture, in lower case, with where each starts and ends.

    ``quoted`` is 1 for each word that stands inside quotation marks, else 0; ``week`` counts from the year 1.
    """

    article: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: bytes
    week: int | None

    @classmethod
    def of(cls, article: Article) -> Page:
        """Return the page of ``article``."""
        text = article.text
        inside = bytearray(len(text))
        for span in quotations(text):
            inside[span.start : span.end] = b"\1" * (span.end - span.start)
        spans = list(_words(article))
        day = date.fromisoformat(article.published[:10]).toordinal() if article.published else None
        return cls(
            article.id,
            tuple([text[start:end].lower().replace("’", "'") for start, end in spans]),
            tuple([start for start, _ in spans]),
            tuple([end for _, end in spans]),
            bytes([inside[start] for start, _ in spans]),
            day // 7 if day else None,
        )


def word_count(article: Article) -> int:
    """Return how many words the page of an article has."""
    return sum(1 for _ in _words(article))


def _words(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where the words outside furniture start and end."""
    covered = bytearray(len(article.text))
    for span in article.furniture:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return (match.span() for match in _WORD.finditer(article.text) if not covered[match.start()])
