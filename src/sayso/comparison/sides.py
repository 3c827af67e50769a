"""The two sides of a comparison: a report with everything about it that features look at."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Final

import numpy as np

from sayso.comparison.meaning import Encoder, Vectors
from sayso.comparison.speakers import Speaker, party_stems, read_speakers
from sayso.comparison.wording import content_stems, names, negations, numbers, rejects, says_again, tokens
from sayso.indexed import by_id, by_page
from sayso.records import Article, Report, Resolution, Span, quote_of
from sayso.spilled import MadeWhenAsked, Spilled
from sayso.text import quotations, sentences

# Pages whose texts are encoded at once.
_PAGES: Final = 250
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
    """A report, its page's outlet and date, and what a side has beside what the resolution tells.

    ``rows`` are those of ``vectors`` that are of all words, of the sentence and of the parts; some are the same.
    """

    report: Report
    outlet: str | None
    published: str | None
    wording: Wording
    vectors: Vectors
    rows: list[int]


class Sides(MadeWhenAsked[Side]):
    """A side for each report, in the order of the reports' identifiers.

    It lies on the disk; a side is put together when it is asked for.  ``names`` are the identifiers of the reports,
    ``articles`` those of their pages.
    """

    def __init__(self, told: Iterable[_Told], speakers: Mapping[str, Speaker]) -> None:
        super().__init__(near=_NEAR)
        self._speakers = speakers
        self._told: Spilled[_Told] = Spilled(near=_NEAR)  # so that few sides cost no disk; a side shares what it holds
        names, articles = list[str](), list[str]()
        for one in told:
            self._told.append(one)
            names.append(one.report.id)
            page = one.report.article
            articles.append(articles[-1] if articles[-1:] == [page] else page)  # one string for those of one page
        self._order = array("I", sorted(range(len(names)), key=names.__getitem__))
        self.names = [names[place] for place in self._order]
        self.articles = [articles[place] for place in self._order]

    def __len__(self) -> int:
        return len(self.names)

    def made(self, at: int) -> Side:
        """Return the side at a place."""
        told = self._told[self._order[at]]
        report = told.report
        return Side(
            **{name: getattr(told.wording, name) for name in _WORDING},
            report=report,
            outlet=told.outlet,
            published=told.published,
            speaker=self._speakers.get(report.speaker) if report.speaker else None,
            target=self._speakers.get(report.target) if report.target else None,
            vector=told.vectors[told.rows[0]],
            sentence=told.vectors[told.rows[1]],
            parts=told.vectors[told.rows[2:]],
        )


def names_of(sides: Sequence[Side]) -> Sequence[str]:
    """Return the identifiers of the reports of sides, without reading what lies on the disk."""
    return sides.names if isinstance(sides, Sides) else [side.report.id for side in sides]


def articles_of(sides: Sequence[Side]) -> Sequence[str]:
    """Return the identifiers of the pages of sides, without reading what lies on the disk."""
    return sides.articles if isinstance(sides, Sides) else [side.report.article for side in sides]


def make_sides(
    articles: Sequence[Article],
    resolution: Resolution,
    encoder: Encoder,
    speakers: Mapping[str, Speaker] | None = None,
) -> Sides:
    """Return a side for each report, sorted by the report's identifier; ``speakers`` are those of the resolution."""
    speakers = speakers or read_speakers(articles, resolution.entities, resolution.mentions)
    return Sides(_each_told(by_id(articles), by_page(resolution.reports), encoder), speakers)


def _each_told(
    pages: Mapping[str, Article], of_page: Mapping[str, Sequence[Report]], encoder: Encoder
) -> Iterator[_Told]:
    """Yield what each report tells, page by page; the texts of many pages are encoded at once."""
    left = iter(sorted(of_page))
    while some := [pages[page] for page in islice(left, _PAGES)]:
        phrases = [(page, *phrase) for page in some for phrase in _phrases(of_page[page.id], page)]
        asked = sorted({text for _, _, p in phrases for text in (p.words, *p.parts, p.sentence)})
        vectors = dict(zip(asked, encoder.vectors(asked), strict=True))
        for page, report, found in phrases:
            yield _told(report, page, found, vectors)


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
    found = np.stack([vectors[text] for text in row])
    return _Told(report, page.outlet, page.published, wording, found, [row[text] for text in texts])
