"""What a figure is about besides its number: who is counted, where, when, by what, and whose count it is.

``circumstances_of`` gathers it for every figure from the sentence it stands in, and from the opening
of its page where the sentence is silent.  Figures are compared by their circumstances.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.counted import POPULATIONS, plural
from sayso.comparison.scopes import period_of, tells_whole_conflict
from sayso.comparison.words import word_set
from sayso.records import Article, Figure, Resolution, Span
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
    r"\b(?:rose|risen|rises|rising|climbed|climbs|increased|updated|latest toll|earlier toll|previous(?:ly)?|so far|"
    r"initial(?:ly)?|first reports|initial reports|new toll|expected to rise|may rise|could rise|likely to rise|"
    r"at first|preliminary|bringing)\b",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"(?:according to|citing)(?: the| a| an)? ((?:[\w'’-]+ ){0,7}?[A-Z][\w'’.-]+(?: (?:for |of |the )*[A-Z][\w'’.-]+)*)"
    r"|((?:[A-Z][\w'’.-]+ (?:for |of |the )*)*[A-Z][\w'’.-]+)(?: \w+){0,3}? "
    r"(?:said|says|told|reported|reports|added|put|estimates?|counted)\b"
)
_CONTENT: Final = re.compile(r"[^\W\d_]{4,}")
_COMMON: Final = word_set(
    "that this with from were have been when their they them which also said says more than least about after "
    "before people killed injured wounded dead died monday tuesday wednesday thursday friday saturday sunday "
    "including most some other others over many during near into between while where there according told "
    "reported since against among being would could"
)
_GENERIC: Final = frozenset({"people", "civilians"})
_OPENING: Final = 2  # sentences: headline and lead carry what a page is about


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The circumstances of one figure; ``words`` are the content words of its sentence."""

    figure: Figure
    outlet: str | None
    published: str | None
    population: str | None
    names: frozenset[str]
    means: frozenset[str]
    period: str | None
    whole_conflict: bool
    source: frozenset[str]
    rising: bool
    opening: bool
    sentence: Span
    words: frozenset[str]
    page_names: frozenset[str]

    @property
    def generic(self) -> bool:
        """Return whether everybody is counted, not one part of the population."""
        return self.population is None or self.population in _GENERIC


def circumstances_of(
    figures: Sequence[Figure], articles: Sequence[Article], resolution: Resolution
) -> list[Circumstances]:
    """Return the circumstances of each figure, in the order of ``figures``."""
    speakers = {report.id: report.speaker for report in resolution.reports}
    names = {entity.id: entity.name for entity in resolution.entities}
    pages = {article.id: article for article in articles}
    split = {article.id: sentences(article.text) for article in articles}
    populations = {figure.id: _population(figure) for figure in figures}
    return [
        _circumstances(figure, pages[figure.article], split[figure.article], populations, (speakers, names))
        for figure in figures
    ]


def _circumstances(
    figure: Figure,
    article: Article,
    split: Sequence[Span],
    populations: Mapping[str, str | None],
    voices: tuple[Mapping[str, str | None], Mapping[str, str]],
) -> Circumstances:
    index = next(i for i, span in enumerate(split) if span.start <= figure.span.start < span.end)
    sentence = split[index].of(article.text)
    opening = " ".join(span.of(article.text) for span in split[:_OPENING])
    source = _source(figure, sentence, voices)
    return Circumstances(
        figure=figure,
        outlet=article.outlet,
        published=article.published[:10] if article.published else None,
        population=populations[figure.id],
        names=_names(sentence) - source,
        means=_means(sentence),
        period=period_of(sentence),
        whole_conflict=tells_whole_conflict(sentence),
        source=source,
        rising=_RISING.search(sentence) is not None,
        opening=index < _OPENING,
        sentence=split[index],
        words=frozenset(_stem(word) for word in _CONTENT.findall(sentence.lower()) if word not in _COMMON),
        page_names=_names(opening + " " + (article.title or "")),
    )


def _population(figure: Figure) -> str | None:
    return (
        None if figure.unit is None else POPULATIONS.get(plural(figure.unit.split()[-1].lower()), figure.unit.lower())
    )


def _means(sentence: str) -> frozenset[str]:
    words = set(re.findall(r"[a-z]+", sentence.lower()))
    return frozenset(name for name, telling in _MEANS.items() if words & telling)


def _stem(word: str) -> str:
    return word[:5]


_NAME_WORD: Final = re.compile(r"(?<![.!?] )(?<!^)\b(?:al-|Al-|el-)?([A-Z][\w’'-]{2,})")
_NO_NAME: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december the president syrian monitor group at"
)


def _names(sentence: str) -> frozenset[str]:
    """Return the capitalised words inside a sentence, which name places and parties."""
    found = (match.group(1).lower().removesuffix("'s").removesuffix("’s") for match in _NAME_WORD.finditer(sentence))
    return frozenset(name for name in found if name not in _NO_NAME)


def _source(
    figure: Figure, sentence: str, voices: tuple[Mapping[str, str | None], Mapping[str, str]]
) -> frozenset[str]:
    """Return the words of the name of whoever counts: the speaker, else the name beside a verb of saying."""
    _, names = voices
    if figure.according_to is not None and figure.according_to in names:
        return frozenset(re.findall(r"\w{3,}", names[figure.according_to].lower()))
    found = _SOURCE.search(sentence)
    if found is None:
        return frozenset()
    return frozenset(word for word in re.findall(r"\w{3,}", (found[1] or found[2]).lower()) if word not in _COMMON)
