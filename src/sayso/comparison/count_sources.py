"""Whose count a figure is: the words that tell one source of counts from another, and its name.

The source is the speaker of the report that holds the figure, else a name beside a verb of saying in
the sentence, else, where the sentence says "it said" or "he added", the source named last before it.
The head or spokesman of a body counts for that body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from sayso.comparison.party_names import is_national
from sayso.comparison.words import word_set
from sayso.records import Article, Figure, Mention, Resolution, Span
from sayso.resolution.gazetteer import country_of

_NAME: Final = r"[A-Z][\w'’.-]+(?:(?: (?:for|of|the|and))* [A-Z][\w'’.-]+)*"
_SAYING: Final = (
    r"(?:said|says|reported|reports|added|puts?|estimates?|counted|claimed(?! responsib)|confirmed|announced)"
)
_SOURCE: Final = re.compile(
    rf"(?:citing|told)(?: the| a| an)? ((?:[a-z'’-]+ ){{0,3}}{_NAME})"
    r"|according to (?:the |an? )?([\w'’ -]{3,60}?)(?= (?:which|who|in|on|and|that|at)\b|[^\w'’ -]|$)"
    rf"|({_NAME})(?: (?:\w+ ){{0,2}}?){_SAYING}\b"
    rf"|\b(state (?:tv|television|media|radio|news agency))\b(?= (?:\w+ ){{0,3}}?{_SAYING}\b)",
)
_STATE: Final = re.compile(rf"\b[Ss]tate (?:TV|television|media|radio|news agency)\b(?= (?:\w+ ){{0,3}}?{_SAYING}\b)")
# "It said", "he added", "the monitor said": whoever was named last goes on.
_GOES_ON: Final = re.compile(
    r"\b(?:it|he|she|they)\b(?: (?:also|further|later|then|had))? (?:said|says|added|reported|warned|told|counted)\b"
    r"|\bin an? (?:\w+ ){0,2}(?:alert|statement|report)\b it\b",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 3  # sentences
_HEAD: Final = r"(?:head|chief|director|spokes(?:man|woman|person)|founder|leader)"
_BEFORE: Final = re.compile(rf"((?:[A-Z][\w'’.-]+ (?:(?:for|of|the|and) )*){{1,6}}){_HEAD} (?:[A-Z][\w'’-]+ )?$")
_AFTER: Final = re.compile(
    rf"^,? ?(?:the |an? |who (?:is|heads|runs) )?(?:\w+ )?{_HEAD}? ?(?:of|for|the|at)? ?(?:the )?"
    r"([A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|of|for|the|and)){0,8})"
)
_HEADING: Final = re.compile(rf"\b(?:{_HEAD}|heads|runs)\b")
_CAPITALISED: Final = re.compile(r"\b[A-Z][\w'’-]{2,}")
_WORD: Final = re.compile(r"[\w'’]{3,}")
BASED: Final = re.compile(r"\b[\w.]+-(?:based|linked|affiliated|backed|run)\b")
_ANYBODY: Final = word_set(
    "source sources group reports report local based initial early media outlets monitor monitors monitoring head "
    "chief director spokesman spokeswoman official officials statement the that this with from for and according "
    "called over monday tuesday wednesday thursday friday saturday sunday today latest toll death killed earlier "
    "meanwhile more than its his her their"
)
"""Words for a source that name none."""


@dataclass(frozen=True, slots=True)
class CountSource:
    """The words that tell a source from others (empty when it is not named), and its name for the reader."""

    words: frozenset[str] = frozenset()
    name: str | None = None


NOBODY: Final = CountSource()


class CountSources:
    """Finds whose count a figure is; ``speakers`` are the entities according to whom there are figures."""

    def __init__(
        self, speakers: Container[str | None], articles: Mapping[str, Article], resolution: Resolution
    ) -> None:
        named = {
            entity.id: (entity.name, entity.kind)
            for entity in resolution.entities
            if entity.id in speakers and entity.kind != "place"
        }
        persons = {speaker for speaker, (_, kind) in named.items() if kind == "person"}
        bodies = _bodies_of(persons, articles, resolution.mentions)
        self._speakers = {
            speaker: CountSource(telling([name, *bodies.get(speaker, ())]), name)
            for speaker, (name, _) in named.items()
        }

    def of(self, figure: Figure, text: str, sentences: Sequence[Span], place: int) -> CountSource:
        """Return the source of ``figure``, which stands in ``sentences[place]`` of ``text``."""
        found = self._speakers.get(figure.according_to or "", NOBODY)
        if not found.words:
            found = _named(sentences[place].of(text))
        if found.words or not _GOES_ON.search(sentences[place].of(text)):
            return found
        earlier = (_named(sentences[at].of(text)) for at in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1))
        return next((source for source in earlier if source.words), NOBODY)


def _named(sentence: str) -> CountSource:
    found = _SOURCE.search(sentence)
    state = _STATE.search(sentence)
    if found is None or not telling([_group(found)]):
        return CountSource(frozenset({"state"}), state.group()) if state else NOBODY
    return CountSource(telling([_group(found)]), _group(found).strip())


def _group(found: re.Match[str]) -> str:
    return next(name for name in found.groups() if name)


def _bodies_of(
    persons: Container[str], articles: Mapping[str, Article], mentions: Iterable[Mention]
) -> Mapping[str, set[str]]:
    """Return the words of the bodies that pages say a person heads or speaks for, under the person's identifier."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    of_persons = (mention for mention in mentions if mention.entity in persons)
    for name, beside in groupby(of_persons, key=attrgetter("article")):
        text = articles[name].text
        for mention in beside:
            before = _BEFORE.search(text[max(0, mention.span.start - 90) : mention.span.start])
            behind = text[mention.span.end : mention.span.end + 100].partition("\n")[0]
            after = _AFTER.match(behind) if _HEADING.search(behind[:40]) else None
            for match in (before, after):
                found[mention.entity].update(_CAPITALISED.findall(match.group(1)) if match else ())
    return found


def telling(names: Iterable[str]) -> frozenset[str]:
    """Return the words that tell one source from another: two Syrian bodies are not one.

    >>> sorted(telling(["the Syrian Observatory for Human Rights"]))
    ['human', 'observatory', 'rights']
    """
    found = (word for name in names for word in _WORD.findall(BASED.sub(" ", name)))
    words = (word.removesuffix("'s").removesuffix("’s") for word in found if country_of(word) is None)
    return frozenset(word.lower() for word in words if word.lower() not in _ANYBODY and not is_national(word))
