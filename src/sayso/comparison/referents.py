"""Whom a phrase for a party means: a named party, else an unspecific one.

A phrase that holds a name means the party of that name, and so does one right beside the name ("the
Front, a separatist group", "the terrorists of the Front").  Later on the page the same word means the
same party, when it was joined to one only; on other pages of the same outlet, too.  So does a plain
word for armed people where the pages of the story name one armed party only.  Else the phrase
means an unspecific party, told by its country and by what the head noun tells: "opposition in Syria",
never which of several groups.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, Generic, TypeVar

from sayso.comparison.parties import NOBODY, Parties, plain
from sayso.comparison.party_names import is_national
from sayso.comparison.party_phrases import PartyPhrase
from sayso.comparison.party_words import FORMATIONS, Side
from sayso.comparison.rows import Rows
from sayso.comparison.stories import Stories
from sayso.indexed import by_page
from sayso.records import Article, Entity, EntityKind, Mention, Resolution

# How an unspecific party is told: "armed groups in Syria", "government of Syria".
_CALLED: Final[dict[Side, str]] = {
    "government": "government of",
    "forces": "government forces of",
    "opposition": "opposition in",
    "militants": "armed groups in",
    "coalition": "coalition in",
    "crowd": "crowds in",
}
_ARMED: Final[frozenset[Side]] = frozenset({"opposition", "militants"})
_PREFIX: Final = 4  # letters that an adjective of nation shares with its country: Syrian, Syria; Turkish, Turkey
_IN: Final = re.compile(r"\b(?:in|across|over|inside) ((?:[A-Z][a-z]+ )?[A-Z][a-z]+)")
_BESIDE: Final = re.compile(r"[)”\"]*,? (?:(?:of|called|known as) )?(?:(?:a|an|the) )?(?:so-called )?|\s*\(")
_BACKER: Final = re.compile(r"-(?:backed|led|held|linked|controlled|run|besieged)\b")
_STEM: Final = 8  # letters: "separatist group", "separatists"
_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]{3,}\b")


Key = TypeVar("Key", bound=Hashable)


class Referents:
    """Finds whom the phrases of pages mean, from the entities of a resolution and from all pages together.

    ``phrases`` holds those of each page.  Whom they mean is held in numbers, in columns.
    """

    def __init__(
        self, pages: Sequence[Article], phrases: Sequence[Sequence[PartyPhrase]], resolution: Resolution
    ) -> None:
        self._pages, self._phrases = pages, phrases
        self._parties = Parties(resolution.entities)
        self._countries = _Countries(pages)
        named, mentioned, full = self._named(by_page(resolution.mentions))
        self._habits = _OnlyOne[tuple[str, str]](self._parties)
        self._armed: dict[int, int] = {}
        self._first, armed = self._joined(named, full)
        self._stories = Stories(mentioned, armed)

    def of_pages(self) -> Iterator[list[Entity]]:
        """Yield, page by page, the referent of each of its phrases."""
        for page, (article, phrases) in enumerate(zip(self._pages, self._phrases, strict=True)):
            yield [self._parties[number] for number in self._of_page(page, article, phrases)]

    def _named(self, mentions: Mapping[str, Sequence[Mention]]) -> tuple[Rows, Rows, _OnlyOne[str]]:
        """Return the party that each phrase of a page names, what each page mentions, and whose full name ends how."""
        named, mentioned = Rows(), Rows()
        full = _OnlyOne[str](self._parties)
        numbers: dict[str, int] = {}
        for article, phrases in zip(self._pages, self._phrases, strict=True):
            of_page = mentions.get(article.id, ())
            mentioned.append({numbers.setdefault(mention.entity, len(numbers)) for mention in of_page})
            named.append(self._name(phrase, of_page) for phrase in phrases)
            for phrase, number in zip(phrases, named[-1], strict=True):
                if phrase.name is not None and " " in plain(phrase.name):
                    full.add(plain(phrase.name).split()[-1], number)
        return named, mentioned, full

    def _name(self, phrase: PartyPhrase, mentions: Sequence[Mention]) -> int:
        inside = {mention.entity for mention in mentions if phrase.span.contains(mention.span)}
        found = self._parties.body(inside, governments=phrase.side in {"government", "forces"})
        if found or phrase.name is None:
            return found
        return self._parties.named(phrase.name) or (
            NOBODY if _is_short(phrase) else self._parties.made(phrase.name, "group")
        )

    def _joined(self, named: Rows, full: _OnlyOne[str]) -> tuple[Rows, Rows]:
        """Return the party that the page itself tells each phrase to mean, and the armed parties of each page."""
        first, armed = Rows(), Rows()
        for article, phrases, of_page in zip(self._pages, self._phrases, named, strict=True):
            # The one party whose full name ends in the word that stands for it: "the Front".
            numbers = [
                (full.get(plain(phrase.name)) if phrase.name is not None and _is_short(phrase) else NOBODY) or number
                for phrase, number in zip(phrases, of_page, strict=True)
            ]
            first.append(_of_words(phrases, _beside(article.text, phrases, numbers), self._parties))
            armed.append(self._meant_as_armed(article, phrases, first[-1]))
        return first, armed

    def _meant_as_armed(self, article: Article, phrases: Sequence[PartyPhrase], numbers: Iterable[int]) -> set[int]:
        """Return the armed parties of a page, and note whom its outlet means by what."""
        armed: set[int] = set()
        for phrase, number in zip(phrases, numbers, strict=True):
            if article.outlet is not None and _bare(phrase):
                self._habits.add((article.outlet, plain(phrase.words)), number)
            if number and phrase.side in _ARMED and self._parties[number].kind in {"group", "organisation"}:
                armed.add(self._parties.alike(number))
                self._armed[self._parties.alike(number)] = number
        return armed

    def _of_page(self, page: int, article: Article, phrases: Sequence[PartyPhrase]) -> Iterator[int]:
        # Each is looked for when the first phrase needs it, once a page.
        group, leading = cache(self._only_group), cache(self._countries.leading)
        for phrase, first in zip(phrases, self._first[page], strict=True):
            yield (
                first
                or (self._habits.get((article.outlet, plain(phrase.words))) if article.outlet is not None else NOBODY)
                or (group(page) if _bare(phrase) else NOBODY)
                or self._unspecific(
                    phrase, self._countries.like(phrase.nation) if phrase.nation else leading(article.text)
                )
            )

    def _only_group(self, page: int) -> int:
        only = self._stories.only(page)
        return NOBODY if only is None else self._armed[only]

    def _unspecific(self, phrase: PartyPhrase, where: str | None) -> int:
        called = _CALLED[phrase.side]
        if phrase.alliance is not None:
            name = phrase.alliance
        elif where is None:  # no country, or an adjective that no country on these pages is like
            name = " ".join(word for word in (phrase.nation, called.rpartition(" ")[0]) if word)
        else:
            name = f"{called} {where}"
        kind: EntityKind = "government" if phrase.side == "government" else "group"
        return self._parties.named(name) or self._parties.made(name, kind)


class _Countries:
    """Countries, told by the places in which things happen on the pages, and by adjectives of nations."""

    def __init__(self, pages: Iterable[Article]) -> None:
        places = Counter[str]()
        capitals: set[str] = set()
        for article in pages:
            places.update(match.group(1) for match in _IN.finditer(article.text))
            capitals.update(filter(is_national, set(_CAPITALISED.findall(article.text))))
        self._nations = {word[:_PREFIX]: word for word in sorted(capitals)}
        self._places: dict[str, str] = {}  # of those that begin alike the one that is named most often
        for name in sorted(places, key=lambda name: (-places[name], name)):
            if not is_national(name):
                self._places.setdefault(name[:_PREFIX], name)

    def like(self, nation: str) -> str | None:
        """Return the place whose name begins like the adjective: Syria for Syrian."""
        return self._places.get(nation[:_PREFIX])

    def leading(self, text: str) -> str | None:
        """Return the country in which things happen on a page, where one leads.

        A country is told from a town by its adjective, which stands somewhere on the pages.
        """
        counted = Counter(
            name
            for name in (match.group(1) for match in _IN.finditer(text))
            if self._nations.get(name[:_PREFIX], name) != name
        )
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


class _OnlyOne(Generic[Key]):
    """The party that each key goes with, when that is one."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._meant: dict[Key, int] = {}

    def add(self, key: Key, number: int) -> None:
        """Note that a key goes with a party; with nobody tells nothing."""
        if not number:
            return
        former = self._meant.get(key, number)
        alike = former and self._parties.alike(former) == self._parties.alike(number)
        self._meant[key] = number if alike else NOBODY

    def get(self, key: Key) -> int:
        """Return the one party of a key, NOBODY if there is none or several."""
        return self._meant.get(key, NOBODY)


