"""The two sides of a comparison: a report with everything about it that features look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.comparison.meaning import Encoder, Vectors
from sayso.comparison.speakers import Speaker, party_stems, read_speakers
from sayso.comparison.wording import content_stems, names, negations, numbers, rejects, says_again, tokens
from sayso.records import Article, Report, Resolution, Span, quote_of
from sayso.text import quotations, sentences


@dataclass(frozen=True, slots=True)
class Side:
    """One report, made ready to be compared.

    ``words`` are what it says (its content; its source and cue when it has none) and ``cue`` the words
    of saying; ``stems`` carry the substance; ``mentioned`` are the parties that words or cue name;
    ``quoted`` are the words inside quotation marks;
    ``vector`` is of all words, ``parts`` one row a sentence of them; ``sentence`` is of the whole sentences
    of the page that hold the report, and ``around`` what they say beside its content.  ``repeats`` tells that the
    page says there that the words were said before.
    """

    report: Report
    outlet: str | None
    published: str | None
    speaker: Speaker | None
    target: Speaker | None
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    cue: str
    around: str
    stems: frozenset[str]
    names: frozenset[str]
    mentioned: frozenset[str]
    numbers: frozenset[str]
    negations: int
    rejects: bool
    vector: Vectors
    parts: Vectors
    sentence: Vectors
    repeats: bool


def _substance(report: Report, text: str) -> str:
    if report.content:
        return report.quote.replace(" … ", " ")
    return " ".join(span.of(text) for span in sorted((*report.source, *report.cue)))


def _sentences(words: str) -> list[str]:
    found = [span.of(words) for span in sentences(words)]
    return found or [words]


def _quoted(report: Report, text: str) -> tuple[str, ...]:
    if report.kind == "direct":
        return tokens(report.quote)
    pieces = quotations(" ".join(span.of(text) for span in report.content))
    words = " ".join(span.of(text) for span in report.content)
    return tokens(" ".join(piece.of(words) for piece in pieces))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The texts of one report that are looked at."""

    words: str
    parts: tuple[str, ...]
    sentence: str
    around: str


def _held_in(report: Report, found: Sequence[Span]) -> tuple[int, int]:
    """Return the places of the first sentence that holds the report and of the one behind the last."""
    spans = (*report.source, *report.cue, *report.content)
    starts = [span.start for span in found]
    first = bisect_right(starts, min((span.start for span in spans), default=0)) - 1
    behind = bisect_right(starts, max((span.end for span in spans), default=1) - 1)
    return max(0, first), max(1, first + 1, behind)


def _phrase(report: Report, page: Article, found: Sequence[Span]) -> _Phrases:
    words = _substance(report, page.text)
    first, behind = _held_in(report, found)
    whole = page.text[found[first].start : found[behind - 1].end] if found else words
    around = whole
    for span in report.content:
        around = around.replace(span.of(page.text), " ")
    return _Phrases(words, tuple(_sentences(words)), whole, around)


def make_sides(
    articles: Sequence[Article],
    resolution: Resolution,
    encoder: Encoder,
    speakers: Mapping[str, Speaker] | None = None,
) -> tuple[Side, ...]:
    """Return a side for each report, sorted by the report's identifier; ``speakers`` are those of the resolution."""
    speakers = speakers or read_speakers(articles, resolution.entities, resolution.mentions)
    pages = {article.id: article for article in articles}
    cut = {article.id: sentences(article.text) for article in articles}
    reports = sorted(resolution.reports, key=lambda report: report.id)
    phrases = [_phrase(report, pages[report.article], cut[report.article]) for report in reports]
    asked = sorted({text for p in phrases for text in (p.words, *p.parts, p.sentence)})
    vectors = dict(zip(asked, encoder.vectors(asked), strict=True))
    return tuple(
        _side(report, pages[report.article], speakers, found, vectors)
        for report, found in zip(reports, phrases, strict=True)
    )


def _side(
    report: Report,
    page: Article,
    speakers: Mapping[str, Speaker],
    phrases: _Phrases,
    vectors: Mapping[str, Vectors],
) -> Side:
    cue = quote_of(page.text, report.cue)
    in_order = tokens(phrases.words)
    return Side(
        report=report,
        outlet=page.outlet,
        published=page.published,
        speaker=speakers.get(report.speaker) if report.speaker else None,
        target=speakers.get(report.target) if report.target else None,
        words=in_order,
        quoted=_quoted(report, page.text),
        cue=cue,
        around=phrases.around,
        stems=content_stems(phrases.words),
        names=names(phrases.words),
        mentioned=party_stems(f"{phrases.words} . {cue}"),
        numbers=numbers(phrases.words),
        negations=negations(in_order) + negations(tokens(cue)),
        rejects=report.act == "deny" or rejects(cue),
        vector=vectors[phrases.words],
        parts=np.stack([vectors[part] for part in phrases.parts]),
        sentence=vectors[phrases.sentence],
        repeats=says_again(phrases.around),
    )
