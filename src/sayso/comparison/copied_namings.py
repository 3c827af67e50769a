"""Namings that were copied from page to page: they count once, for the page that had them first.

A naming is a copy of another with the same label where the two stand in reports of one origin, in a
passage that two pages share, or in sentences that are the same word for word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.joined import Joined
from sayso.records import Contents, Naming, Report, Span
from sayso.text import sentences

_SHORTEST: Final = 8  # words; shorter sentences are alike by chance
_WORD: Final = re.compile(r"\w+")

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """The namings without their copies, and how many copies were left out."""

    once: tuple[Naming, ...]
    copies: int


def copied_namings(contents: Contents) -> CountedOnce:
    """Return the namings of a ledger, each group of copies by its earliest page (by date, then identifier)."""
    published = {article.id: (article.published or "9999", article.id) for article in contents.articles}
    order = sorted(contents.namings, key=lambda naming: (published[naming.article], naming.span))
    held: defaultdict[str, list[int]] = defaultdict(list)
    for place, naming in enumerate(order):
        held[naming.article].append(place)
    copies = Joined[int]()
    sharing: dict[_Key, int] = {}
    for place, key in _keys(contents, order, held):
        one, other = copies.root(place), copies.root(sharing.setdefault(key, place))
        # Two uses on one page are two choices of the page, unless one of them is a copy.
        if order[place].article != order[sharing[key]].article:
            copies.join(min(one, other), max(one, other))
    once = tuple(naming for place, naming in enumerate(order) if copies.root(place) == place)
    return CountedOnce(once, len(order) - len(once))


def _keys(contents: Contents, order: Sequence[Naming], held: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, _Key]]:
    """Yield what a naming has in common with its copies, in order of place."""
    yield from _by_sentence(contents, order, held)
    reports = {report.id: report for report in contents.reports}
    for origin in contents.origins:
        if len(origin.attributions) > 1:
            for name in origin.attributions:
                for place in _inside(reports[name], order, held):
                    yield place, ("origin", origin.id, _label(order[place]))
        for number, passage in enumerate(origin.passages):
            for article, span in ((passage.article_a, passage.span_a), (passage.article_b, passage.span_b)):
                for place in held.get(article, ()):
                    if span.contains(order[place].span):
                        yield place, ("passage", origin.id, str(number), _label(order[place]))


def _by_sentence(
    contents: Contents, order: Sequence[Naming], held: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, _Key]]:
    for article in contents.articles:
        split: list[Span] = sentences(article.text) if held.get(article.id) else []
        starts = [sentence.start for sentence in split]
        for place in held.get(article.id, ()):
            at = bisect_right(starts, order[place].span.start) - 1
            words = _WORD.findall(split[at].of(article.text).casefold()) if at >= 0 else []
            if len(words) >= _SHORTEST:
                offset = str(len(_WORD.findall(article.text[split[at].start : order[place].span.start])))
                yield place, ("sentence", offset, " ".join(words))


def _inside(report: Report, order: Sequence[Naming], held: Mapping[str, Sequence[int]]) -> Iterator[int]:
    for place in held.get(report.article, ()):
        if any(piece.contains(order[place].span) for piece in report.content):
            yield place


def _label(naming: Naming) -> str:
    return " ".join(naming.label.casefold().split())
