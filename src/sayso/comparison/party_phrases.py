"""Noun phrases that call a party: "moderate opposition", "the Takfiri terror group of Daesh", "rebel-held"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.counted import STOPS
from sayso.comparison.party_names import PartyNames, is_national, lowered
from sayso.comparison.party_words import BARE, BODIES, HEADS, JOINED, MODIFIERS, TELLING, Side
from sayso.comparison.quantities import NUMBER_WORDS
from sayso.comparison.words import Word, word_set, words_of
from sayso.records import Span
from sayso.text import CLOSING, OPENING, STRAIGHT, sentences

_BACKED: Final = ("-backed", "-led", "-linked", "-affiliated", "-allied", "-aligned")
_RULED: Final = word_set("regime government forces army troops")
_LONGEST: Final = 7
_LONGEST_NAME: Final = 4
_MARKS: Final = OPENING + CLOSING + STRAIGHT


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """One phrase: where it stands, what side it tells, and the name, the alliance and the nation in it, if any."""

    span: Span
    words: str
    side: Side
    name: str | None
    alliance: str | None
    nation: str | None
    scare_quotes: bool


def phrases_of(text: str, furniture: Sequence[Span], names: PartyNames) -> tuple[PartyPhrase, ...]:
    """Return the phrases of a page that call a party, in order, none inside furniture.

    Of ``names`` only those can be in it of which all words stand in its text.
    """
    found: list[PartyPhrase] = []
    for sentence in sentences(text):
        if any(sentence.overlaps(span) for span in furniture):
            continue
        words = words_of(text, sentence)
        place = 0
        while place < len(words):
            past = _phrase_end(words, place, names)
            if past > place:
                found.append(_phrase(text, words[place:past], names))
            place = max(past, place + 1)
    return tuple(found)


def _phrase_end(words: Sequence[Word], start: int, names: PartyNames) -> int:
    """Return where the party phrase that begins at ``start`` ends, or ``start`` when none begins."""
    if _joined(words[start]) and not _heads_ahead(words, start + 1):
        return start + 1
    best, place = start, start
    while place < len(words) and place - start < _LONGEST:
        length = _name_at(words, place, names)
        word = words[place].lower.removesuffix("'s")
        if length:
            place += length
            best = place
            continue
        if _calls(words, place, start, best):
            best = place + 1
        elif not (word in MODIFIERS or _modifies(words, place) or _scare_mark(words, place, start)):
            break
        place += 1
    return _with_follower(words, best, names) if best > start else start


def _calls(words: Sequence[Word], place: int, start: int, best: int) -> bool:
    """Return whether the word ends a party phrase that began at ``start``."""
    word = words[place].lower.removesuffix("'s")
    if word in HEADS:
        return place > start or word not in BARE
    return word in BODIES and (best > start or (place > start and words[place - 1].lower in TELLING))


def _heads_ahead(words: Sequence[Word], place: int) -> bool:
    ahead = words[place].lower if place < len(words) else ""
    return ahead in HEADS or ahead in BODIES or ahead in MODIFIERS


def _joined(word: Word) -> bool:
    first, hyphen, second = word.lower.rpartition("-")
    return bool(hyphen) and second in JOINED and (first in HEADS or first in TELLING or word.capitalised)


def _modifies(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.lower.endswith(_BACKED) or _joined(word) or (word.capitalised and is_national(word.lower)):
        return True
    # The name of a ruler: "Poe regime", "Ann Poe's forces".
    ahead = next((other for other in words[place + 1 : place + 3] if not other.capitalised), None)
    return word.capitalised and word.lower not in STOPS | NUMBER_WORDS and ahead is not None and ahead.lower in _RULED


def _scare_mark(words: Sequence[Word], place: int, start: int) -> bool:
    """Return whether a quotation mark closes around a modifier: the “moderate” opposition."""
    return place > start and words[place].raw in _MARKS and words[place - 1].lower in MODIFIERS


def _name_at(words: Sequence[Word], place: int, names: PartyNames) -> int:
    """Return how many words from ``place`` on are a learnt name (the longest), or 0."""
    if not words[place].capitalised and "-" not in words[place].lower:
        return 0
    for length in range(_LONGEST_NAME + 1, 0, -1):
        name = lowered(words[place : place + length])
        if name in names:
            return len(name)
    return 0


def _with_follower(words: Sequence[Word], past: int, names: PartyNames) -> int:
    """Return the end with what follows the head: "group of Daesh", "government of President Poe"."""
    if past >= len(words):
        return past
    named = _name_at(words, past, names) if words[past - 1].lower in BODIES else 0
    if named or past + 1 >= len(words) or words[past].lower != "of":
        return past + named
    follower = words[past + 1]
    length = _name_at(words, past + 1, names)
    if length:
        return past + 1 + length
    if follower.lower != "president" and not (follower.capitalised and is_national(follower.lower)):
        return past
    end = past + 1
    while end < len(words) and (words[end].capitalised or words[end].lower.startswith(("al-", "el-"))):
        end += 1
    return end


def _phrase(text: str, words: Sequence[Word], names: PartyNames) -> PartyPhrase:
    heads = [side for word in words if (side := HEADS.get(word.lower.removesuffix("'s")))]
    found = (
        text[words[place].span.start : words[place + length - 1].span.end]
        for place in range(len(words))
        if (length := _name_at(words, place, names))
    )
    name = next(found, None)
    nation = next((word.raw for word in words if word.capitalised and is_national(word.lower)), None)
    alliance = (
        " ".join(word.raw for word in words).replace(".", "")
        if len(words) > 1 and heads[-1:] == ["coalition"]
        else None
    )
    span = Span(words[0].span.start, words[-1].span.end)
    inner = any(word.raw in _MARKS for word in words)
    opened = span.start > 0 and text[span.start - 1] in _MARKS
    closed = text[span.end : span.end + 2].lstrip(".,")[:1] in set(_MARKS)
    quoted = (opened and closed and len(words) <= 3) or (inner and opened)
    start = span.start - 1 if inner and opened else span.start
    return PartyPhrase(Span(start, span.end), span.of(text), _side(words, heads), name, alliance, nation, quoted)


def _side(words: Sequence[Word], heads: Sequence[Side]) -> Side:
    """Return what the phrase tells: in "opposition forces" the first word tells more than the last."""
    if not heads:
        return HEADS.get(words[0].lower.rpartition("-")[0], "militants")
    armed = next((side for side in heads if side in {"opposition", "militants"}), None)
    if armed is None and heads[-1] == "forces" and any(word.lower.endswith(_BACKED) for word in words):
        return "militants"  # "foreign-backed forces" are those of no state
    return armed or heads[-1]
