"""Names of armed parties, learnt from the pages themselves.

A name that stands right before a word for fighters ("NAME militants"), right after one ("the rebel
group NAME", "the terror group of NAME"), or that ends in a word for a formation ("NAME Front"), is
the name of a party wherever it stands; so are all surface forms of its entity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from sayso.comparison.party_words import BODIES, FORMATIONS, HEADS, MODIFIERS, TELLING
from sayso.comparison.quantities import NUMBER_WORDS
from sayso.comparison.words import Word, word_set, words_of
from sayso.memory import Memory
from sayso.records import Article, Entity, Span
from sayso.spilled import Spilled

# Endings of adjectives of nation: Syrian, Turkish, Lebanese, Korean, Arab, Kurd, Israeli, Iraqi, Yemeni, French.
_NATIONAL: Final = ("ian", "ish", "ese", "ean", "rab", "urd", "eli", "aqi", "abi", "eni", "ench", "can")
_FIGHTERS: Final = word_set(
    "militants terrorists fighters extremists jihadists insurgents rebels gunmen terrorist group faction militia"
)
_INTRODUCING: Final = word_set(
    "group faction militia terrorists militants insurgents affiliate organisation organization"
)
_MINOR: Final = word_set("al el of the for and a an in but some")
_PARTICLES: Final = ("al-", "el-", "ash-", "as-")

_ALONE: Final = re.compile(r"\b[Tt]he ([A-Z][a-z]+)(?![\w’'-])(?! [A-Z])")

_WORDS: Final = re.compile(r"\w+")

_NEAR: Final = 16  # pages of which what they tell is in memory
_OFTEN_SMALL: Final = 0.2  # times written small for each time with a capital
_NO_NAMES: Final = NUMBER_WORDS | word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december tags related video photo photos breaking update"
)

PartyNames = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one page tells of names: those beside words for fighters, and how often a word is written small or not."""

    found: frozenset[tuple[str, ...]]
    common: Counter[str]
    proper: Counter[str]


def _told(text: str) -> _Told:
    found: set[tuple[str, ...]] = set()
    common, proper = Counter[str](), Counter[str]()
    words = words_of(text, Span(0, len(text)))
    for place, word in enumerate(words):
        (proper if word.capitalised else common)[word.lower] += 1
        if word.lower in _FIGHTERS:
            found.add(lowered(_name_before(words, place)))
        if word.lower in _INTRODUCING and _tells_party(words, place):
            found.add(lowered(_name_after(words, place + 1)))
        if word.lower in FORMATIONS and word.capitalised:
            found.add(_formation(words, place))
    return _Told(frozenset(found), common, proper)


class Known:
    """Names of armed parties, found by the words of a page."""

    def __init__(self, names: PartyNames) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for name in sorted(names):
            words = _WORDS.findall(" ".join(name).casefold())
            if words:
                self._by_first.setdefault(words[0], []).append((name, frozenset(words)))

    def on(self, text: str) -> PartyNames:
        """Return the names of which all words stand in a text: no other can be named there."""
        here = frozenset(_WORDS.findall(text.casefold()))
        found = (one for word in here & self._by_first.keys() for one in self._by_first[word])
        return frozenset(name for name, words in found if words <= here)


def names_of_parties(
    articles: Iterable[Article], entities: Sequence[Entity] = (), memory: Memory | None = None
) -> PartyNames:
    """Return the names of armed parties, as tuples of lower-case words."""
    memory = memory or Memory()
    pages = Spilled[_Told](near=_NEAR)
    beside: set[tuple[str, ...]] = set()
    alone: set[str] = set()
    for article in articles:
        pages.append(memory.recall(_told, article.text))
        beside |= pages[-1].found
        alone |= FORMATIONS.intersection(match.group(1).lower() for match in _ALONE.finditer(article.text))
    single = _single({name[0] for name in beside if len(name) == 1}, pages, entities)
    found = {name for name in beside if name and name[0] not in _NO_NAMES and (len(name) > 1 or name[0] in single)}
    for entity in entities:
        if entity.kind in {"group", "organisation"}:
            aliases = {tuple(alias.lower().split()) for alias in (entity.name, *entity.aliases)}
            if aliases & found:
                found |= aliases
    return frozenset(found | _short_forms(alone, found))


def _single(words: Iterable[str], pages: Iterable[_Told], entities: Iterable[Entity]) -> set[str]:
    """Return the words that are a name by themselves: no nation, no place, no word of headlines."""
    kept = {word for word in words if not (is_national(word) or len(word) < 2)}
    for entity in entities:
        if entity.kind == "place":
            kept.difference_update(name.lower() for name in (entity.name, *entity.aliases))
    common, proper = Counter[str](), Counter[str]()
    for told in pages:
        for word in kept & told.common.keys():
            common[word] += told.common[word]
        for word in kept & told.proper.keys():
            proper[word] += told.proper[word]
    # Pages write a word of headlines ("Killed", "State") small, too.
    return {word for word in kept if common[word] < _OFTEN_SMALL * proper[word]}


def _short_forms(alone: Set[str], names: Set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return last words of names that stand alone, as in "the Front said"; "the Army" is any state's."""
    heads = {name[-1] for name in names if len(name) > 1 and name[-1] in FORMATIONS and name[-1] not in HEADS}
    return {(head,) for head in heads & alone}


def lowered(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the words in lower case, the sign of possession left out."""
    return tuple(word.lower.removesuffix("'s") for word in words)


def is_national(word: str) -> bool:
    """Return whether a capitalised word is built like an adjective of nation: "Syrian", "Turkish"."""
    return word.lower().endswith(_NATIONAL)


def _in_name(word: Word) -> bool:
    plain = word.lower not in HEADS and word.lower not in BODIES and not word.raw.isdigit()
    if word.lower.endswith(("-based", "-led", "-backed", "-held", "-linked")):
        return False
    return plain and (word.capitalised or word.lower.startswith(_PARTICLES))


def _name_before(words: Sequence[Word], place: int) -> list[Word]:
    """Return the capitalised words right before ``place`` without adjectives of nation at their front."""
    start = place
    while start > 0 and place - start < 4 and _in_name(words[start - 1]):
        start -= 1
    name = list(words[start:place])
    while name and (is_national(name[0].lower) or name[0].lower in MODIFIERS | _MINOR):
        name = name[1:]
    begins = start == 0 or words[start - 1].raw in {".", "!", "?"}
    return [] if begins and len(name) == 1 and name[0] is words[start] else name


def _tells_party(words: Sequence[Word], place: int) -> bool:
    return words[place].lower in HEADS or (place > 0 and words[place - 1].lower in TELLING | set(HEADS))


def _name_after(words: Sequence[Word], place: int) -> list[Word]:
    """Return the capitalised words from ``place`` on, "of" or "called" before them skipped."""
    if place < len(words) and words[place].lower in {"of", "called", "named", "dubbed"}:
        place += 1
    end = place
    while end < len(words) and end - place < 4 and _in_name(words[end]):
        end += 1
    name = list(words[place:end])
    return [] if not name or is_national(name[0].lower) or name[0].lower in MODIFIERS | _MINOR else name


def _formation(words: Sequence[Word], place: int) -> tuple[str, ...]:
    start = place
    while start > 0 and place - start < 4 and words[start - 1].capitalised:
        start -= 1
    name = words[start : place + 1]
    while len(name) > 1 and name[0].lower in _MINOR | {"rebel"}:
        name = name[1:]
    telling = [word for word in name[:-1] if not is_national(word.lower)]
    return lowered(name) if telling else ()
