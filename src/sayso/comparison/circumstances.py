"""What a figure is about besides its number: who is counted, where, when, by what, and whose count it is.

``circumstances_of`` gathers it for every figure from the sentence it stands in.  A figure is ``main``
when it counts the event that its page mainly reports: nothing in its sentence leads elsewhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.count_sources import BASED, CountSources
from sayso.comparison.counted import EVENTS, POPULATIONS, plural
from sayso.comparison.events import days_apart, opening_of
from sayso.comparison.party_names import is_national
from sayso.comparison.scopes import event_day_of, period_of, places_of, tells_whole_conflict
from sayso.comparison.words import word_set
from sayso.indexed import by_id, by_page
from sayso.memory import Memory
from sayso.records import Article, Figure, Resolution, Span
from sayso.resolution.gazetteer import country_of
from sayso.text import sentences

# By what people come to harm, told by the words of the sentence; other means, another event.
_MEANS: Final[dict[str, frozenset[str]]] = {
    "from the air": word_set(
        "air airstrike airstrikes raid raids warplane warplanes jets jet aircraft helicopter helicopters strike "
        "strikes bombardment barrel aerial planes drone drones"
    ),
    "by a planted or driven bomb": word_set("suicide car truck explosion blast bomber detonated exploded blew mine"),
    "by shelling": word_set("rocket rockets shell shells shelling mortar mortars missile missiles artillery barrage"),
    "by poison": word_set("gas chemical sarin chlorine toxic poison nerve"),
    "in fighting": word_set("clashes fighting battle battles gunfight ambush offensive assault gunfire shot sniper"),
    "by nature or accident": word_set("earthquake flood floods storm hurricane crash collapse collision landslide"),
}
_RISING: Final = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|increased|updat(?:ed|ing) (?:\w+ ){0,2}toll|latest toll|earlier toll|"
    r"previous(?:ly)?|so far|fatalities expected|"
    r"initial(?:ly)?|first reports|raised? (?:the|its) (?:\w+ )?(?:toll|count|number)|"
    r"new toll|expected to rise|may rise|could rise|likely to rise|at first|preliminary|"
    r"death toll .{0,60}(?:hits|reach\w*|mounts))\b",
    re.IGNORECASE,
)
# "An earlier toll on Sunday of 15", "rose to 44 from 31": a count that the page itself gives up.
_FORMER: Final = re.compile(
    r"\b(?:(?:earlier|previous|initial|first|preliminary|former) (?:death )?(?:toll|count|figure|number|report)s?"
    r"(?: [\w'’-]+){0,12}|(?:rose|risen|up|raised|increased|climbed)\b[^.;]{0,40}? from) $",
    re.IGNORECASE,
)
# Words by which a page sets one count against another.
_CONTRAST: Final = re.compile(
    r"\b(?:put|puts|putting) (?:the|its|their) (?:\w+ ){0,2}(?:toll|number|figure|count)\b|"
    r"\bclaim(?:ed|s) (?!(?:the |\w+ )?lives|responsib)|\b(?:however|by contrast|disput\w+|contradict\w+|conflicting|"
    r"whereas|insist\w*)\b|, and not \w+|"
    r"\b(?:other|another|different|rival) (?:source|figure|toll|count|group|monitor)s?\b",
    re.IGNORECASE,
)
_HARM: Final = re.compile(r"\b(?:tolls?|dead|deaths?|killed|wounded|injured|casualties|fatalities)\b", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"\b(?:elsewhere|separate(?:ly)?|meanwhile|another (?:\w+ )?(?:attack|strike|raid|blast|bombing|air)|"
    r"in an? (?:similar|different|previous|earlier) |other (?:attacks|strikes|raids)|last (?:week|month|year)|"
    r"days (?:ago|earlier|before)|(?<!than )the day before|related)\b",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(r"\b(?:several|few|handful|tens|dozens|scores|hundreds|thousands|millions)\b", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"\b(?:toll|total|count|(?:puts?|putting) the number|number of (?:dead|victims|casualties|people))\b", re.IGNORECASE
)
_BEYOND: Final = re.compile(r"(?:more than|over|well over|above)\b", re.IGNORECASE)
# "Another six", "six of the raids", "100 bodies": counts of a part.
_FURTHER: Final = re.compile(r"\b(?:others?|another|further|additional|of the|bodies)\b", re.IGNORECASE)
# "The attack left 50 dead": the event that the page has told of before.
_THE_EVENT: Final = re.compile(
    r"\b(?:the|that|this) (?:\w+ )?(?:attacks?|strikes?|raids?|blasts?|bombings?|explosions?|shelling|incident|"
    r"massacre|crash|quake|earthquake|fire|clashes)\b",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(r"[^\W\d_]{4,}")
_COMMON: Final = word_set(
    "that this with from were have been when their they them which also said says more than least about after before "
    "people killed injured wounded dead died monday tuesday wednesday thursday friday saturday sunday including most "
    "some other others over many during near into between while where there according told reported since against "
    "among being would could the for and"
)
_PLACE_WORD: Final = re.compile(r"[\w']{3,}")
_NOWHERE: Final = word_set("state media agency news police army monitor the group islamic")
_GENERIC: Final = frozenset({"people", "civilians"})
_EVENTS: Final = frozenset(EVENTS.values())


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The circumstances of one figure.

    ``places`` are those of its sentence, ``spots`` those of its page's opening, too.
    """

    figure: Figure
    published: str | None
    population: str | None
    listed: bool
    vague: bool
    beyond: bool
    total: bool
    places: frozenset[str]
    spots: frozenset[str]
    means: frozenset[str]
    day: str | None
    period: str | None
    whole_conflict: bool
    source: frozenset[str]
    told_by: str | None
    rising: bool
    former: bool
    page_rising: bool
    contrasted: bool
    opening: bool
    main: bool
    sentence: Span

    @property
    def generic(self) -> bool:
        """Return whether everybody is counted, not one part of the population."""
        return self.population is None or self.population in _GENERIC


