"""From resolved reports to statements, their origins, what answers them, figures and namings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.comparison.answers import find_answers
from sayso.comparison.candidates import candidates
from sayso.comparison.dependence import find_dependences
from sayso.comparison.drift import find_drifts
from sayso.comparison.event_groups import find_events
from sayso.comparison.events import Likeness, likeness_of
from sayso.comparison.features import rarities
from sayso.comparison.figure_links import link_figures
from sayso.comparison.figures import read_figures
from sayso.comparison.judge import Judge
from sayso.comparison.meaning import Encoder, load_encoder
from sayso.comparison.namings import namings_and_parties
from sayso.comparison.opinions import Judgements, Surest
from sayso.comparison.origins import Sources, find_origins
from sayso.comparison.reuse import find_reuse
from sayso.comparison.sides import Side, make_sides
from sayso.comparison.speakers import read_speakers
from sayso.comparison.statements import group, make_statement
from sayso.comparison.told import told_pairs, united
from sayso.comparison.verdicts import Bench
from sayso.comparison.wording import content_stems
from sayso.indexed import by_id, in_order
from sayso.memory import Memory
from sayso.records import Article, Comparison, Correction, Origin, Resolution, Statement
from sayso.spilled import Spilled
from sayso.threads import small_products

_LINKING = frozenset({"same_statement", "same_claim", "contradict"})


def compare_reports(
    articles: Sequence[Article],
    resolution: Resolution,
    encoder: Encoder | None = None,
    corrections: Sequence[Correction] = (),
    memory: Memory | None = None,
) -> Comparison:
    """Return what the reports of all articles are to one another, every kind sorted by identifier.

    Neither the order of ``articles`` nor that of the reports matters.  ``encoder`` is the shipped one
    unless another is given; loading it may raise ModelError.  What persons joined or held apart (``corrections``)
    goes before what the pages show.  What ``memory`` knows of a page or of two is not looked for again.
    """
    with small_products():
        given = _Given(
            articles, resolution, likeness_of(articles), encoder or load_encoder(), corrections, memory or Memory()
        )
        return _with_figures(_of_reports(given), given)


@dataclass(frozen=True, slots=True)
class _Given:
    """What is compared, and by what."""

    articles: Sequence[Article]
    resolution: Resolution
    likeness: Likeness
    encoder: Encoder
    corrections: Sequence[Correction]
    memory: Memory


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was judged of pairs of reports.

    ``groups`` holds the places of the sides of each statement, ``between`` for places in it the surest verdict.
    """

    groups: Sequence[Sequence[int]]
    between: Surest
    judgements: Judgements


def _with_figures(said: Comparison, given: _Given) -> Comparison:
    """Return what was found of the reports together with figures, namings and drifts."""
    articles, resolution, memory = given.articles, given.resolution, given.memory
    figures = read_figures(articles, resolution, memory)
    namings, parties = namings_and_parties(articles, resolution, memory)
    return replace(
        said,
        parties=parties,
        figures=figures,
        figure_links=link_figures(figures, articles, resolution, given.likeness, memory),
        namings=namings,
        drifts=find_drifts(articles, said.dependences, memory),
    )


def _of_reports(given: _Given) -> Comparison:
    """Return what the reports are to one another; what it takes to find that is large, and gone afterwards."""
    articles, resolution = given.articles, given.resolution
    speakers = read_speakers(articles, resolution.entities, resolution.mentions, given.memory)
    sides = make_sides(articles, resolution, given.encoder, speakers)
    judged = _judged(sides, given)
    reuse = find_reuse(articles, resolution.reports, given.memory)
    sources = Sources(by_id(articles), by_id(resolution.entities), reuse)
    statements, origins = _statements(judged.groups, sides, sources)
    events = find_events(articles, resolution, given.likeness)
    return Comparison(
        statements=in_order(statements, lambda statement: statement.id),
        origins=in_order(origins, lambda origin: origin.id),
        judgements=judged.judgements,
        links=find_answers(statements, judged.groups, sides, judged.between),
        events=events,
        dependences=find_dependences(articles, resolution, events, reuse, speakers),
    )


def _judged(sides: Sequence[Side], given: _Given) -> _Judged:
    rarity = rarities(given.memory.recall(content_stems, article.text) for article in given.articles)
    bench = Bench(sides, rarity, Judge.load(), given.memory)
    groups = _grouped(bench, given.corrections)
    home = [0] * len(sides)
    for number, places in enumerate(groups):
        for place in places:
            home[place] = number
    return _Judged(groups, bench.known.surest(home, _LINKING), bench.judgements())


def _grouped(bench: Bench, corrections: Sequence[Correction]) -> Sequence[Sequence[int]]:
    """Judge the pairs that may be one statement, and return the places of the sides of each statement."""
    bench.opine(candidates(bench.sides))
    told = told_pairs(bench.sides, corrections)
    for place, opinion in told.apart.items():
        bench.known.put(place, opinion)
    joins = bench.joins()
    # What was joined by hand joins whole statements, and so comes after all else: it breaks none up.
    groups = united(group(len(bench.sides), joins, bench.same), told)
    for place, opinion in told.same.items():
        bench.known.put(place, opinion)
    return groups


def _statements(
    groups: Sequence[Sequence[int]], sides: Sequence[Side], sources: Sources
) -> tuple[Sequence[Statement], Sequence[Origin]]:
    """Return the statement of each group, and the origins of all of them."""
    statements: Spilled[Statement] = Spilled()
    found: Spilled[Origin] = Spilled()
    for places in groups:
        of_one = [sides[place] for place in places]
        statement = make_statement(of_one)
        origins = find_origins(statement, of_one, sources)
        statements.append(replace(statement, origins=tuple(origin.id for origin in origins)))
        found.extend(origins)
    return statements, found
