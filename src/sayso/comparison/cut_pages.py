"""The words of a page outside its furniture, with their places: what pages are compared by, word by word.

Words in quotation marks are a speaker's, and two reporters who heard them have the same.  So have they the name and
office of the speaker and the verb of saying: the source and the cue of a report are nobody's own words.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sayso.comparison.events import day_number
from sayso.records import Article, Report, Span
from sayso.text import quotations

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one article outside its furniture, in lower case, with where each starts and ends.

    ``quoted`` is 1 for each word that stands inside quotation marks, else 0; ``spoken`` for these and for each word of
    the source or the cue of a report; ``week`` counts from the year 1.
    """

    article: str
    words: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    quoted: bytes
    spoken: bytes
    week: int | None

    @classmethod
    def of(cls, article: Article, reports: Iterable[Report] = ()) -> Page:
        """Return the page of ``article``, of which ``reports`` tell who speaks."""
        text = article.text
        inside = _covered(article, quotations(text))
        naming = _covered(article, (span for one in reports if one.content for span in (*one.source, *one.cue)))
        spans = list(_words(article))
        day = day_number(article.published) if article.published else None
        return cls(
            article.id,
            tuple([sys.intern(text[start:end].lower().replace("’", "'")) for start, end in spans]),
            array("I", [start for start, _ in spans]),
            array("I", [end for _, end in spans]),
            bytes([inside[start] for start, _ in spans]),
            bytes([inside[start] | naming[start] for start, _ in spans]),
            day // 7 if day else None,
        )


def word_count(article: Article) -> int:
    """Return how many words the page of an article has."""
    return sum(1 for _ in _words(article))


def _words(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where the words outside furniture start and end."""
    furniture = _covered(article, article.furniture)
    return (match.span() for match in _WORD.finditer(article.text) if not furniture[match.start()])


def _covered(article: Article, spans: Iterable[Span]) -> bytearray:
    """Return 1 for each character of the article that one of the spans holds, and 0 for the others."""
    covered = bytearray(len(article.text))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered
