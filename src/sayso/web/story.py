"""The story at a glance: how much there is, who spoke when, who accuses whom, what is contested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.ledger.aids import CONTESTS
from sayso.records import Link, Statement
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Line, Party, line_of, party_of
from sayso.web.phrases import period
from sayso.web.statements import AnswerView, answer_view

# What fits a glance; the sections below hold all of it.
CONTESTS_SHOWN: Final = 8
ANSWERS_SHOWN: Final = 4
WIDELY: Final = 8
ONE_ORIGIN: Final = 8
SPEAKERS: Final = 12


@dataclass(frozen=True, slots=True)
class Totals:
    """What the ledger holds, in numbers."""

    pages: int
    failures: int
    outlets: int
    pages_without_outlet: int
    attributions: int
    unresolved: int
    speakers: int
    statements: int
    one_origin: int
    one_report: int
    origins: int
    contested: int
    figures: int
    recycled: int


@dataclass(frozen=True, slots=True)
class Contest:
    """A statement, and the answers that deny, contradict or retract it, the surest first."""

    statement: Line
    answers: tuple[AnswerView, ...]
    more_answers: int


@dataclass(frozen=True, slots=True)
class Share:
    """A speaker, how many statements, and what part of the largest number that is, in percent."""

    speaker: Party
    statements: int
    percent: float


@dataclass(frozen=True, slots=True)
class StoryView:
    """The glance.  ``copied`` are statements that several reports carry from one origin alone."""

    totals: Totals
    published: str | None
    said: str | None
    contests: tuple[Contest, ...]
    more_contests: int
    recycled: tuple[Line, ...]
    widely: tuple[Line, ...]
    copied: tuple[Line, ...]
    speakers: tuple[Share, ...]
    more_speakers: int


def _totals(catalogue: Catalogue) -> Totals:
    contents = catalogue.contents
    statements = contents.statements
    return Totals(
        pages=len(contents.articles),
        failures=len(contents.failures),
        outlets=len({article.outlet for article in contents.articles if article.outlet is not None}),
        pages_without_outlet=sum(article.outlet is None for article in contents.articles),
        attributions=len(contents.reports),
        unresolved=sum(report.speaker is None for report in contents.reports),
        speakers=len({statement.speaker for statement in statements if statement.speaker is not None}),
        statements=len(statements),
        one_origin=sum(len(statement.origins) <= 1 for statement in statements),
        one_report=sum(len(statement.attributions) <= 1 for statement in statements),
        origins=len(contents.origins),
        contested=sum(catalogue.contested(statement) for statement in statements),
        figures=len(contents.figures),
        recycled=sum(len(statement.recycled) > 0 for statement in statements),
    )


def _span_of(dates: Iterable[str | None]) -> str | None:
    known = sorted(date for date in dates if date is not None)
    return period(known[0], known[-1]) if known else None


def _contests(catalogue: Catalogue) -> tuple[Contest, ...]:
    """Return the statements that are contested, each with its answers, most answers first."""
    answered: dict[str, list[Link]] = {}
    for link in catalogue.contents.links:
        # A part of a ledger may hold one end of a link alone.
        if link.relation in CONTESTS and {link.a, link.b} <= catalogue.statements.keys():
            answered.setdefault(link.b, []).append(link)
    for links in answered.values():  # as on the statement itself
        links.sort(key=lambda link: (-link.score, catalogue.numbers[link.a], link.relation))
    ordered = sorted(answered, key=lambda name: (-len(answered[name]), catalogue.numbers[name]))
    return tuple(
        Contest(
            line_of(catalogue, catalogue.statements[name]),
            tuple(answer_view(catalogue, catalogue.statements[name], link) for link in answered[name][:ANSWERS_SHOWN]),
            max(0, len(answered[name]) - ANSWERS_SHOWN),
        )
        for name in ordered
    )


def shares(statements: Iterable[Statement], catalogue: Catalogue) -> list[Share]:
    """Return the speakers with the number of their statements, the most talkative first."""
    counted = Counter(statement.speaker for statement in statements if statement.speaker is not None)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], _name(catalogue, item[0]), item[0]))
    largest = max(counted.values(), default=1)
    parties = ((party_of(catalogue, name), number) for name, number in ordered)
    return [Share(party, number, round(100 * number / largest, 1)) for party, number in parties if party is not None]


def _name(catalogue: Catalogue, entity: str) -> str:
    return catalogue.names.get(entity, entity).casefold()


def story_view(catalogue: Catalogue) -> StoryView:
    """Return the story at a glance."""
    contents = catalogue.contents
    ordered = list(catalogue.statements.values())
    contests = _contests(catalogue)
    speakers = shares(ordered, catalogue)
    spread = sorted(ordered, key=lambda one: (-len(one.origins), -len(one.attributions), catalogue.numbers[one.id]))
    copied = sorted(
        (one for one in ordered if len(one.origins) == 1 < len(one.attributions)),
        key=lambda one: (-len(one.attributions), catalogue.numbers[one.id]),
    )
    return StoryView(
        totals=_totals(catalogue),
        published=_span_of(article.published for article in contents.articles),
        said=_span_of(statement.said_on for statement in ordered),
        contests=contests[:CONTESTS_SHOWN],
        more_contests=max(0, len(contests) - CONTESTS_SHOWN),
        recycled=tuple([line_of(catalogue, one) for one in ordered if one.recycled][:ONE_ORIGIN]),
        widely=tuple(line_of(catalogue, one) for one in spread[:WIDELY] if len(one.origins) > 1),
        copied=tuple(line_of(catalogue, one) for one in copied[:ONE_ORIGIN]),
        speakers=tuple(speakers[:SPEAKERS]),
        more_speakers=max(0, len(speakers) - SPEAKERS),
    )