@dataclass(frozen=True, slots=True)
class PageCounts:
    """The circumstances of the figures of one page, and stems of content words.

    ``words`` are those of the sentence of each figure, ``opening`` those of the page's opening.
    """

    items: Sequence[Circumstances]
    words: Sequence[frozenset[str]]
    opening: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a page tells whatever it counts; ``words`` and ``places`` are those of its opening."""

    opening_end: int
    words: frozenset[str]
    places: frozenset[str]
    day: str | None
    rising: bool


@dataclass(frozen=True, slots=True)
class _Page:
    article: Article
    sentences: list[Span]
    told: _Telling


def circumstances_of(
    figures: Sequence[Figure], articles: Sequence[Article], resolution: Resolution, memory: Memory | None = None
) -> Iterator[PageCounts]:
    """Yield the circumstances of the figures of one page after another, each page's in the order of ``figures``."""
    memory = memory or Memory()
    known = by_id(articles)
    sources = CountSources({figure.according_to for figure in figures}, known, resolution)
    for name, counting in by_page(figures).items():
        article = known[name]
        told = memory.recall(_told_by, article.title, article.text, article.furniture, article.published)
        yield _of_page(counting, _Page(article, sentences(article.text), told), sources)


def _of_page(figures: Sequence[Figure], page: _Page, sources: CountSources) -> PageCounts:
    held = [_sentence(page, figure) for figure in figures]
    beside: dict[Span, list[Figure]] = {}
    for figure, sentence in zip(figures, held, strict=True):
        beside.setdefault(sentence, []).append(figure)
    return PageCounts(
        [
            _circumstances(figure, page, beside[sentence], sources)
            for figure, sentence in zip(figures, held, strict=True)
        ],
        [_stems(sentence.of(page.article.text)) for sentence in held],
        page.told.words,
    )


