"""What the statement's reports lost or gained along a copy, and which pages leave its answer out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.ledger.omissions import ANSWERING, omissions
from sayso.records import Drift, DriftKind, Span, Statement
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Line, Place, line_of, place_of

_KINDS: Final[dict[DriftKind, str]] = {
    "number_changed": "A number changed",
    "hedge_dropped": "A hedge fell out",
    "negation_lost": "A negation fell out",
    "quotation_made": "A paraphrase became a quotation",
    "speaker_promoted": "A speaker was promoted",
}


@dataclass(frozen=True, slots=True)
class DriftView:
    """A change along a copy: the words before and after, each with its page."""

    phrase: str
    before: str
    left: Place
    after: str
    right: Place
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OmissionView:
    """A page that carries the accusation and not the answer."""

    place: Place
    answer: Line
    reason: str


def drift_views(catalogue: Catalogue, statement: Statement) -> tuple[DriftView, ...]:
    """Return the drifts whose words touch a report of the statement."""
    held = list(_held(catalogue, statement))
    return tuple(
        _drift_view(catalogue, drift)
        for drift in catalogue.contents.drifts
        if any((drift.a == name and drift.span_a.overlaps(span)) or
               (drift.b == name and drift.span_b.overlaps(span)) for name, span in held)
    )  # fmt: skip


def _held(catalogue: Catalogue, statement: Statement) -> Iterator[tuple[str, Span]]:
    for name in statement.attributions:
        if report := catalogue.reports.get(name):
            for span in (*report.source, *report.cue, *report.content):
                yield report.article, span


def _drift_view(catalogue: Catalogue, drift: Drift) -> DriftView:
    left, right = catalogue.articles[drift.a], catalogue.articles[drift.b]
    return DriftView(
        phrase=_KINDS[drift.kind],
        before=drift.span_a.of(left.text),
        left=place_of(left),
        after=drift.span_b.of(right.text),
        right=place_of(right),
        reasons=drift.reasons,
    )


def omission_views(catalogue: Catalogue, statement: Statement) -> tuple[OmissionView, ...]:
    """Return the pages that carry the statement, an accusation, and leave its answer out."""
    answered = any(
        link.b == statement.id and link.relation in ANSWERING for link in catalogue.links.get(statement.id, ())
    )
    if statement.act != "accuse" or not answered:
        return ()
    return tuple(
        OmissionView(
            place_of(catalogue.articles[one.article]),
            line_of(catalogue, catalogue.statements[one.answer]),
            one.reason,
        )
        for one in omissions(catalogue.contents)
        if one.accusation == statement.id
    )
