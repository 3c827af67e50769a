"""Which pages mainly report one event: their headlines and openings speak of the same things.

The likeness of two pages is the cosine of their openings (title and first sentences), each word
weighted by how few pages hold it (tf-idf).  Only pages of the same days that share a rare word are
compared.  Swept on 86 pairs of press reports of one day and place, 63 of them of one event.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise, starmap
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.by_pair import ByPair
from sayso.comparison.meetings import Small
from sayso.comparison.words import word_set
from sayso.indexed import in_order
from sayso.records import Article, Span
from sayso.text import each_sentence

OPENING: Final = 4  # sentences: a lead and what bears it out
DAYS: Final = 3  # between two pages on one event
FAINT: Final = 0.05  # chance likeness of any two pages of a day: whatever speaks beside it, none is of one event
_STEM: Final = 6  # letters; "bombing" and "bombings", "Syria" and "Syrian"
_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_CROWDED: Final = 400  # pages that hold a word: it tells nothing, and pairs would grow with the square
_EMPTY: Final = word_set(
    "that this with from have been were which after before than more least about over their said says into between "
    "also they them when where while would could there other some most"
)

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the openings of pages are; pages that were not compared are not alike, nor any below ``FAINT``.

    ``scores`` come in the order of their pairs.
    """

    scores: Mapping[tuple[str, str], float]

    def of(self, a: str, b: str) -> float:
        """Return the likeness of two articles, 0 to 1."""
        return 1.0 if a == b else self.scores.get((min(a, b), max(a, b)), 0.0)


def opening_of(text: str, furniture: Sequence[Span]) -> list[Span]:
    """Return the first sentences of a page outside its furniture."""
    kept = (span for span in each_sentence(text) if not any(span.overlaps(other) for other in furniture))
    return [span for _, span in zip(range(OPENING), kept, strict=False)]


def likeness_of(articles: Sequence[Article]) -> Likeness:
    """Return the likeness of each two articles of the same days that share a word of few pages."""
    openings = _read(in_order(articles, key=lambda article: article.id))
    scores = ByPair(openings.pages, array("d"))
    for place, others, alike in _alike(openings):
        for other, score in zip(others.tolist(), alike.tolist(), strict=True):
            scores.append((openings.pages[place], openings.pages[other]), score)
    return Likeness(scores)


@dataclass(frozen=True, slots=True)
class _Openings:
    """The words of openings under numbers, those of a page together in the order of their numbers, with their weights.

    ``lengths`` are those of the vectors of ``pages``; ``days`` are not numbers where they are not known.  Of the words
    are here only those that more than one page holds and not too many, each with the place of its page as ``holders``.
    """

    pages: Sequence[str]
    days: Weights
    lengths: Weights
    words: Small
    holders: Small
    weights: Weights


def _read(articles: Iterable[Article]) -> _Openings:
    """Return the openings of articles, which come in the order of their identifiers."""
    pages: list[str] = []
    days, words, times, counts = array("d"), array("i"), array("i"), array("i")
    known: dict[str, int] = {}
    for article in articles:
        found = _counts(article)
        pages.append(article.id)
        days.append(math.nan if article.published is None else day_number(article.published))
        words.extend(known.setdefault(word, len(known)) for word in found)
        times.extend(found.values())
        counts.append(len(found))
    return _weighed(pages, np.array(days), np.array(counts), np.array(words), np.array(times))


def _weighed(pages: Sequence[str], days: Weights, counts: Small, words: Small, times: Small) -> _Openings:
    spread = np.bincount(words)
    often = np.array([1 + math.log(n) for n in range(1, 1 + times.max(initial=0))])
    rare = np.array([math.log(1 + len(pages) / n) for n in spread.tolist()])
    weights = often[times - 1] * rare[words]
    lengths = array("d", (math.sqrt(sum(one**2 for one in weights[at].tolist())) or 1.0 for at in _each_page(counts)))
    holders = np.repeat(np.arange(len(pages), dtype=np.int32), counts)
    telling = (spread > 1) & (spread <= _CROWDED)
    # The words always in the same order, on which the last digits of a sum rest.
    kept = np.lexsort((words, holders))
    kept = kept[telling[words[kept]]]
    return _Openings(pages, days, np.array(lengths), words[kept], holders[kept], weights[kept])


def _alike(openings: _Openings) -> Iterator[tuple[int, Small, Weights]]:
    """Yield each page with those later ones, of the same days, that are like it, and how much."""
    words, holders, weights = openings.words, openings.holders, openings.weights
    by_word = np.argsort(words, kind="stable")  # of each word the pages in order
    others, theirs = holders[by_word], weights[by_word]
    behind = np.empty(len(words), dtype=np.int32)
    behind[by_word] = np.arange(1, 1 + len(words))
    left = np.searchsorted(words[by_word], words, side="right") - behind
    for place, own in enumerate(_each_page(np.bincount(holders, minlength=len(openings.pages)))):
        counts = left[own]
        before = np.cumsum(counts) - counts
        at = np.repeat(behind[own] - before, counts) + np.arange(counts.sum())
        met, which = np.unique(others[at], return_inverse=True)
        dots = np.bincount(which, weights=np.repeat(weights[own], counts) * theirs[at])
        alike = dots / (openings.lengths[place] * openings.lengths[met])
        near = ~(np.abs(openings.days[met] - openings.days[place]) > DAYS)  # also where a day is not known
        found = near & (alike >= FAINT)
        yield place, met[found], alike[found]


def _each_page(counts: Iterable[int]) -> Iterator[slice]:
    """Yield where the words of each page stand, of which there are so many."""
    return starmap(slice, pairwise(accumulate(map(int, counts), initial=0)))


def days_apart(a: str | None, b: str | None) -> int:
    """Return the days between two ISO dates; 0 when one is not known."""
    if a is None or b is None:
        return 0
    return abs(day_number(a) - day_number(b))


@lru_cache(maxsize=10_000)
def day_number(day: str) -> int:
    """Return which day an ISO date is, counted from the year 1."""
    return date.fromisoformat(day[:10]).toordinal()


def _counts(article: Article) -> Counter[str]:
    text = " ".join(
        [article.title or "", *(span.of(article.text) for span in opening_of(article.text, article.furniture))]
    )
    return Counter(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY)
