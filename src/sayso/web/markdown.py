"""The report as Markdown, for pasting into a document: statements with footnotes to the passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sayso.records import Article, Contents, Figure, Report, Span, Statement
from sayso.web.catalogue import Catalogue, catalogue_of
from sayso.web.characters import visible, web_address
from sayso.web.figures import figure_groups, figure_views
from sayso.web.lines import Line, Party, line_of, place_of, reports_of
from sayso.web.phrases import count
from sayso.web.statements import answers_of
from sayso.web.story import story_view

# What CommonMark and the footnotes of its dialects read as markup, and the ampersand of entities.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&^=$:])")
_LONGEST: Final = 400


@dataclass(slots=True)
class _Footnotes:
    """The footnotes in the order of their first use, each passage once."""

    catalogue: Catalogue
    places: dict[tuple[str, Span], int] = field(default_factory=dict)

    def mark(self, article: str, spans: tuple[Span, ...]) -> str:
        if not spans:
            return ""
        whole = Span(spans[0].start, spans[-1].end)
        return f"[^{self.places.setdefault((article, whole), len(self.places) + 1)}]"

    def lines(self) -> Iterator[str]:
        for (name, span), number in self.places.items():
            article = self.catalogue.articles[name]
            words = _words(span.of(article.text))
            yield f"[^{number}]: {_source(article)}, characters {span.start}–{span.end}: “{words}”"


def plain(text: str) -> str:
    r"""Return text of a page as Markdown shows it: one line, no markup, no hidden characters.

    >>> plain("a *b* <i>")
    'a \\*b\\* \\<i\\>'
    """
    return _MARKUP.sub(r"\\\1", visible(" ".join(text.split())))


def markdown_report(contents: Contents) -> Iterator[str]:
    """Yield the lines of the report: what is contested, what several carry, the rest, the figures in conflict.

    Every statement has a footnote for each of its reports: the page, the place in it and the words.
    """
    catalogue = catalogue_of(contents)
    notes = _Footnotes(catalogue)
    yield from _opening(catalogue)
    statements = list(catalogue.statements.values())
    contested = [one for one in statements if catalogue.contested(one)]
    quiet = [one for one in statements if not catalogue.contested(one)]
    several = [one for one in quiet if len(one.attributions) > 1]
    once = [one for one in quiet if len(one.attributions) == 1]
    for title, found in (("Contested", contested), ("Reported more than once", several), ("Reported once", once)):
        yield from ("", f"## {title}", "")
        for statement in found:
            yield from _statement(catalogue, statement, notes)
        if not found:
            yield "None found."
    yield from _figures(catalogue, notes)
    yield ""
    yield from notes.lines()


def _opening(catalogue: Catalogue) -> Iterator[str]:
    totals = story_view(catalogue).totals
    yield from ("# Who said what", "")
    yield (
        f"{count(totals.pages, 'page')} from {count(totals.outlets, 'outlet')}; "
        f"{count(totals.attributions, 'attribution')}, of which {totals.unresolved} without a resolved speaker; "
        f"{count(totals.statements, 'statement')}, {totals.contested} contested, "
        f"{totals.one_origin} resting on one origin only."
    )
    yield from (
        "",
        "This says who said it and how many independent origins stand behind the report, never what is true.",
    )


def _statement(catalogue: Catalogue, statement: Statement, notes: _Footnotes) -> Iterator[str]:
    line = line_of(catalogue, statement)
    marks = "".join(_mark(report, notes) for report in reports_of(catalogue, statement))
    yield f"- {_sentence(line)}: “{_words(statement.gist)}”{marks} ({_spread(line)})"
    for answer in answers_of(catalogue, statement):
        other = catalogue.statements.get(answer.other.href.removeprefix("#"))
        found = "".join(_mark(report, notes) for report in reports_of(catalogue, other)) if other else ""
        yield f"  - {answer.phrase} {_party(answer.other.speaker)}: “{plain(answer.other.gist)}”{found}"


def _mark(report: Report, notes: _Footnotes) -> str:
    return notes.mark(report.article, report.content or report.cue or report.source)


def _sentence(line: Line) -> str:
    target = f" {_party(line.target)}" if line.target and line.takes_object else ""
    aside = f" (target: {_party(line.target)})" if line.target and not line.takes_object else ""
    return f"**{_party(line.speaker)}** {line.verb}{target}{aside}"


def _party(party: Party) -> str:
    if party.resolved:
        return plain(party.name)
    return f"unresolved (“{plain(party.name)}”)" if party.name else "unresolved"


def _spread(line: Line) -> str:
    when = line.date or (f"date unresolved, “{plain(line.date_words)}”" if line.date_words else "no date told")
    return f"{when}; {count(line.reports, 'report')}, {count(line.origins, 'origin')}"


def _figures(catalogue: Catalogue, notes: _Footnotes) -> Iterator[str]:
    views = figure_views(catalogue)
    conflicts = figure_groups(catalogue, views)[0].pairs
    yield from ("", "## Figures in conflict", "")
    for pair in conflicts:
        ends = []
        for view in (pair.first, pair.second):
            figure: Figure = catalogue.figures[view.id]
            who = _party(view.according_to) if view.according_to else plain(view.article.outlet)
            ends.append(f"**{view.amount}** {plain(view.of)}, {who}{notes.mark(figure.article, (figure.span,))}")
        yield f"- {ends[0]}, against {ends[1]} ({plain('; '.join(pair.reasons))})"
    if not conflicts:
        yield "None found."


def _source(article: Article) -> str:
    place = place_of(article)
    address = web_address(article.url)
    outlet = plain(place.outlet) if place.known else "outlet unresolved"
    parts = [outlet, f"*{plain(place.title)}*", place.published or "date unresolved"]
    return ", ".join(parts) + (f", <{address}>" if address and not set(address) & set("<>") else "")


def _words(text: str) -> str:
    line = " ".join(text.split())
    return plain(line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} […]")
