"""Judges all pages of a ledger together: who is who, who says what, and what is to what else."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge

from sayso.comparison import Encoder, compare_reports
from sayso.memory import Memory
from sayso.pipeline.adding import Pages
from sayso.pipeline.means import Progress
from sayso.pipeline.tagging import Tagged
from sayso.records import Alias, Contents, Correction
from sayso.resolution import resolve
from sayso.spilled import Spilled


@dataclass(frozen=True, slots=True)
class Told:
    """What persons say of the pages: the parties of an alias file, and corrections."""

    aliases: tuple[Alias, ...]
    corrections: tuple[Correction, ...]


def judge_pages(pages: Pages, tagged: Tagged, told: Told, tell: Progress, encoder: Encoder, memory: Memory) -> Contents:
    """Return what a ledger of these pages holds: a function of them alone, whatever was judged before."""
    articles = tagged.articles
    tell("resolve", 0, len(articles))
    resolution = resolve(articles, tagged.taggings, told.aliases, told.corrections, memory)
    tell("compare", 0, len(articles))
    comparison = compare_reports(articles, resolution, encoder, told.corrections, memory)
    here = {article.id for article in articles}
    failures = {(failure.path, failure.stage): failure for failure in (*pages.failures, *tagged.failures)}
    return Contents(
        articles=articles,
        entities=Spilled(merge(resolution.entities, comparison.parties, key=lambda entity: entity.id)),
        mentions=resolution.mentions,
        reports=resolution.reports,
        statements=comparison.statements,
        origins=comparison.origins,
        judgements=comparison.judgements,
        links=comparison.links,
        figures=comparison.figures,
        figure_links=comparison.figure_links,
        namings=comparison.namings,
        failures=tuple(failures[key] for key in sorted(failures)),
        editions=tuple(other for other in pages.gathered.editions if other.article in here),
        events=comparison.events,
        dependences=comparison.dependences,
        drifts=comparison.drifts,
        aliases=told.aliases,
        corrections=told.corrections,
    )
