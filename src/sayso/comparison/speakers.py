"""How the speakers of two reports stand to each other, and by what words each is introduced.

A spokeswoman speaks for her ministry and a minister for his government: "Russia's Foreign Ministry
says" and "said foreign ministry spokeswoman Zakharova" may report one remark.  What a page says of a
person right beside the name (the title before it, the apposition after it) tells for whom they speak.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from sayso.comparison.wording import content_stems
from sayso.indexed import by_key, by_page
from sayso.memory import Memory
from sayso.records import Article, Entity, EntityKind, Mention, Span
from sayso.resolution.gazetteer import country_of
from sayso.resolution.lexicon import FUNCTION_WORDS, head_kind
from sayso.resolution.roles import plain
from sayso.spilled import Spilled

Standing = Literal["same", "speaks_for", "unclear", "different"]

BODIES: Final[frozenset[EntityKind]] = frozenset({"organisation", "government", "group", "place"})
# Whoever stands behind a document or an unnamed official may be anybody.
_VAGUE: Final[frozenset[EntityKind]] = frozenset({"unnamed", "document"})
_WORD: Final = re.compile(r"[\w’'.-]+")
_BEFORE: Final = re.compile(r"(?:[\w’'.-]+ ){0,6}[\w’'.-]+,? $")
_AFTER: Final = re.compile(r"(?:['’]s)?(?:,| \() ?((?:[\w’'.-]+ ?){1,10})")
_BODY_OF: Final = r"([^\W\d_a-z][\w.-]*?)(?:['’]s?)? (?i:{})\b"
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w.-]*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the entity, its kind, the stems of its names, and of the words that introduce it.

    ``parties`` are those of ``introduced`` and ``named`` that are names: the person's own and those of the
    bodies and countries spoken for, a country under its own name where the page writes "Russian" or "Moscow".
    """

    entity: str
    name: str
    kind: EntityKind
    named: frozenset[str]
    introduced: frozenset[str]
    parties: frozenset[str]


def party_stems(text: str) -> frozenset[str]:
    """Return the stems of the names in ``text``, countries under their own names.

    >>> sorted(party_stems("Washington’s envoy denied it"))
    ['stat', 'unit', 'washington']
    """
    found: set[str] = set()
    for match in _CAPITALISED.finditer(text):
        word = match.group()
        country = country_of(word) or country_of(word.rstrip("."))
        found |= content_stems(f"{word} {country or ''}")
    return frozenset(found)


def alike(a: Iterable[str], b: Iterable[str]) -> frozenset[str]:
    """Return the stems of ``a`` that ``b`` has, or has with another ending ("georgia", "georgian").

    >>> sorted(alike({"georgia", "dam"}, {"georgian", "damage"}))
    ['georgia']
    """
    others = set(b)
    longer = [other for other in others if len(other) >= 5]
    return frozenset(
        one
        for one in set(a)
        if one in others or (len(one) >= 5 and any(one[:4] == other[:4] and _same_root(one, other) for other in longer))
    )


def _same_root(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter[:-1] if shorter[-1] in "aeiouy" else shorter) and len(longer) - len(shorter) <= 3


def _introductions(text: str, names: Sequence[Span]) -> tuple[str, ...]:
    """Return each name with what introduces it there."""
    return tuple(f"{span.of(text)} {_introduction(text, span)}" for span in names)


def _introduction(text: str, span: Span) -> str:
    """Return the title before a name and the apposition after it, as far as they name a person's role."""
    same_line = text[max(0, span.start - 80) : span.start].rpartition("\n")[2]
    before = _BEFORE.search(same_line.rpartition(". ")[2])
    words = _WORD.findall(before.group()) if before else []
    title: list[str] = []
    if words and _is_role(words[-1]):
        for word in reversed(words):
            if word in FUNCTION_WORDS:
                break
            title.append(word)
    after = _AFTER.match(text[span.end : span.end + 90].partition("\n")[0])
    apposition = after.group(1) if after and any(_is_role(word) for word in after.group(1).split()) else ""
    title.reverse()
    return f"{' '.join(title)} {_country_of_body(text, title)} {apposition}"


