"""What is said of the people counted: each rule reads one way of telling it in English news.

A rule returns the happening ("killed", "displaced") or ``None``.  ``RULES`` lists them in the order
in which they are asked; the first that answers decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sayso.comparison.happenings import ACTIVE, BEFALLING, NOUNS, PARTICIPLES, STATES
from sayso.comparison.numbered import Numbered
from sayso.comparison.quantities import NUMBER_WORDS
from sayso.comparison.words import Word, word_set

INCLUDING: Final = word_set("including included includes among mostly mainly comprising")
_BE: Final = word_set("was were is are been being got have has had be")
_AUXILIARIES: Final = _BE | word_set(
    "get also reportedly all later already still now known presumed feared believed thought initially since "
    "severely seriously critically slightly lightly confirmed reported to identified counted"
)
_BREAKS: Final = word_set(
    "while when after before as but because although though where said says saying told adding since until "
    "whose which ; : . ? !"
)
_BEFORE_NUMBER: Final = word_set(
    "another a an the some other further additional also up all least around about over for total"
)
_TOLLS: Final = word_set("toll victims deaths")
_TOLL_VERBS: Final = word_set("to of at reached reaching is was as stood stands hit passed exceeded toll")
_TOLL_PREDICATES: Final = word_set("is rose was reached stands climbed")
_BETWEEN_NAME_AND_TELLING: Final = word_set("more others other have already reported")
_NOUN_OR_VERB: Final = word_set("rally vote return surrender march protest")
_NOUN_MODIFIED: Final = word_set("toll squads squad threats row sentences")
_OBJECT_STARTS: Final = word_set("the his their its her several dozens him them us")
_THE_HARMED: Final = word_set("dead killed wounded injured fatalities casualties injuries")
_OTHERS: Final = word_set("many most the his their its no nobody it")
_TOLL_REACH: Final = 26  # "the toll from a bomb attack on buses carrying people evacuated from two towns has risen to"
_NOT_DEPARTED: Final = word_set("in to with without behind homeless stranded alive over . , ;")
_MOVED: Final = word_set("transported taken moved carried brought bussed")
_REACH: Final = 18  # words between the people and what is said of them: relative clauses and places stand between

Rule = Callable[[Sequence[Word], Numbered], str | None]


def tell(words: Sequence[Word], item: Numbered) -> str | None:
    """Return what is said of the people or things that ``item`` counts, or ``None``."""
    for rule in RULES:
        what = rule(words, item)
        if what is not None:
            return what
    return None


def _befallen(word: str) -> str | None:
    return STATES.get(word) or PARTICIPLES.get(word)


def _joined(words: Sequence[Word], place: int) -> str:
    """Return the happening at ``place``; "killed and wounded" is one of its own."""
    what = _befallen(words[place].lower) or ""
    paired = place + 2 < len(words) and words[place + 1].lower in {"and", "or"}
    other = _befallen(words[place + 2].lower) if paired else None
    return "killed or injured" if {what, other} == {"killed", "injured"} else what


def of_the_dead(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "14 of the dead were rebels", "the dead included two", "among those killed were three"."""
    quantity = item.quantity
    inside = [word.lower for word in words[quantity.past : quantity.past + 4]]
    if inside[:1] == ["of"]:
        for word in inside[1:]:
            if _befallen(word):
                return _befallen(word)
    before = [word.lower for word in words[max(0, quantity.first - 7) : quantity.first]]
    if {"included", "includes", "include", "among"} & set(before) and {"the", "those"} & set(before):
        harmed = next((word for word in before if word in _THE_HARMED), None)
        return (_befallen(harmed) or NOUNS[harmed]) if harmed else None
    return None


