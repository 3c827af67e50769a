"""Which pages mainly report one event: their headlines and openings speak of the same things.

The likeness of two pages is the cosine of their openings (title and first sentences), each word
weighted by how few pages hold it (tf-idf).  Only pages of the same days that share a rare word are
compared.  Swept on 86 pairs of press reports of one day and place, 63 of them of one event.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from sayso.comparison.words import word_set
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the openings of pages are; pages that were not compared are not alike, nor any below ``FAINT``."""

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
    openings = {article.id: _counts(article) for article in sorted(articles, key=lambda item: item.id)}
    spread = Counter(word for counts in openings.values() for word in counts)
    weights = {
        key: {word: (1 + math.log(n)) * math.log(1 + len(openings) / spread[word]) for word, n in counts.items()}
        for key, counts in openings.items()
    }
    lengths = {key: math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0 for key, vector in weights.items()}
    days = {article.id: article.published for article in articles}
    return Likeness(
        {
            (a, b): dot / (lengths[a] * lengths[b])
            for a, found in _dots(weights, [days[key] for key in weights])
            for b, dot in found.items()
            if dot / (lengths[a] * lengths[b]) >= FAINT
        }
    )


def _dots(
    weights: Mapping[str, Mapping[str, float]], days: Sequence[str | None]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each page with the products of its weights and those of later pages, of the same days, that share a word.

    ``weights`` are those of the words of each page, the pages in order; ``days`` are theirs.
    """
    keys = list(weights)
    held: dict[str, list[int]] = {}
    for place, vector in enumerate(weights.values()):
        for word in vector:
            held.setdefault(word, []).append(place)
    order = {word: number for number, word in enumerate(held)}
    telling = {
        word: (np.array(places), np.array([weights[keys[place]][word] for place in places]))
        for word, places in held.items()
        if 1 < len(places) <= _CROWDED
    }
    on = np.array([np.nan if day is None else day_number(day) for day in days])
    before: Counter[str] = Counter()
    sums = np.zeros(len(keys))
    for place, key in enumerate(keys):
        later = [np.zeros(0, dtype=np.int64)]
        # Always in the same order, on which the last digits of a sum rest.
        for word in sorted(weights[key].keys() & telling.keys(), key=order.__getitem__):
            places, theirs = telling[word]
            before[word] += 1
            later.append(places[before[word] :])
            sums[later[-1]] += weights[key][word] * theirs[before[word] :]
        met = np.unique(np.concatenate(later))
        dots = sums[met]
        sums[met] = 0
        near = ~(np.abs(on[met] - on[place]) > DAYS)  # also where a day is not known
        yield key, dict(zip([keys[other] for other in met[near].tolist()], dots[near].tolist(), strict=True))


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