def _told_by(title: str | None, text: str, furniture: Sequence[Span], published: str | None) -> _Telling:
    opening = opening_of(text, furniture)
    end = opening[-1].end if opening else 0
    return _Telling(
        opening_end=end,
        words=_stems(" ".join([title or "", text[:end]])),
        places=_plain(frozenset(name for _, name in places_of(text, Span(0, end)))),
        day=event_day_of(text[:end], published, end // 2),
        rising=any(_tells_rise(span.of(text)) for span in sentences(text)),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(sys.intern(word[:5]) for word in _CONTENT.findall(text.lower()) if word not in _COMMON)


def _tells_rise(sentence: str) -> bool:
    return _HARM.search(sentence) is not None and _RISING.search(sentence) is not None


def _sentence(page: _Page, figure: Figure) -> Span:
    return next(span for span in page.sentences if span.start <= figure.span.start < span.end)


def _circumstances(figure: Figure, page: _Page, beside: Sequence[Figure], sources: CountSources) -> Circumstances:
    sentence = _sentence(page, figure)
    text = sentence.of(page.article.text)
    population = _population(figure)
    place = page.sentences.index(sentence)
    source = sources.of(figure, page.article.text, page.sentences, place)
    places = _plain(name for _, name in places_of(page.article.text, sentence)) - source.words
    opening = sentence.start < page.told.opening_end and place < 2
    span = figure.span.of(page.article.text)
    listed = population is not None and any(_stands_beside(other, figure, population) for other in beside)
    period, whole = period_of(text), tells_whole_conflict(text)
    elsewhere = bool(_ELSEWHERE.search(text)) or whole or period is not None or figure.part_of is not None
    after = page.article.text[figure.span.end : figure.span.end + 6]
    more = (figure.what == "killed" and after.startswith(" more")) or _FURTHER.search(
        page.article.text[max(sentence.start, figure.span.start - 14) : figure.span.start]
    ) is not None
    another_day = days_apart(figure.as_of, page.article.published) > 2
    here = opening or not places or bool(places & page.told.places) or _THE_EVENT.search(text) is not None
    main = here and not (elsewhere or another_day)
    return Circumstances(
        figure=figure,
        published=page.article.published[:10] if page.article.published else None,
        population=population,
        listed=listed,
        vague=figure.high is None and _VAGUE.search(span) is not None,
        beyond=_BEYOND.match(span) is not None,
        total=(sentence.start < page.told.opening_end or bool(source.words) or _TOTAL.search(text) is not None)
        and not (listed or more or _FURTHER.search(span)),
        places=places,
        spots=places | page.told.places,
        means=_means(text),
        day=event_day_of(text, page.article.published, figure.span.start - sentence.start)
        or (page.told.day if main else None),
        period=period,
        whole_conflict=whole,
        source=source.words,
        told_by=source.name,
        rising=_RISING.search(text) is not None,
        former=_FORMER.search(page.article.text[max(sentence.start, figure.span.start - 110) : figure.span.start])
        is not None,
        page_rising=page.told.rising,
        contrasted=_CONTRAST.search(text) is not None,
        opening=opening,
        main=main,
        sentence=sentence,
    )


def _stands_beside(other: Figure, figure: Figure, population: str) -> bool:
    """Return whether ``other`` counts other people in the same list: "18 civilians and three soldiers"."""
    if other.what != figure.what or other.part_of is not None or _population(other) in {None, population}:
        return False
    one_person = other.low == other.high == 1  # "after a pilot was killed" is another event
    return not (population == "people" and one_person)


def _population(figure: Figure) -> str | None:
    if figure.unit is None or figure.what in _EVENTS:  # "raids" and "air strikes" are one thing
        return None
    return POPULATIONS.get(plural(figure.unit.split()[-1].lower()), figure.unit.lower())


def _means(sentence: str) -> frozenset[str]:
    words = set(re.findall(r"[a-z]+", sentence.lower()))
    return frozenset(name for name, telling in _MEANS.items() if words & telling)


def _plain(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names of places, without articles, adjectives of nation, and countries.

    A country holds its towns: "in Syria" and "in Aleppo" are no two places.
    """
    found = (word.removesuffix("'s") for name in names for word in _PLACE_WORD.findall(BASED.sub(" ", name)))
    kept = (sys.intern(word.lower()) for word in found if country_of(word) is None and not is_national(word))
    return frozenset(word for word in kept if word not in _COMMON and word not in _NOWHERE)
