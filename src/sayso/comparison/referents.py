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
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from sayso.comparison.party_names import is_national
from sayso.comparison.party_phrases import PartyPhrase
from sayso.comparison.party_words import FORMATIONS, Side
from sayso.records import Article, Entity, EntityKind, Mention, Resolution, identifier

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
_ONE_STORY: Final = 2  # entities that pages of one story share
_STEM: Final = 8  # letters: "separatist group", "separatists"
_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]{3,}\b")


Key = TypeVar("Key", bound=Hashable)


class Referents:
    """Finds whom phrases mean, from the entities of a resolution and from all pages together."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        self._entities = {entity.id: entity for entity in resolution.entities}
        self._by_name = _by_name(resolution.entities)
        self._mentions: dict[str, list[Mention]] = {}
        for mention in resolution.mentions:
            self._mentions.setdefault(mention.article, []).append(mention)
        self._places = Counter(match.group(1) for article in articles for match in _IN.finditer(article.text))
        capitals = {word for article in articles for word in _CAPITALISED.findall(article.text)}
        self._nations = {word[:_PREFIX]: word for word in sorted(capitals) if is_national(word)}

    def of_phrases(self, pages: Mapping[Article, Sequence[PartyPhrase]]) -> dict[Article, list[Entity]]:
        """Return the referent of each phrase of each page, in their order."""
        first: dict[Article, list[Entity | None]] = {}
        full = _only_one(
            (_plain(phrase.name).split()[-1], self._named(article, phrase))
            for article, phrases in pages.items()
            for phrase in phrases
            if phrase.name is not None and " " in _plain(phrase.name)
        )
        for article, phrases in pages.items():
            named = [self._short(phrase, full) or self._named(article, phrase) for phrase in phrases]
            joined = _joined(article.text, phrases, named)
            words = _only_one(
                (_stem(phrase), entity) for phrase, entity in zip(phrases, joined, strict=True) if _bare(phrase)
            )
            first[article] = [
                entity or (words.get(_stem(phrase)) if _bare(phrase) else None)
                for phrase, entity in zip(phrases, joined, strict=True)
            ]
        habits = _habits(pages, first)
        only = self._only_group(pages, first)
        return {
            article: [
                found
                or habits.get((article.outlet, _plain(phrase.words)))
                or (only.get(article) if _bare(phrase) else None)
                or self._unspecific(article, phrase)
                for phrase, found in zip(pages[article], referents, strict=True)
            ]
            for article, referents in first.items()
        }

    def _named(self, article: Article, phrase: PartyPhrase) -> Entity | None:
        inside = {m.entity for m in self._mentions.get(article.id, ()) if phrase.span.contains(m.span)}
        kinds: set[EntityKind] = {"organisation", "group"}
        if phrase.side in {"government", "forces"}:
            kinds.add("government")
        found = sorted(key for key in inside if key in self._entities and self._entities[key].kind in kinds)
        if len(found) == 1:
            return self._entities[found[0]]
        if phrase.name is None:
            return None
        known = self._by_name.get(_plain(phrase.name))
        return known or (None if _is_short(phrase) else _entity(phrase.name, "group"))

    def _short(self, phrase: PartyPhrase, full: Mapping[str, Entity]) -> Entity | None:
        """Return the one party whose full name ends in the word that stands for it: "the Front"."""
        return full.get(_plain(phrase.name)) if phrase.name is not None and _is_short(phrase) else None

    def _only_group(
        self, pages: Mapping[Article, Sequence[PartyPhrase]], found: Mapping[Article, Sequence[Entity | None]]
    ) -> dict[Article, Entity]:
        """Return, for each page, the one armed party that it and the pages of the same story name.

        Pages are of one story when they mention two of the same entities.
        """
        about: dict[str, set[str]] = {}
        armed: dict[Article, dict[str, Entity]] = {}
        for article, phrases in pages.items():
            of_page = zip(phrases, found[article], strict=True)
            armed[article] = {e.id: e for phrase, e in of_page if e is not None and _armed(phrase, e)}
            for mentioned in self._mentioned(article):
                about.setdefault(mentioned, set()).update(armed[article])
        groups = {key: entity for of_page in armed.values() for key, entity in of_page.items()}
        only: dict[Article, Entity] = {}
        for article in pages:
            shared = Counter(key for name in self._mentioned(article) for key in about.get(name, ()))
            near = {key for key, count in shared.items() if count >= _ONE_STORY} | set(armed[article])
            if len(near) == 1:
                only[article] = groups[near.pop()]
        return only

    def _mentioned(self, article: Article) -> frozenset[str]:
        return frozenset(m.entity for m in self._mentions.get(article.id, ()))

    def _unspecific(self, article: Article, phrase: PartyPhrase) -> Entity:
        where = self._country(phrase.nation) if phrase.nation else self._country_of(article)
        called = _CALLED[phrase.side]
        if phrase.alliance is not None:
            name = phrase.alliance
        elif where is None:  # no country, or an adjective that no country on these pages is like
            name = " ".join(word for word in (phrase.nation, called.rpartition(" ")[0]) if word)
        else:
            name = f"{called} {where}"
        kind: EntityKind = "government" if phrase.side == "government" else "group"
        return self._by_name.get(_plain(name)) or _entity(name, kind)

    def _country_of(self, article: Article) -> str | None:
        """Return the country in which things happen on the page, where one leads.

        A country is told from a town by its adjective, which stands somewhere on the pages.
        """
        counted = Counter(
            name
            for name in (match.group(1) for match in _IN.finditer(article.text))
            if self._nations.get(name[:_PREFIX], name) != name
        )
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _country(self, nation: str) -> str | None:
        """Return the place whose name begins like the adjective: Syria for Syrian."""
        alike = [name for name in self._places if name[:_PREFIX] == nation[:_PREFIX] and not is_national(name)]
        return min(alike, key=lambda name: (-self._places[name], name), default=None)


def _joined(text: str, phrases: Sequence[PartyPhrase], named: Sequence[Entity | None]) -> list[Entity | None]:
    """Return the referents, with that of a name given to the phrase right beside it."""
    found = list(named)
    for place in range(len(phrases) - 1):
        between = text[phrases[place].span.end : phrases[place + 1].span.start]
        if _BESIDE.fullmatch(between) is None or (found[place] is None) == (found[place + 1] is None):
            continue
        if _bare(phrases[place]) and found[place] is None:
            found[place] = found[place + 1]
        elif _bare(phrases[place + 1]) and found[place + 1] is None:
            found[place + 1] = found[place]
    return found


def _bare(phrase: PartyPhrase) -> bool:
    """Return whether the phrase is general enough to take up a party named before: no nation, no backer."""
    plain = phrase.name is None and phrase.nation is None and phrase.alliance is None
    return plain and phrase.side in _ARMED and _BACKER.search(phrase.words) is None


def _armed(phrase: PartyPhrase, entity: Entity) -> bool:
    return phrase.side in _ARMED and entity.kind in {"group", "organisation"}


def _is_short(phrase: PartyPhrase) -> bool:
    return phrase.name is not None and _plain(phrase.name) in FORMATIONS


def _stem(phrase: PartyPhrase) -> str:
    return _plain(phrase.words)[:_STEM]


def _only_one(pairs: Iterable[tuple[Key, Entity | None]]) -> dict[Key, Entity]:
    """Return for each key the entity that it goes with, when that is one."""
    meant: dict[Key, dict[str, Entity]] = {}
    for key, entity in pairs:
        if entity is not None:
            meant.setdefault(key, {})[entity.id] = entity
    return {key: next(iter(entities.values())) for key, entities in meant.items() if len(entities) == 1}


def _habits(
    pages: Mapping[Article, Sequence[PartyPhrase]], found: Mapping[Article, Sequence[Entity | None]]
) -> dict[tuple[str | None, str], Entity]:
    """Return whom each outlet means by its words for armed parties, where it is one party on all its pages."""
    return _only_one(
        ((article.outlet, _plain(phrase.words)), entity)
        for article, phrases in pages.items()
        for phrase, entity in zip(phrases, found[article], strict=True)
        if article.outlet is not None and _bare(phrase)
    )


def _by_name(entities: Sequence[Entity]) -> dict[str, Entity]:
    table: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda item: item.id):
        for name in (entity.name, *entity.aliases):
            table.setdefault(_plain(name), entity)
    return table


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").removeprefix("the ").split())


def _entity(name: str, kind: EntityKind) -> Entity:
    return Entity(identifier("ent", "party", _plain(name)), name, kind, ())
