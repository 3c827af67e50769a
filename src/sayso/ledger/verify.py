"""Checks that a ledger still says what its pages say, row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger.rows import text_sha256
from sayso.ledger.store import Ledger
from sayso.records import Article, Contents, Span, quote_of


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the ledger that does not hold: which, what was found, and the mend."""

    row: str
    found: str
    remedy: str


_REBUILD = "Build the ledger again from its pages"


Archived = Callable[[str], Mapping[str, str] | None]
"""Gives the sha256 of the pages in a file that is an archive, by their paths; ``None`` for any other file."""


def verify(ledger: Ledger, archived: Archived | None = None) -> tuple[Fault, ...]:
    """Return every fault of the ledger, in the order of its tables; none when all is well.

    Checked are: the stored text of each article against the hash it was written with; the page on
    the disk, where it is still there, against the bytes that were read (one in an archive only where
    ``archived`` can look into it); every span and quotation against the text; every identifier against the row
    it names.
    """
    contents = ledger.contents()
    return (
        *_text_faults(contents, ledger.text_hashes()),
        *_page_faults(contents, archived or (lambda path: None)),
        *_span_faults(contents),
        *_wording_faults(contents),
        *_reference_faults(contents),
    )


def _text_faults(contents: Contents, hashes: Mapping[str, str]) -> Iterator[Fault]:
    for article in contents.articles:
        if text_sha256(article.text) != hashes[article.id]:
            yield Fault(
                f"article {article.id}", f"the stored text of {article.path} is not the one that was written", _REBUILD
            )


def _page_faults(contents: Contents, archived: Archived) -> Iterator[Fault]:
    held = {path: archived(path) for path in sorted({_file(article) for article in contents.articles})}
    for article in contents.articles:
        pages = held[_file(article)]
        found = _page_sha256(article.path) if pages is None else pages.get(article.path, "")
        if found == "":
            yield Fault(
                f"article {article.id}",
                f"the archive no longer has the page {article.path}, or has it damaged",
                "Put the archive back, or build again to take in the new version",
            )
        elif found is not None and found != article.sha256:
            yield Fault(
                f"article {article.id}",
                f"the page {article.path} no longer has the bytes that were read",
                "Put the page back, or build again to take in the new version",
            )


def _file(article: Article) -> str:
    return article.path.partition("!/")[0]


def _page_sha256(path: str) -> str | None:
    file, _, line = path.rpartition("#")
    try:
        if not file or not line.isdigit():
            return hashlib.sha256(Path(path).read_bytes()).hexdigest()
        with open(file, "rb") as lines:
            found = next((text for number, text in enumerate(lines, 1) if number == int(line)), None)
    except OSError:
        return None  # a page that has been moved away is no fault of the ledger
    return None if found is None else hashlib.sha256(found.rstrip(b"\r\n")).hexdigest()


def _spans(contents: Contents) -> Iterator[tuple[str, str, Iterable[Span]]]:
    for article in contents.articles:
        yield f"article {article.id}", article.id, article.furniture
    for mention in contents.mentions:
        yield f"mention of {mention.entity} in {mention.article}", mention.article, (mention.span,)
    for report in contents.reports:
        spans = (*report.source, *report.cue, *report.content, *report.relay_words)
        yield f"attribution {report.id}", report.article, spans
    for figure in contents.figures:
        yield f"figure {figure.id}", figure.article, (figure.span,)
    for naming in contents.namings:
        yield f"naming of {naming.referent} in {naming.article}", naming.article, (naming.span,)
    for origin in contents.origins:
        for passage in origin.passages:
            yield f"origin {origin.id}", passage.article_a, (passage.span_a,)
            yield f"origin {origin.id}", passage.article_b, (passage.span_b,)
    for dependence in contents.dependences:
        row = f"dependence of {dependence.a} and {dependence.b}"
        for passage in dependence.passages:
            yield row, passage.article_a, (passage.span_a,)
            yield row, passage.article_b, (passage.span_b,)
        for place in dependence.shown:
            yield row, place.article, (place.span,)
    for drift in contents.drifts:
        yield f"drift {drift.id}", drift.a, (drift.span_a,)
        yield f"drift {drift.id}", drift.b, (drift.span_b,)


def _span_faults(contents: Contents) -> Iterator[Fault]:
    lengths = {article.id: len(article.text) for article in contents.articles}
    for row, article, spans in _spans(contents):
        if article not in lengths:
            yield Fault(row, f"its article {article} is not in the ledger", _REBUILD)
            continue
        for span in spans:
            if not 0 <= span.start < span.end <= lengths[article]:
                yield Fault(row, f"its span {span.start} to {span.end} is outside the text of {article}", _REBUILD)


def _wording_faults(contents: Contents) -> Iterator[Fault]:
    texts = {article.id: article.text for article in contents.articles}
    for report in contents.reports:
        if quote_of(texts.get(report.article, ""), report.content) != report.quote:
            yield Fault(f"attribution {report.id}", "its quotation is not what stands in the text", _REBUILD)
    for naming in contents.namings:
        if naming.span.of(texts.get(naming.article, "")) != naming.label:
            yield Fault(
                f"naming of {naming.referent} in {naming.article}",
                f"its label {naming.label!r} is not what stands in the text at {naming.span.start}",
                _REBUILD,
            )


def _references(contents: Contents) -> Iterator[tuple[str, Iterable[str | None]]]:
    for mention in contents.mentions:
        yield f"mention in {mention.article}", (mention.entity,)
    for report in contents.reports:
        yield f"attribution {report.id}", (report.speaker, report.target, report.nested_in, *report.relay)
    for statement in contents.statements:
        row = f"statement {statement.id}"
        yield row, (statement.speaker, *statement.attributions, *statement.origins, *statement.recycled)
    for origin in contents.origins:
        yield f"origin {origin.id}", (origin.statement, origin.first, *origin.attributions)
    for judgement in contents.judgements:
        yield f"judgement of {judgement.a} and {judgement.b}", (judgement.a, judgement.b)
    for link in contents.links:
        yield f"link of {link.a} and {link.b}", (link.a, link.b)
    for figure in contents.figures:
        yield f"figure {figure.id}", (figure.according_to, figure.attribution, figure.part_of)
    for figure_link in contents.figure_links:
        yield f"link of {figure_link.a} and {figure_link.b}", (figure_link.a, figure_link.b)
    for naming in contents.namings:
        yield f"naming in {naming.article}", (naming.referent,)
    for event in contents.events:
        yield f"event {event.id}", event.articles
    for dependence in contents.dependences:
        yield f"dependence of {dependence.a} and {dependence.b}", (dependence.a, dependence.b)
    for drift in contents.drifts:
        yield f"drift {drift.id}", (drift.a, drift.b)


def _reference_faults(contents: Contents) -> Iterator[Fault]:
    known = {record.id for record in _identified(contents)}
    for row, identifiers in _references(contents):
        for name in identifiers:
            if name is not None and name not in known:
                yield Fault(row, f"it names {name}, which is not in the ledger", _REBUILD)


def _identified(contents: Contents) -> Iterator[Article]:
    groups = (
        contents.articles,
        contents.entities,
        contents.reports,
        contents.statements,
        contents.origins,
        contents.figures,
    )
    for group in groups:
        yield from group  # type: ignore[misc]  # each has an id, which is all that is asked of it
