"""Events: the pages that mainly report one happening.

Pages whose openings are alike (``events.py``) are weighed by what else tells happenings apart: the days
that the openings name, the places that they name, and how far apart the pages' own days lie.  Pages are
then joined from the likest pair down, two groups only when they are alike on the average.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from sayso.comparison.events import Likeness, likeness_of, opening_of
from sayso.comparison.told_days import own_day, told_days
from sayso.comparison.words import word_set
from sayso.records import Article, Event, Resolution, identifier
from sayso.resolution.gazetteer import country_of
from sayso.resolution.spelling import name_words, skeleton

# Swept on 86 pairs of press reports of one day and place (63 of one event): F1 is 96.8 from 0.10 to 0.127.  Among
# pairs of any two reports of a week, where chance likeness is commoner, fewer than half below 0.15 are of one event.
ALIKE: Final = 0.125
# What the likeness is multiplied with: the openings name a common day, or other days; for each day between the pages
# where no common day shows; the openings name places, none in common; both
# are of one outlet, whose pages share a manner of writing and seldom an event.
ONE_DAY: Final = 1.5
OTHER_DAYS: Final = 0.3
A_DAY_LATER: Final = 0.6
OTHER_PLACES: Final = 0.5
ONE_OUTLET: Final = 0.7
# A place that this share of the pages names tells nothing; the rarer a shared one, the more it tells.
EVERYWHERE: Final = 0.5
PLACED: Final = 10.0
_FEWEST: Final = 2  # names of places of which a word must be a part before it counts as one
MOSTLY: Final = 0.3  # and which share of its uses; the tagger passes over some
_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'-]{2,}")
_GENERAL: Final = word_set(
    "north south east west northern southern eastern western central middle city town village province district area "
    "countryside suburb region road street square front state monday tuesday wednesday thursday friday saturday sunday"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """When and where a page's opening puts what it tells of; ``places`` are keys with a spelling of each."""

    outlet: str | None
    own: date | None
    days: frozenset[date]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How surely two pages are of one event (0 to 1 and more), and why."""

    score: float
    why: tuple[str, ...]


def find_events(
    articles: Sequence[Article], resolution: Resolution, likeness: Likeness | None = None
) -> tuple[Event, ...]:
    """Return the events that two or more pages mainly report, sorted; no page is in two.

    ``likeness`` is that of the articles.
    """
    likeness = likeness or likeness_of(articles)
    scenes = _scenes(articles, resolution)
    spread = Counter(place for scene in scenes.values() for place in scene.places)
    rarity = {place: math.log(len(scenes) / n) for place, n in spread.items() if n <= max(2, EVERYWHERE * len(scenes))}
    judged = {
        pair: found
        for pair, score in sorted(likeness.scores.items())
        if (found := _judge(score, scenes[pair[0]], scenes[pair[1]], rarity)).score >= ALIKE
    }
    groups = _groups(judged, likeness)
    return tuple(sorted((_event(group, judged) for group in groups), key=lambda event: event.id))


def _event(group: Sequence[str], judged: Mapping[tuple[str, str], Likelihood]) -> Event:
    own = [judged[pair] for pair in combinations(group, 2) if pair in judged]
    told = Counter(reason for found in own for reason in found.why)
    why = tuple(reason for reason, _ in sorted(told.items(), key=lambda item: (-item[1], item[0])))[:4]
    return Event(identifier("eve", *group), tuple(group), why)


def _judge(score: float, a: Scene, b: Scene, rarity: Mapping[str, float]) -> Likelihood:
    """Return how surely two pages of like openings are of one event, by days, places and outlets."""
    common = sorted(a.days & b.days)
    why = ["Both tell of " + ", ".join(day.isoformat() for day in common)] if common else []
    ours, theirs = ({place for place in scene.places if place in rarity} for scene in (a, b))
    shared = sorted(ours & theirs, key=lambda place: (-rarity[place], place))
    if shared:
        score *= 1 + min(sum(rarity[place] for place in shared) / PLACED, 0.5)
        why.append("Both name " + ", ".join(a.places[place] for place in shared[:3]))
    elif ours and theirs:
        score *= OTHER_PLACES
    if a.outlet is not None and a.outlet == b.outlet:
        score *= ONE_OUTLET
    return Likelihood(score * _by_days(a, b), tuple(why) or ("Their openings say much the same",))


def _by_days(a: Scene, b: Scene) -> float:
    if a.days & b.days:
        return ONE_DAY
    between = abs((a.own - b.own).days) if a.own and b.own else 0
    apart: float = A_DAY_LATER**between
    return apart * (OTHER_DAYS if a.days and b.days else 1.0)


def _groups(judged: Mapping[tuple[str, str], Likelihood], likeness: Likeness) -> list[list[str]]:
    """Return groups of two and more, joined from the likest pair down while they are alike on the average."""
    home: dict[str, list[str]] = {}
    for a, b in sorted(judged, key=lambda pair: (-judged[pair].score, pair)):
        first, second = home.setdefault(a, [a]), home.setdefault(b, [b])
        if first is second:
            continue
        across = [judged.get((min(x, y), max(x, y))) for x in first for y in second]
        if sum(min(found.score, 1.0) for found in across if found) >= ALIKE * len(across):
            first.extend(second)
            for member in second:
                home[member] = first
    return sorted(sorted(group) for group in {id(group): group for group in home.values()}.values() if len(group) > 1)


def _scenes(articles: Sequence[Article], resolution: Resolution) -> Mapping[str, Scene]:
    placed = _place_words(articles, resolution)
    return {
        article.id: Scene(article.outlet, own_day(article), told_days(article), _places(article, placed))
        for article in sorted(articles, key=lambda article: article.id)
    }


def _places(article: Article, placed: Iterable[str]) -> Mapping[str, str]:
    known = set(placed)
    found: dict[str, str] = {}
    for sentence in opening_of(article.text, article.furniture):
        for match in _NAME.finditer(sentence.of(article.text)):
            key = _key(match.group())
            if key in known:
                found.setdefault(key, match.group())
    return found


def _place_words(articles: Sequence[Article], resolution: Resolution) -> set[str]:
    """Return the keys of words that pages use in names of places, and seldom otherwise; no outlet's name is one."""
    texts = {article.id: article.text for article in articles}
    places = {entity.id for entity in resolution.entities if entity.kind == "place"}
    written = Counter(_key(match.group()) for text in texts.values() for match in _NAME.finditer(text))
    placed = Counter(
        _key(match.group())
        for mention in resolution.mentions
        if mention.article in texts and mention.entity in places
        for match in _NAME.finditer(mention.span.of(texts[mention.article]))
    )
    houses = {_key(word) for article in articles for word in (article.outlet or "").split()}
    return {key for key, n in placed.items() if n >= max(_FEWEST, MOSTLY * written[key])} - houses - {""}


def _key(word: str) -> str:
    """Return a key that spellings of one place share; empty for general words and countries."""
    bare = "".join(name_words(word))
    if bare in _GENERAL or country_of(word) or country_of(word.removesuffix("s")):
        return ""
    return skeleton(bare.removesuffix("s"))