def attributive(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "250,000 besieged residents", "hundreds of badly injured civilians"."""
    inside = words[item.counted.first : item.past - 1] if item.counted.sort == "people" else ()
    return next((PARTICIPLES[word.lower] for word in inside if word.lower in PARTICIPLES), None)


def named_object(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "killing dozens of people evacuated from there": before a noun the first verb tells."""
    return object_of(words, item) if item.counted.head is not None else None


def after(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "30 wounded", "10 people dead", "56 civilians killed", "seven civilian deaths"."""
    place = item.past
    while place < len(words) and words[place].lower in _BETWEEN_NAME_AND_TELLING:
        place += 1
    if place >= len(words):
        return None
    word = words[place].lower
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if word in STATES:
        return _joined(words, place)
    if word in NOUNS and following not in _NOUN_MODIFIED:
        return NOUNS[word]
    # "86 rebels killed a man": there it is a verb with an object.
    if word in PARTICIPLES and following not in _OBJECT_STARTS:
        return _joined(words, place)
    return BEFALLING.get(word) if word not in _NOUN_OR_VERB else None


def departing(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "5,000 people left the two towns", "were granted safe passage", "will be taken out of the town"."""
    for place in range(item.past, min(len(words) - 1, item.past + _REACH)):
        word, following = words[place].lower, words[place + 1].lower
        if word == "left" and place == item.past:
            return "evacuated" if not (_befallen(following) or following in _NOT_DEPARTED) else None
        if word in _BREAKS or word in ACTIVE:
            return None
        if (word, following) == ("safe", "passage") or (word in _MOVED and following == "out"):
            return "evacuated"
    return None


def object_of(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "killing at least 139 people", "has wounded another three", "claimed 17 lives"."""
    place = item.quantity.first - 1
    while place >= 0 and words[place].lower in _BEFORE_NUMBER:
        place -= 1
    if place < 0:
        return None
    word = words[place].lower
    if word in {"claimed", "claiming", "took", "cost"}:
        lives = any(inner.lower == "lives" for inner in words[item.counted.first : item.past])
        return "killed" if lives else None
    passive = place > 0 and words[place - 1].lower in {"was", "were", "been"} and word.endswith("ed")
    if word not in ACTIVE or passive:
        return None
    both = place > 1 and words[place - 1].lower in {"and", "or"} and ACTIVE.get(words[place - 2].lower) == "killed"
    return "killed or injured" if both and ACTIVE[word] == "injured" else ACTIVE[word]


def nominal(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "the deaths of 12", "the bodies of two", "bringing to 45 the number killed"."""
    first = item.quantity.first
    before = [word.lower for word in words[max(0, first - 4) : first]]
    if before[-1:] == ["of"] and len(before) > 1:
        if before[-2] in NOUNS:
            return NOUNS[before[-2]]
        if before[-2] in {"bodies", "corpses", "remains", "lives"}:
            return "killed"
    if any(word.lower in {"bodies", "corpses"} for word in words[first : item.past]):
        return "killed"
    following = [word.lower for word in words[item.past : item.past + 5]]
    if following[:2] == ["the", "number"] or "number" in before:
        return next((_befallen(word) for word in before + following if _befallen(word)), None)
    return None


def toll(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "the death toll from the blast reached 112", "a previous toll of 15", "the number of victims is 70"."""
    first = item.quantity.first
    before = [word.lower for word in words[max(0, first - _TOLL_REACH) : first]]
    total = next((word for word in reversed(before) if word in _TOLLS | _BREAKS), None)
    if total not in _TOLLS or total is None or before[-1] not in _TOLL_VERBS:
        return None
    between = before[len(before) - before[::-1].index(total) :]
    if total != "toll" and not set(between) & _TOLL_PREDICATES:
        return None
    return "injured" if {"injury", "injured", "wounded", "injuries"} & set(before) else "killed"


def predicate(words: Sequence[Word], item: Numbered) -> str | None:
    """Read "Eight people, two of them children, were killed", "22 people in Aleppo died"."""
    seen = False
    for place in range(item.past, min(len(words), item.past + _REACH)):
        word = words[place].lower
        if word in _BREAKS and not (word == "as" and words[place - 1].lower == "well"):
            return None
        if seen:
            what = _after_auxiliary(words, place)
            if what is not None or not (word in _AUXILIARIES or word.endswith("ly")):
                return what
        elif word in BEFALLING and (word.endswith("ed") or word in {"fled", "die", "live", "fleeing"}):
            return BEFALLING[word]
        elif (word in ACTIVE and word not in PARTICIPLES) or (place > item.past and _new_subject(words, place)):
            return None
        seen = seen or word in _BE
    return None


def _after_auxiliary(words: Sequence[Word], place: int) -> str | None:
    word = words[place].lower
    if _befallen(word):
        return _joined(words, place)
    if word in {"among", "amongst"}:  # "were among the dead", "among the 126 people killed"
        near = [other.lower for other in words[place + 1 : place + 7]]
        return next((what for other in near if (what := _befallen(other) or NOUNS.get(other))), None)
    if word == "under" and {"siege"} & {other.lower for other in words[place + 1 : place + 3]}:
        return "besieged"
    return BEFALLING.get(word)


def _new_subject(words: Sequence[Word], place: int) -> bool:
    """Return whether another count or subject begins here that is no part of the one before."""
    word, before = words[place].lower, words[place - 1].lower
    if word[:1].isdigit() or (word in NUMBER_WORDS and word != "one"):
        partly = before in {"them", "whom"} and words[place - 2].lower in {"among", "of"}
        return before not in INCLUDING | {"and", "or", ",", "("} and not partly
    return before in {"and", "or"} and word in _OTHERS


RULES: Final[tuple[Rule, ...]] = (
    of_the_dead, attributive, named_object, after, object_of, nominal, toll, predicate,
    departing,
)  # fmt: skip
