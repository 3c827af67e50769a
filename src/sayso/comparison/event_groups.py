"""Events: the pages that mainly report one happening.

Pages whose openings are alike (``events.py``) are weighed by what else tells happenings apart: the days
that the openings name, the places that they name, and how far apart the pages' own days lie.  Pages are
then joined from the likest pair down, two groups only when they are alike on the average.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from sayso.comparison.by_pair import ByPair
from sayso.comparison.events import Likeness, likeness_of, opening_of
from sayso.comparison.told_days import own_day, told_days
from sayso.comparison.words import word_set
from sayso.indexed import by_page
from sayso.records import Article, Event, Resolution, identifier
from sayso.resolution.gazetteer import country_of
from sayso.resolution.spelling import name_words, skeleton
from sayso.spilled import SpilledTable

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
    pages = _scenes(articles, resolution, likeness or likeness_of(articles))
    judged: ByPair[float] = ByPair(sorted(pages.scenes), array("d"))
    for two in pages.likeness.scores:
        score = pages.judged(*two).score
        if score >= ALIKE:
            judged.append(two, score)
    return tuple(sorted((_event(group, judged, pages) for group in _groups(judged)), key=lambda event: event.id))


@dataclass(frozen=True, slots=True)
class _Scenes:
    """What tells of all pages which are of one event; ``rarity`` is that of the places which tell something."""

    likeness: Likeness
    scenes: Mapping[str, Scene]
    rarity: Mapping[str, float]

    def judged(self, a: str, b: str) -> Likelihood:
        """Return how surely two pages are of one event."""
        return _judge(self.likeness.of(a, b), self.scenes[a], self.scenes[b], self.rarity)


def _event(group: Sequence[str], judged: ByPair[float], pages: _Scenes) -> Event:
    own = (pages.judged(*judged.pair(place)) for place in set(judged.places(group, group)))
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


def _groups(judged: ByPair[float]) -> list[list[str]]:
    """Return groups of two and more, joined from the likest pair down while they are alike on the average."""
    # Under the name of one of its pages each group; a page that is in none is one by itself.
    home: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for at in map(int, np.argsort(-np.array(judged.ones), kind="stable")):
        first, second = (home.get(page, page) for page in judged.pair(at))
        if first == second:
            continue
        ours, theirs = (groups.get(name, [name]) for name in (first, second))
        across = sum(min(judged.ones[place], 1.0) for place in judged.places(ours, theirs))
        if across >= ALIKE * (len(ours) * len(theirs)):
            groups[first] = ours + theirs
            groups.pop(second, None)
            home.update((page, first) for page in theirs)
    return sorted(sorted(group) for group in groups.values())


def _scenes(articles: Sequence[Article], resolution: Resolution, likeness: Likeness) -> _Scenes:
    placed = _place_words(articles, resolution)
    scenes: SpilledTable[str, Scene] = SpilledTable()
    spread: Counter[str] = Counter()
    for article in articles:
        places = _places(article, placed)
        scenes[article.id] = Scene(article.outlet, own_day(article), told_days(article), places)
        spread.update(places.keys())
    most = max(2, EVERYWHERE * len(scenes))
    return _Scenes(likeness, scenes, {place: math.log(len(scenes) / n) for place, n in spread.items() if n <= most})


def _places(article: Article, known: Container[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sentence in opening_of(article.text, article.furniture):
        for match in _NAME.finditer(sentence.of(article.text)):
            key = _key(match.group())
            if key in known:
                found.setdefault(key, match.group())
    return found


def _place_words(articles: Sequence[Article], resolution: Resolution) -> set[str]:
    """Return the keys of words that pages use in names of places, and seldom otherwise; no outlet's name is one."""
    places = {entity.id for entity in resolution.entities if entity.kind == "place"}
    mentions = by_page(resolution.mentions)
    placed: Counter[str] = Counter()
    for article in articles:
        named = (one.span.of(article.text) for one in mentions.get(article.id, ()) if one.entity in places)
        placed.update(_key(word) for words in named for word in _NAME.findall(words))
    placed = Counter({key: n for key, n in placed.items() if n >= _FEWEST and key})
    # Of all words only those are counted that may be places: the others are as many as there are names.
    written = Counter(
        key for article in articles for word in _NAME.findall(article.text) if (key := _key(word)) in placed
    )
    houses = {_key(word) for article in articles for word in (article.outlet or "").split()}
    return {key for key, n in placed.items() if n >= MOSTLY * written[key]} - houses


def _key(word: str) -> str:
    """Return a key that spellings of one place share; empty for general words and countries."""
    bare = "".join(name_words(word))
    if bare in _GENERAL or country_of(word) or country_of(word.removesuffix("s")):
        return ""
    return skeleton(bare.removesuffix("s"))
