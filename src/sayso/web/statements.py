"""Statements: every report of each, grouped by origin, with the reasons and the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.ledger.aids import CONTESTS
from sayso.records import Judgement, Link, Origin, Report, Statement, Verdict
from sayso.web.catalogue import Catalogue
from sayso.web.drift import DriftView, OmissionView, drift_views, omission_views
from sayso.web.fragments import passage_link
from sayso.web.lines import (
    Line,
    Party,
    Place,
    line_of,
    party_of,
    place_of,
    report_place,
    reports_of,
    said_on,
    speaker_of,
)
from sayso.web.marking import anchor
from sayso.web.passages import Fragment, passage_of
from sayso.web.phrases import ANSWERED, ANSWERS, KINDS, SPEAKER_FROM, VERBS
from sayso.web.wording import Comparison, compare_wordings

# Shared passages shown for an origin, the longest first; the others are counted.
PASSAGES: Final = 3


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report: where it stands, its passage, how its speaker was found, and its own wording.

    ``published_at`` is the address of the published page at the very words.

    ``wording`` compares it with the statement's first report, which stands in ``beside``; ``None``
    for that one and for reports without words of their own.
    """

    attribution: str
    place: Place
    href: str
    published_at: str | None
    speaker: Party
    speaker_from: str
    why_speaker: Verdict
    verb_differs: str | None
    kind: str
    date: str | None
    date_words: str | None
    target: Party | None
    relay: tuple[Party, ...]
    inside: str | None
    recycled: bool
    passage: tuple[Fragment, ...]
    wording: Comparison | None
    beside: Place


