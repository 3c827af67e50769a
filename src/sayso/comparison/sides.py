"""The two sides of a comparison: a report with everything about it that features look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.comparison.meaning import Encoder, Vectors
from sayso.comparison.speakers import Speaker, party_stems, read_speakers
from sayso.comparison.wording import content_stems, names, negations, numbers, rejects, tokens
from sayso.records import Article, Report, Resolution, quote_of
from sayso.text import quotations, sentences


@dataclass(frozen=True, slots=True)
class Side:
    """One report, made ready to be compared.

    ``words`` are what it says (its content; its source and cue when it has none) and ``cue`` the words
    of saying; ``stems`` carry the substance; ``mentioned`` are the parties that words or cue name;
    ``quoted`` are the words inside quotation marks;
    ``vector`` is of all words, ``parts`` one row a sentence of them.
    """

    report: Report
    outlet: str | None
    published: str | None
    speaker: Speaker | None
    target: Speaker | None
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    cue: str
    stems: frozenset[str]
    names: frozenset[str]
    mentioned: frozenset[str]
    numbers: frozenset[str]
    negations: int
    rejects: bool
    vector: Vectors
    parts: Vectors


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


def make_sides(articles: Sequence[Article], resolution: Resolution, encoder: Encoder) -> tuple[Side, ...]:
    """Return a side for each report, sorted by the report's identifier."""
    pages = {article.id: article for article in articles}
    speakers = read_speakers(articles, resolution.entities, resolution.mentions)
    reports = sorted(resolution.reports, key=lambda report: report.id)
    substances = [_substance(report, pages[report.article].text) for report in reports]
    divided = [_sentences(words) for words in substances]
    asked = sorted({*substances, *(part for parts in divided for part in parts)})
    vectors = dict(zip(asked, encoder.vectors(asked), strict=True))
    return tuple(
        _side(report, pages[report.article], speakers, words, vectors, parts)
        for report, words, parts in zip(reports, substances, divided, strict=True)
    )


def _side(
    report: Report,
    page: Article,
    speakers: Mapping[str, Speaker],
    words: str,
    vectors: Mapping[str, Vectors],
    parts: Sequence[str],
) -> Side:
    cue = quote_of(page.text, report.cue)
    in_order = tokens(words)
    return Side(
        report=report,
        outlet=page.outlet,
        published=page.published,
        speaker=speakers.get(report.speaker) if report.speaker else None,
        target=speakers.get(report.target) if report.target else None,
        words=in_order,
        quoted=_quoted(report, page.text),
        cue=cue,
        stems=content_stems(words),
        names=names(words),
        mentioned=party_stems(f"{words} . {cue}"),
        numbers=numbers(words),
        negations=negations(in_order) + negations(tokens(cue)),
        rejects=report.act == "deny" or rejects(cue),
        vector=vectors[words],
        parts=np.stack([vectors[part] for part in parts]),
    )
