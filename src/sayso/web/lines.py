"""A statement, a party and an article in one line each: what every view of the report repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.records import Act, Article, Report, Statement, file_name
from sayso.web.catalogue import Catalogue, report_start
from sayso.web.marking import anchor
from sayso.web.phrases import TAKES_OBJECT, day, shortened, verb

# Characters of a title that stands for an outlet.
TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks or is spoken to: a name, and the entity's place in the report if it has one.

    ``resolved`` is false for a source that could not be told; ``name`` is then the source's words.
    """

    name: str
    href: str | None
    resolved: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An article in one line; where its outlet is not ``known``, its title or file stands for it."""

    href: str
    outlet: str
    known: bool
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in one line.

    ``date`` is in words, ``iso`` as recorded; where both are absent, ``date_words`` may still hold
    what the page says ("on Wednesday").
    """

    href: str
    number: int
    speaker: Party
    verb: str
    takes_object: bool
    act: Act
    target: Party | None
    gist: str
    date: str | None
    date_words: str | None
    iso: str | None
    reports: int
    pages: int
    origins: int
    outlets: tuple[str, ...]
    contested: bool
    recycled: int


def called(article: Article) -> str:
    """Return what a reader knows an article by: its outlet or, where none is known, its title, or else its file."""
    return article.outlet or shortened(article.title or "", TITLE) or article.outlet_or_file


def place_of(article: Article) -> Place:
    """Return the article in one line."""
    return Place(
        href=f"#{article.id}",
        outlet=called(article),
        known=article.outlet is not None,
        title=article.title or file_name(article.path),
        published=None if article.published is None else day(article.published),
    )


def party_of(catalogue: Catalogue, entity: str | None) -> Party | None:
    """Return the party behind an entity's identifier, ``None`` for none."""
    if entity is None:
        return None
    known = catalogue.names.get(entity)
    return Party(entity, None, resolved=True) if known is None else Party(known, f"#{entity}", resolved=True)


def source_words(catalogue: Catalogue, report: Report) -> str | None:
    """Return the words in which the page names the source of a report, ``None`` where it names none."""
    text = catalogue.articles[report.article].text
    words = " … ".join(span.of(text) for span in report.source)
    return shortened(words, 60) or None


def speaker_of(catalogue: Catalogue, report: Report) -> Party:
    """Return who speaks in a report, or the source's own words where that could not be told."""
    party = party_of(catalogue, report.speaker)
    return party or Party(source_words(catalogue, report) or "", None, resolved=False)


def said_on(report: Report) -> str | None:
    """Return the day of speaking in words, no finer than it is known."""
    return None if report.said_on is None else day(report.said_on, report.said_precision)


def report_place(report: Report) -> str:
    """Return the link to a report's exact place in its page."""
    spans = report.content or report.cue or report.source
    return f"#{anchor(report.article, spans[0])}" if spans else f"#{report.article}"


def reports_of(catalogue: Catalogue, statement: Statement) -> list[Report]:
    """Return the reports of a statement, those of the earliest articles first."""

    def when(report: Report) -> tuple[str, str, int]:
        article = catalogue.articles[report.article]
        return (article.published or "9999", article.id, report_start(report))

    return sorted((catalogue.reports[name] for name in statement.attributions if name in catalogue.reports), key=when)


def _date_of(statement: Statement, reports: list[Report]) -> str | None:
    if statement.said_on is None:
        return None
    for report in reports:
        if report.said_on == statement.said_on:
            return said_on(report)
    return day(statement.said_on)


def line_of(catalogue: Catalogue, statement: Statement) -> Line:
    """Return the statement in one line."""
    reports = reports_of(catalogue, statement)
    speaker = party_of(catalogue, statement.speaker)
    target = party_of(catalogue, catalogue.target_of(statement))
    return Line(
        href=f"#{statement.id}",
        number=catalogue.numbers[statement.id],
        speaker=speaker or (speaker_of(catalogue, reports[0]) if reports else Party("", None, resolved=False)),
        verb=verb(statement.act, aimed=target is not None),
        takes_object=statement.act in TAKES_OBJECT,
        act=statement.act,
        target=target,
        gist=shortened(statement.gist, catalogue.detail.gist),
        date=_date_of(statement, reports),
        date_words=next((report.date_words for report in reports if report.date_words), None),
        iso=statement.said_on,
        reports=len(statement.attributions),
        pages=len({report.article for report in reports}),
        origins=len(statement.origins),
        outlets=statement.outlets,
        contested=catalogue.contested(statement),
        recycled=len(statement.recycled),
    )
