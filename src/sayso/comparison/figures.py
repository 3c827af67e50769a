"""Reported quantities about people and events, read sentence by sentence.

``read_figures`` finds each number of a page that counts people or events, and says what is said of
them, of which other figure it is a part, where, as of when and according to whom.  A page that
repeats a figure keeps every place of it; ``figure_links`` tells that they are the same.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter

from sayso.comparison.counts import Count, asked_of, counts_of
from sayso.comparison.figure_places import PageNames, place_of
from sayso.comparison.happenings import BODILY
from sayso.comparison.scopes import day_of
from sayso.indexed import by_page, in_order
from sayso.memory import Memory
from sayso.records import Article, Figure, Mention, Report, Resolution, Span, identifier
from sayso.spilled import SpilledPacks
from sayso.text import sentences

# Verbs of saying that stand beside the name of a source: "the monitor said", "according to".


def read_figures(articles: Sequence[Article], resolution: Resolution, memory: Memory | None = None) -> Sequence[Figure]:
    """Return the figures of all articles, sorted by article and place; furniture holds none."""
    memory = memory or Memory()
    reports, mentions = by_page(resolution.reports), by_page(resolution.mentions)
    places = {entity.id for entity in resolution.entities if entity.kind == "place"}
    found: SpilledPacks[Figure] = SpilledPacks()
    for article in in_order(articles, attrgetter("id")):
        counts = memory.recall(_counts_of, article.text, article.furniture)
        if any(counts):
            names = _names(mentions.get(article.id, ()), places)
            for figure in _figures_of(article, counts, reports.get(article.id, ()), names):
                found.append(figure)
    return found


def _names(mentions: Iterable[Mention], places: Container[str]) -> PageNames:
    spans: tuple[list[Span], list[Span]] = ([], [])
    for mention in mentions:
        spans[mention.entity not in places].append(mention.span)
    return PageNames(*map(tuple, spans))


def _counts_of(text: str, furniture: Sequence[Span]) -> tuple[tuple[Count, ...], ...]:
    """Return the counts of each sentence of a page, none of furniture."""
    found: list[tuple[Count, ...]] = []
    spoken_of: str | None = None
    for sentence in sentences(text):
        if any(sentence.overlaps(span) for span in furniture):
            found.append(())
            continue
        counts = counts_of(text, sentence, spoken_of=spoken_of)
        bodily = [count.what for count in counts if count.what in BODILY]
        spoken_of = bodily[0] if bodily else asked_of(text, sentence)
        found.append(tuple(counts))
    return tuple(found)


def _figures_of(
    article: Article, told: Sequence[Sequence[Count]], reports: Sequence[Report], names: PageNames
) -> Iterator[Figure]:
    split = sentences(article.text)
    for at, (sentence, counts) in enumerate(zip(split, told, strict=True)):
        ids = [identifier("fig", article.id, count.span.start, count.span.end) for count in counts]
        for count, own in zip(counts, ids, strict=True):
            whole = ids[count.part_of] if count.part_of is not None else None
            place = place_of(article.text, split, at, count.span, names)
            yield _figure(article, sentence, count, (own, whole), (place, reports))


def _figure(
    article: Article,
    sentence: Span,
    count: Count,
    ids: tuple[str, str | None],
    told: tuple[str | None, Sequence[Report]],
) -> Figure:
    place, reports = told
    report = _holder(count.span, reports)
    return Figure(
        id=ids[0],
        article=article.id,
        span=count.span,
        low=count.low,
        high=count.high,
        unit=count.unit,
        what=count.what,
        place=place,
        as_of=day_of(sentence.of(article.text), article.published, count.span.start - sentence.start),
        according_to=report.speaker if report else None,
        attribution=report.id if report else None,
        part_of=ids[1],
    )


def _holder(span: Span, reports: Sequence[Report]) -> Report | None:
    """Return the innermost report whose content holds the figure."""
    holding = [report for report in reports if any(piece.contains(span) for piece in report.content)]
    return min(holding, key=lambda report: (sum(p.end - p.start for p in report.content), report.id), default=None)