def _beside(text: str, phrases: Sequence[PartyPhrase], named: Sequence[int]) -> list[int]:
    """Return the parties, with that of a name given to the phrase right beside it."""
    found = list(named)
    for place in range(len(phrases) - 1):
        between = text[phrases[place].span.end : phrases[place + 1].span.start]
        if _BESIDE.fullmatch(between) is None or bool(found[place]) == bool(found[place + 1]):
            continue
        if _bare(phrases[place]) and not found[place]:
            found[place] = found[place + 1]
        elif _bare(phrases[place + 1]) and not found[place + 1]:
            found[place + 1] = found[place]
    return found


def _of_words(phrases: Sequence[PartyPhrase], joined: Sequence[int], parties: Parties) -> Iterator[int]:
    """Yield the parties, with the one that a word was joined to on the page given to the same word."""
    words = _OnlyOne[str](parties)
    for phrase, number in zip(phrases, joined, strict=True):
        if _bare(phrase):
            words.add(_stem(phrase), number)
    for phrase, number in zip(phrases, joined, strict=True):
        yield number or (words.get(_stem(phrase)) if _bare(phrase) else NOBODY)


def _bare(phrase: PartyPhrase) -> bool:
    """Return whether the phrase is general enough to take up a party named before: no nation, no backer."""
    general = phrase.name is None and phrase.nation is None and phrase.alliance is None
    return general and phrase.side in _ARMED and _BACKER.search(phrase.words) is None


def _is_short(phrase: PartyPhrase) -> bool:
    return phrase.name is not None and plain(phrase.name) in FORMATIONS


def _stem(phrase: PartyPhrase) -> str:
    return plain(phrase.words)[:_STEM]
