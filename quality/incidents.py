"""Events, copies, denials, figures and namings of press reports, against hand-read incidents.

`python -m quality incidents --data ../shared/data/incidents/dev_gold.jsonl --articles
../shared/data/incidents/articles.jsonl`; the scorer is ``score_incidents.py``, its labels are told
in the ``GUIDE.md`` beside the data.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from quality.options import Options
from sayso.attribution import load_tagger
from sayso.comparison.dependence import find_dependences
from sayso.comparison.event_groups import find_events
from sayso.comparison.figure_links import link_figures
from sayso.comparison.figures import read_figures
from sayso.comparison.manner import read_manners
from sayso.comparison.meaning import load_encoder
from sayso.comparison.namings import find_namings
from sayso.comparison.reuse import find_reuse
from sayso.comparison.scopes import tells_whole_conflict
from sayso.comparison.sides import make_sides
from sayso.records import Article, Dependence, Event, Figure, FigureLink, Resolution, identifier
from sayso.resolution import resolve
from sayso.text import sentences

# The gold counts what befalls people in incidents, and attacks: no plain populations, votes or buildings.
_SCORED: Final = frozenset(
    {
        "killed",
        "injured",
        "killed or injured",
        "evacuated",
        "besieged",
        "displaced",
        "stranded",
        "abducted",
        "arrested",
        "released",
        "missing",
        "airstrikes",
        "attacks",
        "bombs",
        "projectiles fired",
        "ceasefire breaches",
    }
)


def run(options: Options) -> dict[str, object]:
    """Return the scorer's measures, each with precision, recall and F1 in percent."""
    if options.articles is None:
        raise SystemExit("incidents: the texts are missing. Name articles.jsonl with --articles")
    with options.data.open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with options.articles.open(encoding="utf-8") as lines:
        pages = {page["id"]: page for page in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps(line) + "\n" for line in predict(gold, pages)), encoding="utf-8")
        scorer = options.tools / "score_incidents.py"
        output = subprocess.run(
            [sys.executable, str(scorer), str(options.data), str(predicted), "--json"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    result: dict[str, object] = json.loads(output)
    return result


def predict(gold: Sequence[Mapping[str, object]], pages: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    """Return what sayso finds in the pages of all groups, read as one collection, in the form of the gold."""
    units = {group["group"]: [unit for event in _events(group) for unit in event] for group in gold}
    articles = [article_of(pages[unit]) for unit in sorted({unit for members in units.values() for unit in members})]
    resolution = resolution_of(articles)
    figures = read_figures(articles, resolution)
    links = link_figures(figures, articles, resolution)
    kept = once(counted_incidents(articles, figures), links)
    called = expressions(articles, resolution)
    told = page_relations(articles, resolution)
    unit_of = {article.id: article.path for article in articles}
    return [
        {"group": group, **_told(set(members), kept, links, unit_of), **_related(members, told, unit_of)}
        | {"naming": [{"unit": unit, "text": text} for unit, text in called if unit in members]}
        for group, members in units.items()
    ]


@dataclass(frozen=True, slots=True)
class Related:
    """What sayso holds of whole pages: events, dependences, and who denies on which page."""

    events: Sequence[Event]
    dependences: Sequence[Dependence]
    denials: Sequence[tuple[str, str]]


def page_relations(articles: Sequence[Article], resolution: Resolution) -> Related:
    """Return the events, the dependences, and the article and speaker of each report that denies outright."""
    events = find_events(articles, resolution)
    names = {entity.id: entity.name for entity in resolution.entities}
    manners = read_manners(make_sides(articles, resolution, load_encoder()))
    denying = [
        report
        for report in resolution.reports
        if (manner := manners.get(report.id)) and manner.manner == "denies" and manner.outright
    ]
    return Related(
        events,
        find_dependences(articles, resolution, events, find_reuse(articles, resolution.reports)),
        sorted({(report.article, names[report.speaker] if report.speaker else "") for report in denying}),
    )


def _related(members: Sequence[str], told: Related, unit_of: Mapping[str, str]) -> dict[str, object]:
    """Return the relations between the pages of one group, as the gold has them; each page is in one event."""
    groups = [[unit for article in event.articles if (unit := unit_of[article]) in members] for event in told.events]
    alone = [[unit] for unit in members if not any(unit in group for group in groups)]
    return {
        "events": [*(group for group in groups if group), *alone],
        "copies": [
            [unit_of[one.a], unit_of[one.b], "shared_source" if one.relation == "cites" else one.relation]
            for one in told.dependences
            if unit_of[one.a] in members and unit_of[one.b] in members
        ],
        "denials": [
            {"unit": unit_of[article], "speaker": speaker}
            for article, speaker in told.denials
            if unit_of[article] in members
        ],
    }


def resolution_of(articles: Sequence[Article]) -> Resolution:
    """Return who speaks on the pages, by the shipped tagger."""
    tagger = load_tagger()
    return resolve(articles, [tagger.tag(article.text) for article in articles])


def _events(group: Mapping[str, object]) -> list[list[str]]:
    return cast(list[list[str]], group["events"])


def _told(
    members: set[str], figures: Sequence[Figure], links: Sequence[FigureLink], unit_of: Mapping[str, str]
) -> dict[str, object]:
    """Return the figures of one group and their links across units, as the gold has them."""
    own = [figure for figure in figures if unit_of[figure.article] in members]
    place = {figure.id: index for index, figure in enumerate(own)}
    articles = {figure.id: figure.article for figure in own}
    return {
        "figures": [{"unit": unit_of[f.article], "low": f.low, "high": f.high, "what": f.what} for f in own],
        "figure_links": [
            {"a": place[link.a], "b": place[link.b], "relation": link.relation}
            for link in links
            if link.a in place and link.b in place and articles[link.a] != articles[link.b]
        ],
    }


def once(figures: Sequence[Figure], links: Sequence[FigureLink]) -> list[Figure]:
    """Return the figures without those that repeat another of their own page, as the gold merges them."""
    articles = {figure.id: figure.article for figure in figures}
    repeated = {
        link.b for link in links if link.relation == "same" and articles.get(link.a) == articles.get(link.b, "")
    }
    return [figure for figure in figures if figure.id not in repeated]


def expressions(articles: Sequence[Article], resolution: Resolution) -> list[tuple[str, str]]:
    """Return each expression once a page, as the gold counts them."""
    units = {article.id: article.path for article in articles}
    found = {(units[naming.article], naming.label.lower()) for naming in find_namings(articles, resolution)}
    return sorted(found)


def article_of(page: Mapping[str, str]) -> Article:
    """Return the record of one report of the data, its number as the path."""
    return Article(
        id=identifier("art", page["id"]), path=page["id"], url=None, outlet=page["outlet"], title=page["title"],
        byline=None, published=page["published"], published_from="metadata", credits=(), language="en", sha256="",
        furniture=(), text=page["text"],
    )  # fmt: skip


def counted_incidents(articles: Sequence[Article], figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that the gold counts: no totals of the whole war, no plain populations."""
    texts = {article.id: article.text for article in articles}
    kept = []
    for figure in figures:
        text = texts[figure.article]
        around = next(s for s in sentences(text) if s.contains(figure.span))
        if figure.what in _SCORED and not tells_whole_conflict(around.of(text)):
            kept.append(figure)
    return kept