@dataclass(frozen=True, slots=True)
class PassageView:
    """The same words in two articles, side by side."""

    left: Place
    left_href: str
    right: Place
    right_href: str
    wording: Comparison


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin: why its reports count once, the passages they share, and the reports themselves."""

    why: tuple[str, ...]
    reports: tuple[ReportView, ...]
    passages: tuple[PassageView, ...]
    passages_left_out: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: the other statement and how it stands to this one, in words, with the reasons."""

    phrase: str
    contests: bool
    other: Line
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair of reports that was compared; ``other`` is the statement of the one that is not here."""

    verdict: Verdict
    places: tuple[Place, Place]
    other: Line | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, whole: ``kept`` are the pairs that make it one, ``rejected`` the nearest misses."""

    id: str
    line: Line
    gist: str
    origins: tuple[OriginView, ...]
    answers: tuple[AnswerView, ...]
    kept: tuple[PairView, ...]
    rejected: tuple[PairView, ...]
    rejected_count: int
    drifts: tuple[DriftView, ...]
    left_out: tuple[OmissionView, ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements under one heading."""

    id: str
    title: str
    note: str
    statements: tuple[StatementView, ...]


def _relay(catalogue: Catalogue, report: Report) -> tuple[Party, ...]:
    parties = (party_of(catalogue, step) for step in report.relay)
    return tuple(party for party in parties if party is not None)


def _report_view(catalogue: Catalogue, report: Report, statement: Statement, first: Report) -> ReportView:
    outer = catalogue.statement_of.get(report.nested_in or "")
    compared = report is not first and report.quote and first.quote
    return ReportView(
        attribution=report.id,
        place=place_of(catalogue.articles[report.article]),
        href=report_place(report),
        published_at=passage_link(catalogue.articles[report.article], report.content or report.cue or report.source),
        speaker=speaker_of(catalogue, report),
        speaker_from=SPEAKER_FROM[report.speaker_from],
        why_speaker=report.why_speaker,
        verb_differs=VERBS[report.act] if report.act != statement.act else None,
        kind=KINDS[report.kind],
        date=said_on(report),
        date_words=report.date_words,
        target=party_of(catalogue, report.target),
        relay=_relay(catalogue, report),
        inside=f"#{outer.id}" if outer else None,
        recycled=report.id in statement.recycled,
        passage=passage_of(catalogue, report),
        wording=compare_wordings(first.quote, report.quote) if compared else None,
        beside=place_of(catalogue.articles[first.article]),
    )


def _passage_views(catalogue: Catalogue, origin: Origin) -> Iterator[PassageView]:
    longest = sorted(origin.passages, key=lambda shared: (shared.span_a.start - shared.span_a.end, shared))
    for shared in longest[:PASSAGES]:
        left, right = catalogue.articles[shared.article_a], catalogue.articles[shared.article_b]
        yield PassageView(
            left=place_of(left),
            left_href=f"#{anchor(left.id, shared.span_a)}",
            right=place_of(right),
            right_href=f"#{anchor(right.id, shared.span_b)}",
            wording=compare_wordings(shared.span_a.of(left.text), shared.span_b.of(right.text)),
        )


def _origin_views(catalogue: Catalogue, statement: Statement, reports: list[Report]) -> Iterator[OriginView]:
    placed: set[str] = set()
    for origin in sorted(catalogue.origins.get(statement.id, ()), key=lambda one: (-len(one.attributions), one.id)):
        here = [report for report in reports if report.id in origin.attributions]
        placed.update(report.id for report in here)
        views = tuple(_report_view(catalogue, report, statement, reports[0]) for report in here)
        passages = tuple(_passage_views(catalogue, origin))
        yield OriginView(origin.why, views, passages, max(0, len(origin.passages) - PASSAGES))
    for report in reports:
        if report.id not in placed:
            yield OriginView((), (_report_view(catalogue, report, statement, reports[0]),), (), 0)


def answer_view(catalogue: Catalogue, statement: Statement, link: Link) -> AnswerView:
    """Return a link as seen from one of its two statements."""
    answers = link.a == statement.id
    return AnswerView(
        phrase=(ANSWERS if answers else ANSWERED)[link.relation],
        contests=link.relation in CONTESTS,
        other=line_of(catalogue, catalogue.statements[link.b if answers else link.a]),
        score=link.score,
        reasons=link.reasons,
    )


def answers_of(catalogue: Catalogue, statement: Statement) -> tuple[AnswerView, ...]:
    """Return what the statement answers and what answers it, denials and contradictions first."""
    views = (answer_view(catalogue, statement, link) for link in catalogue.links.get(statement.id, ()))
    return tuple(sorted(views, key=lambda view: (not view.contests, -view.score, view.other.number, view.phrase)))


def _pair_views(catalogue: Catalogue, statement: Statement) -> tuple[list[PairView], list[PairView]]:
    """Return the compared pairs that lie inside the statement, and those that lead out of it."""
    inside: dict[tuple[str, str], tuple[Judgement, Statement | None]] = {}
    outside: dict[tuple[str, str], tuple[Judgement, Statement | None]] = {}
    for name in statement.attributions:
        for pair in catalogue.judgements.get(name, ()):
            other = catalogue.statement_of.get(pair.b if pair.a == name else pair.a)
            if pair.a not in catalogue.reports or pair.b not in catalogue.reports:
                continue
            group = inside if other is not None and other.id == statement.id else outside
            group[(pair.a, pair.b)] = (pair, other)
    found: tuple[list[PairView], list[PairView]] = ([], [])
    for views, group in zip(found, (inside, outside), strict=True):
        for pair, other in sorted(group.values(), key=lambda row: (-row[0].verdict.score, row[0].a, row[0].b)):
            first, second = (place_of(catalogue.articles[catalogue.reports[end].article]) for end in (pair.a, pair.b))
            line = line_of(catalogue, other) if other is not None and group is outside else None
            views.append(PairView(pair.verdict, (first, second), line))
    return found


def statement_view(catalogue: Catalogue, statement: Statement) -> StatementView:
    """Return a statement with its reports by origin, its answers, and the pairs that were compared."""
    kept, rejected = _pair_views(catalogue, statement)
    detail = catalogue.detail
    shown = detail.near_misses if len(statement.attributions) > 1 else detail.near_misses_once
    return StatementView(
        id=statement.id,
        line=line_of(catalogue, statement),
        gist=statement.gist,
        origins=tuple(_origin_views(catalogue, statement, reports_of(catalogue, statement))),
        answers=answers_of(catalogue, statement),
        kept=tuple(kept),
        rejected=tuple(rejected[:shown]),
        rejected_count=len(rejected),
        drifts=drift_views(catalogue, statement),
        left_out=omission_views(catalogue, statement),
    )


def statement_groups(catalogue: Catalogue) -> tuple[StatementGroup, ...]:
    """Return all statements under three headings: contested, reported more than once, reported once."""
    contested: list[StatementView] = []
    repeated: list[StatementView] = []
    single: list[StatementView] = []
    for statement in catalogue.statements.values():
        view = statement_view(catalogue, statement)
        if catalogue.contested(statement):
            contested.append(view)
        else:
            (repeated if len(statement.attributions) > 1 else single).append(view)
    return (
        StatementGroup("contested", "Contested", "Denied, contradicted or retracted by somebody.", tuple(contested)),
        StatementGroup("repeated", "Reported more than once", "Most independent origins first.", tuple(repeated)),
        StatementGroup(
            "single", "Reported once", "In order of date; those without a date last, page by page.", tuple(single)
        ),
    )
