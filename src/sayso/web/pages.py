"""Pages: each article's whole stored text, with everything that rests on it marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.records import Article, Report, Span
from sayso.web.catalogue import Catalogue, report_start
from sayso.web.characters import web_address
from sayso.web.lines import Party, Place, party_of, place_of, report_place, said_on, speaker_of
from sayso.web.marking import Mark, Piece, Reference, Role, anchor, woven
from sayso.web.phrases import FOUND_IN, SPEAKER_FROM, VOICES, amount, count, verb

# Furniture longer than this is folded away, unless a mark stands in it.
FOLDED: Final = 160

_GAP: Final = re.compile(r"\n[^\S\n]*\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class VoiceHere:
    """A speaker in one page, with the places and the statements' numbers of what is reported there."""

    speaker: Party
    statements: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EditionHere:
    """Another copy or state of a page: where and when it was read, why it is the same, and what differs in it."""

    version: bool
    path: str
    address: str | None
    as_of: str | None
    reasons: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: where it is from, what was found in it, and its text in marked pieces."""

    id: str
    place: Place
    title: str | None
    byline: str | None
    credits: tuple[str, ...]
    language: str | None
    published_from: str | None
    path: str
    url: str | None
    address: str | None
    sha256: str
    characters: int
    furniture: int
    reports: int
    unresolved: int
    figures: int
    voices: tuple[VoiceHere, ...]
    editions: tuple[EditionHere, ...]
    pieces: tuple[Piece, ...]


def _words(catalogue: Catalogue, report: Report, role: Role) -> str:
    speaker = speaker_of(catalogue, report)
    who = speaker.name if speaker.resolved else "unresolved"
    if role == "source":
        return f"source: {who}, {SPEAKER_FROM[report.speaker_from]}"
    return "" if role == "cue" else f"words of {who if speaker.resolved else 'an unresolved source'}"


def _record(catalogue: Catalogue, report: Report, number: int) -> str:
    """Return a report's record in words: who said it, when, how its speaker was found, how widely it is carried."""
    speaker = speaker_of(catalogue, report)
    who = speaker.name if speaker.resolved else "an unresolved source"
    when = f", {said_on(report)}" if report.said_on else ""
    statement = catalogue.statement_of[report.id]
    many = len(statement.attributions)
    spread = f"{many} reports, {count(len(statement.origins), 'origin')}" if many > 1 else "one report"
    contested = ", contested" if catalogue.contested(statement) else ""
    said = f"{who} {verb(report.act, aimed=report.target is not None)}{when} ({SPEAKER_FROM[report.speaker_from]})"
    return f"statement {number}: {said}; {spread}{contested}"


def _report_marks(catalogue: Catalogue, report: Report) -> Iterator[Mark]:
    """Yield the marks of one report; the last of them carries the link to its statement."""
    spans: list[tuple[Span, Role]] = [(span, "source") for span in report.source]
    spans += [(span, "cue") for span in report.cue]
    spans += [(span, "content") for span in report.content]
    statement = catalogue.statement_of.get(report.id)
    last = report.content or report.cue or report.source
    for span, role in spans:
        references: tuple[Reference, ...] = ()
        if statement is not None and span == last[-1] and (role == "content" or not report.content):
            number = catalogue.numbers[statement.id]
            record = _record(catalogue, report, number)
            references = (Reference(report.id, f"#{statement.id}", str(number), record),)
        place = anchor(report.article, span)
        yield Mark(span, role, _words(catalogue, report, role), place, references)


def _figure_marks(catalogue: Catalogue, article: Article) -> Iterator[Mark]:
    for figure in catalogue.figures_in.get(article.id, ()):
        what = " ".join(part for part in (figure.unit, figure.what) if part)
        words = f"figure: {amount(figure.low, figure.high)} {what}".rstrip()
        yield Mark(figure.span, "figure", words, anchor(article.id, figure.span))


def _naming_marks(catalogue: Catalogue) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for naming in catalogue.contents.namings:
        entity = catalogue.entities.get(naming.referent)
        quotes = ", in scare quotes" if naming.scare_quotes else ""
        words = f"names {entity.name if entity else naming.referent} {VOICES[naming.voice]}{quotes}"
        place = anchor(naming.article, naming.span)
        found.setdefault(naming.article, []).append(Mark(naming.span, "naming", words, place))
    return found


def _shared_places(catalogue: Catalogue) -> dict[str, set[Span]]:
    found: dict[str, set[Span]] = {}
    for origin in catalogue.contents.origins:
        for shared in origin.passages:
            found.setdefault(shared.article_a, set()).add(shared.span_a)
            found.setdefault(shared.article_b, set()).add(shared.span_b)
    return found