def _country_of_body(text: str, words: Sequence[str]) -> str:
    """Return the country of the body that a title names, if the page gives exactly one for such a body.

    "Foreign ministry spokeswoman" speaks for Russia where the page has "Russia's Foreign Ministry" alone.
    """
    bodies = [at for at, word in enumerate(words) if plain(word) and head_kind(plain(word)) == "organisation"]
    if not bodies:
        return ""
    phrase = " ".join(words[: bodies[0] + 1])
    before = re.findall(_BODY_OF.format(re.escape(phrase)), text)
    countries = {country for word in before if (country := country_of(word))}
    return countries.pop() if len(countries) == 1 else ""


def _is_role(word: str) -> bool:
    bare = plain(word)
    return bool(bare) and head_kind(bare.split()[-1]) == "person"


def read_speakers(
    articles: Sequence[Article],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    memory: Memory | None = None,
) -> Mapping[str, Speaker]:
    """Return the speaker record of each entity, under its identifier."""
    told = _Introduced(articles, entities, mentions, memory or Memory())
    found = Spilled(_speaker(entity, told.words(number)) for number, entity in enumerate(entities))
    return by_key(found, lambda speaker: speaker.entity)


class _Introduced:
    """How pages introduce each entity, by its number."""

    def __init__(
        self, articles: Iterable[Article], entities: Iterable[Entity], mentions: Sequence[Mention], memory: Memory
    ) -> None:
        numbers = {entity.id: number for number, entity in enumerate(entities)}
        of_pages = by_page(mentions)
        self._told: Spilled[tuple[str, ...]] = Spilled()
        self._starts = array("L")  # of the mentions of each page among all
        whose = array("L")
        for article in articles:
            here = of_pages.get(article.id, ())
            self._starts.append(len(whose))
            self._told.append(memory.recall(_introductions, article.text, [mention.span for mention in here]))
            whose.extend(numbers.get(mention.entity, len(numbers)) for mention in here)
        entity_of = np.array(whose, dtype=np.int64)
        self._mentions = np.argsort(entity_of, kind="stable")
        self._ends = np.cumsum(np.bincount(entity_of, minlength=len(numbers)))

    def words(self, entity: int) -> str:
        """Return what introduces an entity anywhere, each introduction once."""
        first = self._ends[entity - 1] if entity else 0
        found: dict[str, None] = {}
        for mention in self._mentions[first : self._ends[entity]].tolist():
            page = bisect_right(self._starts, mention) - 1
            found[self._told[page][mention - self._starts[page]]] = None
        return " . ".join(found)


def _speaker(entity: Entity, words: str) -> Speaker:
    names = party_stems(entity.name) if entity.kind != "unnamed" else frozenset()
    return Speaker(
        entity=entity.id,
        name=entity.name,
        kind=entity.kind,
        named=names,
        introduced=content_stems(words) | party_stems(words) | names,
        parties=names | party_stems(words),
    )


def standing(a: Speaker | None, b: Speaker | None) -> Standing:
    """Return whether two speakers are the same, one speaks for the other, they differ, or it is unclear."""
    if a is None or b is None:
        return "unclear"
    if a.entity == b.entity:
        return "same"
    if {a.kind, b.kind} & _VAGUE or _may_be_one_person(a, b):
        return "unclear"
    return "speaks_for" if _speaks_for(a, b) or _speaks_for(b, a) else "different"


def _may_be_one_person(a: Speaker, b: Speaker) -> bool:
    """Return whether two persons have one surname and given names that may be short for each other."""
    ours, theirs = a.name.lower().split(), b.name.lower().split()
    if not a.kind == b.kind == "person" or not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    return min(len(ours), len(theirs)) == 1 or ours[0][0] == theirs[0][0]


def _speaks_for(one: Speaker, body: Speaker) -> bool:
    return body.kind in BODIES and bool(body.named) and len(alike(body.named, one.introduced)) == len(body.named)
