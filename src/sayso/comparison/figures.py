"""Reported quantities about people and events, read sentence by sentence.

``read_figures`` finds each number of a page that counts people or events, and says what is said of
them, of which other figure it is a part, where, as of when and according to whom.  A page that
repeats a figure keeps every place of it; ``figure_links`` tells that they are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.comparison.counts import Count, asked_of, counts_of
from sayso.comparison.figure_places import PageNames, place_of
from sayso.comparison.happenings import BODILY
from sayso.comparison.scopes import day_of
from sayso.memory import Memory
from sayso.records import Article, Figure, Report, Resolution, Span, identifier
from sayso.text import sentences

# Verbs of saying that stand beside the name of a source: "the monitor said", "according to".


def read_figures(
    articles: Sequence[Article], resolution: Resolution, memory: Memory | None = None
) -> tuple[Figure, ...]:
    """Return the figures of all articles, sorted by article and place; furniture holds none."""
    memory = memory or Memory()
    reports: dict[str, list[Report]] = {}
    for report in resolution.reports:
        reports.setdefault(report.article, []).append(report)
    places = {entity.id for entity in resolution.entities if entity.kind == "place"}
    named: dict[str, tuple[list[Span], list[Span]]] = {article.id: ([], []) for article in articles}
    for mention in resolution.mentions:
        named[mention.article][mention.entity not in places].append(mention.span)
    found: list[Figure] = []
    for article in sorted(articles, key=lambda item: item.id):
        counts = memory.recall(_counts_of, article.text, article.furniture)
        names = PageNames(*map(tuple, named[article.id]))
        found.extend(_figures_of(article, counts, reports.get(article.id, []), names))
    return tuple(found)


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
) -> list[Figure]:
    found: list[Figure] = []
    split = sentences(article.text)
    for at, (sentence, counts) in enumerate(zip(split, told, strict=True)):
        ids = [identifier("fig", article.id, count.span.start, count.span.end) for count in counts]
        for count, own in zip(counts, ids, strict=True):
            whole = ids[count.part_of] if count.part_of is not None else None
            place = place_of(article.text, split, at, count.span, names)
            found.append(_figure(article, sentence, count, (own, whole), (place, reports)))
    return found


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
