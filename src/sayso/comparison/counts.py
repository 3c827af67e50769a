"""The counts of one sentence: each number with what it counts, what is said of it, and of what it is a part.

A number is a count when something is said of what it counts ("killing 31", "12 were wounded", "the
death toll rose to 40"), when it goes on from the count before it ("and 22 in the next province",
"including two children"), or when it counts events ("at least 45 air strikes").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.counted import EVENTS
from sayso.comparison.happenings import BEFALLING, BODILY, PARTICIPLES
from sayso.comparison.numbered import Numbered, numbered
from sayso.comparison.tellings import INCLUDING, tell
from sayso.comparison.words import Word, word_set, words_of
from sayso.records import Span

_CONNECTING: Final = word_set(
    "and or , ; - – as well along with plus another other others further additional a an the more up to in "
    "addition some also of were was been have killed wounded"
)
_PARTING: Final = word_set(". ; after when by while said")
_NUMBER: Final = word_set("number figure count toll total")
_THROWN: Final = word_set("mortar mortars shells rocket rockets")


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a sentence; ``part_of`` is the index of another count of it."""

    span: Span
    low: float
    high: float | None
    unit: str | None
    what: str
    part_of: int | None = None


_Former = Sequence[tuple[Numbered, Count]]


def counts_of(text: str, sentence: Span, *, spoken_of: str | None = None) -> list[Count]:
    """Return the counts of a sentence of ``text``, in order of place.

    ``spoken_of`` is what the sentence before it told of people, which "the number", "four of them" and
    a bare answer to "How many?" go on to speak of.

    >>> text = "The strikes killed at least 40 people, including two children, and wounded dozens."
    >>> [(c.span.of(text), c.low, c.unit, c.what, c.part_of) for c in counts_of(text, Span(0, len(text)))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('at least 40 people', 40.0, 'people', 'killed', None),
     ('two children', 2.0, 'children', 'killed', 0),
     ('dozens', 24.0, None, 'injured', None)]
    """
    words = words_of(text, sentence)
    found: list[tuple[Numbered, Count]] = []
    for item in numbered(words):
        count = _count(words, item, found) or _going_on(words, item, spoken_of)
        if count is not None:
            found.append((item, count))
    return [count for _, count in found]


def _count(words: Sequence[Word], item: Numbered, former: _Former) -> Count | None:
    head = item.counted.head
    if item.counted.sort == "event" and head is not None:
        return _made(words, item, _event(words, item, EVENTS[head]), None)
    whole = _whole(words, item, former)
    what = tell(words, item)
    if what is not None and (what not in BODILY or item.counted.sort == "people" or head is None):
        same = whole is not None and former[whole][1].what == what
        return _made(words, item, what, whole if same else None)
    return _inherited(words, item, former, whole)


def _going_on(words: Sequence[Word], item: Numbered, spoken_of: str | None) -> Count | None:
    """Return the count that goes on from the sentence before: "the number stood at nine", "Four of them were"."""
    if spoken_of is None or item.counted.sort not in {"people", "thing"}:
        return None
    before = [word.lower for word in words[max(0, item.quantity.first - 6) : item.quantity.first]]
    number = bool(_NUMBER & set(before)) and before[-1] in {"at", "to", "was", "is"} and item.counted.head is None
    inside = [word.lower for word in words[item.quantity.past : item.quantity.past + 2]]
    answer = item.quantity.first == 0 and item.past < len(words) and words[item.past].raw in {",", "."}
    if not number and not (answer and item.counted.head is None) and inside != ["of", "them"]:
        return None
    return _made(words, item, spoken_of, None)


def asked_of(text: str, sentence: Span) -> str | None:
    """Return what a question asks the number of: "How many people died?"."""
    words = words_of(text, sentence)
    asks = len(words) > 2 and words[0].lower == "how" and words[1].lower == "many"
    told = (BEFALLING.get(word.lower) or PARTICIPLES.get(word.lower) for word in words[2:]) if asks else iter(())
    return next((what for what in told if what), None)


def _event(words: Sequence[Word], item: Numbered, name: str) -> str:
    inside = {word.lower for word in words[item.counted.first : item.past]}
    return "projectiles fired" if name == "bombs" and inside & _THROWN else name


def _made(words: Sequence[Word], item: Numbered, what: str, whole: int | None, unit: str | None = None) -> Count:
    quantity = item.quantity
    last = item.past - 1
    while words[last].lower in {"of", "the"}:  # "dozens of dead"
        last -= 1
    span = Span(words[quantity.first].span.start, words[last].span.end)
    return Count(span, quantity.low, quantity.high, item.counted.head or unit, what, whole)


def _between(words: Sequence[Word], earlier: Numbered, later: Numbered) -> list[str]:
    return [word.lower for word in words[earlier.past : later.quantity.first]]


def _whole(words: Sequence[Word], item: Numbered, former: _Former) -> int | None:
    """Return the index of the count that this one is a part of: "40 people, including two children"."""
    if not former:
        return None
    earlier, count = former[-1]
    between = set(_between(words, earlier, item))
    inside = [word.lower for word in words[item.quantity.past : item.quantity.past + 2]]
    part = bool(INCLUDING & between) or inside in (["of", "them"], ["of", "whom"], ["of", "those"])
    if count.part_of is not None and (part or between <= _CONNECTING):
        return count.part_of  # "including two women and three children"
    return len(former) - 1 if part and not between & {".", ";"} else None


def _inherited(words: Sequence[Word], item: Numbered, former: _Former, whole: int | None) -> Count | None:
    """Return a count that goes on from the one before it, or ``None``."""
    if not former or (item.counted.head is not None and item.counted.sort != "people"):
        return None
    earlier, count = former[-1]
    between = _between(words, earlier, item)
    if (set(between) & _PARTING and whole is None) or (count.what not in BODILY and item.counted.head):
        return None
    listed = set(between) <= _CONNECTING | INCLUDING
    if item.quantity.low == 1 and whole is None and not {"and", "or"} & set(between):
        return None  # "at least 31, a doctor said"
    elliptic = item.counted.head is None and between[-1:] == ["and"]
    if whole is None and not listed and not elliptic:
        return None
    return _made(words, item, count.what, whole, count.unit)
