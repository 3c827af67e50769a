"""Who accuses whom: accuser, accused, of what, in which reports, and the denials that answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.ledger.views import ReportView, StatementView, statement_views
from sayso.records import Contents, Entity, Link, Relation, Report

_ANSWERS: Final[frozenset[Relation]] = frozenset({"denies", "contradicts", "retracts"})


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies, contradicts or retracts an accusation, with how sure that is and why."""

    statement: StatementView
    relation: Relation
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accusation:
    """One statement that accuses: by whom, whom, of what, in which reports, and what answers it.

    ``accuser`` or ``accused`` is ``None`` where it cannot be told; ``of_what`` is the wording of the fullest
    report, and ``why`` the words by which each report shows that it accuses.
    """

    statement: str
    accuser: Entity | None
    accused: Entity | None
    of_what: str
    said_on: str | None
    origins: tuple[str, ...]
    why: tuple[str, ...]
    reports: tuple[ReportView, ...]
    denials: tuple[Denial, ...]


def accusations_of(contents: Contents) -> tuple[Accusation, ...]:
    """Return the statements that accuse, by the names of accuser and accused, those without either last."""
    entities = {entity.id: entity for entity in contents.entities}
    reports = {report.id: report for report in contents.reports}
    views = {view.id: view for view in statement_views(contents)}
    found = [
        _accusation(view, entities, reports, _denials(view.id, contents.links, views))
        for view in views.values()
        if view.act == "accuse"
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Accusation) -> tuple[bool, str, bool, str, str, str]:
    accuser, accused = (party.name if party else "" for party in (one.accuser, one.accused))
    return (one.accuser is None, accuser, one.accused is None, accused, one.said_on or "~", one.statement)


def _accusation(
    view: StatementView,
    entities: Mapping[str, Entity],
    reports: Mapping[str, Report],
    denials: tuple[Denial, ...],
) -> Accusation:
    told = [reports[report.id] for report in view.reports]
    targets = Counter(report.target for report in told if report.target is not None)
    target = min(targets, key=lambda name: (-targets[name], name), default=None)
    why = [reason for report in told if report.why_act and report.act == "accuse" for reason in report.why_act.reasons]
    return Accusation(
        statement=view.id,
        accuser=view.speaker,
        accused=entities[target] if target else None,
        of_what=view.gist,
        said_on=view.said_on,
        origins=view.origins,
        why=tuple(dict.fromkeys(why)),
        reports=view.reports,
        denials=denials,
    )


def _denials(accusation: str, links: Sequence[Link], views: Mapping[str, StatementView]) -> tuple[Denial, ...]:
    return tuple(
        Denial(views[link.a], link.relation, link.score, link.reasons)
        for link in sorted(links, key=lambda link: (-link.score, link.a, link.relation))
        if link.b == accusation and link.relation in _ANSWERS
    )