def _furniture_marks(article: Article, others: list[Mark]) -> Iterator[Mark]:
    for span in article.furniture:
        holds = any(span.overlaps(mark.span) for mark in others)
        long = span.end - span.start > FOLDED or span.of(article.text).count("\n") > 2
        yield Mark(span, "furniture", "page furniture", folded=long and not holds)


def _once_anchored(marks: list[Mark]) -> list[Mark]:
    """Return the marks, those of one role and span joined: two reports may share their source."""
    joined: dict[tuple[Span, Role], Mark] = {}
    for mark in marks:
        known = joined.get((mark.span, mark.role))
        if known is not None:
            words = known.words if mark.words in known.words.split("; ") else f"{known.words}; {mark.words}"
            joined[(mark.span, mark.role)] = replace(
                mark, words=words, references=(*known.references, *mark.references)
            )
        else:
            joined[(mark.span, mark.role)] = mark
    return list(joined.values())


def _pieces(catalogue: Catalogue, article: Article, namings: list[Mark], shared: set[Span]) -> tuple[Piece, ...]:
    marks = [mark for report in catalogue.reports_in.get(article.id, ()) for mark in _report_marks(catalogue, report)]
    marks += _figure_marks(catalogue, article)
    marks += namings
    marks += [Mark(span, "place", anchor=anchor(article.id, Span(span.start, span.end))) for span in sorted(shared)]
    marks = _once_anchored(marks)
    marks += list(_furniture_marks(article, marks))
    marks += [Mark(Span(*match.span()), "gap") for match in _GAP.finditer(article.text)]
    return woven(article.text, marks)


def _voices(catalogue: Catalogue, reports: Sequence[Report]) -> tuple[VoiceHere, ...]:
    """Return who speaks in a page, in order of first words; unresolved sources are one voice, the last."""
    found: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda one: (report_start(one), one.id)):
        found.setdefault(report.speaker or "", []).append(report)
    ordered = sorted(found, key=lambda name: not name)
    return tuple(
        VoiceHere(
            party_of(catalogue, name or None) or Party("", None, resolved=False),
            tuple(
                (report_place(report), catalogue.numbers[catalogue.statement_of[report.id].id])
                for report in found[name]
                if report.id in catalogue.statement_of
            ),
        )
        for name in ordered
    )


def _page(catalogue: Catalogue, article: Article, namings: list[Mark], shared: set[Span]) -> PageView:
    reports = catalogue.reports_in.get(article.id, ())
    found_in = article.published_from
    return PageView(
        id=article.id,
        place=place_of(article),
        title=article.title,
        byline=article.byline,
        credits=article.credits,
        language=article.language,
        published_from=FOUND_IN.get(found_in, found_in) if found_in else None,
        path=article.path,
        url=article.url,
        address=web_address(article.url),
        sha256=article.sha256,
        characters=len(article.text),
        furniture=sum(span.end - span.start for span in article.furniture),
        reports=len(reports),
        unresolved=sum(report.speaker is None for report in reports),
        figures=len(catalogue.figures_in.get(article.id, ())),
        voices=_voices(catalogue, reports),
        editions=(),
        pieces=_pieces(catalogue, article, namings, shared),
    )


def _editions(catalogue: Catalogue) -> dict[str, tuple[EditionHere, ...]]:
    """Return what else was read of each page, by its article's identifier."""
    found: dict[str, tuple[EditionHere, ...]] = {}
    for other in catalogue.contents.editions:
        if other.article not in catalogue.articles:  # of a page that is not shown
            continue
        text = catalogue.articles[other.article].text
        here = EditionHere(
            version=other.relation == "version",
            path=other.path,
            address=web_address(other.url),
            as_of=other.as_of,
            reasons=other.reasons,
            gone=tuple(span.of(other.text or "") for span in other.gone),
            new=tuple(span.of(text) for span in other.new),
        )
        found[other.article] = (*found.get(other.article, ()), here)
    return found


def page_view(catalogue: Catalogue, name: str) -> PageView:
    """Return one page, by its article's identifier."""
    namings, shared = _naming_marks(catalogue), _shared_places(catalogue)
    page = _page(catalogue, catalogue.articles[name], namings.get(name, []), shared.get(name, set()))
    return replace(page, editions=_editions(catalogue).get(name, ()))


def page_views(catalogue: Catalogue) -> tuple[PageView, ...]:
    """Return every page, the earliest first and those without a date last."""
    namings, shared = _naming_marks(catalogue), _shared_places(catalogue)
    ordered = sorted(catalogue.contents.articles, key=lambda one: (one.published or "9999", one.path, one.id))
    pages = (_page(catalogue, one, namings.get(one.id, []), shared.get(one.id, set())) for one in ordered)
    editions = _editions(catalogue)
    return tuple(replace(page, editions=editions.get(page.id, ())) for page in pages)
