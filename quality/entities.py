"""One entity for one party over outlets: mention pairs of press reports against hand-read keys.

    python -m quality entities --data ../shared/data/incidents

``entities_gold.tsv`` beside this file holds, for 60 reports (four of each of 15 outlets, drawn by lot), the places
of the names of persons and of parties to the war, each with a key of who it is: page, start, end, key; no text.
Names as adjectives, cities as cities, and bylines are left out; "Damascus" is in where it acts.  A pair is two
mentions on two pages.  It counts for recall when the gold gives both one key, for precision when sayso gives both
one entity.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quality.incidents import article_of
from quality.options import Options
from sayso.attribution import load_tagger
from sayso.records import Mention, Resolution, Span
from sayso.resolution import resolve

GOLD: Final = Path(__file__).with_name("entities_gold.tsv")


@dataclass(frozen=True, slots=True)
class Place:
    """A gold mention: on which page, where, and the key of whom it names."""

    page: str
    span: Span
    key: str


def run(options: Options) -> dict[str, object]:
    """Return precision and recall of mention pairs over pages, and the share of mentions that are found at all."""
    gold = read_gold(GOLD)
    wanted = {place.page for place in gold}
    with (options.data / "articles.jsonl").open(encoding="utf-8") as lines:
        pages = [page for page in map(json.loads, lines) if page["id"] in wanted]
    articles = [article_of(page) for page in pages]
    tagger = load_tagger()
    resolution = resolve(articles, [tagger.tag(article.text) for article in articles])
    return scored(gold, entities_at(gold, resolution, {article.path: article.id for article in articles}))


def read_gold(path: Path) -> list[Place]:
    """Return the gold mentions in the order of the file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Place(page, Span(int(start), int(end)), key) for page, start, end, key in rows]


def entities_at(gold: Iterable[Place], resolution: Resolution, ids: Mapping[str, str]) -> dict[Place, str | None]:
    """Return the entity whose mention has most of each gold mention's characters, if any has."""
    mentions: dict[str, list[Mention]] = {}
    for mention in resolution.mentions:
        mentions.setdefault(mention.article, []).append(mention)
    found: dict[Place, str | None] = {}
    for place in gold:
        over = [m for m in mentions.get(ids.get(place.page, ""), ()) if m.span.overlaps(place.span)]
        best = min(over, key=lambda m: (-_shared(m.span, place.span), m.span, m.entity), default=None)
        found[place] = best.entity if best else None
    return found


def _shared(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def scored(gold: Iterable[Place], found: Mapping[Place, str | None]) -> dict[str, object]:
    """Return the measures, in percent."""
    places = list(gold)
    known = [place for place in places if found[place] is not None]
    same_key = _pairs((place.page, place.key) for place in places)
    same_entity = _pairs((place.page, found[place]) for place in known)
    right = _pairs((place.page, (place.key, found[place])) for place in known)
    return {
        "mentions": len(places),
        "found": round(100 * len(known) / max(1, len(places)), 1),
        "pair_precision": round(100 * right / max(1, same_entity), 1),
        "pair_recall": round(100 * right / max(1, same_key), 1),
    }


def _pairs(labelled: Iterable[tuple[str, Hashable]]) -> int:
    """Return how many pairs of mentions on two pages have one label."""
    counts = Counter(labelled)
    whole: Counter[Hashable] = Counter()
    for (_, label), count in counts.items():
        whole[label] += count
    inside = sum(count * (count - 1) // 2 for count in counts.values())
    return sum(count * (count - 1) // 2 for count in whole.values()) - inside
