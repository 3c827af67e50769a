"""Noun phrases that call a party: "moderate opposition", "the Takfiri terror group of Daesh", "rebel-held".

Names of armed parties are learnt from the pages themselves: a name that stands right before a word
for fighters ("NAME militants"), or after "group of", is taken for the name of a party wherever it
stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.party_words import BODIES, HEADS, JOINED, MODIFIERS, NOT_PARTIES, Side
from sayso.comparison.words import Word, word_set, words_of
from sayso.records import Article, Span
from sayso.text import sentences

_DEMONYM: Final = ("ian", "ish", "ese", "ean", "rab", "urd", "eli", "aqi", "abi", "eni", "ench", "ench", "can")
_FIGHTERS: Final = word_set(
    "militants terrorists fighters extremists jihadists insurgents rebels gunmen terrorist group faction militia"
)
_MINOR: Final = word_set("al el of the for and")
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """One phrase: where it stands, what side its head tells, and the name in it, if any."""

    span: Span
    side: Side | None
    name: str | None
    nation: str | None
    scare_quotes: bool


def names_of_parties(articles: Iterable[Article]) -> frozenset[tuple[str, ...]]:
    """Return the names, as tuples of lower-case words, that the pages use for armed parties."""
    found: set[tuple[str, ...]] = set()
    for article in articles:
        words = words_of(article.text, Span(0, len(article.text)))
        for place, word in enumerate(words):
            if word.lower in _FIGHTERS:
                name = _name_before(words, place)
                if name and not (len(name) == 1 and is_demonym(name[0].lower)):
                    found.add(tuple(part.lower for part in name))
    return frozenset(found)


def is_demonym(word: str) -> bool:
    """Return whether a capitalised word is built like an adjective of nation: "Syrian", "Turkish"."""
    return word.endswith(_DEMONYM)


def _name_before(words: Sequence[Word], place: int) -> list[Word]:
    """Return the capitalised words right before ``place``, demonyms and titles at their front left out."""
    start = place
    while start > 0 and place - start < 4 and _part_of_name(words[start - 1]):
        start -= 1
    name = list(words[start:place])
    while name and (
        is_demonym(name[0].lower) or name[0].lower in MODIFIERS | _MINOR | {"a", "an", "in", "but", "some"}
    ):
        name = name[1:]
    sentence_start = start == 0 or words[start - 1].raw in {".", "!", "?"}
    return [] if not name or (sentence_start and len(name) == 1 and name[0] is words[start]) else name


def _part_of_name(word: Word) -> bool:
    return word.capitalised and word.lower not in HEADS and word.lower not in BODIES and not word.raw.isdigit()


def phrases_of(article: Article, names: frozenset[tuple[str, ...]]) -> list[PartyPhrase]:
    """Return the phrases of ``article`` that call a party, in order, none inside furniture."""
    found: list[PartyPhrase] = []
    for sentence in sentences(article.text):
        if any(sentence.overlaps(furniture) for furniture in article.furniture):
            continue
        words = words_of(article.text, sentence)
        place = 0
        while place < len(words):
            past = _phrase_end(words, place, names)
            if past > place:
                found.append(_phrase(article.text, words[place:past], names))
            place = max(past, place + 1)
    return found


def _phrase_end(words: Sequence[Word], start: int, names: frozenset[tuple[str, ...]]) -> int:
    """Return where the party phrase that begins at ``start`` ends, or ``start`` when none begins."""
    if _joined(words[start]):
        nxt = words[start + 1].lower if start + 1 < len(words) else ""
        if nxt not in HEADS and nxt not in BODIES:
            return start + 1
    best, place = start, start
    while place < len(words) and place - start < _LONGEST:
        length = _name_at(words, place, names)
        word = words[place].lower.removesuffix("'s")
        if length:
            place += length
            best = place
            continue
        if (word in HEADS and not _verb(words, place)) or (word in BODIES and best > start):
            best = place + 1
        elif not (word in MODIFIERS or _joined(words[place]) or _modifies(words[place])):
            break
        place += 1
    return _with_leader(words, best, names) if best > start else start


def _verb(words: Sequence[Word], place: int) -> bool:
    return words[place].lower in {"planes", "occupation"} and place == 0


def _joined(word: Word) -> bool:
    first, hyphen, second = word.lower.rpartition("-")
    return bool(hyphen) and second in JOINED and (first in HEADS or first in MODIFIERS or word.capitalised)


def _modifies(word: Word) -> bool:
    return (word.capitalised and is_demonym(word.lower)) or word.lower.endswith(
        ("-backed", "-led", "-linked", "-affiliated")
    )


def _name_at(words: Sequence[Word], place: int, names: frozenset[tuple[str, ...]]) -> int:
    """Return how many words from ``place`` on are a learnt name (the longest), or 0."""
    if not words[place].capitalised:
        return 0
    for length in (4, 3, 2, 1):
        name = tuple(word.lower for word in words[place : place + length])
        if name in names:
            return len(name)
    return 0


def _with_leader(words: Sequence[Word], past: int, names: frozenset[tuple[str, ...]]) -> int:
    """Return the end with what "of" adds: "group of Daesh", "government of President Poe"."""
    if past + 1 >= len(words) or words[past].lower != "of":
        return past
    length = _name_at(words, past + 1, names)
    if length:
        return past + 1 + length
    follower = words[past + 1]
    titled = follower.lower == "president" or (follower.capitalised and is_demonym(follower.lower))
    if not titled:
        return past
    end = past + 1
    while end < len(words) and (words[end].capitalised or words[end].lower.startswith(("al-", "el-"))):
        end += 1
    return end


def _phrase(text: str, words: Sequence[Word], names: frozenset[tuple[str, ...]]) -> PartyPhrase:
    heads = [HEADS[word.lower] for word in words if word.lower in HEADS]
    name = next(
        (
            text[words[place].span.start : words[place + length - 1].span.end]
            for place in range(len(words))
            if (length := _name_at(words, place, names))
        ),
        None,
    )
    nation = next((word.raw for word in words if word.capitalised and is_demonym(word.lower)), None)
    joined = words[0].lower.rpartition("-")[0] if _joined(words[0]) else ""
    side = heads[-1] if heads else HEADS.get(joined)
    span = Span(words[0].span.start, words[-1].span.end)
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    quoted = before in {"“", '"', "‘", "'"} and after in {"”", '"', "’", "'", "."} and len(words) <= 3
    return PartyPhrase(span, side, name, nation, quoted)


__all__ = ["NOT_PARTIES", "PartyPhrase", "is_demonym", "names_of_parties", "phrases_of"]
