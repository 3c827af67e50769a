"""Figures, figure links and namings of press reports, against hand-read incidents.

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
from pathlib import Path
from typing import Final, cast

from quality.options import Options
from sayso.comparison.figure_links import link_figures
from sayso.comparison.figures import read_figures
from sayso.comparison.namings import find_namings
from sayso.comparison.scopes import tells_whole_conflict
from sayso.records import Article, Figure, FigureLink, Resolution, identifier
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
        predicted.write_text("".join(json.dumps(predict(group, pages)) + "\n" for group in gold), encoding="utf-8")
        scorer = options.tools / "score_incidents.py"
        output = subprocess.run(
            [sys.executable, str(scorer), str(options.data), str(predicted), "--json"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    result: dict[str, object] = json.loads(output)
    return result


def predict(group: Mapping[str, object], pages: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    """Return what sayso finds in the pages of one group, in the form of the gold."""
    events = cast(list[list[str]], group["events"])
    articles = [article_of(pages[unit]) for event in events for unit in event]
    resolution = Resolution((), (), ())
    figures = read_figures(articles, resolution)
    links = link_figures(figures, articles, resolution)
    units = {article.id: article.path for article in articles}
    kept = once(counted_incidents(articles, figures), links)
    place = {figure.id: index for index, figure in enumerate(kept)}
    return {
        "group": group["group"],
        "figures": [{"unit": units[f.article], "low": f.low, "high": f.high, "what": f.what} for f in kept],
        "figure_links": [
            {"a": place[link.a], "b": place[link.b], "relation": link.relation}
            for link in links
            if link.a in place and link.b in place
        ],
        "naming": [{"unit": units[unit], "text": label} for unit, label in expressions(articles, resolution)],
    }


def once(figures: Sequence[Figure], links: Sequence[FigureLink]) -> list[Figure]:
    """Return the figures without those that repeat another of their own page, as the gold merges them."""
    articles = {figure.id: figure.article for figure in figures}
    repeated = {link.b for link in links if articles.get(link.a) == articles.get(link.b, "")}
    return [figure for figure in figures if figure.id not in repeated]


def expressions(articles: Sequence[Article], resolution: Resolution) -> list[tuple[str, str]]:
    """Return each expression once a page, as the gold counts them."""
    found = {(naming.article, naming.label.lower()) for naming in find_namings(articles, resolution)}
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
