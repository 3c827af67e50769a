"""Ledgers drawn up by hand: who said what on which pages, and which figures they tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.records import (
    Article,
    Contents,
    Entity,
    Figure,
    FigureLink,
    FigureRelation,
    Link,
    Origin,
    Relation,
    Report,
    Span,
    Statement,
    Verdict,
    identifier,
)


@dataclass(frozen=True)
class Saying:
    """A speaker's words and the pages that report them, each with the number of its origin."""

    speaker: str
    words: str
    pages: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class World:
    """All that could be known: sayings, answers between them by number, and (page, count) pairs that are linked."""

    sayings: tuple[Saying, ...] = ()
    answers: tuple[tuple[Relation, int, int], ...] = ()
    counts: tuple[tuple[FigureRelation, tuple[str, int], tuple[str, int]], ...] = ()

    def pages(self) -> frozenset[str]:
        told = {page for one in self.sayings for page, _ in one.pages}
        return frozenset(told | {page for _, a, b in self.counts for page, _ in (a, b)})

    def ledger(self, pages: Collection[str] | None = None, edition: str = "") -> Contents:
        """The ledger of some of the pages; ``edition`` changes the bytes of every page and no word of it."""
        kept = sorted(self.pages() if pages is None else pages)
        made = [_statement(number, one, kept, edition) for number, one in enumerate(self.sayings)]
        found = {number: rows for number, rows in enumerate(made) if rows is not None}
        figures = {
            (page, count): _figure(page, count, edition)
            for _, *ends in self.counts
            for page, count in ends
            if page in kept
        }
        links = [
            FigureLink(*sorted((figures[a].id, figures[b].id)), relation, 0.9, ("counted anew",))
            for relation, a, b in self.counts
            if a in figures and b in figures
        ]
        return Contents(
            articles=_sorted([article(page, edition) for page in kept]),
            entities=_sorted({Entity(f"ent_{s.speaker}", s.speaker, "person", ()) for s in self.sayings}),
            mentions=(),
            reports=_sorted([one for _, reports, _ in found.values() for one in reports]),
            statements=_sorted([statement for statement, _, _ in found.values()]),
            origins=_sorted([one for _, _, origins in found.values() for one in origins]),
            judgements=(),
            links=tuple(
                Link(found[a][0].id, found[b][0].id, relation, 0.9, ("it answers",))
                for relation, a, b in self.answers
                if a in found and b in found
            ),
            figures=_sorted(list(figures.values())),
            figure_links=tuple(sorted(links, key=lambda one: (one.a, one.b))),
            namings=(),
            failures=(),
        )


def _sorted(rows):
    return tuple(sorted(rows, key=lambda one: one.id))


def article(page: str, edition: str = "") -> Article:
    return Article(
        id=identifier("art", page, edition), path=f"{page}.html", url=f"https://{page}.example/a?utm_source={edition}",
        outlet=f"The {page}", title=None, byline=None, published="2031-05-04", published_from="metadata", credits=(),
        language="en", sha256=identifier("sha", page, edition), furniture=(), text="words",
    )  # fmt: skip


def _statement(
    number: int, saying: Saying, pages: Sequence[str], edition: str
) -> tuple[Statement, list[Report], list[Origin]] | None:
    rows = [(_report(number, page, saying, edition), origin) for page, origin in saying.pages if page in pages]
    if not rows:
        return None
    names = tuple(sorted(report.id for report, _ in rows))
    name = identifier("sta", *names)
    groups: dict[int, list[str]] = {}
    for report, origin in rows:
        groups.setdefault(origin, []).append(report.id)
    origins = [
        Origin(identifier("ori", name, *sorted(held)), name, tuple(sorted(held)), (), min(held), ())
        for held in groups.values()
    ]
    outlets = tuple(sorted({f"The {page}" for page, _ in saying.pages if page in pages}))
    made = Statement(
        name,
        f"ent_{saying.speaker}",
        "say",
        None,
        saying.words,
        names,
        tuple(sorted(o.id for o in origins)),
        outlets,
        (),
    )
    return made, [report for report, _ in rows], origins


def _report(number: int, page: str, saying: Saying, edition: str) -> Report:
    return Report(
        id=identifier("att", page, edition, number), article=identifier("art", page, edition), source=(), cue=(),
        content=(Span(number, number + 1),), kind="direct", quote=saying.words, speaker=f"ent_{saying.speaker}",
        speaker_from="name", why_speaker=Verdict("resolved", 1.0, ()), act="say", target=None, said_on=None,
        said_precision=None, date_words=None, relay=(), nested_in=None,
    )  # fmt: skip


def _figure(page: str, count: int, edition: str) -> Figure:
    return Figure(
        identifier("fig", page, edition, count), identifier("art", page, edition), Span(0, 1), float(count), float(count),
        "people", "killed", "Selm", None, None, None, None,
    )  # fmt: skip
