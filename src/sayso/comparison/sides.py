"""The two sides of a comparison: a report with everything about it that features look at."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Final

import numpy as np

from sayso.comparison.meaning import Encoder, Vectors
from sayso.comparison.speakers import Speaker, party_stems, read_speakers
from sayso.comparison.wording import content_stems, names, negations, numbers, rejects, says_again, tokens
from sayso.records import Article, Report, Resolution, Span, quote_of
from sayso.spilled import MadeWhenAsked, Spilled
from sayso.text import quotations, sentences

# Pages whose texts are encoded at once.
_PAGES: Final = 1000
# Sides of which words and vectors are in memory: more than those that some thousand pairs are of.
_NEAR: Final = 4096


@dataclass(frozen=True, slots=True)
class Wording:
    """What a report says and in what words: what its own page shows.

    ``words`` are what it says (its content; its source and cue when it has none) and ``cue`` the words
    of saying; ``stems`` carry the substance; ``mentioned`` are the parties that words or cue name;
    ``quoted`` are the words inside quotation marks; ``around`` is what the sentences that hold the report say beside
    its content.  ``repeats`` tells that the page says there that the words were said before.
    """

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
    repeats: bool


@dataclass(frozen=True, slots=True)
class Side(Wording):
    """One report, made ready to be compared.

    ``vector`` is of all words, ``parts`` one row a sentence of them; ``sentence`` is of the whole sentences
    of the page that hold the report.
    """

    report: Report
    outlet: str | None
    published: str | None
    speaker: Speaker | None
    target: Speaker | None
    vector: Vectors
    parts: Vectors
    sentence: Vectors


_WORDING: Final = tuple(field.name for field in fields(Wording))


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a side has beside what the resolution tells.

    ``rows`` are those of ``vectors`` that are of all words, of the sentence and of the parts; some are the same.
    """

    wording: Wording
    vectors: Vectors
    rows: list[int]


class Sides(MadeWhenAsked[Side]):
    """A side for each report, in the order of the reports' identifiers.

    What only comparison looks at, words and vectors, lies on the disk; a side is put together when it is asked for.
    """

    def __init__(
        self,
        told: Iterable[tuple[Report, _Told]],
        pages: Mapping[str, Article],
        speakers: Mapping[str, Speaker],
    ) -> None:
        super().__init__(near=_NEAR)
        self._pages, self._speakers = pages, speakers
        self._told: Spilled[_Told] = Spilled(near=_NEAR)  # so that few sides cost no disk; a side shares what it holds
        found: list[Report] = []
        for report, one in told:
            found.append(report)
            self._told.append(one)
        self._order = array("I", sorted(range(len(found)), key=lambda place: found[place].id))
        self.reports = [found[place] for place in self._order]

    def __len__(self) -> int:
        return len(self.reports)

    def made(self, at: int) -> Side:
        """Return the side at a place."""
        report, told = self.reports[at], self._told[self._order[at]]
        page = self._pages[report.article]
        return Side(
            **{name: getattr(told.wording, name) for name in _WORDING},
            report=report,
            outlet=page.outlet,
            published=page.published,
            speaker=self._speakers.get(report.speaker) if report.speaker else None,
            target=self._speakers.get(report.target) if report.target else None,
            vector=told.vectors[told.rows[0]],
            sentence=told.vectors[told.rows[1]],
            parts=told.vectors[told.rows[2:]],
        )


def reports_of(sides: Sequence[Side]) -> Sequence[Report]:
    """Return the reports of sides, in their order, without reading what lies on the disk."""
    return sides.reports if isinstance(sides, Sides) else [side.report for side in sides]


def make_sides(
    articles: Sequence[Article],
    resolution: Resolution,
    encoder: Encoder,
    speakers: Mapping[str, Speaker] | None = None,
) -> Sides:
    """Return a side for each report, sorted by the report's identifier; ``speakers`` are those of the resolution."""
    speakers = speakers or read_speakers(articles, resolution.entities, resolution.mentions)
    pages = {article.id: article for article in articles}
    return Sides(_each_told(pages, resolution.reports, encoder), pages, speakers)


def _each_told(
    pages: Mapping[str, Article], reports: Iterable[Report], encoder: Encoder
) -> Iterator[tuple[Report, _Told]]:
    """Yield each report with what it tells, page by page; the texts of many pages are encoded at once."""
    of_page: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_page[report.article].append(report)
    left = iter(sorted(of_page))
    while some := list(islice(left, _PAGES)):
        phrases = [phrase for page in some for phrase in _phrases(of_page[page], pages[page])]
        asked = sorted({text for _, p in phrases for text in (p.words, *p.parts, p.sentence)})
        vectors = dict(zip(asked, encoder.vectors(asked), strict=True))
        for report, found in phrases:
            yield report, _told(report, pages[report.article], found, vectors)


def _phrases(reports: Iterable[Report], page: Article) -> Iterator[tuple[Report, _Phrases]]:
    cut = sentences(page.text)
    return ((report, _phrase(report, page, cut)) for report in reports)


def _told(report: Report, page: Article, phrases: _Phrases, vectors: Mapping[str, Vectors]) -> _Told:
    cue = quote_of(page.text, report.cue)
    in_order = tokens(phrases.words)
    texts = (phrases.words, phrases.sentence, *phrases.parts)
    row = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    wording = Wording(
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
        repeats=says_again(phrases.around),
    )
    return _Told(wording, np.stack([vectors[text] for text in row]), [row[text] for text in texts])
